"""Edits and decks as JSON and back, and what is no edit."""

import json
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import (
    AddCard,
    AddEntry,
    AddIssue,
    AvoidPhrase,
    Batch,
    Card,
    Deck,
    DeleteCard,
    DeleteEntry,
    DeleteIssue,
    DuplicateCard,
    Edit,
    Fact,
    FollowUp,
    Issue,
    MarkCleared,
    Meeting,
    MoveCard,
    MoveEntry,
    MoveIssue,
    ReplaceText,
    SetField,
    TakeDeck,
)
from deckapp.deck.editing.ids import with_ids
from deckapp.deck.editing.records import from_record, places_in, to_record
from tests.deck.editing.at_random import edit_at_random
from tests.deck.editing.two_issues import DECK, GAS, JETS
from tests.deck.saying import Saying

EDITS: list[Edit] = [
    AddCard("syria", GAS),
    AddCard("syria", Card(title="New"), 0),
    AddEntry("gas", "facts", Fact("text", "source", "2017-04"), 1),
    AddIssue(Issue(title="New", cards=(JETS,))),
    Batch((DeleteCard("gas"), Batch((MoveCard("jets", "ukraine", 0),), "inner")), "outer"),
    Batch((), "nothing"),
    DeleteCard("gas"),
    DeleteEntry("gas", "asks", "0"),
    DeleteIssue("syria"),
    DuplicateCard("gas"),
    MarkCleared(("gas", "jets"), "NEA", date(2017, 4, 10)),
    MoveCard("gas", "ukraine"),
    MoveEntry("gas", "asks", "1", 0),
    MoveIssue("syria", 1),
    SetField("gas", "position", "Привет 😀\n\u2028\x00"),
    SetField("", "meeting", Meeting(place="Moscow", date=date(2017, 4, 12))),
    SetField("gas", "asks", ("one", "two")),
    SetField("gas", "seconds", None),
    SetField("gas", "seconds", 40),
    SetField("gas", "counter_in", {"ru": "Нет.", "$": "two"}),
    SetField("gas", "follow_ups", (FollowUp("id", "counter", {"ru": "Нет."}, "rebuttal"),)),
    SetField("", "avoid", (AvoidPhrase("mutual respect", also=("respect",)),)),
    TakeDeck(DECK, "recovery", {"gas": "agent"}),
    ReplaceText("a", "b", ("title",), case=True, words=True),
]


def again(record: Any, known: Deck | None = None) -> Any:
    """What is read from JSON."""
    return from_record(json.loads(json.dumps(record, allow_nan=False)), known)


@pytest.mark.parametrize("edit", EDITS, ids=repr)
def test_that_an_edit_is_the_same_again(edit: Edit) -> None:
    record = to_record(edit)
    assert again(record) == edit
    assert again(record) == edit  # reading it does not use it up


@given(st.integers(0, 2**32))
def test_that_whatever_edit_and_deck_are_the_same_again(seed: int) -> None:
    random = Random(seed)
    deck = with_ids(Saying(random).deck())
    edit = edit_at_random(random, deck)
    assert again(to_record(deck)) == deck
    assert again(to_record(edit)) == edit


@given(st.integers(0, 2**32))
def test_that_of_what_is_known_only_the_place_is_told(seed: int) -> None:
    random = Random(seed)
    deck = with_ids(Saying(random).deck())
    edited = DuplicateCard(random.choice([card.id for _, card in deck.cards()] or [""]))
    new = edited.apply(deck).deck if any(deck.cards()) else deck
    record = to_record(new, places_in(deck))
    assert again(record, deck) == new
    assert len(json.dumps(record)) < len(json.dumps(to_record(new)))


def test_that_a_list_is_a_list_whatever_sort_it_is() -> None:
    edit = SetField("gas", "asks", ["one", "two"])
    assert again(to_record(edit)) == SetField("gas", "asks", ("one", "two"))


@pytest.mark.parametrize(
    "value", [b"x", {"x"}, 1.5, object(), "\ud800", ["\udfff"], {"ru": "\ud800"}, iter(())]
)
def test_that_what_no_deck_can_hold_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"cannot hold a|half a character"):
        to_record(SetField("gas", "notes", value))


HOSTILE: list[Any] = [
    {},
    {"$": None},
    {"$": []},
    {"$": "Sing"},
    {"$": "SetField"},
    {"$": "SetField", "target": 1, "field": "notes", "value": ""},
    {"$": "SetField", "target": "gas", "field": "notes", "value": "", "song": "Kalinka"},
    {"$": "date"},
    {"$": "date", "day": 5},
    {"$": "date", "day": "2017-13-45"},
    {"$": "texts", "pairs": 5},
    {"$": "texts", "pairs": [["ru"]]},
    {"$": "texts", "pairs": [[["ru"], "x"]]},
    {"$": "same", "at": [0]},
    {"$": "same", "at": []},
    {"$": "same", "at": "x"},
    {"$": "same"},
    {"$": "Deck", "issues": 5},
    {"$": "Deck", "issues": [5]},
    {"$": "Deck", "issues": [{"$": "Card"}]},
    {"$": "Deck", "title": None},
    {"$": "Card", "counter_in": {"$": "texts", "pairs": [["ru", 5]]}},
    {"$": "Card", "counter_in": {"$": "texts", "pairs": [[5, "x"]]}},
    {"$": "Card", "seconds": True},
    {"$": "Card", "seconds": "5"},
    {"$": "Meeting", "date": "2017-04-12"},
    {"$": "AddCard", "issue": "syria", "card": {"$": "Issue"}},
    {"$": "Batch", "edits": [{"$": "Card"}], "label": ""},
    {"$": "Batch", "edits": {"$": "DeleteCard", "card": "gas"}, "label": ""},
    {"$": "MarkCleared", "cards": "gas", "by": "NEA", "on": None},
]


@pytest.mark.parametrize("record", HOSTILE, ids=str)
def test_that_what_is_no_edit_is_a_value_error(record: Any) -> None:
    with pytest.raises(ValueError, match="not a record of an edit"):
        again(record)


def test_that_what_is_too_deep_is_a_value_error() -> None:
    record: Any = {"$": "DeleteCard", "card": "gas"}
    for _ in range(5000):
        record = {"$": "Batch", "edits": [record], "label": ""}
    with pytest.raises(ValueError, match="not a record"):
        from_record(record)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["$", "card", "at", "day", "pairs", "title"]), inner)
    ),
)
NAMES = st.sampled_from(["SetField", "Deck", "Card", "Batch", "date", "texts", "same", "TakeDeck"])
FIELDS = ["issues", "title", "target", "value", "edits", "label", "at", "pairs", "day", "deck"]


@given(NAMES, st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_that_garbage_is_an_edit_or_a_value_error(name: str, held: dict[str, Any]) -> None:
    try:
        found = from_record({"$": name, **held}, DECK)
    except ValueError:
        return
    assert from_record(to_record(found), DECK) == found
