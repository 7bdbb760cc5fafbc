"""Go to anything: a box at the top of the window, and the cards and issues that fit what it has."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from deckapp.deck import Deck
from deckapp.deck.lookup import Lookup
from deckapp.gui.theme import Theme

from .go_to_list import EntriesModel, EntryDelegate
from .overriding import override
from .widgets.announcing import announce
from .widgets.lettering import tint
from .widgets.wrapping_label import WrappingLabel

_AT_ONCE = 100
"""Entries whose text is read in one go, between what else the window has to do."""
_MOST_ROWS = 8
_WIDEST = 90
_MARGIN = 16
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_ROWS,
    Qt.Key.Key_PageUp: -_MOST_ROWS,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
}
_KEYS = (*_STEPS, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAVES = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The keyboard goes for a while and comes back by itself."""


class GoTo(QFrame):
    """Lies over its parent while it is open; `chosen` brings the id of a card or an issue."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._under = parent
        self._deck = Deck()
        self._lookup: Lookup | None = None
        self._before: QWidget | None = None
        self._reading = QTimer(self)
        self._reading.timeout.connect(self._on_reading_due)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setAccessibleName("Go to a card or issue")
        self.box = _Box()
        self.box.setAccessibleName("Go to: title, id or any words")
        self.box.setAccessibleDescription("Up and Down choose, Return goes there, Escape closes.")
        self.box.setPlaceholderText("Go to: title, id or any words")
        self.box.textChanged.connect(self._on_text_changed)
        self.box.pressed.connect(self._on_pressed)
        self.box.left.connect(self._hide)
        self.model = EntriesModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName("Cards and issues")
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = EntryDelegate(theme, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(self._on_clicked)
        self.nothing = WrappingLabel("No card or issue has these words.")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(8)
        for widget in (self.box, self.nothing, self.list):
            self._column.addWidget(widget)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self._delegate.theme = theme
        for each in (self, self.nothing):  # the frame is drawn in the colour of text
            tint(each, theme.muted)
        self.list.viewport().update()

    def set_deck(self, deck: Deck) -> None:
        """Go to cards and issues of another deck."""
        self._deck = deck
        self._lookup = None
        if self.isVisible():
            self._list()

    def open(self) -> None:
        """Come up with an empty box that has the keyboard."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.box.clear()
        self._list()
        self._reading.start(0)
        self._under.installEventFilter(self)
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _close(self) -> None:
        """Give the keyboard back to where it was."""
        before = self._before
        self._hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def _hide(self) -> None:
        self.hide()
        self._reading.stop()
        self._under.removeEventFilter(self)

    # What is listed

    def _list(self, row: int = 0) -> None:
        """List what fits the box, and choose a row of that."""
        if self._lookup is None:
            self._lookup = Lookup(self._deck)
            self._reading.start(0)
        query = self.box.text()
        found = self._lookup.find(query)
        self.model.set_entries(found, query)
        self._choose(row)
        self.nothing.setVisible(not found and not self._reading.isActive())
        self.list.setVisible(bool(found))
        self._place()

    def _on_reading_due(self) -> None:
        if self._lookup is None or self._lookup.read_on(_AT_ONCE):
            return
        self._reading.stop()
        if self.box.text():
            self._list(self.list.currentIndex().row())  # what is found in texts comes last

    def _on_text_changed(self) -> None:
        self._list()

    # Choosing

    def _choose(self, row: int) -> None:
        last = self.model.rowCount() - 1
        index = self.model.index(max(0, min(row, last)))
        self.list.setCurrentIndex(index)
        announce(self, str(index.data()) if index.isValid() else self.nothing.plain())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._go(index)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            id_ = self.model.id_of(index.row())
            self._close()
            self.chosen.emit(id_)

    # Keys and places

    def _on_pressed(self, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            self._close()
        elif key in _STEPS:
            self._choose(self.list.currentIndex().row() + _STEPS[Qt.Key(key)])
        else:
            self._go(self.list.currentIndex())

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.isVisible():
            self._place()

    def _place(self) -> None:
        """Take the middle of the parent's top, no higher than what is listed."""
        room = self._under.rect().adjusted(_MARGIN, 0, -_MARGIN, -_MARGIN)
        rows = min(self.model.rowCount(), _MOST_ROWS)
        self.list.setFixedHeight(max(1, rows * self.list.sizeHintForRow(0)))
        width = min(room.width(), _WIDEST * self.fontMetrics().averageCharWidth())
        height = min(room.height(), self._column.sizeHint().height())
        self.setGeometry(room.center().x() - width // 2, room.top(), width, height)


class _Box(QLineEdit):
    """A box that tells which of the list's keys was pressed, and that it was left for good."""

    pressed = Signal(int)
    left = Signal()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in _KEYS:
            # Tab never comes to keyPressEvent, and Escape may be a shortcut of the window.
            if event.type() is QEvent.Type.KeyPress:
                self.pressed.emit(event.key())
            event.accept()
            return True
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _LEAVES:
            self.left.emit()
