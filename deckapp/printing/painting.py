"""Painting the rows of a face into the body that the furniture leaves."""

from collections.abc import Sequence

from .drawing import Drawing
from .face_layout import FaceLayout
from .faces import Mark
from .fonts import Weight
from .furniture import Frame
from .marks import draw_mark
from .palette import FAINT, INK, QUIET, STOP, TINT
from .setting import FIRST_BASELINE, ITEM_GAP, Row

_MOST_EXTRA_GAP = 0.45
"""Rows with room to spare move apart by at most this, in parts of the size of the face."""
_RAIL = 1.25
"""The thickness of the line that marks a rung of a ladder."""
_RULE = 0.5
_MARK_SIZE = 0.62
_MARK_HEIGHT = 0.345
"""The centre of a mark above the baseline: half the height of capitals."""
_RULE_AT = 0.38
"""Where the rule above a section stands, in parts of the gap, from below."""


def paint(drawing: Drawing, rows: Sequence[Row], frame: Frame, face: FaceLayout) -> None:
    """Draw rows from the top of the body down."""
    left, right = face.margin, face.width - face.margin
    extra = _extra_gap(rows, frame)
    sections = any(row.block.style.opens for row in rows)
    y = frame.top
    for index, row in enumerate(rows):
        style = row.block.style
        colour, ink = row.block.colour or frame.colour, row.block.colour or frame.ink
        above = 0.0
        if index:
            above = row.gap + (extra if style.opens or not sections else 0.0)
            y -= above
        bottom = left, y - row.height
        if style.theirs:
            drawing.rectangle(TINT, bottom, right - left, row.height)
        if row.block.is_rung:
            joined = 0.0 if style.theirs else above
            drawing.rectangle(colour, bottom, _RAIL * face.scale, row.height + joined)
        if style.opens and index:
            rule = left + face.inset, y + above * _RULE_AT
            drawing.rectangle(FAINT, rule, face.measure, _RULE)
        _paint_row(drawing, row, y - row.padding, colour, ink)
        y -= row.height


def _extra_gap(rows: Sequence[Row], frame: Frame) -> float:
    """What more stays free above each row, or above sections only, where there is room to spare."""
    if not rows:
        return 0.0
    taken = sum([row.height + row.gap for row in rows]) - rows[0].gap
    places = sum(row.block.style.opens for row in rows) or len(rows)
    return min((frame.height - taken) / places, _MOST_EXTRA_GAP * rows[0].size)


def _paint_row(drawing: Drawing, row: Row, top: float, colour: str, ink: str) -> None:
    face, style, size = row.face, row.block.style, row.type_size
    left = face.margin + face.inset
    baseline = top - row.above - FIRST_BASELINE * size
    if style.title:
        drawing.text(Weight.SEMI_BOLD, size, INK, (left, baseline), row.lines, row.leading)
        return
    _paint_headings(drawing, row, top, ink)
    x = left + row.indent
    hanging = x - face.gutter / 2 - 1
    if row.block.step and style.theirs and not row.continued:
        number = str(row.block.step)
        drawing.text(Weight.SEMI_BOLD, size, ink, (hanging - size / 4, baseline), [number])
    starts = sorted({0, *row.items})
    weight = Weight.SEMI_BOLD if style.bold else Weight.REGULAR
    for start, end in zip(starts, [*starts[1:], len(row.lines)], strict=True):
        if start:
            baseline -= ITEM_GAP * size
        if start in row.items:
            centre = hanging, baseline + _MARK_HEIGHT * size
            draw_mark(drawing, style.mark, centre, _MARK_SIZE * size, colour)
        lines = row.lines[start:end]
        text_ink = row.block.colour if style.opens and row.block.colour else INK
        drawing.text(weight, size, text_ink, (x, baseline), lines, row.leading)
        baseline -= row.leading * len(lines)


def _paint_headings(drawing: Drawing, row: Row, top: float, ink: str) -> None:
    """The heading and what stands under it: beside the first line of the text, or above it."""
    face = row.face
    if not row.block.style.opens:
        ink = STOP if row.block.style.mark is Mark.OCTAGON else QUIET
    beside = FIRST_BASELINE * (row.type_size if face.label_width else face.small)
    y = top - beside
    for weight, texts in ((Weight.SEMI_BOLD, row.headings), (Weight.REGULAR, row.asides)):
        if texts:
            start = face.margin + face.inset, y
            drawing.text(weight, face.small, ink, start, texts, face.small_leading)
            y -= face.small_leading * len(texts)
