"""Orders: what moved, and what two sides make of one order."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck.comparing.ordering import in_one_order, merged_order, moved

_orders = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


def merged(base: str, ours: str, theirs: str) -> str:
    was, mine, other = set(base), set(ours), set(theirs)
    return "".join(merged_order((mine & other) | (mine - was) | (other - was), base, ours, theirs))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "order"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "axbc", "abyc", "axbyc"),
        ("abc", "abcx", "abcy", "abcxy"),
        ("abc", "abcxy", "abczy", "abcxyz"),
        ("abc", "cab", "abc", "cab"),
        ("abc", "abxc", "cab", "cabx"),
        ("abc", "bac", "acb", "bac"),
        ("abc", "axbc", "bc", "xbc"),
        ("abc", "ab", "acb", "ab"),
        ("abcd", "bcda", "abxcd", "bxcda"),
        ("abcd", "dabc", "abcd", "dabc"),
        ("abcd", "dabc", "bcda", "dbca"),
        ("", "xy", "yz", "xyz"),
    ],
)
def test_that_each_side_puts_its_items_where_it_has_them(
    base: str, ours: str, theirs: str, order: str
) -> None:
    assert merged(base, ours, theirs) == order


@given(_orders, _orders)
def test_that_one_side_alone_is_followed(base: list[str], ours: list[str]) -> None:
    assert merged_order(ours, base, ours, base) == ours
    assert merged_order(ours, base, base, ours) == ours
    assert merged_order(ours, base, ours, ours) == ours


@given(_orders, _orders, _orders, st.data())
def test_that_the_members_are_there_once(
    base: list[str], ours: list[str], theirs: list[str], data: st.DataObject
) -> None:
    everything = sorted({*ours, *theirs})
    members = data.draw(st.sets(st.sampled_from(everything))) if everything else set()
    assert sorted(merged_order(members, base, ours, theirs)) == sorted(members)


@given(_orders, _orders, _orders)
def test_that_what_neither_side_moved_keeps_its_order(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    order = merged_order({*ours, *theirs}, base, ours, theirs)
    fixed = [item for item in base if item in order]
    for side in (ours, theirs):
        fixed = [item for item in fixed if item not in side or item not in moved(base, side)]
    assert [item for item in order if item in fixed] == fixed


@given(st.permutations("abcdef"))
def test_that_as_few_as_can_be_have_moved(after: list[str]) -> None:
    found = moved("abcdef", after)
    assert [item for item in after if item not in found] == sorted(set(after) - found)
    fewer = (set(some) for some in combinations(after, max(len(found) - 1, 0)))
    for some in fewer:
        rest = [item for item in after if item not in some]
        assert rest != sorted(rest) or not found


@given(_orders, _orders)
def test_that_what_is_gone_is_told_where_it_was(before: list[str], after: list[str]) -> None:
    order = in_one_order(before, after)
    assert [item for item in order if item in after] == after
    assert sorted(order) == sorted({*before, *after})


def test_that_what_is_gone_comes_before_what_is_new() -> None:
    assert "".join(in_one_order("abcd", "acx")) == "abcdx"
