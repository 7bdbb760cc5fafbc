"""How near something is to its limit, with a shape for it: colour alone tells too few."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from deckapp.gui.theme import Theme

_TRIANGLE = ((50, 6), (100, 94), (0, 94))
_HOLLOW = ((50, 28), (82, 84), (18, 84))
_STROKE = ((45, 34), (55, 34), (53, 64), (47, 64))
_DOT = ((45, 71), (55, 71), (55, 81), (45, 81))


class Level(Enum):
    """Within a limit, near it, or over it."""

    WITHIN = "within"
    NEAR = "near"
    OVER = "over"


def level_colour(level: Level, theme: Theme) -> str:
    """The colour of what is told of a level, #RRGGBB."""
    return {Level.WITHIN: theme.ink, Level.NEAR: theme.trigger, Level.OVER: theme.red_line}[level]


def sign_path(level: Level, box: QRectF) -> QPainterPath:
    """A sign within a square box: a hollow triangle if near, a solid one with a “!” if over."""
    path = QPainterPath()
    shapes = {Level.NEAR: (_TRIANGLE, _HOLLOW), Level.OVER: (_TRIANGLE, _STROKE, _DOT)}
    for points in shapes.get(level, ()):
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(box.x() + box.width() * x / 100, box.y() + box.height() * y / 100)
                    for x, y in points
                ]
            )
        )
        path.closeSubpath()
    return path
