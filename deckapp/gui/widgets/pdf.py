"""A PDF in memory, for whoever shows its pages."""

from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtPdf import QPdfDocument


class Pdf(NamedTuple):
    """A PDF in memory; the buffer lives as long as the document that reads from it."""

    document: QPdfDocument
    buffer: QBuffer


def load_pdf(data: bytes) -> Pdf:
    """Load a PDF, in whatever thread; a large one takes a tenth of a second.

    Its objects are handed over to the thread of the window.
    """
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    if data:
        document.load(buffer)
    application = QCoreApplication.instance()
    if application is not None:
        for part in (document, buffer):
            part.moveToThread(application.thread())
    return Pdf(document, buffer)
