"""Which changes are of what our side says aloud."""

from datetime import date

import pytest

from deckapp.deck import (
    AddCard,
    AddEntry,
    Card,
    DeleteCard,
    DeleteEntry,
    Edit,
    Fact,
    MarkCleared,
    MoveCard,
    SetField,
    changes,
)
from deckapp.deck.comparing.spoken import is_spoken
from tests.deck.editing.two_issues import DECK


@pytest.mark.parametrize(
    ("edit", "spoken"),
    [
        (SetField("gas", "rebuttal", "No."), True),
        (SetField("gas", "asks.0", "Talk."), True),
        (SetField("gas", "counter", "No."), False),
        (SetField("gas", "clearance.drafted_by", "EUR"), False),
        (SetField("gas", "counter_in.ru", "Нет."), False),
        (SetField("gas", "follow_ups.staged.rebuttal", "No."), True),
        (SetField("gas", "follow_ups.staged.counter", "No."), False),
        (DeleteEntry("gas", "follow_ups", "staged"), True),
        (AddEntry("gas", "facts", Fact("A fact.")), False),
        (MarkCleared(("gas",), "EUR", date(2017, 4, 10)), False),
        (AddCard("syria", Card(id="new", title="New")), True),
        (DeleteCard("gas"), True),
        (MoveCard("gas", "ukraine"), False),
        (SetField("syria", "title", "Gas"), False),
        (SetField("", "title", "Gas"), False),
    ],
)
def test_that_spoken_text_is_told_from_the_rest(edit: Edit, spoken: bool) -> None:  # noqa: FBT001  a parameter of the test
    (change,) = changes(DECK, edit.apply(DECK).deck)
    assert is_spoken(change) is spoken
