"""What happens in a field besides typing: pasting, its menu, quick fixes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.gui.conftest import WindowMaker
from tests.gui.helpers import small_deck, written

from .keyboard import Key, User, words_of

AVOID = (
    "avoid:\n  - phrase: mutual respect\n    say: plain words\n  - phrase: R & R\n    say: R & D\n"
)
CARDS = "One\nPosition: A.\nThey say: B.\nWe answer: C.\n\nTwo\nPosition: D.\nThey say: E."


@pytest.fixture
def user(make_window: WindowMaker, qtbot: QtBot, tmp_path: Path) -> User:
    """A user at the position of the first of three cards."""
    text = small_deck(3).replace("issues:\n", f"{AVOID}issues:\n")
    user = User(make_window(written(tmp_path / "deck.yaml", text)), qtbot)
    user.edit()
    user.tab_to("Position")
    return user


def _paste(user: User, text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    user.control(Key.Key_V)


def _menu_at(user: User, index: int, choose: str = "") -> list[str]:
    """What the menu of the position offers at a character; one entry may be chosen."""
    offered: list[str] = []

    def look(menu: QMenu) -> None:
        offered.extend(words_of(menu))
        chosen = [action for action in menu.actions() if action.text() == choose]
        for action in chosen:
            action.trigger()

    user.menu_at(user.field("position"), index, look)
    return offered


# Pasting


def test_that_what_is_pasted_is_clean_and_stands_at_the_cursor(user: User) -> None:
    user.press(Key.Key_End)
    _paste(user, "\tSoft\u00adhyphen\x07\r\nand \u200bmore.\r\n")
    assert user.field("position").text() == "Position 1.Softhyphen\nand more."


def test_that_words_are_pasted_with_the_spaces_around_them(user: User) -> None:
    user.press(Key.Key_End)
    _paste(user, " And more ")
    assert user.field("position").text() == "Position 1. And more "
    _paste(user, "  ")
    assert user.field("position").text() == "Position 1. And more "


@pytest.mark.parametrize("as_text", [True, False])
def test_that_cards_that_are_pasted_may_be_text_after_all_or_nothing(
    user: User, *, as_text: bool
) -> None:
    user.control(Key.Key_A)
    _paste(user, CARDS)
    offer = user.desk.texts.offer
    assert offer.isVisible()
    if as_text:
        user.tab_to("Paste as text")
        user.press(Key.Key_Space)
        assert user.field("position").text() == CARDS
    else:
        user.press(Key.Key_Escape)
        assert user.field("position").text() == "Position 1."
    assert offer.isHidden()
    assert user.field("position").hasFocus()
    assert user.titles() == ["Title 1", "Title 2", "Title 3"]


def test_that_only_the_cards_that_are_ticked_come_after_the_one_at_hand(user: User) -> None:
    _paste(user, CARDS)
    user.press(Key.Key_Space)
    user.press(Key.Key_Return)
    assert user.titles() == ["Title 1", "Two", "Title 2", "Title 3"]
    user.control(Key.Key_Z)
    assert user.titles() == ["Title 1", "Title 2", "Title 3"]


def test_that_text_for_a_deck_or_an_issue_is_never_taken_for_cards(user: User) -> None:
    user.control(Key.Key_I)
    user.tab_to("Our objectives")
    _paste(user, CARDS)
    assert user.desk.texts.offer.isHidden()
    assert "Position: A." in user.field("meeting.objectives").text()


def test_that_pasting_goes_to_the_field_that_has_the_keyboard_now(user: User) -> None:
    user.tab_to("Counter")
    _paste(user, "New. ")
    assert user.field("counter").text() == "New. Counter 1."
    assert user.field("position").text() == "Position 1."


# Quick fixes


def test_that_the_fixes_of_the_field_at_hand_go_before_those_of_the_card(user: User) -> None:
    user.write(position="Mutual respect.", rebuttal="R & R.")
    user.control(Key.Key_Period)
    assert words_of(user.menu()) == ["Say “R && D” instead"]
    user.press(Key.Key_Escape)
    user.press(Key.Key_Backtab)
    user.control(Key.Key_Period)
    assert len(words_of(user.menu())) == 2
    user.press(Key.Key_Return)
    assert user.field("position").text() == "Plain words."


def test_that_the_menu_of_fixes_covers_neither_the_field_nor_what_is_said_of_it(
    user: User,
) -> None:
    user.write(position="We show mutual respect.")
    user.control(Key.Key_Period)
    row = user.row("position")
    assert user.menu().pos().y() >= row.mapToGlobal(row.note.geometry().bottomLeft()).y()
    user.press(Key.Key_Escape)


def test_that_nothing_to_mend_is_said(user: User) -> None:
    user.control(Key.Key_Period)
    assert "nothing here" in user.said()


def test_that_the_menu_of_a_field_offers_what_mends_the_place_it_is_asked_at(user: User) -> None:
    user.write(position="We show mutual respect.")
    offered = _menu_at(user, 12, "Say “plain words” instead")
    assert offered[0] == "Say “plain words” instead"
    assert user.field("position").text() == "We show plain words."
    assert not any("words" in each for each in _menu_at(user, 1))


def test_that_the_menu_of_a_field_offers_no_undo_of_its_own(user: User) -> None:
    user.type("x")
    assert not any("do" in each.replace("&", "") for each in _menu_at(user, 0))
