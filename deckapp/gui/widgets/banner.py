"""The handling marking at the top and bottom of the window."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .ink import draw_line, fill, line_of, width_of

_SIDE = 12.0
_ABOVE_AND_BELOW = 5


class Banner(QWidget):
    """One line with the marking: TLP markings stand right, others in the middle; none hides it.

    A marking too long for the window is set smaller, never cut.
    """

    def __init__(self, theme: Theme, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marking = ""
        self.setAccessibleName(f"Marking at the {place}")
        self.set_marking("")

    def marking(self) -> str:
        """The marking shown."""
        return self._marking

    def set_marking(self, marking: str) -> None:
        """Show a marking, or nothing."""
        self._marking = " ".join(marking.split())
        self.setAccessibleDescription(self._marking)
        self.setVisible(bool(self._marking))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self._theme = theme
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(100, self.fontMetrics().height() + _ABOVE_AND_BELOW)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), self._theme.ink)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        line = line_of(self._marking, font, self._theme.paper)
        room = self.width() - 2 * _SIDE
        scale = min(1.0, room / max(1.0, width_of(line)))
        width = width_of(line) * scale
        right = self._marking.upper().startswith("TLP:")
        x = self.width() - _SIDE - width if right else (self.width() - width) / 2
        metrics = QFontMetricsF(font)
        y = (self.height() + (metrics.ascent() - metrics.descent()) * scale) / 2
        draw_line(painter, line, QPointF(x, y), scale)
