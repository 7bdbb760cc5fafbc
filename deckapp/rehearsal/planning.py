"""What to rehearse in which session, so that most of it is recalled on the day of the meeting.

All of this is expectation, not chance: of two ways that a review can go, recalled or not, each
counts with its probability.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil

from .memory import DESIRED, Grade, Memory, after
from .pace import Pace
from .prompts import Prompt
from .reviews import Review, memories_of

Memories = Mapping[str, Memory]
"""What is known of prompts that were reviewed, by their ids."""

SecondsOf = Callable[[Prompt], float]
"""How long it takes to rehearse a prompt."""

DAY = timedelta(days=1)
_REST = timedelta(hours=8)
"""The last planned session is at least so long before the meeting: a night lies between."""
_LONGEST = 60
"""Only so many days before a meeting have a planned session: more change nothing on the day."""
_SOON, _SURE = timedelta(hours=4), 0.98
"""What was reviewed so recently, and is so sure, is left out even of the last session."""
_CHOICE = 2
"""The choice is among so many times as many prompts as there is time for."""
_TIE = 3
"""Gains that are the same to so many decimals are a tie."""


def sessions_until(meeting: datetime | None, now: datetime) -> tuple[datetime, ...]:
    """When sessions are planned: now, and at this time of each day until a night before a meeting.

    Without a meeting, or after it, now is all there is. For one that is long away, the days that
    count are the last ones.
    """
    if meeting is None:
        return (now,)
    days = max(0, (meeting - _REST - now) // DAY)
    return (now, *(now + n * DAY for n in range(max(1, days - _LONGEST + 1), days + 1)))


def expected_after(memory: Memory | None, at: datetime, meeting: datetime) -> Memory:
    """The memory to expect after a review that is still to come.

    It gives p·R(after Good) + (1 − p)·R(after Again) at the meeting, where p is the probability
    of recall at the review and R that at the meeting; its difficulty is the mean of the two. What
    was never rehearsed is expected to be missed the first time.
    """
    again = after(memory, Grade.AGAIN, at)
    if memory is None:
        return again
    good = after(memory, Grade.GOOD, at)
    known = memory.recall(at)
    unknown = 1 - known
    return good.between(
        known * good.recall(meeting) + unknown * again.recall(meeting),
        meeting,
        known * good.difficulty + unknown * again.difficulty,
    )


def recall_after(memory: Memory | None, reviews: Iterable[datetime], meeting: datetime) -> float:
    """The recall to expect at the meeting after reviews at some moments; 0 for no memory."""
    for at in reviews:
        memory = expected_after(memory, at, meeting)
    return 0.0 if memory is None else memory.recall(meeting)


def plan_session(
    prompts: Sequence[Prompt],
    memories: Memories,
    meeting: datetime | None,
    sessions: Sequence[datetime],
    seconds_of: SecondsOf,
    seconds: float,
) -> tuple[Prompt, ...]:
    """The prompts of the first of some sessions, in order, as many as there are `seconds` for.

    What was never rehearsed comes first. Then what gains most for the day of the meeting: the
    recall to expect if it is reviewed now, when its turn comes again and in the last session,
    less that without the review now. The choice is among those least likely to be recalled on
    the day. (Gains alone, as they would be if nothing came after, are greedy: they prefer what
    any later session would mend just as well.) Ties go by rank, then by the agenda. The last
    session is a pass over everything.

    What is likely to be recalled (90 %) is not asked twice within a day, unless in the last
    session: FSRS learns next to nothing from that, and it would keep the reviews too close to
    each other, evening after evening. Neither is what a second review would rather weaken.

    Without a meeting, or after it, what has fallen below 90 % is due, the least certain first.
    """
    now = sessions[0]
    new = sorted((each for each in prompts if each.id not in memories), key=_rank)
    known = [each for each in prompts if each.id in memories]
    if meeting is None or meeting <= now:
        due = [each for each in known if memories[each.id].recall(now) < DESIRED]
        due.sort(key=lambda each: (memories[each.id].recall(now), each.rank))
        return _within(seconds, (*new, *due), seconds_of)
    is_last = len(sessions) == 1
    known = [
        each
        for each in known
        if not _is_fresh(memories[each.id], now, is_last=is_last)
        and _gains(memories[each.id], now, meeting)
    ]
    mean = sum(map(seconds_of, prompts)) / max(1, len(prompts))
    most = max(1, round(seconds / max(mean, 1)))
    known.sort(key=lambda each: memories[each.id].recall(meeting))
    room = max(0, most - len(new))
    if room < len(known):
        chosen = known[: _CHOICE * room]
        turns = _turns(sessions, ceil(len(prompts) / most))
        gains = {
            each.id: recall_after(memories[each.id], (now, *turns), meeting)
            - recall_after(memories[each.id], turns, meeting)
            for each in chosen
        }
        chosen.sort(key=lambda each: (-round(gains[each.id], _TIE), each.rank))
        known = chosen
    return _within(seconds, (*new, *known), seconds_of)


def plan_now(
    prompts: Sequence[Prompt],
    reviews: Sequence[Review],
    meeting: datetime | None,
    now: datetime,
    minutes: float,
) -> tuple[Prompt, ...]:
    """The prompts to rehearse now, in order, in so many minutes, after some reviews."""
    return plan_session(
        prompts,
        memories_of(reviews, now),
        meeting,
        sessions_until(meeting, now),
        Pace(reviews).seconds_of,
        minutes * 60,
    )


def _is_fresh(memory: Memory, now: datetime, *, is_last: bool) -> bool:
    """Whether another review now would be too close to the last one."""
    span, sure = (_SOON, _SURE) if is_last else (DAY, DESIRED)
    return now - memory.reviewed < span and memory.recall(now) > sure


def _gains(memory: Memory, now: datetime, meeting: datetime) -> bool:
    """Whether a review now helps on the day: less than a day after the last one, it may not."""
    return now - memory.reviewed >= DAY or (
        recall_after(memory, (now,), meeting) > memory.recall(meeting)
    )


def _turns(sessions: Sequence[datetime], turn: int) -> tuple[datetime, ...]:
    """When a prompt that is passed over now is reviewed: when its turn comes, and in the end."""
    last = len(sessions) - 1
    return tuple(sessions[number] for number in sorted({turn, last}) if 0 < number <= last)


def _within(seconds: float, prompts: Iterable[Prompt], seconds_of: SecondsOf) -> tuple[Prompt, ...]:
    """The first prompts that there is time for, and one at least."""
    used = 0.0
    chosen: list[Prompt] = []
    for prompt in prompts:
        used += seconds_of(prompt)
        if chosen and used > seconds:
            break
        chosen.append(prompt)
    return tuple(chosen)


def _rank(prompt: Prompt) -> tuple[int, int, int]:
    return prompt.rank
