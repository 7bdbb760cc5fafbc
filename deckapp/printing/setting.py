"""Setting type: a block at a size becomes a row of lines with a height. Lengths are in points."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .breaking import Paragraph
from .faces import Block
from .fonts import Weight
from .layouts import Layout
from .typeface import typeface

LEADING = 1.22
"""From baseline to baseline, in parts of the size of type; 1.2 is Fira Sans's own."""
FIRST_BASELINE = 0.94
"""From the top of a line to its baseline, likewise."""
ITEM_GAP = 0.22
"""Extra space between the items of a list, likewise."""
ROW_GAP = 0.55
"""Between rows, in parts of the size of the face."""
TINT_PADDING = 0.36
"""Above and below tinted text, likewise."""
HEADING_SIZE = 7.0
HEADING_LEADING = 8.2


@dataclass(frozen=True, slots=True)
class Row:
    """A set block, or the part of one that stands on one face.

    `lines` are the text; `items` are the indexes of the lines at which items begin. `size` is that
    of the face, `type_size` that of this text. `continued` rows began on an earlier card.
    """

    block: Block
    size: float
    type_size: float
    headings: tuple[str, ...]
    lines: tuple[str, ...]
    items: tuple[int, ...]
    continued: bool = False

    @property
    def leading(self) -> float:
        """From baseline to baseline."""
        return self.type_size * LEADING

    @property
    def padding(self) -> float:
        """Above and below the text, inside the row."""
        return self.size * TINT_PADDING if self.block.style.theirs else 0.0

    @property
    def height(self) -> float:
        """Of the whole row."""
        gaps = sum(1 for index in self.items if index) * self.type_size * ITEM_GAP
        return _height(self, self.padding, len(self.lines) * self.leading + gaps)

    def part(self, start: int, end: int) -> "Row":
        """The row with only some of its lines."""
        items = tuple(index - start for index in self.items if start <= index < end)
        continued = self.continued or start > 0
        return replace(self, lines=self.lines[start:end], items=items, continued=continued)


class Setter:
    """A block measured for a layout: asked for heights often, and for lines once."""

    __slots__ = ("_block", "_floor", "_headings", "_items", "_measure", "_scale", "_title")

    def __init__(self, block: Block, layout: Layout) -> None:
        style = block.style
        face = typeface(Weight.SEMI_BOLD if style.title else Weight.REGULAR)
        self._block = block
        self._floor, self._scale, self._title = layout.floor, style.scale, style.title
        self._items = [[Paragraph(text, face) for text in item] for item in block.items]
        self._measure = layout.measure - (0.0 if style.title else layout.label_width)
        self._headings = () if style.title else _headings(block, layout)
