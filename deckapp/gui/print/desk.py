"""What the Print screen's buttons do: save, print, calibrate; the bar tells how it goes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from deckapp.deck import Problem, SourceDocument
from deckapp.gui.choosing_pdf import choose_pdf
from deckapp.gui.jobs import Job, JobRunner
from deckapp.gui.settings import Settings
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.message_bar import MessageBar
from deckapp.gui.widgets.page_renderer import PageRenderer
from deckapp.printing import ExportReport, PrintError

from .calibration import CalibrationDialog
from .rendering import Places, Rendering
from .screen import PrintScreen
from .to_printer import PrinterError, Printout, printout_of, send, set_paper, set_up

_PATIENCE_MILLISECONDS = 1000


class PrintDesk(QObject):
    """Owns the Print screen. `card_wanted` tells the id of a card to go to."""

    card_wanted = Signal(str)

    def __init__(
        self,
        window: QWidget,
        runner: JobRunner,
        settings: Settings,
        messages: MessageBar,
        theme: Theme,
        places: Places,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._messages = messages
        self._places = places
        self._today = today
        self._source: SourceDocument | None = None
        self._problems: tuple[Problem, ...] = ()
        self._folder: Path | None = None
        self.rendering = Rendering(runner, places, today, self)
        self.screen = PrintScreen(
            theme, settings, self.rendering, PageRenderer(runner, self), places
        )
        self.screen.card_wanted.connect(self.card_wanted)
        self.screen.save_wanted.connect(self.choose_file)
        self.screen.open_wanted.connect(self.open_in_viewer)
        self.screen.print_wanted.connect(self.print_rendered)
        self.screen.calibrate_wanted.connect(self.calibrate)

    def set_deck(self, source: SourceDocument, problems: tuple[Problem, ...]) -> None:
        """Print another deck, or the same one changed."""
        self._source, self._problems = source, problems
        self.screen.set_deck(source, problems)

    # Saving

    def choose_file(self) -> None:
        """Ask for the file, beside the deck at first."""
        source = self._source
        if source is None or source.path is None:
            return
        suggested = source.path.with_name(self._file_name(source.path))
        choose_pdf(self._window, "Save PDF", suggested, self._messages, self.save)

    def _file_name(self, deck: Path) -> str:
        return f"{deck.stem}-{self.screen.wishes().layout}.pdf"

    def save(self, out: Path) -> None:
        """Write the file that the command line would write."""
        self._write(out, self._on_saved)

    def open_in_viewer(self) -> None:
        """Write the PDF where only this user finds it, until deckapp ends, and open it."""
        if self._source is None or self._source.path is None:
            return
        if self._folder is None:
            self._folder = Path(mkdtemp(prefix="deckapp-"))
            finalize(self, rmtree, self._folder, ignore_errors=True)
        out = self._folder / self._file_name(self._source.path)
        self._write(out, lambda _report: self._show(out))

    def _write(self, out: Path, on_written: Callable[[ExportReport], object]) -> None:
        source, problems, wishes = self._source, self._problems, self.screen.wishes()
        if source is None or source.has_errors:
            return
        self.screen.look_again()  # a layout is read anew: show what is written
        self._run(
            f"Writing {out.name}",
            lambda job: self.rendering.save(job, source, problems, wishes, out),
            on_written,
        )

    def _on_saved(self, report: ExportReport) -> None:
        out = report.path
        assert out is not None
        sheets = "1 sheet" if report.sheets == 1 else f"{report.sheets} sheets"
        sided = "double-sided" if report.two_sided else "one-sided"
        self._messages.show_message(
            f"{out.name}: {sheets}. Print at 100 %, {sided}.",
            [
                ("Open", lambda: self._show(out)),
                ("Show folder", lambda: self._show(out.parent)),
            ],
        )

    def _show(self, path: Path) -> None:
        """Open a file or folder with whatever the desktop has for it."""
        self._messages.hide()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._messages.show_message(
                f"This desktop has no program that opens {path.name}. Save the PDF and send it on.",
                [("Save PDF…", self.choose_file)],
            )

    # Printing

    def print_rendered(self) -> None:
        """Send what is previewed to a printer."""
        if self.screen.rendered is None:
            return
        if QPrinterInfo.availablePrinterNames():
            self.choose_printer(printout_of(self.screen.rendered), self._window)
        else:
            self._messages.show_message(
                "No printer is set up on this machine. Save a PDF and print it elsewhere.",
                [("Save PDF…", self.choose_file)],
            )

    def choose_printer(self, printout: Printout, parent: QWidget) -> None:
        """Ask for the printer, and send it the pages."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, printout)
        dialog = QPrintDialog(printer, parent)
        dialog.setMinMax(1, printout.pages)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            set_paper(printer, printout.paper)  # the dialog may have put in the printer's own
            self.print_to(printer, printout)

    def print_to(self, printer: QPrinter, printout: Printout) -> None:
        """Send it to a printer that is set up; all of it, or the pages that were asked for."""
        first, last = printer.fromPage() or 1, printer.toPage() or printout.pages
        pages = range(first - 1, min(last, printout.pages))
        self._run(
            "Printing",
            lambda job: send(printer, printout, pages, job.is_cancelled, job.report),
            lambda _done: self._messages.show_message("Sent to the printer."),
        )

    # Calibrating

    def calibrate(self) -> None:
        """Show the dialog that makes a printer profile, and use the new one."""
        dialog = CalibrationDialog(self._places.printers, self._today, self._window)
        dialog.accepted.connect(lambda: self._on_calibrated(dialog))
        dialog.print_wanted.connect(lambda sheet: self.choose_printer(sheet, dialog))
        dialog.open()

    def _on_calibrated(self, dialog: CalibrationDialog) -> None:
        profile = dialog.profile
        if profile is not None:
            self.screen.refresh()
            self.screen.form.printer.setCurrentIndex(
                self.screen.form.printer.findData(profile.name)
            )
            self._messages.show_message(f"The printer “{profile.name}” is calibrated.")

    # Under way

    def _run(
        self,
        words: str,
        work: Callable[[Job], object],
        on_result: Callable[..., object],
    ) -> None:
        """Do something off the GUI thread; after a second say so, with a way to stop it."""
        patience = QTimer(self)
        patience.setSingleShot(True)

        def finish(tell: Callable[[], object]) -> None:
            patience.stop()
            patience.deleteLater()
            tell()

        job = self._runner.run(
            work,
            lambda result: finish(lambda: on_result(result)),
            lambda error: finish(lambda: self._on_error(error)),
        )
        patience.timeout.connect(lambda: self._show_progress(job, words))
        patience.start(_PATIENCE_MILLISECONDS)

    def _show_progress(self, job: Job, words: str) -> None:
        def cancel() -> None:
            job.cancel()
            self._messages.hide()

        self._messages.show_progress(words, cancel)
        job.progressed.connect(self._messages.set_progress)

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, (PrintError, PrinterError)):
            raise error
        first, *more = str(error).splitlines()
        self._messages.show_message(f"{first} (and {len(more)} more)" if more else first)
