"""The texts that cards are filtered by, kept while the deck is edited."""

from collections.abc import Sequence

from deckapp.deck import Card, Deck, Issue
from deckapp.deck.searching import matches, searchable_texts


class CardTexts:
    """The texts of a deck's cards, made when they are asked for.

    Those of ten thousand cards take more than a second: after an edit, only the texts of cards
    that are others now are made anew.
    """

    def __init__(self) -> None:
        self._deck = Deck()
        self._texts: Sequence[str] = ()

    def set(self, texts: Sequence[str], deck: Deck) -> None:
        """Take texts that were made elsewhere, one per card of a deck."""
        self._texts, self._deck = texts, deck

    def found(self, deck: Deck, query: str) -> list[int]:
        """The cards of a deck that have all words of a query, by their places in agenda order."""
        self._make(deck)
        return [number for number, text in enumerate(self._texts) if matches(text, query)]

    def _make(self, deck: Deck) -> None:
        if deck is self._deck:
            return
        known = {
            (card.id, card.title): (issue.title, card, text)
            for (issue, card), text in zip(self._deck.cards(), self._texts, strict=True)
        }
        self._texts = [
            text if title == issue.title and same == card else _text_of(issue, card)
            for issue, card in deck.cards()
            for title, same, text in [known.get((card.id, card.title), ("", None, ""))]
        ]
        self._deck = deck


def _text_of(issue: Issue, card: Card) -> str:
    return searchable_texts(Deck(issues=(Issue(title=issue.title, cards=(card,)),)))[0]
