"""What tells how ready one is: reads the log in a job, shows the page, writes it as PDF."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from deckapp.deck import Deck
from deckapp.gui.document import Document
from deckapp.gui.jobs import JobRunner
from deckapp.gui.settings import Settings
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.message_bar import MessageBar
from deckapp.rehearsal import LogError, prompts_of
from deckapp.rehearsal.history import History, read_history
from deckapp.rehearsal.readiness import Readiness, assess, meeting_moment

from .readiness_page import ReadinessPage

Clock = Callable[[], datetime]


class ReadinessDesk(QObject):
    """Owns the readiness page. `page_wanted` has it, once it is asked for."""

    page_wanted = Signal(object)
    drill_wanted = Signal()
    edit_wanted = Signal(str)

    def __init__(
        self,
        window: QWidget,
        document: Document,
        runner: JobRunner,
        settings: Settings,
        messages: MessageBar,
        theme: Theme,
        folder: Path,
        clock: Clock,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._runner = runner
        self._settings = settings
        self._messages = messages
        self._folder = folder
        self._clock = clock
        self._deck = Deck()
        self._readiness: Readiness | None = None
        self.page = ReadinessPage(theme)
        self.page.drill_wanted.connect(self.drill_wanted)
        self.page.pdf_wanted.connect(self.choose_file)
        self.page.minutes_changed.connect(self._on_minutes_changed)
        self.page.line_chosen.connect(self._on_line_chosen)

    def show(self) -> None:
        """Show the page, with the numbers as they are now."""
        if self._document.source is None:
            self._messages.show_message("There is no deck to be ready for. Open one first.")
            return
        self.page_wanted.emit(self.page)
        self.refresh()

    def refresh(self) -> None:
        """Compute the numbers again."""
        path, deck, now = self._document.path, self._document.deck, self._clock()
        if path is None:
            return
        self.page.show_message("Reading the review log…")
        meeting = meeting_moment(deck.meeting.date, now)
        minutes = self._settings.drill_minutes

        def work(_job: object) -> tuple[History, Readiness]:
            history = read_history(self._folder, path, deck, now)
            return history, assess(deck, history.reviews, now, meeting, minutes)

        self._runner.run(work, lambda found: self._on_assessed(deck, *found), self._on_error)

    def _on_assessed(self, deck: Deck, history: History, readiness: Readiness) -> None:
        for notice in history.notices:
            self._messages.show_message(notice)
        self._deck, self._readiness = deck, readiness
        self.page.show_readiness(readiness, self._settings.drill_minutes, deck)

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, LogError):
            raise error
        self.page.show_message(str(error))

    def _on_minutes_changed(self, minutes: int) -> None:
        self._settings.drill_minutes = minutes
        self.refresh()

    def _on_line_chosen(self, id_: str) -> None:
        found = (prompt for prompt in prompts_of(self._deck) if prompt.id == id_)
        self.edit_wanted.emit(next(found).card)

    # PDF

    def choose_file(self) -> None:
        """Ask for the file, beside the deck at first, and write the page."""
        path = self._document.path
        if self._readiness is None or path is None:
            return
        suggested = str(path.with_name(f"{path.stem}-readiness.pdf"))
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Save PDF", suggested, "PDF (*.pdf)")
        if chosen:
            self.write(Path(chosen))
