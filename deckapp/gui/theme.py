"""Colours of the window, light and dark, and what the system wishes.

Contrast is at least 7:1 for text on cards and 4.5:1 elsewhere; tests/gui/test_theme.py computes it.
"""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from deckapp.printing.palette import ISSUE_COLOURS, contrast


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one appearance, as #RRGGBB."""

    name: str
    ground: str
    panel: str
    paper: str
    theirs: str
    ink: str
    muted: str
    line: str
    focus: str
    red_line: str
    ask: str
    withhold: str
    trigger: str
    issues: tuple[str, ...]

    def issue_colour(self, number: int) -> str:
        """The colour of the issue at a place of the agenda, from 0; they repeat."""
        return self.issues[number % len(self.issues)]

    def palette(self) -> QPalette:
        """The palette of the ordinary controls."""
        palette = QPalette()
        role = QPalette.ColorRole
        for colour, roles in (
            (self.panel, (role.Window, role.Button, role.AlternateBase, role.ToolTipBase)),
            (self.paper, (role.Base,)),
            (self.ink, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
            (self.muted, (role.PlaceholderText,)),
            (self.focus, (role.Highlight, role.Link, role.Accent)),
            (self.paper, (role.HighlightedText, role.BrightText)),
        ):
            for each in roles:
                palette.setColor(each, QColor(colour))
        for each in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(self.muted))
        palette.setColor(role.Light, QColor(self.paper))
        for each in (role.Mid, role.Midlight, role.Dark, role.Shadow):
            palette.setColor(each, QColor(self.line))
        return palette


def _readable(colours: tuple[str, ...], paper: str, factor: int) -> tuple[str, ...]:
    """The printed issue colours, lighter (factor over 100) or darker, until text in them reads."""
    readable = []
    for each in colours:
        colour = each
        while contrast(colour, paper) < 7:
            colour = QColor(colour).lighter(factor).name()
        readable.append(colour)
    return tuple(readable)


LIGHT = Theme(
    name="light",
    ground="#E4E2DD",
    panel="#F1EFEB",
    paper="#FFFEFB",
    theirs="#E6ECF3",
    ink="#1C1E22",
    muted="#57595E",
    line="#CBC8C1",
    focus="#1F5F99",
    red_line="#9B1C1C",
    ask="#0B5345",
    withhold="#5B3A86",
    trigger="#7A4100",
    issues=_readable(ISSUE_COLOURS, "#FFFEFB", 95),
)

DARK = Theme(
    name="dark",
    ground="#131519",
    panel="#1B1E23",
    paper="#25292F",
    theirs="#313A48",
    ink="#F1EFEA",
    muted="#A9ADB5",
    line="#3C4149",
    focus="#8CC0F0",
    red_line="#FFB3AB",
    ask="#8FE0CB",
    withhold="#D9C2FF",
    trigger="#FFCC80",
    issues=_readable(ISSUE_COLOURS, "#25292F", 108),
)


class StyleHints(Protocol):
    """What the system wishes; a protocol because a test machine's system wishes nothing."""

    def is_dark(self) -> bool:
        """Whether the desktop is dark."""

    def is_still(self) -> bool:
        """Whether the desktop asks for less motion."""


class SystemStyleHints:
    """The wishes of the desktop that the window runs on."""

    def is_dark(self) -> bool:
        """Whether the desktop is dark."""
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def is_still(self) -> bool:
        """Whether the desktop asks for less motion."""
        hints = QGuiApplication.styleHints().accessibility()
        return hints.motionPreference() is Qt.MotionPreference.ReducedMotion


def choose(wish: str, hints: StyleHints) -> Theme:
    """The theme for a wish of "light", "dark" or "system"."""
    dark = hints.is_dark() if wish == "system" else wish == "dark"
    return DARK if dark else LIGHT
