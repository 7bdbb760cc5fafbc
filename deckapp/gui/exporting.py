"""File → Export PDF: choose a file, write it off the GUI thread, say where it is."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from deckapp import __version__
from deckapp.deck import SourceDocument
from deckapp.paths import layout_folders
from deckapp.printing import DEFAULT_LAYOUT, ExportReport, PrintError, export_pdf, layout_named

from .choosing_pdf import choose_pdf
from .document import Document
from .jobs import Job, JobRunner
from .widgets.message_bar import MessageBar

_PATIENCE_MILLISECONDS = 1000


class PdfExport:
    """Exports the present deck's pocket cards; the bar tells how it goes."""

    def __init__(
        self,
        window: QWidget,
        document: Document,
        runner: JobRunner,
        messages: MessageBar,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._window = window
        self._document = document
        self._runner = runner
        self._messages = messages
        self._today = today

    def choose(self) -> None:
        """Ask for the file, beside the deck at first."""
        source = self._document.source
        if source is None or source.path is None:
            self._messages.show_message("There is no deck to export. Open one first.")
            return
        choose_pdf(
            self._window,
            "Export PDF",
            source.path.with_suffix(".pdf"),
            self._messages,
            lambda out: self.write(source, out),
        )

    def write(self, source: SourceDocument, out: Path) -> None:
        """Write the cards of a deck; a deck with errors is not printed as if it were whole."""
        if source.has_errors:
            self._messages.show_message(
                "The deck has errors, so cards could be missing on paper. Mend them first: F8."
            )
            return
        job = self._runner.run(
            lambda job: export_pdf(
                source.deck,
                out,
                layout_named(DEFAULT_LAYOUT, layout_folders()),
                revised=self._today(),
                source=source.path,
                creator=f"deckapp {__version__}",
                progress=job.report,
                cancelled=job.is_cancelled,
            ),
            lambda report: self._on_written(report, out, patience),
            lambda error: self._on_error(error, patience),
        )
        patience = QTimer(job)
        patience.setSingleShot(True)
        patience.timeout.connect(lambda: self._show_progress(job, out))
        patience.start(_PATIENCE_MILLISECONDS)

    def _show_progress(self, job: Job, out: Path) -> None:
        def cancel() -> None:
            job.cancel()
            self._messages.hide()

        self._messages.show_progress(f"Writing {out.name}", cancel)
        job.progressed.connect(self._messages.set_progress)

    def _on_written(self, report: ExportReport, out: Path, patience: QTimer) -> None:
        patience.stop()
        further = len(report.continued)
        continued = f" {further} of them go on to a further card." if further else ""
        self._messages.show_message(
            f"{out.name}: {len(report.cards)} cards on {report.pages} pages.{continued} "
            "Print double-sided, at 100 %.",
            [
                ("Open", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))),
                (
                    "Show folder",
                    lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out.parent))),
                ),
            ],
        )

    def _on_error(self, error: Exception, patience: QTimer) -> None:
        patience.stop()
        if not isinstance(error, PrintError):
            raise error
        self._messages.show_message(str(error))
