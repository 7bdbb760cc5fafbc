"""One table makes menus, shortcuts and the sheet; no two things share a key."""

from collections import defaultdict

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from deckapp.gui.actions import ACTIONS
from deckapp.gui.dialogs import shortcut_groups
from deckapp.gui.main_window import _MENUS as MENUS
from deckapp.gui.main_window import MainWindow
from deckapp.gui.widgets.shortcut_sheet import ShortcutSheet

from .helpers import cards_of, chrome_of, press, seen


def test_that_no_two_actions_share_an_id_or_a_key() -> None:
    ids = [spec.id for spec in ACTIONS]
    assert len(set(ids)) == len(ids)
    owners = defaultdict(list)
    for spec in ACTIONS:
        for key in spec.keys:
            sequence = QKeySequence(key)
            assert not sequence.isEmpty(), f"{spec.id}: “{key}” is no key"
            owners[sequence.toString()].append(spec.id)
    assert not {key: names for key, names in owners.items() if len(names) > 1}


def test_that_no_two_entries_of_a_menu_share_their_letter() -> None:
    letters = defaultdict(list)
    for spec in ACTIONS:
        _, _, rest = spec.text.partition("&")
        if rest:
            letters[spec.menu, rest[0].lower()].append(spec.id)
    assert not {key: names for key, names in letters.items() if len(names) > 1}


def test_that_every_action_stands_in_its_menu_with_its_shortcut_and_icon(
    window: MainWindow,
) -> None:
    chrome = chrome_of(window)
    menus = {menu.title(): menu for menu in window.menuBar().findChildren(QMenu)}
    assert set(MENUS) <= set(menus)
    for spec in ACTIONS:
        action = chrome.actions[spec.id]
        assert action in menus[spec.menu].actions()
        assert action.isCheckable() == spec.checkable
        assert [key.toString() for key in action.shortcuts()] == [
            QKeySequence(key).toString() for key in spec.keys
        ]
        assert action.icon().isNull() != bool(spec.icon)


def test_that_the_sheet_lists_every_action_that_has_a_key() -> None:
    listed = {text: keys for _, rows in shortcut_groups() for keys, text in rows}
    for spec in ACTIONS:
        text = spec.text.replace("&", "").rstrip("…")
        if spec.keys:
            assert len(listed[text].split(", ")) == len(spec.keys)
        else:
            assert text not in listed


def _top_dialog() -> ShortcutSheet | None:
    dialog = QApplication.activeModalWidget()
    assert dialog is None or isinstance(dialog, ShortcutSheet)
    return dialog


@pytest.mark.parametrize("key", [Qt.Key.Key_Question, Qt.Key.Key_F1])
def test_that_the_question_mark_shows_the_sheet_and_any_key_closes_it(
    window: MainWindow, key: Qt.Key, qtbot: QtBot
) -> None:
    texts: list[str] = []

    def read_and_close() -> None:
        sheet = _top_dialog()
        assert sheet is not None
        texts.extend(label.text() for label in sheet.findChildren(QLabel))
        QTest.keyClick(sheet, Qt.Key.Key_X)

    QTimer.singleShot(0, read_and_close)
    QTest.keyClick(window, key)
    assert "Space, PgDown" in texts
    assert "Reveal the next step" in texts
    assert {name.replace("&", "") for name in MENUS} <= set(texts)
    assert _top_dialog() is None


def test_that_the_keys_of_the_card_do_not_disturb_typing_in_the_filter(
    window: MainWindow,
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = chrome_of(window).agenda.filter
    assert box.hasFocus()
    QTest.keyClicks(box, "l? a")
    QTest.keyClick(box, Qt.Key.Key_Backspace)
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert box.text() == "l? "
    assert window.rehearse.place.step == 0


def test_that_ctrl_1_goes_back_to_the_card(window: MainWindow) -> None:
    chrome_of(window).agenda.filter.setFocus()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.rehearse.card.hasFocus()
    press(window, Qt.Key.Key_Space)
    assert cards_of(window)[0].position in seen(window)


def test_that_a_menu_that_is_open_has_its_keys_to_itself(window: MainWindow) -> None:
    menu = next(m for m in window.menuBar().findChildren(QMenu) if m.title() == "&View")
    chrome_of(window).actions["theme_dark"].trigger()
    window.rehearse.setFocus()
    for key in (Qt.Key.Key_Question, Qt.Key.Key_End, Qt.Key.Key_Backspace, Qt.Key.Key_L):
        menu.popup(window.pos())
        QTest.keyClick(menu, key)
    assert window.rehearse.place == (0, 0, 0)
    assert window.rehearse._language == ""
    assert window.settings.theme == "light"
    menu.close()
