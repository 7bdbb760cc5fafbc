"""A mistake of deckapp's own: the work is safe, it is said once, and one goes on."""

import gc
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from weakref import ref

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deckapp.deck import DeckDocument, open_deck
from deckapp.deck.storage.journal import Journal
from deckapp.deck.storage.journal_file import JournalError
from deckapp.gui import crash
from deckapp.gui.app import keep_from_crashing
from deckapp.gui.crash import CrashDialog, CrashGuard
from deckapp.gui.main_window import MainWindow

from .conftest import WindowMaker
from .helpers import chrome_of, spin, written
from .saving_helpers import TEXT, edit, save, write

NOW = datetime(2017, 4, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "deck.yaml", TEXT)


@pytest.fixture
def window(make_window: WindowMaker, path: Path, qtbot: QtBot) -> MainWindow:
    """A window in which something is unsaved."""
    window = make_window(path)
    edit(qtbot, window)
    write(window, "We know.")
    return window


@pytest.fixture
def before(monkeypatch: pytest.MonkeyPatch) -> list[type]:
    """What the hook of before is told."""
    told: list[type] = []
    monkeypatch.setattr(sys, "excepthook", lambda type_, *_rest: told.append(type_))
    return told


@pytest.fixture
def guard(window: MainWindow, before: list[type]) -> Iterator[CrashGuard]:
    guard = CrashGuard(window, lambda: NOW)
    guard.install()
    yield guard
    if guard.dialog is not None:
        guard.dialog.reject()


def blunder() -> None:
    raise ZeroDivisionError("blunder")


def another_blunder() -> None:
    raise ZeroDivisionError("another blunder")


def happen(mistake: Callable[[], None] = blunder) -> None:
    """Let a mistake be made in a slot."""
    QTimer.singleShot(0, mistake)
    for _ in range(3):
        spin()


def dialog_of(guard: CrashGuard) -> CrashDialog:
    assert guard.dialog is not None
    return guard.dialog


def fail(*_given: object, **_named: object) -> None:
    raise JournalError("No room.")


def test_that_a_mistake_is_said_and_work_goes_on(
    guard: CrashGuard, window: MainWindow, path: Path, before: list[type], qtbot: QtBot
) -> None:
    happen()
    dialog = dialog_of(guard)
    assert dialog.isVisible()
    assert "deckapp met a mistake of its own. Your work is kept" in dialog.text.plain()
    dialog.copy.click()
    assert dialog.isVisible()
    assert "ZeroDivisionError: blunder" in QGuiApplication.clipboard().text()
    dialog.go_on.click()
    assert guard.dialog is None
    save(qtbot, window)
    assert "We know." in path.read_text()
    assert not before


def test_that_unsaved_work_is_in_the_journal_by_then(
    guard: CrashGuard, window: MainWindow, path: Path
) -> None:
    happen()
    session = chrome_of(window).editor.session
    assert session is not None
    session._keeping.close(discard=False)
    session._lock.release()
    with open_deck(path) as later:
        (recovery,) = later.recoveries()
        later.recover(recovery)
        assert next(later.deck.cards())[1].rebuttal == "We know."


def test_that_where_everything_is_saved_it_says_so(
    guard: CrashGuard, window: MainWindow, qtbot: QtBot
) -> None:
    save(qtbot, window)
    happen()
    assert "Everything is saved." in dialog_of(guard).text.plain()
    dialog_of(guard).go_on.click()
    chrome_of(window).editor.close()
    happen(another_blunder)
    assert "Everything is saved." in dialog_of(guard).text.plain()


@pytest.mark.parametrize("spliced", [True, False])
def test_that_the_deck_is_written_beside_the_local_data_where_the_journal_fails(
    spliced: bool,  # noqa: FBT001  pytest hands it in
    guard: CrashGuard,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Journal, "sync", fail)
    if not spliced:
        monkeypatch.setattr(DeckDocument, "as_saved", fail)
    happen()
    (copy,) = (home / ".local" / "share" / "deckapp" / "rescued").iterdir()
    assert str(copy) in dialog_of(guard).text.plain()
    assert copy.name.startswith("deck-rescued-20170412-093000-")
    assert copy.stat().st_mode & 0o777 == 0o600
    text = copy.read_text()
    assert "We know." in text
    assert ("# ours and theirs" in text) == spliced


def test_that_it_is_written_beside_the_deck_where_there_is_no_local_data(
    guard: CrashGuard, path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Journal, "sync", fail)
    (home / ".local" / "share" / "deckapp" / "rescued").write_text("no folder")
    happen()
    (copy,) = path.parent.glob("deck-rescued-*.yaml")
    assert copy.read_text() == TEXT.replace("Rebuttal 1.", "We know.")


def test_that_it_is_said_where_nothing_can_be_kept(
    guard: CrashGuard, path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError("No room.")

    monkeypatch.setattr(Journal, "sync", fail)
    monkeypatch.setattr(crash, "replacing", full)
    happen()
    assert "could not be kept anywhere else. Save the deck now." in dialog_of(guard).text.plain()
    assert not [*path.parent.glob("*rescued*"), *home.rglob("*rescued-*")]
    dialog_of(guard).go_on.click()
    monkeypatch.setattr(DeckDocument, "as_saved", fail)
    monkeypatch.setattr(crash, "written_afresh", lambda _deck: None)
    happen(another_blunder)
    assert "could not be kept anywhere else" in dialog_of(guard).text.plain()


def test_that_there_are_never_two_dialogs_and_each_mistake_is_told_once(
    guard: CrashGuard, window: MainWindow
) -> None:
    for _ in range(3):
        happen()
    happen(another_blunder)
    dialog = dialog_of(guard)
    assert window.findChildren(CrashDialog) == [dialog]
    dialog.copy.click()
    details = QGuiApplication.clipboard().text()
    assert details.count("ZeroDivisionError: blunder") == 1
    assert "another blunder" in details
    dialog.go_on.click()
    happen()
    assert guard.dialog is None
    chrome_of(window).editor.close()
    happen()
    assert guard.dialog is None


def test_that_an_end_wished_for_is_no_mistake(guard: CrashGuard, before: list[type]) -> None:
    guard(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert before == [KeyboardInterrupt]
    spin()
    assert guard.dialog is None


def test_that_a_mistake_in_telling_goes_to_the_hook_of_before(
    guard: CrashGuard, before: list[type], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(DeckDocument, "sync", full)
    happen()
    assert before == [ZeroDivisionError]
    assert guard.dialog is None


def test_that_a_mistake_without_a_place_is_said_too(guard: CrashGuard) -> None:
    guard(ValueError, ValueError("nowhere"), None)
    spin()
    assert dialog_of(guard).isVisible()


def test_that_a_job_that_fails_unexpectedly_is_said(
    guard: CrashGuard, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise ZeroDivisionError("in a job")

    monkeypatch.setattr(DeckDocument, "is_changed_on_disk", full)
    window.document.reload()
    qtbot.waitUntil(lambda: guard.dialog is not None)
    dialog_of(guard).copy.click()
    assert "in a job" in QGuiApplication.clipboard().text()


def test_that_the_hook_is_installed_once(
    window: MainWindow, before: list[type], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_from_crashing(window)
    hook = sys.excepthook
    assert isinstance(hook, CrashGuard)
    keep_from_crashing(window)
    assert sys.excepthook is hook


def test_that_a_closed_dialog_is_gone(guard: CrashGuard, qtbot: QtBot) -> None:
    happen()
    wrapper = ref(dialog_of(guard))
    with qtbot.waitSignal(dialog_of(guard).destroyed):
        dialog_of(guard).go_on.click()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert wrapper() is None
