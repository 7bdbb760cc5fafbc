"""Sending a PDF to a printer, at its physical size.

Where CUPS prints (Linux, macOS) the PDF itself goes to the printer's queue, as sharp as it is.
Elsewhere its pages are painted in the printer's resolution.
"""

from collections.abc import Callable, Sequence
from math import ceil
from pathlib import Path
from shutil import which
from subprocess import TimeoutExpired, run
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintEngine, QPrinter

from deckapp.gui.widgets.page_renderer import PdfReader, Wanted
from deckapp.printing import Duplex
from deckapp.printing.geometry import Size
from deckapp.printing.writing import replacing

from .rendering import Rendered

_MOST_DOTS_PER_INCH = 600
_BAND = 64
"""Rows of dots that are painted at a time: so long the window has to wait."""
_DUPLEX = {
    Duplex.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Duplex.SHORT: QPrinter.DuplexMode.DuplexShortSide,
    Duplex.NONE: QPrinter.DuplexMode.DuplexNone,
}
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexAuto: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}
_MEDIA = {
    QPageSize.PageSizeId.AnsiA: "Letter",  # Qt's first name for that size
    QPageSize.PageSizeId.Letter: "Letter",
    QPageSize.PageSizeId.A4: "A4",
    QPageSize.PageSizeId.A5: "A5",
    QPageSize.PageSizeId.A6: "A6",
}
"""Sizes that every printer knows by name."""
_CUPS_OPTIONS = QPrintEngine.PrintEnginePropertyKey(0xFE00)
"""Where Qt's print dialog for CUPS leaves what else was chosen: names and values in turn."""
_PATIENCE_SECONDS = 60


class PrinterError(Exception):
    """The printer did not take the pages; `str()` is a sentence for the person."""


class Printout(NamedTuple):
    """What is to be printed: a PDF with so many pages of that paper, and how sheets are turned."""

    data: bytes
    pages: int
    paper: Size
    duplex: Duplex
    title: str


def printout_of(rendered: Rendered) -> Printout:
    """What the Print screen shows."""
    layout, report = rendered.layout, rendered.report
    duplex = layout.duplex if report.two_sided else Duplex.NONE
    return Printout(rendered.data, report.pages, layout.paper, duplex, layout.title)


def set_up(printer: QPrinter, printout: Printout) -> None:
    """Set paper, orientation and sides; nothing is scaled."""
    set_paper(printer, printout.paper)
    printer.setDuplex(_DUPLEX[printout.duplex])
    printer.setDocName(f"deckapp: {printout.title}")


def set_paper(printer: QPrinter, paper: Size) -> None:
    """Set the paper, and painting from its very corner."""
    size = QSizeF(min(paper.width, paper.height), max(paper.width, paper.height))
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = QPageLayout.Orientation.Portrait
    if paper.width > paper.height:
        orientation = QPageLayout.Orientation.Landscape
    layout = QPageLayout(page, orientation, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def send(
    printer: QPrinter,
    printout: Printout,
    pages: range,
    is_cancelled: Callable[[], bool],
    report: Callable[[int, int], object],
) -> None:
    """Print pages, from 0; raises PrinterError, and ExportError where a file is written."""
    queue = which("lp")
    if printer.outputFormat() is QPrinter.OutputFormat.NativeFormat and queue:
        _hand_over([queue, *_wishes(printer, pages)], printout.data)
    elif printer.outputFileName() and len(pages) == printout.pages:
        with replacing(Path(printer.outputFileName()), None) as file:
            file.write(printout.data)
    else:
        _paint_pages(printer, printout, pages, is_cancelled, report)


def _wishes(printer: QPrinter, pages: range) -> list[str]:
    """What was chosen in the dialog, in the words of `lp`."""
    page = printer.pageLayout().pageSize()
    size = page.sizePoints()
    media = _MEDIA.get(page.id(), f"Custom.{size.width()}x{size.height()}")
    options = {"media": media, "print-scaling": "none", "sides": _SIDES[printer.duplex()]}
    if printer.colorMode() is QPrinter.ColorMode.GrayScale:
        options["print-color-mode"] = "monochrome"
    named = list(printer.printEngine().property(_CUPS_OPTIONS) or [])
    options |= dict(zip(named[::2], named[1::2], strict=False))  # of the dialog's further pages
    words = ["-d", printer.printerName(), "-n", str(printer.copyCount()), "-t", printer.docName()]
    words += ["-P", f"{pages.start + 1}-{pages.stop}"]
    for name, value in options.items():
        words += ["-o", f"{name}={value}"]
    return words


def _hand_over(command: Sequence[str], data: bytes) -> None:
    """Put a PDF into the queue; raises PrinterError with the words of CUPS."""
    try:
        done = run(  # noqa: S603  `lp` as the system has it, its options each a word of its own
            command, input=data, capture_output=True, timeout=_PATIENCE_SECONDS, check=False
        )
    except (OSError, TimeoutExpired) as error:
        raise PrinterError("The print queue did not answer. Is the printer set up?") from error
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().removeprefix("lp: ")
        raise PrinterError(f"The printer did not take the pages: {reason or 'no reason given'}.")


def _paint_pages(
    printer: QPrinter,
    printout: Printout,
    pages: range,
    is_cancelled: Callable[[], bool],
    report: Callable[[int, int], object],
) -> None:
    reader = PdfReader(printout.data)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterError("The printer did not answer. Is it there, and switched on?")
    try:
        for done, page in enumerate(pages):
            if is_cancelled():
                printer.abort()
                return
            report(done, len(pages))
            if done and not printer.newPage():
                raise PrinterError("The printer stopped taking pages. Look at its queue.")
            _paint(painter, printer.resolution(), reader, page, printout.paper)
        report(len(pages), len(pages))
    finally:
        painter.end()


def _paint(painter: QPainter, resolution: int, reader: PdfReader, page: int, paper: Size) -> None:
    """Paint a page in bands, the blank ones left out: painting holds Python's lock."""
    dots_per_dot = ceil(resolution / _MOST_DOTS_PER_INCH)
    dots = resolution / dots_per_dot / 72
    image = reader.read(Wanted(page, round(paper.width * dots), round(paper.height * dots)))
    if image.isNull():
        raise PrinterError("The pages could not be drawn. Save the PDF, and print it elsewhere.")
    blank = QImage(image.width(), _BAND, image.format())
    blank.fill(Qt.GlobalColor.white)
    for top in range(0, image.height(), _BAND):
        band = image.copy(0, top, image.width(), min(_BAND, image.height() - top))
        if band != blank:
            left_top, size = QPointF(0, top * dots_per_dot), QSizeF(band.size() * dots_per_dot)
            painter.drawImage(QRectF(left_top, size), band)
