"""The curve to the meeting: drawn in any size and theme, told to who does not see it."""

from itertools import product

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from deckapp.gui.theme import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Theme
from deckapp.gui.widgets.recall_curve import Curve, CurvePoint, Label, RecallCurve, _apart

POINTS = (CurvePoint(0, 0.8, 0.8), CurvePoint(0, 0.8, 0.95), CurvePoint(1, 0.7, 0.9))
CURVE = Curve(
    points=POINTS,
    sessions=(0.0, 0.5, 0.9),
    start="now",
    end="meeting, 12 April 2017",
    without=Label("70 %", "if you stop now"),
    with_plan=Label("90 %", "with the plan"),
)


@pytest.fixture
def curve(qtbot: QtBot) -> RecallCurve:
    curve = RecallCurve(LIGHT)
    qtbot.addWidget(curve)
    curve.resize(500, curve.sizeHint().height())
    return curve


def test_that_it_is_told_in_words(curve: RecallCurve) -> None:
    curve.set_curve(CURVE)
    assert curve.accessibleName() == "Recall to expect from now to the meeting"
    assert curve.accessibleDescription() == (
        "90 % with the plan, 70 % if you stop now; now to meeting, 12 April 2017."
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK])
def test_that_both_lines_are_drawn_in_colours_of_the_theme(
    curve: RecallCurve, theme: Theme
) -> None:
    curve.set_theme(theme)
    empty = curve.grab().toImage()
    curve.set_curve(CURVE)
    image = curve.grab().toImage()
    assert image != empty
    colours = {
        image.pixelColor(x, y).name().upper()
        for x, y in product(range(image.width()), range(image.height()))
    }
    assert {theme.focus.upper(), theme.ink.upper(), theme.paper.upper()} <= colours


def test_that_its_height_goes_with_the_letters(curve: RecallCurve) -> None:
    before = curve.sizeHint().height()
    font = QFont(curve.font())
    font.setPointSizeF(2 * font.pointSizeF())
    curve.setFont(font)
    assert curve.sizeHint().height() > 1.6 * before
    assert curve.minimumSizeHint().width() == 1


@pytest.mark.parametrize("heights", [(10, 12), (50, 51), (198, 199), (10, 199), (0, 0), (200, 200)])
def test_that_labels_stand_apart_and_inside(heights: tuple[float, float]) -> None:
    upper, lower = _apart(heights, 40, QRectF(0, 0, 100, 200))
    assert lower - upper >= 40
    assert upper >= 10
    assert lower <= 180
