"""About deckapp: what it is, where it keeps things, what ships with it, and a text for IT."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from deckapp import __version__
from deckapp.components import Component
from deckapp.diagnostics import Kept
from deckapp.gui.icons import app_icon
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.announcing import announce
from deckapp.gui.widgets.lettering import lettered
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .licences_page import LicencesPage
from .places_page import PlacesPage

_WHAT = "Talking-points cards for diplomatic meetings."
_PROMISE = "It opens no network connection. Licence: MIT."
_COPIED = "Copied. Nothing that a deck says is in it."
_NOT_OPENED = "The folder cannot be opened here. Copy its path."
_ICON, _TITLE = 64, 1.4
_COLUMNS, _ROWS = 140, 40


class Found(NamedTuple):
    """What takes a while to find out: what ships, and what lies where."""

    components: tuple[Component, ...]
    kept: tuple[Kept, ...]


class AboutDialog(QDialog):
    """Show it with `open()`; call `show_found` once that is known. It deletes itself once closed.

    `diagnosis` makes the text for IT of what was found; `font` has the size that is wished for.
    """

    def __init__(
        self,
        diagnosis: Callable[[Found], str],
        theme: Theme,
        font: QFont,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About deckapp")
        self.setFont(font)
        self._diagnosis = diagnosis
        self._found: Found | None = None
        self.places, self.licences = PlacesPage(theme), LicencesPage()
        self.pages = QTabWidget()
        self.pages.addTab(self.licences, "&Licences")
        self.pages.addTab(self.places, "&Where data lies")
        self.pages.tabBar().setAccessibleName("Pages about deckapp")
        self.note = WrappingLabel()
        buttons = QDialogButtonBox()
        self.copy = buttons.addButton(
            "Copy &diagnostic text", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.done_button = buttons.addButton("Cl&ose", QDialogButtonBox.ButtonRole.RejectRole)
        self.copy.setAccessibleDescription("For a message to your IT; it has nothing of a deck.")
        self.copy.setAutoDefault(False)
        self.copy.setEnabled(False)
        self.done_button.setDefault(True)
        self.copy.clicked.connect(self._on_copy_wanted)
        buttons.rejected.connect(self.reject)
        self.places.folder_wanted.connect(self._on_folder_wanted)
        self._lay_out(buttons)
        self.done_button.setFocus()

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        icon = QLabel()
        icon.setPixmap(app_icon().pixmap(_ICON, _ICON))
        title = WrappingLabel(f"deckapp {__version__}")
        title.setFont(lettered(self.font(), _TITLE, bold=True))
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (title, WrappingLabel(_WHAT), WrappingLabel(_PROMISE)):
            words.addWidget(label)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.note, 1)
        foot.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self.pages, 1)
        layout.addLayout(foot)
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.note.setMinimumHeight(2 * metrics.lineSpacing())  # so that nothing moves when it tells
        width, height = metrics.averageCharWidth() * _COLUMNS, metrics.lineSpacing() * _ROWS
        self.resize(min(width, room.width()), min(height, room.height()))
        self.licences.split.setSizes([self.width() * 3 // 10, self.width() * 7 // 10])

    def show_found(self, found: Found) -> None:
        """Fill the pages."""
        self._found = found
        self.licences.set_components(found.components)
        self.places.set_places(found.kept)
        self.copy.setEnabled(True)

    def _on_copy_wanted(self) -> None:
        assert self._found is not None
        QGuiApplication.clipboard().setText(self._diagnosis(self._found))
        self._tell(_COPIED)

    def _on_folder_wanted(self, folder: Path) -> None:
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self._tell("" if opened else _NOT_OPENED)

    def _tell(self, words: str) -> None:
        self.note.set_plain(words)
        if words:
            announce(self, words)
