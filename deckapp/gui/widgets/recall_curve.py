"""What to expect from now to a day: two lines, each with its name and its number at the end."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .lettering import lettered

_LINES = 13
"""The height, in lines of text."""
_GAP = 8.0
_LOUD = 1.15
_THICK, _THIN = 2.6, 2.0
_GRID = (0.0, 0.5, 1.0)
_DOT = 4.0
_TINT = 26
"""How opaque, of 255, is what lies between the lines: what the plan gains."""


class CurvePoint(NamedTuple):
    """The recall to expect, 0 to 1; `at` is 0 now and 1 on the day."""

    at: float
    without: float
    with_plan: float


class Label(NamedTuple):
    """The number at the end of a line, and what the line is."""

    value: str
    caption: str


class Curve(NamedTuple):
    """Both lines, the moments of sessions (0 to 1), and words for the ends of line and axis."""

    points: tuple[CurvePoint, ...]
    sessions: tuple[float, ...]
    start: str
    end: str
    without: Label
    with_plan: Label


class RecallCurve(QWidget):
    """Draws a curve. Whoever does not see it needs its numbers elsewhere, in a table."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._curve: Curve | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Recall to expect from now to the meeting")

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def set_curve(self, curve: Curve) -> None:
        """Draw another curve."""
        self._curve = curve
        self.setAccessibleDescription(
            f"{curve.with_plan.value} {curve.with_plan.caption}, "
            f"{curve.without.value} {curve.without.caption}; {curve.start} to {curve.end}."
        )
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(24 * self.fontMetrics().averageCharWidth(), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._height())

    def _height(self) -> int:
        return _LINES * self.fontMetrics().lineSpacing()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._curve is not None:
                self._paint(painter, self._curve)
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on

    def _paint(self, painter: QPainter, curve: Curve) -> None:
        theme = self._theme
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.paper))
        painter.drawRect(frame)
        metrics = QFontMetricsF(self.font())
        area = self._area(curve, frame, metrics)
        self._paint_grid(painter, area, metrics)
        self._paint_axis(painter, area, curve, metrics)
        last = curve.points[-1]
        ends = (last.with_plan, last.without)
        colours = (theme.focus, theme.ink)
        dashed = Qt.PenStyle.DashLine
        without = [_at(area, point.at, point.without) for point in curve.points]
        with_plan = [_at(area, point.at, point.with_plan) for point in curve.points]
        painter.setPen(Qt.PenStyle.NoPen)
        gained = QColor(theme.focus)
        gained.setAlpha(_TINT)
        painter.setBrush(gained)
        painter.drawPolygon(QPolygonF([*with_plan, *reversed(without)]))
        _draw_line(painter, without, QPen(QColor(colours[1]), _THIN, dashed))
        _draw_line(painter, with_plan, QPen(QColor(colours[0]), _THICK))
        places = _apart([_at(area, 1, end).y() for end in ends], 2.3 * metrics.height(), area)
        labels = (curve.with_plan, curve.without)
        for end, y, label, colour in zip(ends, places, labels, colours, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(_at(area, 1, end), _DOT, _DOT)
            painter.setPen(QPen(QColor(colour), 1))
            beside = QPointF(area.right() + 2 * _GAP, y)
            painter.drawLine(_at(area, 1, end), beside - QPointF(3, 0))
            self._paint_label(painter, beside, label, colour)

    def _area(self, curve: Curve, frame: QRectF, metrics: QFontMetricsF) -> QRectF:
        """Where the lines are: numbers stand at its left, their labels at its right."""
        loud = QFontMetricsF(lettered(self.font(), _LOUD, bold=True))
        labels = (curve.without, curve.with_plan)
        beside = max(
            max(loud.horizontalAdvance(label.value), metrics.horizontalAdvance(label.caption))
            for label in labels
        )
        left = metrics.horizontalAdvance("100\u00a0%") + 2 * _GAP
        right = min(beside, frame.width() / 2) + 3 * _GAP
        above, below = metrics.height(), 2.2 * metrics.height()
        return frame.adjusted(left, above, -right, -below)

    def _paint_grid(self, painter: QPainter, area: QRectF, metrics: QFontMetricsF) -> None:
        for share in _GRID:
            at = _at(area, 0, share)
            painter.setPen(QPen(QColor(self._theme.line), 1))
            painter.drawLine(at, QPointF(area.right(), at.y()))
            text = f"{share * 100:.0f}\u00a0%"
            x = at.x() - _GAP - metrics.horizontalAdvance(text)
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QPointF(x, at.y() + metrics.ascent() / 2 - 1), text)

    def _paint_axis(
        self, painter: QPainter, area: QRectF, curve: Curve, metrics: QFontMetricsF
    ) -> None:
        """Below the lines: a tick for each session, the last one taller; today and the day."""
        painter.setPen(QPen(QColor(self._theme.muted), 1))
        for x in (area.left(), area.right()):
            painter.drawLine(QPointF(x, area.top() - _GAP / 2), QPointF(x, area.bottom()))
        tick = metrics.height() / 3
        painter.setPen(QPen(QColor(self._theme.focus), 2))
        for number, session in enumerate(curve.sessions, 1):
            foot = _at(area, session, 0)
            reach = 2 * tick if number == len(curve.sessions) else tick
            painter.drawLine(foot, foot + QPointF(0, reach))
        baseline = area.bottom() + 2 * tick + metrics.ascent() + 1
        painter.setPen(QColor(self._theme.ink))
        painter.drawText(QPointF(area.left(), baseline), curve.start)
        room = self.width() - _GAP
        width = metrics.horizontalAdvance(curve.end)
        x = min(area.right() - width / 2, room - width)
        free = area.left() + metrics.horizontalAdvance(curve.start) + _GAP
        text = metrics.elidedText(curve.end, Qt.TextElideMode.ElideRight, room - max(x, free))
        painter.drawText(QPointF(max(x, free), baseline), text)

    def _paint_label(self, painter: QPainter, at: QPointF, label: Label, colour: str) -> None:
        """A number with what it is below it, around a height."""
        loud = lettered(self.font(), _LOUD, bold=True)
        metrics, room = QFontMetricsF(self.font()), self.width() - at.x() - _GAP / 2
        painter.setPen(QColor(colour))
        painter.setFont(loud)
        above = QFontMetricsF(loud).elidedText(label.value, Qt.TextElideMode.ElideRight, room)
        painter.drawText(at - QPointF(0, metrics.descent() / 2), above)
        painter.setFont(self.font())
        below = metrics.elidedText(label.caption, Qt.TextElideMode.ElideRight, room)
        painter.drawText(at + QPointF(0, metrics.ascent()), below)


def _at(area: QRectF, at: float, recall: float) -> QPointF:
    return QPointF(area.left() + at * area.width(), area.bottom() - recall * area.height())


def _draw_line(painter: QPainter, points: Iterable[QPointF], pen: QPen) -> None:
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF(list(points)))


def _apart(heights: Sequence[float], least: float, area: QRectF) -> tuple[float, float]:
    """Two heights, the upper one first, moved until there is room for a label around each."""
    upper, lower = heights
    lacking = max(0.0, least - (lower - upper)) / 2
    upper = max(upper - lacking, area.top() + least / 3)
    lower = min(max(lower + lacking, upper + least), area.bottom() - least / 2)
    return min(upper, lower - least), lower
