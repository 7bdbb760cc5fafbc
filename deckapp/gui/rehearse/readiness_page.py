"""The readiness page: how ready one will be on the day, and what to do about it, at one look."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.announcing import announce
from deckapp.gui.widgets.fact_table import Facts, FactTable
from deckapp.gui.widgets.lettering import lettered
from deckapp.gui.widgets.recall_curve import RecallCurve
from deckapp.gui.widgets.wrapping_label import WrappingLabel
from deckapp.readiness_texts import CHANGED, NOTHING_CHANGED, counted, is_new
from deckapp.rehearsal.readiness import Line, Readiness

from .readiness_head import ReadinessHead
from .readiness_rows import changed_facts, curve_of, issue_facts, session_facts, weakest_facts

_TWO_COLUMNS = 96
"""From so many letters on, the page has two columns."""
_WIDEST = 190
_MOST_CHANGED = 10
_MARGIN, _GAP = 16, 24
_TICKS = "Each tick is a planned session, the long one the last pass before the meeting."
_AFTER = "The numbers are what you would recall right after each session."


class ReadinessPage(QWidget):
    """Shows a Readiness, or a sentence instead of it.

    `line_chosen` has the id of a prompt whose card is to be shown, `minutes_changed` how long a
    session is to be.
    """

    drill_wanted = Signal()
    pdf_wanted = Signal()
    minutes_changed = Signal(int)
    line_chosen = Signal(str)
    recoloured = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._weakest: Sequence[Line] = ()
        self._changed: Sequence[Line] = ()
        self.head = ReadinessHead(theme)
        self.head.drill.clicked.connect(self.drill_wanted)
        self.head.pdf.clicked.connect(self.pdf_wanted)
        self.head.why.toggled.connect(self.show_top)
        self.head.minutes_changed.connect(self.minutes_changed)
        self.curve = RecallCurve(theme)
        self.issues = FactTable(theme, "Recall by issue")
        self.changed = FactTable(theme, "Lines changed since they were last rehearsed")
        self.weakest = FactTable(theme, "The weakest lines")
        self.sessions = FactTable(theme, "Planned sessions, and the numbers of the curve")
        for table, choose in ((self.weakest, self._on_weak), (self.changed, self._on_changed)):
            table.setAccessibleDescription("Return shows the card.")
            table.row_chosen.connect(choose)
        self._message, self._changes = WrappingLabel(), WrappingLabel()
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setMargin(_GAP)
        self._sections = {
            "curve": _Section("Until the meeting", self.curve, WrappingLabel(_TICKS)),
            "issues": _Section("By issue", self.issues),
            "changed": _Section("Changed since last rehearsed", self._changes, self.changed),
            "weakest": _Section("The weakest lines", self.weakest),
            "sessions": _Section("Planned sessions", WrappingLabel(_AFTER), self.sessions),
        }
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._scroll = QScrollArea()
        self._pages = QStackedWidget()
        self.setAccessibleName("Readiness")
        self._lay_out()

    def _lay_out(self) -> None:
        for names in (("curve", "issues", "changed"), ("weakest", "sessions")):
            column = QVBoxLayout()
            column.setSpacing(_GAP)
            for name in names:
                column.addWidget(self._sections[name])
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self._columns.setSpacing(_GAP)
        self._sheet = QWidget()
        whole = QVBoxLayout(self._sheet)
        whole.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        whole.setSpacing(_GAP)
        whole.addWidget(self.head)
        whole.addLayout(self._columns)
        whole.addStretch(1)
        around = QWidget()
        middle = QHBoxLayout(around)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self._sheet)
        self._scroll.setWidget(around)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pages.addWidget(self._message)
        self._pages.addWidget(self._scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._set_fonts()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; those of issues come with the readiness."""
        self.theme = theme
        for part in (self.head, self.curve, self.issues, self.changed, self.weakest, self.sessions):
            part.set_theme(theme)

        # What to show
        self.recoloured.emit()

    def show_readiness(
        self, readiness: Readiness, minutes: int, issue_colours: Sequence[QColor | str]
    ) -> None:
        """Show how ready one is, in sessions of so many minutes.

        The colours go with `readiness.issues`, which leaves out issues without prompts and has
        the phrases to avoid at its end (`agenda_places` of deckapp/readiness_texts.py tells which
        is which); where they end, shares have no colour.
        """
        self.head.show_readiness(readiness, minutes)
        has_day, is_rehearsed = readiness.forecast is not None, not is_new(readiness)
        if has_day and readiness.lines:
            self.curve.set_curve(curve_of(readiness))
        self._weakest = readiness.weakest if is_rehearsed else ()
        self._changed = readiness.changed[:_MOST_CHANGED]
        self.issues.set_facts(issue_facts(readiness, issue_colours, self.theme.muted))
        self.weakest.set_facts(weakest_facts(readiness, self._weakest))
        self.changed.set_facts(changed_facts(readiness, self._changed))
        self.changed.setVisible(bool(self._changed))
        self._changes.set_plain(_changes(len(readiness.changed)))
        self.sessions.set_facts(session_facts(readiness) if has_day else Facts(()))
        shown = {
            "curve": has_day,
            "issues": is_rehearsed or has_day,
            "changed": is_rehearsed,
            "weakest": is_rehearsed,
            "sessions": has_day,
        }
        for name, section in self._sections.items():
            section.setVisible(shown[name] and bool(readiness.lines))
        self._pages.setCurrentWidget(self._scroll)
        if self.hasFocus():  # while there was nothing else to have it
            self.head.drill.setFocus()

    def show_top(self) -> None:
        """Go back to the numbers, wherever one had read on."""
        self._scroll.verticalScrollBar().setValue(0)

    def show_message(self, text: str) -> None:
        """Show a sentence instead of numbers: that they are on their way, or why there are none."""
        self._message.set_plain(text)
        self._pages.setCurrentWidget(self._message)
        announce(self, text)

    def message(self) -> str:
        """The sentence shown instead of numbers; empty where there are numbers."""
        return self._message.plain() if self._pages.currentWidget() is self._message else ""

    def _on_weak(self, row: int) -> None:
        self.line_chosen.emit(self._weakest[row].prompt.id)

    def _on_changed(self, row: int) -> None:
        self.line_chosen.emit(self._changed[row].prompt.id)

    # Keys and looks

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard to what to do next: a focus proxy would have Tab pass by the rest."""
        if self.head.drill.isVisible():
            self.head.drill.setFocus(event.reason())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_columns()

    def _set_fonts(self) -> None:
        self._message.setFont(lettered(self.font(), 1.2))
        for section in self._sections.values():
            section.set_font(self.font())
        self._set_columns()

    def _set_columns(self) -> None:
        letter = max(1, self.fontMetrics().averageCharWidth())
        directions = QBoxLayout.Direction
        is_wide = self.width() >= _TWO_COLUMNS * letter
        self._columns.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        self._sheet.setMaximumWidth(_WIDEST * letter)


class _Section(QWidget):
    """A heading with what stands below it."""

    def __init__(self, title: str, *parts: QWidget) -> None:
        super().__init__()
        self._title = QLabel(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._title, *parts):
            column.addWidget(part)

    def set_font(self, font: QFont) -> None:
        """Take on another size."""
        self._title.setFont(lettered(font, 1.1, bold=True))


def _changes(count: int) -> str:
    """What is said of changed lines, above those that are listed."""
    if not count:
        return NOTHING_CHANGED
    what = f"The words of {counted(count, 'line')} were changed"
    more = f"; the first {_MOST_CHANGED} are listed" if count > _MOST_CHANGED else ""
    return f"{what}{more}. {CHANGED}"
