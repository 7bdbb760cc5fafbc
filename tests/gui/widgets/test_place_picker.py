"""The sheet with its places: clicked, walked with arrows, painted, described."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.gui.theme import DARK, LIGHT, Theme
from deckapp.gui.widgets.place_picker import PlacePicker

SHEET = QRectF(0, 0, 85, 110)
PLACES = [QRectF(5 + 40 * column, 10 + 30 * row, 35, 25) for row in range(3) for column in range(2)]
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@pytest.fixture
def picker(qtbot: QtBot) -> PlacePicker:
    picker = PlacePicker(LIGHT)
    qtbot.addWidget(picker)
    picker.set_places(SHEET, PLACES, 1)
    return picker


def _middle(picker: PlacePicker, number: int) -> QPoint:
    return picker._box(PLACES[number - 1]).center().toPoint()


def _click(picker: PlacePicker, where: QPoint) -> None:
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=where)


def test_that_a_click_on_a_place_starts_there_and_tells_so_once(picker: PlacePicker) -> None:
    told: list[int] = []
    picker.start_changed.connect(told.append)
    for number in (4, 4, 6, 1):
        _click(picker, _middle(picker, number))
        assert picker.start == number
    assert told == [4, 6, 1]


def test_that_a_click_beside_the_places_changes_nothing(picker: PlacePicker) -> None:
    _click(picker, _middle(picker, 3))
    _click(picker, QPoint(0, 0))
    _click(picker, picker._box(SHEET).topLeft().toPoint() + QPoint(1, 1))
    assert picker.start == 3


def test_that_arrows_walk_to_the_ends_and_no_further(picker: PlacePicker) -> None:
    told: list[int] = []
    picker.start_changed.connect(told.append)
    QTest.keyClick(picker, Qt.Key.Key_Left)
    QTest.keyClick(picker, Qt.Key.Key_Up)
    assert (picker.start, told) == (1, [])
    for _ in range(8):
        QTest.keyClick(picker, Qt.Key.Key_Right)
    assert (picker.start, told) == (6, [2, 3, 4, 5, 6])
    QTest.keyClick(picker, Qt.Key.Key_Left)
    assert picker.start == 5
    QTest.keyClick(picker, Qt.Key.Key_Up)
    assert picker.start == 3
    QTest.keyClick(picker, Qt.Key.Key_Down)
    QTest.keyClick(picker, Qt.Key.Key_Down)
    assert picker.start == 5


def test_that_other_keys_are_left_to_the_window(picker: PlacePicker) -> None:
    QTest.keyClick(picker, Qt.Key.Key_A)
    assert picker.start == 1


def test_that_a_smaller_sheet_has_the_last_of_its_places(picker: PlacePicker) -> None:
    picker.set_places(SHEET, PLACES, 6)
    told: list[int] = []
    picker.start_changed.connect(told.append)
    picker.set_places(SHEET, PLACES[:2], picker.start)
    assert picker.start == 2
    assert picker.accessibleName() == "First free place: 2 of 2"
    picker.set_places(SHEET, [], picker.start)
    assert picker.start == 1
    QTest.keyClick(picker, Qt.Key.Key_Right)
    assert (picker.start, told) == (1, [])


@THEMES
def test_that_taken_places_are_grey_and_paper_is_white(theme: Theme, picker: PlacePicker) -> None:
    picker.set_theme(theme)
    picker.set_places(SHEET, PLACES, 3)
    image = picker.grab().toImage()
    inside = [picker._box(place).topLeft().toPoint() + QPoint(4, 4) for place in PLACES]
    colours = [QColor(image.pixel(point)).name() for point in inside]
    assert colours[:2] == ["#c9cdd2"] * 2
    assert colours[2:] == ["#ffffff"] * 4


def test_that_having_the_keyboard_is_seen(picker: PlacePicker, qtbot: QtBot) -> None:
    before = picker.grab().toImage()
    with qtbot.waitExposed(picker):
        picker.show()
    picker.activateWindow()
    picker.setFocus()
    qtbot.waitUntil(picker.hasFocus)
    assert picker.grab().toImage() != before
