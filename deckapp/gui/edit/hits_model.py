"""The hits of a search as Qt's model: a heading for each card, below it its hits with a tick."""

from collections.abc import Sequence
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from deckapp.deck import Hit
from deckapp.deck.characters import shortened, shown
from deckapp.gui.overriding import override
from deckapp.gui.widgets.excerpt import Excerpt, excerpt_of

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, str, int, int]
"""A hit by card, path and which of how many in that text it is: typing beside it changes none."""


class HitRole(IntEnum):
    """What the delegate asks for besides the text."""

    EXCERPT = Qt.ItemDataRole.UserRole
    LABEL = Qt.ItemDataRole.UserRole + 1


class _Row(NamedTuple):
    """A hit with its key, or the heading of a card with the number of its hits."""

    hit: Hit
    key: Key | None
    number: int = 0


class HitsModel(QAbstractListModel):
    """Every hit is ticked until it is unticked; `ticks_changed` tells that one was."""

    ticks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._unticked: set[Key] = set()
        self._replacement = ""

    # What is listed

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """List other hits; those that were unticked stay so."""
        self.beginResetModel()
        self._rows = []
        for _, on_card in groupby(hits, lambda hit: (hit.card, hit.title)):
            within = list(on_card)
            self._rows.append(_Row(within[0], None, len(within)))
            for path, in_text in groupby(within, lambda hit: hit.path):
                same = list(in_text)
                self._rows += [
                    _Row(hit, (hit.card, path, number, len(same)))
                    for number, hit in enumerate(same)
                ]
        self.endResetModel()
        self.ticks_changed.emit()

    def set_replacement(self, text: str) -> None:
        """Show what each hit would become; "" shows only the hits."""
        self._replacement = text
        self._tell_all([HitRole.EXCERPT, Qt.ItemDataRole.DisplayRole])

    def hit(self, row: int) -> Hit | None:
        """The hit of a row; a heading has none."""
        return self._rows[row].hit if self._rows[row].key else None

    def key(self, row: int) -> Key | None:
        """What names the hit of a row while the deck changes; a heading has none."""
        return self._rows[row].key

    def row_of(self, key: Key | None) -> int | None:
        """The row of a hit by its key."""
        rows = (at for at, row in enumerate(self._rows) if row.key and row.key == key)
        return next(rows, None)

    def next_row(self, row: int, step: int) -> int | None:
        """The next row with a hit, or with a step of -1 the one before, around the ends."""
        count = len(self._rows)
        rows = ((row + step * ahead) % count for ahead in range(1, count + 1))
        return next((at for at in rows if self._rows[at].key), None)

    # Ticks

    def ticked(self) -> list[Hit]:
        """The hits that are ticked."""
        return [row.hit for row in self._rows if row.key and row.key not in self._unticked]

    def tick_all(self, *, ticked: bool) -> None:
        """Tick every hit, or none."""
        self._unticked = set() if ticked else {row.key for row in self._rows if row.key}
        self._tell_all([Qt.ItemDataRole.CheckStateRole])
        self.ticks_changed.emit()

    def forget_ticks(self) -> None:
        """Tick what another search will find."""
        self._unticked = set()

    def _tell_all(self, roles: Sequence[int]) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), roles)

    # Qt's questions

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self._rows[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if row.key is None:
            return _heading(row, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{row.hit.label}: {self._excerpt(row.hit)}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return shortened(shown(row.hit.title), 100)
            case Qt.ItemDataRole.CheckStateRole:
                is_out = row.key in self._unticked
                return Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked
            case HitRole.EXCERPT:
                return self._excerpt(row.hit)
            case HitRole.LABEL:
                return row.hit.label
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        key = self._rows[index.row()].key if index.isValid() else None
        if key is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Unchecked:
            self._unticked.add(key)
        else:
            self._unticked.discard(key)
        self.dataChanged.emit(index, index, [role])
        self.ticks_changed.emit()
        return True

    def _excerpt(self, hit: Hit) -> Excerpt:
        return excerpt_of(hit.text, hit.start, hit.end, self._replacement or None)


def _heading(row: _Row, role: int) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return shortened(shown(row.hit.title), 300) or "Untitled card"
        case HitRole.LABEL:
            return count_of(row.number, "hit")
    return None


def count_of(count: int, name: str) -> str:
    """How many there are, in words."""
    return f"{count:,} {name}{'' if count == 1 else 's'}"
