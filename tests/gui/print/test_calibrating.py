"""Calibrate printer: the ruler sheet, readings, the correction, the profile."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QDoubleSpinBox, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from deckapp.gui.print.calibration import CalibrationDialog
from deckapp.paths import printer_folder
from deckapp.printing import profile_named
from deckapp.printing.calibration import MILLIMETRE

from .helpers import DAY, Desk, Dialog

SAVE = QDialogButtonBox.StandardButton.Save


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> Desk:
    return Desk(window, qtbot).go()


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> CalibrationDialog:
    QTest.mouseClick(desk.screen.calibrate, Qt.MouseButton.LeftButton)
    (dialog,) = desk.window.findChildren(CalibrationDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog._today = lambda: DAY
    return dialog


def _type(spin: QDoubleSpinBox, reading: str) -> None:
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, reading)
    QTest.keyClick(spin, Qt.Key.Key_Tab)


def _save_button(dialog: CalibrationDialog) -> QPushButton:
    return dialog.buttons.button(SAVE)


def test_that_readings_become_a_correction_in_words(dialog: CalibrationDialog) -> None:
    assert "moved by 0.0 mm across" in dialog.correction.text()
    for spin, reading in zip(dialog.readings, ("1.5", "-0.8", "1.5", "-0.8"), strict=True):
        _type(spin, reading)
    assert "moved by -1.5 mm across and +0.8 mm along" in dialog.correction.text()
    assert "turned by 0.00°" in dialog.correction.text()
    _type(dialog.readings[2], "2.5")
    assert "turned by -0.41°" in dialog.correction.text()


def test_that_saving_makes_the_profile_and_the_form_offers_it(
    desk: Desk, dialog: CalibrationDialog
) -> None:
    assert not _save_button(dialog).isEnabled()
    for spin, reading in zip(dialog.readings, ("1", "2", "1", "2"), strict=True):
        _type(spin, reading)
    _type(dialog.margin, "4")
    QTest.keyClicks(dialog.name, "  Embassy 3rd floor ")
    assert _save_button(dialog).isEnabled()
    before = desk.rendered.data
    QTest.mouseClick(_save_button(dialog), Qt.MouseButton.LeftButton)
    desk.said("The printer “Embassy 3rd floor” is calibrated.")
    profile = profile_named("Embassy 3rd floor", [printer_folder()])
    assert abs(profile.right - MILLIMETRE) < 0.01
    assert abs(profile.up - 2 * MILLIMETRE) < 0.01
    assert abs(profile.margin - 4 * MILLIMETRE) < 0.01
    assert desk.screen.form.printer.currentText() == "Embassy 3rd floor"
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.rendered.wishes.printer == "Embassy 3rd floor")
    assert desk.rendered.data != before


@pytest.mark.parametrize("name", ["a/b", "..", "x" * 300])
def test_that_a_name_that_cannot_be_says_why(name: str, dialog: CalibrationDialog) -> None:
    dialog.name.setText(name)
    QTest.mouseClick(_save_button(dialog), Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.profile is None
    assert "moved by" not in dialog.correction.text()
    assert len(dialog.correction.text()) > 20
    assert not list(printer_folder().glob("*")) if printer_folder().exists() else True
    QTest.keyClicks(dialog.name, "c")
    assert "moved by" in dialog.correction.text()


def test_that_blanks_are_no_name(dialog: CalibrationDialog) -> None:
    QTest.keyClicks(dialog.name, "   ")
    assert not _save_button(dialog).isEnabled()


def test_that_the_ruler_sheet_is_saved_for_the_paper_chosen_and_opened(
    dialog: CalibrationDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    sizes = []
    for index, name in enumerate(("letter.pdf", "a4.pdf")):
        out = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, out=out: (str(out), ""))
        dialog.paper.setCurrentIndex(index)
        QTest.mouseClick(dialog.sheet, Qt.MouseButton.LeftButton)
        document = QPdfDocument()
        document.load(str(out))
        assert document.pageCount() == 2
        sizes.append(document.pagePointSize(0).toSize().toTuple())
        document.close()
    assert sizes == [(612, 792), (595, 842)]
    assert opened == [QUrl.fromLocalFile(str(tmp_path / n)) for n in ("letter.pdf", "a4.pdf")]


@pytest.mark.parametrize(("name", "words"), [("", "moved by"), ("rulers.txt", "“.txt”")])
def test_that_no_sheet_is_saved_where_none_can_be(
    name: str,
    words: str,
    dialog: CalibrationDialog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = str(tmp_path / name) if name else ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (answer, ""))
    QTest.mouseClick(dialog.sheet, Qt.MouseButton.LeftButton)
    assert words in dialog.correction.text()
    assert not list(tmp_path.glob("rulers*"))


def test_that_escape_leaves_everything_as_it_was(desk: Desk, dialog: CalibrationDialog) -> None:
    dialog.name.setText("office")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: not any(_visible(desk)))
    assert not printer_folder().exists()
    assert desk.screen.form.printer.count() == 1
    assert not desk.messages.text()


def _visible(desk: Desk) -> list[bool]:
    return [each.isVisible() for each in desk.window.findChildren(CalibrationDialog)]


def test_that_every_field_of_the_dialog_has_a_name(dialog: CalibrationDialog) -> None:
    fields: list[QWidget] = [
        *(dialog.paper, dialog.duplex, dialog.sheet, dialog.margin, dialog.name),
        *dialog.readings,
    ]
    names = [
        QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name) for each in fields
    ]
    assert all(names)


def test_that_the_ruler_sheet_is_printed_from_the_dialog(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    system = Dialog(tmp_path / "printed.pdf")
    system.put_up(monkeypatch)
    QTest.mouseClick(desk.screen.calibrate, Qt.MouseButton.LeftButton)
    (dialog,) = desk.window.findChildren(CalibrationDialog)
    dialog.paper.setCurrentIndex(1)
    dialog.duplex.setCurrentIndex(1)
    dialog.print.click()
    desk.said("Sent to the printer.")
    (printer,) = system.printers
    assert printer.docName() == "deckapp: ruler sheet"
    document = QPdfDocument()
    document.load(str(system.out))
    assert document.pageCount() == 2
    size = document.pagePointSize(0)
    assert (round(size.width()), round(size.height())) == (595, 842)
    document.close()


def test_that_without_a_printer_the_ruler_sheet_is_only_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    QTest.mouseClick(desk.screen.calibrate, Qt.MouseButton.LeftButton)
    (dialog,) = desk.window.findChildren(CalibrationDialog)
    assert not dialog.print.isEnabled()
    assert dialog.print.toolTip() == "No printer is set up on this machine."
    assert dialog.sheet.isEnabled()
