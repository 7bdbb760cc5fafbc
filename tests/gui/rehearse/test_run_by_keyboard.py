"""A run-through by keyboard alone, from the key that starts it to what came of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, spin, written

from .running import AGENDA, Runner

Key = Qt.Key


@pytest.fixture
def user(qtbot: QtBot, make_window: WindowMaker, tmp_path: Path) -> Runner:
    """A user who has begun a run through two issues, by key."""
    user = Runner(qtbot, make_window(written(tmp_path / "agenda.yaml", AGENDA)))
    user.press(Key.Key_F4)
    user.until(lambda: user.is_at(user.sheet))
    return user


def test_that_keys_go_forth_and_back(user: Runner) -> None:
    for keys, title in (
        ((Key.Key_Space,), "The price"),
        ((Key.Key_Right,), "Students"),
        ((Key.Key_Left,), "The price"),
        ((Key.Key_Backspace,), "The pipeline"),
        ((Key.Key_P, Key.Key_Space), "The pipeline"),
        ((Key.Key_Space,), "The price"),
    ):
        user.press(*keys)
        assert user.point.startswith(title)


def test_that_p_takes_a_question_and_i_has_an_interpreter(user: Runner) -> None:
    user.press(Key.Key_P)
    assert user.time.startswith("Paused for a question")
    user.press(Key.Key_P, Key.Key_I)
    user.speak(10)
    assert user.time.startswith("This issue: 5:40 left")


def test_that_c_asks_return_cuts_and_escape_leaves_it(user: Runner) -> None:
    user.press(Key.Key_C)
    assert user.sheet.cut.minutes.hasFocus()
    user.press(Key.Key_Escape)
    assert not user.sheet.is_cutting
    assert user.run.is_under_way
    user.press(Key.Key_C)
    QTest.keyClicks(user.window.focusWidget(), "3")
    user.press(Key.Key_Return)
    assert not user.sheet.is_cutting
    assert user.time == "This issue: 1:36 left; Cut to 3 min: 3:00 left"
    user.press(Key.Key_Space)
    assert user.point.startswith("The price")


def test_that_keys_in_the_cut_are_its_own(user: Runner) -> None:
    user.press(Key.Key_C, Key.Key_Tab, Key.Key_Tab)
    assert user.sheet.cut.apply.hasFocus() or user.sheet.cut.leave.hasFocus()
    user.press(Key.Key_P, Key.Key_Right, Key.Key_I)
    assert user.point.startswith("The pipeline")
    assert "time counts twice" not in user.sheet.about.plain()
    user.press(Key.Key_Escape)
    assert user.sheet.card.hasFocus()


def test_that_the_bars_are_scrolled_by_keyboard(user: Runner) -> None:
    user.sheet.bars.setFocus()
    user.press(Key.Key_Down)
    assert user.point.startswith("The pipeline")
    assert user.sheet.bars.currentIndex().row() == 1
    user.press(Key.Key_Space)
    assert user.point.startswith("The price")


def test_that_escape_ends_it_and_f4_begins_another(user: Runner) -> None:
    user.speak(70)
    user.press(Key.Key_Escape)
    user.until(lambda: user.is_at(user.run.summary))
    assert user.run.summary.table.hasFocus()
    user.press(Key.Key_Space)
    assert user.is_at(user.run.summary)
    user.press(Key.Key_F4)
    user.until(lambda: user.is_at(user.sheet))
    assert user.time.startswith("This issue: 6:00 left")


def test_that_ctrl_1_leads_back_to_it(user: Runner) -> None:
    user.speak(10)
    chrome_of(user.window).actions["go_print"].trigger()
    user.press(Key.Key_1, with_=Qt.KeyboardModifier.ControlModifier)
    spin()
    assert user.is_at(user.sheet)
    assert user.time.startswith("Stands still: 5:50 left")


def test_that_what_ends_at_once_leads_back_to_the_cards(user: Runner) -> None:
    user.speak(3)
    user.press(Key.Key_Escape)
    user.until(lambda: user.is_at(user.window.rehearse))
    assert user.runs() == ()
