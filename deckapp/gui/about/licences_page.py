"""What ships with deckapp: a list, and beside it the licence of what is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from deckapp.components import Component
from deckapp.gui.overriding import override
from deckapp.gui.widgets.focus_ring import FocusRing
from deckapp.gui.widgets.lettering import lettered
from deckapp.gui.widgets.reader import reader
from deckapp.gui.widgets.wrapping_label import WrappingLabel

_OURS = "deckapp"


class LicencesPage(QWidget):
    """Lists components; a licence is read when its component is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._components: Sequence[Component] = ()
        self.list = _list()
        self.heading, self.licence = WrappingLabel(), WrappingLabel()
        self.text = reader()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.licence)
        column.addSpacing(4)
        column.addWidget(self.text, 1)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.list)
        self.split.addWidget(right)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 5)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.split)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self._set_fonts()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        self.heading.setFont(lettered(self.font(), bold=True))

    def set_components(self, components: Sequence[Component]) -> None:
        """List what ships; deckapp itself is chosen."""
        self._components = components
        for each in components:
            self.list.addItem(f"{each.name} {each.version}\n{each.licence}")
        names = [each.name for each in components]
        self.list.setCurrentRow(names.index(_OURS) if _OURS in names else 0)

    def _on_row_changed(self, row: int) -> None:
        component = self._components[row]
        name = f"{component.name} {component.version}"
        self.heading.set_plain(name)
        self.licence.set_plain(f"Licence: {component.licence}")
        self.text.setAccessibleName(f"Licence of {name}")
        self.text.setPlainText(component.text())


def _list() -> QListWidget:
    view = QListWidget()
    view.setAccessibleName("What ships with deckapp")
    view.setWordWrap(True)
    view.setSpacing(2)
    view.setResizeMode(QListWidget.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    FocusRing(view)
    return view
