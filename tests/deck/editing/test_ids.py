"""Ids for what has none."""

from dataclasses import replace

from deckapp.deck import Card, Deck, FollowUp, Issue
from deckapp.deck.editing.ids import with_ids
from tests.deck.editing.two_issues import GAS, JETS, MINSK, card_in, cards_of


def test_that_what_lacks_an_id_gets_one() -> None:
    presses = FollowUp(counter="Ça va?"), FollowUp(id="ca-va", counter="x")
    deck = Deck(
        title="x",
        issues=(
            Issue(title="Syria", cards=(Card(title="Syria"), GAS)),
            Issue(id="syria", title="x", cards=(replace(JETS, follow_ups=presses),)),
            Issue(id="whole", title="x", cards=(MINSK,)),
        ),
    )
    named = with_ids(deck)
    assert cards_of(named) == {"syria-2": ["syria-3", "gas"], "syria": ["jets"], "whole": ["minsk"]}
    assert [each.id for each in card_in(named, "jets").follow_ups] == ["ca-va-2", "ca-va"]
    assert named.issues[2] is deck.issues[2]
    assert with_ids(named) is named


def test_that_what_has_no_title_gets_an_id_all_the_same() -> None:
    deck = with_ids(Deck(issues=(Issue(cards=(Card(follow_ups=(FollowUp(), FollowUp())),)),)))
    card = deck.issues[0].cards[0]
    assert (deck.issues[0].id, card.id) == ("item", "item-2")
    assert [each.id for each in card.follow_ups] == ["item", "item-2"]
