"""A time that is read from afar: a caption, large figures, a word after them, a sign before."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .lettering import lettered
from .warning_sign import Level, level_colour, sign_path

_GAP = 8
_WORD = 0.36
"""The word is so much smaller than the figures, but no smaller than other text."""
_USUAL = Level.WITHIN


class Reading(NamedTuple):
    """What is read: "4:32" and "left" below "This issue"; `is_still` if that time stands."""

    caption: str
    figures: str
    word: str
    level: Level = _USUAL
    is_still: bool = False


class Readout(QWidget):
    """Shows a reading. Each figure has a place of its own, so that none moves as time goes on.

    Room is kept for "+00:00" and the sign, so that what stands beside it never moves either.
    """

    def __init__(self, theme: Theme, scale: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = scale
        self._reading = Reading("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self._theme = theme
        self.update()

    def set_scale(self, scale: float) -> None:
        """Make the figures so many times as large as other text."""
        if scale != self._scale:
            self._scale = scale
            self.updateGeometry()
            self.update()

    def show_reading(self, reading: Reading) -> None:
        """Show another time."""
        if reading != self._reading:
            is_wider = len(reading.figures) > len(self._reading.figures)
            self._reading = reading
            self.setAccessibleName(self.text())
            if is_wider:
                self.updateGeometry()
            self.update()

    def reading(self) -> Reading:
        """What is shown."""
        return self._reading

    def text(self) -> str:
        """What it says, in words."""
        caption, figures, word = self._reading[:3]
        return f"{caption}: {figures} {word}".strip()

    # Size

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        loud, word = QFontMetricsF(self._loud()), QFontMetricsF(self._words())
        widest = max((self._reading.figures, "+00:00"), key=len)
        figures = self._advance(widest) + word.horizontalAdvance("over") + self._sign()
        height = self.fontMetrics().height() + loud.ascent() + loud.descent()
        return QSize(int(figures + 2 * _GAP) + 2, int(height) + 1)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())  # whoever has less room sets another scale

    def _loud(self) -> QFont:
        return lettered(self.font(), self._scale, bold=True)

    def _words(self) -> QFont:
        return lettered(self.font(), max(1.0, self._scale * _WORD))

    def _sign(self) -> float:
        """The room of the sign, which is kept where there is none."""
        return QFontMetricsF(self._loud()).capHeight() + _GAP

    def _cell(self) -> float:
        metrics = QFontMetricsF(self._loud())
        return max(metrics.horizontalAdvance(digit) for digit in "0123456789")

    def _advance(self, figures: str) -> float:
        metrics, cell = QFontMetricsF(self._loud()), self._cell()
        return sum(cell if c.isdigit() else metrics.horizontalAdvance(c) for c in figures)

    # Painting

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter)
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on

    def _paint(self, painter: QPainter) -> None:
        reading, theme, loud = self._reading, self._theme, self._loud()
        colour = theme.muted if reading.is_still else level_colour(reading.level, theme)
        caption = QRectF(0, 0, self.width(), self.fontMetrics().height())
        painter.setFont(self.font())
        painter.setPen(QColor(theme.muted))
        elide = Qt.TextElideMode.ElideRight
        words = self.fontMetrics().elidedText(reading.caption, elide, self.width())
        painter.drawText(caption, Qt.AlignmentFlag.AlignLeft, words)
        metrics = QFontMetricsF(loud)
        base = caption.bottom() + metrics.ascent()
        painter.setFont(loud)
        painter.setPen(QColor(colour))
        x, cell = 0.0, self._cell()
        for figure in reading.figures:
            wide = metrics.horizontalAdvance(figure)
            place = cell if figure.isdigit() else wide
            painter.drawText(QPointF(x + (place - wide) / 2, base), figure)
            x += place
        painter.setFont(self._words())
        painter.drawText(QPointF(x + _GAP, base), reading.word)
        x += _GAP + QFontMetricsF(self._words()).horizontalAdvance(reading.word) + _GAP
        side = metrics.capHeight()
        sign = QRectF(x, base - side, side, side)
        if reading.is_still:
            for left in (0.15, 0.6):
                painter.fillRect(
                    QRectF(x + left * side, sign.top(), 0.25 * side, side), QColor(colour)
                )
        else:
            painter.fillPath(sign_path(reading.level, sign), QColor(colour))
