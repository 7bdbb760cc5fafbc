"""Going to the Print screen and back; what it shows first; its colours."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from deckapp.gui.theme import DARK, LIGHT
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import HEAD, chrome_of, small_deck, written

from .helpers import Desk

_CONTROL = Qt.KeyboardModifier.ControlModifier
ROOT = Path(__file__).parents[3]


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> Desk:
    return Desk(window, qtbot).go()


def test_that_control_3_goes_to_the_print_screen_and_control_1_back(desk: Desk) -> None:
    window = desk.window
    assert window.screens.currentWidget() is desk.screen
    assert desk.screen.picker.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_1, _CONTROL)
    assert window.screens.currentWidget() is window.rehearse
    first = desk.screen
    assert desk.go().screen is first


def test_that_the_print_screen_is_built_when_it_is_first_asked_for() -> None:
    program = """
import sys
from PySide6.QtCore import QTimer
from deckapp.gui import app
from deckapp.gui.main_window import MainWindow

furnish = MainWindow.furnish

def heavy():
    return sorted(name for name in sys.modules if "gui.print" in name or "QtPdf" in name)

def furnish_and_look(window):
    furnish(window)
    QTimer.singleShot(200, window, lambda: look(window))

def look(window):
    print(heavy())
    window.chrome.actions["go_print"].trigger()
    print("deckapp.gui.print.desk" in sys.modules)
    window.close()

MainWindow.furnish = furnish_and_look
sys.exit(app.run([]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["[]", "True"]


def test_that_the_moscow_deck_is_shown_on_index_cards(desk: Desk) -> None:
    assert desk.screen.picker.present() == "index-3x5"
    assert desk.rendered.report.layout == "index-3x5"
    assert len(desk.rendered.report.cards) == 25
    assert desk.status == "25 sheets, double-sided. Print at 100 %."
    assert desk.findings() == ["Nothing stands in the way."]
    assert desk.screen.save.isEnabled()
    assert desk.screen.print.isEnabled()
    assert desk.screen.where.text() == "Sheet 1 of 25"
    assert desk.screen.paper.pdf.size.toTuple() == (360, 216)
    desk.painted()
    image = desk.screen.paper.viewport().grab().toImage()
    colours = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
    assert "#ffffff" in colours
    assert len(colours) > 5  # text is there


def test_that_sheets_are_gone_through_with_buttons_and_page_keys(desk: Desk) -> None:
    screen = desk.screen
    assert not screen.back.isEnabled()
    QTest.mouseClick(screen.forth, Qt.MouseButton.LeftButton)
    assert screen.where.text() == "Sheet 2 of 25"
    QTest.keyClick(screen.save, Qt.Key.Key_PageDown)
    assert screen.where.text() == "Sheet 3 of 25"
    QTest.keyClick(screen.save, Qt.Key.Key_PageUp)
    QTest.mouseClick(screen.back, Qt.MouseButton.LeftButton)
    assert screen.where.text() == "Sheet 1 of 25"
    screen.paper.show_sheet(24)
    assert not screen.forth.isEnabled()
    assert screen.back.isEnabled()


def test_that_a_click_on_the_strip_goes_to_that_sheet(desk: Desk) -> None:
    strip = desk.screen.strip
    desk.qtbot.waitUntil(lambda: bool(strip._images), timeout=10_000)
    middle = QPoint(2 * strip._pitch() + strip._pitch() // 2, 30)
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert desk.screen.where.text() == "Sheet 3 of 25"
    desk.screen.paper.show_sheet(24)
    assert strip.horizontalScrollBar().value() > 0
    desk.screen.paper.show_sheet(0)
    assert strip.horizontalScrollBar().value() == 0


def test_that_one_sheet_needs_no_strip(desk: Desk) -> None:
    assert desk.screen.strip.isVisible()
    desk.choose("agenda")
    assert not desk.screen.strip.isVisible()


def test_that_a_deck_without_cards_has_nothing_to_print(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window(written(tmp_path / "deck.yaml", HEAD.replace("issues:\n", "issues: []\n")))
    QTest.keyClick(window, Qt.Key.Key_3, _CONTROL)
    assert chrome_of(window).messages.text().startswith("There is no card to print.")
    assert window.screens.currentWidget() is chrome_of(window).page


def test_that_the_last_layout_is_remembered_for_each_deck(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    one = written(tmp_path / "one.yaml", small_deck())
    two = written(tmp_path / "two.yaml", small_deck())
    for path, layout in ((one, "wallet"), (two, "letter-3x5")):
        desk = Desk(make_window(path), qtbot).go()
        desk.choose(layout)
        assert desk.rendered.layout.id == layout
    for path, layout in ((one, "wallet"), (two, "letter-3x5")):
        assert Desk(make_window(path), qtbot).go().rendered.layout.id == layout


def test_that_paper_stays_white_in_the_dark(desk: Desk) -> None:
    desk.painted()
    screen = desk.screen
    for theme in (DARK, LIGHT):
        chrome_of(desk.window).actions[f"theme_{theme.name}"].trigger()
        desk.painted()
        image = screen.paper.viewport().grab().toImage()
        assert image.pixelColor(2, 2).name() == theme.ground.lower()
        colours = [image.pixelColor(x, image.height() // 2) for x in range(image.width())]
        assert colours.count(QColor("#ffffff")) > image.width() / 4
        panel = screen.grab().toImage().pixelColor(2, screen.height() - 3)
        assert panel.name() == theme.panel.lower()


def test_that_looks_and_zooms_are_chosen_by_keys(desk: Desk) -> None:
    desk.pick(desk.screen.look, "Hold")
    desk.pick(desk.screen.zoom, "100")
    desk.painted()
    scale = desk.screen.paper.physicalDpiX() / 72
    assert abs(desk.screen.paper._scale() - scale) < 0.01
    desk.pick(desk.screen.zoom, "200")
    assert desk.screen.paper.horizontalScrollBar().maximum() > 0
    QTest.keyClicks(desk.screen.look, "Folded")  # nothing is folded
    assert desk.screen.look.currentText() == "Hold to the light"


def test_that_a_pocket_booklet_can_be_seen_folded_and_cards_again_flat(desk: Desk) -> None:
    desk.choose("pocket-letter")
    desk.pick(desk.screen.look, "Folded")
    desk.painted()
    assert len(desk.screen.paper._pictures()) == 5  # cover, three spreads, back cover
    desk.choose("index-3x5")
    assert desk.screen.look.currentText() == "Both sides"


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface.isValid() else ""


def test_that_every_control_has_a_name(desk: Desk) -> None:
    controls = [
        widget
        for widget in desk.screen.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QLabel)
        and not isinstance(widget.parentWidget(), QComboBox)
    ]
    nameless = [type(widget).__name__ for widget in controls if not _name(widget).strip()]
    scrolled = ["QScrollArea"] * nameless.count("QScrollArea")  # holds the form, which has names
    assert nameless == scrolled
    assert len(controls) > 15


def test_that_the_screen_fits_a_small_window(desk: Desk) -> None:
    desk.window.resize(800, 500)
    desk.painted()
    assert desk.window.width() == 800
    assert desk.window.height() == 500
    assert desk.screen.paper.viewport().height() > 80
