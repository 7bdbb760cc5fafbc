"""Sending a PDF to a printer: its pages at their physical size, in the printer's resolution."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from deckapp.printing import Duplex

from .rendering import Rendered

_MOST_DOTS_PER_INCH = 600
_DUPLEX = {
    Duplex.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Duplex.SHORT: QPrinter.DuplexMode.DuplexShortSide,
    Duplex.NONE: QPrinter.DuplexMode.DuplexNone,
}


class PrinterError(Exception):
    """The printer did not take the pages; `str()` is a sentence for the person."""


def set_up(printer: QPrinter, rendered: Rendered) -> None:
    """Set paper, orientation and sides as the layout asks for; nothing is scaled."""
    paper = rendered.layout.paper
    portrait = paper.height >= paper.width
    size = QSizeF(min(paper.width, paper.height), max(paper.width, paper.height))
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = QPageLayout.Orientation.Portrait
    if not portrait:
        orientation = QPageLayout.Orientation.Landscape
    layout = QPageLayout(page, orientation, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    duplex = rendered.layout.duplex if rendered.report.two_sided else Duplex.NONE
    printer.setDuplex(_DUPLEX[duplex])
    printer.setDocName(f"deckapp: {rendered.layout.title}")


def send(
    printer: QPrinter,
    data: bytes,
    pages: range,
    is_cancelled: Callable[[], bool],
    report: Callable[[int, int], object],
) -> None:
    """Paint pages of a PDF, from 0, at their physical size; raises PrinterError."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
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
            _paint(painter, printer, document, page)
        report(len(pages), len(pages))
    finally:
        painter.end()
        document.close()


def _paint(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    points = document.pagePointSize(page)
    dots = min(printer.resolution(), _MOST_DOTS_PER_INCH)
    size = QSize(round(points.width() * dots / 72), round(points.height() * dots / 72))
    options = QPdfDocumentRenderOptions()
    image = document.render(page, size, options)
    device = printer.resolution() / 72
    target = QRectF(0, 0, points.width() * device, points.height() * device)
    painter.drawImage(target, image)
