"""Painting the page of a run-through: the head, then a row for each issue in what room is left."""

from .fonts import Weight
from .geometry import Size
from .palette import INK, QUIET, STOP, issue_ink
from .readiness_chart import Area, draw_bar
from .run_sheet import RunColumn, RunRow, RunSheet
from .sheet_page import COLUMN_GAP, GAP, LEADING, SECTION, SMALL, SMALLEST, TEXT, SheetPage

_HIGHEST_ROW, _TIGHT_ROW, _LOWEST_ROW = 36.0, 20.0, 13.5
"""A row has its bar below the name; where there are too many for that, beside it."""
_LARGEST = 10.5
_OF_ROW, _BAR_OF_ROW = 0.3, 0.22
_NAME = 0.62
"""The part of the first column that names have, where bars stand beside them."""
_HEAD, _LEGEND = 4.4, 2.2
"""The room of the heads of columns and of the legend, in lines of their type."""
_SPOKEN, _DIFFERENCE = 1, 2
"""Which columns are written strongly."""
_EARLIER = "Earlier runs, spoken"
_LINE, _LINE_OVER = 1.3, 2.0
"""How thick the line at the budget is, and how far it stands out of the bar."""


def painted(sheet: RunSheet, paper: Size) -> SheetPage:
    """The page as it is drawn; raises OptionError where the markings leave too little of it."""
    page = SheetPage(sheet.marking, paper)
    page.paint_head(sheet.title, sheet.meeting, sheet.as_of)
    page.paint_numbers(sheet.numbers, (INK, QUIET, STOP if sheet.total.is_over else INK))
    page.y -= GAP / 4
    page.write(sheet.meaning, TEXT, 2, weight=Weight.SEMI_BOLD)
    for note in sheet.notes:
        page.write(note, TEXT, 2)
    foot = page.paint_foot(sheet.caution)
    box = page.box
    _Table(page, sheet, Area(box.left, foot + GAP, box.right, page.y - GAP)).paint()
    return page


class _Table:
    """The rows with their bars and numbers, the whole below them, and what the bars mean."""

    def __init__(self, page: SheetPage, sheet: RunSheet, area: Area) -> None:
        self._page = page
        self._pen = page.pen
        self._sheet = sheet
        self._area = area
        self._top = area.top - _HEAD * SMALLEST
        room = self._top - area.bottom - _LEGEND * SMALL
        fitting = room / (len(sheet.rows) + 1)
        self._is_tight = fitting < _TIGHT_ROW
        self._row = max(_LOWEST_ROW, min(_HIGHEST_ROW, fitting))
        self._size = min(_LARGEST, max(SMALL, _OF_ROW * self._row))
        self._most = max(1, int(room / self._row) - 1)
        self._rights, self._names_end = self._columns()

    def paint(self) -> None:
        """Paint it from the top down; if rows are left over, say how many."""
        self._paint_head()
        rows, y = self._sheet.rows, self._top
        fits = len(rows) <= self._most
        for row in rows if fits else rows[: self._most - 1]:
            self._paint_row(row, y)
            y -= self._row
        if not fits:
            more = f"… and {len(rows) - self._most + 1:,} more"
            self._pen.put([more], Weight.REGULAR, SMALL, QUIET, (self._area.left, self._line(y)))
            y -= self._row
        self._page.rule(y, self._area)
        self._paint_values(self._sheet.total, y, Weight.SEMI_BOLD)
        room = self._area.right - self._area.left
        legend = self._pen.set_lines(self._sheet.legend, Weight.REGULAR, SMALL, room, 1)
        below = y - min(self._row, _TIGHT_ROW) - 1.4 * SMALL
        self._pen.put(legend, Weight.REGULAR, SMALL, QUIET, (self._area.left, below))

    def _columns(self) -> tuple[list[float], float]:
        """Where each column ends, as wide as need be; and where the names do."""
        rights: list[float] = []
        pen, right = self._pen, self._area.right
        for number, column in reversed(list(enumerate(self._sheet.columns))):
            rights.insert(0, right)
            rows = (*self._sheet.rows, self._sheet.total)
            widths = [pen.width(row.values[number], Weight.SEMI_BOLD, self._size) for row in rows]
            widths += [pen.width(each, Weight.REGULAR, SMALLEST) for each in _head(column)]
            right -= COLUMN_GAP / 2 + max(widths)
        return rights, right

    def _paint_head(self) -> None:
        base = self._top + 0.7 * SMALLEST
        start = self._area.left, base
        self._pen.put(["By issue"], Weight.SEMI_BOLD, SECTION, INK, start)
        for right, column in zip(self._rights, self._sheet.columns, strict=True):
            for number, line in enumerate(reversed(_head(column))):
                y = base + number * LEADING * SMALLEST
                self._pen.put_right(line, Weight.REGULAR, SMALLEST, QUIET, (right, y))
        if any(column.is_earlier for column in self._sheet.columns):
            above = self._area.right, base + 2 * LEADING * SMALLEST
            self._pen.put_right(_EARLIER, Weight.REGULAR, SMALLEST, QUIET, above)
        self._page.rule(self._top, self._area)

    def _paint_row(self, row: RunRow, top: float) -> None:
        self._paint_values(row, top, Weight.REGULAR)
        left, right, base = self._area.left, self._names_end, self._line(top)
        if self._is_tight:
            left, height = left + _NAME * (right - left) + SMALL, 0.55 * SMALL
            self._paint_bar(row, Area(left, base, right, base + height))
        else:
            height = _BAR_OF_ROW * self._row
            high = base - 0.42 * self._size
            self._paint_bar(row, Area(left, high - height, right, high))

    def _paint_values(self, row: RunRow, top: float, weight: Weight) -> None:
        """Write a name and the numbers of its row."""
        pen, size, base = self._pen, self._size, self._line(top)
        room = self._names_end - self._area.left
        if self._is_tight and row is not self._sheet.total:
            room *= _NAME
        name = pen.set_lines(row.name, weight, size, room, 1)
        pen.put(name, weight, size, INK, (self._area.left, base))
        columns = zip(self._rights, self._sheet.columns, row.values, strict=True)
        for number, (right, column, value) in enumerate(columns):
            is_over = number == _DIFFERENCE and row.is_over
            strong = Weight.SEMI_BOLD if is_over or number == _SPOKEN else weight
            colour = STOP if is_over else QUIET if column.is_earlier else INK
            pen.put_right(value, strong, size, colour, (right, base))

    def _paint_bar(self, row: RunRow, room: Area) -> None:
        """Paint what was spoken, hatched beyond the line at what was planned."""
        longest = max(row.planned, row.actual)
        if longest <= 0:
            return
        bar = Area(room.left, room.bottom, room.at(longest, 0)[0], room.top)
        colour = QUIET if row.place is None else issue_ink(row.place)
        within = min(row.planned, row.actual) / longest
        draw_bar(self._pen.drawing, bar, colour, within, row.actual / longest)
        x, _ = room.at(row.planned, 0)
        ends = (x, room.bottom - _LINE_OVER), (x, room.top + _LINE_OVER)
        self._pen.drawing.line(INK, *ends, _LINE)

    def _line(self, top: float) -> float:
        """The baseline of a row's text."""
        if self._is_tight:
            return top - (self._row + 0.7 * self._size) / 2
        return top - 1.25 * self._size


def _head(column: RunColumn) -> list[str]:
    return [line for line in (column.name, column.below) if line]
