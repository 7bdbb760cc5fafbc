"""The head of the readiness page: the number, what it means, what to do."""

from collections.abc import Callable
from itertools import zip_longest
from operator import attrgetter

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.flow_layout import FlowLayout
from deckapp.gui.widgets.lettering import frame, lettered, tint
from deckapp.gui.widgets.wrapping_label import WrappingLabel
from deckapp.readiness_texts import CAUTION, Number, advice, days_left, meaning, numbers, rehearsed
from deckapp.rehearsal.readiness import Readiness

_LOUD, _WORDS = 2.8, 1.7
_LEAST, _MOST, _STEP = 5, 120, 5
_COLOURS: tuple[Callable[[Theme], str], ...] = (
    attrgetter("ink"),
    attrgetter("focus"),
)
"""Of the numbers without and with the plan, the same as on the curve."""


class ReadinessHead(QWidget):
    """Shows the headline; `drill`, `pdf` and `minutes` are there for the keyboard."""

    minutes_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers = [_NumberLabel(colour_of) for colour_of in _COLOURS]
        self._facts, self._advice, self._meaning = (WrappingLabel() for _ in range(3))
        self._meaning.setToolTip(f"<p>{CAUTION}</p>")
        self._caution = WrappingLabel(CAUTION)
        self._caution.hide()
        self.drill = QPushButton("&Drill now")
        self.drill.setAutoDefault(True)
        self.drill.setDefault(True)
        self.pdf = QPushButton("Export &PDF…")
        self.pdf.setAutoDefault(True)
        self.why = QPushButton("&What does this mean?")
        self.why.setCheckable(True)
        self.why.setAutoDefault(True)
        self.why.toggled.connect(self._caution.setVisible)
        self.minutes = _MinutesBox()
        self.minutes.valueChanged.connect(self.minutes_changed)
        self._lay_out()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        row, buttons = QWidget(), QWidget()
        flow, choices = FlowLayout(row), FlowLayout(buttons)
        for number in self._numbers:
            flow.addWidget(number)
        words = QLabel("&Minutes a session")
        words.setBuddy(self.minutes)
        both = QWidget()
        pair = QHBoxLayout(both)
        pair.setContentsMargins(8, 0, 0, 0)
        pair.addWidget(words)
        pair.addWidget(self.minutes)
        for widget in (self.drill, self.pdf, self.why, both):
            choices.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (row, self._meaning, self._caution, self._facts, self._advice, buttons):
            column.addWidget(widget)
        self._set_fonts()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        for number in self._numbers:
            number.set_theme(theme)
        tint(self._meaning, theme.muted)
        tint(self._caution, theme.muted)
        frame(self.minutes, theme)

    def show_readiness(self, readiness: Readiness, minutes: int) -> None:
        """Show another readiness."""
        has_lines = bool(readiness.lines)
        told = numbers(readiness) if has_lines else ()
        for shown, number in zip_longest(self._numbers, told):
            shown.show_number(number)
        self._meaning.set_plain(meaning(readiness))
        facts = (days_left(readiness), rehearsed(readiness))
        for label, text in (
            (self._facts, " ".join(filter(None, facts))),
            (self._advice, advice(readiness)),
        ):
            label.set_plain(text)
            label.setVisible(bool(text))
        for part in (self._meaning, self.drill, self.pdf, self.why):
            part.setVisible(has_lines)
        self._caution.setVisible(has_lines and self.why.isChecked())
        blocker = QSignalBlocker(self.minutes)
        self.minutes.setValue(minutes)
        blocker.unblock()

    def text(self) -> str:
        """Everything the head says."""
        labels = (self._meaning, self._caution, self._facts, self._advice)
        said = [label.plain() for label in labels if not label.isHidden()]
        return "\n".join([*(each.text() for each in self._numbers if not each.isHidden()), *said])

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        for number in self._numbers:
            number.set_font(self.font())
        self._advice.setFont(lettered(self.font(), bold=True))


class _NumberLabel(QWidget):
    """A number that is seen from afar, with what it is below it."""

    def __init__(self, colour_of: Callable[[Theme], str]) -> None:
        super().__init__()
        self._colour_of = colour_of
        self._value, self._caption = QLabel(), QLabel()
        self._is_words = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 32, 0)
        column.setSpacing(0)
        for label in (self._value, self._caption):
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)

    def show_number(self, number: Number | None) -> None:
        """Show another number, or nothing."""
        self.setVisible(number is not None)
        value, caption, self._is_words = number or Number("", "")
        self._value.setText(value)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self.set_font(self.font())

    def text(self) -> str:
        """What it says."""
        return f"{self._value.text()} {self._caption.text()}".strip()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        tint(self._value, self._colour_of(theme))
        tint(self._caption, self._colour_of(theme))

    def set_font(self, font: QFont) -> None:
        """Take on another size."""
        self._value.setFont(lettered(font, _WORDS if self._is_words else _LOUD, bold=True))
        self._caption.setFont(lettered(font, 1.2))


class _MinutesBox(QSpinBox):
    """How long a session is. A wheel that scrolls the page over it changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(_LEAST, _MOST)
        self.setSingleStep(_STEP)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Minutes a session")

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
