"""What only the window knows of the machine: platform, screens, style, fonts."""

import sys
from collections.abc import Iterator

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from deckapp.gui.settings import Settings
from deckapp.gui.theme import Theme


def display_rows(settings: Settings, theme: Theme, family: str) -> Iterator[tuple[str, str]]:
    """Labels and words for the diagnostic text; `family` is the card's typeface, "" for none."""
    yield "PySide6", pyside_version
    yield "Qt", qVersion()
    yield "Qt platform", QGuiApplication.platformName()
    for number, screen in enumerate(QGuiApplication.screens(), 1):
        yield f"Screen {number}", _told(screen)
    style = QApplication.style()
    yield "Style", style.name()
    yield "Theme", f"{theme.name}, wished for: {settings.theme}"
    yield "Text", f"{settings.zoom} %, animations {'off' if settings.still else 'as the system'}"
    font = QGuiApplication.font()
    yield "Font", f"{font.family()}, {font.pointSizeF():g} pt"
    yield "Font of the cards", family or "not found"
    yield "Locale", f"{QLocale.system().name()}, file names in {sys.getfilesystemencoding()}"


def _told(screen: QScreen) -> str:
    """Size, scale and density; no maker or serial number."""
    size, dots = screen.size(), screen.logicalDotsPerInch()
    scale = f"{screen.devicePixelRatio():.2g}"
    return f"{size.width()} × {size.height()}, scale {scale}, {dots:.0f} dots an inch"
