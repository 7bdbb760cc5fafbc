"""A chip: a word in a rounded frame, ticked or not, or with a cross that takes it away."""

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from deckapp.gui.overriding import override

_RING = 3
"""Pixels around the body, for the ring of the one that has the keyboard."""
_SIDE, _ABOVE = 10, 3
_MOST_CHARACTERS = 200
_WIDEST = 36
"""Average letters that a chip is wide before its word is cut short."""


class Mark(Enum):
    """What stands on a chip besides its word."""

    TICK = "tick"
    CROSS = "cross"


class Chip(QPushButton):
    """Shows a word. A click on its cross, if it has one, emits `removal_wanted` with the chip.

    Of the keyboard it takes only Space: where else to go, its parent knows.
    """

    removal_wanted = Signal(object)

    def __init__(self, word: str, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self._word = ""
        self._hint: QSize | None = None
        self.setAutoDefault(False)
        self.setCheckable(mark is Mark.TICK)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_word(word)

    def word(self) -> str:
        """The word, whole."""
        return self._word

    def set_word(self, word: str) -> None:
        """Show another word. It is no text of a button, where an & underlines."""
        self._word = word
        start = " ".join(word[: _MOST_CHARACTERS + 1].split())
        self._shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in start)
        self.setAccessibleName(self._shown)
        self._hint = None
        self.updateGeometry()
        self.update()

    # Size

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._hint = None

    @override
    def sizeHint(self) -> QSize:
        if self._hint is None:
            metrics = self.fontMetrics()
            widest = _WIDEST * metrics.averageCharWidth()
            words = min(metrics.horizontalAdvance(self._shown) + 1, widest)
            height = metrics.height() + 2 * (_ABOVE + _RING)
            self._hint = QSize(words + self._mark_room() + 2 * (_SIDE + _RING), height)
        return self._hint

    @override
    def minimumSizeHint(self) -> QSize:
        least = self._mark_room() + 2 * (_SIDE + _RING) + 3 * self.fontMetrics().averageCharWidth()
        return QSize(min(least, self.sizeHint().width()), self.sizeHint().height())

    def _mark_room(self) -> int:
        return self.fontMetrics().height()

    def _mark_box(self) -> QRectF:
        """Where the tick stands, before the word, or the cross, after it."""
        side = self._mark_room()
        left = _RING + _SIDE / 2 if self._mark is Mark.TICK else self.width() - _RING - side - 4
        return QRectF(left, (self.height() - side) / 2, side, side)

    # Mouse and keyboard

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        reach = self._mark_box().adjusted(-2, -_RING - _ABOVE, 4 + _RING, _RING + _ABOVE)
        if self._mark is Mark.CROSS and reach.contains(event.position()):
            self.removal_wanted.emit(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    # Looks

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            role, palette = QPalette.ColorRole, self.palette()
            inset = _RING + 0.5
            body = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            is_on = self.isChecked() and self.isEnabled()
            ground = role.Highlight if is_on else role.Base
            edge = palette.color(role.Highlight if is_on else role.PlaceholderText)
            ink = palette.color(role.HighlightedText if is_on else role.ButtonText)
            painter.setPen(QPen(edge, 2 if self.underMouse() and self.isEnabled() else 1))
            painter.setBrush(palette.color(ground))
            painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
            self._paint_words(painter, ink)
            if self.hasFocus():
                ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
                painter.setPen(QPen(palette.color(role.Highlight), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        mark = self._mark_box()
        left, right = _RING + _SIDE, self.width() - _RING - _SIDE
        if self._mark is Mark.CROSS:
            right = int(mark.left()) - 1
            self._paint_mark(painter, mark, ink)
        elif self.isChecked():
            left = int(mark.right()) + 2
            self._paint_mark(painter, mark, ink)
        room = QRectF(left, 0, max(0, right - left), self.height())
        text = self.fontMetrics().elidedText(
            self._shown, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.setPen(ink)
        centred = self._mark is Mark.TICK and not self.isChecked()
        across = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, across | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_mark(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        unit = box.width() / 10
        at, pen = box.center(), QPen(ink, max(1.5, unit))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self._mark is Mark.CROSS:
            for slope in (1, -1):
                reach = QPointF(2.2 * unit, slope * 2.2 * unit)
                painter.drawLine(at - reach, at + reach)
        else:
            bend = at + QPointF(-0.7 * unit, 2.2 * unit)
            painter.drawLine(at + QPointF(-2.7 * unit, 0.2 * unit), bend)
            painter.drawLine(bend, at + QPointF(2.9 * unit, -2.4 * unit))
