"""The pictures of the readiness page: the curve to the meeting, and a bar for each issue."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .drawing import Drawing, Point
from .fonts import Weight
from .palette import FAINT, INK, QUIET, TINT, issue_ink
from .readiness_sheet import ReadinessSheet, SheetNumber, SheetPoint
from .sheet_pen import Pen

LINE_COLOURS = (INK, issue_ink(0))
"""Of what comes without the plan and with it: dark, and a blue that reads."""
_SIZE, _LOUD = 8.5, 11.0
_THICK, _THIN, _HAIRLINE = 1.8, 0.9, 0.5
_GRID = (0.0, 0.5, 1.0)
_TICK = 4.0
_GAP = 6.0
_MOST_LABEL = 130.0
"""The names of the lines have at most this width."""
_LABEL_HEIGHT = 22.0
_BAR = 6.0
_HATCH = 2.6


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def at(self, across: float, up: float) -> Point:
        """A point inside, by parts of its width and height."""
        return (
            self.left + across * (self.right - self.left),
            self.bottom + up * (self.top - self.bottom),
        )


def draw_curve(pen: Pen, sheet: ReadinessSheet, box: Area) -> None:
    """Draw both lines of a sheet that has a curve, with all that names them."""
    zero = pen.width("100 %", Weight.REGULAR, _SIZE)
    foot = _TICK * 2 + _SIZE * 1.3
    names = [pen.width(number.caption, Weight.REGULAR, _SIZE) for number in sheet.numbers]
    names += [pen.width(number.value, Weight.SEMI_BOLD, _LOUD) for number in sheet.numbers]
    right = box.right - min(max(names), _MOST_LABEL) - 2.5 * _GAP
    area = Area(box.left + zero + _GAP, box.bottom + foot, right, box.top - _SIZE)
    drawing = pen.drawing
    without = [area.at(point.at, point.without) for point in sheet.curve]
    with_plan = [area.at(point.at, point.with_plan) for point in sheet.curve]
    drawing.shape(TINT, [*with_plan, *reversed(without)])
    _draw_grid(pen, area)
    _draw_axis(pen, sheet, area, box)
    _draw_line(drawing, without, INK, _THIN)
    _draw_line(drawing, with_plan, LINE_COLOURS[1], _THICK)
    _draw_ends(pen, sheet.numbers, sheet.curve[-1], area, box)


def _draw_grid(pen: Pen, area: Area) -> None:
    for share in _GRID:
        x, y = area.at(0, share)
        pen.drawing.line(FAINT, (x, y), (area.right, y), _HAIRLINE)
        text = f"{share * 100:.0f} %"
        pen.put_right(text, Weight.REGULAR, _SIZE, QUIET, (x - _GAP / 2, y - 0.35 * _SIZE))
    for x in (area.left, area.right):
        pen.drawing.line(QUIET, (x, area.bottom), (x, area.top + _GAP / 2), _HAIRLINE)


def _draw_axis(pen: Pen, sheet: ReadinessSheet, area: Area, box: Area) -> None:
    """A tick for each session, the last one longer; what the ends of the axis are."""
    for number, session in enumerate(sheet.sessions, 1):
        x, y = area.at(session.at, 0)
        length = _TICK * (2 if number == len(sheet.sessions) else 1)
        pen.drawing.line(LINE_COLOURS[1], (x, y), (x, y - length), _THIN)
    baseline = area.bottom - 2 * _TICK - _SIZE
    pen.put(["now"], Weight.REGULAR, _SIZE, INK, (area.left, baseline))
    (end,) = pen.set_lines(sheet.end, Weight.REGULAR, _SIZE, box.right - area.left - 40, 1)
    width = pen.width(end, Weight.REGULAR, _SIZE)
    x = min(area.right - width / 2, box.right - width)
    pen.put([end], Weight.REGULAR, _SIZE, INK, (x, baseline))


def _draw_line(drawing: Drawing, points: Sequence[Point], colour: str, thickness: float) -> None:
    for start, end in pairwise(points):
        drawing.line(colour, start, end, thickness)


def _draw_ends(
    pen: Pen, numbers: Sequence[SheetNumber], last: SheetPoint, area: Area, box: Area
) -> None:
    """At the end of each line its number and its name, apart from each other."""
    ends = (last.without, last.with_plan)
    lower, upper = (area.at(1, end)[1] for end in ends)
    lacking = max(0.0, _LABEL_HEIGHT - (upper - lower)) / 2
    lower, upper = lower - lacking, upper + lacking
    over = max(0.0, upper - area.top)
    under = max(0.0, area.bottom + _LABEL_HEIGHT / 2 - lower)
    heights = (lower - over + under, upper - over + under)
    room = box.right - area.right - 2 * _GAP
    for number, end, y, colour in zip(numbers, ends, heights, LINE_COLOURS, strict=True):
        point, x = area.at(1, end), area.right + 2 * _GAP
        pen.drawing.line(colour, point, (x - 2, y), _HAIRLINE)
        _draw_dot(pen.drawing, point, colour)
        size = _SIZE if number.is_words else _LOUD
        value = pen.set_lines(number.value, Weight.SEMI_BOLD, size, room, 1)
        pen.put(value, Weight.SEMI_BOLD, size, colour, (x, y))
        caption = pen.set_lines(number.caption, Weight.REGULAR, _SIZE, room, 1)
        pen.put(caption, Weight.REGULAR, _SIZE, colour, (x, y - _SIZE * 1.15))


def _draw_dot(drawing: Drawing, centre: Point, colour: str, radius: float = 2.2) -> None:
    """An octagon, which at this size is a dot."""
    x, y = centre
    near, far = radius * 0.4142, radius
    corners = ((near, far), (far, near), (far, -near), (near, -far))
    others = tuple((-dx, -dy) for dx, dy in corners)
    drawing.shape(colour, [(x + dx, y + dy) for dx, dy in (*corners, *others)])


def draw_bar(drawing: Drawing, box: Area, colour: str, solid: float, reach: float) -> None:
    """A bar in a box that is 100 % wide: filled up to `solid`, hatched from there to `reach`."""
    start, end = (box.at(min(max(share, 0.0), 1.0), 0)[0] for share in (solid, max(solid, reach)))
    height = box.top - box.bottom
    drawing.rectangle(colour, (box.left, box.bottom), start - box.left, height)
    x = start - height
    while x < end:
        left, right = max(x, start), min(x + height, end)
        if right > left:
            low, high = box.bottom + left - x, box.bottom + right - x
            drawing.line(colour, (left, low), (right, high), _HAIRLINE)
        x += _HATCH
    corners = (
        *((box.left, box.bottom), (box.right, box.bottom)),
        *((box.right, box.top), (box.left, box.top), (box.left, box.bottom)),
    )
    _draw_line(drawing, corners, QUIET, _HAIRLINE / 2)
