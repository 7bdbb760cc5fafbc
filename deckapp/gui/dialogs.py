"""The few boxes: shortcuts, and what deckapp is."""

import platform

from PySide6 import __version__ as pyside_version
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMessageBox, QWidget

from deckapp import __version__
from deckapp.paths import settings_file

from .actions import ACTIONS
from .widgets.shortcut_sheet import ShortcutSheet


def shortcut_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """All shortcuts by menu, as (keys, what they do)."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for spec in ACTIONS:
        if spec.keys:
            native = QKeySequence.SequenceFormat.NativeText
            keys = ", ".join(QKeySequence(key).toString(native) for key in spec.keys)
            text = spec.text.replace("&", "").rstrip("…")
            groups.setdefault(spec.menu.replace("&", ""), []).append((keys, text))
    return list(groups.items())


def show_shortcuts(parent: QWidget) -> None:
    """Show the sheet until a key is pressed."""
    sheet = ShortcutSheet(shortcut_groups(), parent)
    sheet.exec()
    sheet.deleteLater()


def show_about(parent: QWidget) -> None:
    """Say which versions these are and where data lies."""
    QMessageBox.about(
        parent,
        "About deckapp",
        f"<b>deckapp {__version__}</b><p>Talking-points cards for diplomatic meetings.</p>"
        "<p>It opens no network connection. What the window remembers lies in<br>"
        f"<code>{settings_file()}</code></p>"
        f"<p>Python {platform.python_version()}, PySide6 {pyside_version}. "
        "Typeface: Fira Sans Condensed (SIL Open Font License). Licence: MIT.</p>",
    )
