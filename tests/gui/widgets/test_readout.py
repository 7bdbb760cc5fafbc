"""A time that is read from afar: said in words, and never moving what stands beside it."""

from itertools import combinations, product

import pytest
from PySide6.QtGui import QFont, QImage
from pytestqt.qtbot import QtBot

from deckapp.gui.theme import DARK, LIGHT, Theme
from deckapp.gui.widgets.readout import Reading, Readout
from deckapp.gui.widgets.warning_sign import Level, level_colour

LEFT = Reading("This issue", "4:32", "left")
OVER = Reading("This issue", "+1:20", "over", Level.OVER)


@pytest.fixture
def readout(qtbot: QtBot) -> Readout:
    readout = Readout(LIGHT, 3.0)
    qtbot.addWidget(readout)
    readout.show_reading(LEFT)
    return readout


def picture(readout: Readout) -> QImage:
    readout.resize(readout.sizeHint())
    return readout.grab().toImage()


def colours(image: QImage) -> set[str]:
    every = product(range(image.width()), range(image.height()))
    return {image.pixelColor(x, y).name().upper() for x, y in every}


def test_that_it_is_told_in_words(readout: Readout) -> None:
    assert readout.text() == readout.accessibleName() == "This issue: 4:32 left"
    readout.show_reading(OVER)
    assert readout.accessibleName() == "This issue: +1:20 over"


def test_that_its_size_is_that_of_any_time(readout: Readout) -> None:
    before = readout.sizeHint()
    for reading in (OVER, LEFT._replace(figures="0:01"), LEFT._replace(figures="59:59")):
        readout.show_reading(reading)
        assert readout.sizeHint() == before
    readout.show_reading(LEFT._replace(figures="+125:00"))
    assert readout.sizeHint().width() > before.width()


def test_that_no_figure_moves_another(readout: Readout) -> None:
    """Whatever the last figure is, those before it stand where they stood."""
    pictures = []
    for figures in ("4:31", "4:38", "4:30"):
        readout.show_reading(LEFT._replace(figures=figures))
        pictures.append(picture(readout))
    metrics = readout.fontMetrics()
    wide = round(3.0 * metrics.horizontalAdvance("4:3") * 0.9)
    first = pictures[0].copy(0, 0, wide, pictures[0].height())
    for each in pictures[1:]:
        assert each.copy(0, 0, wide, each.height()) == first


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda each: each.name)
@pytest.mark.parametrize("level", list(Level))
def test_that_each_level_has_its_colour(readout: Readout, theme: Theme, level: Level) -> None:
    readout.set_theme(theme)
    readout.show_reading(LEFT._replace(level=level))
    assert level_colour(level, theme).upper() in colours(picture(readout))


def test_that_each_level_is_told_without_colour(readout: Readout) -> None:
    grey = LIGHT._replace(trigger=LIGHT.ink, red_line=LIGHT.ink, muted=LIGHT.ink)
    readout.set_theme(grey)
    pictures = []
    for reading in (*(LEFT._replace(level=level) for level in Level), LEFT._replace(is_still=True)):
        readout.show_reading(reading)
        pictures.append(picture(readout))
    assert all(one != other for one, other in combinations(pictures, 2))


def test_that_it_grows_with_the_text_and_the_scale(readout: Readout) -> None:
    before = readout.sizeHint()
    readout.set_scale(6.0)
    assert readout.sizeHint().height() > 1.4 * before.height()
    assert readout.minimumSizeHint().height() == readout.sizeHint().height()
    readout.set_scale(3.0)
    assert readout.sizeHint() == before
    font = QFont(readout.font())
    font.setPointSizeF(2 * font.pointSizeF())
    readout.setFont(font)
    assert readout.sizeHint().width() > 1.6 * before.width()
