"""Saving from the window, with real keys: what is written, what is said, and the way out."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import Deck, SetField, saving
from deckapp.deck.storage import durable
from deckapp.gui.main_window import MainWindow

from .conftest import WindowMaker
from .helpers import chrome_of, small_deck, written
from .saving_helpers import (
    CONTROL,
    TEXT,
    Answer,
    Answers,
    change,
    choices,
    choose,
    chosen_file,
    desk_of,
    edit,
    field,
    press_save,
    said,
    save,
    show_card,
    write,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "decks").mkdir()
    return written(tmp_path / "decks" / "deck.yaml", TEXT)


@pytest.fixture
def at_work(make_window: WindowMaker, path: Path, qtbot: QtBot) -> MainWindow:
    """A window in which the first card is being edited."""
    window = make_window(path)
    edit(qtbot, window)
    return window


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    return Answers(monkeypatch)


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


# Leaving


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


# What goes wrong

Mishap = Callable[[Path, pytest.MonkeyPatch], Callable[[], object]]


def _deleted(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    path.unlink()
    return lambda: None


def _renamed(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    away = path.with_name("away.yaml")
    path.rename(away)
    return lambda: away.rename(path)


def _folder_gone(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    away = path.parent.with_name("away")
    path.parent.rename(away)
    return lambda: away.rename(path.parent)


def _read_only(path: Path, patch: pytest.MonkeyPatch) -> Callable[[], object]:
    path.chmod(0o444)
    real = os.access  # the tests may run as root, who may do anything
    patch.setattr(os, "access", lambda each, mode: real(each, mode) and mode != os.W_OK)
    return lambda: patch.setattr(os, "access", real)


def _full(_path: Path, patch: pytest.MonkeyPatch) -> Callable[[], object]:
    def fail(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    real = durable.replacing
    patch.setattr(saving, "replacing", fail)
    return lambda: patch.setattr(saving, "replacing", real)


def _broken(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    path.write_text("a: b: c\n")
    return lambda: path.write_text(TEXT)


MISHAPS = {
    _deleted: ("deleted, renamed or moved", "Write it anew"),
    _renamed: ("deleted, renamed or moved", "Write it anew"),
    _folder_gone: ("deleted, renamed or moved", "Write it anew"),
    _read_only: ("You may not write this file", "Try again"),
    _full: ("There is no room left", "Try again"),
    _broken: ("it has errors now", "Try again"),
}


@pytest.mark.parametrize("mishap", MISHAPS, ids=lambda mishap: mishap.__name__)
def test_that_what_goes_wrong_is_said_and_another_place_is_a_way_out(
    mishap: Mishap,
    at_work: MainWindow,
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    write(at_work, "We know.")
    mend = mishap(path, monkeypatch)
    press_save(at_work)
    sentence, way_out = MISHAPS[mishap]
    qtbot.waitUntil(lambda: sentence in said(at_work))
    assert choices(at_work) == [way_out, "Save as…", "Close"]
    assert at_work.isWindowModified()
    mend()
    elsewhere = tmp_path / "elsewhere.yaml"
    chosen_file(monkeypatch, elsewhere)
    choose(at_work, "Save as…")
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert elsewhere.read_text() == TEXT.replace("Rebuttal 1.", "We know.")
    assert at_work.document.path == elsewhere
    qtbot.waitUntil(lambda: said(at_work) == "")


@pytest.mark.parametrize("mishap", MISHAPS, ids=lambda mishap: mishap.__name__)
def test_that_it_is_saved_once_the_cause_is_gone(
    mishap: Mishap,
    at_work: MainWindow,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    write(at_work, "We know.")
    mend = mishap(path, monkeypatch)
    press_save(at_work)
    sentence, way_out = MISHAPS[mishap]
    qtbot.waitUntil(lambda: sentence in said(at_work))
    mend()
    choose(at_work, way_out)
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert path.read_text() == TEXT.replace("Rebuttal 1.", "We know.")
    qtbot.waitUntil(lambda: said(at_work) == "")


def test_that_a_file_that_comes_back_is_no_longer_missed(
    at_work: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    back = _renamed(path, monkeypatch)
    qtbot.waitUntil(lambda: "deleted, renamed or moved" in said(at_work))
    back()
    qtbot.waitUntil(lambda: said(at_work) == "")


def test_that_saving_elsewhere_is_tried_again_there(
    at_work: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    elsewhere = path.with_name("elsewhere.yaml")
    chosen_file(monkeypatch, elsewhere)
    mend = _full(path, monkeypatch)
    write(at_work, "We know.")
    chrome_of(at_work).actions["save_deck_as"].trigger()
    qtbot.waitUntil(lambda: "There is no room left" in said(at_work))
    mend()
    choose(at_work, "Try again")
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert "We know." in elsewhere.read_text()
    assert path.read_text() == TEXT


def test_that_an_unexpected_failure_is_said_too(
    at_work: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(*_given: object) -> None:
        raise ZeroDivisionError("<b>")

    write(at_work, "We know.")
    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr(saving, "replacing", fail)
        press_save(at_work)
        qtbot.waitUntil(lambda: bool(caught))
    assert "unexpectedly (ZeroDivisionError: <b>). Your changes are safe here." in said(at_work)
    choose(at_work, "Try again")
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert "We know." in path.read_text()
    assert said(at_work) == ""


def test_that_a_deck_that_cannot_be_edited_is_said_and_left_alone(
    make_window: WindowMaker, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = make_window(path)
    window.document.blockSignals(True)  # noqa: FBT003  a network drive tells nothing
    path.unlink()
    chrome_of(window).actions["add_card"].trigger()
    qtbot.waitUntil(lambda: "There is no such file." in said(window))
    assert window.screens.currentWidget() is window.rehearse
    written(path, TEXT)
    edit(qtbot, window)
    assert chrome_of(window).editor.is_clean


def test_that_ctrl_s_on_the_rehearse_screen_saves_what_was_edited(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    write(at_work, "We know.")
    chrome_of(at_work).actions["go_rehearse"].trigger()
    with qtbot.waitSignal(chrome_of(at_work).editor.saved):
        QTest.keyClick(at_work.rehearse.card, Qt.Key.Key_S, CONTROL)
    assert "We know." in path.read_text()
