"""What tells how a run-through went, beside earlier ones, and writes that as PDF."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from deckapp import __version__
from deckapp.deck import Deck
from deckapp.gui.choosing_pdf import choose_pdf
from deckapp.gui.widgets.message_bar import MessageBar
from deckapp.printing import PAPERS, PrintError
from deckapp.printing.run_sheet import RunSheet, write_run
from deckapp.rehearsal.run_through import Run
from deckapp.run_texts import difference, sheet_of

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
        self.summary.show_run(run_view(self._sheet, difference(run.planned, run.actual)))

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
        self._runner.run(
            lambda _job: write_run(
                out,
                sheet,
                PAPERS["a4"],
                revised=today,
                creator=f"deckapp {__version__}",
                source=source,
            ),
            lambda missing: self._on_written(out, missing),
            self._on_unwritten,
        )

    def _on_written(self, out: Path, missing: tuple[str, ...]) -> None:
        lacks = f" The typeface lacks {' '.join(missing)}: a “?” stands there." if missing else ""
        self._messages.show_message(
            f"{out.name} is written.{lacks}",
            [("Open", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out))))],
        )

    def _on_unwritten(self, error: Exception) -> None:
        if not isinstance(error, PrintError):
            raise error
        self._messages.show_message(str(error))
