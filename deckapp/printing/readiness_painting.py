"""Painting the readiness page: what is there takes its room from above; lists get what is left."""

from .fonts import Weight
from .geometry import Size
from .palette import INK, QUIET, issue_ink
from .readiness_chart import Area, draw_bar, draw_curve
from .readiness_sheet import ReadinessSheet, SheetLine, SheetShare
from .sheet_page import COLUMN_GAP, GAP, LEADING, SECTION, SMALL, SMALLEST, TEXT, SheetPage
from .sheet_pen import Pen

_CURVE = 112.0
_LEFT = 0.47
"""The part of the width that the issues have, beside the weakest lines."""
_SHARE_ROW = 23.5
_BAR = 5.5
_ROW_GAP = 4.5
_SESSION_ROW = 11.5
_KEPT_ROWS = 4
"""Of planned sessions, in each of two columns, however long other lists are."""


def painted(sheet: ReadinessSheet, paper: Size) -> SheetPage:
    """The page as it is drawn; raises OptionError where the markings leave too little of it."""
    page = SheetPage(sheet.marking, paper)
    _Painting(page, sheet).paint()
    return page


class _Painting:
    """One page in the making."""

    def __init__(self, page: SheetPage, sheet: ReadinessSheet) -> None:
        self._page = page
        self._pen = page.pen
        self._sheet = sheet
        self._box = page.box

    def paint(self) -> None:
        """Paint everything, the head and the foot first."""
        page, sheet, box = self._page, self._sheet, self._box
        page.paint_head(sheet.title, sheet.meeting, sheet.as_of)
        page.paint_numbers(sheet.numbers)
        page.write(sheet.meaning, TEXT, 2, weight=Weight.SEMI_BOLD)
        for note in sheet.notes:
            page.write(note, TEXT, 3)
        foot = page.paint_foot(sheet.caution)
        page.y -= GAP
        if sheet.curve:
            draw_curve(self._pen, sheet, Area(box.left, page.y - _CURVE, box.right, page.y))
            page.y -= _CURVE + GAP
        self._paint_lists(foot + GAP)

    # Lists

    def _paint_lists(self, bottom: float) -> None:
        """Issues and lines beside each other, planned sessions below them in what room is left."""
        box, sheet = self._box, self._sheet
        rows = min(_KEPT_ROWS, (len(sheet.sessions) + 1) // 2)
        kept = GAP + 1.6 * SECTION + rows * _SESSION_ROW if rows else 0.0
        end = box.left + _LEFT * (box.right - box.left) if sheet.lines else box.right
        below = self._page.y
        if sheet.shares:
            below = self._paint_shares(Area(box.left, bottom + kept, end, self._page.y))
        if sheet.lines:
            right = Area(end + COLUMN_GAP, bottom + kept, box.right, self._page.y)
            below = min(below, self._paint_lines(right))
        if rows:
            self._paint_sessions(Area(box.left, bottom, box.right, below - GAP))

    def _paint_shares(self, area: Area) -> float:
        shares = self._sheet.shares
        captions = " · ".join(number.caption for number in self._sheet.numbers if number.caption)
        y = self._page.heading("By issue", captions, area)
        room = int((y - area.bottom) // _SHARE_ROW)
        fits = len(shares) <= room
        for share in shares if fits else shares[: max(0, room - 1)]:
            self._paint_share(share, Area(area.left, y - _SHARE_ROW, area.right, y))
            y -= _SHARE_ROW
        if not fits and room > 0:
            more = f"… and {len(shares) - room + 1:,} more"
            self._pen.put([more], Weight.REGULAR, SMALL, QUIET, (area.left, y - 1.2 * SMALL))
            y -= 1.6 * SMALL
        return y

    def _paint_share(self, share: SheetShare, row: Area) -> None:
        pen, values = self._pen, " · ".join(share.values)
        baseline = row.top - 1.2 * SMALL
        pen.put_right(values, Weight.SEMI_BOLD, SMALL, INK, (row.right, baseline))
        room = row.right - row.left - pen.width(values, Weight.SEMI_BOLD, SMALL) - _ROW_GAP
        name = pen.set_lines(share.name, Weight.REGULAR, SMALL, room, 1)
        pen.put(name, Weight.REGULAR, SMALL, INK, (row.left, baseline))
        bar = Area(row.left, baseline - 4 - _BAR, row.right, baseline - 4)
        colour = QUIET if share.place is None else issue_ink(share.place)
        draw_bar(pen.drawing, bar, colour, share.solid, share.reach)

    def _paint_lines(self, area: Area) -> float:
        """Paint the weakest lines, with both lines of a long cue if all of them fit so."""
        y = self._page.heading("The weakest lines", self._sheet.recall, area)
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
        y = self._page.heading("Planned sessions", "", area)
        rows = int((y - area.bottom) // _SESSION_ROW)
        texts = [f"{session.when}: {session.holds}" for session in sessions]
        if len(texts) > 2 * rows:
            first = max(0, 2 * rows - 2)
            texts = [*texts[:first], f"… {len(texts) - first - 1:,} more", texts[-1]]
        width = (area.right - area.left - COLUMN_GAP) / 2
        rows = (len(texts) + 1) // 2
        for number, text in enumerate(texts):
            x = area.left + (number // rows) * (width + COLUMN_GAP)
            baseline = y - _SESSION_ROW * (number % rows + 0.85)
            line = self._pen.set_lines(text, Weight.REGULAR, SMALL, width, 1)
            self._pen.put(line, Weight.REGULAR, SMALL, INK, (x, baseline))


class _Row:
    """One of the weakest lines, set into a width, its cue on so many lines at most."""

    def __init__(self, pen: Pen, line: SheetLine, width: float, most: int) -> None:
        self._pen = pen
        self._recall = line.recall
        room = width - pen.width(line.recall, Weight.SEMI_BOLD, SMALL) - 2 * _ROW_GAP
        self._cue = pen.set_lines(line.cue, Weight.REGULAR, SMALL, room, most)
        self._card = pen.set_lines(line.card, Weight.REGULAR, SMALLEST, room, 1)
        lines = SMALL * max(1, len(self._cue)) + SMALLEST * len(self._card)
        self.height = LEADING * lines + _ROW_GAP

    def paint(self, left: float, top: float, right: float) -> None:
        """Paint it from a height down."""
        pen, baseline = self._pen, top - 1.2 * SMALL
        pen.put_right(self._recall, Weight.SEMI_BOLD, SMALL, INK, (right, baseline))
        below = pen.put(self._cue, Weight.REGULAR, SMALL, INK, (left, baseline))
        pen.put(self._card, Weight.REGULAR, SMALLEST, QUIET, (left, below + 0.1 * SMALL))
