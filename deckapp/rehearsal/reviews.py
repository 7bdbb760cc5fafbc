"""Reviews: what was answered and how well. Everything else about memory is computed from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .memory import Grade, Memory, after


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


def memories_of(reviews: Iterable[Review], now: datetime) -> dict[str, Memory]:
    """What is remembered of each prompt that was reviewed, by its id; practice does not count.

    Reviews count in the order of their times. One that lies after `now`, of a clock that was
    ahead, counts as made now: no moment yet to come has proved anything.
    """
    memories: dict[str, Memory] = {}
    for review in sorted(reviews, key=_moment):
        if not review.practice:
            memories[review.prompt] = after(
                memories.get(review.prompt), review.grade, min(review.at, now)
            )
    return memories


def _moment(review: Review) -> datetime:
    return review.at
