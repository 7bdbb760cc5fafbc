"""Whatever is done to a deck, what was rehearsed of the prompts still there is still known."""

from contextlib import suppress
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.deck import AddCard, Card, Deck, DeleteCard, EditError, MoveCard, read_deck_file
from deckapp.paths import reference_deck
from deckapp.rehearsal.memory import Grade
from deckapp.rehearsal.prompts import prompts_of
from deckapp.rehearsal.readiness import Line, assess
from deckapp.rehearsal.reviews import Review
from tests.deck.editing.at_random import edit_at_random
from tests.rehearsal.histories import DAY, HOUR, NOW

MOSCOW = read_deck_file(reference_deck()).deck
EDITS = 12


def rehearsed(random: Random, deck: Deck) -> list[Review]:
    """Most prompts of a deck, some of them twice."""
    ids = [prompt.id for prompt in prompts_of(deck)]
    return [
        Review(random.choice(ids), NOW - 9 * DAY + number * HOUR, random.choice([*Grade]))
        for number in range(90)
    ]


def lines_of(deck: Deck, reviews: list[Review]) -> dict[str, Line]:
    return {line.prompt.id: line for line in assess(deck, reviews, NOW, None).lines}


def spoken_by_ids(deck: Deck) -> set[str]:
    """The ids of what is to be said, as cards have it."""
    found = set()
    for _, card in deck.cards():
        ladder = [(each.id, each.counter, each.rebuttal) for each in card.follow_ups]
        for name, cue, answer in (
            ("position", card.title, card.position),
            ("rebuttal", card.counter, card.rebuttal),
            *ladder,
        ):
            if card.id and name and cue.strip() and answer.strip():
                found.add(f"{card.id}/{name}")
    return found


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_that_histories_survive_any_sequence_of_edits(seed: int) -> None:
    random = Random(seed)
    reviews = rehearsed(random, MOSCOW)
    deck = MOSCOW
    for _ in range(EDITS):
        with suppress(EditError):
            deck = edit_at_random(random, deck).apply(deck).deck
    before, after = lines_of(MOSCOW, reviews), lines_of(deck, reviews)
    assert spoken_by_ids(deck) <= after.keys()
    for id_ in before.keys() & after.keys():
        assert after[id_].reviews == before[id_].reviews
        assert after[id_].memory == before[id_].memory
    for id_ in after.keys() - before.keys():
        assert after[id_].reviews == 0


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_that_a_card_deleted_and_restored_has_its_history_again(seed: int) -> None:
    random = Random(seed)
    reviews = rehearsed(random, MOSCOW)
    card: Card = random.choice([card for _, card in MOSCOW.cards()])
    issues = [issue.id for issue in MOSCOW.issues]
    without = DeleteCard(card.id).apply(MOSCOW).deck
    back = AddCard(random.choice(issues), card).apply(without).deck
    moved = MoveCard(card.id, random.choice(issues)).apply(back).deck
    assert f"{card.id}/position" not in lines_of(without, reviews)
    found, before = lines_of(moved, reviews), lines_of(MOSCOW, reviews)
    assert found.keys() == before.keys()
    for id_, line in found.items():
        assert (line.reviews, line.memory) == (before[id_].reviews, before[id_].memory)
