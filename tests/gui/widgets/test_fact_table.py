"""A table of facts: read by screen readers, as high as its rows, chosen from by keyboard."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.theme import DARK, LIGHT
from deckapp.gui.widgets.fact_delegate import Bar, Cell
from deckapp.gui.widgets.fact_table import Facts, FactTable
from tests.gui.helpers import spin

DISPLAY, SPOKEN = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
LONG = "Долгий и очень подробный вопрос о положении дел, который не умещается ни в одну строку"
FACTS = Facts(
    ("Issue", "If you stop now", "With the plan"),
    (
        (Cell("Syria", bar=Bar("#005C90", 0.7, 0.9), tip="15 prompts"), Cell("70 %"), Cell("90 %")),
        (Cell(LONG, "Rebuttal"), Cell("not yet rehearsed"), Cell("over 99 %")),
        (Cell("Alone"), Cell("1 %"), Cell("2 %")),
    ),
)


@pytest.fixture
def table(qtbot: QtBot) -> FactTable:
    table = FactTable(LIGHT, "Recall by issue")
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.set_facts(FACTS)
    table.show()
    spin()
    return table


def test_that_a_screen_reader_hears_both_lines_and_the_columns(table: FactTable) -> None:
    model = table.model()
    assert table.accessibleName() == "Recall by issue"
    assert model.index(1, 0).data(DISPLAY) == LONG
    assert model.index(1, 0).data(SPOKEN) == f"{LONG}, Rebuttal"
    assert model.index(1, 1).data(SPOKEN) == "not yet rehearsed"
    across = Qt.Orientation.Horizontal
    titles = [model.headerData(column, across, DISPLAY) for column in range(3)]
    assert titles == list(FACTS.columns)
    assert model.headerData(0, across, Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(0, Qt.Orientation.Vertical, DISPLAY) is None
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Syria\n15 prompts"
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0


def test_that_return_and_a_double_click_choose_a_row(table: FactTable, qtbot: QtBot) -> None:
    chosen: list[int] = []
    table.row_chosen.connect(chosen.append)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.model().index(2, 0)).center()
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(table.viewport(), button, none, place)
    QTest.mouseDClick(table.viewport(), button, none, place)
    assert chosen == [1, 2]


@pytest.mark.parametrize("width", [120, 300, 500, 2000])
@pytest.mark.parametrize("size", [7.0, 10.0, 20.0])
def test_that_all_rows_and_columns_are_seen_at_any_size(
    table: FactTable, width: int, size: float
) -> None:
    table.setFont(QFont(table.font().family(), int(size)))
    table.resize(width, table.height())
    spin()
    assert sum(table.columnWidth(column) for column in range(3)) == table.viewport().width()
    assert table.verticalScrollBar().maximum() == 0
    last = table.visualRect(table.model().index(2, 2))
    assert table.viewport().rect().contains(last)
    assert last.height() >= table.fontMetrics().height()
    wrapped = table.visualRect(table.model().index(1, 0))
    assert wrapped.height() >= 2 * table.fontMetrics().height()
    assert table.columnWidth(0) >= 0.3 * width - 12


def test_that_numbers_wrap_before_the_first_column_gets_too_narrow(table: FactTable) -> None:
    table.resize(1200, table.height())
    wide = table.columnWidth(1)
    assert wide >= table.fontMetrics().horizontalAdvance("not yet rehearsed")
    table.resize(400, table.height())
    assert table.columnWidth(1) < wide


def test_that_the_row_at_hand_is_marked_only_with_the_keyboard(table: FactTable) -> None:
    table.activateWindow()
    focus = LIGHT.focus.lower()
    place = table.visualRect(table.model().index(0, 0)).topLeft()
    x, y = place.x() + 3, place.y() + table.horizontalHeader().height() + 4
    table.clearFocus()
    spin()
    assert table.grab().toImage().pixelColor(x, y).name() == LIGHT.paper.lower()
    table.setFocus()
    spin()
    assert table.grab().toImage().pixelColor(x, y).name() == focus


def test_that_colours_change_with_the_theme(table: FactTable) -> None:
    light = table.grab().toImage()
    table.set_theme(DARK)
    assert table.grab().toImage() != light


def test_that_other_facts_keep_the_row_at_hand_if_there_is_one(table: FactTable) -> None:
    table.setCurrentIndex(table.model().index(2, 0))
    table.set_facts(Facts(FACTS.columns, FACTS.rows[:2]))
    assert table.currentIndex().row() == 1
    table.set_facts(Facts(()))
    assert not table.currentIndex().isValid()
    assert table.facts() == Facts(())
    assert table.height() < 40


def test_that_a_long_table_scrolls_in_itself(table: FactTable) -> None:
    table.set_facts(Facts(("Line",), tuple((Cell(f"Line {n}", "below"),) for n in range(60))))
    assert table.verticalScrollBar().maximum() > 0
    assert table.columnWidth(0) == table.viewport().width()


def test_that_wrapping_rows_take_the_whole_width(table: FactTable) -> None:
    rows = tuple((Cell(LONG, "below"), Cell(f"{n} %")) for n in range(16))
    for width in (900, 300, 600):
        table.set_facts(Facts(("Line", "Today"), rows[: width // 60]))
        table.resize(width, table.height())
        spin()
        assert not table.verticalScrollBar().isVisible()
        assert sum(table.columnWidth(column) for column in range(2)) == table.viewport().width()
        assert table.viewport().width() == table.width() - 2 * table.frameWidth()


def test_that_the_page_around_it_shows_the_row_at_hand(qtbot: QtBot) -> None:
    page, inside = QScrollArea(), QWidget()
    table = FactTable(LIGHT, "Lines")
    table.set_facts(Facts(("Line",), tuple((Cell(f"Line {n}", "below"),) for n in range(12))))
    column = QVBoxLayout(inside)
    column.addWidget(QWidget(minimumHeight=300))
    column.addWidget(table)
    page.setWidget(inside)
    page.setWidgetResizable(True)
    page.resize(300, 200)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    spin()
    table.setFocus()
    for row in range(12):
        middle = table.viewport().mapTo(
            page.viewport(), table.visualRect(table.currentIndex()).center()
        )
        assert page.viewport().rect().contains(middle), row
        QTest.keyClick(table, Qt.Key.Key_Down)
