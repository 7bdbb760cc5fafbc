"""Colours of the window, light and dark, and what the system wishes.

The issue colours are those of `deckapp.printing.palette`, in the light theme darker until text in
them reads on the card, in the dark one as light hues that colour-blind eyes tell apart as well.
Contrast is at least 7:1 for text on cards and 4.5:1 elsewhere, as tests/gui/test_theme.py computes.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette


class Theme(NamedTuple):
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


LIGHT = Theme(
    name="light",
    ground="#E4E2DD",
    panel="#F1EFEB",
    paper="#FFFEFB",
    theirs="#E6ECF3",
    ink="#1C1E22",
    muted="#4A4C52",
    line="#CBC8C1",
    focus="#1F5F99",
    red_line="#9B1C1C",
    ask="#0B5345",
    withhold="#5B3A86",
    trigger="#7A4100",
    issues=("#005c90", "#903f00", "#005c43", "#813d62", "#65490b", "#143c52", "#3c390b", "#202020"),
)

DARK = Theme(
    name="dark",
    ground="#131519",
    panel="#1B1E23",
    paper="#25292F",
    theirs="#313A48",
    ink="#F1EFEA",
    muted="#C8CCD2",
    line="#3C4149",
    focus="#8CC0F0",
    red_line="#FFB3AB",
    ask="#8FE0CB",
    withhold="#D9C2FF",
    trigger="#FFCC80",
    issues=("#66BEFF", "#FF9E55", "#2FD6A6", "#FF9FDC", "#FFD24A", "#D9D2FF", "#E6F2A2", "#B4B4B4"),
)

HIGH_LIGHT = LIGHT._replace(
    ground="#FFFFFF",
    panel="#FFFFFF",
    paper="#FFFFFF",
    ink="#000000",
    muted="#333333",
    line="#000000",
)
HIGH_DARK = DARK._replace(
    ground="#000000",
    panel="#000000",
    paper="#000000",
    ink="#FFFFFF",
    muted="#D6D6D6",
    line="#FFFFFF",
)
"""Both for eyes that need more: text is black or white, and so are frames."""


class Themed(Protocol):
    """A widget with colours of its own."""

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        """Take on another size of text, as every widget can."""


class StyleHints(Protocol):
    """What the system wishes; a protocol because a test machine's system wishes nothing."""

    def is_dark(self) -> bool:
        """Whether the desktop is dark."""

    def is_still(self) -> bool:
        """Whether the desktop asks for less motion."""

    def note_scheme(self, *, dark: bool) -> None:
        """Take note that the desktop changed to dark or light."""

    def is_high(self) -> bool:
        """Whether the desktop asks for high contrast."""

    def note_contrast(self, *, high: bool) -> None:
        """Take note of how much contrast the desktop asks for."""


class SystemStyleHints:
    """The wishes of the desktop that the window runs on.

    Made before the application's palette is set: the desktop's own tells light from dark. (Qt's
    `colorScheme` says the same, but the first touch of the `Qt` namespace creates its hundred
    enumerations, and starting up has no time for that.)
    """

    def __init__(self) -> None:
        self._is_dark = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
        self._is_high = False  # noted later: asking takes the `Qt` namespace, too

    def note_scheme(self, *, dark: bool) -> None:
        """Take note that the desktop changed to dark or light."""
        self._is_dark = dark

    def is_dark(self) -> bool:
        """Whether the desktop is dark."""
        return self._is_dark

    def note_contrast(self, *, high: bool) -> None:
        """Take note of how much contrast the desktop asks for."""
        self._is_high = high

    def is_high(self) -> bool:
        """Whether the desktop asks for high contrast, as far as that was noted."""
        return self._is_high

    def is_still(self) -> bool:
        """Whether the desktop asks for less motion."""
        from PySide6.QtCore import Qt

        # PySide6 forgets a child's C++ object with its parent's wrapper: hold on to the parent.
        style_hints = QGuiApplication.styleHints()
        wish = style_hints.accessibility().motionPreference()
        return wish is Qt.MotionPreference.ReducedMotion


def choose(wish: str, hints: StyleHints) -> Theme:
    """The theme for a wish of "light", "dark" or "system"."""
    dark = hints.is_dark() if wish == "system" else wish == "dark"
    if hints.is_high():
        return HIGH_DARK if dark else HIGH_LIGHT
    return DARK if dark else LIGHT
