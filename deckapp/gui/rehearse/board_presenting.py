"""The window for a colleague who plays the counterpart: opened when it is first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from deckapp.deck import Deck
from deckapp.gui.theme import Themed
from deckapp.rehearsal.murder_board import Question

from .board_faces import presenter_face
from .presenter import PresenterWindow

if TYPE_CHECKING:
    from deckapp.gui.main_window import MainWindow

_WAITING = "The next question appears here."


class BoardPresenting(QObject):
    """Shows what is asked on another screen, or in a window of its own, from where it can be led.

    Its text is as large as that of the principal's page. `presenter` is the window while it is
    there; `opened` says when that begins.
    """

    advance_wanted = Signal()
    language_wanted = Signal()
    opened = Signal()

    def __init__(self, window: "MainWindow", page: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._page = page
        self.presenter: PresenterWindow | None = None

    def parts(self) -> list[Themed]:
        """The window, while there is one."""
        return [] if self.presenter is None else [self.presenter]

    def toggle(self) -> None:
        """Open the window, or close it."""
        if self.presenter is not None:
            self.presenter.close()
            return
        self.presenter = presenter = PresenterWindow(self._window.theme, self._window.family)
        presenter.setFont(self._page.font())
        presenter.advance_wanted.connect(self.advance_wanted)
        presenter.language_wanted.connect(self.language_wanted)
        presenter.closed.connect(self._on_closed)
        self.wait()
        presenter.open_on(QGuiApplication.screens(), self._window)
        self.opened.emit()

    def _on_closed(self) -> None:
        presenter, self.presenter = self.presenter, None
        if presenter is not None:
            presenter.deleteLater()

    def show_question(self, deck: Deck, question: Question, thrown_in: str, language: str) -> None:
        """Show what to ask, and what to throw in."""
        if self.presenter is not None:
            theme = self._window.theme
            face = presenter_face(deck, question, theme, thrown_in, language)
            self.presenter.show_question(face, deck.marking)

    def show_time(self, elapsed: float, allowed: float) -> None:
        """Show how much time the answer has left, in seconds."""
        if self.presenter is not None:
            self.presenter.show_time(elapsed, allowed)

    def wait(self) -> None:
        """Show that nothing is asked now."""
        if self.presenter is not None:
            self.presenter.show_nothing(_WAITING)

    def close(self) -> None:
        """Close the window."""
        if self.presenter is not None:
            self.presenter.close()
