"""Printing: pages at their physical size, on a printer that writes a file; printers that fail."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from deckapp.gui.print.rendering import Rendered
from deckapp.gui.print.to_printer import PrinterError, printout_of, send, set_up
from deckapp.gui.print.wishes import Wishes

from .helpers import ink, rendered_as

DOTS = 144
SYRIA = ("syria",)
Side = QPrinter.DuplexMode


class FilePrinter(QPrinter):
    """A printer that keeps in mind what Qt's writer of PDFs forgets."""

    def setDuplex(self, duplex: QPrinter.DuplexMode) -> None:  # noqa: N802  as Qt has it
        self.turned = duplex

    def abort(self) -> bool:
        self.is_aborted = True
        return super().abort()


def to_file(out: Path) -> FilePrinter:
    """A printer that writes a PDF."""
    printer = FilePrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    return printer


@dataclass
class Sent:
    """What was told while pages were sent, and how many to take before a cancel."""

    most: int = 1000
    told: list[tuple[int, int]] = field(default_factory=list)

    def is_cancelled(self) -> bool:
        return len(self.told) >= self.most

    def report(self, done: int, total: int) -> None:
        self.told.append((done, total))


def printed(rendered: Rendered, out: Path, pages: range) -> QPdfDocument:
    printer, sent = to_file(out), Sent()
    set_up(printer, printout_of(rendered))
    send(printer, printout_of(rendered), pages, sent.is_cancelled, sent.report)
    assert sent.told == [(done, len(pages)) for done in range(len(pages) + 1)]
    document = QPdfDocument()
    document.load(str(out))
    return document


def loaded(rendered: Rendered) -> QPdfDocument:
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(rendered.data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    buffer.setParent(document)
    document.load(buffer)
    return document


def _ink(document: QPdfDocument, page: int) -> QRectF:
    """The box of what is printed on a page, in points."""
    points = document.pagePointSize(page)
    size = QSize(round(points.width() * DOTS / 72), round(points.height() * DOTS / 72))
    image = document.render(page, size)
    white = image.convertToFormat(image.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    painter = QPainter(white)
    painter.drawImage(0, 0, image)
    painter.end()
    box = ink(white)
    scale = 72 / DOTS
    return QRectF(box.topLeft() * scale, box.size() * scale)


@pytest.mark.parametrize(
    ("layout", "size"),
    [
        ("index-3x5", (5 * 72, 3 * 72)),
        ("letter-3x5", (8.5 * 72, 11 * 72)),
        ("pocket-letter", (11 * 72, 8.5 * 72)),
        ("a4-a7", (210 / 25.4 * 72, 297 / 25.4 * 72)),
        ("large-print", None),
    ],
)
def test_that_paper_and_ink_have_their_physical_size(
    layout: str, size: tuple[float, float] | None, tmp_path: Path, qtbot: QtBot
) -> None:
    rendered = rendered_as(Wishes(layout=layout, issues=SYRIA))
    paper = rendered.layout.paper
    width, height = size or (paper.width, paper.height)
    pages = range(min(2, rendered.report.pages))
    document = printed(rendered, tmp_path / "printed.pdf", pages)
    assert document.pageCount() == len(pages)
    for page in pages:
        points = document.pagePointSize(page)
        assert abs(points.width() / width - 1) < 0.005
        assert abs(points.height() / height - 1) < 0.005
        mine, theirs = _ink(document, page), _ink(loaded(rendered), page)
        for one, other, whole in (
            (mine.left(), theirs.left(), width),
            (mine.width(), theirs.width(), width),
            (mine.top(), theirs.top(), height),
            (mine.height(), theirs.height(), height),
        ):
            assert abs(one - other) < 0.005 * whole
    document.close()


@pytest.mark.parametrize(
    ("wishes", "side", "orientation"),
    [
        (Wishes(), Side.DuplexShortSide, QPageLayout.Orientation.Landscape),
        (Wishes(layout="letter-3x5"), Side.DuplexLongSide, QPageLayout.Orientation.Portrait),
        (
            Wishes(layout="letter-3x5", duplex="short"),
            Side.DuplexShortSide,
            QPageLayout.Orientation.Portrait,
        ),
        (Wishes(duplex="none"), Side.DuplexNone, QPageLayout.Orientation.Landscape),
        (Wishes(side="fronts"), Side.DuplexNone, QPageLayout.Orientation.Landscape),
        (Wishes(layout="agenda"), Side.DuplexNone, QPageLayout.Orientation.Portrait),
    ],
)
def test_that_the_printer_is_set_up_as_the_layout_asks_for(
    wishes: Wishes,
    side: QPrinter.DuplexMode,
    orientation: QPageLayout.Orientation,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    printer = to_file(tmp_path / "printed.pdf")
    rendered = rendered_as(wishes)
    set_up(printer, printout_of(rendered))
    assert printer.turned is side
    assert printer.pageLayout().orientation() is orientation
    assert printer.fullPage()
    assert printer.docName() == f"deckapp: {rendered.layout.title}"
    sheet = printer.pageLayout().fullRect(QPageLayout.Unit.Point)
    assert abs(sheet.width() - rendered.layout.paper.width) < 1
    assert abs(sheet.height() - rendered.layout.paper.height) < 1
    assert printer.pageLayout().margins().isNull()


def test_that_only_the_pages_asked_for_are_sent(tmp_path: Path, qtbot: QtBot) -> None:
    rendered = rendered_as(Wishes(issues=SYRIA))
    document = printed(rendered, tmp_path / "printed.pdf", range(2, 4))
    assert document.pageCount() == 2
    mine, theirs = _ink(document, 0), _ink(loaded(rendered), 2)
    assert abs(mine.height() - theirs.height()) < 1
    assert abs(mine.width() - theirs.width()) < 2
    document.close()


def test_that_a_cancelled_print_stops_between_pages(tmp_path: Path, qtbot: QtBot) -> None:
    printer, sent = to_file(tmp_path / "printed.pdf"), Sent(most=2)
    rendered = rendered_as(Wishes(issues=SYRIA))
    set_up(printer, printout_of(rendered))
    send(printer, printout_of(rendered), range(10), sent.is_cancelled, sent.report)
    assert sent.told == [(0, 10), (1, 10)]
    assert printer.is_aborted


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdf")
def test_that_a_printer_that_cannot_begin_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    printer, sent = to_file(tmp_path / "nowhere" / "printed.pdf"), Sent()
    rendered = rendered_as(Wishes(issues=SYRIA))
    set_up(printer, printout_of(rendered))
    with pytest.raises(PrinterError, match=r"did not answer. Is it there, and switched on\?"):
        send(printer, printout_of(rendered), range(10), sent.is_cancelled, sent.report)
    assert sent.told == []


def test_that_a_printer_that_stops_taking_pages_is_said(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer, sent = to_file(tmp_path / "printed.pdf"), Sent()
    rendered = rendered_as(Wishes(issues=SYRIA))
    set_up(printer, printout_of(rendered))
    monkeypatch.setattr(QPrinter, "newPage", lambda _printer: False)
    with pytest.raises(PrinterError, match="Look at its queue"):
        send(printer, printout_of(rendered), range(10), sent.is_cancelled, sent.report)
