"""A frame around whatever has the keyboard, for widgets whose style shows none."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from deckapp.gui.overriding import override

_WIDTH = 2


class FocusRing(QWidget):
    """Lies over a widget, takes no clicks, and is seen while the widget has the keyboard."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVisible(False)
        around.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget():  # no attribute: the last events come after those
            if event.type() == QEvent.Type.FocusIn:
                self._show()
            elif event.type() == QEvent.Type.FocusOut:
                self.hide()
            elif event.type() == QEvent.Type.Resize and self.isVisible():
                self._show()
        return False

    def _show(self) -> None:
        around = self.parentWidget()
        assert around is not None
        self.setGeometry(QRect(QPoint(0, 0), around.size()))
        self.raise_()
        self.show()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setPen(QPen(self.palette().highlight(), _WIDTH))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on
