"""What is printed on a sheet beside its cards: where to cut and fold, and how to print it."""

from collections.abc import Iterator

from .drawing import Drawing
from .fonts import Weight
from .layouts import Layout
from .palette import FAINT, QUIET
from .vocabulary import Duplex, Fold, Marks

_HAIRLINE = 0.35
_AWAY = 3.0
"""From the corner of a card to its crop mark."""
_TICK = 9.0
_FOLD_TICK = 36.0
_NOTE_ROOM = 34.0
"""A sheet margin of so many points holds a note beyond the crop marks."""
_NOTE_SIZE = 8.0
SHEET_NOTES = (
    "Print at 100 % (actual size) · sheet 0123456789, front back · turn on the long short edge · "
    "fold on the dashed line"
)
"""Every character of a note but those of the stock."""
_EDGES = {
    Duplex.LONG: "turn on the long edge",
    Duplex.SHORT: "turn on the short edge",
}


def has_note(layout: Layout) -> bool:
    """Whether a sheet has room beside its cards to say how it is printed."""
    return layout.fold in (Fold.NONE, Fold.OVER) and _bottom(layout) >= _NOTE_ROOM


def draw_note(drawing: Drawing, layout: Layout, number: int, side: str) -> None:
    """Say at the foot of a sheet at which size it is printed, and which sheet and side it is."""
    which = f"sheet {number}, {side}" if side else f"sheet {number}"
    parts = ["Print at 100 % (actual size)", layout.stock, which]
    if layout.fold is Fold.OVER:
        parts.append("fold on the dashed line")
    elif side:
        parts.append(_EDGES.get(layout.duplex, ""))
    left = min(cell.x for cell in layout.cells) + 2 * _AWAY
    baseline = _bottom(layout) - _AWAY - _TICK - _NOTE_SIZE
    text = " · ".join(filter(None, parts))
    drawing.text(Weight.REGULAR, _NOTE_SIZE, QUIET, (left, baseline), [text])


def draw_marks(drawing: Drawing, layout: Layout) -> None:
    """Draw on the front of a sheet where to cut and where to fold."""
    paper, face = layout.paper, layout.face
    match layout.fold:
        case Fold.OVER:
            for cell in layout.cells:
                x = cell.x + face.width
                _dashed(drawing, (x, cell.y), (x, cell.y + face.height))
        case Fold.TENT:
            _dashed(drawing, (0, paper.height / 2), (paper.width, paper.height / 2))
        case Fold.POCKET:
            _draw_pocket(drawing, layout)
        case Fold.BOOKLET:
            x = paper.width / 2
            _dashed(drawing, (x, 0), (x, _FOLD_TICK))
            _dashed(drawing, (x, paper.height - _FOLD_TICK), (x, paper.height))
    if layout.marks is Marks.CROP and layout.fold in (Fold.NONE, Fold.OVER):
        for start, end in _ticks(layout):
            drawing.line(QUIET, start, end, _HAIRLINE)
    elif layout.marks is Marks.LINES and layout.fold is Fold.NONE:
        for start, end in _lines_between(layout):
            drawing.line(FAINT, start, end, _HAIRLINE)


def _draw_pocket(drawing: Drawing, layout: Layout) -> None:
    """Folds are dashed; the middle half of the horizontal line is to be cut."""
    if layout.marks is Marks.NONE:
        return
    width, height = layout.paper.width, layout.paper.height
    middle = height / 2
    for quarter in (1, 2, 3):
        _dashed(drawing, (quarter * width / 4, 0), (quarter * width / 4, height))
    _dashed(drawing, (0, middle), (width / 4, middle))
    _dashed(drawing, (3 * width / 4, middle), (width, middle))
    drawing.line(QUIET, (width / 4, middle), (3 * width / 4, middle), 2 * _HAIRLINE)


def _dashed(drawing: Drawing, start: tuple[float, float], end: tuple[float, float]) -> None:
    drawing.line(FAINT, start, end, _HAIRLINE, "3 3")


_Line = tuple[tuple[float, float], tuple[float, float]]


Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""


def _boxes(layout: Layout) -> list[Box]:
    """Every card, its back included where it lies beside it."""
    leaf = layout.face.width * (2 if layout.fold is Fold.OVER else 1)
    return [(c.x, c.y, c.x + leaf, c.y + layout.face.height) for c in layout.cells]


def _ticks(layout: Layout) -> Iterator[_Line]:
    """Lines that point at the corners of cards from outside, where no other card lies."""
    boxes = _boxes(layout)
    seen: set[_Line] = set()
    for left, bottom, right, top in boxes:
        for x in (left, right):
            for y, outward in ((bottom, -1), (top, 1)):
                seen.add(((x, y + outward * _AWAY), (x, y + outward * (_AWAY + _TICK))))
        for y in (bottom, top):
            for x, outward in ((left, -1), (right, 1)):
                seen.add(((x + outward * _AWAY, y), (x + outward * (_AWAY + _TICK), y)))
    for line in sorted(seen):
        if not any(_crosses(line, box) for box in boxes):
            yield line


def _crosses(line: _Line, box: Box) -> bool:
    """Whether a horizontal or vertical line runs through a box or along its edge."""
    (x1, y1), (x2, y2) = line
    left, bottom, right, top = box
    slack = 0.01
    return (
        max(x1, x2) > left - slack
        and min(x1, x2) < right + slack
        and max(y1, y2) > bottom - slack
        and min(y1, y2) < top + slack
    )


def _lines_between(layout: Layout) -> Iterator[_Line]:
    """The lines along which cards are cut apart, a little beyond them where there is room."""
    boxes = _boxes(layout)
    paper = layout.paper
    left, bottom, right, top = trim(layout)
    left, bottom = max(left - _TICK, 0), max(bottom - _TICK, 0)
    right, top = min(right + _TICK, paper.width), min(top + _TICK, paper.height)
    for x in sorted({edge for box in boxes for edge in (box[0], box[2])}):
        if 1 < x < paper.width - 1:
            yield (x, bottom), (x, top)
    for y in sorted({edge for box in boxes for edge in (box[1], box[3])}):
        if 1 < y < paper.height - 1:
            yield (left, y), (right, y)


def _bottom(layout: Layout) -> float:
    """The room below the cards."""
    return min(cell.y for cell in layout.cells)


def trim(layout: Layout) -> Box:
    """The box around all cards of a sheet; a folded sheet is not trimmed."""
    boxes = _boxes(layout)
    if layout.fold not in (Fold.NONE, Fold.OVER):
        return 0.0, 0.0, layout.paper.width, layout.paper.height
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
