"""Printing: pages at their physical size, on a printer that writes a file; printers that fail."""

from dataclasses import dataclass, field
from pathlib import Path
from subprocess import TimeoutExpired

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


class PaperPrinter(QPrinter):
    """Qt's writer of PDFs as if it were a printer: without a file, and with a memory."""

    def outputFileName(self) -> str:  # noqa: N802  as Qt has it
        return ""

    def setDuplex(self, duplex: QPrinter.DuplexMode) -> None:  # noqa: N802  as Qt has it
        self.turned = duplex

    def abort(self) -> bool:
        self.is_aborted = True
        return super().abort()


class QueuePrinter(QPrinter):
    """A printer that CUPS has, whether or not this machine has CUPS."""

    def outputFormat(self) -> QPrinter.OutputFormat:  # noqa: N802  as Qt has it
        return QPrinter.OutputFormat.NativeFormat

    def printerName(self) -> str:  # noqa: N802  as Qt has it
        return "Front office"

    def duplex(self) -> QPrinter.DuplexMode:
        return Side.DuplexShortSide


def to_file(out: Path) -> PaperPrinter:
    """A printer that paints, to be looked at."""
    printer = PaperPrinter(QPrinter.PrinterMode.HighResolution)
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


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A command that stands for that of CUPS; its words are kept beside it, and what it is fed."""
    command = tmp_path / "bin" / "lp"
    command.parent.mkdir()
    command.write_text(
        '#!/bin/sh\nprintf "%s\\n" "$@" > "$0.words"\n/bin/cat > "$0.fed"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(command.parent))
    return command


def test_that_a_queue_gets_the_pdf_itself(lp: Path, qtbot: QtBot) -> None:
    printout = printout_of(rendered_as(Wishes(issues=SYRIA)))
    printer, sent = QueuePrinter(), Sent()
    set_up(printer, printout)
    printer.setCopyCount(2)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    send(printer, printout, range(2, 6), sent.is_cancelled, sent.report)
    assert Path(f"{lp}.fed").read_bytes() == printout.data
    words = Path(f"{lp}.words").read_text(encoding="utf-8").splitlines()
    assert words == [
        *("-d", "Front office", "-n", "2", "-t", "deckapp: Index cards, 3 × 5 in.", "-P", "3-6"),
        *("-o", "media=Custom.216x360", "-o", "print-scaling=none"),
        *("-o", "sides=two-sided-short-edge", "-o", "print-color-mode=monochrome"),
    ]


@pytest.mark.parametrize(
    ("layout", "media"),
    [("letter-3x5", "Letter"), ("pocket-letter", "Letter"), ("a4-a7", "A4"), ("a6", "A6")],
)
def test_that_paper_which_printers_know_has_its_name(
    layout: str, media: str, lp: Path, qtbot: QtBot
) -> None:
    printout = printout_of(rendered_as(Wishes(layout=layout, issues=SYRIA)))
    printer, sent = QueuePrinter(), Sent()
    set_up(printer, printout)
    send(printer, printout, range(1), sent.is_cancelled, sent.report)
    assert f"media={media}" in Path(f"{lp}.words").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'lp: The printer or class does not exist.' >&2; exit 1", "class does not exist"),
        ("exit 3", "no reason given"),
    ],
)
def test_that_a_queue_that_refuses_says_why(
    script: str, message: str, lp: Path, qtbot: QtBot
) -> None:
    lp.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    printout = printout_of(rendered_as(Wishes(issues=SYRIA)))
    printer, sent = QueuePrinter(), Sent()
    set_up(printer, printout)
    with pytest.raises(PrinterError, match=f"did not take the pages: .*{message}"):
        send(printer, printout, range(1), sent.is_cancelled, sent.report)


def test_that_a_queue_that_does_not_answer_is_said(
    lp: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(*_command: object, **_more: object) -> None:
        raise TimeoutExpired("lp", 60)

    monkeypatch.setattr("deckapp.gui.print.to_printer.run", wait)
    printout = printout_of(rendered_as(Wishes(issues=SYRIA)))
    printer, sent = QueuePrinter(), Sent()
    set_up(printer, printout)
    with pytest.raises(PrinterError, match="did not answer"):
        send(printer, printout, range(1), sent.is_cancelled, sent.report)


def test_that_a_whole_pdf_printed_to_a_file_is_that_pdf(tmp_path: Path, qtbot: QtBot) -> None:
    printout = printout_of(rendered_as(Wishes(issues=SYRIA)))
    out = tmp_path / "printed.pdf"
    printer, sent = QPrinter(QPrinter.PrinterMode.HighResolution), Sent()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    set_up(printer, printout)
    send(printer, printout, range(printout.pages), sent.is_cancelled, sent.report)
    assert out.read_bytes() == printout.data
