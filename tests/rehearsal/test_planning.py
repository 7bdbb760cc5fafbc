"""Planning: what is rehearsed when, for the day of the meeting."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.rehearsal.memory import Grade, Memory, after
from deckapp.rehearsal.planning import (
    expected_after,
    plan_now,
    plan_session,
    recall_after,
    sessions_until,
)
from deckapp.rehearsal.prompts import Prompt
from deckapp.rehearsal.reviews import Review
from tests.rehearsal.histories import (
    AHEAD,
    DAY,
    HOUR,
    MINUTE,
    NOW,
    in_halves,
    memories,
    memory_of,
    prompt_of,
    rehearsals,
    spans,
)

AGAIN, GOOD, EASY = Grade.AGAIN, Grade.GOOD, Grade.EASY
WEEK = 7 * DAY
ALL = 1e6


def planned(
    prompts: Sequence[Prompt],
    known: dict[str, Memory],
    meeting: datetime | None = NOW + WEEK,
    seconds: float = ALL,
) -> list[str]:
    sessions = sessions_until(meeting, NOW)
    chosen = plan_session(prompts, known, meeting, sessions, in_halves, seconds)
    return [prompt.id for prompt in chosen]


def days(sessions: Sequence[datetime]) -> list[float]:
    return [(at - NOW) / DAY for at in sessions]


@pytest.mark.parametrize(
    ("ahead", "found"),
    [
        (3 * DAY, [0, 1, 2]),
        (DAY + 8 * HOUR, [0, 1]),
        (DAY + 8 * HOUR - MINUTE, [0]),
        (2 * HOUR, [0]),
        (timedelta(), [0]),
        (-3 * DAY, [0]),
        (60 * DAY, list(range(60))),
        (100 * DAY, [0, *range(40, 100)]),
    ],
)
def test_that_there_is_a_session_now_and_each_day_until_a_night_before(
    ahead: timedelta, found: list[int]
) -> None:
    assert days(sessions_until(NOW + ahead, NOW)) == found


def test_that_without_a_meeting_now_is_all_there_is() -> None:
    assert sessions_until(None, NOW) == (NOW,)


def test_that_what_is_new_comes_first_by_rank_and_then_by_the_agenda() -> None:
    prompts = [
        prompt_of("late", (2, 0, 0)),
        prompt_of("known"),
        prompt_of("one", (0, 1, 0)),
        prompt_of("two", (0, 1, 0)),
        prompt_of("first"),
    ]
    known = {"known": memory_of((AGAIN, 3 * DAY))}
    assert planned(prompts, known) == ["first", "one", "two", "late", "known"]
    assert planned(prompts, known, seconds=60) == ["first", "one"]
    assert planned(prompts, known, None) == ["first", "one", "two", "late", "known"]


def test_that_the_last_session_is_a_pass_over_everything_the_weakest_first() -> None:
    prompts = [prompt_of("strong"), prompt_of("weak"), prompt_of("new", (3, 0, 0))]
    known = {
        "strong": memory_of((EASY, 9 * DAY), (EASY, 2 * DAY)),
        "weak": memory_of((AGAIN, 2 * DAY)),
    }
    assert planned(prompts, known, NOW + 2 * HOUR) == ["new", "weak", "strong"]
    assert planned(prompts, known, NOW + DAY) == ["new", "weak", "strong"]


def test_that_what_gains_the_same_goes_by_rank() -> None:
    memory = memory_of((GOOD, 5 * DAY))
    prompts = [prompt_of(name, (rank, 0, 0)) for name, rank in (("c", 2), ("a", 0), ("b", 1))]
    assert planned(prompts, dict.fromkeys("abc", memory), seconds=60) == ["a", "b"]


def test_that_of_more_than_there_is_time_for_those_weak_on_the_day_are_chosen() -> None:
    memory = {
        "strong": memory_of((EASY, 20 * DAY), (EASY, 10 * DAY)),
        "sound": memory_of((EASY, 10 * DAY)),
        "weak": memory_of((AGAIN, 2 * DAY)),
        "weaker": memory_of((GOOD, 9 * DAY), (AGAIN, 5 * DAY)),
    }
    found = planned([prompt_of(name) for name in memory], memory, seconds=60)
    assert set(found) == {"weak", "weaker"}


def test_that_what_was_just_recalled_is_left_out() -> None:
    prompts = [prompt_of("a"), prompt_of("b")]
    known = {"a": memory_of((GOOD, 5 * MINUTE)), "b": memory_of((AGAIN, 6 * HOUR))}
    for meeting in (NOW + WEEK, NOW + DAY, NOW + 2 * HOUR):
        assert planned(prompts, known, meeting) == ["b"]
    assert planned(prompts[:1], known) == []


def test_that_what_is_likely_known_is_not_asked_twice_within_a_day() -> None:
    known = {"a": memory_of((GOOD, DAY - MINUTE)), "b": memory_of((AGAIN, DAY - MINUTE))}
    prompts = [prompt_of("a"), prompt_of("b")]
    assert planned(prompts, known, NOW + 2 * DAY) == ["b"]
    assert planned(prompts, {"a": memory_of((GOOD, DAY))}, NOW + 2 * DAY) == ["b", "a"]


def test_that_the_last_session_asks_it_nevertheless() -> None:
    known = {"a": memory_of((GOOD, DAY - MINUTE)), "b": memory_of((EASY, 5 * HOUR))}
    assert planned([prompt_of("a"), prompt_of("b")], known, NOW + 12 * HOUR) == ["a", "b"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(memories(), min_size=7, max_size=7),
    st.lists(st.integers(0, 1), min_size=7, max_size=7),
    st.integers(0, 1),
    st.integers(1, 10),
)
def test_that_of_the_weakest_those_are_chosen_that_gain_most_for_the_day(
    remembered: list[Memory], ranks: list[int], new: int, ahead: int
) -> None:
    known = {
        f"p{number}": replace(memory, reviewed=memory.reviewed - DAY)
        for number, memory in enumerate(remembered)
    }
    rank = {id_: (number, 0, 0) for id_, number in zip(known, ranks, strict=True)}
    prompts = [prompt_of(id_, rank[id_]) for id_ in known]
    prompts += [prompt_of("new")] * new
    meeting = NOW + ahead * DAY
    room = 2 - new
    # With time for two of seven or eight, it is the turn of all in the fourth session from now.
    turns = [NOW + day * DAY for day in sorted({4, ahead - 1}) if 0 < day < ahead]

    def gain(id_: str) -> float:
        now, later = (NOW, *turns), turns
        return recall_after(known[id_], now, meeting) - recall_after(known[id_], later, meeting)

    weakest = sorted(known, key=lambda id_: known[id_].recall(meeting))[: 2 * room]
    chosen = sorted(weakest, key=lambda id_: (-round(gain(id_), 3), rank[id_]))[:room]
    assert planned(prompts, known, meeting, seconds=60) == ["new"] * new + chosen


@pytest.mark.parametrize("meeting", [None, NOW - DAY, NOW])
def test_that_with_no_meeting_to_come_what_fell_below_ninety_percent_is_due(
    meeting: datetime | None,
) -> None:
    memory = {
        "sure": memory_of((EASY, DAY)),
        "shaky": memory_of((GOOD, 4 * DAY)),
        "lost": memory_of((AGAIN, 9 * DAY)),
    }
    prompts = [prompt_of(name) for name in memory]
    assert planned(prompts, memory, meeting) == ["lost", "shaky"]
    assert planned(prompts, memory, meeting, seconds=30) == ["lost"]


@pytest.mark.parametrize("ahead", AHEAD.values(), ids=AHEAD)
def test_that_a_deck_with_no_card_or_one_has_a_plan(ahead: timedelta) -> None:
    assert planned([], {}, NOW + ahead) == []
    assert planned([prompt_of("a")], {}, NOW + ahead, seconds=0) == ["a"]


@settings(max_examples=60, deadline=None)
@given(
    rehearsals(),
    st.none() | spans(40 * DAY),
    st.floats(0, 300),
    st.lists(st.floats(0, 400), min_size=8, max_size=8),
)
def test_that_a_plan_keeps_to_the_time_and_has_what_is_new_first(
    rehearsal: tuple[list[Prompt], dict[str, Memory]],
    ahead: timedelta | None,
    seconds: float,
    paces: list[float],
) -> None:
    prompts, known = rehearsal
    meeting = None if ahead is None else NOW + ahead
    seconds_of = dict(zip((prompt.id for prompt in prompts), paces, strict=False))
    chosen = plan_session(
        prompts,
        known,
        meeting,
        sessions_until(meeting, NOW),
        lambda prompt: seconds_of[prompt.id],
        seconds,
    )
    assert len({prompt.id for prompt in chosen}) == len(chosen)
    assert len(chosen) <= 1 or sum(seconds_of[prompt.id] for prompt in chosen) <= seconds
    new = [prompt for prompt in prompts if prompt.id not in known]
    assert list(chosen[: len(new)]) == sorted(new, key=lambda prompt: prompt.rank)[: len(chosen)]


@settings(deadline=None)
@given(memories(), spans(60 * DAY), spans(60 * DAY))
def test_that_the_memory_to_expect_has_the_recall_to_expect(
    memory: Memory, later: timedelta, ahead: timedelta
) -> None:
    at, meeting = NOW + later, NOW + later + ahead
    known = memory.recall(at)
    good, again = (after(memory, grade, at) for grade in (GOOD, AGAIN))
    found = expected_after(memory, at, meeting)
    recall = known * good.recall(meeting) + (1 - known) * again.recall(meeting)
    assert found.recall(meeting) == pytest.approx(recall, abs=1e-9)
    difficulty = known * good.difficulty + (1 - known) * again.difficulty
    assert found.difficulty == pytest.approx(difficulty)
    assert recall_after(memory, (at,), meeting) == found.recall(meeting)


def test_that_what_is_new_is_expected_to_be_missed_at_first() -> None:
    meeting = NOW + DAY
    assert recall_after(None, (), meeting) == 0
    assert expected_after(None, NOW, meeting) == memory_of((AGAIN, timedelta()))


@settings(max_examples=100, deadline=None)
@given(rehearsals(), spans(60 * DAY))
def test_that_no_review_of_a_plan_lowers_what_to_expect_on_the_day(
    rehearsal: tuple[list[Prompt], dict[str, Memory]], ahead: timedelta
) -> None:
    prompts, known = rehearsal
    meeting = NOW + ahead
    for id_ in planned(prompts, known, meeting):
        without = recall_after(known.get(id_), (), meeting)
        assert recall_after(known.get(id_), (NOW,), meeting) >= without - 1e-12


def test_that_what_a_second_review_within_a_day_would_weaken_is_left_out() -> None:
    known = {"a": memory_of((Grade.HARD, 20 * DAY), (AGAIN, 20 * HOUR))}
    far, near = NOW + 60 * DAY, NOW + 2 * DAY
    assert recall_after(known["a"], (NOW,), far) < recall_after(known["a"], (), far)
    assert planned([prompt_of("a")], known, far) == []
    assert planned([prompt_of("a")], known, near) == ["a"]


def test_that_the_plan_for_now_is_made_of_reviews_and_minutes() -> None:
    reviews = [Review("a", NOW - 3 * DAY, GOOD, 24.0), Review("b", NOW - DAY, AGAIN, 84.0)]
    prompts = [prompt_of("a"), prompt_of("b")]
    for meeting in (None, NOW + WEEK):
        assert plan_now(prompts, reviews, meeting, NOW, 2) == (prompts[1], prompts[0])
        assert plan_now(prompts, reviews, meeting, NOW, 1.9) == (prompts[1],)
    assert plan_now(prompts[:1], [], None, NOW, 0) == (prompts[0],)
