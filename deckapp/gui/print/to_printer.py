"""Sending a PDF to a printer: its pages at their physical size, in the printer's resolution."""

from collections.abc import Callable
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from deckapp.gui.widgets.page_renderer import PdfReader, Wanted
from deckapp.printing import Duplex
from deckapp.printing.geometry import Size

from .rendering import Rendered

_MOST_DOTS_PER_INCH = 600
_BAND = 64
"""Rows of dots that are painted at a time: so long the window has to wait."""
_DUPLEX = {
    Duplex.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Duplex.SHORT: QPrinter.DuplexMode.DuplexShortSide,
    Duplex.NONE: QPrinter.DuplexMode.DuplexNone,
}


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
    """Paint pages, from 0, at their physical size; raises PrinterError."""
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
