"""Where deckapp keeps things: each place as a path to copy, and a button that opens its folder."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from deckapp.diagnostics import Kept
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.lettering import frame
from deckapp.gui.widgets.scrolling import scrolling
from deckapp.gui.widgets.wrapping_label import WrappingLabel


class PlacesPage(QWidget):
    """Lists places; `folder_wanted` (a Path) asks for one to be opened."""

    folder_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.paths: list[QLineEdit] = []
        self.buttons: list[QPushButton] = []
        rows = QWidget()
        self._grid = QGridLayout(rows)
        self._grid.setContentsMargins(8, 8, 8, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        area = scrolling(rows)
        for each in (area.viewport(), rows):  # the ground of the page is seen
            each.setAutoFillBackground(False)
        layout.addWidget(area)

    def set_places(self, kept: Sequence[Kept]) -> None:
        """List places, each below its name."""
        for row, each in enumerate(kept):
            self._add(3 * row, each)
        self._grid.setRowStretch(3 * len(kept), 1)

    def _add(self, row: int, kept: Kept) -> None:
        place, is_there = kept.place, kept.size is not None
        name = WrappingLabel(place.name if is_there else f"{place.name}: not there yet")
        path = QLineEdit(str(place.path))
        path.setReadOnly(True)
        path.setCursorPosition(0)
        path.setToolTip(str(place.path))
        path.setAccessibleName(name.plain())
        frame(path, self._theme)
        button = QPushButton("Open folder")
        button.setAutoDefault(False)
        button.setAccessibleName(f"Open folder: {place.name}")
        button.setEnabled(is_there)
        folder: Path = place.path if place.path.is_dir() else place.path.parent
        button.clicked.connect(partial(self.folder_wanted.emit, folder))
        self._grid.addWidget(name, row, 0, 1, 2)
        self._grid.addWidget(path, row + 1, 0)
        self._grid.addWidget(button, row + 1, 1)
        self._grid.setRowMinimumHeight(row + 2, 8)
        self.paths.append(path)
        self.buttons.append(button)
