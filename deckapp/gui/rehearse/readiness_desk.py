"""What tells how ready one is: reads the log in a job, shows the page, writes it as PDF."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from deckapp import __version__
from deckapp.deck import Deck
from deckapp.gui.choosing_pdf import choose_pdf, write_page
from deckapp.gui.document import Opened
from deckapp.gui.jobs import Job
from deckapp.gui.widgets.message_bar import MessageBar
from deckapp.printing import PAPERS
from deckapp.printing.readiness_sheet import write_readiness
from deckapp.readiness_report import sheet_of
from deckapp.readiness_texts import agenda_places
from deckapp.rehearsal import LogError
from deckapp.rehearsal.history import History, read_history
from deckapp.rehearsal.readiness import Readiness, assess, meeting_moment

from .readiness_page import ReadinessPage

if TYPE_CHECKING:
    from deckapp.gui.main_window import MainWindow


class ReadinessDesk(QObject):
    """Owns the readiness page. `page_wanted` has it, once it is asked for."""

    page_wanted = Signal(object)
    drill_wanted = Signal()
    edit_wanted = Signal(str, str)

    def __init__(self, window: "MainWindow", messages: MessageBar, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._document = window.document
        self._runner = window.runner
        self._settings = window.settings
        self._messages = messages
        self._folder = folder
        self._clock = window.clock
        self._deck = Deck()
        self._readiness: Readiness | None = None
        self._job: Job | None = None
        self.page = ReadinessPage(window.theme)
        self.page.drill_wanted.connect(self.drill_wanted)
        self.page.pdf_wanted.connect(self.choose_file)
        self.page.minutes_changed.connect(self._on_minutes_changed)
        self.page.recoloured.connect(self._show_numbers)
        self.page.line_chosen.connect(self._on_line_chosen)
        self._document.opened.connect(self._on_opened)

    def show(self) -> None:
        """Show the page, with the numbers as they are now."""
        if self._document.source is None:
            self._messages.show_message("There is no deck to be ready for. Open one first.")
            return
        self.page.show_top()
        self.page_wanted.emit(self.page)
        self.refresh()

    def refresh(self) -> None:
        """Compute the numbers again; only the latest wish counts."""
        source, deck, now = self._document.source, self._document.deck, self._clock()
        if source is None or source.path is None:
            return
        if self._readiness is None:
            self.page.show_message("Reading the review log…")
        path, folder = source.path, self._folder
        meeting = meeting_moment(deck.meeting.date, now)
        minutes = self._settings.drill_minutes

        def work(_job: object) -> tuple[History, Readiness]:
            history = read_history(folder, path, deck, now)
            return history, assess(deck, history.reviews, now, meeting, minutes)

        if self._job is not None:
            self._job.cancel()
        self._job = self._runner.run(
            work, lambda found: self._on_assessed(deck, *found), self._on_error
        )

    def _on_assessed(self, deck: Deck, history: History, readiness: Readiness) -> None:
        self._job = None
        for notice in history.notices:
            self._messages.show_message(notice)
        self._deck, self._readiness = deck, readiness
        self._show_numbers()

    def _show_numbers(self) -> None:
        if self._readiness is None:
            return
        theme = self.page.theme
        colours = [
            theme.muted if place is None else theme.issue_colour(place)
            for place in agenda_places(self._readiness, self._deck)
        ]
        self.page.show_readiness(self._readiness, self._settings.drill_minutes, colours)

    def _on_opened(self, opened: Opened) -> None:
        """Forget the numbers of another deck, also those that are being computed."""
        if not opened.again:
            self._readiness = None
            if self._job is not None:
                self._job.cancel()
                self._job = None

    def _on_error(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, LogError):
            raise error
        self._readiness = None
        self.page.show_message(str(error))

    def _on_minutes_changed(self, minutes: int) -> None:
        self._settings.drill_minutes = minutes
        self.refresh()

    def _on_line_chosen(self, id_: str) -> None:
        if self._readiness is not None:
            lines = (line for line in self._readiness.lines if line.prompt.id == id_)
            prompt = next(lines).prompt
            self.edit_wanted.emit(prompt.card, prompt.field)

    # PDF

    def choose_file(self) -> None:
        """Ask for the file, beside the deck at first, and write the page."""
        path = self._document.path
        if self._readiness is not None and path is not None:
            suggested = path.with_name(f"{path.stem}-readiness.pdf")
            choose_pdf(self._window, "Export PDF", suggested, self._messages, self.write)

    def write(self, out: Path) -> None:
        """Write what the page tells as PDF, in a job."""
        readiness, deck, source = self._readiness, self._deck, self._document.path
        if readiness is None:
            return
        write_page(
            self._runner,
            self._messages,
            out,
            lambda: write_readiness(
                out,
                sheet_of(readiness, deck),
                PAPERS["a4"],
                revised=readiness.now.date(),
                creator=f"deckapp {__version__}",
                source=source,
            ),
        )
