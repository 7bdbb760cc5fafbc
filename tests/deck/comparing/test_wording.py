"""Values of fields as texts that a person reads."""

from datetime import date
from typing import Any

import pytest

from deckapp.deck import (
    AddEntry,
    Card,
    Change,
    Clearance,
    Edit,
    Fact,
    FollowUp,
    MoveCard,
    MoveEntry,
    MoveIssue,
    SetField,
    changes,
)
from deckapp.deck.comparing.wording import both_readable, readable
from tests.deck.editing.two_issues import DECK


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Talk.", "Talk."),
        (None, ""),
        (40, "40"),
        (date(2017, 4, 12), "2017-04-12"),
        ((), ""),
        (("Tell us.", "Help."), "• Tell us.\n• Help."),
        ({"ru": "Нет.", "uk": "Ні."}, "ru: Нет.\nuk: Ні."),
        (
            (Fact("One.", date="2013"), Fact("Two.")),
            "Fact: One.\nDate: 2013\n\nFact: Two.",
        ),
        (
            Card(title="Gas", asks=("Help.",), counter_in={"ru": "Нет."}),
            "Title: Gas\nAsks:\n• Help.\nCounter in their words:\nru: Нет.",
        ),
        (Card(clearance=Clearance(drafted_by="EUR")), "Clearance: Drafted by: EUR"),
    ],
)
def test_that_values_are_texts(value: Any, text: str) -> None:
    assert readable(value) == text


def _change(*edits: Edit) -> Change:
    before = after = DECK
    for edit in edits:
        before, after = after, edit.apply(after).deck
    (change,) = changes(before, after)
    return change


@pytest.mark.parametrize(
    ("edits", "before", "after"),
    [
        ([SetField("gas", "seconds", 30)], "40", "30"),
        ([MoveCard("jets", "ukraine", 0)], "“Syria”, place 2", "“Ukraine”, place 1"),
        ([MoveIssue("syria")], "Place 2", "Place 1"),
        (
            [
                AddEntry("gas", "follow_ups", FollowUp(id="again", counter="Again.")),
                MoveEntry("gas", "follow_ups", "again", 0),
            ],
            "Place 2",
            "Place 1",
        ),
    ],
)
def test_that_both_sides_of_a_change_are_texts(edits: list[Edit], before: str, after: str) -> None:
    assert both_readable(_change(*edits)) == (before, after)
