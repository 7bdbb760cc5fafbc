"""The turn of a card about its upright axis."""

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPixmap, QTransform

TURN_MILLISECONDS = 180
_DISTANCE = 2.4
"""How far away the eye is, in widths of the card."""


class Turn(QObject):
    """Goes from one picture of a card to another; `moved` asks for a repaint."""

    moved = Signal()
    ended = Signal()

    def __init__(self, old: QPixmap, new: QPixmap, *, forward: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._old, self._new = old, new
        self._sign = 1 if forward else -1
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(TURN_MILLISECONDS)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self.moved)
        self._animation.finished.connect(self.ended)
        self._animation.start()

    def stop(self) -> None:
        """End at once: the next key does not wait."""
        self._animation.stop()

    def paint(self, painter: QPainter, card: QRectF) -> None:
        """Paint the card as it stands now: the old picture until it is edge on, then the new."""
        at = float(self._animation.currentValue())
        angle = 180 * at if at < 0.5 else 180 * at - 180
        turned = QTransform().translate(card.center().x(), card.center().y())
        turned = turned.rotate(self._sign * angle, Qt.Axis.YAxis, card.width() * _DISTANCE)
        painter.setTransform(turned)
        picture = self._old if at < 0.5 else self._new
        target = QRectF(QPointF(-card.width() / 2, -card.height() / 2), card.size())
        painter.drawPixmap(target, picture, QRectF(picture.rect()))
