"""Rulers in centimetres along the upper and the left edge of paper."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

_AWAY = 3.0
_LETTERS = 10
"""The height of the numbers, in pixels."""


def draw_rulers(painter: QPainter, paper: QRectF, millimetre: float) -> None:
    """Draw rulers outside of paper, in the painter's pen; `millimetre` is one in pixels."""
    font = painter.font()
    font.setPixelSize(_LETTERS)
    painter.setFont(font)
    for at in range(int(paper.width() / millimetre) + 1):
        x, end = paper.left() + at * millimetre, paper.top() - _AWAY - _tick(at)
        painter.drawLine(QPointF(x, paper.top() - _AWAY), QPointF(x, end))
        if at % 10 == 0:
            painter.drawText(QPointF(x + 3, end + 9), str(at // 10) if at else "cm")
    for at in range(int(paper.height() / millimetre) + 1):
        y, end = paper.top() + at * millimetre, paper.left() - _AWAY - _tick(at)
        painter.drawLine(QPointF(paper.left() - _AWAY, y), QPointF(end, y))
        if at % 10 == 0:
            painter.drawText(QPointF(end - 13, y + 4), str(at // 10))


def _tick(millimetre: int) -> float:
    return 12.0 if millimetre % 10 == 0 else 7.0 if millimetre % 5 == 0 else 4.0
