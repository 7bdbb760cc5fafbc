"""The page about the voice: which voice reads each language, how fast, and what is recorded."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.lettering import frame, lettered, tint
from deckapp.gui.widgets.scrolling import scrolling
from deckapp.gui.widgets.settling import settle
from deckapp.gui.widgets.tab_order import put_before
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .voice_row import VoiceChoice, VoiceRow

_WIDEST = 110
"""Letters that the page is wide at most."""
_INDENT = 22
"""Pixels to the words of a tick box: what explains it begins below them."""
_ABOUT = "What they say is read to you in its own language, by a voice of this computer."
_MEMORY = "Kept in memory only, gone when the murder board ends."


class VoicePage(QWidget):
    """Shows VoiceChoices, whether the voice is muted, and whether answers are recorded.

    `voice_chosen` and `rate_chosen` have a language's tag, and a name or a rate from -1 to 1;
    `try_wanted` has a tag.
    """

    voice_chosen = Signal(str, str)
    rate_chosen = Signal(str, float)
    try_wanted = Signal(str)
    muted_changed = Signal(bool)
    records_changed = Signal(bool)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = QLabel("Voice")
        self.done = QPushButton("Done")
        self.done.setAutoDefault(True)
        self.done.setAccessibleName("Leave the page about the voice")
        self.done.clicked.connect(self.closed)
        self._about, self._note = WrappingLabel(_ABOUT), WrappingLabel()
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rows: dict[str, VoiceRow] = {}
        self.mute = QCheckBox("&Mute: nothing is read aloud")
        self.mute.toggled.connect(self.muted_changed)
        self.record = QCheckBox("Record my a&nswers")
        self.record.setAccessibleDescription(_MEMORY)
        self.record.toggled.connect(self.records_changed)
        self._memory = WrappingLabel(_MEMORY)
        self._memory.setIndent(_INDENT)
        self._list = QVBoxLayout()
        self._inner = QWidget()
        self._lay_out()
        self.setAccessibleName("Voice")
        self.setAutoFillBackground(True)
        self.set_theme(theme)
        self.show_note("")
        self.show_options(muted=False, records=False, can_record=False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.done)
        self._list.setSpacing(16)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self._about)
        column.addWidget(self._note)
        column.addSpacing(8)
        column.addLayout(self._list)
        column.addSpacing(8)
        column.addWidget(self.mute, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._memory)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(scrolling(self._inner), 1)
        self._set_fonts()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.ground))
        self.setPalette(palette)
        tint(self._title, theme.ink)
        for label in (self._about, self._note, self._memory):
            tint(label, theme.muted)
        for box in (self.mute, self.record):
            frame(box, theme)
        for row in self.rows.values():
            row.set_theme(theme)

    def show_choices(self, choices: Sequence[VoiceChoice]) -> None:
        """Show a row for each language, or none."""
        wanted = {choice.tag: choice for choice in choices}
        for tag in [tag for tag in self.rows if tag not in wanted]:
            gone = self.rows.pop(tag)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, (tag, choice) in enumerate(wanted.items()):
            row = self.rows.get(tag) or self._new_row(tag)
            self._list.insertWidget(place, row)
            row.show_choice(choice)
        self._about.setVisible(bool(wanted))

    def _new_row(self, tag: str) -> VoiceRow:
        row = self.rows[tag] = VoiceRow(self._theme)
        row.voice_chosen.connect(partial(self.voice_chosen.emit, tag))
        row.rate_chosen.connect(partial(self.rate_chosen.emit, tag))
        row.try_wanted.connect(partial(self.try_wanted.emit, tag))
        self._list.addWidget(row)
        put_before(row, self.mute)
        row.set_font(self.font())
        return row

    def show_options(self, *, muted: bool, records: bool, can_record: bool) -> None:
        """Show what is chosen. Without anything that speaks there is nothing to mute."""
        for box, is_on in ((self.mute, muted), (self.record, records)):
            blocker = QSignalBlocker(box)
            box.setChecked(is_on)
            blocker.unblock()
        self.mute.setVisible(bool(self.rows))
        self.record.setVisible(can_record)
        self._memory.setVisible(can_record)

    def show_note(self, text: str) -> None:
        """Say what is missing, and how to get it."""
        self._note.set_plain(text)
        self._note.setVisible(bool(text))

    def note(self) -> str:
        """What is said to be missing."""
        return self._note.plain()

    # Keys and looks

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard to what comes first: a focus proxy would have Tab pass by the rest."""
        rows = (row.voice for row in self.rows.values())
        parts = (*rows, self.mute, self.record, self.done)
        first: QWidget = next(part for part in parts if part.isVisibleTo(self))
        settle()
        first.setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        self._title.setFont(lettered(self.font(), 1.25, bold=True))
        self._inner.setMaximumWidth(_WIDEST * self.fontMetrics().averageCharWidth())
        for row in self.rows.values():
            row.set_font(self.font())
