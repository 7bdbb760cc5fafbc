"""A run-through where things go wrong or come late: the log, other decks, edits, two windows."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deckapp.deck import Batch, DeleteCard, SetField
from deckapp.gui.rehearse.one_at_a_time import OneAtATime
from deckapp.paths import review_folder
from deckapp.rehearsal import LogError
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import ManualExecutor, chrome_of, small_deck, spin, written

from .running import AGENDA, Runner


@pytest.fixture
def executor() -> ManualExecutor:
    return ManualExecutor()


@pytest.fixture
def slow(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path, executor: ManualExecutor
) -> Runner:
    """A user whose jobs wait to be run."""
    path = written(tmp_path / "agenda.yaml", AGENDA)
    window = make_window(path, executor=executor, wait=False)
    run_all(executor)
    qtbot.waitUntil(lambda: window.chrome is not None)
    run_all(executor)
    return Runner(qtbot, window)


def run_all(executor: ManualExecutor) -> None:
    while executor.waiting:
        executor.run_all()
        spin()


def open_another(user: Runner, executor: ManualExecutor, tmp_path: Path) -> None:
    user.window.open_deck(written(tmp_path / "small.yaml", small_deck(1)))
    run_all(executor)
    assert user.window.document.deck.title == "Small deck"


def fail(*_args: object) -> None:
    raise LogError(Path("log"), "The disk is full. Make room on it, then try again.")


# Late


def test_that_one_that_was_asked_for_of_another_deck_does_not_begin(
    slow: Runner, executor: ManualExecutor, tmp_path: Path
) -> None:
    slow.run.start()
    slow.run.start()
    assert len(executor.waiting) == 1
    late = executor.waiting.pop()
    open_another(slow, executor, tmp_path)
    late()
    spin()
    assert not slow.run.is_under_way
    assert slow.runs() == ()


def test_that_one_that_ends_late_is_kept_and_not_shown(
    slow: Runner, executor: ManualExecutor, tmp_path: Path
) -> None:
    slow.run.start()
    run_all(executor)
    slow.speak(30)
    slow.run.finish()
    slow.run.finish()
    assert len(executor.waiting) == 1
    late = executor.waiting.pop()
    agenda = slow.window.document.path
    assert agenda is not None
    open_another(slow, executor, tmp_path)
    late()
    spin()
    assert not slow.is_at(slow.run.summary)
    slow.window.open_deck(agenda)
    run_all(executor)
    assert [run.actual for run in slow.runs()] == [30.0]


def test_that_one_that_could_not_be_ended_late_is_gone_on_with_the_next_time(
    slow: Runner,
    executor: ManualExecutor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow.run.start()
    run_all(executor)
    slow.speak(30)
    slow.run.finish()
    late, agenda = executor.waiting.pop(), slow.window.document.path
    open_another(slow, executor, tmp_path)
    with monkeypatch.context() as full:
        full.setattr("deckapp.rehearsal.log.run_log.Runs.end", fail)
        late()
        spin()
    assert not slow.said
    assert agenda is not None
    slow.window.open_deck(agenda)
    run_all(executor)
    slow.run.start()
    run_all(executor)
    assert "began at 20:00" in slow.said
    assert slow.time.startswith("Stands still: 5:30 left")


def test_that_an_error_that_comes_late_is_not_told(
    slow: Runner, executor: ManualExecutor, tmp_path: Path
) -> None:
    review_folder().parent.mkdir(parents=True, exist_ok=True)
    review_folder().write_text("in the way")
    slow.run.start()
    late = executor.waiting.pop()
    open_another(slow, executor, tmp_path)
    late()
    spin()
    assert not slow.said


def test_that_another_job_is_not_begun_meanwhile(slow: Runner, executor: ManualExecutor) -> None:
    done: list[int] = []
    jobs = OneAtATime(slow.window.runner, lambda _error: done.append(0))
    jobs.run(lambda: 1, done.append)
    jobs.run(lambda: 2, done.append)
    run_all(executor)
    jobs.run(lambda: 3, done.append)
    jobs.forget()
    jobs.run(lambda: 4, done.append)
    run_all(executor)
    assert done == [1, 4]
    assert not jobs.is_busy


# Wrong


@pytest.fixture
def user(qtbot: QtBot, make_window: WindowMaker, tmp_path: Path) -> Runner:
    return Runner(qtbot, make_window(written(tmp_path / "agenda.yaml", AGENDA)))


def test_that_a_log_that_cannot_be_read_is_told(user: Runner) -> None:
    review_folder().parent.mkdir(parents=True, exist_ok=True)
    review_folder().write_text("in the way")
    user.run.start()
    user.until(lambda: str(review_folder()) in user.said)
    assert not user.run.is_under_way
    review_folder().unlink()
    user.start()
    assert user.time.startswith("This issue: 6:00 left")


def test_that_a_deck_that_loses_its_points_has_nothing_left_to_say(user: Runner) -> None:
    user.start()
    user.speak(10)
    chrome = chrome_of(user.window)
    chrome.actions["go_edit"].trigger()
    user.until(lambda: chrome.editor.session is not None)
    ids = [card.id for issue in user.window.document.deck.issues for card in issue.cards]
    none = tuple(SetField(issue, "minutes", None) for issue in ("gas", "visas"))
    chrome.editor.apply(Batch((*none, *map(DeleteCard, ids)), "empty"))
    user.run.start()
    spin()
    assert user.point.startswith("Nothing left to say")
    assert [bar.told for bar in user.bars] == ["0:10 of 6:00"]
    user.run.next()
    user.finish()
    assert [run.actual for run in user.runs()] == [10.0]


def test_that_leaving_it_on_a_full_disk_loses_what_is_not_kept_and_says_so(
    user: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.start()
    user.speak(10)
    with monkeypatch.context() as full:
        full.setattr("deckapp.rehearsal.log.run_log.Runs.keep", fail)
        user.go_elsewhere()
        assert "The disk is full." in user.said
    user.start()
    user.run.next()
    user.speak(10)
    assert user.time.startswith("This issue: 5:40 left")


def test_that_two_windows_run_through_one_deck_by_themselves(
    user: Runner, make_window: WindowMaker, qtbot: QtBot
) -> None:
    user.start()
    user.speak(20)
    other = Runner(qtbot, make_window(user.window.document.path))
    other.start()
    other.run.next()
    other.speak(30)
    user.finish()
    other.finish()
    assert len(user.runs()) == 2
    assert "ended in another window, too" in other.said
