"""A countdown: a ring that empties clockwise around the seconds left, then counts what is over."""

from enum import Enum
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .announcing import announce

_LINES = 7
"""How wide and high it is, in lines of text."""
_HURRY_SHARE, _HURRY_LEAST = 0.25, 5.0
_THIN, _THICK, _THICKEST = 0.02, 0.065, 0.115
_NOTCH = 0.19
_DASH, _PAUSE = 1.6, 1.3
"""Of a pen's width."""
_DIGIT, _SIGN, _WORD = 0.15, 0.55, 0.135
_UP, _DOWN = 0.05, 0.2
"""Lengths are shares of the ring's diameter."""


class Phase(Enum):
    """How the time stands, with the word that says so."""

    CALM = "left"
    HURRY = "hurry"
    OVER = "over"


class _Look(NamedTuple):
    """What is seen: `degrees` of the ring are left; from `hurry_at` degrees on, time is short."""

    figures: str
    phase: Phase
    degrees: int
    hurry_at: int


class CountdownRing(QWidget):
    """Shows a time that it is given; it has no clock of its own, and shows nothing without one.

    What time it is can be told without colour: when little is left the ring is thicker and says
    “hurry”, after the end it is dashed, says “over” and counts up.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look: _Look | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Countdown")

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def set_time(self, elapsed: float, allowed: float) -> None:
        """Show that so many seconds are gone of those allowed."""
        look = _look_of(elapsed, allowed)
        before, self._look = self._look, look
        if look == before:
            return
        self.update()
        if before is None or before.figures != look.figures or before.phase is not look.phase:
            told = _told(elapsed, allowed)
            self.setAccessibleDescription(told)
            if look.phase is not Phase.CALM and (before is None or before.phase is not look.phase):
                announce(self, told)

    def text(self) -> str:
        """What it says: “0:24 left”, “0:06 hurry”, “+0:07 over”; empty before it has a time."""
        return f"{self._look.figures} {self._look.phase.value}" if self._look is not None else ""

    @override
    def sizeHint(self) -> QSize:
        side = _LINES * self.fontMetrics().lineSpacing()
        return QSize(side, side)

    # Painting

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._look is not None:
                self._paint(painter, self._look)
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on

    def _paint(self, painter: QPainter, look: _Look) -> None:
        side = min(self.width(), self.height()) - 2.0
        whole = QRectF(0, 0, side, side)
        whole.moveCenter(QRectF(self.rect()).center())
        inset = side * _THICKEST / 2
        ring = whole.adjusted(inset, inset, -inset, -inset)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.paper))
        painter.drawEllipse(ring)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if look.phase is Phase.OVER:
            painter.setPen(_pen(self._colour(look), side * _THICK, dashed=True))
            painter.drawEllipse(ring)
        else:
            self._paint_left(painter, ring, side, look)
        self._paint_text(painter, whole, look)

    def _paint_left(self, painter: QPainter, ring: QRectF, side: float, look: _Look) -> None:
        """What is left of the ring, thick on a thin one, and the notch from where on to hurry."""
        painter.setPen(_pen(self._theme.muted, max(1.0, side * _THIN)))
        painter.drawEllipse(ring)
        is_short = look.phase is Phase.HURRY
        painter.setPen(_pen(self._colour(look), side * (_THICKEST if is_short else _THICK)))
        painter.drawArc(ring, 90 * 16, look.degrees * 16)
        if 0 < look.hurry_at < 360:
            painter.save()
            painter.translate(ring.center())
            painter.rotate(-look.hurry_at)
            painter.setPen(_pen(self._theme.ink, max(2.0, side * _THIN)))
            reach = side * _NOTCH / 2
            painter.drawLine(QPointF(0, -ring.height() / 2), QPointF(0, -ring.height() / 2 + reach))
            painter.restore()

    def _paint_text(self, painter: QPainter, whole: QRectF, look: _Look) -> None:
        """The figures, each in as much room as the widest, so that none moves; the word below."""
        side, centre = whole.width(), whole.center()
        sign, digits = ("+", look.figures[1:]) if look.figures[0] == "+" else ("", look.figures)
        font = _sized(self.font(), 100, bold=True)
        cell = max(QFontMetricsF(font).horizontalAdvance(each) for each in "0123456789")
        size = 100 * _DIGIT * side / cell * min(1.0, 4 / len(digits))
        font = _sized(self.font(), size, bold=True)
        metrics = QFontMetricsF(font)
        cell, colon = cell * size / 100, metrics.horizontalAdvance(":")
        width = cell * (len(digits) - 1) + colon
        baseline = centre.y() - side * _UP + metrics.capHeight() / 2
        painter.setPen(QColor(self._theme.ink))
        painter.setFont(font)
        left = centre.x() - width / 2
        x = left
        for each in digits:
            room = colon if each == ":" else cell
            advance = metrics.horizontalAdvance(each)
            painter.drawText(QPointF(x + (room - advance) / 2, baseline), each)
            x += room
        if sign:
            plus = _sized(self.font(), size * _SIGN, bold=True)
            painter.setFont(plus)
            painter.drawText(
                QPointF(left - QFontMetricsF(plus).horizontalAdvance(sign), baseline), sign
            )
        self._paint_word(painter, QPointF(centre.x(), centre.y() + side * _DOWN), side, look)

    def _paint_word(self, painter: QPainter, at: QPointF, side: float, look: _Look) -> None:
        is_loud = look.phase is not Phase.CALM
        font = _sized(self.font(), side * _WORD, bold=is_loud)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(self._colour(look) if is_loud else self._theme.muted))
        word = look.phase.value
        x = at.x() - metrics.horizontalAdvance(word) / 2
        painter.drawText(QPointF(x, at.y() + metrics.xHeight() / 2), word)

    def _colour(self, look: _Look) -> str:
        theme = self._theme
        match look.phase:
            case Phase.CALM:
                return theme.focus
            case Phase.HURRY:
                return theme.trigger
            case Phase.OVER:
                return theme.red_line


def _look_of(elapsed: float, allowed: float) -> _Look:
    left = allowed - elapsed
    if left <= 0:
        over = int(-left)
        return _Look(f"{'+' if over else ''}{_clock(over)}", Phase.OVER, 0, 0)
    hurry = max(_HURRY_SHARE * allowed, _HURRY_LEAST)
    phase = Phase.HURRY if left <= hurry else Phase.CALM
    return _Look(
        _clock(ceil(left)), phase, round(360 * left / allowed), round(360 * hurry / allowed)
    )


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _told(elapsed: float, allowed: float) -> str:
    left = allowed - elapsed
    seconds = ceil(left) if left > 0 else int(-left)
    if left <= 0 and not seconds:
        return "Time is over"
    noun = "second" if seconds == 1 else "seconds"
    return f"{seconds} {noun} {'left' if left > 0 else 'over'}"


def _sized(font: QFont, pixels: float, *, bold: bool) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(max(1, round(pixels)))
    if bold:
        sized.setWeight(QFont.Weight.DemiBold)
    return sized


def _pen(colour: str, width: float, *, dashed: bool = False) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([_DASH, _PAUSE])
    return pen
