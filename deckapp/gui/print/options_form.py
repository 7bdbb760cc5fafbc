"""The options of an export as a form: each with a sentence that says what it is for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck import Deck
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.place_picker import PlacePicker
from deckapp.gui.widgets.wrapping_label import WrappingLabel
from deckapp.printing import Content, Density, Duplex, Fold, Layout, Side
from deckapp.printing.options import MOST_MINUTES, has_backs

from .card_choice import CardChoice
from .file_choice import FileChoice
from .wishes import Wishes

_NO_IDS = "All cards are printed: some have no id yet, by which they could be chosen."


class _Choice(NamedTuple):
    """A wish out of some: its label, its help, and the values with their words."""

    label: str
    help: str
    values: tuple[tuple[str, str], ...]


_AS_LAYOUT = ("", "As the layout says")
_DENSITY_HELP = (
    "Points leave out asks, red lines and follow-ups; keywords are the title and the short form. "
    "Conditions always stay."
)
_AUDIENCE_HELP = "Only cards that may be used there; a card that names none is private."
_DUPLEX_HELP = "The edge over which your printer turns them; backs come out right either way."
_CHOICES = {
    "audience": _Choice(
        "Before whom",
        _AUDIENCE_HELP,
        (("", "Anyone"), ("private", "Private"), ("public", "Public"), ("press", "Press")),
    ),
    "priorities": _Choice(
        "Priority",
        "Only issues that matter so much.",
        (("", "All"), ("must", "Must"), ("must,should", "Must and should")),
    ),
    "density": _Choice(
        "How much of a card",
        _DENSITY_HELP,
        (_AS_LAYOUT, ("full", "Everything"), ("points", "Points"), ("keywords", "Keywords")),
    ),
    "paper": _Choice(
        "Paper",
        "For pages, such as the agenda.",
        (_AS_LAYOUT, ("letter", "Letter"), ("a4", "A4")),
    ),
    "duplex": _Choice(
        "Turn sheets over",
        _DUPLEX_HELP,
        (
            _AS_LAYOUT,
            ("long", "Long edge"),
            ("short", "Short edge"),
            ("none", "Backs on sheets of their own"),
        ),
    ),
    "side": _Choice(
        "Sides",
        "Fronts first and backs after them, if you turn the stack by hand.",
        (("both", "Both"), ("fronts", "Only fronts"), ("backs", "Only backs")),
    ),
    "marks": _Choice(
        "Marks to cut by",
        "Ticks outside the corners, or lines between cards.",
        (_AS_LAYOUT, ("none", "None"), ("crop", "Crop marks"), ("lines", "Lines")),
    ),
}


class _CalmComboBox(QComboBox):
    """Takes the wheel only while it has the keyboard: scrolling past it must not change it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _CalmSpinBox(QSpinBox):
    """Takes the wheel only while it has the keyboard, too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class OptionsForm(QWidget):
    """Edits wishes; `changed` tells that one did."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: dict[QWidget, WrappingLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setVerticalSpacing(4)
        self._column.addLayout(self._form)
        self._column.addStretch(1)
        self.cards = CardChoice()
        self.cards.setMaximumHeight(150)
        self.cards.changed.connect(self._on_changed)
        self._add("Cards", self.cards, "Only the cards that are ticked.")
        self.combos: dict[str, QComboBox] = {}
        for name in ("audience", "priorities"):
            self._add_combo(name)
        self.changed_since = FileChoice("Printed earlier", "PDF (*.pdf)")
        self.changed_since.changed.connect(self._on_changed)
        help_ = "Only cards that are new or different since that PDF, which deckapp wrote."
        self._add("Changed since", self.changed_since, help_)
        self.contingencies = QCheckBox("Only contingency cards")
        self.contingencies.toggled.connect(self._on_changed)
        self._add("", self.contingencies, "Cards that are played only when something happens.")
        for name in ("density", "paper"):
            self._add_combo(name)
        self.minutes = _CalmSpinBox()
        self.minutes.setRange(0, MOST_MINUTES)
        self.minutes.setSpecialValueText("Not cut")
        self.minutes.setSuffix(" min")
        self.minutes.valueChanged.connect(self._on_changed)
        help_ = "For the agenda: what stays in so many minutes, in which form, and what is dropped."
        self._add("Time is cut to", self.minutes, help_)
        for name in ("duplex", "side"):
            self._add_combo(name)
        self.combos["side"].currentIndexChanged.connect(self._enable_reversed)
        self.reversed = QCheckBox("Last sheet's back first")
        self.reversed.toggled.connect(self._on_changed)
        self._add("", self.reversed, "For printers that want the stack the other way round.")
        self.reversed.setEnabled(False)
        self._add_combo("marks")
        self.places = PlacePicker(theme)
        self.places.start_changed.connect(self._on_changed)
        self._add("First free place", self.places, "Where to begin on a sheet used in part.")
        self.printer = _CalmComboBox()
        self.printer.currentIndexChanged.connect(self._on_changed)
        self._add("Printer", self.printer, "A profile made by Calibrate puts backs right.")
        self.fonts = FileChoice("Fonts", "TrueType (*.ttf)", several=True)
        self.fonts.changed.connect(self._on_changed)
        help_ = "Where the cards' typeface lacks a character, these are searched for it."
        self._add("Further fonts", self.fonts, help_)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        help_ = "Nobody opens the saved PDF without it. Leave it empty for none."
        self._add("Passphrase", self.passphrase, help_)

    def _add(self, label: str, field: QWidget, help_: str) -> None:
        """A field with its label above and its help below."""
        note = WrappingLabel()
        note.set_plain(help_)
        note.setEnabled(False)
        note.setContentsMargins(0, 0, 0, 10)
        field.setAccessibleName(label or field.property("text"))
        field.setAccessibleDescription(help_)
        for box in field.findChildren(QLineEdit):  # of a field of numbers
            box.setAccessibleName(label)
        self._notes[field] = note
        self._form.addRow(label, field)
        self._form.addRow(note)

    def _add_combo(self, name: str) -> None:
        choice = _CHOICES[name]
        combo = _CalmComboBox()
        for value, words in choice.values:
            combo.addItem(words, value)
        combo.currentIndexChanged.connect(self._on_changed)
        self.combos[name] = combo
        self._add(choice.label, combo, choice.help)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; boxes to tick get a frame that is seen on dark ground, too."""
        self.places.set_theme(theme)
        for field in (self.cards, self.contingencies, self.reversed, self.passphrase):
            palette = field.palette()
            # Fusion draws their frames a shade darker than this, which none of them is filled with.
            palette.setColor(QPalette.ColorRole.Window, QColor(theme.muted))
            field.setPalette(palette)

    # What can be chosen

    def set_deck(self, deck: Deck) -> None:
        """List a deck's cards; those that were unticked stay so."""
        self.cards.set_deck(deck)
        if not self.cards.isEnabled():
            self._notes[self.cards].set_plain(_NO_IDS)
        else:
            self._notes[self.cards].set_plain(self.cards.accessibleDescription())

    def reset(self) -> None:
        """Forget what was chosen for another deck; the printer stays."""
        blocker = QSignalBlocker(self)
        self.cards.tick_all()
        for combo in self.combos.values():
            combo.setCurrentIndex(0)
        for box in (self.contingencies, self.reversed):
            box.setChecked(False)
        for files in (self.changed_since, self.fonts):
            files.set_paths(())
        self.passphrase.clear()
        self.minutes.setValue(0)
        self.places.start = 1
        blocker.unblock()

    def set_printers(self, names: Sequence[str]) -> None:
        """List printer profiles."""
        present = self.printer.currentData() or ""
        blocker = QSignalBlocker(self.printer)
        self.printer.clear()
        self.printer.addItem("Any", "")
        for name in names:
            self.printer.addItem(name, name)
        self.printer.setCurrentIndex(max(0, self.printer.findData(present)))
        blocker.unblock()

    def set_layout(self, layout: Layout) -> None:
        """Fit the form to a layout: what does not apply cannot be chosen."""
        paper, face = layout.paper, layout.face
        on_grid = layout.fold in (Fold.NONE, Fold.OVER) and len(layout.cells) > 1
        places = [
            QRectF(cell.x, paper.height - cell.y - face.height, face.width, face.height)
            for cell in layout.cells
        ]
        sheet = QRectF(0, 0, paper.width, paper.height)
        self.places.set_places(sheet, places if on_grid else [], self.places.start)
        self.places.setEnabled(on_grid)
        self.printer.setEnabled(layout.duplex is not Duplex.NONE)
        has_density = layout.content in (Content.CARDS, Content.CONTINGENCIES)
        self.combos["density"].setEnabled(has_density)
        self.minutes.setEnabled(layout.content is Content.AGENDA)
        chosen = self._chosen("density")  # keywords have no backs
        applied = replace(layout, density=Density(chosen)) if chosen else layout
        applies = {
            "paper": layout.group == "pages",
            "duplex": has_backs(applied),
            "side": has_backs(applied),
            "marks": on_grid,
        }
        for name, does in applies.items():
            self.combos[name].setEnabled(does)
        self._enable_reversed()

    def _enable_reversed(self) -> None:
        self.reversed.setEnabled(self._chosen("side") == Side.BACKS)

    # What was chosen

    def wishes(self, layout: str) -> Wishes:
        """What was chosen, for a layout."""
        chosen = {name: self._chosen(name) for name in self.combos}
        named = self.cards.chosen()
        issues, cards = named or ((), ())
        return Wishes(
            layout=layout,
            issues=issues,
            cards=cards,
            is_nothing=named is None,
            audience=tuple(filter(None, [chosen["audience"]])),
            priorities=tuple(filter(None, chosen["priorities"].split(","))),
            contingencies=self.contingencies.isChecked(),
            density=chosen["density"],
            paper=chosen["paper"],
            minutes=(self.minutes.value() or None) if self.minutes.isEnabled() else None,
            duplex=chosen["duplex"],
            side=chosen["side"] or "both",
            is_reversed=self.reversed.isChecked() and self.reversed.isEnabled(),
            start=self.places.start if self.places.isEnabled() else 1,
            marks=chosen["marks"],
            printer=str(self.printer.currentData() or "") if self.printer.isEnabled() else "",
            passphrase=self.passphrase.text(),
            changed_since=next(iter(self.changed_since.paths), None),
            fonts=self.fonts.paths,
        )

    def _chosen(self, name: str) -> str:
        """What was chosen, or nothing where it does not apply to the layout."""
        combo = self.combos[name]
        return str(combo.currentData() or "") if combo.isEnabled() else ""

    def _on_changed(self, *_anything: object) -> None:
        self.changed.emit()
