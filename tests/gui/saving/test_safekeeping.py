"""What keeps the work of the window safe: journals, versions, and what a crash left."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck.storage.abandoned import Abandoned
from deckapp.deck.storage.journal import Journal
from deckapp.deck.storage.journal_file import JournalError
from deckapp.gui.main_window import MainWindow
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, open_and_wait, spin, written
from tests.gui.saving_helpers import TEXT, choose, crash, desk_of, edit, field, said, save, write


def test_that_it_is_said_once_where_no_journal_can_be_kept_and_editing_goes_on(
    at_work: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(*_given: object) -> None:
        raise JournalError("Unsaved changes could not be kept. Save the deck now.")

    monkeypatch.setattr(Journal, "start", fail)
    write(at_work, "We")
    assert said(at_work) == "Unsaved changes could not be kept. Save the deck now."
    choose(at_work, "Close")
    QTest.keyClicks(field(at_work, "rebuttal"), " know.")
    assert said(at_work) == ""
    save(qtbot, at_work)
    assert "We know." in path.read_text()


def test_that_it_is_said_where_no_earlier_version_can_be_kept(
    make_window: WindowMaker, path: Path, home: Path, qtbot: QtBot
) -> None:
    folder = home / ".local" / "share" / "deckapp"
    folder.mkdir(parents=True)
    for name in ("journals", "snapshots"):
        written(folder / name, "no folder")
    window = make_window(path)
    edit(qtbot, window)
    assert "No earlier version could be kept" in said(window)
    write(window, "We know.")
    assert "could not be kept for recovery" in said(window)
    save(qtbot, window)
    assert "We know." in path.read_text()


def test_that_what_a_crash_left_is_offered_and_taken_over(
    make_window: WindowMaker, path: Path, home: Path, qtbot: QtBot
) -> None:
    crash(path, "Crashed.")
    window = make_window(path)
    qtbot.waitUntil(lambda: "deckapp ended before this deck was saved" in said(window))
    assert window.screens.currentWidget() is window.rehearse
    choose(window, "Take it over")
    assert said(window) == "The work is back, not saved yet."
    assert window.document.deck.issues[0].cards[0].rebuttal == "Crashed."
    assert window.isWindowModified()
    chrome_of(window).actions["undo"].trigger()
    assert window.document.deck.issues[0].cards[0].rebuttal == "Rebuttal 1."
    chrome_of(window).actions["redo"].trigger()
    save(qtbot, window)
    assert path.read_text() == TEXT.replace("Rebuttal 1.", "Crashed.")
    window.close()
    assert not list(home.rglob("*.journal"))


def test_that_what_a_crash_left_is_given_up(
    make_window: WindowMaker, path: Path, home: Path, qtbot: QtBot
) -> None:
    crash(path, "Crashed.")
    window = make_window(path)
    qtbot.waitUntil(lambda: "deckapp ended before this deck was saved" in said(window))
    choose(window, "Give it up")
    assert said(window) == ""
    assert not list(home.rglob("*.journal"))
    assert not window.isWindowModified()


def test_that_what_cannot_be_given_up_is_said(
    make_window: WindowMaker, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise JournalError("Remove it by hand.")

    crash(path, "Crashed.")
    window = make_window(path)
    qtbot.waitUntil(lambda: "deckapp ended before this deck was saved" in said(window))
    monkeypatch.setattr(Abandoned, "discard", fail)
    choose(window, "Give it up")
    assert said(window) == "Remove it by hand."


def _is_offered(window: MainWindow) -> bool:
    return "deckapp ended before" in said(window)


def test_that_what_was_left_waits_until_it_is_decided(
    make_window: WindowMaker, path: Path, qtbot: QtBot
) -> None:
    crash(path, "Crashed.")
    for _ in range(2):
        window = make_window(path)
        qtbot.waitUntil(partial(_is_offered, window))
        choose(window, "Close")
        window.close()


def test_that_a_session_that_is_at_work_is_no_crash(
    at_work: MainWindow, make_window: WindowMaker, path: Path, qtbot: QtBot
) -> None:
    write(at_work, "Ours.")
    second = make_window(path)
    spin()
    assert chrome_of(second).editor.session is None
    edit(qtbot, second)
    assert "deckapp ended" not in said(second)


def test_that_another_deck_is_not_offered_what_was_left_of_one(
    make_window: WindowMaker, path: Path, qtbot: QtBot
) -> None:
    other = written(path.with_name("other.yaml"), TEXT)
    crash(path, "Crashed.")
    window = make_window(other)
    assert said(window) == ""
    open_and_wait(qtbot, window, path)
    qtbot.waitUntil(lambda: "deckapp ended before" in said(window))


def test_that_what_a_crash_left_is_shown_beside_what_the_file_has(
    make_window: WindowMaker, path: Path, qtbot: QtBot
) -> None:
    crash(path, "Crashed.")
    window = make_window(path)
    qtbot.waitUntil(lambda: "deckapp ended before this deck was saved" in said(window))
    choose(window, "Take it over and compare")
    page = desk_of(window).compare
    assert page is not None
    assert page.isVisible()
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 2)
    here, there = (text.toPlainText() for text in page.both.texts)
    assert (here, there) == ("Crashed.", "Rebuttal 1.")
