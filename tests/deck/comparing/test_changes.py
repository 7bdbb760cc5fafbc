"""What differs between two decks: by card and field, in agenda order, in words."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from deckapp.deck import (
    AddCard,
    AddEntry,
    AddIssue,
    Batch,
    Card,
    Deck,
    DeleteCard,
    DeleteEntry,
    DeleteIssue,
    Edit,
    Fact,
    FollowUp,
    Issue,
    MoveCard,
    MoveEntry,
    MoveIssue,
    SetField,
)
from deckapp.deck.comparing.agendas import Spot
from deckapp.deck.comparing.changes import changed_cards, changes
from tests.deck.comparing.versions import broken_decks, versions
from tests.deck.editing.two_issues import DECK, GAS, JETS, MINSK

STAGED = GAS.follow_ups[0]
NEW = Card(id="new", title="New")


def batch(*edits: Edit) -> Batch:
    return Batch(edits, "several")


@pytest.mark.parametrize(
    ("edit", "field", "before", "after"),
    [
        (SetField("gas", "rebuttal", "No."), "rebuttal", GAS.rebuttal, "No."),
        (SetField("gas", "seconds", None), "seconds", 40, None),
        (SetField("gas", "counter_in.ru", ""), "counter_in.ru", "Нет доказательств.", ""),
        (SetField("gas", "counter_in.uk", "Ні."), "counter_in.uk", "", "Ні."),
        (SetField("gas", "clearance.drafted_by", "EUR"), "clearance.drafted_by", "", "EUR"),
        (
            SetField("gas", "follow_ups.staged.rebuttal", "No."),
            "follow_ups.staged.rebuttal",
            "Answer.",
            "No.",
        ),
        (SetField("gas", "asks.0", "Talk."), "asks", GAS.asks, ("Talk.", "Help.")),
        (AddEntry("gas", "facts", Fact("A fact.")), "facts", (), (Fact("A fact."),)),
    ],
)
def test_that_a_changed_field_is_told(edit: Edit, field: str, before: Any, after: Any) -> None:
    (change,) = changes(DECK, edit.apply(DECK).deck)
    assert (change.kind, change.issue, change.card) == ("changed", "syria", "gas")
    assert (change.field, change.before, change.after) == (field, before, after)
    assert (change.title, change.issue_title) == ("Nerve agent", "Syria")


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (SetField("gas", "rebuttal", "No."), ["“Rebuttal” of “Nerve agent” was changed."]),
        (
            SetField("gas", "follow_ups.staged.counter_in.ru", "Нет."),
            ["“Follow-ups: staged: They press, in their words: ru” of “Nerve agent” was changed."],
        ),
        (SetField("", "meeting.place", "Moscow"), ["“Meeting: Place” of “Moscow” was changed."]),
        (SetField("", "title", ""), ["“Title” of the deck was changed."]),
        (SetField("syria", "minutes", 5), ["“Minutes” of “Syria” was changed."]),
        (AddCard("syria", NEW), ["“New” was added to “Syria”."]),
        (DeleteCard("gas"), ["“Nerve agent” was removed from “Syria”."]),
        (MoveCard("gas", "syria"), ["“Jets” was moved within “Syria”."]),
        (MoveCard("gas", "ukraine"), ["“Nerve agent” was moved from “Syria” to “Ukraine”."]),
        (MoveIssue("syria"), ["“Ukraine” was moved."]),
        (
            AddIssue(Issue(id="iran", title="Iran", cards=(NEW,)), 1),
            ["“Iran” was added.", "“New” was added to “Iran”."],
        ),
        (DeleteIssue("ukraine"), ["“Ukraine” was removed.", "“Minsk” was removed from “Ukraine”."]),
        (
            DeleteEntry("gas", "follow_ups", "staged"),
            ["“Follow-ups: staged” of “Nerve agent” was removed."],
        ),
        (
            batch(
                AddEntry("gas", "follow_ups", FollowUp(id="again", counter="Again."), 0),
                SetField("gas", "follow_ups.staged.counter", "All staged."),
            ),
            [
                "“Follow-ups: again” of “Nerve agent” was added.",
                "“Follow-ups: staged: They press” of “Nerve agent” was changed.",
            ],
        ),
        (
            batch(MoveCard("jets", "ukraine"), SetField("jets", "title", "Planes")),
            ["“Planes” was moved from “Syria” to “Ukraine”.", "“Title” of “Planes” was changed."],
        ),
        (
            batch(DeleteCard("gas"), MoveCard("minsk", "syria", 0), AddCard("syria", NEW)),
            [
                "“Nerve agent” was removed from “Syria”.",
                "“Minsk” was moved from “Ukraine” to “Syria”.",
                "“New” was added to “Syria”.",
            ],
        ),
    ],
)
def test_that_changes_are_told_in_agenda_order(edit: Edit, told: list[str]) -> None:
    assert [str(change) for change in changes(DECK, edit.apply(DECK).deck)] == told


def test_that_a_moved_card_has_both_its_spots() -> None:
    (moved,) = changes(DECK, MoveCard("jets", "ukraine", 0).apply(DECK).deck)
    assert moved.before == Spot("syria", "Syria", 1)
    assert moved.after == Spot("ukraine", "Ukraine", 0)
    assert (moved.issue, moved.field) == ("ukraine", "")
    (moved,) = changes(DECK, MoveIssue("syria").apply(DECK).deck)
    assert (moved.before, moved.after) == (Spot("", "", 1), Spot("", "", 0))


def test_that_a_moved_follow_up_has_both_its_indexes() -> None:
    more = [AddEntry("gas", "follow_ups", FollowUp(id=each, counter="x")) for each in ("a", "b")]
    deck = batch(*more).apply(DECK).deck
    (moved,) = changes(deck, MoveEntry("gas", "follow_ups", "b", 0).apply(deck).deck)
    assert (moved.kind, moved.field) == ("moved", "follow_ups.b")
    assert (moved.before, moved.after) == (2, 0)


def test_that_added_and_removed_sections_are_told_whole() -> None:
    after = batch(DeleteCard("jets"), AddCard("ukraine", NEW)).apply(DECK).deck
    removed, added = changes(DECK, after)
    assert (removed.before, removed.after) == (JETS, None)
    assert (added.before, added.after) == (None, NEW)


def test_that_changed_cards_are_named() -> None:
    edits = (
        SetField("", "title", "x"),
        SetField("syria", "title", "x"),
        MoveCard("gas", "ukraine"),
        SetField("minsk", "notes", "x"),
        AddCard("syria", NEW),
    )
    assert changed_cards(DECK, batch(*edits).apply(DECK).deck) == {"gas", "minsk", "new"}
    assert changed_cards(DECK, DECK) == frozenset()


# Broken files


def deck_of(*cards: Card) -> Deck:
    return Deck(title="x", issues=(Issue(id="issue", title="Issue", cards=cards),))


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        # The equal one is the same; what is left goes by its order.
        ([JETS, JETS], [replace(JETS, notes="x"), JETS, JETS], ["added"]),
        ([JETS, replace(JETS, notes="x")], [replace(JETS, notes="x"), MINSK], ["removed", "added"]),
        (
            [replace(MINSK, id=""), replace(JETS, id="")],
            [replace(MINSK, id="", title="New"), replace(JETS, id="")],
            ["title"],
        ),
        # What gets an id is the same as long as its title is.
        ([replace(JETS, id="")], [JETS], ["id"]),
        ([JETS, MINSK], [replace(MINSK, id="", notes="x"), JETS], ["moved", "id", "notes"]),
        ([replace(JETS, id="", title="")], [replace(JETS, title="")], ["removed", "added"]),
        ([replace(JETS, id="")], [MINSK], ["removed", "added"]),
    ],
)
def test_that_missing_and_doubled_ids_are_made_up_for(
    before: list[Card], after: list[Card], fields: list[str]
) -> None:
    found = changes(deck_of(*before), deck_of(*after))
    assert [change.field or change.kind for change in found] == fields


def test_that_follow_ups_without_unique_ids_are_named_by_index() -> None:
    twice = replace(GAS, follow_ups=(STAGED, STAGED, FollowUp(counter="x")))
    other = replace(
        GAS, follow_ups=(STAGED, replace(STAGED, rebuttal="No."), FollowUp(counter="y"))
    )
    found = changes(deck_of(twice), deck_of(other))
    assert [each.field for each in found] == ["follow_ups.1.rebuttal", "follow_ups.2.counter"]


# Whatever differs


@given(versions())
def test_that_only_equal_decks_have_no_changes(decks: tuple[Deck, Deck, Deck]) -> None:
    _, ours, theirs = decks
    assert (changes(ours, theirs) == ()) == (ours == theirs)


_BACK = {"added": "removed", "removed": "added"}


@given(versions())
def test_that_the_way_back_has_the_same_changes(decks: tuple[Deck, Deck, Deck]) -> None:
    _, ours, theirs = decks
    there, back = changes(ours, theirs), changes(theirs, ours)
    assert Counter([_BACK.get(change.kind, change.kind) for change in there]) == Counter(
        [change.kind for change in back]
    )
    assert changed_cards(ours, theirs) == {change.card for change in there} - {""}


@given(broken_decks, broken_decks)
def test_that_broken_decks_are_compared_whatever_they_are(before: Deck, after: Deck) -> None:
    found = changes(before, after)
    assert bool(found) == (before != after)
    grown = len(list(after.cards())) - len(list(before.cards()))
    grown += len(after.issues) - len(before.issues)
    kinds = Counter([change.kind for change in found if not change.field])
    assert kinds["added"] - kinds["removed"] == grown
    assert all(str(change) for change in found)
