"""The shapes that tell red lines, asks, withheld points and triggers apart without colour."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from .blocks import Mark

_BOLT = ((58, 0), (14, 58), (46, 58), (34, 100), (86, 38), (52, 38), (70, 0))
_ARROW = ((0, 30), (52, 30), (52, 4), (100, 50), (52, 96), (52, 70), (0, 70))
_DIAMOND = ((50, 2), (98, 50), (50, 98), (2, 50))
_OCTAGON = ((29, 0), (71, 0), (100, 29), (100, 71), (71, 100), (29, 100), (0, 71), (0, 29))


def mark_path(mark: Mark, box: QRectF) -> QPainterPath:
    """The filled outline of a mark, within a square box."""
    path = QPainterPath()
    match mark:
        case Mark.TRIGGER:
            _add(path, _BOLT, box)
        case Mark.ASK:
            _add(path, _ARROW, box)
        case Mark.ONLY_IF:
            _add(path, _DIAMOND, box)
        case Mark.RED_LINE:
            _add(path, _OCTAGON, box)
            _cut(path, box, 18, 42, 64, 16)
        case Mark.WITHHOLD:
            _add_lock(path, box)
        case Mark.NONE:
            pass
    return path


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.x() + box.width() * x / 100, box.y() + box.height() * y / 100)


def _add(path: QPainterPath, points: tuple[tuple[int, int], ...], box: QRectF) -> None:
    path.addPolygon(QPolygonF([_at(box, x, y) for x, y in points]))
    path.closeSubpath()


def _cut(path: QPainterPath, box: QRectF, x: float, y: float, width: float, height: float) -> None:
    """A hole: the odd-even rule leaves it out."""
    path.addRect(QRectF(_at(box, x, y), _at(box, x + width, y + height)))


def _add_lock(path: QPainterPath, box: QRectF) -> None:
    path.addRoundedRect(QRectF(_at(box, 10, 44), _at(box, 90, 100)), 2, 2)
    shackle = QRectF(_at(box, 22, 0), _at(box, 78, 76))
    inner = QRectF(_at(box, 37, 16), _at(box, 63, 60))
    ring = QPainterPath()
    ring.addRoundedRect(shackle, shackle.width() / 2, shackle.width() / 2)
    hole = QPainterPath()
    hole.addRoundedRect(inner, inner.width() / 2, inner.width() / 2)
    body = QPainterPath()
    body.addRect(QRectF(_at(box, 0, 44), _at(box, 100, 100)))
    path.addPath(ring.subtracted(hole).subtracted(body))
