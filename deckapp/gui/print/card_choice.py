"""The cards of a deck to tick, by issue; what was unticked stays so while the deck changes."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from deckapp.deck import Deck, Issue
from deckapp.gui.widgets.focus_ring import FocusRing

_CARD = Qt.ItemDataRole.UserRole
_TICKED, _PARTLY, _EMPTY = (
    Qt.CheckState.Checked,
    Qt.CheckState.PartiallyChecked,
    Qt.CheckState.Unchecked,
)


class CardChoice(QTreeWidget):
    """Issues with their cards; `changed` tells that another choice was made.

    Cards are told apart by id: where one has none, all are printed, and nothing can be unticked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._issues: tuple[Issue, ...] = ()
        self._unticked: set[str] = set()
        self.setHeaderHidden(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        FocusRing(self)
        self.itemExpanded.connect(self._fill)
        self.itemChanged.connect(self._on_item_changed)

    def set_deck(self, deck: Deck) -> None:
        """List the cards of a deck."""
        self._issues = deck.issues
        self.setEnabled(all(card.id for _, card in deck.cards()))
        blocker = QSignalBlocker(self)
        expanded = {item.text(0) for item in self._tops() if item.isExpanded()}
        self.clear()
        for issue in deck.issues:
            item = QTreeWidgetItem([issue.title])
            item.setFlags(_FLAGS)
            item.setCheckState(0, self._state(issue))
            if issue.cards:
                item.setChildIndicatorPolicy(_INDICATOR)
            self.addTopLevelItem(item)
            if issue.title in expanded:
                self._fill(item)
                item.setExpanded(True)
        blocker.unblock()

    def _tops(self) -> list[QTreeWidgetItem]:
        rows = range(self.topLevelItemCount())
        return [item for row in rows if (item := self.topLevelItem(row)) is not None]

    def tick_all(self) -> None:
        """Choose every card again."""
        self._unticked.clear()

    def chosen(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Ids of whole issues and of single cards; both empty for all, None for nothing."""
        if not self.isEnabled() or all(self._state(issue) is _TICKED for issue in self._issues):
            return (), ()
        issues, cards = [], []
        for issue in self._issues:
            if issue.id and issue.cards and self._state(issue) is _TICKED:
                issues.append(issue.id)
            else:
                cards += [card.id for card in issue.cards if card.id not in self._unticked]
        return (tuple(issues), tuple(cards)) if issues or cards else None

    def _state(self, issue: Issue) -> Qt.CheckState:
        out = sum(card.id in self._unticked for card in issue.cards)
        if not out:
            return _TICKED
        return _EMPTY if out == len(issue.cards) else _PARTLY

    def _fill(self, item: QTreeWidgetItem) -> None:
        """List an issue's cards when they are first seen: a deck may have ten thousand."""
        if item.childCount() or item.parent() is not None:
            return
        blocker = QSignalBlocker(self)
        for card in self._issues[self.indexOfTopLevelItem(item)].cards:
            child = QTreeWidgetItem([card.title])
            child.setFlags(_FLAGS)
            child.setData(0, _CARD, card.id)
            child.setCheckState(0, _EMPTY if card.id in self._unticked else _TICKED)
            item.addChild(child)
        blocker.unblock()

    def _on_item_changed(self, item: QTreeWidgetItem) -> None:
        """An issue takes its cards along; a card changes what its issue shows."""
        top = item.parent() or item
        issue = self._issues[self.indexOfTopLevelItem(top)]
        ids = [card.id for card in issue.cards] if top is item else [str(item.data(0, _CARD))]
        if item.checkState(0) is _EMPTY:
            self._unticked.update(ids)
        else:
            self._unticked.difference_update(ids)
        blocker = QSignalBlocker(self)
        top.setCheckState(0, self._state(issue))
        children = [top.child(row) for row in range(top.childCount())]
        for child in filter(None, children):
            out = str(child.data(0, _CARD)) in self._unticked
            child.setCheckState(0, _EMPTY if out else _TICKED)
        blocker.unblock()
        self.viewport().update()
        self.changed.emit()


_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_INDICATOR = QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator
