"""The page on which a murder board is chosen: what is asked, how much of it, what it counts for."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck import Deck
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.flow_layout import FlowLayout
from deckapp.gui.widgets.lettering import frame, lettered, tint
from deckapp.gui.widgets.scrolling import scrolling
from deckapp.gui.widgets.wrapping_label import WrappingLabel
from deckapp.readiness_texts import counted, duration
from deckapp.rehearsal import PromptKind, prompts_of
from deckapp.rehearsal.murder_board import answer_seconds, unanswered_counters

_SOME = (5, 10)
"""How many rounds are offered where there are more."""
_NAMES = ("&Issue", "How man&y", "", "Grades count", "")
"""What stands before the choices."""
_WIDEST = 100
"""Average letters."""
_INTRODUCTION = (
    "They attack, the nastiest counter first, and press on. Answer aloud before the ring is empty. "
    "What you should have said is not shown before the end, when you grade yourself."
)
_KEYS = (
    "While you are asked: Space when you have answered, A shows the answer, L changes their "
    "language, P pauses, Esc ends and grades."
)
_BREAK_IN = "Some of your answers are broken into."
_PRACTICE = "The plan goes on as if it had not been."
_PLANNED = "The plan counts them like those of a drill."
_NOTHING = "There is nothing to ask yet: a counter needs a rebuttal to be graded by."


@dataclass(frozen=True, slots=True)
class BoardIssue:
    """An issue that can be attacked: how many counters begin a round, how long all answers take."""

    id: str
    title: str
    counters: int
    seconds: float


@dataclass(frozen=True, slots=True)
class BoardChoices:
    """What there is to choose from; `unanswered` is how many counters have no rebuttal."""

    issues: tuple[BoardIssue, ...]
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class BoardChoice:
    """What was chosen: an issue's id, empty for all; how many rounds, 0 for all."""

    issue: str
    rounds: int
    interruptions: bool
    practice: bool


def board_choices(deck: Deck) -> BoardChoices:
    """What a deck has to choose from: its issues with counters that have a rebuttal."""
    asked: dict[str, float] = {}
    for prompt in prompts_of(deck):
        if prompt.kind in (PromptKind.REBUTTAL, PromptKind.FOLLOW_UP):
            asked[prompt.card] = asked.get(prompt.card, 0) + answer_seconds(prompt)
    issues = []
    for issue in deck.issues:
        seconds = [asked.pop(card.id) for card in issue.cards if card.id in asked]
        if seconds:
            issues.append(BoardIssue(issue.id, issue.title, len(seconds), sum(seconds)))
    return BoardChoices(tuple(issues), unanswered_counters(deck))


class BoardStart(QWidget):
    """Offers `BoardChoices`; `begin_wanted` has the `BoardChoice` made. It remembers none."""

    begin_wanted = Signal(object)
    voice_wanted = Signal()
    presenter_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = BoardChoices(())
        self.setAccessibleName("Murder board")
        self.title = WrappingLabel("Murder board")
        self.introduction = WrappingLabel(_INTRODUCTION)
        self.issue, self.rounds = _box(), _box()
        self.issue.currentIndexChanged.connect(self._offer_rounds)
        self.interruptions = QCheckBox("I&nterruptions")
        self.interruptions.setToolTip(_BREAK_IN)
        self.interruptions.setAccessibleDescription(_BREAK_IN)
        self.practice = QRadioButton("as &practice")
        self.planned = QRadioButton("for the p&lan")
        for button, meaning in ((self.practice, _PRACTICE), (self.planned, _PLANNED)):
            button.setAccessibleName(f"Grades count {button.text().replace('&', '')}")
            button.setAccessibleDescription(meaning)
        self._purposes = QButtonGroup(self)
        self._purposes.addButton(self.practice)
        self._purposes.addButton(self.planned)
        self.meaning = WrappingLabel()
        self.practice.toggled.connect(self._tell_meaning)
        self.unanswered = WrappingLabel()
        self.keys = WrappingLabel(_KEYS)
        self.begin = QPushButton("&Begin")
        self.begin.setDefault(True)
        self.voice = QPushButton("V&oice and recording…")
        self.presenter = QPushButton("Pre&senter view")
        self.back = QPushButton("Back &to the cards")
        self.begin.clicked.connect(self._begin)
        self.voice.clicked.connect(self.voice_wanted)
        self.presenter.clicked.connect(self.presenter_wanted)
        self.back.clicked.connect(self.closed)
        self._lay_out()
        self.set_theme(theme)
        self.show_choices(self._choices)

    def _lay_out(self) -> None:
        purposes, buttons = QWidget(), QWidget()
        for flow, widgets in (
            (FlowLayout(purposes), (self.practice, self.planned)),
            (FlowLayout(buttons), (self.begin, self.voice, self.presenter, self.back)),
        ):
            flow.setSpacing(8)
            for widget in widgets:
                flow.addWidget(widget)
        for button in (self.begin, self.voice, self.presenter, self.back):
            button.setMinimumHeight(32)
            button.setAutoDefault(True)
        form = QGridLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(10)
        form.setColumnStretch(1, 1)
        fields = (self.issue, self.rounds, self.interruptions, purposes, self.meaning)
        for row, (name, field) in enumerate(zip(_NAMES, fields, strict=True)):
            label = QLabel(name)
            if "&" in name:
                label.setBuddy(field)
            form.addWidget(label, row, 0)
            form.addWidget(field, row, 1)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(40, 32, 40, 24)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.introduction)
        column.addSpacing(12)
        column.addLayout(form)
        column.addWidget(self.unanswered)
        column.addSpacing(12)
        column.addWidget(buttons)
        column.addSpacing(4)
        column.addWidget(self.keys)
        column.addStretch(1)
        scroll = scrolling(self._inner)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        scroll.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setAutoFillBackground(True)
        self._set_fonts()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.ground))
        self.setPalette(palette)
        for label in (self.title, self.introduction, self.unanswered):
            tint(label, theme.ink)
        for label in (self.meaning, self.keys):
            tint(label, theme.muted)
        for box in (self.issue, self.rounds, self.interruptions, self.practice, self.planned):
            frame(box, theme)

    # What to choose

    def show_choices(self, choices: BoardChoices) -> None:
        """Offer other choices, with what is chosen unless somebody wishes otherwise."""
        self._choices = choices
        blocker = QSignalBlocker(self.issue)
        self.issue.clear()
        self.issue.addItem("The whole agenda", "")
        for each in choices.issues:
            if each.id:
                self.issue.addItem(" ".join(each.title.split()) or each.id, each.id)
        blocker.unblock()
        self.rounds.clear()
        self._offer_rounds()
        self.interruptions.setChecked(True)
        self.practice.setChecked(True)
        self._tell_meaning()
        self.begin.setEnabled(bool(choices.issues))
        self.unanswered.set_plain(_unanswered_text(choices))
        self.unanswered.setVisible(bool(self.unanswered.plain()))
        self.setFocus()

    def choice(self) -> BoardChoice:
        """What is chosen now."""
        return BoardChoice(
            self.issue.currentData(),
            self.rounds.currentData(),
            self.interruptions.isChecked(),
            self.practice.isChecked(),
        )

    def _offer_rounds(self) -> None:
        """Offer as many rounds as the issue has; keep what was chosen where that is possible."""
        issue, before = self.issue.currentData(), self.rounds.currentData()
        chosen = [each for each in self._choices.issues if issue in ("", each.id)]
        total = sum(each.counters for each in chosen)
        seconds = sum(each.seconds for each in chosen)
        self.rounds.clear()
        for some in _SOME:
            if some < total:
                self._offer(f"the {some} nastiest", seconds * some / total, some)
        self._offer("the only one" if total == 1 else f"all {total}", seconds, 0)
        self.rounds.setCurrentIndex(max(0, self.rounds.findData(before)))

    def _offer(self, text: str, seconds: float, rounds: int) -> None:
        self.rounds.addItem(f"{text}: {duration(seconds)}", rounds)

    def _tell_meaning(self) -> None:
        self.meaning.set_plain(_PRACTICE if self.practice.isChecked() else _PLANNED)

    def _begin(self) -> None:
        if self.begin.isEnabled():
            self.begin_wanted.emit(self.choice())

    # Keys and looks

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard to what to do next: a focus proxy would have Tab pass by the rest."""
        (self.begin if self.begin.isEnabled() else self.back).setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return begins wherever the keyboard is, as in a dialog; Escape leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._begin()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        self.title.setFont(lettered(self.font(), 1.8, bold=True))
        self.introduction.setFont(lettered(self.font(), 1.1))
        self._inner.setMaximumWidth(_WIDEST * self.fontMetrics().averageCharWidth())


def _box() -> QComboBox:
    """A box that is no wider than there is room, whatever is in it."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def _unanswered_text(choices: BoardChoices) -> str:
    if not choices.issues:
        return _NOTHING
    if not choices.unanswered:
        return ""
    have = "has" if choices.unanswered == 1 else "have"
    left_out = "is" if choices.unanswered == 1 else "are"
    return (
        f"{counted(choices.unanswered, 'counter')} {have} no rebuttal yet and {left_out} left out."
    )
