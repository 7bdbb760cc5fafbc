"""Cutting the rest of a run-through to some minutes, in place: what would stay, what to drop."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.fact_table import Facts, FactTable
from deckapp.gui.widgets.flow_layout import FlowLayout
from deckapp.gui.widgets.lettering import frame, lettered, tint
from deckapp.gui.widgets.scrolling import scrolling
from deckapp.gui.widgets.wrapping_label import WrappingLabel

_MOST_MINUTES = 1440
_BY_KEYBOARD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class CutView(NamedTuple):
    """What a cut would leave: in a sentence, by issue, and what to drop, a line each."""

    headline: str
    stays: Facts
    drop: tuple[str, ...] = ()


class CutPanel(QWidget):
    """Asks for minutes; `minutes_changed` has them as they are typed, `applied` once meant.

    While the keyboard is in it, its keys are its own: Return applies, Escape leaves.
    """

    minutes_changed = Signal(int)
    applied = Signal(int)
    taken_back = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.minutes = QSpinBox()
        self.minutes.setRange(1, _MOST_MINUTES)
        self.minutes.setAccessibleName("Minutes that are left")
        self.minutes.valueChanged.connect(self.minutes_changed)
        self._title = QLabel("Cut &to")
        self._title.setBuddy(self.minutes)
        self._unit = QLabel("minutes")
        self.apply = _button("Cut", "Return")
        self.apply.clicked.connect(self._on_applied)
        self.take_back = _button("Take the cut back", "")
        self.take_back.clicked.connect(self.taken_back)
        self.leave = _button("Leave it", "Esc")
        self.leave.clicked.connect(self.left)
        self.headline = WrappingLabel()
        self.stays = FactTable(theme, "What stays")
        self._drop_heading = QLabel("Drop")
        self.drop = WrappingLabel()
        self._lay_out()
        self._set_fonts()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        ask, buttons = QWidget(), QWidget()
        row, below = FlowLayout(ask), FlowLayout(buttons)
        for widget in (self._title, self.minutes, self._unit):
            row.addWidget(widget)
        for button in (self.apply, self.leave, self.take_back):
            below.addWidget(button)
        inner = QWidget()
        rest = QVBoxLayout(inner)
        rest.setContentsMargins(0, 0, 8, 0)
        rest.setSpacing(8)
        for part in (self.headline, self.stays, self._drop_heading, self.drop):
            rest.addWidget(part)
        rest.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 8, 8)
        column.setSpacing(10)
        column.addWidget(ask)
        column.addWidget(buttons)
        column.addWidget(scrolling(inner), 1)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.stays.set_theme(theme)
        frame(self.minutes, theme)
        tint(self._drop_heading, theme.muted)

    def ask(self, minutes: int, *, is_cut: bool) -> None:
        """Begin with so many minutes; a cut that there is can be taken back."""
        blocker = QSignalBlocker(self.minutes)
        self.minutes.setValue(minutes)
        blocker.unblock()
        self.take_back.setVisible(is_cut)
        self.minutes.setFocus()
        self.minutes.selectAll()

    def show_cut(self, view: CutView) -> None:
        """Show what the cut would leave."""
        self.headline.set_plain(view.headline)
        self.minutes.setAccessibleDescription(view.headline)
        self.stays.set_facts(view.stays)
        self.stays.setVisible(bool(view.stays.rows))
        self.drop.set_plain("\n".join(f"•\u00a0{line}" for line in view.drop))
        for part in (self._drop_heading, self.drop):
            part.setVisible(bool(view.drop))

    def _on_applied(self) -> None:
        self.applied.emit(self.minutes.value())

    # Keys and looks

    @override
    def event(self, event: QEvent) -> bool:
        """Keep plain keys from being shortcuts of the run-through meanwhile."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_plain = not event.modifiers() & _BY_KEYBOARD and not _is_function_key(event.key())
            if is_plain:
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._on_applied()
            case _:
                super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        loud: QFont = lettered(self.font(), 1.2, bold=True)
        for part in (self._title, self.minutes, self._unit):
            part.setFont(loud)
        self.headline.setFont(lettered(self.font(), bold=True))
        self._drop_heading.setFont(lettered(self.font(), bold=True))


def _is_function_key(key: int) -> bool:
    return Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35


def _button(text: str, key: str) -> QPushButton:
    button = QPushButton(f"{text}  ·  {key}" if key else text)
    button.setAutoDefault(True)
    button.setAccessibleName(text)
    return button
