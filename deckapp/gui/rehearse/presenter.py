"""The window for a colleague who plays the counterpart: their side of the question at hand."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.banner import Banner
from deckapp.gui.widgets.blocks import Block, Face, Voice

from .board_faces import ASKED
from .board_page import BoardPage

_SIZE = QSize(960, 640)
_LEAST = QSize(480, 320)
_ABOUT = "Not for the principal’s eyes: this is the other side."
_KEYS = ("Space goes on", "L changes the language", "F11 fills the screen")


class PresenterWindow(QWidget):
    """Shows what to ask, on a screen that the principal does not see, with the same countdown.

    The board can be led from here: `advance_wanted` and `language_wanted`. `closed` comes once.
    """

    advance_wanted = Signal()
    language_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Counterpart — deckapp")
        self.setMinimumSize(_LEAST)
        # The principal's window keeps the keyboard; when it closes, this one keeps nothing open.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # noqa: FBT003  Qt's way
        self._theme = theme
        self.banners = Banner(theme, "top"), Banner(theme, "bottom")
        self.page = BoardPage(theme, family)
        self.page.clicked.connect(self._advance)
        self.page.tell(0, 0, _ABOUT, _KEYS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners[0])
        column.addWidget(self.page, 1)
        column.addWidget(self.banners[1])
        self.setFocusProxy(self.page)
        key = Qt.Key
        for keys, do in (
            ((key.Key_Space, key.Key_Right), self._advance),
            ((key.Key_L,), self.language_wanted.emit),
            ((key.Key_F11,), self._toggle_full_screen),
            ((key.Key_F12,), self.close),
            ((key.Key_Escape,), self._leave_full_screen),
        ):
            shortcut = QShortcut(self)
            shortcut.setKeys([QKeySequence(each) for each in keys])
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(do)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; those of the question come with the question."""
        self._theme = theme
        for part in (*self.banners, self.page):
            part.set_theme(theme)

    # What to show

    def show_question(self, face: Face, marking: str) -> None:
        """Show what to ask, under the marking of its deck."""
        for banner in self.banners:
            banner.set_marking(marking)
        self.page.show_ring(shown=True)
        self.page.ask(face, ASKED)

    def show_time(self, elapsed: float, allowed: float) -> None:
        """Show that so many seconds are gone of those allowed for the answer."""
        self.page.show_time(elapsed, allowed)

    def show_nothing(self, text: str) -> None:
        """Show a sentence instead of a question."""
        block = Block("", text, Voice.TITLE, ASKED)
        self.page.show_ring(shown=False)
        self.page.ask(Face(((block,),), "Counterpart", "", self._theme.muted), ASKED)

    def _advance(self) -> None:
        """Go on, once everything about this question was seen."""
        if not self.page.reveal_part():
            self.advance_wanted.emit()

    # The window

    def open_on(self, screens: Sequence[QScreen], beside: QWidget) -> None:
        """Open on another screen than a window's, which it fills, or else beside the window."""
        here = beside.screen()
        # A screen that shows the same as this one is no other: the principal would see it.
        others = (each for each in screens if not each.geometry().intersects(here.geometry()))
        other = next(others, None)
        if other is not None:
            self.setScreen(other)
            room = other.availableGeometry()
            place = QRect(room.topLeft(), _SIZE.boundedTo(room.size()))
            place.moveCenter(room.center())
            self.setGeometry(place)
            self.showFullScreen()
        else:
            self.setGeometry(_beside(beside.frameGeometry(), here.availableGeometry()))
            self.show()
        self.raise_()

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _leave_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def _beside(window: QRect, room: QRect) -> QRect:
    """A place at the right of a window, or at its left, as far as there is room for it."""
    place = QRect(window.topRight(), _SIZE.boundedTo(room.size()))
    if place.right() > room.right() and window.left() - place.width() >= room.left():
        place.moveRight(window.left())
    place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width() + 1)))
    place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height() + 1)))
    return place
