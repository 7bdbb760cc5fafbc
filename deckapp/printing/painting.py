"""Painting the rows of a face into the body that the furniture leaves."""

from collections.abc import Sequence

from .drawing import Drawing
from .face_layout import FaceLayout
from .faces import Mark
from .fonts import Weight
from .furniture import Frame
from .marks import draw_mark
from .palette import FAINT, INK, QUIET, STOP, TINT
from .setting import FIRST_BASELINE, ITEM_GAP, ROW_GAP, Row

_MOST_EXTRA_GAP = 0.45
"""Rows with room to spare move apart by at most this, in parts of the size of the face."""
_RAIL = 1.25
"""The thickness of the line that marks a rung of a ladder."""
_RULE = 0.5
_MARK_SIZE = 0.62
_MARK_HEIGHT = 0.345
"""The centre of a mark above the baseline: half the height of capitals."""
_ABOVE_SECTION = 0.18
"""Where the rule above a section stands, in parts of the size of the face."""


def paint(drawing: Drawing, rows: Sequence[Row], frame: Frame, face: FaceLayout) -> None:
    """Draw rows from the top of the body down."""
    gaps = [ROW_GAP * row.size for row in rows]
    spare = frame.height - sum(row.height for row in rows) - sum(gaps[:-1])
    left, right = face.margin, face.width - face.margin
    y = frame.top
    above = 0.0
    for row, gap in zip(rows, gaps, strict=True):
        colour = row.block.colour or frame.colour
        if row.block.style.theirs:
            drawing.rectangle(TINT, (left, y - row.height), right - left, row.height)
            above = 0.0
        if row.block.is_rung:
            corner = left, y - row.height
            drawing.rectangle(colour, corner, _RAIL * face.scale, row.height + above)
        if row.block.style.bold and y < frame.top:
            rule = left + face.inset, y + _ABOVE_SECTION * row.size
            drawing.rectangle(FAINT, rule, face.measure, _RULE)
        _paint_row(drawing, row, y - row.padding, colour)
        above = gap + min(spare / len(rows), _MOST_EXTRA_GAP * row.size)
        y -= row.height + above


def _paint_row(drawing: Drawing, row: Row, top: float, colour: str) -> None:
    face, style, size = row.face, row.block.style, row.type_size
    left = face.margin + face.inset
    baseline = top - row.above - FIRST_BASELINE * size
    if style.title:
        drawing.text(Weight.SEMI_BOLD, size, INK, (left, baseline), row.lines, row.leading)
        return
    _paint_headings(drawing, row, top, colour)
    x = left + row.indent
    hanging = x - face.gutter / 2 - 1
    if row.block.step and style.theirs and not row.continued:
        number = str(row.block.step)
        drawing.text(Weight.SEMI_BOLD, size, colour, (hanging - size / 4, baseline), [number])
    starts = sorted({0, *row.items})
    weight, ink = (Weight.SEMI_BOLD, colour) if style.bold else (Weight.REGULAR, INK)
    for start, end in zip(starts, [*starts[1:], len(row.lines)], strict=True):
        if start:
            baseline -= ITEM_GAP * size
        if start in row.items:
            centre = hanging, baseline + _MARK_HEIGHT * size
            draw_mark(drawing, style.mark, centre, _MARK_SIZE * size, colour)
        lines = row.lines[start:end]
        drawing.text(weight, size, ink, (x, baseline), lines, row.leading)
        baseline -= row.leading * len(lines)


def _paint_headings(drawing: Drawing, row: Row, top: float, colour: str) -> None:
    """The heading and what stands under it: beside the first line of the text, or above it."""
    face = row.face
    ink = STOP if row.block.style.mark is Mark.OCTAGON else QUIET
    if row.block.style.bold:
        ink = colour
    beside = FIRST_BASELINE * (row.type_size if face.label_width else face.small)
    y = top - beside
    for weight, texts in ((Weight.SEMI_BOLD, row.headings), (Weight.REGULAR, row.asides)):
        if texts:
            start = face.margin + face.inset, y
            drawing.text(weight, face.small, ink, start, texts, face.small_leading)
            y -= face.small_leading * len(texts)
