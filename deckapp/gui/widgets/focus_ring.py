"""A frame around whatever has the keyboard, for widgets whose style shows none."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from deckapp.gui.overriding import override

_WIDTH = 2


class FocusRing(QWidget):
    """Lies over a widget, takes no clicks, and is seen while the widget has the keyboard."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVisible(False)
        around.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._around:
            if event.type() == QEvent.Type.FocusIn:
                self._show()
            elif event.type() == QEvent.Type.FocusOut:
                self.hide()
            elif event.type() == QEvent.Type.Resize and self.isVisible():
                self._show()
        return False

    def _show(self) -> None:
        self.setGeometry(QRect(0, 0, self._around.width(), self._around.height()))
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
