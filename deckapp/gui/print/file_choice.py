"""A field for files: a button that asks for them, their names, and a button that forgets them."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from deckapp.gui.widgets.wrapping_label import WrappingLabel


class FileChoice(QWidget):
    """Chooses files of some kind (`filter_`, as Qt's file dialog has it), one or `several`."""

    changed = Signal()

    def __init__(
        self, title: str, filter_: str, *, several: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._filter, self._several = title, filter_, several
        self.paths: tuple[Path, ...] = ()
        self.choose = QPushButton("Choose…")
        self.forget = QPushButton("None")
        self._names = WrappingLabel()
        self.choose.clicked.connect(self._ask)
        self.forget.clicked.connect(lambda: self.set_paths(()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.choose)
        row.addWidget(self._names, 1)
        row.addWidget(self.forget)
        self.setFocusProxy(self.choose)
        self.set_paths(())

    def setAccessibleName(self, name: str) -> None:
        """Name the buttons, which have the keyboard."""
        super().setAccessibleName(name)
        self.choose.setAccessibleName(f"{name}: choose")
        self.forget.setAccessibleName(f"{name}: none")

    def setAccessibleDescription(self, text: str) -> None:
        """Describe the button that has the keyboard."""
        super().setAccessibleDescription(text)
        self.choose.setAccessibleDescription(text)

    def set_paths(self, paths: tuple[Path, ...]) -> None:
        """Choose files."""
        is_new = paths != self.paths
        self.paths = paths
        self._names.set_plain(", ".join(path.name for path in paths))
        self.forget.setVisible(bool(paths))
        if is_new:
            self.changed.emit()

    def _ask(self) -> None:
        if self._several:
            names, _ = QFileDialog.getOpenFileNames(self, self._title, "", self._filter)
            added = tuple(Path(name) for name in names)
            self.set_paths((*self.paths, *(path for path in added if path not in self.paths)))
        else:
            name, _ = QFileDialog.getOpenFileName(self, self._title, "", self._filter)
            if name:
                self.set_paths((Path(name),))
