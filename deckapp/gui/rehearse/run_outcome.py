"""What tells how a run-through went, beside earlier ones, and writes that as PDF."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from deckapp import __version__
from deckapp.deck import Deck
from deckapp.gui.choosing_pdf import choose_pdf, write_page
from deckapp.gui.widgets.message_bar import MessageBar
from deckapp.printing import PAPERS
from deckapp.printing.run_sheet import RunSheet, write_run
from deckapp.rehearsal.run_through import Run
from deckapp.run_texts import outcome, sheet_of

from .run_summary import RunSummary
from .run_summary_rows import run_view

if TYPE_CHECKING:
    from deckapp.gui.main_window import MainWindow


class RunOutcome(QObject):
    """Owns the summary of a run-through."""

    def __init__(self, window: "MainWindow", messages: MessageBar) -> None:
        super().__init__(window)
        self._window = window
        self._runner = window.runner
        self._messages = messages
        self._clock = window.clock
        self._sheet: RunSheet | None = None
        self._source: Path | None = None
        self.summary = RunSummary(window.theme)
        self.summary.pdf_wanted.connect(self.choose_file)

    def show(self, run: Run, earlier: Sequence[Run], deck: Deck, source: Path) -> None:
        """Tell how a run through the deck of a file went, beside the newest of earlier ones."""
        self._source = source
        self._sheet = sheet_of(run, earlier, deck)
        self.summary.show_run(run_view(self._sheet, outcome(run)))

    def choose_file(self) -> None:
        """Ask for the file, beside the deck at first, and write the page."""
        if self._source is not None:
            suggested = self._source.with_name(f"{self._source.stem}-run-through.pdf")
            choose_pdf(self._window, "Export PDF", suggested, self._messages, self.write)

    def write(self, out: Path) -> None:
        """Write the page as PDF, in a job."""
        sheet, source, today = self._sheet, self._source, self._clock().date()
        if sheet is None:
            return
        write_page(
            self._runner,
            self._messages,
            out,
            lambda: write_run(
                out,
                sheet,
                PAPERS["a4"],
                revised=today,
                creator=f"deckapp {__version__}",
                source=source,
            ),
        )
