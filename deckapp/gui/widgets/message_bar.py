"""A bar in place instead of a box in the way: what happened, what can be done, how far it is."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QPushButton, QWidget
from shiboken6 import isValid

from .announcing import announce
from .wrapping_label import WrappingLabel

Choice = tuple[str, Callable[[], object]]


class MessageBar(QWidget):
    """One message at a time, hidden when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = WrappingLabel()
        self._progress = QProgressBar()
        self._progress.setFixedWidth(160)
        self._progress.setAccessibleName("Progress")
        self._buttons: list[QPushButton] = []
        self._before: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 8, 8)
        self._row.addWidget(self._label, 1)
        self._row.addWidget(self._progress)
        self.setVisible(False)

    def show_message(self, text: str, choices: Sequence[Choice] = ()) -> None:
        """Say something, with a button for each choice and one that closes the bar."""
        self._set(text, [*choices, ("Close", self.hide)])
        self._progress.hide()

    def show_progress(self, text: str, on_cancel: Callable[[], object]) -> None:
        """Say what is under way, with a way to stop it."""
        self._set(text, [("Cancel", on_cancel)])
        self._progress.setRange(0, 0)
        self._progress.show()

    def set_progress(self, done: int, total: int) -> None:
        """Tell how far it is."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def text(self) -> str:
        """What the bar says; empty while it is hidden."""
        return "" if self.isHidden() else self._label.plain()

    def _give_back_focus(self) -> None:
        """The button goes: the keyboard returns to where it was, not to whatever comes next."""
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def _set(self, text: str, choices: Sequence[Choice]) -> None:
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._label.set_plain(text)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for name, do in choices:
            button = QPushButton(name)
            button.setAccessibleDescription(text)
            button.clicked.connect(self._give_back_focus)
            button.clicked.connect(do)
            self._row.addWidget(button)
            self._buttons.append(button)
        self.show()
        announce(self, text)
