"""Merging what two officers made of a deck: who wins where, and what is a conflict."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

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
    Fact,
    FollowUp,
    Issue,
    MarkCleared,
    MoveCard,
    MoveEntry,
    MoveIssue,
    SetField,
)
from deckapp.deck.comparing.merging import Merged, merge
from deckapp.deck.editing.addressing import section_of
from deckapp.deck.editing.paths import value_at
from tests.deck.editing.two_issues import DECK, GAS, JETS, MINSK, card_in, cards_of

NEW = Card(id="new", title="New")


def after(*edits: Edit, base: Deck = DECK) -> Deck:
    return Batch(edits, "several").apply(base).deck


def merged(ours: Sequence[Edit], theirs: Sequence[Edit], base: Deck = DECK) -> Merged:
    return merge(base, after(*ours, base=base), after(*theirs, base=base))


def conflicts(found: Merged) -> list[tuple[str, str, str, str]]:
    return [(each.kind, each.issue, each.card, each.field) for each in found.conflicts]


# Fields


@pytest.mark.parametrize(
    ("target", "field", "ours", "theirs"),
    [
        ("gas", "rebuttal", "No.", "Never."),
        ("gas", "counter_in.ru", "Нет.", "Неправда."),
        ("gas", "counter_in.uk", "Ні.", "Неправда."),
        ("gas", "seconds", None, 50),
        ("gas", "clearance.drafted_by", "EUR", "L"),
        ("gas", "follow_ups.staged.counter", "Staged!", "All staged."),
        ("gas", "asks", ("Talk.",), ("Go.", "Help.")),
        ("syria", "title", "Damascus", "Aleppo"),
        ("", "meeting.place", "Geneva", "Vienna"),
    ],
)
def test_that_a_field_changed_on_both_sides_is_a_conflict_and_ours(
    target: str, field: str, ours: Any, theirs: Any
) -> None:
    found = merged([SetField(target, field, ours)], [SetField(target, field, theirs)])
    (conflict,) = found.conflicts
    base = value_at(section_of(DECK, target), field)
    assert (conflict.kind, conflict.card or conflict.issue) == ("changed", target)
    assert conflict.issue == ("syria" if target else "")
    assert (conflict.field, conflict.base) == (field, base)
    assert (conflict.ours, conflict.theirs) == (ours, theirs)
    assert value_at(section_of(found.deck, target), field) == ours


def test_that_different_fields_of_a_card_are_both_changed() -> None:
    ours = [SetField("gas", "rebuttal", "No."), SetField("gas", "counter_in.uk", "Ні.")]
    theirs = [SetField("gas", "position", "Yes."), SetField("gas", "counter_in.ru", "Нет.")]
    found = merged(
        [*ours, SetField("gas", "follow_ups.staged.counter", "Staged!")],
        [*theirs, SetField("gas", "follow_ups.staged.rebuttal", "Never.")],
    )
    card = card_in(found.deck, "gas")
    assert (card.rebuttal, card.position) == ("No.", "Yes.")
    assert card.counter_in == {"ru": "Нет.", "uk": "Ні."}
    assert (card.follow_ups[0].counter, card.follow_ups[0].rebuttal) == ("Staged!", "Never.")
    assert found.conflicts == ()


def test_that_a_translation_deleted_and_changed_is_a_conflict() -> None:
    found = merged(
        [SetField("gas", "counter_in.ru", "")], [SetField("gas", "counter_in.ru", "Нет.")]
    )
    assert conflicts(found) == [("changed", "syria", "gas", "counter_in.ru")]
    assert card_in(found.deck, "gas").counter_in == {}


# Lists


A, B, C = (Fact(text=text, source="UN", date="2013") for text in "ABC")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "entries"),
    [
        ("ab", "abx", "aby", "abxy"),
        ("ab", "abx", "abx", "abx"),
        ("ab", "a", "abx", "ax"),
        ("ab", "ba", "abx", "bax"),
        ("ab", "xb", "ab", "xb"),
        ("ab", "xb", "ay", "xy"),
        ("ab", "xb", "b", None),
        ("ab", "xb", "yb", None),
        ("ab", "", "abx", "x"),
        ("ab", "", "ax", None),
        ("a", "b", "ab", "b"),
        ("", "xy", "yz", "xyz"),
        ("aa", "aab", "aaa", "aaba"),
    ],
)
def test_that_lists_are_merged_by_entry(
    base: str, ours: str, theirs: str, entries: str | None
) -> None:
    def listed(letters: str) -> Deck:
        card = replace(JETS, tags=tuple(letters))
        return replace(DECK, issues=(replace(DECK.issues[0], cards=(card,)),))

    found = merge(*map(listed, (base, ours, theirs)))
    assert card_in(found.deck, "jets").tags == tuple(ours if entries is None else entries)
    conflict = [("changed", "syria", "jets", "tags")]
    assert conflicts(found) == (conflict if entries is None else [])


def test_that_different_entries_of_a_list_are_both_changed() -> None:
    base = after(SetField("gas", "facts", (A, B, C)))
    ours = [SetField("gas", "facts.0.source", "OSCE"), SetField("gas", "facts.0.date", "2014")]
    theirs: list[Edit] = [
        SetField("gas", "facts.2.text", "D"),
        DeleteEntry("gas", "facts", "1"),
    ]
    found = merged(ours, theirs, base)
    changed = Fact(text="A", source="OSCE", date="2014")
    assert card_in(found.deck, "gas").facts == (changed, replace(C, text="D"))
    assert found.conflicts == ()


def test_that_offices_clear_a_card_at_the_same_time() -> None:
    day, next_day = date(2017, 4, 10), date(2017, 4, 11)
    base = after(MarkCleared(("gas",), "L", day), MarkCleared(("gas",), "NEA", day))
    again, first = MarkCleared(("gas",), "L", next_day), MarkCleared(("gas",), "EUR", day)
    found = merged([again], [first], base)
    notes = [(each.by, each.on) for each in card_in(found.deck, "gas").clearance.cleared]
    assert notes == [("NEA", day), ("L", next_day), ("EUR", day)]
    assert found.conflicts == ()


def test_that_follow_ups_are_merged_by_id() -> None:
    a, b = (FollowUp(id=each, counter=each) for each in ("a", "b"))
    base = after(AddEntry("gas", "follow_ups", a), AddEntry("gas", "follow_ups", b))
    ours = [DeleteEntry("gas", "follow_ups", "a"), DeleteEntry("gas", "follow_ups", "b")]
    theirs: list[Edit] = [
        AddEntry("gas", "follow_ups", FollowUp(id="c", counter="c"), 0),
        SetField("gas", "follow_ups.b.rebuttal", "No."),
    ]
    found = merged(ours, theirs, base)
    assert [each.id for each in card_in(found.deck, "gas").follow_ups] == ["c", "staged", "b"]
    assert conflicts(found) == [("deleted", "syria", "gas", "follow_ups.b")]
    (conflict,) = found.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == (b, None, replace(b, rebuttal="No."))


def test_that_a_follow_up_deleted_and_moved_stays_in_conflict() -> None:
    ids = ["a", "b", "c"]
    more = [AddEntry("gas", "follow_ups", FollowUp(id=each, counter=each)) for each in ids]
    base = after(*more)
    move, delete = MoveEntry("gas", "follow_ups", "c", 0), DeleteEntry("gas", "follow_ups", "c")
    for found in (merged([move], [delete], base), merged([delete], [move], base)):
        assert [each.id for each in card_in(found.deck, "gas").follow_ups] == ["c", "staged", *"ab"]
        assert conflicts(found) == [("deleted", "syria", "gas", "follow_ups.c")]


# Cards


@pytest.mark.parametrize(
    ("ours", "theirs", "syria", "ukraine"),
    [
        ([AddCard("syria", NEW, 1)], [DeleteCard("jets")], ["gas", "new"], ["minsk"]),
        ([AddCard("syria", NEW)], [DeleteCard("jets")], ["gas", "new"], ["minsk"]),
        (
            [AddCard("syria", NEW, 1)],
            [AddCard("syria", replace(NEW, id="other"), 1)],
            ["gas", "new", "other", "jets"],
            ["minsk"],
        ),
        ([MoveCard("gas", "ukraine")], [DeleteCard("jets")], [], ["minsk", "gas"]),
        ([MoveCard("gas", "ukraine")], [MoveCard("gas", "ukraine", 0)], ["jets"], ["minsk", "gas"]),
        (
            [MoveCard("jets", "syria", 0)],
            [MoveCard("jets", "ukraine", 0)],
            ["gas"],
            ["jets", "minsk"],
        ),
        ([DeleteCard("gas")], [DeleteCard("gas")], ["jets"], ["minsk"]),
    ],
)
def test_that_cards_are_where_one_side_put_them(
    ours: list[Edit], theirs: list[Edit], syria: list[str], ukraine: list[str]
) -> None:
    found = merged(ours, theirs)
    assert cards_of(found.deck) == {"syria": syria, "ukraine": ukraine}
    assert found.conflicts == ()


def test_that_a_card_moved_here_and_edited_there_is_both() -> None:
    found = merged([MoveCard("gas", "ukraine")], [SetField("gas", "rebuttal", "No.")])
    assert cards_of(found.deck) == {"syria": ["jets"], "ukraine": ["minsk", "gas"]}
    assert card_in(found.deck, "gas").rebuttal == "No."
    assert found.conflicts == ()


def test_that_a_card_moved_to_two_issues_is_one_and_a_conflict() -> None:
    iran = Issue(id="iran", title="Iran", cards=(NEW,))
    base = after(AddIssue(iran))
    found = merged([MoveCard("gas", "ukraine")], [MoveCard("gas", "iran", 0)], base)
    assert cards_of(found.deck) == {
        "syria": ["jets"],
        "ukraine": ["minsk", "gas"],
        "iran": ["new"],
    }
    assert conflicts(found) == [("moved", "ukraine", "gas", "")]
    (conflict,) = found.conflicts
    spots = conflict.base, conflict.ours, conflict.theirs
    assert [(spot.issue, spot.at) for spot in spots] == [("syria", 0), ("ukraine", 1), ("iran", 0)]


def test_that_a_card_added_twice_with_one_id_is_one_and_nothing_is_lost() -> None:
    ours = Card(id="new", title="One", tags=("a",), rebuttal="Yes.")
    theirs = Card(id="new", title="Other", tags=("b",), position="No.")
    found = merged([AddCard("syria", ours)], [AddCard("ukraine", theirs)])
    assert card_in(found.deck, "new") == Card(
        id="new", title="One", tags=("a", "b"), rebuttal="Yes.", position="No."
    )
    assert conflicts(found) == [
        ("changed", "syria", "new", "title"),
        ("moved", "syria", "new", ""),
    ]
    assert found.conflicts[0].theirs == "Other"
    assert found.conflicts[1].base is None


@pytest.mark.parametrize(
    "edit", [SetField("gas", "notes", "x"), MoveCard("gas", "ukraine"), MoveCard("gas", "syria")]
)
def test_that_a_card_deleted_and_changed_or_moved_stays_in_conflict(edit: Edit) -> None:
    base = after(AddCard("syria", NEW))  # of two cards that change places either may have moved
    changed = after(edit, base=base)
    for found, gone in (
        (merge(base, after(DeleteCard("gas"), base=base), changed), "ours"),
        (merge(base, changed, after(DeleteCard("gas"), base=base)), "theirs"),
    ):
        assert found.deck == changed
        (conflict,) = found.conflicts
        assert (conflict.kind, conflict.card, conflict.field) == ("deleted", "gas", "")
        assert conflict.base == GAS
        assert getattr(conflict, gone) is None


# Issues


def test_that_issues_are_added_moved_and_deleted() -> None:
    iran = Issue(id="iran", title="Iran", cards=(NEW,))
    base = after(AddIssue(Issue(id="china", title="China")))
    ours: list[Edit] = [AddIssue(iran, 1), SetField("syria", "minutes", 5)]
    found = merged(ours, [MoveIssue("syria")], base)
    assert list(cards_of(found.deck)) == ["iran", "ukraine", "china", "syria"]
    assert found.deck.issues[3].minutes == 5
    assert found.conflicts == ()
    found = merged([DeleteIssue("ukraine")], [SetField("syria", "minutes", 5)])
    assert cards_of(found.deck) == {"syria": ["gas", "jets"]}
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("edit", "cards", "found"),
    [
        (SetField("syria", "minutes", 5), {"syria": [], "ukraine": ["minsk"]}, []),
        (MoveIssue("syria"), {"ukraine": ["minsk"], "syria": []}, []),
        (AddCard("syria", NEW), {"syria": ["new"], "ukraine": ["minsk"]}, []),
        (MoveCard("minsk", "syria"), {"syria": ["minsk"], "ukraine": []}, []),
        (SetField("gas", "notes", "x"), {"syria": ["gas"], "ukraine": ["minsk"]}, ["gas"]),
        (MoveCard("gas", "ukraine"), {"ukraine": ["minsk", "gas"]}, ["gas"]),
    ],
)
def test_that_a_deleted_issue_stays_for_what_the_other_side_did(
    edit: Edit, cards: dict[str, list[str]], found: list[str]
) -> None:
    base = after(AddIssue(Issue(id="iran", title="Iran")))
    for merging in (
        merged([DeleteIssue("syria")], [edit], base),
        merged([edit], [DeleteIssue("syria")], base),
    ):
        assert cards_of(merging.deck) == {**cards, "iran": []}
        assert {each.kind for each in merging.conflicts} == {"deleted"}
        issue = ["syria"] if "syria" in cards else []
        assert [each.card or each.issue for each in merging.conflicts] == [*issue, *found]


def test_that_a_card_and_an_issue_with_one_id_are_two() -> None:
    issue = Issue(id="new", title="New issue", cards=(replace(NEW, id="new-2"),))
    found = merged([AddCard("syria", NEW)], [AddIssue(issue)])
    assert cards_of(found.deck) == {
        "syria": ["gas", "jets", "new"],
        "ukraine": ["minsk"],
        "new-3": ["new-2"],
    }
    (conflict,) = found.conflicts
    assert conflicts(found) == [("renamed", "new-3", "", "")]
    assert (conflict.base, conflict.ours, conflict.theirs) == (None, NEW, issue)
    found = merged([AddIssue(issue)], [AddCard("syria", NEW)])
    assert conflicts(found) == [("renamed", "syria", "new-3", "")]


# Objects


def test_that_what_is_equal_goes_on_as_the_same_object() -> None:
    ours = after(SetField("gas", "notes", "x"))
    fresh = replace(
        DECK,
        issues=tuple(
            [
                replace(issue, cards=tuple([replace(card) for card in issue.cards]))
                for issue in DECK.issues
            ]
        ),
    )
    assert merge(DECK, ours, fresh).deck is ours
    assert merge(fresh, DECK, ours).deck is ours
    theirs = after(SetField("minsk", "notes", "x"), base=fresh)
    deck = merge(DECK, ours, theirs).deck
    assert deck.issues[0] is ours.issues[0]
    assert deck.issues[1] is theirs.issues[1]


# Broken files


def test_that_ids_which_both_sides_gave_make_no_second_card() -> None:
    nameless = replace(DECK.issues[0], cards=(replace(GAS, id=""), replace(JETS, id="")))
    base = replace(DECK, issues=(nameless, *DECK.issues[1:]))
    ours, theirs = after(SetField("gas", "notes", "x")), after(SetField("jets", "notes", "y"))
    found = merge(base, ours, theirs)
    assert found.deck == after(SetField("gas", "notes", "x"), SetField("jets", "notes", "y"))
    assert found.conflicts == ()


def test_that_what_is_in_conflict_gets_an_id() -> None:
    def titled(issue: str, card: str) -> Deck:
        cards = (Card(title=card), Card(title=card))
        return Deck(title="x", issues=(Issue(cards=cards, title=issue),))

    found = merge(titled("", ""), titled("A", ""), titled("B", "One"))
    assert found.deck.issues[0] == Issue(id="a", title="A", cards=titled("", "One").issues[0].cards)
    found = merge(titled("", "One"), titled("", "Two"), titled("", "Three"))
    assert cards_of(found.deck) == {"": ["two", "two-2"]}
    assert conflicts(found) == [("changed", "", "two", "title"), ("changed", "", "two-2", "title")]
    gone = Deck(title="x")
    kept = replace(titled("", "One"), issues=(Issue(minutes=5),))
    assert cards_of(merge(titled("", "One"), kept, gone).deck) == {"item": []}


def test_that_an_id_that_theirs_gave_and_ours_added_is_given_anew() -> None:
    nameless = replace(DECK.issues[1], cards=(replace(MINSK, id=""),))
    base = replace(DECK, issues=(DECK.issues[0], nameless))
    ours = after(AddCard("syria", replace(NEW, id="minsk")), base=base)
    found = merge(base, ours, DECK)
    assert cards_of(found.deck) == {"syria": ["gas", "jets", "minsk"], "ukraine": ["minsk-2"]}
    assert conflicts(found) == [("renamed", "ukraine", "minsk-2", "")]


def test_that_different_ids_for_one_card_are_a_conflict_that_comes_last() -> None:
    def named(id_: str, notes: str) -> Deck:
        return replace(
            DECK, issues=(Issue(id="i", title="I", cards=(replace(MINSK, id=id_, notes=notes),)),)
        )

    found = merge(named("", ""), named("one", "x"), named("two", "y"))
    assert conflicts(found) == [("changed", "i", "one", "notes"), ("changed", "i", "one", "id")]
