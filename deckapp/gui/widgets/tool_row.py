"""A row of buttons for actions."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget


class ToolRow(QWidget):
    """Shows actions by their icons, and says what they do to those who ask or do not see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)

    def set_actions(self, actions: Iterable[QAction]) -> None:
        """Show these actions."""
        for action in actions:
            button = _ToolButton(action)
            self._row.addWidget(button)


class _ToolButton(QToolButton):
    def __init__(self, action: QAction) -> None:
        super().__init__()
        self.setDefaultAction(action)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._describe()
        action.changed.connect(self._describe)

    def _describe(self) -> None:
        action = self.defaultAction()
        text = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({keys})" if keys else text)
