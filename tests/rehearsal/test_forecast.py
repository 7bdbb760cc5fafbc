"""The forecast: what following the plan leads to, and that chance agrees with it."""

from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.rehearsal.forecast import Forecast, forecast, mean
from deckapp.rehearsal.memory import Grade, Memory, after
from deckapp.rehearsal.planning import expected_after, plan_session, recall_after, sessions_until
from deckapp.rehearsal.prompts import Prompt
from tests.rehearsal.histories import (
    AHEAD,
    DAY,
    HOUR,
    MINUTE,
    NOW,
    in_halves,
    memory_of,
    prompt_of,
    rehearsals,
    spans,
)

ALL = 1e6
PROMPTS = [prompt_of(name) for name in "abcdef"]
KNOWN = {
    "a": memory_of((Grade.AGAIN, 3 * DAY)),
    "b": memory_of((Grade.HARD, 2 * DAY)),
    "c": memory_of((Grade.GOOD, 5 * DAY)),
    "d": memory_of((Grade.GOOD, 6 * DAY), (Grade.AGAIN, 2 * DAY)),
    "e": memory_of((Grade.EASY, 9 * DAY)),
    "f": memory_of((Grade.GOOD, 9 * DAY), (Grade.GOOD, 4 * DAY)),
}


def foreseen(meeting: datetime, seconds: float = ALL, *, known: bool = True) -> Forecast:
    return forecast(PROMPTS, KNOWN if known else {}, meeting, NOW, in_halves, seconds)


def test_that_prompts_are_reviewed_one_after_another() -> None:
    meeting = NOW + 10 * HOUR
    found = foreseen(meeting)
    (session,) = found.sessions
    assert (session.at, session.prompts, session.seconds, session.is_last) == (NOW, 6, 180, True)
    order = plan_session(PROMPTS, KNOWN, meeting, [NOW], in_halves, ALL)
    assert found.recalls == {
        each.id: recall_after(KNOWN[each.id], [NOW + number * MINUTE / 2], meeting)
        for number, each in enumerate(order, 1)
    }


def test_that_each_session_is_as_it_will_be_planned() -> None:
    meeting = NOW + 6 * DAY
    times = sessions_until(meeting, NOW)
    known = dict(KNOWN)
    for number, at in enumerate(times):
        moment = at
        for each in plan_session(PROMPTS, known, meeting, times[number:], in_halves, 60):
            moment += MINUTE / 2
            known[each.id] = expected_after(known[each.id], moment, meeting)
    assert foreseen(meeting, 60).recalls == {
        id_: memory.recall(meeting) for id_, memory in known.items()
    }


def test_that_what_is_likely_known_waits_for_another_evening() -> None:
    found = foreseen(NOW + 3 * DAY)
    assert [each.prompts for each in found.sessions] == [6, 1, 6]
    assert [each.is_last for each in found.sessions] == [False, False, True]


def test_that_nothing_is_rehearsed_once_the_meeting_has_begun() -> None:
    found = foreseen(NOW + 80 * timedelta(seconds=1))
    assert [(each.prompts, each.seconds) for each in found.sessions] == [(2, 60)]


def test_that_what_is_never_reached_has_no_recall() -> None:
    found = foreseen(NOW + 2 * DAY, 60, known=False)
    assert [each.prompts for each in found.sessions] == [2, 2]
    assert found.recalls.keys() == set("abcd")


@pytest.mark.parametrize("ahead", [*AHEAD.values(), 90 * DAY, 7 * HOUR], ids=str)
def test_that_the_curve_goes_from_now_to_the_meeting(ahead: timedelta) -> None:
    meeting = NOW + ahead
    found = foreseen(meeting, 90)
    moments = [point.at for point in found.curve]
    assert moments == sorted(moments)
    assert (moments[0], moments[-1]) == (NOW, meeting)
    assert found.curve[0].without == found.curve[0].with_plan
    last = found.curve[-1]
    assert last.without == pytest.approx(mean(each.recall(meeting) for each in KNOWN.values()))
    assert last.with_plan == pytest.approx(mean(found.recalls.values()))
    assert len(found.curve) < 3 * 61 + 48
    assert found.sessions[-1].is_last


@pytest.mark.parametrize("ahead", AHEAD.values(), ids=AHEAD)
def test_that_nothing_is_foreseen_of_no_prompts(ahead: timedelta) -> None:
    found = forecast([], {}, NOW + ahead, NOW, in_halves, ALL)
    assert found.recalls == {}
    assert {(point.without, point.with_plan) for point in found.curve} == {(0, 0)}


def test_that_what_is_remembered_of_prompts_that_are_gone_does_not_count() -> None:
    meeting = NOW + 3 * DAY
    found = forecast(PROMPTS[:2], KNOWN, meeting, NOW, in_halves, ALL)
    few = {id_: KNOWN[id_] for id_ in "ab"}
    assert found == forecast(PROMPTS[:2], few, meeting, NOW, in_halves, ALL)


def test_that_the_mean_counts_what_was_never_rehearsed_as_nothing() -> None:
    assert mean([]) == 0
    assert mean([1.0, None, 0.5]) == 0.5


@settings(max_examples=60, deadline=None)
@given(rehearsals(), spans(20 * DAY), st.floats(0, 300))
def test_that_following_the_plan_never_lowers_what_to_expect(
    rehearsal: tuple[list[Prompt], dict[str, Memory]], ahead: timedelta, seconds: float
) -> None:
    prompts, known = rehearsal
    meeting = NOW + ahead
    found = forecast(prompts, known, meeting, NOW, in_halves, seconds)
    for id_, recall in found.recalls.items():
        without = known[id_].recall(meeting) if id_ in known else 0
        assert without - 1e-12 <= recall <= 1
    for point in found.curve:
        assert 0 <= point.without <= 1
        assert 0 <= point.with_plan <= 1


def rehearsed(meeting: datetime, seconds: float, random: Random) -> float:
    """The mean recall at the meeting after rehearsing by the plan, each grade drawn."""
    known = dict(KNOWN)
    sessions = sessions_until(meeting, NOW)
    for number, at in enumerate(sessions):
        chosen = plan_session(PROMPTS, known, meeting, sessions[number:], in_halves, seconds)
        for prompt in chosen:
            memory = known[prompt.id]
            grade = Grade.GOOD if random.random() < memory.recall(at) else Grade.AGAIN
            known[prompt.id] = after(memory, grade, at)
    return mean(memory.recall(meeting) for memory in known.values())


@pytest.mark.parametrize("seconds", [60.0, ALL], ids=["a third", "all"])
@pytest.mark.parametrize("days", [2, 5])
def test_that_chance_agrees_with_the_forecast(days: int, seconds: float) -> None:
    meeting = NOW + days * DAY
    random = Random(days)
    drawn = mean(rehearsed(meeting, seconds, random) for _ in range(150))
    expected = foreseen(meeting, seconds).curve[-1].with_plan
    # One number stands for all that can happen, so it is near and not the same.
    assert drawn == pytest.approx(expected, abs=0.01)
