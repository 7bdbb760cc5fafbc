"""The list of differences: a line for each card, and below it a line for each of its fields."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QListView, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.widgets.focus_ring import FocusRing
from deckapp.gui.widgets.lettering import lettered

from .comparison import Row

_Index = QModelIndex | QPersistentModelIndex
_INDENT = "      "


class _RowsModel(QAbstractListModel):
    """One row a line."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text if row.is_head else _INDENT + row.text
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.text
            case Qt.ItemDataRole.FontRole if row.is_head:
                return lettered(self._view.font(), bold=True)
        return None


class ChangesList(QListView):
    """Shows rows; `chosen` tells that another one is."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Differences")
        self.setUniformItemSizes(True)
        self.setSpacing(2)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        FocusRing(self)
        self._rows = _RowsModel(self)
        self.setModel(self._rows)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """List other rows; the one nearest to where the last choice was is chosen.

        It is a single difference: who takes over one after the other meets no whole card.
        """
        last = self.currentIndex().row()
        self._rows.set_rows(rows)
        single = [at for at, row in enumerate(rows) if not row.is_head]
        nearest = next((at for at in single if at >= last), single[-1] if single else -1)
        self.setCurrentIndex(self._rows.index(nearest))
        self.chosen.emit()

    def row(self) -> Row | None:
        """The row that is chosen."""
        index = self.currentIndex()
        return self._rows.rows[index.row()] if index.isValid() else None

    def head(self) -> Row | None:
        """The row of the whole card to which the chosen one belongs."""
        above = self._rows.rows[: self.currentIndex().row() + 1]
        return next((row for row in reversed(above) if row.is_head), None)

    def _on_current_changed(self) -> None:
        self.chosen.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
