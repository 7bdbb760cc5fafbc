"""A murder board that is left, ended or disturbed, and how it goes on."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import SetField
from deckapp.rehearsal import LogError
from deckapp.rehearsal.log.times import Timed, Times
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, small_deck, spin, written

from .attacking import ATTACKED, Attacked
from .drilling import Key, Rehearser


def test_that_a_computer_that_slept_does_not_use_up_the_answer(attacked: Attacked) -> None:
    attacked.begin()
    attacked.wait(3)
    attacked.clock.now += timedelta(minutes=12)
    attacked.board.tick()
    assert attacked.page.ring.text() == "0:17 left"
    assert "slept for 12 minutes" in attacked.said
    attacked.clock.now -= timedelta(hours=1)
    attacked.board.tick()
    assert "set back" in attacked.said
    attacked.answer(4)
    assert attacked.times() == (Timed("gas/rebuttal", 7),)


def test_that_it_goes_on_after_a_crash_at_the_same_question(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer(5)
    attacked.come_back()
    assert "That is no proof." in attacked.card
    assert "that you began at 20:00" in attacked.said
    attacked.answer_all()
    attacked.user.press(Key.Key_3)
    attacked.board.close()
    attacked.user.desk.drill.close()
    attacked.come_back()
    assert attacked.user.is_at(attacked.user.page)
    assert "It is." in attacked.user.card
    assert len(attacked.user.reviews()) == 1


def test_that_another_can_be_begun_instead_of_the_one_that_was_left(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer()
    attacked.come_back()
    attacked.choose("Begin another")
    attacked.user.until(lambda: attacked.user.is_at(attacked.board.start_page))
    attacked.press(Key.Key_Return)
    attacked.user.until(lambda: attacked.user.is_at(attacked.page))
    assert "Докажите." in attacked.card
    assert attacked.times() == ()


def test_that_escape_grades_what_was_answered_and_without_answers_leaves(
    attacked: Attacked,
) -> None:
    attacked.begin()
    attacked.press(Key.Key_Escape)
    assert attacked.user.is_at(attacked.window.rehearse)
    attacked.begin()
    attacked.answer()
    attacked.press(Key.Key_Escape)
    assert attacked.user.is_at(attacked.user.page)
    attacked.user.press(Key.Key_3)
    attacked.user.until(lambda: attacked.user.is_at(attacked.user.desk.drill.summary))


def test_that_escape_twice_leaves_the_answers_to_be_graded(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer(7)
    attacked.press(Key.Key_Escape, Key.Key_Escape)
    assert attacked.user.is_at(attacked.window.rehearse)
    assert "None of your answers is graded yet" in attacked.said
    attacked.press(Key.Key_F3)
    attacked.user.until(lambda: attacked.user.is_at(attacked.page))
    assert "That is no proof." in attacked.card
    attacked.press(Key.Key_Escape)
    assert "Your answer took: 0:07" in attacked.user.card


def test_that_the_clock_goes_on_after_a_look_at_another_page(attacked: Attacked) -> None:
    attacked.begin()
    attacked.wait(3)
    attacked.user.trigger("show_voice")
    attacked.clock.go_on(8)
    attacked.press(Key.Key_Escape)
    assert attacked.user.is_at(attacked.page)
    attacked.wait(2)
    assert attacked.page.ring.text() == "0:15 left"
    assert attacked.board._timer.isActive()


def test_that_a_board_whose_cards_are_gone_waits_for_them(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer()
    path = attacked.window.document.path
    assert path is not None
    path.write_text(small_deck(1), encoding="utf-8")
    attacked.user.trigger("reload_deck")
    attacked.user.until(lambda: "Nothing of this murder board is in the deck now" in attacked.said)
    assert attacked.user.is_at(attacked.window.rehearse)
    path.write_text(ATTACKED, encoding="utf-8")
    attacked.user.trigger("reload_deck")
    attacked.user.until(lambda: attacked.window.document.deck.title == "Attacked")
    attacked.press(Key.Key_F3)
    attacked.user.until(lambda: attacked.user.is_at(attacked.page))
    assert "That is no proof." in attacked.card


def test_that_an_edit_of_another_card_leaves_the_clock_alone(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer()
    attacked.wait(6)
    path = attacked.window.document.path
    assert path is not None
    path.write_text(ATTACKED.replace("Why stay?", "Why?").replace("Gas\n", "Gassed\n"))
    attacked.user.trigger("reload_deck")
    attacked.user.until(lambda: "Why?" in str(attacked.window.document.deck))
    attacked.wait(1)
    assert attacked.page.ring.text() == "0:13 left"


def test_that_a_colleague_cannot_answer_for_who_is_elsewhere(attacked: Attacked) -> None:
    attacked.begin()
    attacked.press(Key.Key_F12)
    presenter = attacked.board.presenting.presenter
    assert presenter is not None
    attacked.user.trigger("go_print")
    QTest.keyClick(presenter, Key.Key_Space)
    spin()
    assert attacked.times() == ()
    presenter.close()


def test_that_time_on_another_screen_does_not_count(attacked: Attacked) -> None:
    attacked.begin()
    attacked.wait(3)
    attacked.user.trigger("go_print")
    attacked.wait(8)
    attacked.user.trigger("go_rehearse")
    assert attacked.user.is_at(attacked.page)
    attacked.answer(2)
    assert attacked.times() == (Timed("gas/rebuttal", 5),)


def test_that_an_answer_that_cannot_be_kept_is_asked_again(
    attacked: Attacked, monkeypatch: pytest.MonkeyPatch
) -> None:
    attacked.begin()

    def fail(_times: Times, _timed: Timed) -> None:
        raise LogError(Path("reviews.db"), "The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Times, "add", fail)
        attacked.wait(4)
        attacked.press(Key.Key_Space)
        assert "The disk is full." in attacked.said
        assert "press Space again" in attacked.said
        assert "Докажите." in attacked.card
    attacked.answer(1)
    assert attacked.times() == (Timed("gas/rebuttal", 5),)


def test_that_words_edited_meanwhile_are_asked_as_they_are(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer()
    attacked.user.trigger("go_edit")
    editor = chrome_of(attacked.window).editor
    attacked.user.until(lambda: editor.session is not None)
    editor.apply(SetField("gas", "follow_ups.more.counter", "That proves nothing."))
    attacked.user.trigger("go_rehearse")
    assert "That proves nothing." in attacked.card
    editor.undo()


def test_that_a_deck_without_counters_says_what_is_missing(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    text = small_deck(1).replace("counter", "notes").replace("rebuttal", "origin")
    user = Rehearser(qtbot, make_window(written(tmp_path / "deck.yaml", text)))
    user.press(Key.Key_F3)
    user.until(lambda: "murder board asks counters" in user.said)
    assert user.is_at(user.window.rehearse)
