"""What is the same in two lists: pairs, keys, steps of paths."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import Fact, FollowUp
from deckapp.deck.comparing.pairing import (
    Pairs,
    keyed,
    paired_by_id,
    paired_entries,
    paired_equals,
    steps_to,
)

_texts = st.lists(st.sampled_from("abc"), max_size=6)
_facts = st.lists(st.builds(Fact, st.sampled_from("abc"), st.sampled_from("xy")), max_size=6)
_follow_ups = st.lists(
    st.builds(FollowUp, id=st.sampled_from(["", "a", "b"]), counter=st.sampled_from("xy")),
    max_size=6,
)


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("abc", "abc", {0: 0, 1: 1, 2: 2}),
        ("abc", "cab", {0: 2, 1: 0, 2: 1}),
        ("abc", "axc", {0: 0, 1: 1, 2: 2}),
        ("abc", "xyc", {0: 0, 1: 1, 2: 2}),
        ("abcd", "axyd", {0: 0, 1: 1, 2: 2, 3: 3}),
        ("abc", "xbc", {0: 0, 1: 1, 2: 2}),
        ("abc", "nabx", {1: 0, 2: 1, 3: 2}),
        ("abc", "ab", {0: 0, 1: 1}),
        ("ab", "abx", {0: 0, 1: 1}),
        ("ab", "x", {0: 0}),
        ("a", "xy", {0: 0}),
        ("abc", "xc", {0: 0, 1: 2}),
        ("abc", "bxa", {0: 1, 1: 2, 2: 0}),
        ("xaby", "bpqa", {0: 2, 1: 3, 2: 0, 3: 1}),
    ],
)
def test_that_texts_are_paired_by_content_then_by_what_they_stand_beside(
    before: str, after: str, pairs: Pairs
) -> None:
    assert paired_entries(before, after) == pairs


def test_that_records_of_one_title_are_paired_wherever_they_are() -> None:
    a, b = Fact("a", "x"), Fact("b", "x")
    assert paired_entries([a, b], [Fact("n"), Fact("b", "y"), Fact("a", "y")]) == {1: 1, 2: 0}
    assert paired_equals([a, b], [b, b, a]) == {0: 1, 2: 0}


def _check(before: list[object], after: list[object], pairs: Pairs) -> None:
    assert set(pairs) <= set(range(len(after)))
    assert set(pairs.values()) <= set(range(len(before)))
    assert len(set(pairs.values())) == len(pairs)


@given(_texts | _facts, _texts | _facts)
def test_that_no_entry_is_in_two_pairs(before: list[object], after: list[object]) -> None:
    pairs = paired_entries(before, after)
    _check(before, after, pairs)
    same = [index for index, there in pairs.items() if after[index] == before[there]]
    assert len(same) == sum(
        min(before.count(entry), after.count(entry)) for entry in {*before, *after}
    )
    assert paired_entries(before, before) == {index: index for index in range(len(before))}


@given(_follow_ups, _follow_ups)
def test_that_no_section_is_in_two_pairs(before: list[FollowUp], after: list[FollowUp]) -> None:
    pairs = paired_by_id(before, after)
    _check([*before], [*after], pairs)
    for index, there in pairs.items():
        one, other = before[there], after[index]
        assert one.id == other.id or (not (one.id and other.id) and one.counter == other.counter)
    for id_ in ("", "a", "b"):
        mine, other_ids = ([each.id for each in side] for side in (before, after))
        if mine.count(id_) == other_ids.count(id_) == 1 and id_:
            assert pairs[other_ids.index(id_)] == mine.index(id_)
    assert paired_by_id(before, before) == {index: index for index in range(len(before))}


@given(_texts, _texts, _texts)
def test_that_keys_are_unique_in_each_list(base: list[str], one: list[str], two: list[str]) -> None:
    sides = base, one, two
    keys = keyed(paired_entries, count(), *sides, added=paired_equals)
    for side, found in zip(sides, keys, strict=True):
        assert len(set(found)) == len(found) == len(side)
    added = [dict(zip(found, side, strict=True)) for found, side in zip(keys, sides, strict=True)]
    for key in added[1].keys() & added[2].keys() - added[0].keys():
        assert added[1][key] == added[2][key]
    assert keyed(paired_entries, count(), base, base) == [keys[0], keys[0]]


def test_that_steps_are_ids_or_indexes() -> None:
    sections = [FollowUp(id=each) for each in ("a", "b", "", "b")]
    assert steps_to(sections) == ["a", "1", "2", "3"]
