"""Time that passed while somebody spoke, and time that did not."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from deckapp.rehearsal.stopwatch import LONGEST_TICK, Stopwatch

from .histories import NOW


@given(st.lists(st.floats(-1000, 1000) | st.floats(0, 10)), st.floats(0, 100))
def test_that_ticks_count_and_gaps_are_left_out(gaps: list[float], earlier: float) -> None:
    watch, now, counted = Stopwatch(NOW, earlier), NOW, earlier
    for gap in gaps:
        step = timedelta(seconds=gap)
        now += step
        passed = step.total_seconds()
        left_out = watch.tick(now)
        if 0 <= passed <= LONGEST_TICK:
            counted += passed
            assert left_out == 0
        else:
            assert left_out == passed
    assert watch.seconds == counted


def test_that_what_is_left_out_does_not_count() -> None:
    watch = Stopwatch(NOW)
    watch.tick(NOW + timedelta(seconds=2))
    watch.leave_out(NOW + timedelta(seconds=5))
    watch.tick(NOW + timedelta(seconds=6))
    assert watch.seconds == 3


def test_that_a_computer_that_slept_or_was_set_back_adds_nothing() -> None:
    watch = Stopwatch(NOW, 5)
    assert watch.tick(NOW + timedelta(minutes=12)) == 720
    assert watch.tick(NOW) == -720
    assert watch.tick(NOW + timedelta(seconds=10)) == 0
    assert watch.seconds == 15
