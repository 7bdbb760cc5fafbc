"""What holds of merging whatever two officers did."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import given

from deckapp.deck import Deck
from deckapp.deck.comparing.agendas import head
from deckapp.deck.comparing.changes import Change, changes
from deckapp.deck.comparing.conflicts import Conflict, with_ours, with_theirs
from deckapp.deck.comparing.differences import differences
from deckapp.deck.comparing.field_paths import path_below
from deckapp.deck.comparing.merging import merge
from deckapp.deck.editing.addressing import section_of
from deckapp.deck.editing.paths import value_at
from tests.deck.comparing.versions import broken_decks, versions

Versions = tuple[Deck, Deck, Deck]


def ids_in(deck: Deck) -> list[str]:
    return [issue.id for issue in deck.issues] + [card.id for _, card in deck.cards()]


def homes(deck: Deck) -> dict[str, str]:
    return {card.id: issue.id for issue, card in deck.cards()}


@given(versions())
def test_that_what_one_side_did_is_all_there_if_the_other_did_nothing(decks: Versions) -> None:
    base, ours, _ = decks
    assert merge(base, ours, base) == (merged := merge(base, base, ours))
    assert merged.deck == ours
    assert merged.conflicts == ()


@given(versions())
def test_that_what_both_did_is_done_once(decks: Versions) -> None:
    base, ours, _ = decks
    again = replace(ours, issues=tuple([replace(issue) for issue in ours.issues]))
    merged = merge(base, ours, again)
    assert merged.deck == ours
    assert merged.conflicts == ()


@given(broken_decks, broken_decks)
def test_that_both_laws_hold_of_broken_decks(base: Deck, ours: Deck) -> None:
    for merged in (merge(base, ours, base), merge(base, base, ours), merge(base, ours, ours)):
        assert merged.deck == ours
        assert merged.conflicts == ()


@given(broken_decks, broken_decks, broken_decks)
def test_that_broken_decks_are_merged_whatever_they_are(
    base: Deck, ours: Deck, theirs: Deck
) -> None:
    merged = merge(base, ours, theirs)
    assert all(
        conflict.card or conflict.issue for conflict in merged.conflicts if not conflict.field
    )
    for side in (ours, theirs):
        assert changes(base, side) or base == side


@given(versions())
def test_that_no_id_is_lost_or_doubled(decks: Versions) -> None:
    base, ours, theirs = decks
    merged = merge(base, ours, theirs)
    found, was, mine, other = (set(ids_in(deck)) for deck in (merged.deck, *decks))
    assert len(found) == len(ids_in(merged.deck))
    renamed = {
        conflict.card or conflict.issue
        for conflict in merged.conflicts
        if conflict.kind == "renamed"
    }
    kept = {
        conflict.card or conflict.issue
        for conflict in merged.conflicts
        if conflict.kind == "deleted" and not conflict.field
    }
    assert not renamed & (was | mine | other)
    assert kept == found & was & (mine ^ other)
    assert found - renamed == (mine & other) | (mine - was) | (other - was) | kept


@given(versions())
def test_that_merging_the_other_way_round_gives_the_same_content(decks: Versions) -> None:
    base, ours, theirs = decks
    merged, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert len(merged.conflicts) == len(other.conflicts)
    if not merged.conflicts:
        assert homes(merged.deck) == homes(other.deck)
        assert unordered(merged.deck) == unordered(other.deck)


def unordered(value: Any) -> Any:
    """What a section says, whatever the order of its lists is."""
    if isinstance(value, tuple):
        return sorted([repr(unordered(entry)) for entry in value])
    if is_dataclass(value):
        return [(item.name, unordered(getattr(value, item.name))) for item in fields(value)]
    return sorted(value.items()) if isinstance(value, dict) else value


@given(versions())
def test_that_every_change_is_there_or_in_conflict(decks: Versions) -> None:
    base, ours, theirs = decks
    merged = merge(base, ours, theirs)
    for side, other in ((ours, theirs), (theirs, ours)):
        for change in changes(base, side):
            for part in (change, *parts(change)):
                if not in_conflict(part, merged.conflicts):
                    assert_made(part, merged.deck, other)


def parts(change: Change) -> Iterator[Change]:
    """What is in an added section, each field as a change of its own."""
    if change.kind == "added":
        for each in differences(type(change.after)(), head(change.after)):
            path = path_below(change.field, each.path) if change.field else each.path
            part = replace(change, kind=each.kind, field=path, before=each.before, after=each.after)
            yield from (part, *parts(part))


def in_conflict(change: Change, conflicts: tuple[Conflict, ...]) -> bool:
    """Whether a conflict is about the same field, or what it is in, or what is in it."""
    for conflict in conflicts:
        if conflict.kind == "renamed":
            if conflict.theirs.id in (change.card, change.issue):
                return True
            continue
        same = conflict.card == change.card and (change.card or conflict.issue == change.issue)
        if same and f"{change.field}.".startswith(f"{conflict.field}."):
            return True
        if same and conflict.field and f"{conflict.field}.".startswith(f"{change.field}."):
            return True
    return False


def assert_made(change: Change, merged: Deck, other: Deck) -> None:
    """A change of one side is in the merged deck; `other` is the other side."""
    target = change.card or change.issue
    if not change.field:
        assert (target in ids_in(merged)) == (change.kind != "removed"), change
        if change.kind == "moved" and change.card and change.before.issue != change.after.issue:
            assert homes(merged)[target] == change.after.issue, change
        return
    section = section_of(merged, target)
    if change.kind in ("added", "removed"):
        path, _, id_ = change.field.rpartition(".")
        there = [entry.id for entry in value_at(section, path)]
        assert there.count(id_) == (change.kind == "added"), change
    elif isinstance(change.after, tuple):
        assert_entries(change, value_at(section, change.field), other)
    elif change.kind == "changed":
        assert value_at(section, change.field) == change.after, change


def assert_entries(change: Change, merged: tuple[Any, ...], other: Deck) -> None:
    """What one side added to a list is there; what it removed is not, unless the other added it."""
    before, after = Counter(change.before), Counter(change.after)
    target = change.card or change.issue
    there = Counter(
        value_at(section_of(other, target), change.field)
        if target in ids_in(other)
        else change.before
    )
    assert not (after - before).keys() - Counter(merged).keys(), change
    for entry in (before - after).keys() - (there - before).keys():
        assert merged.count(entry) <= after[entry], change


@given(versions())
def test_that_each_side_of_a_conflict_can_be_had(decks: Versions) -> None:
    base, ours, theirs = decks
    merged = merge(base, ours, theirs)
    for conflict in merged.conflicts:
        for value, deck in (
            (conflict.ours, with_ours(merged.deck, conflict)),
            (conflict.theirs, with_theirs(merged.deck, conflict)),
        ):
            target = conflict.card or conflict.issue
            if conflict.kind == "renamed":
                assert deck == merged.deck
            elif conflict.kind == "moved":
                assert homes(deck)[target] == value.issue
            elif conflict.kind == "changed":
                assert value_at(section_of(deck, target), conflict.field) == value
            elif conflict.field:
                path, _, id_ = conflict.field.rpartition(".")
                there = [each.id for each in value_at(section_of(deck, target), path)]
                assert (id_ in there) == (value is not None)
            else:
                assert (target in ids_in(deck)) == (value is not None)
        assert str(conflict).endswith(".") or "choose" in str(conflict)


@given(versions())
def test_that_all_conflicts_can_be_decided_for_one_side(decks: Versions) -> None:
    base, ours, theirs = decks
    merged = merge(base, ours, theirs)
    renamed = {each.theirs.id for each in merged.conflicts if each.kind == "renamed"}
    for taken, side, other in ((with_ours, ours, theirs), (with_theirs, theirs, ours)):
        deck = merged.deck
        for conflict in merged.conflicts:
            deck = taken(deck, conflict)
        assert len(set(ids_in(deck))) == len(ids_in(deck))
        for change in changes(base, side):
            for part in (change, *parts(change)):
                if not renamed & {part.card, part.issue}:
                    assert_made(part, deck, other)
