"""Pictures of the pages of a PDF in memory, rendered off the GUI thread as they are looked at.

Qt's reader of images, whose plug-in for PDF is QtPdf, works without Python's lock, while
`QPdfDocument.load` and `render` would hold it: a tenth of a second with 10,000 cards.
"""

from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, QSizeF, Signal
from PySide6.QtGui import QColor, QImage, QImageReader

from deckapp.gui.jobs import Job, JobRunner

_PAPER = QColor("#FFFFFF")


class Pdf(NamedTuple):
    """A PDF in memory: how many pages it has, all of one size in points."""

    data: bytes
    pages: int
    size: QSizeF


NO_PDF = Pdf(b"", 0, QSizeF())


class Wanted(NamedTuple):
    """A page, from 0, and the size of its picture in pixels."""

    page: int
    width: int
    height: int


class PdfReader:
    """Reads pages of a PDF as opaque pictures, in whatever thread, one at a time."""

    def __init__(self, data: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._reader = QImageReader(self._buffer, QByteArray(b"pdf"))
        self._reader.setBackgroundColor(_PAPER)
        # Reading loads the PDF without Python's lock; going to a page first would hold it.
        self._reader.setScaledSize(QSize(1, 1))
        self._reader.read()

    def read(self, wanted: Wanted) -> QImage:
        """The picture of a page; a null one where that cannot be had."""
        self._reader.jumpToImage(wanted.page)
        self._reader.setScaledSize(QSize(wanted.width, wanted.height))
        image = self._reader.read()
        image.reinterpretAsFormat(QImage.Format.Format_RGB32)
        return image


class Picture(NamedTuple):
    """A page as it was wanted; a null image where it cannot be had."""

    wanted: Wanted
    image: QImage


class _Finished(NamedTuple):
    """A picture and the PDF that it is of. One object: signals carry one best."""

    data: bytes
    picture: Picture


class PageRenderer(QObject):
    """Renders pages of one PDF at a time: what is urgent first, and nothing that was given up."""

    page_rendered = Signal(object)
    _finished = Signal(object)

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._lock = Lock()
        self._data = b""
        self._reader: PdfReader | None = None
        self._wanted: dict[bool, list[Wanted]] = {True: [], False: []}
        self._under_way: list[Wanted] = []
        self._job: Job | None = None
        self._finished.connect(self._on_finished)

    def set_pdf(self, data: bytes) -> None:
        """Render another PDF; pictures of the one before do not arrive any more."""
        with self._lock:
            if data is not self._data:
                self._data, self._reader = data, None
                self._wanted = {True: [], False: []}
                self._under_way = []

    def want(self, wanted: Sequence[Wanted], *, urgent: bool) -> None:
        """Want these pages, and none that were wanted before with the same urgency."""
        with self._lock:
            self._wanted[urgent] = [each for each in wanted if each not in self._under_way]
        self._go_on()

    def is_idle(self) -> bool:
        """Whether every page that was wanted has arrived."""
        return not (self._under_way or any(self._wanted.values()))

    def _go_on(self) -> None:
        if self._job is None and any(self._wanted.values()):
            self._job = self._runner.run(self._work, self._on_done, self._on_error)

    # In the thread of the job

    def _work(self, job: Job) -> None:
        while not job.is_cancelled() and (found := self._take()) is not None:
            data, wanted, reader = found
            if reader is None:
                reader = PdfReader(data)
                self._keep(data, reader)
            self._finished.emit(_Finished(data, Picture(wanted, reader.read(wanted))))

    def _take(self) -> tuple[bytes, Wanted, PdfReader | None] | None:
        with self._lock:
            for urgent in (True, False):
                if self._wanted[urgent]:
                    wanted = self._wanted[urgent].pop(0)
                    self._under_way.append(wanted)
                    return self._data, wanted, self._reader
        return None

    def _keep(self, data: bytes, reader: PdfReader) -> None:
        with self._lock:
            if data is self._data:
                self._reader = reader

    # In the thread of the window

    def _on_finished(self, finished: _Finished) -> None:
        if finished.data is not self._data:
            return
        with self._lock:
            self._under_way.remove(finished.picture.wanted)
        self.page_rendered.emit(finished.picture)

    def _on_done(self, _nothing: None) -> None:
        self._job = None
        self._go_on()

    def _on_error(self, error: Exception) -> None:
        self._job = None
        raise error
