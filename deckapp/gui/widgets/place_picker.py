"""A sheet drawn with its places, to click on the one where printing starts."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

_SIZE = QSize(150, 130)
_FREE, _TAKEN, _EDGE = QColor("#FFFFFF"), QColor("#C9CDD2"), QColor("#6A7078")


class PlacePicker(QWidget):
    """Places on a sheet, numbered from 1; those before `start` are taken. Arrows move it."""

    start_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet = QRectF(0, 0, 1, 1)
        self._places: Sequence[QRectF] = ()
        self.start = 1
        self.setFixedSize(_SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._set_start(1)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; paper stays white."""
        self._theme = theme
        self.update()

    def set_places(self, sheet: QRectF, places: Sequence[QRectF], start: int) -> None:
        """Show another sheet with its places, both from the upper left in the same unit."""
        self._sheet, self._places = sheet, places
        self._set_start(min(start, max(1, len(places))))

    def _set_start(self, start: int) -> None:
        self.start = start
        of = f": {start} of {len(self._places)}" if self._places else ""
        self.setAccessibleName(f"First free place{of}")
        self.update()

    def _box(self, place: QRectF) -> QRectF:
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        scale = min(room.width() / self._sheet.width(), room.height() / self._sheet.height())
        left = room.center().x() - self._sheet.width() * scale / 2
        top = room.center().y() - self._sheet.height() * scale / 2
        return QRectF(
            left + place.x() * scale,
            top + place.y() * scale,
            place.width() * scale,
            place.height() * scale,
        )

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = QColor(self._theme.focus) if self.hasFocus() else _EDGE
            painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
            painter.setBrush(_FREE if self._places else Qt.BrushStyle.NoBrush)
            painter.drawRect(self._box(self._sheet))
            painter.setPen(QPen(_EDGE, 1))
            for number, place in enumerate(self._places, 1):
                box = self._box(place)
                painter.setBrush(_TAKEN if number < self.start else _FREE)
                painter.drawRect(box)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, place in enumerate(self._places, 1):
            if self._box(place).contains(event.position()):
                self._move_to(number)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = sum(place.top() == self._places[0].top() for place in self._places)
        step = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -columns,
        }.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 1 <= self.start + step <= len(self._places):
            self._move_to(self.start + step)

    def _move_to(self, number: int) -> None:
        if number != self.start and number:
            self._set_start(number)
            self.start_changed.emit(number)
