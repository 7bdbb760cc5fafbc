"""Leaving a deck that is being edited, with real keys: nothing is lost that was not given up."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import Deck
from deckapp.gui.main_window import MainWindow
from tests.gui.helpers import chrome_of, small_deck, written
from tests.gui.saving_helpers import (
    TEXT,
    Answer,
    Answers,
    change,
    choose,
    desk_of,
    field,
    press_save,
    said,
    save,
    write,
)


def test_that_closing_with_everything_saved_asks_nothing(
    at_work: MainWindow, path: Path, answers: Answers
) -> None:
    assert at_work.close()
    assert answers.asked == []
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_that_closing_asks_and_cancel_stays(
    at_work: MainWindow, path: Path, answers: Answers
) -> None:
    answers.give(Answer.Cancel)
    write(at_work, "We know.")
    assert not at_work.close()
    assert answers.asked == ["Save the changes to deck.yaml?"]
    assert at_work.isVisible()
    assert not chrome_of(at_work).editor.is_clean
    assert path.read_text() == TEXT


def test_that_closing_saves_and_then_closes(
    at_work: MainWindow, path: Path, answers: Answers, qtbot: QtBot
) -> None:
    answers.give(Answer.Save)
    write(at_work, "We know.")
    assert not at_work.close()
    qtbot.waitUntil(lambda: not at_work.isVisible())
    assert "We know." in path.read_text()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_that_what_is_typed_while_the_last_save_goes_on_is_saved_before_it_closes(
    at_work: MainWindow, path: Path, answers: Answers, qtbot: QtBot
) -> None:
    answers.give(Answer.Save)
    write(at_work, "One")
    assert not at_work.close()
    QTest.keyClicks(field(at_work, "rebuttal"), " two.")
    qtbot.waitUntil(lambda: not at_work.isVisible())
    assert "One two." in path.read_text()


def test_that_closing_discards(
    at_work: MainWindow, path: Path, answers: Answers, home: Path
) -> None:
    answers.give(Answer.Discard)
    write(at_work, "We know.")
    at_work.close()
    assert not at_work.isVisible()
    assert path.read_text() == TEXT
    assert not list(home.rglob("*.journal"))


def test_that_closing_right_after_saving_waits_for_it_and_asks_nothing(
    at_work: MainWindow, path: Path, answers: Answers, qtbot: QtBot
) -> None:
    write(at_work, "We know.")
    press_save(at_work)
    at_work.close()
    qtbot.waitUntil(lambda: not at_work.isVisible())
    assert answers.asked == []
    assert "We know." in path.read_text()


def test_that_the_window_stays_where_the_last_save_fails(
    at_work: MainWindow, path: Path, answers: Answers, qtbot: QtBot
) -> None:
    answers.give(Answer.Save)
    write(at_work, "We know.")
    path.unlink()
    at_work.close()
    qtbot.waitUntil(lambda: "deleted, renamed or moved" in said(at_work))
    assert at_work.isVisible()
    choose(at_work, "Write it anew")
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert path.read_text() == TEXT.replace("Rebuttal 1.", "We know.")
    assert at_work.isVisible()
    assert said(at_work) == ""


@pytest.mark.parametrize("answer", [Answer.Save, Answer.Discard, Answer.Cancel])
def test_that_opening_another_deck_asks_first(
    answer: Answer, at_work: MainWindow, path: Path, answers: Answers, qtbot: QtBot
) -> None:
    other = written(path.with_name("other.yaml"), small_deck(2, prefix="other"))
    answers.give(answer)
    write(at_work, "We know.")
    at_work.open_deck(other)
    if answer == Answer.Cancel:
        assert at_work.document.path == path
        assert not chrome_of(at_work).editor.is_clean
        return
    qtbot.waitUntil(lambda: at_work.rehearse.present_id() == "other-1")
    assert ("We know." in path.read_text()) == (answer == Answer.Save)
    assert at_work.document.path == other
    assert not at_work.isWindowModified()


def test_that_nothing_is_edited_while_another_deck_is_read(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    other = written(path.with_name("other.yaml"), small_deck(2, prefix="other"))
    at_work.open_deck(other)
    write(at_work, "Lost?")
    assert at_work.document.deck.issues[0].cards[0].rebuttal == "Rebuttal 1."
    qtbot.waitUntil(lambda: at_work.rehearse.present_id() == "other-1")


def test_that_the_same_deck_opened_again_is_as_it_is_in_the_file(
    at_work: MainWindow, path: Path, answers: Answers, qtbot: QtBot
) -> None:
    chrome = chrome_of(at_work)
    at_work.open_deck(path)
    assert chrome.editor.session is not None
    answers.give(Answer.Discard)
    write(at_work, "Given up.")
    at_work.open_deck(path)
    qtbot.waitUntil(lambda: at_work.document.deck.issues[0].cards[0].rebuttal == "Rebuttal 1.")
    qtbot.waitUntil(lambda: chrome.editor.session is not None)
    assert field(at_work, "rebuttal").value() == "Rebuttal 1."
    write(at_work, "Another.")
    save(qtbot, at_work)
    assert "Another." in path.read_text()


def test_that_reloading_keeps_what_was_edited(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    write(at_work, "Ours.")
    with qtbot.waitSignal(chrome_of(at_work).editor.untouched):
        QTest.keyClick(at_work, Qt.Key.Key_F5)
    change(path, "Rebuttal 2.", "Theirs.")
    QTest.keyClick(at_work, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "Somebody else changed this file." in said(at_work))
    assert field(at_work, "rebuttal").value() == "Ours."


def test_that_a_new_deck_in_the_place_of_the_one_at_hand_is_edited(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    chrome = chrome_of(at_work)
    chrome.screens.create(path, Deck(format="deckapp/1", title="Brand new"))
    qtbot.waitUntil(lambda: at_work.document.deck.title == "Brand new")
    qtbot.waitUntil(lambda: chrome.editor.session is not None)
    assert at_work.screens.currentWidget() is desk_of(at_work).screen
