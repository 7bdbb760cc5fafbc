"""What stands below a drill's card: the way to the answer, then how well it was known."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QWidget

from deckapp.rehearsal import Grade


class Choice(NamedTuple):
    """A grade as a button: its key, its name, what it means."""

    key: str
    name: str
    meaning: str


CHOICES = {
    Grade.AGAIN: Choice("1", "Missed", "I did not say it, or said something else."),
    Grade.HARD: Choice("2", "Hard", "I said it, but only just, or after a long pause."),
    Grade.GOOD: Choice("3", "Good", "I said it."),
    Grade.EASY: Choice("4", "Easy", "I said it at once, without effort."),
}
_GOT_IT = Choice("2", "Got it", "I said it.")


class GradeBar(QStackedWidget):
    """One button that shows the answer, or the grades; as high in either case.

    `is_short` leaves two of them: missed, and got it.
    """

    reveal_wanted = Signal()
    graded = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reveal = _button("Say it aloud, then show the answer  ·  Space", "")
        self.reveal.clicked.connect(self.reveal_wanted)
        self.grades: dict[Grade, QPushButton] = {}
        row = QWidget()
        grades = QHBoxLayout(row)
        grades.setContentsMargins(0, 0, 0, 0)
        for grade in CHOICES:
            button = _button("", "")
            button.clicked.connect(self._on_clicked)
            self.grades[grade] = button
            grades.addWidget(button, 1)
        self.addWidget(self.reveal)
        self.addWidget(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_short(short=False)

    def set_short(self, *, short: bool) -> None:
        """Offer all four grades, or only missed and got it."""
        for grade, button in self.grades.items():
            choice = _GOT_IT if short and grade is Grade.GOOD else CHOICES[grade]
            button.setText(f"{choice.key}  {choice.name}")
            button.setToolTip(choice.meaning)
            button.setAccessibleDescription(choice.meaning)
            button.setVisible(not short or grade in (Grade.AGAIN, Grade.GOOD))

    def show_answer(self, *, shown: bool) -> None:
        """Offer the grades once the answer is shown."""
        self.setCurrentIndex(int(shown))

    def _on_clicked(self) -> None:
        sender = self.sender()
        for grade, button in self.grades.items():
            if button is sender:
                self.graded.emit(int(grade))


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setMinimumHeight(40)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
