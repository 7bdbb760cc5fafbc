"""Which deck it is: one that was moved keeps its history, a copy begins anew."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from deckapp.rehearsal.history import move_history
from deckapp.rehearsal.log.review_log import LogError, ReviewLog
from deckapp.rehearsal.log.run_record import RunState
from tests.rehearsal.log.logs import START, deck_file, found, opened, review


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ReviewLog]:
    with opened(tmp_path / "log") as log:
        yield log


def test_that_a_deck_is_known_by_its_file_whatever_the_way_to_it(
    tmp_path: Path, log: ReviewLog
) -> None:
    path = deck_file(tmp_path)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    log.of(path, "Moscow").record(review())
    assert found(log.of(link, "Moscow, retitled")) == [review()]
    assert found(log.of(tmp_path / "log" / ".." / path.name)) == [review()]


PROMPTS = {"gas/position", "gas/rebuttal", "jets/position"}


def rehearsed(log: ReviewLog, path: Path, *prompts: str) -> None:
    log.of(path).add([review(prompt) for prompt in prompts])


def test_that_the_history_of_a_deck_that_was_moved_goes_on(tmp_path: Path, log: ReviewLog) -> None:
    path = deck_file(tmp_path)
    rehearsed(log, path, "gas/position", "gas/rebuttal", "deleted/position")
    moved = path.rename(tmp_path / "moved.yaml")
    assert found(log.of(moved)) == []
    assert len(found(log.of(moved, "Moscow", PROMPTS))) == 3
    assert len(found(log.of(moved))) == 3
    assert found(log.of(path)) == []


def test_that_a_copy_has_a_history_of_its_own(tmp_path: Path, log: ReviewLog) -> None:
    path, copy = deck_file(tmp_path), deck_file(tmp_path, "copy.yaml")
    rehearsed(log, path, *PROMPTS)
    assert found(log.of(copy, prompts=PROMPTS)) == []
    rehearsed(log, copy, "jets/position")
    path.unlink()
    assert len(found(log.of(copy, prompts=PROMPTS))) == 1
    assert len(found(log.of(path, prompts=PROMPTS))) == 3


def test_that_a_deck_that_shares_half_its_prompts_is_another(
    tmp_path: Path, log: ReviewLog
) -> None:
    rehearsed(log, tmp_path / "gone.yaml", "gas/position", "deleted/position")
    assert found(log.of(deck_file(tmp_path), prompts=PROMPTS)) == []


def test_that_nothing_is_taken_over_when_two_decks_may_have_been_moved(
    tmp_path: Path, log: ReviewLog
) -> None:
    for name in ("one.yaml", "two.yaml"):
        rehearsed(log, tmp_path / name, *PROMPTS)
    assert found(log.of(deck_file(tmp_path), prompts=PROMPTS)) == []


def test_that_a_file_that_cannot_be_looked_at_is_not_gone(tmp_path: Path, log: ReviewLog) -> None:
    endless = tmp_path / "endless"
    endless.symlink_to(endless)
    # Not by its real path, as no way leads there.
    too_long = tmp_path / ("x" * 300) / "deck.yaml"
    rehearsed(log, too_long, *PROMPTS)
    rehearsed(log, endless / "deck.yaml", *PROMPTS)
    assert found(log.of(deck_file(tmp_path), prompts=PROMPTS)) == []


def test_that_a_deck_on_a_drive_that_was_unplugged_keeps_its_history(
    tmp_path: Path, log: ReviewLog
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    path = deck_file(stick)
    rehearsed(log, path, *PROMPTS)
    copy = Path(shutil.copy(path, tmp_path / "copy.yaml"))
    unplugged = stick.rename(tmp_path / "elsewhere")
    assert found(log.of(copy, prompts=PROMPTS)) == []
    assert log.gone(PROMPTS) == []
    unplugged.rename(stick)
    assert len(found(log.of(path, prompts=PROMPTS))) == 3


def test_that_an_erased_deck_takes_over_no_history(tmp_path: Path, log: ReviewLog) -> None:
    path = deck_file(tmp_path)
    rehearsed(log, path, *PROMPTS)
    assert log.of(path).erase() == 3
    rehearsed(log, tmp_path / "gone.yaml", *PROMPTS)
    assert log.of(path).is_known()
    assert found(log.of(path, prompts=PROMPTS)) == []
    assert len(found(log.of(tmp_path / "gone.yaml"))) == 3


def test_that_decks_like_it_whose_files_are_gone_are_named(tmp_path: Path, log: ReviewLog) -> None:
    for name in ("two.yaml", "one.yaml"):
        rehearsed(log, tmp_path / name, *PROMPTS)
    rehearsed(log, tmp_path / "another.yaml", "jets/rebuttal")
    rehearsed(log, deck_file(tmp_path, "here.yaml"), *PROMPTS)
    assert not log.of(deck_file(tmp_path), prompts=PROMPTS).is_known()
    real = tmp_path.resolve()
    assert log.gone(PROMPTS) == [real / "one.yaml", real / "two.yaml"]


# Going on in another file


def test_that_the_history_goes_on_in_another_file_when_told_so(
    tmp_path: Path, log: ReviewLog
) -> None:
    path, copy = deck_file(tmp_path), deck_file(tmp_path, "copy.yaml")
    rehearsed(log, path, *PROMPTS)
    log.of(path).begin(["gas/position"], START, practice=False)
    move_history(tmp_path / "log", path, copy)
    assert len(found(log.of(copy))) == 3
    assert log.of(copy).unfinished() is not None
    assert not log.of(path).is_known()
    move_history(tmp_path / "log", copy, copy)
    move_history(tmp_path / "log", path, copy)  # of which nothing is known any more
    assert len(found(log.of(copy))) == 3


def test_that_it_is_added_to_that_of_a_deck_which_was_there_before(
    tmp_path: Path, log: ReviewLog
) -> None:
    path, copy = deck_file(tmp_path), deck_file(tmp_path, "copy.yaml")
    for minutes, each in enumerate((path, copy)):
        log.of(each).record(review(minutes=minutes), "The very words.")
    log.move(path, copy)
    assert found(log.of(copy)) == [review(), review(minutes=1)]
    assert log.of(copy).answer(review().fingerprint) == "The very words."
    assert not log.of(path).is_known()


def test_that_a_drill_under_way_follows(tmp_path: Path, log: ReviewLog) -> None:
    path, copy = deck_file(tmp_path), deck_file(tmp_path, "copy.yaml")
    of_deck = log.of(path, "Moscow")
    drill = of_deck.begin(["gas/position"], START, practice=False)
    assert of_deck.is_known()
    move_history(tmp_path / "log", path, copy)
    of_deck.record(review(), drill=drill)
    assert found(log.of(copy)) == [review()]
    record = log.of(copy).unfinished()
    assert record is not None
    assert len(record.steps) == 1
    assert not log.of(path).is_known()


def test_that_a_deck_that_could_not_be_recorded_is_not_taken_for_the_next(
    tmp_path: Path, log: ReviewLog
) -> None:
    one, two = (log.of(deck_file(tmp_path, name)) for name in ("one.yaml", "two.yaml"))
    with log._store.writing() as connection:
        connection.execute(
            "CREATE TEMP TRIGGER refuse BEFORE INSERT ON reviews "
            "BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    with pytest.raises(LogError):
        one.record(review())
    with log._store.writing() as connection:
        connection.execute("DROP TRIGGER refuse")
    two.record(review())
    assert found(one) == []
    assert found(two) == [review()]


def test_that_without_a_log_nothing_is_moved_and_none_is_made(tmp_path: Path) -> None:
    move_history(tmp_path / "none", tmp_path / "old.yaml", tmp_path / "new.yaml")
    assert not (tmp_path / "none").exists()


def test_that_a_drill_begun_just_before_follows(tmp_path: Path, log: ReviewLog) -> None:
    path, copy = deck_file(tmp_path), deck_file(tmp_path, "copy.yaml")
    of_deck = log.of(path, "Moscow")
    drill = of_deck.begin(["gas/position"], START, practice=False)
    move_history(tmp_path / "log", path, copy)
    assert of_deck.record(review(), drill=drill) is not None
    record = log.of(copy).unfinished()
    assert record is not None
    assert [step.prompt for step in record.steps] == ["gas/position"]
    assert not log.of(path).is_known()


def test_that_a_run_under_way_follows(tmp_path: Path, log: ReviewLog) -> None:
    path, copy = deck_file(tmp_path), deck_file(tmp_path, "copy.yaml")
    state, later = RunState(START, 1.0), START + timedelta(minutes=20)
    runs = log.of(path, "Moscow").runs()
    number = runs.begin(START, state)
    move_history(tmp_path / "log", path, copy)
    assert runs.keep(number, state, ())
    assert runs.end(number, state, (), later)
    assert [run.number for run in log.of(copy).runs().ended()] == [number]
    another = runs.begin(later, state)
    assert log.of(copy).runs().unfinished() is not None
    runs.drop(another)
    assert log.of(copy).runs().unfinished() is None
    assert not log.of(path).is_known()
