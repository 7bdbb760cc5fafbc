"""One line under the paper: what it is, or how far its rendering went, with a way to stop it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from deckapp.gui.widgets.wrapping_label import WrappingLabel

_PATIENCE_MILLISECONDS = 1000


class StatusRow(QWidget):
    """Says something; `stopped` tells that the user does not want to wait any longer."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = WrappingLabel()
        self.progress = QProgressBar()
        self.progress.setFixedWidth(160)
        self.progress.setAccessibleName("Progress of the preview")
        self.stop = QPushButton("S&top")
        self.stop.clicked.connect(self.stopped)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(self._show_progress)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label, 1)
        row.addWidget(self.progress)
        row.addWidget(self.stop)
        self._hide_progress()

    def text(self) -> str:
        """What it says."""
        return self._label.plain()

    def say(self, text: str) -> None:
        """Say something; nothing is under way any more."""
        self._patience.stop()
        self._hide_progress()
        self._label.set_plain(text)

    def wait(self) -> None:
        """Something is under way: after a second its progress is shown."""
        self._label.set_plain("…")
        self.progress.setRange(0, 0)
        self._patience.start()

    def set_progress(self, done: int, total: int) -> None:
        """Tell how far it is."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _show_progress(self) -> None:
        self.progress.show()
        self.stop.show()

    def _hide_progress(self) -> None:
        self.progress.hide()
        self.stop.hide()
