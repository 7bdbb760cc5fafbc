"""Finding cards by their words."""

from deckapp.deck import Card, Deck, Fact, FollowUp, Issue
from deckapp.deck.searching import matches, searchable_texts


def test_that_all_text_of_a_card_and_its_issue_is_searched() -> None:
    card = Card(
        title="Élan",
        counter_in={"ru": "Ещё нет"},
        facts=(Fact("F", "Annual report"),),
        follow_ups=(FollowUp(counter="It’s ours"),),
        seconds=40,
    )
    (text,) = searchable_texts(Deck(issues=(Issue(title="Ukraine", cards=(card,)),)))
    for query in ("ukraine élan", "ЕЩЕ", "annual REPORT", "it's", ""):
        assert matches(text, query), query
    assert not matches(text, "annual reports")
