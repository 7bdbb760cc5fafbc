"""The texts to filter by are those of the deck as it is, whatever was known of it before."""

from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.deck import Card, Deck, Issue
from deckapp.deck.searching import matches, searchable_texts
from deckapp.gui.agenda.texts import CardTexts

_WORDS = st.sampled_from(["", "bees", "wasps", "Ёлка"])
_CARDS = st.builds(Card, id=st.sampled_from(["", "a", "b"]), title=_WORDS, position=_WORDS)
_DECKS = st.lists(
    st.builds(Issue, title=_WORDS, cards=st.lists(_CARDS, max_size=3).map(tuple)), max_size=3
).map(lambda issues: Deck(issues=tuple(issues)))


@settings(max_examples=200, deadline=None)
@given(decks=st.lists(_DECKS, min_size=1, max_size=4), query=_WORDS, at=st.integers(0, 3))
def test_that_what_is_found_is_what_is_there(decks: list[Deck], query: str, at: int) -> None:
    texts = CardTexts()
    for number, deck in enumerate(decks):
        if number == at:
            texts.set(searchable_texts(deck), deck)
        expected = [n for n, text in enumerate(searchable_texts(deck)) if matches(text, query)]
        assert texts.found(deck, query) == expected
