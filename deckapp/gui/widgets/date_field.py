"""A field for a date: typed as 2017-04-12, or chosen in a calendar."""

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from deckapp.gui.overriding import override

from .calendar_popup import CalendarPopup

_WRITTEN = re.compile(r"\s*([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\s*")
_KEYS = "Alt+Down opens a calendar."


class DateField(QWidget):
    """Takes what is typed as it is, right or wrong. With `partial`, a year or month will do.

    The calendar starts at what is written, or `today`.
    """

    changed = Signal()

    def __init__(
        self,
        partial: bool = False,  # noqa: FBT001, FBT002  as the form makes it
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.edit = QLineEdit()
        self.edit.setTextMargins(3, 3, 3, 3)
        self.edit.setPlaceholderText("2017, 2017-04 or 2017-04-12" if partial else "2017-04-12")
        self.edit.textEdited.connect(self.changed)
        self.button = _CalendarButton()
        self.button.clicked.connect(self.open_calendar)
        self.popup: CalendarPopup | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Tab takes it as a whole
        self.setFocusProxy(self.edit)
        self.setAccessibleName("Date")
        self.setAccessibleDescription("")

    def value(self) -> str:
        """What is written."""
        return self.edit.text()

    def set_value(self, value: str) -> None:
        """Write something; the cursor stays where it is, as far as there is text."""
        if value != self.edit.text():
            at = self.edit.cursorPosition()
            self.edit.setText(value)
            self.edit.setCursorPosition(at)

    def setAccessibleName(self, name: str) -> None:
        """Name the parts."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)
        self.button.setAccessibleName(f"{name}: choose in a calendar")

    def setAccessibleDescription(self, text: str) -> None:
        """Describe the part that has the keyboard."""
        super().setAccessibleDescription(text)
        self.edit.setAccessibleDescription(f"{text} {_KEYS}".strip())

    def open_calendar(self) -> None:
        """Pop up the calendar."""
        if self.popup is None:
            self.popup = CalendarPopup(self)
            self.popup.taken.connect(self._on_taken)
        self.popup.show_at(self.mapToGlobal(QPoint(0, self.height())), self._day())

    def _day(self) -> date:
        """The day that is written, the first of a month or year, or today."""
        written = _WRITTEN.fullmatch(self.edit.text())
        if written is None:
            return self._today()
        try:
            return date(int(written[1]), int(written[2] or 1), int(written[3] or 1))
        except ValueError:
            return self._today()

    def _on_taken(self, day: str) -> None:
        self.edit.setFocus()
        if day != self.edit.text():
            self.edit.setText(day)
            self.changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and event.modifiers() & alt:
            self.open_calendar()
        else:
            super().keyPressEvent(event)


class _CalendarButton(QToolButton):
    """A button with a small calendar drawn on it. Tab passes it by: the field has a key for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(f"Choose in a calendar. {_KEYS}")

    @override
    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() + 10
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
            ink = self.palette().color(group, QPalette.ColorRole.ButtonText)
            unit = self.fontMetrics().height() / 16
            painter.translate(self.width() / 2, self.height() / 2)
            painter.scale(unit, unit)
            painter.setPen(QPen(ink, 1.3))
            painter.drawRoundedRect(QRectF(-6.5, -5.5, 13, 12), 1.5, 1.5)
            for ring in (-3, 3):
                painter.drawLine(ring, -7, ring, -4)
            painter.fillRect(QRectF(-6.5, -2.6, 13, 1.3), ink)
            for x, y in ((-3.5, 0.8), (0, 0.8), (3.5, 0.8), (-3.5, 3.6), (0, 3.6)):
                painter.fillRect(QRectF(x - 0.9, y - 0.9, 1.8, 1.8), ink)
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on
