"""What to expect at the meeting: if rehearsing stops now, and if the plan is followed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .memory import Memory
from .planning import SecondsOf, expected_after, plan_session, sessions_until
from .prompts import Prompt

_STEPS = 48
"""The curve has about so many points."""


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session to come: when, how many prompts, how many seconds; `is_last` before the meeting."""

    at: datetime
    prompts: int
    seconds: float
    is_last: bool


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The mean recall to expect at a moment, 0 to 1, without further sessions and with them."""

    at: datetime
    without: float
    with_plan: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the plan leads to: its sessions, the recall of each prompt (by id) at the meeting."""

    sessions: tuple[PlannedSession, ...]
    recalls: Mapping[str, float]
    curve: tuple[CurvePoint, ...]


def forecast(
    prompts: Sequence[Prompt],
    memories: Mapping[str, Memory],
    meeting: datetime,
    now: datetime,
    seconds_of: SecondsOf,
    seconds: float,
) -> Forecast:
    """Follow the plan in expectation to a meeting to come, in sessions of so many `seconds`.

    Prompts are reviewed one after another, and none after the meeting has begun.
    """
    times = sessions_until(meeting, now)
    held = {each.id: memories[each.id] for each in prompts if each.id in memories}
    at_hand = dict(held)
    sessions = []
    moment = now
    curve = [_point(prompts, held, at_hand, moment)]
    for number, at in enumerate(times):
        if number:
            curve.extend(
                _point(prompts, held, at_hand, each) for each in _between(moment, at, len(times))
            )
        moment, count = at, 0
        for prompt in plan_session(prompts, at_hand, meeting, times[number:], seconds_of, seconds):
            answered = moment + timedelta(seconds=seconds_of(prompt))
            if answered > meeting:
                break
            moment, count = answered, count + 1
            at_hand[prompt.id] = expected_after(at_hand.get(prompt.id), moment, meeting)
        length = (moment - at).total_seconds()
        sessions.append(PlannedSession(at, count, length, number == len(times) - 1))
        curve.append(_point(prompts, held, at_hand, moment))
    curve.extend(
        _point(prompts, held, at_hand, each) for each in _between(moment, meeting, len(times))
    )
    recalls = {id_: memory.recall(meeting) for id_, memory in at_hand.items()}
    return Forecast(tuple(sessions), recalls, tuple(curve))


def mean(values: Iterable[float | None]) -> float:
    """The mean of recalls, where None is that of what was never rehearsed: 0."""
    numbers = [value or 0.0 for value in values]
    return sum(numbers) / len(numbers) if numbers else 0.0


def _between(start: datetime, end: datetime, sessions: int) -> Iterable[datetime]:
    """Moments after a session until the next, that one included."""
    count = max(1, _STEPS // sessions)
    step: timedelta = (end - start) / count
    return (start + step * number for number in range(1, count + 1))


def _point(
    prompts: Sequence[Prompt],
    held: Mapping[str, Memory],
    at_hand: Mapping[str, Memory],
    at: datetime,
) -> CurvePoint:
    without, with_plan = (
        mean(each.recall(at) if (each := known.get(prompt.id)) else None for prompt in prompts)
        for known in (held, at_hand)
    )
    return CurvePoint(at, without, with_plan)
