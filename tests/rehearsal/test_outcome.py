"""What came of a drill."""

from dataclasses import replace
from datetime import datetime

import pytest

from deckapp.deck import Deck
from deckapp.rehearsal import Grade, Review, prompts_of
from deckapp.rehearsal.outcome import outcome_of

from .histories import DAY, DECK, MINUTE, NOW

PROMPTS = prompts_of(DECK)
GIVEN = [
    Review(PROMPTS[0].id, NOW - 3 * MINUTE, Grade.HARD, 10),
    Review(PROMPTS[1].id, NOW - 2 * MINUTE, Grade.GOOD, 20),
    Review(PROMPTS[2].id, NOW - MINUTE, Grade.AGAIN),
]


def test_that_it_counts_what_was_answered_and_lists_what_was_weak() -> None:
    outcome = outcome_of(DECK, GIVEN, GIVEN, NOW, None)
    assert (outcome.answered, outcome.missed, outcome.seconds) == (3, 1, 30)
    assert outcome.weak == ((PROMPTS[0], Grade.HARD), (PROMPTS[2], Grade.AGAIN))


def test_that_the_number_moves_to_what_is_recalled_at_the_meeting() -> None:
    earlier = Review(PROMPTS[0].id, NOW - DAY, Grade.GOOD)
    outcome = outcome_of(DECK, [earlier, *GIVEN], GIVEN, NOW, NOW + 7 * DAY)
    assert outcome.at_meeting
    assert 0 < outcome.before < outcome.after < 1
    later = outcome_of(DECK, [earlier, *GIVEN], GIVEN, NOW, NOW + 8 * DAY)
    assert later.after < outcome.after


@pytest.mark.parametrize("meeting", [None, NOW - DAY])
def test_that_without_a_meeting_to_come_it_is_what_is_recalled_now(
    meeting: datetime | None,
) -> None:
    outcome = outcome_of(DECK, GIVEN, GIVEN, NOW, meeting)
    assert not outcome.at_meeting
    assert outcome.before == 0
    assert outcome.after == pytest.approx(3 / len(PROMPTS), abs=0.01)


def test_that_practice_moves_nothing() -> None:
    practice = [replace(review, practice=True) for review in GIVEN]
    outcome = outcome_of(DECK, practice, practice, NOW, NOW + DAY)
    assert (outcome.before, outcome.after) == (0, 0)
    assert len(outcome.weak) == 2


def test_that_prompts_that_are_gone_are_not_listed() -> None:
    outcome = outcome_of(Deck(), GIVEN, GIVEN, NOW, None)
    assert (outcome.answered, outcome.weak, outcome.after) == (3, (), 0)
