"""Choosing what a deck is compared with: a kept version, a file, a revision of git."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from deckapp.gui.own_copy import proposed

from .comparison import Version, file_version, revision_version

_FILTER = "Decks (*.yaml *.yml);;All files (*)"
_LONGEST = 200


class VersionChooser(QWidget):
    """`wished` carries the Version that was chosen. There is room at the end of its two rows."""

    wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._versions: list[Version] = []
        self.versions = QComboBox()
        self.versions.setAccessibleName("Version to compare with")
        self.versions.setSizeAdjustPolicy(_ADJUST)
        self.versions.setMinimumContentsLength(8)
        self.versions.setPlaceholderText("No version kept yet")
        self.versions.activated.connect(self._on_version_chosen)
        self.file = QPushButton("A f&ile…")
        self.file.setAccessibleDescription("Compares the deck with another file.")
        self.file.clicked.connect(self._on_file_clicked)
        self.revision = QLineEdit()
        self.revision.setMaxLength(_LONGEST)
        self.revision.setPlaceholderText("HEAD~1")
        self.revision.returnPressed.connect(self._on_revision_entered)
        self.look_up = QPushButton("&Look up")
        self.look_up.setAccessibleDescription("Compares the deck with this git revision.")
        self.look_up.clicked.connect(self._on_revision_entered)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        with_, revision = QLabel("Compare &with"), QLabel("A &git revision")
        with_.setBuddy(self.versions)
        revision.setBuddy(self.revision)
        self.revision.setAccessibleName("A git revision to compare with")
        for row, widgets in enumerate(
            ((with_, self.versions, self.file), (revision, self.revision, self.look_up))
        ):
            for column, widget in enumerate(widgets):
                self.grid.addWidget(widget, row, column)
        self.grid.setColumnStretch(1, 1)

    def set_path(self, path: Path | None) -> None:
        """Choose among the versions of a deck's file; one without a file has none in git."""
        self._path = path
        self.revision.setEnabled(path is not None)
        self.look_up.setEnabled(path is not None)

    def set_versions(self, versions: Sequence[Version], chosen: Version | None) -> None:
        """List versions; one that was chosen and is none of them comes first."""
        self._versions = list(versions)
        if chosen is not None and chosen not in self._versions:
            self._versions.insert(0, chosen)
        blocker = QSignalBlocker(self.versions)
        self.versions.clear()
        self.versions.addItems([version.name for version in self._versions])
        self.versions.setCurrentIndex(self._versions.index(chosen) if chosen else -1)
        self.versions.setEnabled(bool(self._versions))
        blocker.unblock()

    def choose(self, version: Version) -> None:
        """Show that this version is compared with."""
        self.set_versions(self._versions, version)

    def _on_version_chosen(self, index: int) -> None:
        self.wished.emit(self._versions[index])

    def _on_file_clicked(self) -> None:
        folder = str(proposed(self._path).parent) if self._path else ""
        name, _ = QFileDialog.getOpenFileName(self, "Compare with a file", folder, _FILTER)
        if name:
            self.wished.emit(file_version(Path(name)))

    def _on_revision_entered(self) -> None:
        if self._path is not None:
            self.wished.emit(revision_version(self._path, self.revision.text().strip()))


_ADJUST = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
