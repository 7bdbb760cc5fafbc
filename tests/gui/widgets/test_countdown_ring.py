"""The countdown: read without colour, calm between ticks, told only when it matters."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QImage, QPaintEvent
from pytestqt.qtbot import QtBot

from deckapp.gui.overriding import override
from deckapp.gui.theme import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Theme
from deckapp.gui.widgets import countdown_ring
from deckapp.gui.widgets.countdown_ring import CountdownRing, _look_of
from tests.gui.helpers import spin

THEMES = (LIGHT, DARK, HIGH_LIGHT, HIGH_DARK)


class CountingRing(CountdownRing):
    """Counts how often it is painted."""

    painted = 0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        self.painted += 1
        super().paintEvent(event)


@pytest.fixture
def ring(qtbot: QtBot) -> CountingRing:
    ring = CountingRing(LIGHT)
    qtbot.addWidget(ring)
    ring.resize(120, 120)
    ring.show()
    spin()
    return ring


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told."""
    told: list[str] = []
    monkeypatch.setattr(countdown_ring, "announce", lambda _widget, text: told.append(text))
    return told


def picture(ring: CountdownRing, elapsed: float, allowed: float = 40) -> QImage:
    ring.set_time(elapsed, allowed)
    return ring.grab().toImage()


def grey(image: QImage) -> QImage:
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


@pytest.mark.parametrize(
    ("elapsed", "allowed", "text", "description"),
    [
        (0, 40, "0:40 left", "40 seconds left"),
        (15.2, 40, "0:25 left", "25 seconds left"),
        (0, 90, "1:30 left", "90 seconds left"),
        (29.9, 40, "0:11 left", "11 seconds left"),
        (30, 40, "0:10 hurry", "10 seconds left"),
        (9, 15, "0:06 left", "6 seconds left"),
        (10, 15, "0:05 hurry", "5 seconds left"),
        (39.5, 40, "0:01 hurry", "1 second left"),
        (40, 40, "0:00 over", "Time is over"),
        (41.9, 40, "+0:01 over", "1 second over"),
        (47.2, 40, "+0:07 over", "7 seconds over"),
        (800, 40, "+12:40 over", "760 seconds over"),
        (0, 0, "0:00 over", "Time is over"),
    ],
)
def test_that_it_tells_the_time(
    ring: CountdownRing, elapsed: float, allowed: float, text: str, description: str
) -> None:
    ring.set_time(elapsed, allowed)
    assert ring.text() == text
    assert ring.accessibleName() == "Countdown"
    assert ring.accessibleDescription() == description


def test_that_without_a_time_it_shows_nothing(ring: CountdownRing) -> None:
    assert ring.text() == ""
    image = ring.grab().toImage()
    assert {image.pixel(x, y) for x, y in product(range(120), repeat=2)} == {image.pixel(0, 0)}


def test_that_it_is_told_at_the_last_quarter_and_at_the_end_only(
    ring: CountdownRing, told: list[str]
) -> None:
    for tenth in range(500):
        ring.set_time(tenth / 10, 40)
    assert told == ["10 seconds left", "Time is over"]
    ring.set_time(0, 20)
    assert len(told) == 2
    ring.set_time(16, 20)
    assert told[2:] == ["4 seconds left"]


def test_that_it_is_painted_only_when_something_is_seen_to_change(ring: CountingRing) -> None:
    ring.set_time(3.0, 40)
    spin()
    before = ring.painted
    for elapsed in (3.0, 3.01, 3.04):
        ring.set_time(elapsed, 40)
        spin()
    assert ring.painted == before
    ring.set_time(3.2, 40)  # a degree and more, within the same second
    spin()
    assert ring.painted == before + 1
    ring.set_time(45.1, 40)
    ring.set_time(45.9, 40)
    spin()
    assert ring.painted == before + 2


def test_that_it_empties_clockwise(ring: CountdownRing) -> None:
    image = picture(ring, 10)  # of 40: the quarter from twelve to three is gone
    reach = 52  # from the middle to the middle of the ring
    across = round(reach * 0.7)
    right, left = (
        image.pixelColor(60 + sign * across, 60 - across).name().upper() for sign in (1, -1)
    )
    assert left == LIGHT.focus.upper()
    assert right != left


@pytest.mark.parametrize("theme", THEMES)
def test_that_calm_hurry_and_over_differ_without_colour(ring: CountdownRing, theme: Theme) -> None:
    ring.set_theme(theme)
    pictures = [grey(picture(ring, elapsed)) for elapsed in (29, 31, 41)]
    assert pictures[0] != pictures[1] != pictures[2]
    # A hurried ring is thicker: there is more of it where it is seen in both.
    calm, hurry = (_inked_columns(each) for each in pictures[:2])
    assert hurry > calm


def _inked_columns(image: QImage) -> int:
    """How thick the ring is near its top, a little to the left."""
    ground, place = image.pixel(0, 0), 57
    paper = image.pixel(place, 25)
    return sum(image.pixel(place, y) not in (ground, paper) for y in range(25))


def test_that_no_figure_moves_when_another_changes(ring: CountdownRing) -> None:
    ones, eights = picture(ring, 80, 151), picture(ring, 80 - 7, 151)  # 1:11 and 1:18
    minutes = (20, 40, 26, 30)  # where the minutes stand
    assert ones.copy(*minutes) == eights.copy(*minutes)


@pytest.mark.parametrize("elapsed", [0, 31, 47, 900])
@pytest.mark.parametrize("side", [90, 120, 400])
def test_that_its_text_stays_clear_of_the_ring(
    ring: CountdownRing, side: int, elapsed: float
) -> None:
    ring.resize(side, side)
    image = picture(ring, elapsed)
    reach, middle = round(0.37 * side), side // 2  # just within the ring
    height = range(round(0.43 * side), round(0.47 * side))
    beside = {image.pixelColor(middle + reach * way, y).name() for way in (-1, 1) for y in height}
    assert beside == {LIGHT.paper.lower()}


def test_that_it_is_as_large_as_the_letters_wish(ring: CountdownRing) -> None:
    before = ring.sizeHint()
    assert before.width() == before.height()
    assert 90 <= before.width() <= 150
    font = QFont(ring.font())
    font.setPointSizeF(2 * font.pointSizeF())
    ring.setFont(font)
    assert ring.sizeHint().width() > 1.6 * before.width()


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_that_any_time_can_be_shown(elapsed: float, allowed: float) -> None:
    look = _look_of(elapsed, allowed)
    assert 0 <= look.degrees <= 360
    assert look.figures
