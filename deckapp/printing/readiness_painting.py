"""Painting the readiness page: what is there takes its room from above; lists get what is left."""

from datetime import date
from typing import BinaryIO

from .cleaning import one_line
from .document import Bookmark, Document, Metadata
from .drawing import FONT_NAMES
from .embedding import embed
from .errors import OptionError
from .fonts import Weight
from .geometry import Size
from .palette import FAINT, INK, QUIET, issue_ink
from .pdf_file import PdfFile
from .readiness_chart import LINE_COLOURS, Area, draw_bar, draw_curve
from .readiness_sheet import ReadinessSheet, SheetLine, SheetShare
from .sheet_pen import Pen
from .typeface import Typefaces

_MARGIN = 45.0
_EDGE = 24.0
"""The marking stands this far from the edges of the paper."""
_MARKING, _TITLE, _NUMBER, _WORDS = 11.0, 19.0, 32.0, 18.0
_TEXT, _SMALL, _SMALLEST = 9.5, 8.5, 7.5
_SECTION = 10.5
_LEADING = 1.22
_CURVE = 112.0
_GAP = 14.0
_COLUMN_GAP = 24.0
_LEFT = 0.47
"""The part of the width that the issues have, beside the weakest lines."""
_SHARE_ROW = 23.5
_BAR = 5.5
_ROW_GAP = 4.5
_SESSION_ROW = 11.5
_KEPT_ROWS = 4
"""Of planned sessions, in each of two columns, however long other lists are."""
_LEAST = 0.75
"""The page takes at least this part of the paper's height."""


def painted(sheet: ReadinessSheet, paper: Size) -> Pen:
    """The page as it is drawn; raises OptionError where the markings leave too little of it."""
    pen = Pen(Typefaces())
    top, bottom = _draw_markings(pen, sheet.marking, paper)
    if top - bottom < paper.height * _LEAST:
        raise OptionError("The marking is too long for a page with it. Shorten the marking.")
    _Painting(pen, sheet, Area(_MARGIN, bottom, paper.width - _MARGIN, top)).paint()
    return pen


def write_page(
    file: BinaryIO,
    pen: Pen,
    sheet: ReadinessSheet,
    paper: Size,
    *,
    revised: date,
    creator: str,
) -> None:
    """Write what was painted as a PDF of one page."""
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
    title = " ".join(filter(None, (one_line(sheet.title), "readiness")))
    metadata = Metadata(title, creator, sheet.language, revised, {})
    document.finish(metadata, [Bookmark("", title, 0, None)], fonts)


def _draw_markings(pen: Pen, marking: str, paper: Size) -> tuple[float, float]:
    """Draw the marking at both ends, whole; return where the page begins and ends between them."""
    room = paper.width - 2 * _MARGIN
    size = _MARKING
    lines = pen.set_lines(marking, Weight.BOLD, size, room)
    while len(lines) > 1 and size > _SMALLEST:
        size -= 0.5
        lines = pen.set_lines(marking, Weight.BOLD, size, room)
    if not lines:
        return paper.height - _MARGIN, _MARGIN
    leading = _LEADING * size
    height = leading * len(lines)
    # The Traffic Light Protocol (FIRST, TLP 2.0) asks for its labels at the right.
    side = 1.0 if lines[0].upper().startswith("TLP:") else 0.5
    for first in (paper.height - _EDGE - size, _EDGE + height - leading):
        for number, line in enumerate(lines):
            x = _MARGIN + (room - pen.width(line, Weight.BOLD, size)) * side
            pen.put([line], Weight.BOLD, size, INK, (x, first - number * leading))
    return paper.height - _EDGE - height - _GAP, _EDGE + height + _GAP


class _Painting:
    """One page in the making; `_y` is where its next line begins."""

    def __init__(self, pen: Pen, sheet: ReadinessSheet, box: Area) -> None:
        self._pen = pen
        self._sheet = sheet
        self._box = box
        self._y = box.top

    def paint(self) -> None:
        """Paint everything, the head and the foot first."""
        sheet, width = self._sheet, self._box.right - self._box.left
        self._write(sheet.title, Weight.SEMI_BOLD, _TITLE, INK, 2)
        self._write(sheet.meeting, Weight.REGULAR, _TEXT, INK, 2)
        self._write(sheet.as_of, Weight.REGULAR, _TEXT, QUIET, 2)
        self._y -= _GAP / 2
        self._paint_numbers()
        self._write(sheet.meaning, Weight.SEMI_BOLD, _TEXT, INK, 2)
        for note in sheet.notes:
            self._write(note, Weight.REGULAR, _TEXT, INK, 3)
        caution = self._pen.set_lines(sheet.caution, Weight.REGULAR, _SMALL, width, 5)
        foot = self._box.bottom + _LEADING * _SMALL * len(caution)
        first = self._box.left, foot - _SMALL
        self._pen.put(caution, Weight.REGULAR, _SMALL, QUIET, first)
        self._y -= _GAP
        if sheet.curve:
            area = Area(self._box.left, self._y - _CURVE, self._box.right, self._y)
            draw_curve(self._pen, sheet, area)
            self._y -= _CURVE + _GAP
        self._paint_lists(foot + _GAP)

    def _write(self, text: str, weight: Weight, size: float, colour: str, most: int) -> None:
        """Write a text across the page, below what is there."""
        lines = self._pen.set_lines(text, weight, size, self._box.right - self._box.left, most)
        start = self._box.left, self._y - size
        if lines:
            self._y = self._pen.put(lines, weight, size, colour, start) + size * 0.9

    def _paint_numbers(self) -> None:
        x, baseline = self._box.left, self._y - _NUMBER * 0.85
        for number, colour in zip(self._sheet.numbers, LINE_COLOURS, strict=False):
            size = _WORDS if number.is_words else _NUMBER
            self._pen.put([number.value], Weight.SEMI_BOLD, size, colour, (x, baseline))
            below = baseline - 1.62 * _TEXT
            if number.caption:
                caption = [number.caption]
                self._pen.put(caption, Weight.REGULAR, _SECTION, colour, (x, below))
            x += 2 * _COLUMN_GAP + max(
                self._pen.width(number.value, Weight.SEMI_BOLD, size),
                self._pen.width(number.caption, Weight.REGULAR, _SECTION),
            )
        self._y = baseline - 2.2 * _TEXT

    # Lists

    def _paint_lists(self, bottom: float) -> None:
        """Issues and lines beside each other, planned sessions below them in what room is left."""
        box, sheet = self._box, self._sheet
        rows = min(_KEPT_ROWS, (len(sheet.sessions) + 1) // 2)
        kept = _GAP + 1.6 * _SECTION + rows * _SESSION_ROW if rows else 0.0
        end = box.left + _LEFT * (box.right - box.left) if sheet.lines else box.right
        below = self._y
        if sheet.shares:
            below = self._paint_shares(Area(box.left, bottom + kept, end, self._y))
        if sheet.lines:
            right = Area(end + _COLUMN_GAP, bottom + kept, box.right, self._y)
            below = min(below, self._paint_lines(right))
        if rows:
            self._paint_sessions(Area(box.left, bottom, box.right, below - _GAP))

    def _heading(self, text: str, right: str, area: Area) -> float:
        """A heading with a rule below it, and what the numbers at the right are; where rows go."""
        y = area.top - _SECTION
        self._pen.put([text], Weight.SEMI_BOLD, _SECTION, INK, (area.left, y))
        if right:
            self._pen.put_right(right, Weight.REGULAR, _SMALLEST, QUIET, (area.right, y))
        rule = (area.left, y - 0.4 * _SECTION), (area.right, y - 0.4 * _SECTION)
        self._pen.drawing.line(FAINT, *rule, 0.5)
        return y - 0.6 * _SECTION

    def _paint_shares(self, area: Area) -> float:
        shares = self._sheet.shares
        captions = " · ".join(number.caption for number in self._sheet.numbers if number.caption)
        y = self._heading("By issue", captions, area)
        room = int((y - area.bottom) // _SHARE_ROW)
        fits = len(shares) <= room
        for share in shares if fits else shares[: max(0, room - 1)]:
            self._paint_share(share, Area(area.left, y - _SHARE_ROW, area.right, y))
            y -= _SHARE_ROW
        if not fits and room > 0:
            more = f"… and {len(shares) - room + 1:,} more"
            self._pen.put([more], Weight.REGULAR, _SMALL, QUIET, (area.left, y - 1.2 * _SMALL))
            y -= 1.6 * _SMALL
        return y

    def _paint_share(self, share: SheetShare, row: Area) -> None:
        pen, values = self._pen, " · ".join(share.values)
        baseline = row.top - 1.2 * _SMALL
        pen.put_right(values, Weight.SEMI_BOLD, _SMALL, INK, (row.right, baseline))
        room = row.right - row.left - pen.width(values, Weight.SEMI_BOLD, _SMALL) - _ROW_GAP
        name = pen.set_lines(share.name, Weight.REGULAR, _SMALL, room, 1)
        pen.put(name, Weight.REGULAR, _SMALL, INK, (row.left, baseline))
        bar = Area(row.left, baseline - 4 - _BAR, row.right, baseline - 4)
        colour = QUIET if share.place is None else issue_ink(share.place)
        draw_bar(pen.drawing, bar, colour, share.solid, share.reach)

    def _paint_lines(self, area: Area) -> float:
        """Paint the weakest lines, with both lines of a long cue if all of them fit so."""
        y = self._heading("The weakest lines", self._sheet.recall, area)
        room = area.right - area.left
        rows = [_Row(self._pen, line, room, 2) for line in self._sheet.lines]
        if sum(row.height for row in rows) > y - area.bottom:
            rows = [_Row(self._pen, line, room, 1) for line in self._sheet.lines]
        for row in rows:
            if y - row.height >= area.bottom:
                row.paint(area.left, y, area.right)
                y -= row.height
        return y

    def _paint_sessions(self, area: Area) -> None:
        """Paint as many as there is room for: the first ones, and always the last."""
        sessions = self._sheet.sessions
        y = self._heading("Planned sessions", "", area)
        rows = int((y - area.bottom) // _SESSION_ROW)
        texts = [f"{session.when}: {session.holds}" for session in sessions]
        if len(texts) > 2 * rows:
            first = max(0, 2 * rows - 2)
            texts = [*texts[:first], f"… {len(texts) - first - 1:,} more", texts[-1]]
        width = (area.right - area.left - _COLUMN_GAP) / 2
        rows = (len(texts) + 1) // 2
        for number, text in enumerate(texts):
            x = area.left + (number // rows) * (width + _COLUMN_GAP)
            baseline = y - _SESSION_ROW * (number % rows + 0.85)
            line = self._pen.set_lines(text, Weight.REGULAR, _SMALL, width, 1)
            self._pen.put(line, Weight.REGULAR, _SMALL, INK, (x, baseline))


class _Row:
    """One of the weakest lines, set into a width, its cue on so many lines at most."""

    def __init__(self, pen: Pen, line: SheetLine, width: float, most: int) -> None:
        self._pen = pen
        self._recall = line.recall
        room = width - pen.width(line.recall, Weight.SEMI_BOLD, _SMALL) - 2 * _ROW_GAP
        self._cue = pen.set_lines(line.cue, Weight.REGULAR, _SMALL, room, most)
        self._card = pen.set_lines(line.card, Weight.REGULAR, _SMALLEST, room, 1)
        lines = _SMALL * max(1, len(self._cue)) + _SMALLEST * len(self._card)
        self.height = _LEADING * lines + _ROW_GAP

    def paint(self, left: float, top: float, right: float) -> None:
        """Paint it from a height down."""
        pen, baseline = self._pen, top - 1.2 * _SMALL
        pen.put_right(self._recall, Weight.SEMI_BOLD, _SMALL, INK, (right, baseline))
        below = pen.put(self._cue, Weight.REGULAR, _SMALL, INK, (left, baseline))
        pen.put(self._card, Weight.REGULAR, _SMALLEST, QUIET, (left, below + 0.1 * _SMALL))
