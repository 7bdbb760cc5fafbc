"""The typeface of the card: the one of the printed card."""

from pathlib import Path

from fontpkg_fira_sans_condensed import ROOT
from PySide6.QtGui import QFontDatabase

_STYLES = ("Regular", "SemiBold", "Italic")


def load_card_family() -> str:
    """Make the card's typeface known to Qt; return its family name.

    Only the styles that the card uses are loaded. Where a damaged installation lacks them the name
    is empty, and Qt takes the system's typeface.
    """
    family = ""
    for style in _STYLES:
        file = Path(ROOT) / "files" / f"FiraSansCondensed-{style}.ttf"
        number = QFontDatabase.addApplicationFont(str(file))
        families = QFontDatabase.applicationFontFamilies(number)
        family = family or (families[0] if families else "")
    return family
