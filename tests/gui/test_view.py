"""Theme, text zoom, animations, full screen, agenda: how the window looks, and that it stays so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from deckapp.gui.theme import DARK, LIGHT

from .conftest import WindowMaker
from .helpers import FakeHints, ManualExecutor, chrome_of, press, seen, spin

_CONTROL = Qt.KeyboardModifier.ControlModifier


def _corner(window: MainWindow) -> str:
    """The colour of the ground beside the card."""
    return window.rehearse.grab().toImage().pixelColor(2, 2).name()


def test_that_the_theme_is_chosen_in_the_menu_and_remembered(
    window: MainWindow, make_window: WindowMaker
) -> None:
    actions = chrome_of(window).actions
    assert actions["theme_system"].isChecked()
    assert _corner(window) == LIGHT.ground.lower()
    actions["theme_dark"].trigger()
    assert window.theme is DARK
    assert _corner(window) == DARK.ground.lower()
    assert QGuiApplication.palette().color(QPalette.ColorRole.Window).name() == DARK.panel.lower()
    other = make_window()
    assert other.theme is DARK
    assert chrome_of(other).actions["theme_dark"].isChecked()
    actions["theme_light"].trigger()
    assert window.theme is LIGHT
    assert not actions["theme_dark"].isChecked()
    actions["theme_system"].trigger()
    assert window.settings.theme == "system"


def test_that_the_window_follows_the_system_while_it_is_open(window: MainWindow) -> None:
    view = chrome_of(window).view
    view._on_scheme_changed(Qt.ColorScheme.Dark)
    assert window.theme is DARK
    view._on_scheme_changed(Qt.ColorScheme.Light)
    assert window.theme is LIGHT
    chrome_of(window).actions["theme_light"].trigger()
    view._on_scheme_changed(Qt.ColorScheme.Dark)
    assert window.theme is LIGHT


def test_that_a_dark_system_makes_a_dark_window(make_window: WindowMaker) -> None:
    window = make_window(hints=FakeHints(dark=True))
    assert window.theme is DARK
    assert _corner(window) == DARK.ground.lower()


def test_that_a_change_of_theme_keeps_the_place(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Space, 2)
    before = window.rehearse.place, seen(window)
    chrome_of(window).actions["theme_dark"].trigger()
    assert (window.rehearse.place, seen(window)) == before


def test_that_text_is_made_larger_and_smaller_within_bounds_and_normal_again(
    window: MainWindow,
) -> None:
    smallest = window.rehearse.card._zoom
    QTest.keyClick(window, Qt.Key.Key_Plus, _CONTROL)
    assert window.settings.zoom == 110
    assert window.rehearse.card._zoom == pytest.approx(smallest * 1.1)
    for _ in range(20):
        QTest.keyClick(window, Qt.Key.Key_Equal, _CONTROL)
    assert window.settings.zoom == 200
    for _ in range(20):
        QTest.keyClick(window, Qt.Key.Key_Minus, _CONTROL)
    assert window.settings.zoom == 70
    QTest.keyClick(window, Qt.Key.Key_0, _CONTROL)
    assert window.settings.zoom == 100


def test_that_zoom_reaches_the_all_that_surrounds_the_card(window: MainWindow) -> None:
    chrome = chrome_of(window)
    assert window.rehearse.foot is not None
    parts = (
        chrome.agenda.tree,
        chrome.agenda.filter,
        chrome.agenda._title,
        chrome.panel.list,
        chrome.panel.source,
        chrome.panel._headline,
        chrome.page._headline,
        window.banners[0],
        window.rehearse.foot._at_hand,
        window.rehearse.foot._keys,
    )
    before = [part.font().pointSizeF() for part in parts]
    for _ in range(5):
        QTest.keyClick(window, Qt.Key.Key_Plus, _CONTROL)
    after = [part.font().pointSizeF() for part in parts]
    assert after == pytest.approx([size * 1.5 for size in before])
    assert window.rehearse.foot.height() > 3 * window.rehearse.foot._keys.fontMetrics().height()


def test_that_what_was_seen_stays_marked_in_another_theme(window: MainWindow) -> None:
    assert window.rehearse.foot is not None
    strip = window.rehearse.foot._strip
    press(window, Qt.Key.Key_Right, 3)
    chrome_of(window).actions["theme_dark"].trigger()
    assert strip._seen == {0, 1, 2, 3}


def test_that_larger_text_before_the_window_is_furnished_has_room_kept_for_it(
    make_window: WindowMaker,
) -> None:
    make_window().settings.zoom = 150
    window = make_window(executor=ManualExecutor(), wait=False)
    before = window.rehearse.card.height()
    window.furnish()
    spin()
    assert window.rehearse.card.height() == before


def test_that_zoom_and_stillness_are_remembered(
    window: MainWindow, make_window: WindowMaker
) -> None:
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Plus, _CONTROL)
    chrome_of(window).actions["be_still"].trigger()
    other = make_window()
    assert other.settings.zoom == 130
    assert other.rehearse.card._zoom == pytest.approx(1.3)
    assert other.rehearse.still
    assert chrome_of(other).actions["be_still"].isChecked()
    chrome_of(other).actions["be_still"].trigger()
    assert (other.rehearse.still, other.settings.still) == (False, False)


def test_that_f11_fills_the_screen_and_gives_it_back(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    assert chrome_of(window).actions["full_screen"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert not chrome_of(window).actions["full_screen"].isChecked()


def test_that_f9_hides_the_agenda_and_a_search_brings_it_back(window: MainWindow) -> None:
    agenda = chrome_of(window).agenda
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert agenda.isHidden()
    QTest.keyClick(window, Qt.Key.Key_F, _CONTROL)
    assert agenda.isVisible()
    assert agenda.filter.hasFocus()
    assert chrome_of(window).actions["show_agenda"].isChecked()
