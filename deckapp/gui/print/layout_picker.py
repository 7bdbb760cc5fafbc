"""The list of layouts: a picture, a title and the stock of each, favourites first."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.focus_ring import FocusRing
from deckapp.printing import Layout

from .thumbnails import SIZE, thumbnail

_ID = Qt.ItemDataRole.UserRole
_GROUPS = {"cards": "Cards", "sheets": "Sheets", "folds": "Folds", "pages": "Pages"}
_STAR = "★ "


class LayoutPicker(QListWidget):
    """Lists layouts by group; `chosen` tells the id of the one that was chosen by the user.

    `favourites_changed` tells that F made one a favourite, or no longer.
    """

    chosen = Signal(str)
    favourites_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layouts: Sequence[Layout] = ()
        self.favourites: list[str] = []
        self.setIconSize(SIZE)
        self.setWordWrap(True)
        self.setAccessibleName("Layout")
        self.setAccessibleDescription("How cards lie on paper. F makes the layout a favourite.")
        self.currentItemChanged.connect(self._on_current_changed)
        FocusRing(self)

    def set_layouts(self, layouts: Sequence[Layout], favourites: Sequence[str]) -> None:
        """List these layouts; the one that was chosen stays chosen, if it is there."""
        present = self.present()
        self._layouts, self.favourites = layouts, list(favourites)
        self._fill(present)

    def set_theme(self, theme: Theme) -> None:
        """Draw the pictures anew."""
        self._theme = theme
        self._fill(self.present())

    def present(self) -> str:
        """The id of the layout that is chosen; empty at first."""
        item: QListWidgetItem | None = self.currentItem()
        return "" if item is None else str(item.data(_ID) or "")

    def choose(self, id_: str) -> None:
        """Choose a layout without telling so; nothing happens for one that is not there."""
        blocker = QSignalBlocker(self)
        for row in range(self.count()):
            if self.item(row).data(_ID) == id_:
                self.setCurrentRow(row)
                break
        blocker.unblock()

    def _fill(self, present: str) -> None:
        blocker = QSignalBlocker(self)
        self.clear()
        liked = [layout for layout in self._layouts if layout.id in self.favourites]
        if liked:
            self._add_group("Favourites", liked)
        for group, title in _GROUPS.items():
            rest = [each for each in self._layouts if each.group == group and each not in liked]
            if rest:
                self._add_group(title, rest)
        blocker.unblock()
        self.choose(present)

    def _add_group(self, title: str, layouts: Sequence[Layout]) -> None:
        heading = QListWidgetItem(title)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.addItem(heading)
        for layout in layouts:
            star = _STAR if layout.id in self.favourites else ""
            text = f"{star}{layout.title}\n{layout.stock or layout.id}"
            item = QListWidgetItem(thumbnail(layout, self._theme), text)
            item.setData(_ID, layout.id)
            item.setToolTip(layout.id)
            self.addItem(item)

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_ID):
            self.chosen.emit(str(item.data(_ID)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F and not event.modifiers() and self.present():
            present = self.present()
            if present in self.favourites:
                self.favourites.remove(present)
            else:
                self.favourites.append(present)
            self._fill(present)
            self.favourites_changed.emit()
            return
        if event.key() == Qt.Key.Key_Home and self.count() > 1:
            self.setCurrentRow(1)  # the first line is a heading
            return
        super().keyPressEvent(event)
