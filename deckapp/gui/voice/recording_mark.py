"""The red mark that is seen for as long as the microphone listens."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.announcing import announce

_COLOURS = {"light": ("#B3261E", "#FFFFFF"), "dark": ("#FF6B61", "#000000")}
"""Ground and ink of each theme: at least 4.5:1 to each other, the ground 3:1 to what is around."""


class RecordingMark(QLabel):
    """A red pill with a disc and the word “Recording”. It keeps still, and its room is kept."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Recording", parent)
        self._colours = _COLOURS[theme.name]
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setToolTip("The microphone listens. What it hears is kept in memory only.")
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._colours = _COLOURS[theme.name]
        self.update()

    def colours(self) -> tuple[str, str]:
        """Ground and ink."""
        return self._colours

    def set_recording(self, recording: bool) -> None:  # noqa: FBT001  the slot of a signal
        """Show the mark or hide it."""
        if recording is self.isHidden():
            self.setVisible(recording)
            announce(self, "Recording" if recording else "The recording has ended")

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        height = metrics.height() + 8
        return QSize(metrics.horizontalAdvance(self.text()) + height * 3 // 2 + 10, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground, ink = (QColor(colour) for colour in self._colours)
            height = self.height()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(self.rect()), height / 2, height / 2)
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(height * 0.62, height / 2), height * 0.24, height * 0.24)
            painter.setPen(ink)
            room = QRectF(height * 1.1, 0, self.width() - height * 1.1, height)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, flags, self.text())
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on
