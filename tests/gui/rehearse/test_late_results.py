"""Results that come late: another deck is open by then, or another wish was made."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from deckapp.deck import read_deck_file
from deckapp.gui.rehearse.readiness_page import ReadinessPage
from deckapp.paths import review_folder
from deckapp.rehearsal import LogError, ReviewLog
from deckapp.rehearsal.log.store import Store
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import ManualExecutor, chrome_of, small_deck, spin, written

from .drilling import Rehearser

Key = Qt.Key


@pytest.fixture
def executor() -> ManualExecutor:
    return ManualExecutor()


@pytest.fixture
def slow(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path, executor: ManualExecutor
) -> Rehearser:
    """A user before a deck of two cards whose jobs wait to be run."""
    path = written(tmp_path / "small.yaml", small_deck(2))
    window = make_window(path, executor=executor, wait=False)
    run(executor)
    qtbot.waitUntil(lambda: window.chrome is not None)
    run(executor)
    return Rehearser(qtbot, window)


def run(executor: ManualExecutor) -> None:
    while executor.waiting:
        executor.run_all()
        spin()


def another(user: Rehearser, executor: ManualExecutor, tmp_path: Path) -> Path:
    path = written(tmp_path / "other.yaml", small_deck(1, prefix="other"))
    user.window.open_deck(path)
    run(executor)
    assert user.window.document.deck.issues[0].id == "other-issue"
    return path


def is_log_closed(tmp_path: Path) -> bool:
    """Whether nobody has the log open, without which nothing can be erased."""
    with ReviewLog(review_folder(), patience=0) as log:
        try:
            log.of(tmp_path / "nobody.yaml").erase()
        except LogError:
            return False
    return True


def test_that_a_drill_asked_for_at_the_end_of_another_waits_for_its_outcome(
    slow: Rehearser, executor: ManualExecutor, tmp_path: Path
) -> None:
    slow.trigger("start_drill")
    run(executor)
    slow.answer(Key.Key_1)
    slow.trigger("end_rehearsal")
    slow.trigger("start_drill")
    run(executor)
    assert slow.is_at(slow.desk.drill.summary)
    slow.trigger("start_drill")
    run(executor)
    assert slow.is_at(slow.page)
    slow.answer()
    assert len(slow.reviews()) == 2
    assert not slow.said


def test_that_the_outcome_of_another_deck_is_not_shown(
    slow: Rehearser, executor: ManualExecutor, tmp_path: Path
) -> None:
    slow.trigger("start_drill")
    run(executor)
    slow.answer()
    slow.trigger("end_rehearsal")
    another(slow, executor, tmp_path)
    assert slow.is_at(slow.window.rehearse)
    assert not slow.said
    assert is_log_closed(tmp_path)


def test_that_a_drill_of_another_deck_is_not_shown(
    slow: Rehearser, executor: ManualExecutor, tmp_path: Path
) -> None:
    slow.trigger("start_drill")
    another(slow, executor, tmp_path)
    assert slow.is_at(slow.window.rehearse)
    assert not slow.desk.drill.is_under_way
    assert is_log_closed(tmp_path)
    slow.trigger("start_drill")
    run(executor)
    assert slow.is_at(slow.page)


def test_that_the_readiness_of_another_deck_is_not_shown(
    slow: Rehearser, executor: ManualExecutor, tmp_path: Path
) -> None:
    dated = small_deck(2).replace("issues:", "meeting: {date: 2017-04-12}\nissues:")
    slow.window.open_deck(written(tmp_path / "dated.yaml", dated))
    run(executor)
    slow.trigger("show_readiness")
    page: ReadinessPage = slow.desk.readiness.page
    another(slow, executor, tmp_path)
    slow.trigger("show_readiness")
    assert "Reading" in page.message()
    run(executor)
    assert "no meeting date" in page.head.text()


def test_that_of_several_lengths_of_a_session_the_last_counts(
    slow: Rehearser, executor: ManualExecutor
) -> None:
    slow.trigger("show_readiness")
    run(executor)
    page: ReadinessPage = slow.desk.readiness.page
    for minutes in (5, 60):
        page.minutes_changed.emit(minutes)
    executor.waiting.reverse()
    run(executor)
    assert page.head.minutes.value() == 60


def test_that_a_copy_of_the_log_that_cannot_be_kept_costs_no_outcome(
    slow: Rehearser, executor: ManualExecutor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_store: Store) -> None:
        raise LogError(tmp_path, "The disk is full.")

    slow.trigger("start_drill")
    run(executor)
    slow.answer(Key.Key_1)
    slow.trigger("end_rehearsal")
    with monkeypatch.context() as full:
        full.setattr(Store, "keep_snapshot", fail)
        run(executor)
    assert slow.is_at(slow.desk.drill.summary)
    assert "Your answers are kept" in slow.said
    assert is_log_closed(tmp_path)


def test_that_a_deck_saved_under_another_name_begins_a_drill_of_its_own(
    slow: Rehearser, executor: ManualExecutor, tmp_path: Path
) -> None:
    slow.trigger("start_drill")
    run(executor)
    slow.answer()
    copy = written(tmp_path / "copy.yaml", small_deck(2))
    source = read_deck_file(copy)
    slow.window.document.take(source, source.deck)
    slow.trigger("go_rehearse")
    slow.trigger("start_drill")
    run(executor)
    assert "Card 1 of 4" in slow.page.card.accessibleName()
    slow.answer()
    assert len(slow.reviews()) == 1


def test_that_practice_that_was_left_is_named_and_the_plan_offered(
    slow: Rehearser, executor: ManualExecutor
) -> None:
    slow.trigger("practise_all")
    run(executor)
    slow.answer()
    slow.desk.drill.close()
    slow.trigger("start_drill")
    run(executor)
    assert "This is the practice that you began at 20:00" in slow.said
    slow.choose("Drill by the plan")
    run(executor)
    assert "practice" not in slow.page.about.plain()
    assert chrome_of(slow.window).messages.isHidden()


def test_that_the_time_to_answer_goes_on_when_the_looks_change(
    slow: Rehearser, executor: ManualExecutor
) -> None:
    slow.trigger("start_drill")
    run(executor)
    slow.clock.go_on(30)
    slow.trigger("theme_dark")
    slow.answer(seconds=12)
    (review,) = slow.reviews()
    assert review.seconds == 42
