"""Calibrating a printer: print the ruler sheet, type two readings, see and save the correction."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
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
    measured_profile,
    save_profile,
)

_STEPS = (
    "1. Save the ruler sheet and print it at 100 %, double-sided. "
    "2. Hold it against the light and type where the crosses lie, in millimetres: to the right "
    "and up, to the left and down with a minus. 3. Give the printer a name and save."
)
_MILLIMETRES = 25.4 / 72


class CalibrationDialog(QDialog):
    """Makes a printer profile; `profile` is the one that was saved, or None."""

    def __init__(
        self, folder: Path, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._today = today
        self.profile: Profile | None = None
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
        form.addRow("", self.sheet)
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
            PAPERS[self.paper.currentData()],
            Duplex(self.duplex.currentData()),
            (values[0], values[1]),
            (values[2], values[3]),
            self.margin.value(),
        )

    def _show(self) -> None:
        """Say what the readings mean."""
        profile = self._measured()
        right, up = profile.right * _MILLIMETRES, profile.up * _MILLIMETRES
        self.correction.setText(
            f"Backs will be moved by {-right:+.1f} mm across and {-up:+.1f} mm along, and turned "
            f"by {-profile.turned:+.2f}°."
        )
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(bool(profile.name))

    def _save_sheet(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Save ruler sheet", "deckapp-rulers.pdf", "PDF (*.pdf)"
        )
        if not name:
            return
        try:
            calibration_sheet(
                Path(name),
                PAPERS[self.paper.currentData()],
                Duplex(self.duplex.currentData()),
                revised=self._today(),
                creator=f"deckapp {__version__}",
            )
        except PrintError as error:
            self.correction.setText(str(error))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(name))

    def _save(self) -> None:
        try:
            profile = self._measured()
            save_profile(profile, self._folder)
        except PrintError as error:
            self.correction.setText(str(error))
        else:
            self.profile = profile
            self.accept()


_NAMES = ("Top right", "Top up", "Bottom right", "Bottom up")
