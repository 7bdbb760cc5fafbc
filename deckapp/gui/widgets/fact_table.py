"""A table of a few facts: as high as its rows, so that the page around it scrolls."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QFrame,
    QHeaderView,
    QScrollArea,
    QTableView,
    QWidget,
)

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .fact_delegate import CELL, Cell, FactDelegate, cell_height
from .flat_header import FlatHeader
from .focus_ring import FocusRing

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_ROWS = 16
"""A longer table scrolls in itself."""
_PADDING = 10
_EASILY, _AT_MOST = 0.34, 0.62
"""All columns but the first together may take so much of the width before they wrap, and after."""


class Facts(NamedTuple):
    """What a table shows: the titles of its columns, and its rows, a cell for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()


class FactTable(QTableView):
    """Lists facts. The first column takes what room the others leave.

    Return or a double click emits `row_chosen` with the row, from 0. The row at hand is marked only
    while the table has the keyboard: several tables stand on one page.
    """

    row_chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self._delegate = FactDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self._header = FlatHeader(theme, self)
        self.setHorizontalHeader(self._header)
        self.setAccessibleName(name)
        self.activated.connect(self._on_activated)
        self.setFrameStyle(int(QFrame.Shape.Box) | int(QFrame.Shadow.Plain))
        FocusRing(self)
        self.set_theme(theme)
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; those of bars come with the facts."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.line))  # of the frame
        self.setPalette(palette)
        self._delegate.set_theme(theme)
        self._header.set_theme(theme)
        self.viewport().update()

    def set_facts(self, facts: Facts) -> None:
        """Show other facts; the row at hand stays the row at hand."""
        row = max(0, self.currentIndex().row())
        self._model.set_facts(facts)
        if facts.rows:
            self.setCurrentIndex(self._model.index(min(row, len(facts.rows) - 1), 0))
        self._fit()

    def facts(self) -> Facts:
        """What is shown."""
        return self._model.facts

    def _on_activated(self, index: QModelIndex) -> None:
        self.row_chosen.emit(index.row())

    # Where the keyboard is, the page shows

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        self.scrollTo(self.currentIndex())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        page = around.widget() if around is not None else None
        if around is not None and page is not None and self.hasFocus() and index.isValid():
            row = self.visualRect(index)
            middle = self.viewport().mapTo(page, row.center())
            around.ensureVisible(0, middle.y(), 0, 2 * row.height())

    # Looks

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        """Columns, rows and the height of the whole, for the present font, width and facts."""
        facts, metrics = self._model.facts, self.fontMetrics()
        is_long = len(facts.rows) > _MOST_ROWS
        # A bar that came and went with the height of rows would change the width they wrap in.
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
            if is_long
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        widths = self._widths(facts, metrics)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        heights = [
            max(
                cell_height(cell, self.font(), width, is_first=not column)
                for column, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            for row in facts.rows
        ]
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        header = self._header.fit(facts.columns, widths)
        self.setFixedHeight(header + sum(heights[:_MOST_ROWS]) + 2 * self.frameWidth())

    def _widths(self, facts: Facts, metrics: QFontMetrics) -> list[int]:
        """Cells of numbers stand on one line, or on two where the first column needs the room."""
        room = self.viewport().width()
        titles = [_on_two_lines(title, metrics) for title in facts.columns[1:]]
        columns = [
            {row[number].text for row in facts.rows} for number in range(1, len(facts.columns))
        ]
        widths: list[int] = []
        for measure in (metrics.horizontalAdvance, partial(_on_two_lines, metrics=metrics)):
            widths = [
                max([title, *map(measure, texts)]) + 2 * _PADDING
                for title, texts in zip(titles, columns, strict=True)
            ]
            if sum(widths) <= room * _EASILY:
                break
        most = int(room * _AT_MOST / max(1, len(widths)))
        widths = [min(width, most) for width in widths]
        return [max(1, room - sum(widths)), *widths] if facts.columns else []


def _on_two_lines(text: str, metrics: QFontMetrics) -> int:
    """The least width in which a text stands on two lines."""
    words = text.split(" ")
    halves = (
        max(metrics.horizontalAdvance(" ".join(half)) for half in (words[:at], words[at:]))
        for at in range(1, len(words) + 1)
    )
    return min(halves) + 2


class _Model(QAbstractTableModel):
    """Facts as a table: a screen reader hears both lines of a cell."""

    def __init__(self, parent: FactTable) -> None:
        super().__init__(parent)
        self.facts = Facts(())

    def set_facts(self, facts: Facts) -> None:
        """Show other facts."""
        self.beginResetModel()
        self.facts = facts
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.facts.rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.facts.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.facts.rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (cell.text, cell.below)))
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (cell.text, cell.below, cell.tip)))
            case _:
                return cell if role == CELL else None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        is_column = orientation is Qt.Orientation.Horizontal and section < len(self.facts.columns)
        if is_column and role == Qt.ItemDataRole.DisplayRole:
            return self.facts.columns[section]
        return None
