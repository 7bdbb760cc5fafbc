"""Setting type: a block at a size becomes a row of lines with a height. Lengths are in points."""

from dataclasses import dataclass, replace
from functools import cache

from .breaking import measured
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
_LOUD_LINES = 2
"""A title of more lines than this is set at the size of the face."""
HEADING_SIZE = 7.0
HEADING_LEADING = 8.2
GUTTER = 12.0
"""Between headings and text; marks hang in it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A set block, or the part of one that stands on one face.

    `lines` are the text; `items` are the indexes of the lines at which items begin. `size` is that
    of the face, `type_size` that of this text. `asides` stand under the headings. `continued` rows
    began on an earlier card.
    """

    block: Block
    size: float
    type_size: float
    headings: tuple[str, ...]
    asides: tuple[str, ...]
    lines: tuple[str, ...]
    items: tuple[int, ...]
    height: float
    continued: bool = False

    @property
    def leading(self) -> float:
        """From baseline to baseline."""
        return self.type_size * LEADING

    @property
    def padding(self) -> float:
        """Above and below the text, inside the row."""
        return self.size * TINT_PADDING if self.block.style.theirs else 0.0

    def part(self, start: int, end: int) -> "Row":
        """The row with only some of its lines."""
        items = tuple(index - start for index in self.items if start <= index < end)
        asides = ("continued",) if start and self.headings else self.asides
        gaps = sum(1 for index in items if index)
        headings = len(self.headings) + len(asides)
        height = _height(self.type_size, end - start, gaps, headings) + 2 * self.padding
        return replace(
            self,
            asides=asides,
            lines=self.lines[start:end],
            items=items,
            height=height,
            continued=self.continued or start > 0,
        )


class Setter:
    """A block measured for a layout: asked for its height at many sizes and for its row at one."""

    __slots__ = ("_asides", "_block", "_floor", "_headings", "_items", "_measure")

    def __init__(self, block: Block, layout: Layout) -> None:
        title = block.style.title
        face = typeface(Weight.SEMI_BOLD if title else Weight.REGULAR)
        self._block, self._floor = block, layout.floor
        self._items = [[measured(text, face) for text in item] for item in block.items]
        self._measure = layout.measure - (0.0 if title else layout.label_width)
        column = layout.label_width - GUTTER
        self._headings = () if title else _heading(block.heading.upper(), Weight.SEMI_BOLD, column)
        self._asides = _heading(block.aside, Weight.REGULAR, column) if block.aside else ()

    def height(self, size: float) -> float:
        """The height of the row at a size of the face."""
        type_size = self._type_size(size)
        measure = self._measure / type_size
        count = sum([paragraph.count(measure) for item in self._items for paragraph in item])
        return self._height_of(count, size, type_size)

    def row(self, size: float) -> Row:
        """The block set at a size of the face."""
        type_size = self._type_size(size)
        measure = self._measure / type_size
        lines: list[str] = []
        items = []
        for item in self._items:
            items.append(len(lines))
            for paragraph in item:
                lines += paragraph.lines(measure, balanced=self._block.style.title)
        return Row(
            self._block,
            size,
            type_size,
            self._headings,
            self._asides,
            tuple(lines),
            tuple(items),
            self._height_of(len(lines), size, type_size),
        )

    def _height_of(self, lines: int, size: float, type_size: float) -> float:
        padding = 2 * size * TINT_PADDING if self._block.style.theirs else 0.0
        headings = len(self._headings) + len(self._asides)
        gaps = len(self._items) - 1
        return _height(type_size, lines, gaps, headings) + padding

    def _type_size(self, size: float) -> float:
        """The size of this text; a title of many lines speaks no louder than the rest."""
        scaled = max(self._floor, size * self._block.style.scale)
        if self._block.style.title:
            measure = self._measure / scaled
            if sum(text.count(measure) for item in self._items for text in item) > _LOUD_LINES:
                return size
        return scaled


def _height(type_size: float, lines: int, gaps: int, headings: int) -> float:
    """The height of the text or of the headings, whichever is greater."""
    text = type_size * (lines * LEADING + gaps * ITEM_GAP)
    return max(text, type_size * LEADING + (headings - 1) * HEADING_LEADING)


@cache
def _heading(text: str, weight: Weight, width: float) -> tuple[str, ...]:
    """The lines of a heading or aside in its column."""
    return tuple(measured(text, typeface(weight)).lines(width / HEADING_SIZE))
