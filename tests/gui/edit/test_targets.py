"""What is shown after an edit: what is new, what was changed, what stands beside what is gone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.deck import (
    AddCard,
    AddEntry,
    AddIssue,
    Batch,
    Card,
    Deck,
    DeleteCard,
    DeleteIssue,
    DuplicateCard,
    Edit,
    Issue,
    MarkCleared,
    MoveCard,
    MoveIssue,
    SetField,
)
from deckapp.gui.edit.targets import (
    DECK,
    Target,
    after_edit,
    nearest,
    number_of,
    numbered,
    section_at,
    target_of,
)

ABC = Deck(
    issues=(
        Issue(id="one", cards=tuple(Card(id=id_, title=id_) for id_ in "abc")),
        Issue(id="none"),
        Issue(id="two", cards=tuple(Card(id=id_, title=id_) for id_ in "de")),
    )
)


def at(id_: str, deck: Deck = ABC) -> Target:
    found = target_of(deck, id_)
    assert found is not None
    return found


def shown_after(edit: Edit, shown: str, deck: Deck = ABC) -> str:
    """The id of what is shown after an edit."""
    target = at(shown, deck) if shown else DECK
    edited = edit.apply(deck).deck
    found = after_edit(deck, edited, edit, target)
    assert found == (target_of(edited, found.id) if found.id else DECK)
    return found.id


def shown_after_undo(edit: Edit, shown: str) -> str:
    """The id of what is shown after an edit was undone."""
    edited = edit.apply(ABC).deck
    return after_edit(edited, ABC, edit, at(shown, edited)).id


def test_that_things_are_found_by_id_and_by_number() -> None:
    assert at("one") == Target("one", 0)
    assert at("e") == Target("e", 2, 1)
    assert target_of(ABC, "unknown") is None
    assert section_at(ABC, at("e")) is ABC.issues[2].cards[1]
    assert section_at(ABC, at("two")) is ABC.issues[2]
    assert section_at(ABC, DECK) is ABC
    for number, id_ in enumerate("abcde"):
        assert numbered(ABC, number) == at(id_)
        assert number_of(ABC, at(id_)) == number
    assert numbered(ABC, 5) == DECK
    assert number_of(ABC, DECK) is None
    assert number_of(ABC, at("two")) == 3


def test_that_the_nearest_is_what_stands_there_now() -> None:
    assert nearest(ABC, DECK) == DECK
    assert nearest(Deck(), at("a")) == DECK
    assert nearest(ABC, Target("x", 0, 7)) == at("c")
    assert nearest(ABC, Target("x", 9, 0)) == at("d")
    assert nearest(ABC, Target("x", 1, 0)) == at("none")
    assert nearest(ABC, Target("x", 1)) == at("none")


@pytest.mark.parametrize(
    ("edit", "shown", "then"),
    [
        (DeleteCard("b"), "b", "c"),
        (DeleteCard("c"), "c", "b"),
        (DeleteCard("a"), "c", "c"),
        (Batch((DeleteCard("a"), DeleteCard("b")), ""), "b", "c"),
        (Batch((DeleteCard("b"), DeleteCard("c")), ""), "b", "a"),
        (Batch(tuple(map(DeleteCard, "abc")), ""), "b", "one"),
        (DeleteIssue("one"), "b", "none"),
        (DeleteIssue("two"), "d", "none"),
        (DeleteIssue("one"), "one", "none"),
        (Batch(tuple(map(DeleteIssue, ("one", "none", "two"))), ""), "b", ""),
        (DeleteIssue("one"), "", ""),
    ],
)
def test_that_after_a_deletion_a_neighbour_is_shown(edit: Edit, shown: str, then: str) -> None:
    assert shown_after(edit, shown) == then


@pytest.mark.parametrize(
    ("edit", "shown", "then"),
    [
        (AddCard("one", Card(id="x"), 1), "x", "a"),
        (AddCard("one", Card(id="x"), 0), "x", "a"),
        (AddCard("none", Card(id="x")), "x", "none"),
        (AddIssue(Issue(id="x"), 1), "x", "one"),
        (Batch((AddCard("two", Card(id="x"), 1), AddCard("two", Card(id="y"), 2)), ""), "y", "d"),
        (DuplicateCard("b"), "b-2", "b"),
        (DuplicateCard("b"), "d", "b"),
        (DeleteCard("b"), "d", "b"),
        (DeleteIssue("one"), "d", "one"),
        (SetField("b", "title", "Other"), "d", "b"),
        (SetField("b", "id", "other"), "other", "b"),
        (SetField("", "title", "Other"), "d", ""),
        (MoveCard("a", "two", 0), "d", "a"),
        (MoveIssue("two", 0), "a", "two"),
        (AddEntry("b", "asks", "Ask"), "d", "b"),
        (Batch((MoveCard("a", "two", 0), MoveCard("b", "two", 1)), ""), "b", "b"),
        (Batch((MoveCard("a", "two", 0), MoveCard("b", "two", 1)), ""), "c", "a"),
        (MarkCleared(("b", "d"), "L", date(2017, 4, 1)), "d", "d"),
        (MarkCleared(("b", "d"), "L", date(2017, 4, 1)), "a", "b"),
    ],
)
def test_that_undoing_goes_to_what_is_undone(edit: Edit, shown: str, then: str) -> None:
    assert shown_after_undo(edit, shown) == then


def test_that_what_is_new_is_shown() -> None:
    assert shown_after(AddCard("two", Card(id="x", title="x")), "a") == "x"
    assert shown_after(AddIssue(Issue(id="x", title="x"), 0), "a") == "x"
    assert shown_after(DuplicateCard("d"), "a") == "d-2"
    assert shown_after(SetField("b", "id", "other"), "b") == "other"


def test_that_what_is_shown_stays_where_nobody_says_what_was_edited() -> None:
    edited = replace(ABC, title="Other")
    assert after_edit(ABC, edited, None, at("e")) == at("e")
    assert after_edit(ABC, edited, None, DECK) == DECK
    assert after_edit(ABC, Deck(), None, at("e")) == DECK
    assert after_edit(Deck(), Deck(), None, at("e")) == DECK


@settings(max_examples=200, deadline=None)
@given(shown=st.sampled_from(["a", "b", "c", "d", "e", "one", "none", "two"]), data=st.data())
def test_that_what_is_shown_after_any_deletion_is_there(shown: str, data: st.DataObject) -> None:
    cards = data.draw(st.sets(st.sampled_from("abcde")))
    issues = data.draw(st.sets(st.sampled_from(["one", "none", "two"])))
    edits = [DeleteCard(id_) for id_ in sorted(cards)] + [DeleteIssue(id_) for id_ in issues]
    then = shown_after(Batch(tuple(edits), ""), shown)
    assert then not in cards | issues
    if shown not in cards | issues and then:
        assert then == shown or target_of(ABC, shown) is not None
