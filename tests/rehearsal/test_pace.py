"""Pace: how long a prompt takes, by the last answers or by its words."""

from dataclasses import replace

import pytest

from deckapp.rehearsal.memory import Grade
from deckapp.rehearsal.pace import Pace
from deckapp.rehearsal.reviews import Review
from tests.rehearsal.histories import NOW, prompt_of

PROMPT = prompt_of("a")


def pace_of(*seconds: float | None) -> Pace:
    return Pace(Review(PROMPT.id, NOW, Grade.GOOD, each) for each in seconds)


def test_that_what_was_never_answered_takes_as_long_as_its_words() -> None:
    long = replace(PROMPT, answer="word " * 129)  # and one in the cue
    for pace in (Pace(), pace_of(None)):
        assert pace.seconds_of(long) == pytest.approx(60 + 6)


def test_that_the_last_three_answers_count_and_grading_comes_on_top() -> None:
    assert pace_of(200, 10, None, 20, 30).seconds_of(PROMPT) == 20 + 6
    assert pace_of(10).seconds_of(prompt_of("b")) == Pace().seconds_of(PROMPT)


@pytest.mark.parametrize(("seconds", "counted"), [(0, 3), (-5, 3), (3600, 300), (1e300, 300)])
def test_that_neither_a_slip_nor_a_pause_counts_as_thinking(seconds: float, counted: int) -> None:
    assert pace_of(seconds).seconds_of(PROMPT) == counted + 6
