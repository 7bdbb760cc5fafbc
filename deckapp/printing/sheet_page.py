"""What pages for the staff have in common: markings, head, large numbers, foot, and the file."""

from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from .cleaning import one_line
from .document import Bookmark, Document, Metadata
from .drawing import FONT_NAMES
from .embedding import embed
from .errors import OptionError
from .fonts import Weight
from .geometry import Size
from .palette import FAINT, INK, QUIET
from .pdf_file import PdfFile
from .readiness_chart import LINE_COLOURS, Area
from .readiness_sheet import SheetNumber
from .sheet_pen import Pen
from .typeface import Typefaces

TEXT, SMALL, SMALLEST, SECTION = 9.5, 8.5, 7.5, 10.5
"""Sizes of type in points: sentences, lists, what is least, and the headings of lists."""
LEADING = 1.22
GAP, COLUMN_GAP = 14.0, 24.0
_MARGIN = 45.0
_EDGE = 24.0
"""The marking stands this far from the edges of the paper."""
_MARKING, _TITLE, _NUMBER, _WORDS = 11.0, 19.0, 32.0, 18.0
_LEAST = 0.75
"""The page takes at least this part of the paper's height."""


class SheetPage:
    """One page in the making, between its markings; `y` is where its next line begins.

    Raises OptionError where the markings leave too little of it.
    """

    def __init__(self, marking: str, paper: Size) -> None:
        self.pen = Pen(Typefaces())
        self._paper = paper
        top, bottom = _draw_markings(self.pen, marking, paper)
        if top - bottom < paper.height * _LEAST:
            raise OptionError("The marking is too long for a page with it. Shorten the marking.")
        self.box = Area(_MARGIN, bottom, paper.width - _MARGIN, top)
        self.y = top

    def paint_head(self, title: str, *lines: str) -> None:
        """Write what it is about; the last of the lines is quiet."""
        self.write(title, _TITLE, 2, weight=Weight.SEMI_BOLD)
        for number, line in enumerate(lines, 1):
            self.write(line, TEXT, 2, colour=QUIET if number == len(lines) else INK)
        self.y -= GAP / 2

    def write(
        self,
        text: str,
        size: float,
        most: int,
        *,
        weight: Weight = Weight.REGULAR,
        colour: str = INK,
    ) -> None:
        """Write a text across the page, on so many lines at most, below what is there."""
        lines = self.pen.set_lines(text, weight, size, self.box.right - self.box.left, most)
        start = self.box.left, self.y - size
        if lines:
            self.y = self.pen.put(lines, weight, size, colour, start) + size * 0.9

    def paint_numbers(
        self, numbers: Sequence[SheetNumber], colours: Sequence[str] = LINE_COLOURS
    ) -> None:
        """Write large numbers beside each other, each with what it is below."""
        x, baseline = self.box.left, self.y - _NUMBER * 0.85
        for number, colour in zip(numbers, colours, strict=False):
            size = _WORDS if number.is_words else _NUMBER
            self.pen.put([number.value], Weight.SEMI_BOLD, size, colour, (x, baseline))
            below = baseline - 1.62 * TEXT
            if number.caption:
                self.pen.put([number.caption], Weight.REGULAR, SECTION, colour, (x, below))
            x += 2 * COLUMN_GAP + max(
                self.pen.width(number.value, Weight.SEMI_BOLD, size),
                self.pen.width(number.caption, Weight.REGULAR, SECTION),
            )
        self.y = baseline - 2.2 * TEXT

    def paint_foot(self, caution: str) -> float:
        """Write what to be careful of at the foot of the page; return where it begins."""
        width = self.box.right - self.box.left
        lines = self.pen.set_lines(caution, Weight.REGULAR, SMALL, width, 5)
        foot = self.box.bottom + LEADING * SMALL * len(lines)
        self.pen.put(lines, Weight.REGULAR, SMALL, QUIET, (self.box.left, foot - SMALL))
        return foot

    def heading(self, text: str, right: str, area: Area) -> float:
        """Write a heading with a rule below it, and what the right column is; where rows go."""
        y = area.top - SECTION
        self.pen.put([text], Weight.SEMI_BOLD, SECTION, INK, (area.left, y))
        if right:
            self.pen.put_right(right, Weight.REGULAR, SMALLEST, QUIET, (area.right, y))
        self.rule(y - 0.4 * SECTION, area)
        return y - 0.6 * SECTION

    def rule(self, y: float, area: Area) -> None:
        """Draw a hairline across an area."""
        self.pen.drawing.line(FAINT, (area.left, y), (area.right, y), 0.5)

    def save(
        self, file: BinaryIO, title: str, *, language: str, revised: date, creator: str
    ) -> None:
        """Write what was painted as a PDF of one page."""
        pen, paper = self.pen, self._paper
        pdf = PdfFile(file)
        document = Document(pdf, paper, "Simplex")
        document.add_page(pen.drawing.content(), "1", (0.0, 0.0, paper.width, paper.height))
        fonts = {
            FONT_NAMES[weight]: embed(
                pdf, pen.drawing.typefaces[weight].font, {ord(c): c for c in drawn}
            )
            for weight, drawn in pen.characters.items()
            if drawn
        }
        title = one_line(title)
        metadata = Metadata(title, creator, language, revised, {})
        document.finish(metadata, [Bookmark("", title, 0, None)], fonts)


def _draw_markings(pen: Pen, marking: str, paper: Size) -> tuple[float, float]:
    """Draw the marking at both ends, whole; return where the page begins and ends between them."""
    room = paper.width - 2 * _MARGIN
    size = _MARKING
    lines = pen.set_lines(marking, Weight.BOLD, size, room)
    while len(lines) > 1 and size > SMALLEST:
        size -= 0.5
        lines = pen.set_lines(marking, Weight.BOLD, size, room)
    if not lines:
        return paper.height - _MARGIN, _MARGIN
    leading = LEADING * size
    height = leading * len(lines)
    # The Traffic Light Protocol (FIRST, TLP 2.0) asks for its labels at the right.
    side = 1.0 if lines[0].upper().startswith("TLP:") else 0.5
    for first in (paper.height - _EDGE - size, _EDGE + height - leading):
        for number, line in enumerate(lines):
            x = _MARGIN + (room - pen.width(line, Weight.BOLD, size)) * side
            pen.put([line], Weight.BOLD, size, INK, (x, first - number * leading))
    return paper.height - _EDGE - height - GAP, _EDGE + height + GAP
