"""Bars of time: read by screen readers, seen without colour, scrolled to the present one."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.gui.theme import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Theme
from deckapp.gui.widgets.budget_bars import Budget, BudgetBars
from deckapp.gui.widgets.budget_delegate import draw_budget
from deckapp.gui.widgets.warning_sign import Level, level_colour, sign_path
from deckapp.printing.palette import contrast
from tests.gui.helpers import spin

LONG = "Долгий и очень подробный вопрос о положении дел, который не умещается ни в одну строку"
BUDGETS = (
    Budget("Syria", "#005C90", 1.14, "17:10 of 15:00", "2:10 over", Level.OVER),
    Budget(LONG, "#903F00", 0.9, "5:24 of about 6:00", "0:36 left", Level.NEAR),
    Budget("Ukraine", "#005C43", 0.0, "0:00 of 12:00"),
    Budget("Visas", "#813D62", 0.0, "0:00 of 0:00", "dropped", dropped=True),
)


@pytest.fixture
def bars(qtbot: QtBot) -> BudgetBars:
    bars = BudgetBars(LIGHT, "Issues and their time")
    qtbot.addWidget(bars)
    bars.resize(280, 500)
    bars.set_budgets(BUDGETS, 1)
    bars.show()
    spin()
    return bars


def heights(bars: BudgetBars) -> list[int]:
    model = bars.model()
    return [bars.visualRect(model.index(row, 0)).height() for row in range(model.rowCount())]


def test_that_a_screen_reader_hears_each_in_words(bars: BudgetBars) -> None:
    model = bars.model()
    told = [model.index(row, 0).data() for row in range(4)]
    assert bars.accessibleName() == "Issues and their time"
    assert told[0] == "Syria, 17:10 of 15:00, 2:10 over"
    assert told[1] == f"{LONG}, 5:24 of about 6:00, 0:36 left, now"
    assert told[3] == "Visas, 0:00 of 0:00, dropped"
    assert model.data(QModelIndex()) is None
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.rowCount(model.index(0, 0)) == 0


def test_that_nothing_moves_as_time_goes_on(bars: BudgetBars) -> None:
    before = heights(bars)
    later = [each._replace(share=2.0, told="9:59 of 15:00", remark="1:00 over") for each in BUDGETS]
    bars.set_budgets(later, 1)
    spin()
    assert heights(bars) == before


def test_that_the_present_one_is_scrolled_to(bars: BudgetBars) -> None:
    many = [Budget(f"Issue {number}", "#005C90", 0.0, "0:00 of 5:00") for number in range(40)]
    bars.set_budgets(many, 0)
    spin()
    for present in (39, 0, 20):
        bars.set_budgets(many, present)
        spin()
        assert bars.present() == present
        row = bars.visualRect(bars.model().index(present, 0))
        assert bars.viewport().rect().contains(row)
    bars.resize(280, 120)
    spin()
    row = bars.visualRect(bars.model().index(20, 0))
    assert bars.viewport().rect().contains(row)
    bars.set_budgets(many, None)
    assert bars.present() is None


def test_that_time_going_on_leaves_the_place_one_has_scrolled_to(bars: BudgetBars) -> None:
    many = [Budget(f"Issue {number}", "#005C90", 0.0, "0:00 of 5:00") for number in range(40)]
    bars.set_budgets(many, 0)
    spin()
    bars.verticalScrollBar().setValue(500)
    bars.set_budgets([many[0]._replace(told="0:01 of 5:00"), *many[1:]], 0)
    spin()
    assert bars.verticalScrollBar().value() == 500


def test_that_arrow_keys_scroll(bars: BudgetBars) -> None:
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Down)
    assert bars.currentIndex().row() == 2


@pytest.mark.parametrize("size", [7, 10, 20])
def test_that_words_stand_side_by_side_only_where_there_is_room(
    bars: BudgetBars, size: int
) -> None:
    bars.setFont(QFont(bars.font().family(), size))
    found = []
    for letters in (80, 25):
        bars.resize(letters * bars.fontMetrics().horizontalAdvance("0"), 900)
        spin()
        found.append(heights(bars)[0])
        assert bars.horizontalScrollBar().maximum() == 0
    assert found[1] - found[0] == bars.fontMetrics().height()


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK], ids=lambda each: each.name)
def test_that_warnings_stand_out_in_words_and_shape(bars: BudgetBars, theme: Theme) -> None:
    for level in (Level.NEAR, Level.OVER):
        colour = level_colour(level, theme)
        for ground in (theme.panel, theme.paper, theme.ground):
            assert contrast(colour, ground) >= 4.5
    before = bars.grab().toImage()
    bars.set_theme(theme._replace(panel="#808080"))
    assert bars.grab().toImage() != before


def test_that_signs_differ_in_shape(qtbot: QtBot) -> None:
    box = QRectF(0, 0, 100, 100)
    assert sign_path(Level.WITHIN, box).isEmpty()
    near, over = sign_path(Level.NEAR, box), sign_path(Level.OVER, box)
    assert not near.contains(QRectF(45, 66, 2, 2))  # hollow
    assert over.contains(QRectF(30, 80, 2, 2))  # solid
    assert not over.contains(QRectF(49, 40, 2, 2))  # but for its mark


def drawn(budget: Budget) -> QImage:
    """A bar 200 pixels wide; its budget ends at 160."""
    image = QImage(200, 30, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    draw_budget(painter, QRectF(0, 10, 200, 10), budget, LIGHT)
    painter.end()
    return image


def test_that_a_bar_is_filled_to_its_share_and_hatched_beyond_the_budget(qtbot: QtBot) -> None:
    half = drawn(BUDGETS[2]._replace(share=0.5))
    blue = BUDGETS[2].colour.lower()
    assert half.pixelColor(QPoint(70, 15)).name() == blue
    assert half.pixelColor(QPoint(90, 15)).name() != blue
    over = drawn(BUDGETS[0])
    beyond = {over.pixelColor(x, y).name() for x in range(163, 181) for y in range(12, 18)}
    assert {"#ffffff", LIGHT.red_line.lower()} <= beyond
    assert over.pixelColor(160, 8).name() == LIGHT.ink.lower()  # the line at the budget


def test_that_any_share_stays_on_its_bar(qtbot: QtBot) -> None:
    for share in (-1.0, 0.0, 1e9):
        image = drawn(BUDGETS[0]._replace(share=share))
        assert image.pixelColor(199, 5).name() == "#ffffff"
