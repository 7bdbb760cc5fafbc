"""Speaking time."""

import pytest

from deckapp.deck import Card, FollowUp, Meeting, speaking_seconds


@pytest.mark.parametrize(("words", "seconds"), [(0, 0), (1, 1), (13, 6), (130, 60), (131, 61)])
def test_that_130_words_take_a_minute(words: int, seconds: int) -> None:
    assert speaking_seconds(Card(position="word " * words), Meeting()) == seconds


def test_that_consecutive_interpreting_doubles_the_time() -> None:
    card = Card(position="a " * 65, rebuttal="b " * 39, follow_ups=(FollowUp(rebuttal="c " * 26),))
    assert speaking_seconds(card, Meeting(interpreted="simultaneous")) == 60
    assert speaking_seconds(card, Meeting(interpreted="consecutive")) == 120
