"""Memory: FSRS-6 against one written out here, from the formulas alone."""

from datetime import UTC, datetime, timedelta
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.rehearsal.memory import Grade, Memory, after

W = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
START = datetime(2017, 3, 1, 9, tzinfo=UTC)

histories = st.lists(
    st.tuples(st.sampled_from(Grade), st.floats(0, 40, allow_nan=False)), min_size=1, max_size=12
)


def curve(days: float, stability: float) -> float:
    factor = 0.9 ** (-1 / W[20]) - 1
    return float((1 + factor * days / stability) ** -W[20])


def fsrs_6(history: list[tuple[Grade, float]]) -> tuple[float, float]:
    """Stability and difficulty after reviews, each with the days since the one before."""
    stability = difficulty = 0.0
    for number, (grade, days) in enumerate(history):
        whole = int(days)
        if number == 0:
            stability = W[grade - 1]
            difficulty = min(max(W[4] - exp(W[5] * (grade - 1)) + 1, 1), 10)
            continue
        if whole < 1:
            growth = exp(W[17] * (grade - 3 + W[18])) * stability ** -W[19]
            stability *= max(growth, 1) if grade > 1 else growth
        elif grade == 1:
            forgotten = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1)
            forgotten *= exp((1 - curve(whole, stability)) * W[14])
            stability = min(forgotten, stability / exp(W[17] * W[18]))
        else:
            growth = exp(W[8]) * (11 - difficulty) * stability ** -W[9]
            growth *= exp((1 - curve(whole, stability)) * W[10]) - 1
            growth *= {2: W[15], 3: 1, 4: W[16]}[grade]
            stability *= 1 + growth
        stability = max(stability, 0.001)
        damped = difficulty - W[6] * (grade - 3) * (10 - difficulty) / 9
        easy = W[4] - exp(W[5] * 3) + 1
        difficulty = min(max(W[7] * easy + (1 - W[7]) * damped, 1), 10)
    return stability, difficulty


def remembered(history: list[tuple[Grade, float]]) -> Memory:
    memory, at = None, START
    for number, (grade, days) in enumerate(history):
        at += timedelta(days=days if number else 0)
        memory = after(memory, grade, at)
    assert memory is not None
    return memory


@given(histories, st.floats(0, 60))
def test_that_recall_agrees_with_the_formulas(
    history: list[tuple[Grade, float]], days: float
) -> None:
    # Days as the clock has them, in whole microseconds.
    history = [(grade, timedelta(days=each) / timedelta(days=1)) for grade, each in history]
    days = timedelta(days=days) / timedelta(days=1)
    memory = remembered(history)
    stability, difficulty = fsrs_6(history)
    assert memory.stability == pytest.approx(stability, rel=1e-9)
    assert memory.difficulty == pytest.approx(difficulty, rel=1e-9)
    at = memory.reviewed + timedelta(days=days)
    assert memory.recall(at) == pytest.approx(curve(days, stability), abs=1e-9)


@given(histories, st.floats(0, 60), st.floats(0, 60))
def test_that_a_later_meeting_never_raises_recall(
    history: list[tuple[Grade, float]], days: float, more: float
) -> None:
    memory = remembered(history)
    at = memory.reviewed + timedelta(days=days)
    assert memory.recall(at + timedelta(days=more)) <= memory.recall(at) <= 1


@given(histories, st.floats(0, 20), st.floats(0, 60))
def test_that_a_better_grade_never_lowers_recall(
    history: list[tuple[Grade, float]], days: float, later: float
) -> None:
    memory = remembered(history)
    at = memory.reviewed + timedelta(days=days)
    on_the_day = at + timedelta(days=later)
    recalls = [after(memory, grade, at).recall(on_the_day) for grade in Grade]
    assert recalls == sorted(recalls)


def test_that_recall_is_no_certainty_on_the_same_day() -> None:
    memory = after(None, Grade.GOOD, START)
    assert memory.recall(START) == 1
    assert 0.9 < memory.recall(START + timedelta(hours=23)) < 0.99
    assert memory.recall(START - timedelta(days=1)) == 1


def test_that_a_clock_that_was_set_back_changes_no_order() -> None:
    memory = after(None, Grade.GOOD, START)
    again = after(memory, Grade.GOOD, START - timedelta(days=3))
    assert again.reviewed == START
    assert again == after(memory, Grade.GOOD, START)


@given(histories, st.floats(0.01, 60), st.floats(0.05, 0.999))
def test_that_a_memory_between_has_the_recall_that_was_asked_for(
    history: list[tuple[Grade, float]], days: float, recall: float
) -> None:
    memory = remembered(history)
    at = memory.reviewed + timedelta(days=days)
    found = memory.between(recall, at, 5.5)
    assert found.recall(at) == pytest.approx(recall, abs=1e-9)
    assert (found.difficulty, found.reviewed) == (5.5, memory.reviewed)
    same = memory.between(memory.recall(at), at, memory.difficulty)
    assert same.recall(at + timedelta(days=9)) == pytest.approx(
        memory.recall(at + timedelta(days=9)), abs=1e-6
    )


@pytest.mark.parametrize(("days", "recall"), [(0, 0.5), (-3, 0.5), (3, 1)])
def test_that_a_memory_between_is_the_same_where_nothing_is_forgotten(
    days: int, recall: float
) -> None:
    memory = after(None, Grade.GOOD, START)
    found = memory.between(recall, START + timedelta(days=days), memory.difficulty)
    assert found == memory
