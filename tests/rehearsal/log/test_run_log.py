"""What the log keeps of runs through an agenda: as they stand, and as they ended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from deckapp.rehearsal.log.review_log import ReviewLog
from deckapp.rehearsal.log.run_log import Runs
from deckapp.rehearsal.log.run_record import Cut, Lap, Run, RunRecord, RunState
from tests.rehearsal.log.logs import START, of_deck, opened, recorded, review

LATER = START + timedelta(minutes=50)
LAPS = (
    Lap("syria", "Syria", 900.0, 812.5, place=0),
    Lap("", "Other \ud800", 60.0, 0.0, is_estimate=True, place=2),
    Lap("gone", "Gone", 60.0, 7.0),
)
KEPT = (LAPS[0], replace(LAPS[1], title="Other ?"), LAPS[2])
BEGUN = RunState(START, 2.0)
STATE = RunState(
    at=LATER,
    pace=1.0,
    budget=3600.0,
    place=3,
    point="card “gas”\n2",
    said=frozenset(["card use", "card gas"]),
    points=9,
    ahead=4,
    is_paused=True,
    paused=12.25,
    questions=2,
    cut=Cut(10, frozenset(["card gas"]), {"syria": 812.5}, {"syria": 900.0}),
)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ReviewLog]:
    with opened(tmp_path / "log") as log:
        yield log


@pytest.fixture
def runs(log: ReviewLog) -> Runs:
    return of_deck(log).runs()


def test_that_a_run_is_kept_as_it_stands(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        runs = of_deck(log).runs()
        first = runs.begin(START, BEGUN)
        assert runs.unfinished() == RunRecord(first, START, BEGUN)
        number = runs.begin(START, BEGUN)
        runs.keep(number, STATE, LAPS[:1])
        runs.keep(number, STATE, LAPS)
    with opened(tmp_path) as log:
        assert of_deck(log).runs().unfinished() == RunRecord(number, START, STATE, KEPT)
        assert of_deck(log, "another.yaml").runs().unfinished() is None


def test_that_runs_that_ended_are_told_newest_first(runs: Runs, log: ReviewLog) -> None:
    first = runs.begin(START, BEGUN)
    runs.end(first, STATE, LAPS, LATER)
    second = runs.begin(LATER, BEGUN)
    runs.end(second, BEGUN, (), LATER)
    runs.begin(LATER, BEGUN)
    newest, oldest = runs.ended()
    assert newest == Run(second, LATER, LATER, (), 0.0, 0, 0.0, None, 0.0)
    assert oldest == Run(first, START, LATER, KEPT, 12.25, 2, 0.0, 10, 3600.0, 3, 9, 4)
    assert of_deck(log, "another.yaml").runs().ended() == ()


def test_that_a_run_of_an_earlier_version_tells_nothing_of_its_points(
    runs: Runs, log: ReviewLog
) -> None:
    runs.end(runs.begin(START, BEGUN), STATE, LAPS, LATER)
    with log._store.writing() as connection:
        connection.execute("UPDATE runs SET state = json_remove(state, '$.points', '$.ahead')")
    (ended,) = runs.ended()
    assert (ended.place, ended.points, ended.ahead) == (3, 0, 0)


def test_that_what_has_ended_is_neither_changed_nor_dropped(runs: Runs) -> None:
    number = runs.begin(START, BEGUN)
    runs.end(number, STATE, LAPS, LATER)
    ended = runs.ended()
    runs.keep(number, BEGUN, ())
    runs.end(number, BEGUN, (), START)
    runs.drop(number)
    assert runs.ended() == ended


def test_that_a_dropped_run_is_forgotten(runs: Runs, log: ReviewLog) -> None:
    number = runs.begin(START, BEGUN)
    runs.keep(number, STATE, LAPS)
    of_deck(log, "another.yaml").runs().drop(number)
    assert runs.unfinished() is not None
    runs.drop(number)
    assert runs.unfinished() is None
    assert runs.ended() == ()


def test_that_erasing_a_deck_erases_its_runs(runs: Runs, log: ReviewLog) -> None:
    runs.end(runs.begin(START, BEGUN), STATE, LAPS, LATER)
    number = runs.begin(START, BEGUN)
    runs.keep(number, STATE, LAPS)
    of_deck(log).erase()
    runs.keep(number, STATE, LAPS)
    runs.end(number, STATE, LAPS, LATER)
    assert runs.unfinished() is None
    assert runs.ended() == ()
    assert b"Syria" not in b"".join(
        path.read_bytes() for path in log._store.path.parent.iterdir() if path.is_file()
    )


def test_that_runs_survive_damage_to_the_log(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        recorded(of_deck(log), review())
        runs = of_deck(log).runs()
        runs.end(runs.begin(START, BEGUN), STATE, LAPS, LATER)
        log.keep_snapshot()
        number = runs.begin(START, BEGUN)
        runs.keep(number, STATE, LAPS)
        ended = runs.ended()
        path = log._store.path
    content = path.read_bytes()
    path.write_bytes(content[:-4096] + bytes(4096))
    with opened(tmp_path) as log:
        assert log.notices
        assert of_deck(log).runs().ended() == ended


def test_that_a_deck_that_was_moved_takes_its_runs_along(tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text("deck")
    with opened(tmp_path / "log") as log:
        recorded(log.of(old, "Moscow"), review())
        runs = log.of(old, "Moscow").runs()
        runs.end(runs.begin(START, BEGUN), STATE, LAPS, LATER)
        old.rename(new)
        assert len(log.of(new, "Moscow", ["gas/position"]).runs().ended()) == 1
