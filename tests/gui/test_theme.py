"""Colours that read, and the system's wishes."""

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from deckapp.gui.main_window import MainWindow
from deckapp.gui.settings import Settings
from deckapp.gui.theme import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, SystemStyleHints, Theme, choose
from deckapp.printing.palette import ISSUE_COLOURS, contrast
from tests.printing.test_palette import DEUTERANOPIA, NORMAL, PROTANOPIA, distance

from .helpers import FakeHints, chrome_of

THEMES = pytest.mark.parametrize(
    "theme", [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK], ids=["light", "dark", "high light", "high dark"]
)
_ON_CARDS, _ELSEWHERE = 7.0, 4.5


@THEMES
def test_that_everything_on_the_card_has_seven_to_one(theme: Theme) -> None:
    loud = (theme.red_line, theme.ask, theme.withhold, theme.trigger)
    for colour in (theme.ink, theme.muted, *loud, *theme.issues):
        assert contrast(colour, theme.paper) >= _ON_CARDS, colour
    for colour in (theme.ink, theme.muted):
        assert contrast(colour, theme.theirs) >= _ON_CARDS, colour


@THEMES
def test_that_text_elsewhere_has_four_and_a_half_to_one(theme: Theme) -> None:
    for colour in (theme.ink, theme.muted):
        for ground in (theme.panel, theme.ground, theme.paper, theme.theirs):
            assert contrast(colour, ground) >= _ELSEWHERE, (colour, ground)
    assert contrast(theme.red_line, theme.paper) >= _ELSEWHERE
    assert contrast(theme.paper, theme.focus) >= _ELSEWHERE


@THEMES
def test_that_the_focus_and_the_issue_bands_stand_out_from_what_is_behind(theme: Theme) -> None:
    for ground in (theme.panel, theme.paper, theme.theirs):
        assert contrast(theme.focus, ground) >= 3
    for colour in theme.issues:
        assert contrast(colour, theme.panel) >= 3


def test_that_light_issue_colours_are_those_of_the_printed_card_until_they_read() -> None:
    derived = []
    for printed in ISSUE_COLOURS:
        colour = QColor(printed)
        while contrast(colour.name(), LIGHT.paper) < _ON_CARDS:
            colour = colour.lighter(95)
        derived.append(colour.name())
    assert [colour.lower() for colour in LIGHT.issues] == derived


@pytest.mark.parametrize("eye", [NORMAL, PROTANOPIA, DEUTERANOPIA], ids=["all", "protan", "deutan"])
def test_that_dark_issue_colours_are_told_apart_by_every_eye(eye: tuple[float, ...]) -> None:
    assert len(DARK.issues) == len(ISSUE_COLOURS)
    for one, other in combinations(DARK.issues, 2):
        assert distance(one, other, eye) >= 8, (one, other)


def test_that_issue_colours_repeat_after_the_last() -> None:
    assert LIGHT.issue_colour(0) == LIGHT.issue_colour(len(LIGHT.issues)) == LIGHT.issues[0]


@pytest.mark.parametrize(
    ("wish", "dark", "expected"),
    [
        ("light", True, LIGHT),
        ("dark", False, DARK),
        ("system", True, DARK),
        ("system", False, LIGHT),
    ],
)
def test_that_the_theme_follows_the_wish_and_else_the_system(
    wish: str,
    dark: bool,  # noqa: FBT001  a parameter of the test
    expected: Theme,
) -> None:
    assert choose(wish, FakeHints(dark=dark)) is expected
    high = HIGH_DARK if expected is DARK else HIGH_LIGHT
    assert choose(wish, FakeHints(dark=dark, high=True)) is high


@pytest.mark.parametrize("theme", [HIGH_LIGHT, HIGH_DARK], ids=lambda theme: theme.name)
def test_that_high_contrast_is_black_and_white(theme: Theme) -> None:
    assert contrast(theme.ink, theme.paper) == pytest.approx(21)
    for ground in (theme.panel, theme.ground, theme.paper):
        assert contrast(theme.line, ground) == pytest.approx(21)
        assert contrast(theme.muted, ground) >= 12


@THEMES
def test_that_ordinary_controls_take_their_colours_from_the_theme(
    theme: Theme, qapp: QApplication
) -> None:
    palette = theme.palette()
    assert palette.color(QPalette.ColorRole.Window) == QColor(theme.panel)
    assert palette.color(QPalette.ColorRole.Text) == QColor(theme.ink)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == QColor(theme.muted)


def test_that_the_systems_wishes_can_be_asked_for_again_and_again(qapp: QApplication) -> None:
    hints = SystemStyleHints()
    assert [hints.is_still() for _ in range(3)] == [False] * 3


def test_that_a_dark_desktop_is_known_by_its_palette(qapp: QApplication) -> None:
    before = QGuiApplication.palette()
    try:
        QGuiApplication.setPalette(DARK.palette())
        hints = SystemStyleHints()
        assert hints.is_dark()
        hints.note_scheme(dark=False)
        assert not hints.is_dark()
        hints.note_contrast(high=True)
        assert hints.is_high()
    finally:
        QGuiApplication.setPalette(before)


def test_that_a_theme_that_makes_no_sense_is_the_systems(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    settings.theme = "mauve"
    assert settings.theme == "system"


def test_that_a_desktop_that_turns_to_high_contrast_is_followed(window: MainWindow) -> None:
    chrome = chrome_of(window)
    chrome.view._on_contrast_changed(Qt.ContrastPreference.HighContrast)
    assert window.theme is HIGH_LIGHT
    assert QGuiApplication.palette().color(QPalette.ColorRole.Text) == QColor("#000000")
    chrome.view._on_contrast_changed(Qt.ContrastPreference.NoPreference)
    assert window.theme is LIGHT
