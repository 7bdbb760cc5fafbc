"""The voice of one language: which one, how fast, and a try."""

from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFont, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.announcing import announce
from deckapp.gui.widgets.flow_layout import FlowLayout
from deckapp.gui.widgets.lettering import frame, lettered, tint
from deckapp.gui.widgets.wrapping_label import WrappingLabel

_STEPS = 10
"""Of the slider, to each side of the usual rate."""
_LETTERS = 24
"""Letters that a voice's name is given room for."""


class VoiceChoice(NamedTuple):
    """A language by its tag and name, its voices, and what is chosen: one of them, and a rate."""

    tag: str
    name: str
    voices: tuple[str, ...] = ()
    voice: str = ""
    rate: float = 0.0


class VoiceRow(QWidget):
    """Shows a VoiceChoice, to change it: `voice_chosen` has a name, `rate_chosen` is -1 to 1."""

    voice_chosen = Signal(str)
    rate_chosen = Signal(float)
    try_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._rate_text = QLabel(), QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing = WrappingLabel()
        self.voice = _CalmComboBox()
        self.voice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.voice.setMinimumContentsLength(_LETTERS)
        self.voice.activated.connect(self._on_voice)
        self.rate = _CalmSlider(Qt.Orientation.Horizontal)
        self.rate.setRange(-_STEPS, _STEPS)
        self.rate.setPageStep(2)
        self.rate.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.rate.setTickInterval(_STEPS)
        self.rate.valueChanged.connect(self._on_rate)
        self.try_button = QPushButton("Try")
        self.try_button.setAutoDefault(True)
        self.try_button.clicked.connect(self.try_wanted)
        self._controls = QWidget()
        self._lay_out()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        pace = QWidget()
        row = QHBoxLayout(pace)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(QLabel("Rate"))
        row.addWidget(self.rate)
        row.addWidget(self._rate_text)
        flow = FlowLayout(self._controls)
        flow.addWidget(self.voice)
        flow.addWidget(pace)
        flow.addWidget(self.try_button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._name)
        column.addWidget(self._controls)
        column.addWidget(self.nothing)

    def show_choice(self, choice: VoiceChoice) -> None:
        """Show another language, or other voices of it."""
        name = choice.name
        self._name.setText(name)
        self.voice.setAccessibleName(f"Voice for {name}")
        self.rate.setAccessibleName(f"Rate for {name}")
        self.try_button.setAccessibleName(f"Try the voice for {name}")
        self.nothing.set_plain(
            f"There is no voice for {name} on this computer: it stays silent, and you read."
        )
        self._controls.setVisible(bool(choice.voices))
        self.nothing.setHidden(bool(choice.voices))
        blockers = QSignalBlocker(self.voice), QSignalBlocker(self.rate)
        if [self.voice.itemText(index) for index in range(self.voice.count())] != [*choice.voices]:
            self.voice.clear()
            self.voice.addItems(choice.voices)
        self.voice.setCurrentIndex(max(0, self.voice.findText(choice.voice)))
        self.rate.setValue(round(choice.rate * _STEPS))
        for blocker in blockers:
            blocker.unblock()
        self._tell_rate()

    def text(self) -> str:
        """What the row says."""
        more = self.nothing.plain() if not self.nothing.isHidden() else self._rate_text.text()
        return f"{self._name.text()}: {more}"

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        for box in (self.voice, self.rate):
            frame(box, theme)
        palette = self.rate.palette()
        palette.setColor(palette.ColorRole.Button, QColor(theme.focus))  # Fusion's handle
        self.rate.setPalette(palette)
        for label in (self._rate_text, self.nothing):
            tint(label, theme.muted)

    def set_font(self, font: QFont) -> None:
        """Take on another size."""
        self._name.setFont(lettered(font, bold=True))
        letter = self.fontMetrics().averageCharWidth()
        self.rate.setFixedWidth(18 * letter)
        widest = max(self.fontMetrics().horizontalAdvance(words) for words in _RATES)
        self._rate_text.setFixedWidth(widest)

    def _on_voice(self) -> None:
        self.voice_chosen.emit(self.voice.currentText())

    def _on_rate(self, step: int) -> None:
        self._tell_rate()
        announce(self.rate, rate_in_words(step))
        self.rate_chosen.emit(step / _STEPS)

    def _tell_rate(self) -> None:
        words = rate_in_words(self.rate.value())
        self._rate_text.setText(words)
        self.rate.setAccessibleDescription(words)


_RATES = ("Much slower", "Slower", "A little slower", "Usual")


def rate_in_words(step: int) -> str:
    """How fast a step of the slider is, from -10 to 10."""
    much, some, little, usual = _RATES
    size = abs(step)
    words = usual if not size else little if size <= 3 else some if size <= 7 else much
    return words.replace("slower", "faster").replace("Slower", "Faster") if step > 0 else words


class _CalmComboBox(QComboBox):
    """Takes the wheel only while it has the keyboard: scrolling past it must not change it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _CalmSlider(QSlider):
    """Takes the wheel only while it has the keyboard."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
