"""Short ways to the Print screen and to what it shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from deckapp import __version__
from deckapp.deck import read_deck_file
from deckapp.gui.main_window import MainWindow
from deckapp.gui.print.desk import PrintDesk
from deckapp.gui.print.rendering import Rendered
from deckapp.gui.print.screen import PrintScreen
from deckapp.gui.print.wishes import Wishes
from deckapp.gui.widgets.message_bar import MessageBar
from deckapp.paths import reference_deck
from deckapp.printing import render_pdf
from tests.gui.helpers import chrome_of, spin, written
from tests.printing.making import LAYOUTS

DAY = date(2017, 4, 12)
CREATOR = f"deckapp {__version__}"
EPOCH = "1491955200"
"""Noon of that day."""
PATIENCE = 60_000


@dataclass
class Desk:
    """The Print screen of a window, and a person before it."""

    window: MainWindow
    qtbot: QtBot

    @property
    def desk(self) -> PrintDesk:
        return chrome_of(self.window).screens.print_desk()

    @property
    def screen(self) -> PrintScreen:
        return self.desk.screen

    @property
    def messages(self) -> MessageBar:
        return chrome_of(self.window).messages

    @property
    def rendered(self) -> Rendered:
        assert self.screen.rendered is not None
        return self.screen.rendered

    @property
    def wishes(self) -> Wishes:
        return self.screen.wishes()

    @property
    def status(self) -> str:
        return self.screen.status.text()

    def go(self) -> "Desk":
        """Press Ctrl+3 and wait for the paper."""
        QTest.keyClick(self.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        self.settle()
        return self

    def reload(self, path: Path, text: str) -> None:
        """Write the deck anew and have it read."""
        written(path, text)
        chrome_of(self.window).actions["reload_deck"].trigger()
        spin()

    def settle(self) -> None:
        """Wait until the screen shows what is wished, or says why not."""
        screen = self.screen
        self.qtbot.waitUntil(
            lambda: not screen._pause.isActive() and self.status not in ("", "…"),
            timeout=PATIENCE,
        )

    def painted(self) -> None:
        """Wait until the paper in view is there."""
        self.settle()
        self.screen.paper.viewport().repaint()
        self.qtbot.waitUntil(self.screen.paper.is_complete, timeout=PATIENCE)

    def choose(self, layout: str) -> None:
        """Choose a layout with the arrow keys."""
        picker = self.screen.picker
        ids = [
            str(picker.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(picker.count())
        ]
        key = Qt.Key.Key_Down
        if ids.index(layout) < picker.currentRow():
            key = Qt.Key.Key_Up
        for _ in range(picker.count()):
            if picker.present() == layout:
                break
            QTest.keyClick(picker, key)
        assert picker.present() == layout
        self.settle()

    def pick(self, combo: QComboBox, words: str) -> None:
        """Choose the entry that begins with these words, and wait for what comes of it."""
        self.pick_while_busy(combo, words)
        self.settle()

    def pick_while_busy(self, combo: QComboBox, words: str) -> None:
        """Choose the entry that begins with these words, by keys."""
        combo.setFocus()
        QTest.keyClick(combo, Qt.Key.Key_Home)
        for _ in range(combo.count()):
            if not combo.currentText().startswith(words):
                QTest.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentText().startswith(words)

    def tick(self, row: int, card: int | None = None) -> None:
        """Click on the box of an issue, or on that of one of its cards."""
        tree = self.screen.form.cards
        item = tree.topLevelItem(row)
        assert item is not None
        if card is not None:
            item.setExpanded(True)
            item = item.child(card)
            assert item is not None
        tree.scrollToItem(item)
        box = tree.visualItemRect(item)
        place = QPoint(box.left() + 10, box.center().y())
        before = item.checkState(0)
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert item.checkState(0) is not before
        self.settle()

    def findings(self) -> list[str]:
        listed = self.screen.findings
        return [listed.item(row).text() for row in range(listed.count())]

    def buttons(self) -> dict[str, QPushButton]:
        """Those of the bar that tells what became of something."""
        return {button.text(): button for button in self.messages.findChildren(QPushButton)}

    def said(self, words: str) -> None:
        """Wait until the bar says something."""
        self.qtbot.waitUntil(lambda: words in self.messages.text(), timeout=PATIENCE)


def ids_of(screen: PrintScreen) -> list[str]:
    """The layouts in the picker, by row; headings have none."""
    picker = screen.picker
    data = [picker.item(row).data(Qt.ItemDataRole.UserRole) for row in range(picker.count())]
    return [str(id_ or "") for id_ in data]


def rendered_as(wishes: Wishes, deck: Path | None = None) -> Rendered:
    """What the wishes come to, made without the window."""
    source = read_deck_file(deck or reference_deck())
    layout, file = LAYOUTS[wishes.layout], BytesIO()
    options = wishes.options(None, passphrase=False)
    report = render_pdf(
        source.deck,
        file,
        layout,
        revised=DAY,
        selection=wishes.selection(),
        options=options,
        creator=CREATOR,
    )
    data = file.getvalue()
    return Rendered(data, report, options.applied_to(layout), wishes)


def ink(image: QImage) -> QRectF:
    """The smallest box around what is darker than paper, in pixels."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    paper, dark = bytes([255]), bytes(255 if value > 235 else value for value in range(256))
    data, step = bytes(grey.constBits()).translate(dark), grey.bytesPerLine()
    rows: list[int] = []
    left, right = grey.width(), -1
    for y in range(grey.height()):
        line = data[y * step : y * step + grey.width()]
        inner = line.lstrip(paper)
        if inner:
            rows.append(y)
            left = min(left, len(line) - len(inner))
            right = max(right, len(line.rstrip(paper)) - 1)
    return QRectF(left, rows[0], right - left + 1, rows[-1] - rows[0] + 1)


@dataclass
class Dialog:
    """A system dialog that is answered at once by somebody who prints some pages to a file."""

    out: Path
    answer: QPrintDialog.DialogCode = QPrintDialog.DialogCode.Accepted
    pages: tuple[int, int] = (0, 0)
    limits: tuple[int, int] = (0, 0)
    printers: list[QPrinter] = field(default_factory=list)
    choose: Callable[[QPrinter], object] = lambda _printer: None

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
                asked.choose(printer)
                return asked.answer

        monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["file"])
        monkeypatch.setattr("deckapp.gui.print.desk.QPrintDialog", System)
