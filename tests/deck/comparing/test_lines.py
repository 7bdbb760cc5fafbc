"""Merging two versions of a text line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck.comparing.lines import hunks, merge_lines

BASE = ["a", "b", "c", "d"]
lines = st.lists(st.sampled_from(["a", "b", "c", "d", "x", "# y", "# z"]), max_size=8)


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ("abcd", "abcd", "abcd"),
        ("xbcd", "abcy", "xbcy"),
        ("axcd", "abyd", "axyd"),  # right below each other
        ("xabcd", "abcdy", "xabcdy"),
        ("abd", "abcd", "abd"),
        ("ad", "acd", "ad"),
        ("axd", "axd", "axd"),
        ("axd", "abyd", "axd"),  # both changed line c
        ("axbcd", "aybcd", "axbcd"),  # both added something at one place
        ("axbcd", "aycd", "axycd"),  # x above line b, y in its place
        ("aycd", "axbcd", "axycd"),
        ("", "", ""),
        ("", "abcdx", "x"),
        ("xcyd", "abcd", "xcyd"),
    ],
)
def test_that_the_changes_of_both_are_there_or_ours_are(
    ours: str, theirs: str, merged: str
) -> None:
    assert "".join(merge_lines(BASE, list(ours), list(theirs))) == merged


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        (["a", "x"], ["a", "# t"], ["a", "# t", "x"]),
        (["a", "# o", "b"], ["a", "# t", "b"], ["a", "# t", "# o", "b"]),
        (["a", "# o", "b"], ["a", "# o", "b"], ["a", "# o", "b"]),
        (["a", "x"], ["a", "  # t", "y"], ["a", "  # t", "x"]),
        (["a"], ["a", "# t", "b"], ["a", "# t"]),
        (["a", "# o", "x"], ["a", "# o", "y"], ["a", "# o", "x"]),
    ],
)
def test_that_a_comment_of_theirs_is_there_even_where_ours_is_taken(
    ours: list[str], theirs: list[str], merged: list[str]
) -> None:
    assert merge_lines(["a", "b"], ours, theirs) == merged


def test_that_a_comment_of_the_base_that_we_deleted_does_not_come_back() -> None:
    assert merge_lines(["a", "# b", "c"], ["a", "x"], ["a", "# b", "y"]) == ["a", "x"]


@given(lines, lines)
def test_that_the_hunks_make_the_version_out_of_the_base(base: list[str], ours: list[str]) -> None:
    made, at = [], 0
    for start, stop, new in hunks(base, ours):
        assert at <= start
        assert new != base[start:stop]
        made += [*base[at:start], *new]
        at = stop
    assert [*made, *base[at:]] == ours


@given(lines, lines)
def test_that_what_one_side_or_both_did_is_done(base: list[str], ours: list[str]) -> None:
    assert merge_lines(base, ours, base) == ours
    assert merge_lines(base, base, ours) == ours
    assert merge_lines(base, ours, ours) == ours


@given(lines, lines, lines)
def test_that_nothing_comes_from_nowhere(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    merged = merge_lines(base, ours, theirs)
    assert {*merged} <= {*base, *ours, *theirs}
    assert {line for line in theirs if line.startswith("#")} - {*base} <= {*merged}
