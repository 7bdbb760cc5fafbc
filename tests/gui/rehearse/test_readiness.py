"""Readiness in a whole window: from the key to the numbers, the card, the drill and the page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from deckapp.gui.rehearse.readiness_page import ReadinessPage
from deckapp.paths import review_folder
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, small_deck, written

from .drilling import Rehearser

Key = Qt.Key


def page_of(user: Rehearser) -> ReadinessPage:
    return user.desk.readiness.page


def show(user: Rehearser) -> ReadinessPage:
    """Ask for the page, and wait for its numbers."""
    user.press(Key.Key_F7)
    page = page_of(user)
    assert user.is_at(page)
    user.until(lambda: "Reading" not in page.message())
    return page


def rehearsed(user: Rehearser, *grades: Qt.Key) -> None:
    user.drill()
    for grade in grades:
        user.answer(grade)
    user.end()


def test_that_f7_tells_how_ready_one_is(user: Rehearser) -> None:
    rehearsed(user, Key.Key_3, Key.Key_1, Key.Key_3)
    page = show(user)
    assert "4 days left" in page.head.text()
    assert "66 of 69 prompts were never rehearsed" in page.head.text()
    assert page.weakest.isVisible()


def test_that_a_deck_never_rehearsed_says_what_to_do_and_makes_no_log(user: Rehearser) -> None:
    page = show(user)
    assert "Nothing is rehearsed yet. Drill now" in page.head.text()
    assert not review_folder().exists()


def test_that_drill_now_drills(user: Rehearser) -> None:
    page = show(user)
    page.head.drill.click()
    user.until(lambda: user.is_at(user.page))


def test_that_the_numbers_are_those_after_the_drill(user: Rehearser) -> None:
    before = show(user).head.text()
    rehearsed(user, Key.Key_3)
    user.desk.drill.summary.readiness.click()
    user.until(lambda: page_of(user).head.text() not in ("", before))
    assert "68 of 69" in page_of(user).head.text()


def test_that_longer_sessions_are_remembered(user: Rehearser) -> None:
    page = show(user)
    before = page.head.text()
    page.minutes_changed.emit(45)
    user.until(lambda: page.head.text() not in ("", before))
    assert user.window.settings.drill_minutes == 45


def test_that_the_keyboard_is_where_to_go_on(user: Rehearser) -> None:
    page = show(user)
    assert page.head.drill.hasFocus()
    page.head.minutes.setFocus()
    user.press(Key.Key_Up)
    user.until(lambda: user.window.settings.drill_minutes == 25)
    assert page.head.minutes.hasFocus()


def test_that_another_deck_has_its_own_numbers(user: Rehearser, tmp_path: Path) -> None:
    show(user)
    user.window.open_deck(written(tmp_path / "small.yaml", small_deck(2)))
    user.until(lambda: user.is_at(user.window.rehearse))
    assert "no meeting date" in show(user).head.text()


def test_that_a_weak_line_leads_to_its_card(user: Rehearser) -> None:
    rehearsed(user, Key.Key_1)
    page = show(user)
    page.line_chosen.emit("ukraine-minsk/rebuttal")
    screens = chrome_of(user.window).screens
    user.until(lambda: screens.edit is not None and user.is_at(screens.edit.screen))
    assert screens.edit is not None
    desk = screens.edit
    user.until(lambda: desk.screen.target.id == "ukraine-minsk")


def test_that_a_weak_phrase_leads_to_the_deck(user: Rehearser) -> None:
    page = show(user)
    page.line_chosen.emit("avoid/mutual-respect")
    screens = chrome_of(user.window).screens
    user.until(lambda: screens.edit is not None and user.is_at(screens.edit.screen))


def test_that_a_deck_without_a_date_says_how_to_set_it(small: Rehearser) -> None:
    assert "The deck has no meeting date" in show(small).head.text()


def test_that_a_log_that_cannot_be_read_is_told_on_the_page(user: Rehearser) -> None:
    review_folder().parent.mkdir(parents=True)
    review_folder().write_text("in the way")
    assert str(review_folder()) in show(user).message()


def test_that_a_clock_that_was_set_back_is_told(user: Rehearser) -> None:
    rehearsed(user, Key.Key_3)
    user.clock.go_on(-24 * 3600)
    show(user)
    assert "1 review is dated after 2017-04-07 20:00" in user.said


def test_that_without_a_deck_there_is_nothing_to_be_ready_for(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    user = Rehearser(qtbot, make_window(tmp_path / "missing.yaml", wait=False))
    user.until(lambda: user.window.chrome is not None)
    for action in ("show_readiness", "start_drill", "practise_all"):
        user.trigger(action)
        assert user.window.screens.currentWidget() is chrome_of(user.window).page


# PDF


def chosen(monkeypatch: pytest.MonkeyPatch, out: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))


def test_that_the_page_is_written_for_the_staff(
    user: Rehearser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(user)
    chosen(monkeypatch, tmp_path / "ready")
    page.head.pdf.click()
    user.until(lambda: "ready.pdf is written." in user.said)
    first = (tmp_path / "ready.pdf").read_bytes()
    page.head.pdf.click()
    assert "ready.pdf exists already." in user.said
    user.choose("Replace it")
    user.until(lambda: "ready.pdf is written." in user.said)
    assert (tmp_path / "ready.pdf").read_bytes() == first


def test_that_a_page_that_cannot_be_written_is_told(
    user: Rehearser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(user)
    chosen(monkeypatch, tmp_path / "no" / "ready.pdf")
    page.head.pdf.click()
    user.until(lambda: "There is no folder" in user.said)


def test_that_lacking_characters_are_told(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = small_deck(1).replace("title: Title 1", "title: Title 莫")
    user = Rehearser(qtbot, make_window(written(tmp_path / "small.yaml", text)))
    rehearsed(user, Key.Key_1)
    page = show(user)
    chosen(monkeypatch, tmp_path / "ready.pdf")
    page.head.pdf.click()
    user.until(lambda: "The typeface lacks 莫" in user.said)
