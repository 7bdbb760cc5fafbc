"""The agenda as Qt's model: issues at the top level, their cards below."""

import json
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from enum import IntEnum
from typing import NamedTuple
from uuid import uuid4

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from deckapp.deck import Card, Deck, Issue
from deckapp.gui.clipboard import CARDS, sections_to_mime
from deckapp.gui.overriding import override

Index = QModelIndex | QPersistentModelIndex
_ISSUE = 0

_Flag = Qt.ItemFlag
_NOTHING, _DROP = _Flag.NoItemFlags, _Flag.ItemIsDropEnabled
_READ = _Flag.ItemIsEnabled | _Flag.ItemIsSelectable
_READ_CARD = _READ | _Flag.ItemNeverHasChildren
_EDIT, _EDIT_CARD = (flags | _Flag.ItemIsDragEnabled for flags in (_READ | _DROP, _READ_CARD))
"""What can be done with a row; a large agenda is asked so often that it is worked out once."""


class Role(IntEnum):
    """What the delegate asks for besides the text."""

    ISSUE_NUMBER = Qt.ItemDataRole.UserRole
    IS_CONTINGENCY = Qt.ItemDataRole.UserRole + 1
    DETAIL = Qt.ItemDataRole.UserRole + 2


class _Row(NamedTuple):
    issue: Issue
    first_card: int


class Drop(NamedTuple):
    """What was dropped where: before the card at `row` of an issue, or before an issue.

    Cards and issues of this window are told by their `ids`, in agenda order; `data` is what was
    dragged. `issue` is None between issues; a row of -1 is the end.
    """

    ids: tuple[str, ...]
    data: QMimeData
    issue: int | None
    row: int


IDS = "application/x-deckapp-ids"
"""The ids of what is dragged within a window, after the name of that window's agenda."""


class AgendaModel(QAbstractItemModel):
    """An index's internal id is 0 for an issue, else its issue's number plus one.

    The model changes nothing: as an outline it tells what was `dropped`, and somebody else edits.
    """

    dropped = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._name = uuid4().hex
        self.is_outline = False

    def set_deck(self, deck: Deck) -> None:
        """Show another deck."""
        self.beginResetModel()
        self._rows, first = [], 0
        for issue in deck.issues:
            self._rows.append(_Row(issue, first))
            first += len(issue.cards)
        self.endResetModel()

    def update_deck(self, deck: Deck) -> bool:
        """Show a deck with the same issues and cards in the same order; whether it is one."""
        if len(deck.issues) != len(self._rows):
            return False
        changed = []
        for row, (shown, issue) in enumerate(zip(self._rows, deck.issues, strict=True)):
            if shown.issue is issue:
                continue
            if len(shown.issue.cards) != len(issue.cards) or shown.issue.id != issue.id:
                return False
            pairs = enumerate(zip(shown.issue.cards, issue.cards, strict=True))
            differing = [(at, old, new) for at, (old, new) in pairs if old is not new]
            if any(old.id != new.id for _, old, new in differing):
                return False
            seen = [at for at, old, new in differing if _seen(old) != _seen(new)]
            changed.append((row, issue, seen))
        for row, issue, seen in changed:
            before = self._rows[row].issue
            self._rows[row] = self._rows[row]._replace(issue=issue)
            its = self.index(row, 0)
            if _heading(before) != _heading(issue):
                self.dataChanged.emit(its, its)
            if seen:
                self.dataChanged.emit(self.index(seen[0], 0, its), self.index(seen[-1], 0, its))
        return True

    def card_ids(self) -> list[str]:
        """The ids of all cards, in agenda order."""
        return [card.id for row in self._rows for card in row.issue.cards]

    def indexes(self, ids: Collection[str]) -> dict[str, QModelIndex]:
        """The indexes of those of some issues and cards that are here, by their ids."""
        found = {}
        for at, row in enumerate(self._rows):
            if row.issue.id in ids:
                found[row.issue.id] = self.index(at, 0)
            for number, card in enumerate(row.issue.cards):
                if card.id in ids:
                    found[card.id] = self.index(number, 0, self.index(at, 0))
        return found

    def id_at(self, index: Index) -> str:
        """The id of an issue or card."""
        if index.internalId() == _ISSUE:
            return self._rows[index.row()].issue.id
        return self._rows[index.internalId() - 1].issue.cards[index.row()].id

    def index_of_card(self, number: int) -> QModelIndex:
        """The index of a card by its place in agenda order, from 0."""
        for row in range(len(self._rows) - 1, -1, -1):
            first = self._rows[row].first_card
            if first <= number < first + len(self._rows[row].issue.cards):
                return self.index(number - first, 0, self.index(row, 0))
        return QModelIndex()

    def card_number(self, index: Index) -> int | None:
        """The place in agenda order of the card at an index; an issue has that of its first."""
        if not index.isValid():
            return None
        if index.internalId() == _ISSUE:
            row = self._rows[index.row()]
            return row.first_card if row.issue.cards else None
        return self._rows[index.internalId() - 1].first_card + index.row()

    @override
    def index(
        self,
        row: int,
        column: int,
        parent: Index = QModelIndex(),  # noqa: B008  Qt's signature
    ) -> QModelIndex:
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _ISSUE)

    @override
    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent()
        if not index.isValid() or index.internalId() == _ISSUE:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _ISSUE)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        if not parent.isValid():
            return len(self._rows)
        if parent.internalId() == _ISSUE and parent.column() == 0:
            return len(self._rows[parent.row()].issue.cards)
        return 0

    @override
    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if index.internalId() == _ISSUE:
            return _issue_data(self._rows[index.row()].issue, index.row(), role)
        number = index.internalId() - 1
        return _card_data(self._rows[number].issue.cards[index.row()], number, role)

    # Dragging

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _DROP if self.is_outline else _NOTHING
        is_issue = index.internalId() == _ISSUE
        if not self.is_outline:
            return _READ if is_issue else _READ_CARD
        return _EDIT if is_issue else _EDIT_CARD

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    @override
    def mimeTypes(self) -> list[str]:
        return [IDS, CARDS]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        chosen = {self.id_at(index) for index in indexes}
        sections: list[Issue | Card] = []
        for row in self._rows:
            if row.issue.id in chosen:
                sections.append(row.issue)
            else:
                sections += [card for card in row.issue.cards if card.id in chosen]
        data = sections_to_mime(sections)
        ids = [section.id for section in sections]
        data.setData(IDS, json.dumps([self._name, *ids]).encode())
        return data

    @override
    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        issue = parent.row() if parent.isValid() else None
        self.dropped.emit(Drop(self._own_ids(data), data, issue, row))
        return True  # no row goes by that: the edit moves what was dragged

    def _own_ids(self, data: QMimeData) -> tuple[str, ...]:
        """The ids of what was dragged in this window."""
        try:
            name, *ids = json.loads(bytes(data.data(IDS).data()))
        except (ValueError, TypeError, RecursionError):
            return ()
        return tuple(ids) if name == self._name else ()


def _seen(card: Card) -> tuple[str, str]:
    """What of a card is seen in the agenda."""
    return card.title, card.when


def _heading(issue: Issue) -> tuple[str, str, int | None]:
    """What of an issue is seen."""
    return issue.title, issue.priority, issue.minutes


def _issue_data(issue: Issue, number: int, role: int) -> object:
    title = issue.title or "Untitled issue"
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return title
        case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
            return ", ".join(part for part in (title, issue.priority, _minutes(issue)) if part)
        case Role.DETAIL:
            return _minutes(issue)
        case Role.ISSUE_NUMBER:
            return number
    return None


def _minutes(issue: Issue) -> str:
    return f"{issue.minutes} min" if issue.minutes else ""


def _card_data(card: Card, number: int, role: int) -> object:
    title = card.title or "Untitled card"
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return title
        case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
            return f"{title}\nWhen: {card.when}" if card.when else title
        case Role.IS_CONTINGENCY:
            return bool(card.when)
        case Role.ISSUE_NUMBER:
            return number
    return None


class AgendaFilter(QSortFilterProxyModel):
    """Shows the cards of a set, and the issues that have one of them; None shows all."""

    def __init__(self, model: AgendaModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._agenda = model
        self._shown: set[int] | None = None
        self.setDynamicSortFilter(False)  # what cards say does not matter here
        self.setSourceModel(model)

    @property
    def shown(self) -> AbstractSet[int] | None:
        """The cards that are shown; None if all are."""
        return self._shown

    def set_shown(self, cards: Sequence[int] | None) -> None:
        """Show only these cards, by their places in agenda order."""
        self.beginFilterChange()
        self._shown = None if cards is None else set(cards)
        self.endFilterChange()

    @override
    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008  Qt's signature
        if self._shown is None:  # Qt would look at all cards of a large deck to tell
            return self._agenda.rowCount(self.mapToSource(parent)) > 0
        return super().hasChildren(parent)

    @override
    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if self._shown is None:
            return True
        if parent.isValid():
            return self._agenda.card_number(self._agenda.index(row, 0, parent)) in self._shown
        issue = self._agenda.index(row, 0)
        first = self._agenda.card_number(issue)
        if first is None:
            return False
        last = first + self._agenda.rowCount(issue)
        return any(card in self._shown for card in range(first, last))
