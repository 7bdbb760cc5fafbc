"""Reviews: what was answered and how well. Everything else about memory is computed from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .memory import Grade, Memory, after

_TOLERANCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Review:
    """One answer to a prompt, given by its id.

    `at` is a moment with its offset from UTC, `seconds` how long the answer took (None where
    nobody knows), `fingerprint` that of the words that were to be said (empty where nobody
    knows). `practice` is what does not count for the schedule.
    """

    prompt: str
    at: datetime
    grade: Grade
    seconds: float | None = None
    practice: bool = False
    fingerprint: str = ""


def until(reviews: Iterable[Review], now: datetime) -> tuple[Review, ...]:
    """The reviews that count now, in the order of their times.

    One that lies after `now`, of a clock that was ahead, does not count until then: no moment yet
    to come has proved anything. A minute is overlooked.
    """
    return tuple(sorted((each for each in reviews if each.at <= now + _TOLERANCE), key=_moment))


def memories_of(reviews: Iterable[Review], now: datetime) -> dict[str, Memory]:
    """What is remembered of each prompt that was reviewed, by its id; practice does not count.

    Reviews count in the order of their times, as `until` has them.
    """
    memories: dict[str, Memory] = {}
    for review in until(reviews, now):
        if not review.practice:
            memories[review.prompt] = after(memories.get(review.prompt), review.grade, review.at)
    return memories


def _moment(review: Review) -> datetime:
    return review.at
