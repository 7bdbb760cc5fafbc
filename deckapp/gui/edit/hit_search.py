"""Searching a deck a few cards at a time, between what else the window has to do."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from deckapp.deck import Card, Deck, Hit, Search
from deckapp.deck.editing.finding import hits_in

MOST_HITS = 2_000
"""Nobody looks through more, and more would make the list slow."""
_CARDS_AT_ONCE = 40


class Found(NamedTuple):
    """What was found; `is_more` if there is more than is listed."""

    hits: tuple[Hit, ...]
    is_more: bool


class HitSearch(QObject):
    """Looks for hits; `found` brings those of the search that was started last."""

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = Search("")
        self._cards: Iterator[Card] = iter(())
        self._hits: list[Hit] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_due)

    @property
    def is_running(self) -> bool:
        """Whether it has not found all yet."""
        return self._timer.isActive()

    def start(self, deck: Deck, search: Search, delay: int = 0) -> None:
        """Search a deck, after a delay in milliseconds; an earlier search is given up."""
        self._search = search
        self._cards = (card for _, card in deck.cards()) if search.find else iter(())
        self._hits = []
        self._timer.start(delay)

    def stop(self) -> None:
        """Give up."""
        self._timer.stop()

    def _on_due(self) -> None:
        self._timer.setInterval(0)
        cards = list(islice(self._cards, _CARDS_AT_ONCE))
        for card in cards:
            room = MOST_HITS + 1 - len(self._hits)
            self._hits += islice(hits_in(card, self._search), room)
        if not cards or len(self._hits) > MOST_HITS:
            self._timer.stop()
            self.found.emit(Found(tuple(self._hits[:MOST_HITS]), len(self._hits) > MOST_HITS))
