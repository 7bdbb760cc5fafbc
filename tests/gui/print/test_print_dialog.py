"""Print…: the system's dialog, pages out of the whole, printers that are not there, cancelling."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QProgressBar
from pytestqt.qtbot import QtBot

from deckapp.gui.jobs import ThreadExecutor
from deckapp.gui.print.to_printer import printout_of
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import small_deck, written

from .helpers import PATIENCE, Desk, Dialog


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
    dialog.pages = 1, 2
    _print(desk)
    desk.said("The printer did not answer. Is it there, and switched on?")
    dialog.pages = 0, 0
    _print(desk)
    desk.said("nowhere")


def test_that_a_long_print_shows_how_far_it_is_and_can_be_cancelled(
    make_window: WindowMaker, qtbot: QtBot, dialog: Dialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckapp.gui.print.desk._PATIENCE_MILLISECONDS", 20)
    desk = Desk(make_window(executor=ThreadExecutor()), qtbot).go()
    desk.choose("large-print")
    dialog.pages = 1, 20
    _print(desk)
    desk.said("Printing")
    bar = desk.messages.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    pages = 20
    qtbot.waitUntil(lambda: bar.maximum() == pages and bar.value() > 0, timeout=PATIENCE)
    desk.buttons()["Cancel"].click()
    qtbot.waitUntil(lambda: not desk.window.runner._running, timeout=PATIENCE)
    assert not desk.messages.text()


def test_that_the_dialog_decides_on_sides_and_the_layout_on_paper(
    desk: Desk, dialog: Dialog
) -> None:
    def choose(printer: QPrinter) -> None:
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
        printer.setDuplex(QPrinter.DuplexMode.DuplexNone)

    dialog.choose = choose
    desk.choose("letter-3x5")
    _print(desk)
    desk.said("Sent to the printer.")
    (printer,) = dialog.printers
    assert printer.duplex() is QPrinter.DuplexMode.DuplexNone
    sheet = printer.pageLayout().fullRect(QPageLayout.Unit.Point)
    assert (round(sheet.width()), round(sheet.height())) == (612, 792)
    assert printer.pageLayout().margins().isNull()


def test_that_pages_that_cannot_be_drawn_are_not_printed_blank(
    desk: Desk, dialog: Dialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(dialog.out))
    printer.setFromTo(1, 2)
    printout = printout_of(desk.rendered)._replace(data=b"no PDF")
    desk.desk.print_to(printer, printout)
    desk.said("The pages could not be drawn.")
