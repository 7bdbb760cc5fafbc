"""The page at the end of a run-through: planned, actual and difference, beside earlier runs."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.fact_table import Facts, FactTable
from deckapp.gui.widgets.flow_layout import FlowLayout
from deckapp.gui.widgets.lettering import lettered, tint
from deckapp.gui.widgets.scrolling import scrolling
from deckapp.gui.widgets.warning_sign import Level, level_colour
from deckapp.gui.widgets.wrapping_label import WrappingLabel

_COMPARED, _PLANNED, _WIDEST = 128, 74, 150
"""From so many letters on, earlier runs have columns, and what was planned; and how wide it is."""


class RunView(NamedTuple):
    """What came of a run-through, in words.

    `outcome` is the difference of the whole, `sentences` what it comes of. The facts have a row
    for each issue and the whole: `compared` with columns for earlier runs; in `planned` they stand
    below the title, and in `narrow` so does what was planned.
    """

    outcome: str
    level: Level
    sentences: tuple[str, ...]
    compared: Facts
    planned: Facts
    narrow: Facts


class RunSummary(QWidget):
    """Tells what came of a run-through, and offers what to do next."""

    pdf_wanted = Signal()
    run_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.view: RunView | None = None
        self.title = WrappingLabel("Run-through")
        self.outcome, self.told = WrappingLabel(), WrappingLabel()
        self.table = FactTable(theme, "Planned and actual time by issue")
        self.pdf = QPushButton("Export as &PDF…")
        self.again = QPushButton("Run it a&gain")
        self.back = QPushButton("&Back to the cards")
        self.pdf.clicked.connect(self.pdf_wanted)
        self.again.clicked.connect(self.run_wanted)
        self.back.clicked.connect(self.closed)
        self._sheet = QWidget()
        self._lay_out()
        self.setAutoFillBackground(True)
        self._set_fonts()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.pdf, self.again, self.back):
            button.setMinimumHeight(32)
            button.setAutoDefault(True)
            row.addWidget(button)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(40, 32, 40, 24)
        column.setSpacing(8)
        for part in (self.title, self.outcome, self.told):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self.table)
        column.addSpacing(8)
        column.addWidget(buttons)
        column.addStretch(1)
        around = QWidget()
        middle = QHBoxLayout(around)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self._sheet)
        self._scroll = scrolling(around)
        for ground in (self._scroll.viewport(), around):
            ground.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.ground))
        self.setPalette(palette)
        self.table.set_theme(theme)
        tint(self.title, theme.ink)
        tint(self.told, theme.ink)
        if self.view is not None:
            tint(self.outcome, level_colour(self.view.level, theme))

    def show_run(self, view: RunView) -> None:
        """Tell what came of a run."""
        self.view = view
        self.outcome.set_plain(view.outcome)
        self.told.set_plain("\n".join(view.sentences))
        self.set_theme(self._theme)
        self._set_facts()
        # Nothing happens on Space, which whoever has run it through may press once more.
        self.setFocus()
        self._scroll.verticalScrollBar().setValue(0)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard to the table: a focus proxy would have Tab pass by the rest."""
        self.table.setFocus(event.reason())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_facts()

    def _set_fonts(self) -> None:
        self.title.setFont(lettered(self.font(), 1.8, bold=True))
        self.outcome.setFont(lettered(self.font(), 2.4, bold=True))
        self.told.setFont(lettered(self.font(), 1.2))
        self._sheet.setMaximumWidth(_WIDEST * self._letter())
        self._set_facts()

    def _set_facts(self) -> None:
        view = self.view
        if view is not None:
            letters = self.width() / self._letter()
            facts = view.planned if letters >= _PLANNED else view.narrow
            facts = view.compared if letters >= _COMPARED else facts
            if facts != self.table.facts():
                self.table.set_facts(facts)

    def _letter(self) -> int:
        return max(1, self.fontMetrics().averageCharWidth())
