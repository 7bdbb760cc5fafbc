"""Saving from the window, with real keys: what is written, and where."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import SetField
from deckapp.gui.main_window import MainWindow
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, written
from tests.gui.saving_helpers import (
    CONTROL,
    TEXT,
    Answer,
    Answers,
    change,
    chosen_file,
    edit,
    field,
    press_save,
    said,
    save,
    show_card,
    write,
)

# The file and the mark


def test_that_a_save_changes_one_line_of_the_file(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    write(at_work, "We know.")
    save(qtbot, at_work)
    assert path.read_text() == TEXT.replace("Rebuttal 1.", "We know.")


def test_that_the_mark_tells_whether_anything_is_unsaved(at_work: MainWindow, qtbot: QtBot) -> None:
    chrome = chrome_of(at_work)
    marks = [at_work.isWindowModified()]
    write(at_work, "W")
    marks.append(at_work.isWindowModified())
    chrome.actions["undo"].trigger()
    marks.append(at_work.isWindowModified())
    chrome.actions["redo"].trigger()
    save(qtbot, at_work)
    marks.append(at_work.isWindowModified())
    chrome.actions["undo"].trigger()
    marks.append(at_work.isWindowModified())
    assert marks == [False, True, False, False, True]
    assert chrome.actions["save_deck"].isEnabled()


def test_that_saving_twice_quickly_and_with_nothing_to_save_does_no_harm(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    write(at_work, "One")
    press_save(at_work)
    QTest.keyClicks(field(at_work, "rebuttal"), " two.")
    press_save(at_work)
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    press_save(at_work)
    chrome_of(at_work).saving.save()
    qtbot.waitUntil(lambda: not chrome_of(at_work).editor.is_saving)
    assert path.read_text() == TEXT.replace("Rebuttal 1.", "One two.")
    assert said(at_work) == ""


def test_that_a_deck_with_errors_is_saved_where_nothing_is_lost(
    make_window: WindowMaker, path: Path, qtbot: QtBot
) -> None:
    text = TEXT.replace("position: Position 2.", "position: Position 2.\n        colour: red")
    window = make_window(written(path, text))
    edit(qtbot, window)
    write(window, "We know.")
    save(qtbot, window)
    assert path.read_text() == text.replace("Rebuttal 1.", "We know.")


def test_that_an_edit_that_would_change_other_places_is_refused_with_a_sentence(
    make_window: WindowMaker, path: Path, qtbot: QtBot
) -> None:
    text = TEXT.replace("rebuttal: Rebuttal 1.", "rebuttal: &same Rebuttal 1.").replace(
        "rebuttal: Rebuttal 2.", "rebuttal: *same"
    )
    window = make_window(written(path, text))
    edit(qtbot, window)
    trouble = chrome_of(window).editor.apply(SetField("card-1", "rebuttal", "New."))
    assert "has “*same”" in trouble
    show_card(window, 2)
    write(window, "We know.")
    save(qtbot, window)
    assert path.read_text() == text.replace("Rebuttal 3.", "We know.")


def test_that_ctrl_s_on_the_rehearse_screen_saves_what_was_edited(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    write(at_work, "We know.")
    chrome_of(at_work).actions["go_rehearse"].trigger()
    with qtbot.waitSignal(chrome_of(at_work).editor.saved):
        QTest.keyClick(at_work.rehearse.card, Qt.Key.Key_S, CONTROL)
    assert "We know." in path.read_text()


# Elsewhere


def test_that_a_deck_saved_as_another_is_watched_there(
    at_work: MainWindow, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    another = tmp_path / "another.yaml"
    chosen_file(monkeypatch, tmp_path / "another")
    write(at_work, "We know.")
    chrome_of(at_work).actions["save_deck_as"].trigger()
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert path.read_text() == TEXT
    assert another.read_text() == TEXT.replace("Rebuttal 1.", "We know.")
    assert at_work.document.path == another
    assert at_work.settings.recent[0] == another
    change(path, "Rebuttal 2.", "Elsewhere.")
    change(another, "Rebuttal 2.", "Theirs.")
    qtbot.waitUntil(lambda: at_work.document.deck.issues[0].cards[1].rebuttal == "Theirs.")
    write(at_work, "And so on.")
    save(qtbot, at_work)
    assert at_work.document.path == another
    assert "And so on." in another.read_text()
    assert "Elsewhere." in path.read_text()


@pytest.mark.parametrize("answer", [Answer.Yes, Answer.No])
def test_that_a_file_that_is_there_is_replaced_only_on_request(
    answer: Answer,
    at_work: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: Answers,
    qtbot: QtBot,
) -> None:
    another = written(tmp_path / "another.yaml", "theirs")
    chosen_file(monkeypatch, tmp_path / "another")
    answers.give(answer)
    write(at_work, "We know.")
    chrome_of(at_work).actions["save_deck_as"].trigger()
    qtbot.waitUntil(lambda: not chrome_of(at_work).editor.is_saving)
    assert answers.asked == ["another.yaml is there already. Replace it?"]
    assert (another.read_text() == "theirs") == (answer == Answer.No)


def test_that_a_deck_that_is_only_read_can_be_saved_elsewhere(
    make_window: WindowMaker, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = make_window(path)
    chosen_file(monkeypatch, path.with_name("copy.yaml"))
    chrome_of(window).actions["save_deck_as"].trigger()
    qtbot.waitUntil(lambda: window.document.path == path.with_name("copy.yaml"))
    assert path.with_name("copy.yaml").read_text() == TEXT
    chosen_file(monkeypatch, "")
    chrome_of(window).actions["save_deck_as"].trigger()
    assert not chrome_of(window).editor.is_saving


def test_that_without_a_deck_there_is_nothing_to_save(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window(tmp_path / "none.yaml")
    chrome_of(window).actions["save_deck_as"].trigger()
    assert "There is no deck to save." in said(window)
