"""Printing: pages at their physical size, on a printer that writes a file; printers that fail."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QProgressBar
from pytestqt.qtbot import QtBot

from deckapp.gui.jobs import ThreadExecutor
from deckapp.gui.print.rendering import Rendered
from deckapp.gui.print.to_printer import PrinterError, send, set_up
from deckapp.gui.print.wishes import Wishes
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import small_deck, written

from .helpers import PATIENCE, Desk, ink, rendered_as

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
    set_up(printer, rendered)
    send(printer, rendered.data, pages, sent.is_cancelled, sent.report)
    assert sent.told == [(done, len(pages)) for done in range(len(pages) + 1)]
    document = QPdfDocument()
    document.load(str(out))
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
        mine, theirs = _ink(document, page), _ink(rendered.pdf.document, page)
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
    set_up(printer, rendered)
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
    mine, theirs = _ink(document, 0), _ink(rendered.pdf.document, 2)
    assert abs(mine.height() - theirs.height()) < 1
    assert abs(mine.width() - theirs.width()) < 2
    document.close()


def test_that_a_cancelled_print_stops_between_pages(tmp_path: Path, qtbot: QtBot) -> None:
    printer, sent = to_file(tmp_path / "printed.pdf"), Sent(most=2)
    rendered = rendered_as(Wishes(issues=SYRIA))
    set_up(printer, rendered)
    send(printer, rendered.data, range(10), sent.is_cancelled, sent.report)
    assert sent.told == [(0, 10), (1, 10)]
    assert printer.is_aborted


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdf")
def test_that_a_printer_that_cannot_begin_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    printer, sent = to_file(tmp_path / "nowhere" / "printed.pdf"), Sent()
    rendered = rendered_as(Wishes(issues=SYRIA))
    set_up(printer, rendered)
    with pytest.raises(PrinterError, match=r"did not answer. Is it there, and switched on\?"):
        send(printer, rendered.data, range(10), sent.is_cancelled, sent.report)
    assert sent.told == []


def test_that_a_printer_that_stops_taking_pages_is_said(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer, sent = to_file(tmp_path / "printed.pdf"), Sent()
    rendered = rendered_as(Wishes(issues=SYRIA))
    set_up(printer, rendered)
    monkeypatch.setattr(QPrinter, "newPage", lambda _printer: False)
    with pytest.raises(PrinterError, match="Look at its queue"):
        send(printer, rendered.data, range(10), sent.is_cancelled, sent.report)


@pytest.fixture
def desk(make_window: WindowMaker, tmp_path: Path, qtbot: QtBot) -> Desk:
    return Desk(make_window(written(tmp_path / "deck.yaml", small_deck())), qtbot).go()


def _print(desk: Desk) -> None:
    QTest.mouseClick(desk.screen.print, Qt.MouseButton.LeftButton)


def test_that_without_a_printer_there_is_a_way_out(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    _print(desk)
    assert desk.messages.text().startswith("No printer is set up on this machine.")
    out = tmp_path / "cards.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    desk.buttons()["Save PDF…"].click()
    desk.said("cards.pdf: 3 sheets")
    assert out.exists()


@dataclass
class Dialog:
    """A system dialog that is answered at once by somebody who prints some pages to a file."""

    out: Path
    answer: QPrintDialog.DialogCode = QPrintDialog.DialogCode.Accepted
    pages: tuple[int, int] = (0, 0)
    limits: tuple[int, int] = (0, 0)
    printers: list[QPrinter] = field(default_factory=list)

    def put_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = self

        class System:
            DialogCode = QPrintDialog.DialogCode

            def __init__(self, printer: QPrinter, _parent: object) -> None:
                asked.printers.append(printer)

            def setMinMax(self, *limits: int) -> None:  # noqa: N802  as Qt has it
                asked.limits = limits[0], limits[1]

            def exec(self) -> QPrintDialog.DialogCode:
                printer = asked.printers[-1]
                printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
                printer.setOutputFileName(str(asked.out))
                printer.setFromTo(*asked.pages)
                return asked.answer

        monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["file"])
        monkeypatch.setattr("deckapp.gui.print.desk.QPrintDialog", System)


@pytest.fixture
def dialog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dialog:
    dialog = Dialog(tmp_path / "printed.pdf")
    dialog.put_up(monkeypatch)
    return dialog


def _pages(out: Path) -> int:
    document = QPdfDocument()
    document.load(str(out))
    pages = document.pageCount()
    document.close()
    return pages


def test_that_all_pages_are_sent_to_the_printer_that_was_chosen(desk: Desk, dialog: Dialog) -> None:
    _print(desk)
    desk.said("Sent to the printer.")
    assert dialog.limits == (1, 6)
    assert _pages(dialog.out) == 6


def test_that_pages_out_of_the_whole_are_sent(desk: Desk, dialog: Dialog) -> None:
    dialog.pages = 3, 6
    _print(desk)
    desk.said("Sent to the printer.")
    assert _pages(dialog.out) == 4


def test_that_a_dialog_that_is_left_prints_nothing(desk: Desk, dialog: Dialog) -> None:
    dialog.answer = QPrintDialog.DialogCode.Rejected
    _print(desk)
    assert not desk.window.runner._running
    assert not dialog.out.exists()
    assert not desk.messages.text()


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdf")
def test_that_a_printer_that_went_away_is_said_in_the_bar(desk: Desk, dialog: Dialog) -> None:
    dialog.out = dialog.out.parent / "nowhere" / "printed.pdf"
    _print(desk)
    desk.said("The printer did not answer. Is it there, and switched on?")


def test_that_a_long_print_shows_how_far_it_is_and_can_be_cancelled(
    make_window: WindowMaker, qtbot: QtBot, dialog: Dialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckapp.gui.print.desk._PATIENCE_MILLISECONDS", 20)
    desk = Desk(make_window(executor=ThreadExecutor()), qtbot).go()
    desk.choose("large-print")
    _print(desk)
    desk.said("Printing")
    bar = desk.messages.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    pages = desk.rendered.report.pages
    qtbot.waitUntil(lambda: bar.maximum() == pages and bar.value() > 0, timeout=PATIENCE)
    desk.buttons()["Cancel"].click()
    qtbot.waitUntil(lambda: not desk.window.runner._running, timeout=PATIENCE)
    assert not desk.messages.text()
