"""Calibrating a printer: print the ruler sheet, type two readings, see and save the correction."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deckapp import __version__
from deckapp.gui.widgets.wrapping_label import WrappingLabel
from deckapp.printing import (
    PAPERS,
    Duplex,
    PrintError,
    Profile,
    calibration_sheet,
    find_profiles,
    measured_profile,
    save_profile,
)
from deckapp.printing.geometry import Size

from .to_printer import Printout

_STEPS = (
    "1. Print the ruler sheet at 100 %, double-sided. "
    "2. Hold it against the light and type where the crosses lie, in millimetres: to the right "
    "and up, to the left and down with a minus. 3. Give the printer a name and save."
)
_MILLIMETRES = 25.4 / 72


class CalibrationDialog(QDialog):
    """Makes a printer profile; `profile` is the one that was saved, or None.

    `print_wanted` asks for a printer for the ruler sheet (a `Printout`).
    """

    print_wanted = Signal(object)

    def __init__(
        self, folder: Path, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._today = today
        self.profile: Profile | None = None
        self._replaces = ""
        self.setWindowTitle("Calibrate printer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        steps = WrappingLabel()
        steps.set_plain(_STEPS)
        self.paper, self.duplex = QComboBox(), QComboBox()
        for name, words in (("letter", "Letter"), ("a4", "A4")):
            self.paper.addItem(words, name)
        for edge, words in ((Duplex.LONG, "Long edge"), (Duplex.SHORT, "Short edge")):
            self.duplex.addItem(words, edge)
        self.sheet = QPushButton("Save &ruler sheet…")
        self.sheet.clicked.connect(self._save_sheet)
        self.print = QPushButton("Pr&int ruler sheet…")
        self.print.clicked.connect(self._print_sheet)
        if not QPrinterInfo.availablePrinterNames():
            self.print.setEnabled(False)
            self.print.setToolTip("No printer is set up on this machine.")
        sheets = QHBoxLayout()
        sheets.addWidget(self.print)
        sheets.addWidget(self.sheet)
        self.readings = [self._reading(name) for name in _NAMES]
        self.margin = QDoubleSpinBox()
        self.margin.setRange(0, 10)
        self.margin.setDecimals(1)
        self.margin.setSuffix(" mm")
        self.margin.valueChanged.connect(self._show)
        self.name = QLineEdit()
        self.name.textChanged.connect(self._show)
        form = QFormLayout()
        form.addRow("&Paper", self.paper)
        form.addRow("&Turned over", self.duplex)
        form.addRow("", sheets)
        for label, pair in (("Top ruler", self.readings[:2]), ("Bottom ruler", self.readings[2:])):
            row = QHBoxLayout()
            for spin in pair:
                row.addWidget(spin)
            form.addRow(label, row)
        form.addRow("&Unprintable edge", self.margin)
        form.addRow("&Name", self.name)
        self.correction = QLabel()
        self.correction.setWordWrap(True)
        self.correction.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(steps)
        column.addLayout(form)
        column.addWidget(self.correction)
        column.addWidget(self.buttons)
        self.paper.currentIndexChanged.connect(self._show)
        self.duplex.currentIndexChanged.connect(self._show)
        self.setMinimumWidth(430)
        self._show()

    def _reading(self, name: str) -> QDoubleSpinBox:
        spin = QDoubleSpinBox()
        spin.setRange(-10, 10)
        spin.setDecimals(1)
        spin.setSingleStep(0.1)
        spin.setSuffix(" mm")
        spin.setPrefix("→ " if name.endswith("right") else "↑ ")
        spin.setAccessibleName(name)
        spin.valueChanged.connect(self._show)
        return spin

    def _measured(self) -> Profile:
        values = [round(spin.value(), 1) for spin in self.readings]
        return measured_profile(
            self.name.text().strip(),
            *self._sheet(),
            (values[0], values[1]),
            (values[2], values[3]),
            self.margin.value(),
        )

    def _show(self) -> None:
        """Say what the readings mean."""
        profile = self._measured()
        right, up = (_signed(-away * _MILLIMETRES, 1) for away in (profile.right, profile.up))
        turned = _signed(-profile.turned, 2)
        self.correction.setText(
            f"Backs will be moved by {right} mm across and {up} mm along, and turned by {turned}°."
        )
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(bool(profile.name))

    def _save_sheet(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Save ruler sheet", "deckapp-rulers.pdf", "PDF (*.pdf)"
        )
        out = Path(name)
        if name and not out.suffix:
            out = out.with_name(f"{out.name}.pdf")
        if name and self._write_sheet(out):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))

    def _print_sheet(self) -> None:
        with TemporaryDirectory(prefix="deckapp-") as folder:
            out = Path(folder, "rulers.pdf")
            if not self._write_sheet(out):
                return
            data = out.read_bytes()
        paper, duplex = self._sheet()
        self.print_wanted.emit(Printout(data, 2, paper, duplex, "ruler sheet"))

    def _sheet(self) -> tuple[Size, Duplex]:
        """The paper to calibrate with, and how it is turned over."""
        return PAPERS[self.paper.currentData()], Duplex(self.duplex.currentData())

    def _write_sheet(self, out: Path) -> bool:
        """Write the ruler sheet; say why if it cannot be done."""
        try:
            creator = f"deckapp {__version__}"
            calibration_sheet(out, *self._sheet(), revised=self._today(), creator=creator)
        except PrintError as error:
            self.correction.setText(str(error))
            return False
        return True

    def _save(self) -> None:
        try:
            profile = self._measured()
            if profile.name in find_profiles([self._folder]) and self._replaces != profile.name:
                self._replaces = profile.name
                self.correction.setText(
                    f"“{profile.name}” is calibrated already. Save again to replace that."
                )
                return
            save_profile(profile, self._folder)
        except PrintError as error:
            self.correction.setText(str(error))
        else:
            self.profile = profile
            self.accept()


_NAMES = ("Top right", "Top up", "Bottom right", "Bottom up")


def _signed(number: float, digits: int) -> str:
    """A number with its sign, and none for zero."""
    text = f"{number:+.{digits}f}"
    return text if float(text) else text[1:]
