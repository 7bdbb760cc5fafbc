"""Starting a run through the agenda: the one that was left, or a new one; and the earlier ones."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from deckapp.deck import Deck
from deckapp.rehearsal import LogError, ReviewLog
from deckapp.rehearsal import run_history as module
from deckapp.rehearsal.log.run_record import Run
from deckapp.rehearsal.log.store import SNAPSHOT
from deckapp.rehearsal.run_history import StartedRun, compare, conclude_run, start_run
from deckapp.rehearsal.run_through import RunThrough

from .histories import NOW
from .log.logs import deck_file
from .running import DECK, EDITED, EMPTY, Speaker

Starter = Callable[..., StartedRun]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rehearsal"


@pytest.fixture
def start(tmp_path: Path, folder: Path) -> Starter:
    path = deck_file(tmp_path)

    def start(speaker: Speaker, deck: Deck = DECK) -> StartedRun:
        return start_run(folder, path, deck, speaker.now)

    return start


def begun(started: StartedRun) -> RunThrough:
    assert started.run is not None
    return started.run


def held(speaker: Speaker, start: Starter, *seconds: int, deck: Deck = DECK) -> Run:
    """Hold a run of so many seconds at each point."""
    started = start(speaker, deck)
    run = begun(started)
    for place, each in enumerate(seconds):
        run.go_to(place, speaker.now)
        speaker.speaks(run, each)
    return conclude_run(started, run, speaker.now)[0]


def test_that_a_run_that_was_left_is_gone_on_with(start: Starter) -> None:
    speaker = Speaker()
    with closing(start(speaker)) as started:
        assert (started.resumed, started.earlier, started.notices) == (False, (), ())
        begun(started).next(speaker.passes(7))
    with closing(start(speaker)) as started:
        assert started.resumed
        assert (begun(started).place, begun(started).spoken) == (1, 7)


def test_that_a_deck_with_nothing_to_say_has_no_run(start: Starter) -> None:
    with closing(start(Speaker(), EMPTY)) as started:
        assert (started.run, started.resumed) == (None, False)
        assert started.deck_log.runs().unfinished() is None


def test_that_earlier_runs_are_told_newest_first(start: Starter) -> None:
    speaker = Speaker()
    runs = [held(speaker, start, 20 + number) for number in range(3)]
    with closing(start(speaker)) as started:
        assert not started.resumed
        assert started.earlier == tuple(reversed(runs))


def test_that_issues_are_compared_with_earlier_runs(start: Starter) -> None:
    speaker = Speaker()
    first = held(speaker, start, 10, 20, 30)
    edited = held(speaker, start, 3, 4, 5, deck=EDITED)
    last = held(speaker, start, 11)
    assert compare(last, (edited, first)) == ((9, 30), (None, 30), (None, None), (3, None))
    assert compare(last, ()) == ((), (), (), ())


@pytest.mark.parametrize(
    ("places", "ended"),
    [
        ((0, 1), (1, 5, 3)),
        ((0, 1, 2, 3, 4), (4, 5, 0)),
        ((0, 1, 2, 3, 4, 1), (1, 5, 1)),  # the last was not left for a later one
    ],
)
def test_that_a_run_tells_where_it_ended_and_what_was_still_to_be_said(
    start: Starter, places: tuple[int, ...], ended: tuple[int, int, int]
) -> None:
    speaker = Speaker()
    started = start(speaker)
    run = begun(started)
    for place in places:
        run.go_to(place, speaker.now)
        speaker.speaks(run, 5)
    done, _ = conclude_run(started, run, speaker.now)
    assert (done.place, done.points, done.ahead) == ended
    with closing(start(speaker)) as started:
        assert started.earlier == (done,)


def test_that_what_a_cut_dropped_is_not_still_to_be_said(start: Starter) -> None:
    speaker = Speaker()
    started = start(speaker)
    run = begun(started)
    speaker.speaks(run, 5)
    run.cut(1, speaker.now)
    done, _ = conclude_run(started, run, speaker.now)
    assert run.cut_plan is not None
    stay = sum(point.form.stays for point in run.cut_plan.points)
    assert (done.points, done.ahead) == (5, stay - 1)


def test_that_an_issue_that_a_run_did_not_come_to_is_not_compared(start: Starter) -> None:
    speaker = Speaker()
    whole = held(speaker, start, 10, 0, 0, 0, 5)
    assert compare(whole, (whole,)) == ((10,), (0,), (0,), (5,))
    early = held(speaker, start, 10)
    assert compare(whole, (early,)) == ((10,), (None,), (None,), (None,))


def test_that_a_copy_of_the_log_is_kept_in_the_end(start: Starter, folder: Path) -> None:
    speaker = Speaker()
    started = start(speaker)
    speaker.speaks(begun(started), 6)
    run, told = conclude_run(started, begun(started), speaker.now)
    assert (run.actual, told) == (6, "")
    assert (folder / SNAPSHOT).exists()


def test_that_a_copy_that_cannot_be_kept_is_told(start: Starter, folder: Path) -> None:
    speaker = Speaker()
    started = start(speaker)
    speaker.speaks(begun(started), 6)
    (folder / SNAPSHOT).mkdir()
    run, told = conclude_run(started, begun(started), speaker.now)
    assert run.actual == 6
    assert told.endswith("The run is kept; a second copy of it is not.")


def test_that_a_run_whose_end_cannot_be_kept_goes_on(start: Starter, folder: Path) -> None:
    speaker = Speaker()
    with closing(start(speaker)) as started:
        run = begun(started)
        speaker.speaks(run, 6)
        with (
            ReviewLog(folder, patience=0) as other,
            other._store.writing(),
            pytest.raises(LogError),
        ):
            conclude_run(started, run, speaker.now)
        assert run.end(speaker.now).actual == 6


def test_that_the_log_is_closed_where_a_run_cannot_begin(
    start: Starter, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    with ReviewLog(folder, patience=0) as other:
        with other._store.writing(), pytest.raises(LogError):
            start(Speaker())
        other.of(Path("deck.yaml")).erase()  # nobody else has it open


def test_that_a_stale_run_is_an_earlier_one(start: Starter) -> None:
    speaker = Speaker()
    with closing(start(speaker)) as started:
        speaker.speaks(begun(started), 10)
    speaker.now += timedelta(days=1)
    with closing(start(speaker, replace(DECK, title="Moscow again"))) as started:
        assert not started.resumed
        assert [run.begun for run in started.earlier] == [NOW]
