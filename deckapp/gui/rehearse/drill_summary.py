"""The page at the end of a drill: what was weak, and how the number moved."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.flow_layout import FlowLayout
from deckapp.gui.widgets.lettering import frame, lettered, tint
from deckapp.gui.widgets.scrolling import scrolling
from deckapp.gui.widgets.wrapping_label import WrappingLabel
from deckapp.rehearsal.outcome import Outcome

from .drill_texts import known_text, meaning_text, moved_text, weak_text

_LEAST_LINES = 6


class DrillSummary(QWidget):
    """Tells the outcome of a drill; `prompt_chosen` has the id of the prompt whose card to see."""

    weak_wanted = Signal()
    drill_wanted = Signal()
    readiness_wanted = Signal()
    closed = Signal()
    prompt_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = WrappingLabel()
        self.known = WrappingLabel()
        self.moved = WrappingLabel()
        self.meaning = WrappingLabel()
        self._heading = WrappingLabel("What was weak")
        self.weak = QListWidget()
        self.weak.setAccessibleName("What was weak")
        self.weak.setWordWrap(True)
        self.weak.setSpacing(4)
        self.weak.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.weak.itemActivated.connect(self._on_activated)
        self.again = QPushButton("Practise these once more")
        self.more = QPushButton("Drill on")
        self.readiness = QPushButton("Readiness")
        self.back = QPushButton("Back to the cards")
        self.again.clicked.connect(self.weak_wanted)
        self.more.clicked.connect(self.drill_wanted)
        self.readiness.clicked.connect(self.readiness_wanted)
        self.back.clicked.connect(self.closed)
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.setSpacing(8)
        for button in (self.again, self.more, self.readiness, self.back):
            button.setMinimumHeight(32)
            row.addWidget(button)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(40, 32, 40, 24)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.known)
        column.addWidget(self.moved)
        column.addWidget(self.meaning)
        column.addSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self.weak, 100)  # as far as it has lines
        column.addSpacing(8)
        column.addWidget(buttons)
        column.addStretch(1)
        scroll = scrolling(inner)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setAutoFillBackground(True)
        self._set_fonts()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.ground))
        self.setPalette(palette)
        for label, colour in (
            (self.title, theme.ink),
            (self.known, theme.ink),
            (self.moved, theme.ink),
            (self.meaning, theme.muted),
            (self._heading, theme.muted),
        ):
            tint(label, colour)
        frame(self.weak, theme)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        self.title.setFont(lettered(self.font(), 1.8, bold=True))
        self.known.setFont(lettered(self.font(), 1.2))
        self.moved.setFont(lettered(self.font(), 2.4, bold=True))
        self.weak.setMinimumHeight(_LEAST_LINES * self.fontMetrics().lineSpacing())
        self._limit_height()

    def _limit_height(self) -> None:
        """Leave no empty room below the last line."""
        line = 2 * self.weak.spacing() + self.fontMetrics().lineSpacing()
        self.weak.setMaximumHeight((self.weak.count() + 1) * line)

    def show_outcome(self, outcome: Outcome, title: str, *, practice: bool) -> None:
        """Tell what came of a drill."""
        self.title.set_plain(title)
        self.known.set_plain(known_text(outcome))
        self.moved.set_plain(moved_text(outcome))
        self.moved.setVisible(not practice)
        self.meaning.set_plain(meaning_text(outcome, practice=practice))
        self.weak.clear()
        for prompt, grade in outcome.weak:
            item = QListWidgetItem(weak_text(prompt, grade))
            item.setData(Qt.ItemDataRole.UserRole, prompt.id)
            item.setToolTip(prompt.answer)
            self.weak.addItem(item)
        self._limit_height()
        has_weak = bool(outcome.weak)
        for widget in (self._heading, self.weak, self.again):
            widget.setVisible(has_weak)
        # Nothing happens on Space, which whoever has drilled may press once more.
        self.weak.setCurrentRow(0)
        (self.weak if has_weak else self).setFocus()

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.prompt_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
