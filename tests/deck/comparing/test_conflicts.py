"""Conflicts: in words, and taking one side."""

from collections.abc import Callable

import pytest

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
    EditError,
    FollowUp,
    Issue,
    MoveCard,
    SetField,
)
from deckapp.deck.comparing.conflicts import Conflict, with_ours, with_theirs
from deckapp.deck.comparing.merging import Merged, merge
from tests.deck.editing.two_issues import DECK, card_in, cards_of

IRAN = AddIssue(Issue(id="iran", title="Iran"))


def merged(ours: list[Edit], theirs: list[Edit]) -> Merged:
    base = IRAN.apply(DECK).deck
    return merge(base, Batch((*ours,), "").apply(base).deck, Batch((*theirs,), "").apply(base).deck)


@pytest.mark.parametrize(
    ("ours", "theirs", "sentence"),
    [
        (
            [SetField("gas", "rebuttal", "x")],
            [SetField("gas", "rebuttal", "y")],
            "Both sides changed “Rebuttal” of “Nerve agent”: choose one version.",
        ),
        (
            [SetField("", "marking", "x")],
            [SetField("", "marking", "y")],
            "Both sides changed “Marking” of “Moscow”: choose one version.",
        ),
        (
            [SetField("", "title", "")],
            [SetField("", "title", "y")],
            "Both sides changed “Title” of the deck: choose one version.",
        ),
        (
            [DeleteCard("gas")],
            [SetField("gas", "rebuttal", "y")],
            "You deleted “Nerve agent”, but they changed or moved it: keep it or delete it.",
        ),
        (
            [SetField("syria", "minutes", 5)],
            [DeleteIssue("syria")],
            "They deleted “Syria”, but you changed it or what is in it: keep it or delete it.",
        ),
        (
            [SetField("jets", "notes", "x")],
            [DeleteIssue("ukraine"), DeleteCard("jets")],
            "They deleted “Jets”, but you changed or moved it: keep it or delete it.",
        ),
        (
            [MoveCard("gas", "ukraine")],
            [MoveCard("gas", "iran")],
            "You moved “Nerve agent” to “Ukraine”, they moved it to “Iran”: choose one.",
        ),
        (
            [AddCard("syria", Card(id="x", title="Ours"))],
            [AddIssue(Issue(id="x", title="Theirs"))],
            "Both sides added the id “x”: theirs, “Theirs”, has another now.",
        ),
    ],
)
def test_that_a_conflict_is_a_sentence(ours: list[Edit], theirs: list[Edit], sentence: str) -> None:
    (conflict,) = merged(ours, theirs).conflicts
    assert str(conflict) == sentence


def taken(side: Callable[[Deck, Conflict], Deck], found: Merged) -> Deck:
    deck = found.deck
    for conflict in found.conflicts:
        deck = side(deck, conflict)
    return deck


def test_that_a_field_is_taken() -> None:
    found = merged([SetField("gas", "counter_in.uk", "x")], [SetField("gas", "counter_in.uk", "y")])
    assert card_in(taken(with_theirs, found), "gas").counter_in["uk"] == "y"
    assert taken(with_ours, found) == found.deck
    found = merged([SetField("", "marking", "x")], [SetField("", "marking", "y")])
    assert taken(with_theirs, found).marking == "y"


def test_that_a_follow_up_is_taken_or_left() -> None:
    found = merged(
        [DeleteEntry("gas", "follow_ups", "staged")],
        [SetField("gas", "follow_ups.staged.rebuttal", "No.")],
    )
    assert card_in(taken(with_theirs, found), "gas").follow_ups[0].rebuttal == "No."
    assert card_in(taken(with_ours, found), "gas").follow_ups == ()
    told = "You deleted “Follow-ups: staged” of “Nerve agent”, but they changed or moved it"
    assert str(found.conflicts[0]).startswith(told)


def test_that_a_place_is_taken() -> None:
    found = merged([MoveCard("gas", "ukraine")], [MoveCard("gas", "iran")])
    assert cards_of(taken(with_ours, found)) == cards_of(found.deck)
    assert cards_of(taken(with_theirs, found))["iran"] == ["gas"]


def test_that_a_place_stays_to_be_taken_though_we_deleted_it() -> None:
    found = merged([MoveCard("gas", "ukraine"), DeleteIssue("iran")], [MoveCard("gas", "iran")])
    assert cards_of(found.deck) == {"syria": ["jets"], "ukraine": ["minsk", "gas"], "iran": []}
    assert [each.kind for each in found.conflicts] == ["moved", "deleted"]
    assert cards_of(taken(with_theirs, found))["iran"] == ["gas"]
    assert "iran" not in cards_of(taken(with_ours, found))


def test_that_a_place_is_named_as_in_the_merged_deck() -> None:
    found = merged(
        [MoveCard("gas", "iran"), AddCard("iran", Card(id="x", title="x")), DeleteIssue("syria")],
        [AddIssue(Issue(id="x", title="x")), MoveCard("gas", "x"), DeleteIssue("syria")],
    )
    assert cards_of(found.deck) == {"ukraine": ["minsk"], "iran": ["gas", "x"], "x-2": []}
    (moved,) = [each for each in found.conflicts if each.kind == "moved"]
    spots = moved.base, moved.ours, moved.theirs
    assert [spot.issue for spot in spots] == ["syria", "iran", "x-2"]
    assert cards_of(taken(with_theirs, found))["x-2"] == ["gas"]


def test_that_a_deleted_card_is_deleted_once() -> None:
    found = merged([SetField("gas", "notes", "x")], [DeleteIssue("syria")])
    assert [(each.card, each.cards) for each in found.conflicts] == [
        ("", (("gas", None),)),
        ("gas", ()),
    ]
    assert cards_of(taken(with_theirs, found)) == {"ukraine": ["minsk"], "iran": []}
    assert taken(with_ours, found) == found.deck
    found = merged([DeleteCard("gas")], [SetField("gas", "notes", "x")])
    assert cards_of(taken(with_ours, found))["syria"] == ["jets"]


def test_that_deleting_an_issue_leaves_the_cards_that_the_side_has_elsewhere() -> None:
    found = merged(
        [MoveCard("minsk", "syria"), DeleteIssue("ukraine"), AddCard("syria", Card(title="New"))],
        [DeleteIssue("syria"), SetField("minsk", "notes", "x")],
    )
    assert cards_of(found.deck) == {"syria": ["minsk", "new"], "ukraine": [], "iran": []}
    assert cards_of(taken(with_theirs, found)) == {"ukraine": ["minsk"], "iran": []}
    assert cards_of(taken(with_ours, found)) == {"syria": ["minsk", "new"], "iran": []}


def test_that_no_card_is_deleted_that_came_into_an_issue_since() -> None:
    found = merged([MoveCard("gas", "ukraine"), DeleteIssue("iran")], [MoveCard("gas", "iran")])
    moved, deleted = found.conflicts
    with pytest.raises(EditError, match="“Nerve agent” is in “Iran” now: move it elsewhere first"):
        with_ours(with_theirs(found.deck, moved), deleted)
    with pytest.raises(EditError, match="There is no issue with the id “iran”"):
        with_theirs(with_ours(found.deck, deleted), moved)


def test_that_what_was_renamed_stays_so() -> None:
    found = merged(
        [AddCard("syria", Card(id="x", title="x"))], [AddIssue(Issue(id="x", title="x"))]
    )
    assert taken(with_ours, found) is taken(with_theirs, found) is found.deck


def test_that_a_conflict_about_what_is_gone_is_refused() -> None:
    found = merged([SetField("gas", "notes", "x")], [SetField("gas", "notes", "y")])
    with pytest.raises(EditError, match="There is no card or issue with the id “gas”"):
        with_theirs(DeleteCard("gas").apply(found.deck).deck, found.conflicts[0])


def test_that_ids_are_taken_after_all_else() -> None:
    def named(id_: str, notes: str) -> Deck:
        follow_up = FollowUp(id="f", counter=notes)
        card = Card(id=id_, title="Card", notes=notes, follow_ups=(follow_up,))
        return Deck(title="x", issues=(Issue(id="i", title="I", cards=(card,)),))

    found = merge(named("", ""), named("one", "x"), named("two", "y"))
    assert taken(with_theirs, found) == named("two", "y")
    edit = AddEntry("one", "follow_ups", FollowUp(id="g", counter="z"))
    assert taken(with_ours, found) == found.deck != edit.apply(found.deck).deck
