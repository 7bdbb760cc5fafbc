"""Two windows on one deck: everybody's work is in the file, and who must choose is asked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deckapp.gui.edit.conflicts_dialog import ConflictsDialog
from deckapp.gui.main_window import MainWindow

from .conftest import WindowMaker
from .helpers import chrome_of, small_deck, written
from .saving_helpers import (
    TEXT,
    Answer,
    Answers,
    change,
    choices,
    choose,
    edit,
    field,
    press_save,
    said,
    save,
    write,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "deck.yaml", TEXT)


@pytest.fixture
def first(make_window: WindowMaker, path: Path, qtbot: QtBot) -> MainWindow:
    window = make_window(path)
    edit(qtbot, window)
    return window


@pytest.fixture
def second(first: MainWindow, make_window: WindowMaker, path: Path, qtbot: QtBot) -> MainWindow:
    window = make_window(path)
    edit(qtbot, window, card=1)
    return window


def rebuttal(window: MainWindow, number: int) -> str:
    return [card for _, card in window.document.deck.cards()][number].rebuttal


def dialog_of(qtbot: QtBot, window: MainWindow) -> ConflictsDialog:
    saving = chrome_of(window).saving
    qtbot.waitUntil(lambda: saving.conflicts is not None)
    assert saving.conflicts is not None
    return saving.conflicts


def test_that_the_second_is_told_who_has_the_deck(first: MainWindow, second: MainWindow) -> None:
    assert said(first) == ""
    assert "has this deck open" in said(second)
    assert "merges your changes with theirs" in said(second)


def test_that_both_edits_are_there_after_both_saved(
    first: MainWindow, second: MainWindow, path: Path, qtbot: QtBot
) -> None:
    write(first, "First.")
    write(second, "Second.")
    save(qtbot, first)
    save(qtbot, second)
    both = TEXT.replace("Rebuttal 1.", "First.").replace("Rebuttal 2.", "Second.")
    assert path.read_text() == both
    qtbot.waitUntil(lambda: rebuttal(first, 1) == "Second.")
    assert rebuttal(second, 0) == "First."
    assert "Their changes are in the deck now, beside yours." in said(second)
    assert path.read_text() == both


def test_that_a_change_by_others_is_taken_in_where_nothing_is_unsaved(
    first: MainWindow, path: Path, qtbot: QtBot
) -> None:
    write(first, "First.")
    save(qtbot, first)
    change(path, "Rebuttal 2.", "Theirs.")
    qtbot.waitUntil(lambda: rebuttal(first, 1) == "Theirs.")
    assert said(first) == (
        "Somebody else changed this file meanwhile. Their changes are in the deck now."
    )
    assert not first.isWindowModified()
    chrome_of(first).actions["undo"].trigger()
    assert (rebuttal(first, 0), rebuttal(first, 1)) == ("Rebuttal 1.", "Theirs.")
    save(qtbot, first)
    assert path.read_text() == TEXT.replace("Rebuttal 2.", "Theirs.")


def test_that_taking_in_what_others_wrote_writes_nothing(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    without_ids = TEXT.replace("- id: card-2\n        title", "- title")
    path = written(tmp_path / "unnamed.yaml", without_ids)
    window = make_window(path)
    edit(qtbot, window)
    change(path, "Rebuttal 1.", "Theirs.")
    qtbot.waitUntil(lambda: rebuttal(window, 0) == "Theirs.")
    assert path.read_text() == without_ids.replace("Rebuttal 1.", "Theirs.")


def test_that_a_change_by_others_is_told_where_something_is_unsaved_and_merged_on_saving(
    first: MainWindow, path: Path, qtbot: QtBot
) -> None:
    write(first, "First.")
    change(path, "Rebuttal 2.", "Theirs.")
    qtbot.waitUntil(lambda: "Somebody else changed this file." in said(first))
    assert rebuttal(first, 1) == "Rebuttal 2."
    assert choices(first) == ["Save and merge", "Close"]
    choose(first, "Save and merge")
    qtbot.waitUntil(lambda: rebuttal(first, 1) == "Theirs.")
    assert path.read_text() == TEXT.replace("Rebuttal 1.", "First.").replace(
        "Rebuttal 2.", "Theirs."
    )
    assert field(first, "rebuttal").value() == "First."


@pytest.mark.parametrize("key", [Qt.Key.Key_Y, Qt.Key.Key_H])
def test_that_who_edited_the_same_field_chooses(
    key: Qt.Key, first: MainWindow, path: Path, qtbot: QtBot
) -> None:
    write(first, "Ours.")
    change(path, "Rebuttal 1.", "Theirs.")
    press_save(first)
    dialog = dialog_of(qtbot, first)
    assert "Theirs." in path.read_text()
    assert not dialog.save.isEnabled()
    with qtbot.waitSignal((dialog.ours if key is Qt.Key.Key_Y else dialog.theirs).clicked):
        QTest.keyClick(dialog, key, Qt.KeyboardModifier.AltModifier)
    dialog.save.click()
    qtbot.waitUntil(lambda: chrome_of(first).editor.is_clean)
    expected = "Ours." if key is Qt.Key.Key_Y else "Theirs."
    assert path.read_text() == TEXT.replace("Rebuttal 1.", expected)
    assert rebuttal(first, 0) == expected
    assert field(first, "rebuttal").value() == expected
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not first.findChildren(ConflictsDialog)


def test_that_who_does_not_choose_keeps_everything(
    first: MainWindow, path: Path, qtbot: QtBot
) -> None:
    write(first, "Ours.")
    change(path, "Rebuttal 1.", "Theirs.")
    press_save(first)
    QTest.keyClick(dialog_of(qtbot, first), Qt.Key.Key_Escape)
    assert "Your changes are safe here." in said(first)
    assert rebuttal(first, 0) == "Ours."
    assert path.read_text() == TEXT.replace("Rebuttal 1.", "Theirs.")
    choose(first, "Look at them again")
    dialog = dialog_of(qtbot, first)
    dialog.ours.click()
    dialog.save.click()
    qtbot.waitUntil(lambda: chrome_of(first).editor.is_clean)
    assert path.read_text() == TEXT.replace("Rebuttal 1.", "Ours.")


def test_that_others_may_go_on_while_one_chooses(
    first: MainWindow, path: Path, qtbot: QtBot
) -> None:
    write(first, "Ours.")
    change(path, "Rebuttal 1.", "Theirs.")
    press_save(first)
    dialog = dialog_of(qtbot, first)
    change(path, "Theirs.", "Theirs again.")
    dialog.ours.click()
    dialog.save.click()
    dialog = dialog_of(qtbot, first)
    assert dialog.both.texts[1].toPlainText() == "Theirs again."
    dialog.ours.click()
    dialog.save.click()
    qtbot.waitUntil(lambda: chrome_of(first).editor.is_clean)
    assert path.read_text() == TEXT.replace("Rebuttal 1.", "Ours.")


def test_that_a_window_that_is_to_close_closes_once_it_is_chosen(
    first: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    answers = Answers(monkeypatch)
    answers.give(Answer.Save, Answer.Save)
    write(first, "Ours.")
    change(path, "Rebuttal 1.", "Theirs.")
    first.close()
    QTest.keyClick(dialog_of(qtbot, first), Qt.Key.Key_Escape)
    assert first.isVisible()
    first.close()
    dialog = dialog_of(qtbot, first)
    dialog.theirs.click()
    dialog.save.click()
    qtbot.waitUntil(lambda: not first.isVisible())
    assert path.read_text() == TEXT.replace("Rebuttal 1.", "Theirs.")


def test_that_a_file_broken_by_others_is_told_until_it_is_mended(
    first: MainWindow, path: Path, qtbot: QtBot
) -> None:
    write(first, "First.")
    save(qtbot, first)
    mended = path.read_text()
    written(path, "a: b: c\n")
    qtbot.waitUntil(lambda: "it has errors now" in said(first))
    assert rebuttal(first, 0) == "First."
    written(path, mended)
    qtbot.waitUntil(lambda: said(first) == "")
    write(first, "And on.")
    save(qtbot, first)
    assert "And on." in path.read_text()


def test_that_the_deck_of_a_window_that_closed_is_free(
    first: MainWindow, second: MainWindow, path: Path, make_window: WindowMaker, qtbot: QtBot
) -> None:
    first.close()
    second.close()
    third = make_window(path)
    edit(qtbot, third)
    assert said(third) == ""
    other = written(path.with_name("other.yaml"), small_deck(2))
    third.open_deck(other)
    assert not [each for each in path.parent.iterdir() if each.name.startswith(".~lock.deck")]
