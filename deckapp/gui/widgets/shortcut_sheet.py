"""The sheet of shortcuts: everything the keyboard can do, on one page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from deckapp.gui.overriding import override

Rows = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class ShortcutSheet(QDialog):
    """Groups of (keys, what they do) in two columns. Any key closes it."""

    def __init__(self, groups: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        half = (sum(len(rows) + 2 for _, rows in groups) + 1) // 2
        row, side = 0, 0
        for name, rows in groups:
            if row >= half:
                row, side = 0, 3
            title = QLabel(name)
            title.setStyleSheet("font-weight: 600; padding-top: 8px;")
            grid.addWidget(title, row, side, 1, 2)
            row += 1
            for keys, text in rows:
                shown = QLabel(keys)
                shown.setStyleSheet("font-family: monospace;")
                grid.addWidget(shown, row, side, Qt.AlignmentFlag.AlignRight)
                grid.addWidget(QLabel(text), row, side + 1)
                row += 1
        grid.setColumnMinimumWidth(2, 16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 24)
        layout.addLayout(grid)

    @override
    def keyPressEvent(self, _event: QKeyEvent) -> None:
        self.accept()
