"""What a drill says of itself: that it was taken back, and how much was known."""

import pytest
from PySide6.QtCore import Qt

from deckapp.deck import Card, Deck, Issue
from deckapp.gui.rehearse.drill_texts import known_text
from deckapp.rehearsal import Grade, prompts_of
from deckapp.rehearsal.outcome import Outcome

from .drilling import Rehearser

Key = Qt.Key
(PROMPT,) = prompts_of(Deck(issues=(Issue(cards=(Card(id="a", title="A", position="We stay."),)),)))


def test_that_nothing_is_taken_back_where_nothing_was_done(small: Rehearser) -> None:
    small.drill()
    small.press(Key.Key_Backspace)
    assert "Taken back" not in small.page.about.plain()
    small.press(Key.Key_S)
    small.desk.drill.close()
    small.drill()
    assert "Skipped" not in small.page.about.plain()


@pytest.mark.parametrize(
    ("grades", "text"),
    [
        ((Grade.HARD,), "You knew 1 of 1, only just, in 1 minute of thinking."),
        ((Grade.HARD, Grade.GOOD), "You knew 2 of 2, 1 of them only just, in 1 minute of"),
        ((Grade.AGAIN, Grade.EASY), "You knew 1 of 2, in 1 minute of thinking."),
    ],
)
def test_that_what_was_hard_was_known_only_just(grades: tuple[Grade, ...], text: str) -> None:
    weak = tuple((PROMPT, grade) for grade in grades if grade <= Grade.HARD)
    outcome = Outcome(len(grades), grades.count(Grade.AGAIN), 60.0, weak, 0.0, 0.5, at_meeting=True)
    assert known_text(outcome).startswith(text)
