"""Taking over what differs in another deck, one change after the other."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import (
    AddCard,
    AddEntry,
    AddIssue,
    Batch,
    Card,
    Change,
    Deck,
    DeleteCard,
    DeleteEntry,
    DeleteIssue,
    Edit,
    EditError,
    FollowUp,
    Issue,
    MoveCard,
    MoveEntry,
    MoveIssue,
    SetField,
    changes,
)
from deckapp.deck.comparing.taking import taking, taking_together
from deckapp.deck.editing.ids import with_ids
from tests.deck.comparing.versions import broken_decks, versions
from tests.deck.editing.two_issues import DECK, GAS, JETS, MINSK

NEW = Card(id="new", title="New")
AGAIN = FollowUp(id="again", counter="Again.")


def after(*edits: Edit, deck: Deck = DECK) -> Deck:
    return Batch(edits, "several").apply(deck).deck


def taken(change: Change, deck: Deck, other: Deck) -> Deck:
    return taking(change, deck, other).apply(deck).deck


@pytest.mark.parametrize(
    "edit",
    [
        SetField("gas", "rebuttal", "No."),
        SetField("gas", "seconds", None),
        SetField("gas", "counter_in.ru", ""),
        SetField("gas", "follow_ups.staged.rebuttal", "No."),
        SetField("syria", "minutes", 5),
        SetField("", "meeting.place", "Moscow"),
        AddEntry("gas", "follow_ups", AGAIN, 0),
        DeleteEntry("gas", "follow_ups", "staged"),
        AddCard("syria", NEW, 1),
        DeleteCard("gas"),
        MoveCard("gas", "syria"),
        MoveCard("gas", "ukraine", 0),
        MoveIssue("syria"),
        AddIssue(Issue(id="iran", title="Iran", cards=(NEW,)), 1),
        DeleteIssue("ukraine"),
    ],
)
def test_that_one_difference_is_taken_over(edit: Edit) -> None:
    other = edit.apply(DECK).deck
    assert taken(changes(DECK, other)[0], DECK, other) == other


def test_that_a_moved_follow_up_is_taken_over() -> None:
    deck = after(AddEntry("gas", "follow_ups", AGAIN))
    other = after(MoveEntry("gas", "follow_ups", "again", 0), deck=deck)
    (change,) = changes(deck, other)
    assert taken(change, deck, other) == other


def test_that_what_is_added_stands_after_the_same_neighbour() -> None:
    deck = after(AddCard("syria", replace(NEW, id="mine"), 0))
    other = after(AddCard("syria", NEW, 1))
    added = next(change for change in changes(deck, other) if change.card == "new")
    cards = taken(added, deck, other).issues[0].cards
    assert [card.id for card in cards] == ["mine", "gas", "new", "jets"]


def test_that_a_removed_issue_leaves_the_cards_that_were_moved_out_of_it() -> None:
    other = after(MoveCard("minsk", "syria", 1), DeleteIssue("ukraine"))
    removed = next(change for change in changes(DECK, other) if change.kind == "removed")
    assert taken(removed, DECK, other) == other


def test_that_a_new_issue_leaves_cards_where_they_are_until_they_are_moved() -> None:
    iran = AddIssue(Issue(id="iran", title="Iran", cards=(NEW,)))
    other = after(iran, MoveCard("minsk", "iran"))
    added = next(change for change in changes(DECK, other) if change.kind == "added")
    deck = taken(added, DECK, other)
    assert [[card.id for card in issue.cards] for issue in deck.issues] == [
        ["gas", "jets"],
        ["minsk"],
        ["new"],
    ]
    (moved,) = changes(deck, other)
    assert taken(moved, deck, other) == other


@pytest.mark.parametrize(
    ("other", "kind", "said"),
    [
        (
            after(AddIssue(Issue(id="iran", title="Iran")), MoveCard("gas", "iran")),
            "moved",
            "“Iran” is not in this deck: take that over first.",
        ),
        (
            after(DeleteCard("gas"), AddIssue(Issue(id="gas", title="Gas"))),
            "added",
            "The id “gas” belongs to “Nerve agent” here: delete that first.",
        ),
        (
            after(DeleteIssue("ukraine"), AddCard("syria", replace(NEW, id="ukraine"))),
            "added",
            "The id “ukraine” belongs to “Ukraine” here: delete that first.",
        ),
    ],
)
def test_that_what_needs_another_change_first_says_so(other: Deck, kind: str, said: str) -> None:
    change = next(change for change in changes(DECK, other) if change.kind == kind)
    with pytest.raises(EditError) as caught:
        taking(change, DECK, other)
    assert str(caught.value) == said


def test_that_several_changes_of_a_card_are_one_edit() -> None:
    other = after(
        MoveCard("gas", "ukraine"),
        SetField("gas", "rebuttal", "No."),
        AddEntry("gas", "follow_ups", AGAIN, 0),
        SetField("minsk", "title", "Minsk II"),
    )
    of_card = [change for change in changes(DECK, other) if change.card == "gas"]
    edited = taking_together(of_card, DECK, other).apply(DECK)
    assert edited.label == "taking over of “Nerve agent”"
    (left,) = changes(edited.deck, other)
    assert left.card == "minsk"
    assert taking_together([left], edited.deck, other) == SetField("minsk", "title", "Minsk II")


def test_that_changes_of_a_doubled_id_are_refused_in_a_sentence() -> None:
    deck = after(AddCard("ukraine", replace(JETS, id="x")))
    doubled = replace(deck.issues[1], cards=(MINSK, GAS))
    deck = replace(deck, issues=(deck.issues[0], doubled))
    other = after(SetField("gas", "rebuttal", "No."))
    refused = 0
    for change in changes(deck, other):
        try:
            taking(change, deck, other)
        except EditError as error:
            refused += str(error).startswith("Two card")
    assert refused


# Whatever differs


@given(versions(), st.randoms(use_true_random=False))
def test_that_taking_over_everything_ends_in_the_other_deck(
    decks: tuple[Deck, Deck, Deck], chance: Random
) -> None:
    _, deck, other = decks
    while found := list(changes(deck, other)):
        chance.shuffle(found)
        deck = _with_one(found, deck, other)
        assert len(changes(deck, other)) < len(found)
    assert deck == other


def _with_one(found: list[Change], deck: Deck, other: Deck) -> Deck:
    """The deck with the first of these changes that can be taken over now."""
    said: list[Any] = []
    for change in found:
        try:
            return taken(change, deck, other)
        except EditError as error:
            said.append(error)
    raise AssertionError(said)


@given(broken_decks, broken_decks)
def test_that_broken_decks_are_edited_or_refused(deck: Deck, other: Deck) -> None:
    deck, other = with_ids(deck), with_ids(other)
    said = []
    for change in changes(deck, other):
        try:
            taken(change, deck, other)
        except EditError as error:
            said.append(str(error))
    assert all(said)
