"""A date typed or chosen: text stays as it is typed, the calendar is driven by keys alone."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.theme import DARK, LIGHT, Theme
from deckapp.gui.widgets.calendar_popup import CalendarPopup
from deckapp.gui.widgets.date_field import DateField
from tests.gui.helpers import spin

TODAY = date(2017, 4, 10)


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    field = DateField(partial=True, today=lambda: TODAY)
    field.setAccessibleName("When")
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    spin()
    return field


def _told(field: DateField) -> list[str]:
    told: list[str] = []
    field.changed.connect(lambda: told.append(field.value()))
    return told


def _opened(field: DateField) -> CalendarPopup:
    """The calendar, opened by its key."""
    QTest.keyClick(field.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.popup is not None
    assert field.popup.isVisible()
    return field.popup


def _press(popup: CalendarPopup, key: Qt.Key, *, shift: bool = False) -> None:
    days = popup.calendar.findChildren(QAbstractItemView)[0]
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(days, key, modifier)


@pytest.mark.parametrize("text", ["2017-04-12", "2013-09", "2013", "next week", "2017-02-31"])
def test_that_what_is_typed_stays_as_it_is(field: DateField, text: str) -> None:
    told = _told(field)
    QTest.keyClicks(field.edit, text)
    assert field.value() == text
    assert told == [text[: end + 1] for end in range(len(text))]


def test_that_setting_tells_nothing_and_keeps_the_cursor(field: DateField) -> None:
    told = _told(field)
    field.set_value("2017-04-12")
    field.edit.setCursorPosition(4)
    field.set_value("2018-04-12")
    assert (field.value(), field.edit.cursorPosition(), told) == ("2018-04-12", 4, [])
    field.set_value("20")
    assert field.edit.cursorPosition() == 2
    field.set_value("x" * 40_000 + "<b>\x00")
    assert field.value().startswith("xxx")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-04-12", QDate(2017, 4, 12)),
        (" 2013-09 ", QDate(2013, 9, 1)),
        ("2013", QDate(2013, 1, 1)),
        ("", QDate(2017, 4, 10)),
        ("next week", QDate(2017, 4, 10)),
        ("2017-02-31", QDate(2017, 4, 10)),
        ("2017-00", QDate(2017, 4, 10)),
    ],
)
def test_that_the_calendar_starts_at_what_is_written(
    field: DateField, text: str, day: QDate
) -> None:
    field.set_value(text)
    popup = _opened(field)
    assert popup.calendar.selectedDate() == day
    assert (popup.calendar.yearShown(), popup.calendar.monthShown()) == (day.year(), day.month())


def test_that_keys_walk_by_days_months_and_years_and_return_takes(field: DateField) -> None:
    told = _told(field)
    popup = _opened(field)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        _press(popup, key)
    _press(popup, Qt.Key.Key_PageDown)
    _press(popup, Qt.Key.Key_PageUp, shift=True)
    assert told == []
    _press(popup, Qt.Key.Key_Return)
    assert (field.value(), told) == ("2016-05-18", ["2016-05-18"])
    assert not popup.isVisible()
    assert field.edit.hasFocus()


def test_that_taking_the_day_that_is_written_is_no_change(field: DateField) -> None:
    field.set_value("2017-04-12")
    told = _told(field)
    _press(_opened(field), Qt.Key.Key_Return)
    assert told == []


def test_that_escape_closes_and_changes_nothing(field: DateField) -> None:
    field.set_value("bad")
    told = _told(field)
    popup = _opened(field)
    _press(popup, Qt.Key.Key_Right)
    _press(popup, Qt.Key.Key_Escape)
    assert (popup.isVisible(), field.value(), told) == (False, "bad", [])


def test_that_years_end_where_dates_do(field: DateField) -> None:
    field.set_value("2999-12-31")
    popup = _opened(field)
    _press(popup, Qt.Key.Key_PageDown)
    _press(popup, Qt.Key.Key_PageDown, shift=True)
    _press(popup, Qt.Key.Key_Return)
    assert field.value() == "2999-12-31"


def test_that_a_click_on_the_button_and_one_on_a_day_take_it(field: DateField) -> None:
    field.set_value("2017-04-12")
    QTest.mouseClick(field.button, Qt.MouseButton.LeftButton)
    assert field.popup is not None
    days = field.popup.calendar.findChildren(QAbstractItemView)[0]
    spin()
    chosen = days.visualRect(days.currentIndex())
    tomorrow = chosen.center() + QPoint(chosen.width(), 0)
    QTest.mouseClick(days.viewport(), Qt.MouseButton.LeftButton, pos=tomorrow)
    assert field.value() == "2017-04-13"


def test_that_weeks_start_on_monday(field: DateField) -> None:
    assert _opened(field).calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday


def test_that_every_part_has_a_name(field: DateField) -> None:
    field.setAccessibleDescription("When it was so.")
    assert field.edit.accessibleName() == "When"
    assert field.edit.accessibleDescription() == "When it was so. Alt+Down opens a calendar."
    assert field.button.accessibleName() == "When: choose in a calendar"
    popup = _opened(field)
    parts = popup.calendar.findChildren(QToolButton) + [
        part
        for part in popup.calendar.findChildren(QWidget)
        if part.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    assert len(parts) >= 6
    assert all(part.accessibleName() for part in parts)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_the_calendar_takes_on_the_colours_and_size_of_the_window(
    field: DateField, theme: Theme
) -> None:
    _opened(field).hide()
    field.setPalette(theme.palette())
    font = field.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    field.setFont(font)
    popup = _opened(field)
    assert popup.font().pointSizeF() == font.pointSizeF()
    assert popup.palette().color(QPalette.ColorRole.Base) == QColor(theme.paper)
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        shade = popup.calendar.weekdayTextFormat(weekend).foreground().style()
        assert shade is Qt.BrushStyle.NoBrush
