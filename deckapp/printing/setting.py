"""Setting type: a block at a size becomes a row of lines with a height. Lengths are in points."""

from dataclasses import dataclass, replace

from .breaking import measured
from .cleaning import unbroken
from .face_layout import FaceLayout
from .faces import Block, Mark
from .fonts import Weight
from .typeface import Typeface, Typefaces

LEADING = 1.22
"""From baseline to baseline, in parts of the size of type; 1.2 is Fira Sans's own."""
FIRST_BASELINE = 0.94
"""From the top of a line to its baseline, likewise."""
ITEM_GAP = 0.22
"""Extra space between the items of a list, likewise."""
ROW_GAP = 0.55
"""Between rows, in parts of the size of the face."""
SECTION_GAP = 1.1
"""Above the rows that open a section of a page, likewise."""
TINT_PADDING = 0.36
"""Above and below tinted text, likewise."""
_LOUD_LINES = 2
"""A title of more lines than this is set at the size of the face."""


@dataclass(frozen=True, slots=True)
class Row:
    """A set block, or the part of one that stands on one face.

    `lines` are the text; `items` are the indexes of the lines at which items begin. `size` is that
    of the face, `type_size` that of this text, which starts `indent` from the left. Headings with
    their `asides` stand beside the text, or, where there is no column for them, above it.
    `continued` rows began on an earlier card.
    """

    block: Block
    face: FaceLayout
    size: float
    type_size: float
    indent: float
    headings: tuple[str, ...]
    asides: tuple[str, ...]
    lines: tuple[str, ...]
    items: tuple[int, ...]
    height: float
    continued: bool = False

    @property
    def gap(self) -> float:
        """What stays free above the row, unless it is the first."""
        return self.size * gap_above(self.block)

    @property
    def leading(self) -> float:
        """From baseline to baseline."""
        return self.type_size * LEADING

    @property
    def padding(self) -> float:
        """Above and below the text, inside the row."""
        return self.size * TINT_PADDING if self.block.style.theirs else 0.0

    @property
    def above(self) -> float:
        """From the top of the row, without padding, to the top of its text."""
        if self.face.label_width:
            return 0.0
        return (len(self.headings) + len(self.asides)) * self.face.small_leading

    def part(self, start: int, end: int) -> "Row":
        """The row with only some of its lines."""
        items = tuple(index - start for index in self.items if start <= index < end)
        headings, asides = self.headings, self.asides
        if start and headings and not self.continued:
            if self.face.label_width:
                asides = (_CONTINUED,)
            else:
                headings = (*headings[:-1], f"{headings[-1]} · {_CONTINUED}")
        gaps = sum(1 for index in items if index)
        beside = len(headings) + len(asides)
        height = _height(self.face, self.type_size, end - start, gaps, beside)
        return replace(
            self,
            headings=headings,
            asides=asides,
            lines=self.lines[start:end],
            items=items,
            height=height + 2 * self.padding,
            continued=self.continued or start > 0,
        )


_CONTINUED = "continued"


class Setter:
    """A block measured for a face: asked for its height at many sizes and for its row at one."""

    __slots__ = (
        *("_asides", "_block", "_face", "_headings", "_indent", "_items", "_measure"),
        *("_beside", "_padding"),
    )

    def __init__(self, block: Block, face: FaceLayout, typefaces: Typefaces) -> None:
        style = block.style
        typeface = typefaces[Weight.SEMI_BOLD if style.is_semi_bold else Weight.REGULAR]
        self._block, self._face = block, face
        self._items = [[measured(text, typeface) for text in item] for item in block.items]
        self._indent = _indent(block, face)
        self._measure = face.measure - self._indent
        column = face.label_width - face.gutter if face.label_width else face.measure
        self._headings: tuple[str, ...] = ()
        self._asides: tuple[str, ...] = ()
        heading, aside = "" if style.title else block.heading.upper(), block.aside
        if aside and not face.label_width:
            heading, aside = f"{heading} · {aside}", ""
        if heading:
            semi_bold = typefaces[Weight.SEMI_BOLD]
            self._headings = _heading(heading, semi_bold, column / face.small)
        if aside:
            self._asides = _heading(aside, typefaces[Weight.REGULAR], column / face.small)
        self._beside = len(self._headings) + len(self._asides)
        self._padding = 2 * TINT_PADDING if style.theirs else 0.0

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
            self._face,
            size,
            type_size,
            self._indent,
            self._headings,
            self._asides,
            tuple(lines),
            tuple(items),
            self._height_of(len(lines), size, type_size),
        )

    def _height_of(self, lines: int, size: float, type_size: float) -> float:
        gaps = len(self._items) - 1
        height = _height(self._face, type_size, lines, gaps, self._beside)
        return height + size * self._padding

    def _type_size(self, size: float) -> float:
        """The size of this text; a title of many lines speaks no louder than the rest."""
        scaled = max(self._face.floor, size * self._block.style.scale)
        if self._block.style.title:
            measure = self._measure / scaled
            if sum(text.count(measure) for item in self._items for text in item) > _LOUD_LINES:
                return size
        return scaled


def gap_above(block: Block) -> float:
    """What stays free above a block that is not the first, in parts of the size of the face."""
    return SECTION_GAP if block.style.opens else ROW_GAP


def _height(face: FaceLayout, type_size: float, lines: int, gaps: int, headings: int) -> float:
    """The height of the text with the headings above it, or of the higher of both side by side."""
    text = type_size * (lines * LEADING + gaps * ITEM_GAP)
    if not face.label_width:
        return text + headings * face.small_leading
    return max(text, type_size * LEADING + (headings - 1) * face.small_leading)


def _indent(block: Block, face: FaceLayout) -> float:
    """Where the text starts: after the headings, or where there is no column, after a mark."""
    if block.style.title:
        return 0.0
    if face.label_width and block.heading:
        return face.label_width
    return face.gutter if block.style.mark is not Mark.NONE or block.step else 0.0


def _heading(text: str, typeface: Typeface, measure: float) -> tuple[str, ...]:
    """The lines of a heading or aside in its column, measured in ems."""
    plain = unbroken(text)
    if typeface.widths[plain] <= measure:
        return (plain,)
    return tuple(measured(text, typeface).lines(measure))
