"""A box for text: as tall as its text, underlined where it should be, and nothing is lost in it."""

import gc
from collections.abc import Iterator
from time import process_time
from typing import Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QFocusEvent, QHelpEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.widgets.settling import enter, settle
from deckapp.gui.widgets.tab_order import put_before
from deckapp.gui.widgets.text_field import FieldMenu, Line, TextField, Underline
from tests.gui.helpers import spin

CTRL = Qt.KeyboardModifier.ControlModifier
SEVERAL = "one\n\n" + "word " * 30 + "\nlast"


class Show(Protocol):
    """Shows fields one below the other in a window, which stays until the test ends."""

    def __call__(self, *fields: TextField) -> QWidget: ...


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    pages: list[QWidget] = []

    def make(*fields: TextField) -> QWidget:
        page = QWidget()
        pages.append(page)
        column = QVBoxLayout(page)
        for field in fields:
            column.addWidget(field)
        column.addStretch(1)
        page.resize(300, 600)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield make
    pages.clear()


@pytest.fixture
def field(show: Show) -> TextField:
    field = TextField()
    show(field)
    field.setFocus()
    return field


def focused() -> QWidget:
    found: QWidget | None = QApplication.focusWidget()
    assert found is not None
    return found


def is_whole(field: TextField) -> bool:
    """Whether all lines are seen, and the box is not much taller than they are."""
    last = field.document().lastBlock()
    end = field.blockBoundingGeometry(last).translated(field.contentOffset()).bottom()
    rest = field.viewport().height() - end
    is_at_top = not field.verticalScrollBar().maximum() and not field.firstVisibleBlock().position()
    return is_at_top and 0 <= rest <= 2 * field.fontMetrics().lineSpacing()


def underline(start: int, end: int, line: Line = Line.WAVE) -> Underline:
    return Underline(start, end, line, "#FF0000", f"reason {start}")


def underlined(field: TextField) -> list[str]:
    return [each.cursor.selectedText() for each in field.extraSelections()]


# As tall as its text


def test_that_several_lines_are_whole_at_once(field: TextField) -> None:
    field.set_value(SEVERAL)
    assert is_whole(field)


def test_that_they_are_whole_after_a_resize(qtbot: QtBot, field: TextField) -> None:
    field.set_value(SEVERAL)
    for width in (200, 500, 160, 700):
        field.window().resize(width, 600)
        qtbot.waitUntil(lambda: is_whole(field))


@pytest.mark.parametrize("zoom", [0.7, 1.5, 2.0])
def test_that_they_are_whole_after_a_change_of_font(
    qtbot: QtBot, field: TextField, zoom: float
) -> None:
    field.set_value("one\ntwo " * 4)
    font = field.font()
    font.setPointSizeF(font.pointSizeF() * zoom)
    field.window().setFont(font)
    qtbot.waitUntil(lambda: is_whole(field))


def test_that_letters_of_other_fonts_are_whole_too(qtbot: QtBot, field: TextField) -> None:
    field.set_value("שלום\n\U0001f600\nअनु\nдом")
    qtbot.waitUntil(lambda: is_whole(field))


def test_that_a_box_filled_before_it_is_shown_is_whole(qtbot: QtBot, show: Show) -> None:
    field = TextField()
    field.set_value(SEVERAL)
    show(field)
    qtbot.waitUntil(lambda: is_whole(field))


def test_that_the_box_grows_and_shrinks_while_typing(field: TextField) -> None:
    low = field.height()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.height() > low
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.height() == low


def test_that_a_long_text_scrolls(field: TextField) -> None:
    field.set_value("line\n" * 100)
    assert field.height() < 20 * field.fontMetrics().lineSpacing()
    spin()
    assert field.verticalScrollBar().maximum() > 0


def test_that_a_hundred_thousand_characters_do_not_make_it_slow(field: TextField) -> None:
    field.set_value("word " * 20_000)
    field.set_underlines([underline(at, at + 4) for at in range(0, 5_000, 5)])
    gc.disable()  # what other tests left is not the field's fault
    try:
        start = process_time()
        QTest.keyClicks(field, "abc")
        field.set_underlines([underline(at, at + 4) for at in range(0, 5_000, 5)])
        assert process_time() - start < 5
    finally:
        gc.enable()
    assert len(field.text()) == 100_003


def test_that_it_is_at_least_as_tall_as_is_wished(field: TextField) -> None:
    field.set_least_lines(8)
    assert field.height() >= 8 * field.fontMetrics().lineSpacing()


def test_that_layouts_within_layouts_settle_at_once(qtbot: QtBot, show: Show) -> None:
    field = TextField()
    inner: QWidget = field
    for _ in range(6):
        outer = QWidget()
        QVBoxLayout(outer).addWidget(inner)
        inner = outer
    scroll = QScrollArea()
    scroll.setWidget(inner)
    scroll.setWidgetResizable(True)
    qtbot.addWidget(scroll)
    scroll.show()
    field.set_value("line\n" * 9)
    settle()
    assert inner.height() >= inner.minimumSizeHint().height()
    assert field.parentWidget().height() >= field.height()  # type: ignore[union-attr]


def test_that_what_is_entered_is_scrolled_to(qtbot: QtBot) -> None:
    fields = [TextField() for _ in range(30)]
    page, scroll = QWidget(), QScrollArea()
    column = QVBoxLayout(page)
    for field in fields:
        column.addWidget(field)
    scroll.setWidget(page)
    scroll.setWidgetResizable(True)
    scroll.resize(300, 200)
    qtbot.addWidget(scroll)
    scroll.show()
    scroll.activateWindow()
    qtbot.waitUntil(scroll.isActiveWindow)
    enter(fields[-1])
    assert fields[-1].hasFocus()
    assert not fields[-1].visibleRegion().isEmpty()


# The text


def test_that_setting_is_no_change_and_typing_is(qtbot: QtBot, field: TextField) -> None:
    changes: list[str] = []
    field.changed.connect(lambda: changes.append(field.value()))
    field.set_value("set")
    assert changes == []
    QTest.keyClicks(field, "a")
    assert changes == ["aset"]


def test_that_the_cursor_stays_where_it_is(field: TextField) -> None:
    field.set_value("some words")
    field.select(4, 4)
    field.set_value("some other words")
    assert field.cursor_index() == 4
    field.set_value("so")
    assert field.cursor_index() == 2


KEPT = st.characters(exclude_categories=["Cs"], exclude_characters="\r\u2029\ufdd0\ufdd1")


@settings(max_examples=150, deadline=None)
@given(st.text(KEPT, max_size=30))
def test_that_no_character_is_lost(qapp: QApplication, text: str) -> None:
    field = TextField()
    field.set_value(text)
    assert field.text() == text
    field.select(len(text), len(text))
    assert field.cursor_index() == len(text)
    field.deleteLater()


@pytest.mark.parametrize("text", ["\ud83d", "a\udc00b", "\r", "\u2029", "\ufdd0\ufdd1", "\x00"])
def test_that_characters_that_are_none_do_no_harm(field: TextField, text: str) -> None:
    field.set_value(text)
    field.set_underlines([underline(0, 9)])
    QTest.keyClicks(field, "x")
    assert "x" in field.text()


def test_that_lines_of_a_single_one_are_joined(show: Show) -> None:
    field = TextField(single=True)
    show(field)
    field.insert("one\ntwo")
    assert field.value() == "one two"
    field.set_value("three\nfour")
    assert field.value() == "three four"


def test_that_return_and_tab_go_on_from_a_single_line(show: Show) -> None:
    first, second = TextField(single=True), TextField()
    page = show(first, second)
    first.set_value("words")
    first.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
        QTest.keyClick(first, key)
        assert second.hasFocus()
        QTest.keyClick(second, Qt.Key.Key_Backtab)
        assert first.hasFocus()
        assert first.textCursor().selectedText() == "words"  # as in every line box
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert second.text() == "\n"
    assert page.isVisible()


def test_that_undo_is_left_to_the_window(field: TextField) -> None:
    undone: list[None] = []
    action = QAction(field.window())
    action.setShortcut(QKeySequence.StandardKey.Undo)
    action.triggered.connect(lambda: undone.append(None))
    field.window().addAction(action)
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == "a"
    assert len(undone) == 1
    other = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_A, CTRL)
    QApplication.sendEvent(field, other)
    assert other.isAccepted()


def test_that_what_is_pasted_goes_to_whoever_takes_it(field: TextField) -> None:
    data = QMimeData()
    data.setText("pasted")
    field.insertFromMimeData(data)
    assert field.text() == "pasted"
    taken: list[QMimeData] = []
    field.pasted.connect(taken.append)
    field.takes_pasted = True
    field.insertFromMimeData(data)
    assert [each.text() for each in taken] == ["pasted"]
    assert field.text() == "pasted"
    assert field.canInsertFromMimeData(data)
    assert not field.canInsertFromMimeData(QMimeData())


# Underlines


def test_that_places_are_underlined_by_characters(field: TextField) -> None:
    field.set_value("\U0001f600 wrong \U0001f600\U0001f600 bad")
    field.set_underlines([underline(2, 7), underline(11, 14, Line.DOTS)])
    assert underlined(field) == ["wrong", "bad"]
    assert [each.reason for each in field.underlines_at(3)] == ["reason 2"]
    assert field.underlines_at(9) == []


def test_that_underlines_follow_what_is_told_not_what_is_typed(field: TextField) -> None:
    field.set_value("wrong")
    field.set_underlines([underline(0, 5)])
    field.select(5, 5)
    QTest.keyClicks(field, " and more")
    field.set_underlines([underline(0, 5)])
    assert underlined(field) == ["wrong"]
    field.set_value("other")
    assert underlined(field) == []
    assert field.underlines == ()


def test_that_a_place_beyond_the_text_ends_with_it(field: TextField) -> None:
    field.set_value("short")
    field.set_underlines([underline(2, 99), underline(50, 60)])
    assert underlined(field)[0] == "ort"
    field.select(1, 99)
    assert field.textCursor().selectedText() == "hort"


def test_that_the_reason_is_told_to_who_points_at_it(field: TextField) -> None:
    field.set_value("wrong, and much else that is right")
    field.set_underlines([underline(0, 5)])
    place = field.cursorRect().center()
    assert field.index_at(place) == 0
    event = QHelpEvent(QEvent.Type.ToolTip, place, field.mapToGlobal(place))
    assert field.event(event)
    far = QPoint(field.width() - 5, 8)
    field.event(QHelpEvent(QEvent.Type.ToolTip, far, field.mapToGlobal(far)))


def test_that_actions_come_first_in_the_menu(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Copy")
    field_menu = FieldMenu(menu, 0)
    field_menu.put_first([])
    assert len(menu.actions()) == 1
    field_menu.put_first([QAction("Mend", menu)])
    assert [action.text() for action in menu.actions()] == ["Mend", "", "Copy"]


def test_that_coming_by_mouse_selects_nothing(show: Show) -> None:
    field = TextField(single=True)
    show(field)
    field.set_value("words")
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    assert not field.textCursor().hasSelection()


# The order of Tab


def test_that_tab_comes_to_what_was_added_later_where_it_stands(show: Show) -> None:
    first, last = TextField(), TextField()
    page = show(first, last)
    later = QWidget()
    column = QVBoxLayout(later)
    boxes = TextField(), TextField()
    for box in boxes:
        column.addWidget(box)
    layout = page.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(1, later)
    later.show()
    put_before(later, last)
    first.setFocus()
    for box in (*boxes, last):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert box.hasFocus()
    for box in (*boxes[::-1], first):
        QTest.keyClick(focused(), Qt.Key.Key_Backtab)
        assert box.hasFocus()
