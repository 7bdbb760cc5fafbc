"""Reviews: what is remembered is what they add up to, whatever the clock said."""

from dataclasses import replace
from datetime import timedelta, timezone
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.rehearsal.memory import Grade, after
from deckapp.rehearsal.reviews import Review, memories_of, until
from tests.rehearsal.histories import DAY, HOUR, MINUTE, NOW, reviews_of

REVIEW = Review("a", NOW - 2 * DAY, Grade.GOOD)


def test_that_each_prompt_is_remembered_by_its_own_reviews() -> None:
    again = replace(REVIEW, at=NOW - DAY, grade=Grade.AGAIN)
    other = replace(REVIEW, prompt="b", grade=Grade.HARD)
    first = after(None, Grade.GOOD, REVIEW.at)
    assert memories_of([REVIEW, other, again], NOW) == {
        "a": after(first, Grade.AGAIN, again.at),
        "b": after(None, Grade.HARD, other.at),
    }


def test_that_nothing_is_remembered_of_nothing_and_of_practice() -> None:
    assert memories_of([], NOW) == {}
    assert memories_of([replace(REVIEW, practice=True)], NOW) == {}


def test_that_what_lies_in_the_future_does_not_count_until_then() -> None:
    ahead = replace(REVIEW, at=NOW + 30 * DAY)
    assert memories_of([ahead, REVIEW], NOW) == memories_of([REVIEW], NOW)
    assert until([ahead, REVIEW], NOW) == (REVIEW,)
    later = NOW + 31 * DAY
    assert memories_of([ahead, REVIEW], later)["a"].reviewed == ahead.at
    assert until([ahead, REVIEW], later) == (REVIEW, ahead)


def test_that_a_clock_that_is_a_little_ahead_is_overlooked() -> None:
    just = replace(REVIEW, at=NOW + MINUTE)
    assert memories_of([just], NOW)["a"].recall(NOW) == 1
    assert until([replace(just, at=just.at + MINUTE)], NOW) == ()


def test_that_the_offset_of_a_moment_does_not_matter() -> None:
    moscow = timezone(timedelta(hours=3))
    elsewhere = replace(REVIEW, at=REVIEW.at.astimezone(moscow))
    last = replace(REVIEW, at=NOW - HOUR, grade=Grade.HARD)
    found = memories_of([last, elsewhere], NOW.astimezone(moscow))
    assert found == memories_of([REVIEW, last], NOW)


def test_that_of_equal_moments_the_order_is_kept() -> None:
    missed = replace(REVIEW, grade=Grade.AGAIN)
    memory = after(after(None, Grade.GOOD, REVIEW.at), Grade.AGAIN, REVIEW.at)
    assert memories_of([REVIEW, missed], NOW)["a"] == memory
    assert memories_of([missed, REVIEW], NOW)["a"] != memory


@settings(deadline=None)
@given(reviews_of("abc"), st.integers(0, 2**32))
def test_that_practice_and_the_order_of_writing_change_nothing(
    reviews: list[Review], seed: int
) -> None:
    found = memories_of(reviews, NOW)
    count = until(reviews, NOW)
    assert found.keys() == {review.prompt for review in count if not review.practice}
    assert all(memory.reviewed <= NOW + MINUTE for memory in found.values())
    assert all(0 <= memory.recall(NOW) <= 1 for memory in found.values())
    distinct = list({review.at: review for review in reviews}.values())
    shuffled = Random(seed).sample(distinct, len(distinct))
    counted = [review for review in shuffled if not review.practice and review.at < NOW]
    early = [review for review in distinct if review.at < NOW]
    assert memories_of(counted, NOW) == memories_of(early, NOW)
