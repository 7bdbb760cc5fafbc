"""Painting the rows of a face into the body that the furniture leaves."""

from collections.abc import Sequence

from .drawing import Drawing
from .faces import Mark
from .fonts import Weight
from .furniture import Frame
from .layouts import Layout
from .marks import draw_mark
from .palette import INK, QUIET, STOP, TINT
from .setting import (
    FIRST_BASELINE,
    GUTTER,
    HEADING_LEADING,
    HEADING_SIZE,
    ITEM_GAP,
    ROW_GAP,
    Row,
)

_MOST_EXTRA_GAP = 0.45
"""Rows with room to spare move apart by at most this, in parts of the size of the face."""
_RAIL = 1.25
"""The thickness of the line that marks a rung of a ladder."""
_MARK_SIZE = 0.62
_MARK_HEIGHT = 0.345
"""The centre of a mark above the baseline: half the height of capitals."""


def paint(drawing: Drawing, rows: Sequence[Row], frame: Frame, layout: Layout) -> None:
    """Draw rows from the top of the body down."""
    gaps = [ROW_GAP * row.size for row in rows]
    spare = frame.height - sum(row.height for row in rows) - sum(gaps[:-1])
    left, right = layout.margin, layout.width - layout.margin
    y = frame.top
    above = 0.0
    for row, gap in zip(rows, gaps, strict=True):
        if row.block.style.theirs:
            drawing.rectangle(TINT, (left, y - row.height), right - left, row.height)
            above = 0.0
        if row.block.is_rung:
            corner = left, y - row.height
            drawing.rectangle(frame.colour, corner, _RAIL, row.height + above)
        _paint_row(drawing, row, y - row.padding, frame.colour, layout)
        above = gap + min(spare / len(rows), _MOST_EXTRA_GAP * row.size)
        y -= row.height + above


def _paint_row(drawing: Drawing, row: Row, top: float, colour: str, layout: Layout) -> None:
    style, size = row.block.style, row.type_size
    left = layout.margin + layout.inset
    baseline = top - FIRST_BASELINE * size
    if style.title:
        drawing.text(Weight.SEMI_BOLD, size, INK, (left, baseline), row.lines, row.leading)
        return
    heading_colour = STOP if style.mark is Mark.OCTAGON else QUIET
    for weight, texts, y in (
        (Weight.SEMI_BOLD, row.headings, baseline),
        (Weight.REGULAR, row.asides, baseline - HEADING_LEADING * len(row.headings)),
    ):
        if texts:
            drawing.text(weight, HEADING_SIZE, heading_colour, (left, y), texts, HEADING_LEADING)
    x = left + layout.label_width
    hanging = x - GUTTER / 2 - 1
    if row.block.step and style.theirs and not row.continued:
        drawing.text(
            Weight.SEMI_BOLD, size, colour, (hanging - size / 4, baseline), [str(row.block.step)]
        )
    starts = sorted({0, *row.items})
    for start, end in zip(starts, [*starts[1:], len(row.lines)], strict=True):
        if start:
            baseline -= ITEM_GAP * size
        if start in row.items:
            centre = hanging, baseline + _MARK_HEIGHT * size
            draw_mark(drawing, style.mark, centre, _MARK_SIZE * size, colour)
        lines = row.lines[start:end]
        drawing.text(Weight.REGULAR, size, INK, (x, baseline), lines, row.leading)
        baseline -= row.leading * len(lines)
