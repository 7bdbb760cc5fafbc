"""How well something is remembered: FSRS-6, through the package `fsrs` with its own parameters.

There are no learning steps, and nothing is left to chance: each grade changes the memory at once
and always in the same way. The package counts elapsed time in whole days, which would make
everything certain on the day it was rehearsed, so recall is computed here, in fractions of days.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsrs import Scheduler

_DAY = 86400.0
DESIRED = 0.9
"""Without a meeting, something is due when the probability of recalling it falls below this."""


class Grade(IntEnum):
    """How it went. Only AGAIN means that it was not recalled."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Memory:
    """What the model knows of a prompt: `stability` in days, `difficulty` from 1 to 10.

    Stability is the time after which the probability of recall has fallen to 90 %. `reviewed` is
    the moment (UTC) of the last review.
    """

    stability: float
    difficulty: float
    reviewed: datetime

    def recall(self, at: datetime) -> float:
        """The probability of recall at a moment; 1 at the last review and before it.

        R(t) = (1 + F·t/S)^(−d), with t in days, F = 0.9^(−1/d) − 1 and d the 21st parameter: the
        forgetting curve of FSRS-6 (https://github.com/open-spaced-repetition/awesome-fsrs/wiki/
        The-Algorithm).
        """
        days = max(0.0, (at - self.reviewed).total_seconds() / _DAY)
        decay, factor = _curve()
        return float((1 + factor * days / self.stability) ** -decay)

    def between(self, recall: float, at: datetime, difficulty: float) -> "Memory":
        """A memory of the same review with another recall at a later moment.

        The forgetting curve solved for S. Where nothing is forgotten by then, it stays the same.
        """
        decay, factor = _curve()
        days = (at - self.reviewed).total_seconds() / _DAY
        if days <= 0 or recall >= 1:
            return Memory(self.stability, difficulty, self.reviewed)
        return Memory(factor * days / (recall ** (-1 / decay) - 1), difficulty, self.reviewed)


def after(memory: Memory | None, grade: Grade, at: datetime) -> Memory:
    """The memory after a review at a moment (UTC); None is that of something never reviewed.

    A review before the last one, of a clock that was set back, counts as made at that time.
    """
    from fsrs import Card, Rating, State

    card = Card(card_id=0)
    if memory is not None:
        card = Card(
            card_id=0,
            state=State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=memory.reviewed,
            last_review=memory.reviewed,
        )
        at = max(at, memory.reviewed)
    at = at.astimezone(UTC)
    reviewed, _ = _scheduler().review_card(card, Rating(int(grade)), at)
    assert reviewed.stability is not None
    assert reviewed.difficulty is not None
    return Memory(reviewed.stability, reviewed.difficulty, at)


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@cache
def _curve() -> tuple[float, float]:
    """Decay and factor of the forgetting curve."""
    decay = _scheduler().parameters[20]
    return decay, 0.9 ** (-1 / decay) - 1
