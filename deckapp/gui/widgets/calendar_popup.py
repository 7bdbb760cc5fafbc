"""A calendar that pops up to choose a day from."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.gui.overriding import override

_FIRST, _LAST = QDate(1000, 1, 1), QDate(2999, 12, 31)
_NAMES = {
    "qt_calendar_prevmonth": "Previous month",
    "qt_calendar_nextmonth": "Next month",
    "qt_calendar_monthbutton": "Month",
    "qt_calendar_yearbutton": "Year",
}
_ARROWS = {
    "qt_calendar_prevmonth": Qt.ArrowType.LeftArrow,
    "qt_calendar_nextmonth": Qt.ArrowType.RightArrow,
}
_AIR = 1.25
"""How much larger it is than the numbers need."""


class CalendarPopup(QFrame):
    """A month at a time. Arrows go by days, Page keys by months, with Shift by years.

    Return or a click emits `taken` with the day as 2017-04-12; Escape closes.
    """

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("Calendar")
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale(QLocale.Language.English))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setDateEditEnabled(False)
        self.calendar.setDateRange(_FIRST, _LAST)
        self.calendar.setAccessibleName("Calendar")
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)
        for name, words in _NAMES.items():
            for button in self.calendar.findChildren(QToolButton, name):
                button.setAccessibleName(words)
                button.setArrowType(_ARROWS.get(name, Qt.ArrowType.NoArrow))
        for box in self.calendar.findChildren(QSpinBox):
            for part in (box, *box.findChildren(QLineEdit)):
                part.setAccessibleName("Year")
        self._days = self.calendar.findChildren(QAbstractItemView)[0]
        self._days.setAccessibleName("Days")
        self._days.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.calendar)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)
        self._tint()

    def show_at(self, below: QPoint, day: date) -> None:
        """Pop up at a place of the screen, or as near as there is room, on a day."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.resize(self.sizeHint() * _AIR)
        room = self.screen().availableGeometry()
        left = max(room.left(), min(below.x(), room.right() - self.width()))
        top = max(room.top(), min(below.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self._days.setFocus()

    def _take(self, day: QDate) -> None:
        self.hide()
        self.taken.emit(day.toString(Qt.DateFormat.ISODate))

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif step is None:
            return False
        else:
            day = self.calendar.selectedDate()
            by_years = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            to = day.addYears(step) if by_years else day.addMonths(step)
            self.calendar.setSelectedDate(max(_FIRST, min(to, _LAST)))
        return True

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        """A quiet head, and weekends as other days, not in a red of Qt's own."""
        role, palette = QPalette.ColorRole, self.palette()
        head = QTextCharFormat()
        head.setForeground(palette.color(role.PlaceholderText))
        head.setBackground(palette.color(role.Window))
        self.calendar.setHeaderTextFormat(head)
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekend, QTextCharFormat())
        palette.setColor(role.Highlight, palette.color(role.Window))
        palette.setColor(role.HighlightedText, palette.color(role.WindowText))
        for bar in self.calendar.findChildren(QWidget, "qt_calendar_navigationbar"):
            bar.setPalette(palette)
        for button in self.calendar.findChildren(QToolButton):
            button.setPalette(palette)
