"""The cards of a deck and how they stand with their clearance, as Qt's model, with ticks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon

from deckapp.deck.characters import shown
from deckapp.gui.overriding import override

from .standing import Entry, Standing

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Card", "Issue", "Drafted by", "Clearance")
_CARD, _ISSUE, _DRAFTED, _CLEARANCE = range(4)
_MOST_CHARACTERS = 300


class ClearanceModel(QAbstractTableModel):
    """One card a row. A tick lasts while its card is listed; `ticks_changed` tells of others."""

    ticks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self._ticked: set[str] = set()
        self._icons: Mapping[Standing, QIcon] = {}
        self._colours: Mapping[Standing, QColor] = {}

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """List other cards; where they have the same ids in the same order, the rows stay."""
        before = [entry.card.id for entry in self._entries]
        now = [entry.card.id for entry in entries]
        if before == now:
            self._entries = entries
            self._tell_changed()
        else:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
            self._set_ticked(self._ticked.intersection(now))

    def set_looks(
        self, icons: Mapping[Standing, QIcon], colours: Mapping[Standing, QColor]
    ) -> None:
        """Show other marks, in other colours."""
        self._icons, self._colours = icons, colours
        self._tell_changed()

    def entry(self, row: int) -> Entry:
        """The card of a row."""
        return self._entries[row]

    def row_of(self, card: str) -> int | None:
        """The row of a card, if it is listed."""
        rows = (row for row, entry in enumerate(self._entries) if entry.card.id == card)
        return next(rows, None)

    # Ticks

    def ticked(self) -> tuple[str, ...]:
        """The ids of the cards that are ticked, from the top."""
        return tuple(entry.card.id for entry in self._entries if entry.card.id in self._ticked)

    def tick_all(self) -> None:
        """Tick every card that is listed."""
        self._set_ticked({entry.card.id for entry in self._entries})

    def untick_all(self) -> None:
        """Tick none."""
        self._set_ticked(())

    def toggle(self, rows: Iterable[int]) -> None:
        """Tick cards, or untick them if all of them are ticked."""
        ids = {self._entries[row].card.id for row in rows}
        all_are = ids <= self._ticked
        self._set_ticked(self._ticked - ids if all_are else self._ticked | ids)

    def _set_ticked(self, ids: Collection[str]) -> None:
        if self._ticked != set(ids):
            self._ticked = set(ids)
            self._tell_changed()
            self.ticks_changed.emit()

    def _tell_changed(self) -> None:
        if self._entries:
            last = self.index(len(self._entries) - 1, _CLEARANCE)
            self.dataChanged.emit(self.index(0, _CARD), last)

    # Qt's model

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._entries)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal
        match role:
            case Qt.ItemDataRole.DisplayRole if across:
                return COLUMNS[section]
            case Qt.ItemDataRole.TextAlignmentRole if across:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_box = index.isValid() and index.column() == _CARD
        return flags | Qt.ItemFlag.ItemIsUserCheckable if is_box else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry, column = self._entries[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(entry, column)
            case Qt.ItemDataRole.ToolTipRole:
                return f"<span>{escape(_text(entry, column))}</span>"
            case Qt.ItemDataRole.CheckStateRole if column == _CARD:
                is_ticked = entry.card.id in self._ticked
                return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DecorationRole if column == _CLEARANCE:
                return self._icons.get(entry.standing)
            case Qt.ItemDataRole.ForegroundRole if column == _CLEARANCE:
                return self._colours.get(entry.standing)
        return None

    @override
    def setData(self, index: Index, _value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle([index.row()])
        return True


def _text(entry: Entry, column: int) -> str:
    match column:
        case 0:
            text = entry.card.title or "Untitled card"
        case 1:
            text = entry.issue.title or "Untitled issue"
        case 2:
            text = entry.card.clearance.drafted_by
        case _:
            text = entry.words
    return shown(text[:_MOST_CHARACTERS])
