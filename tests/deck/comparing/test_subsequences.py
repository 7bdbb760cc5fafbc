"""Longest increasing and common subsequences, against the plainest ways to find them."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck.comparing import subsequences
from deckapp.deck.comparing.subsequences import alike, common, increasing

_words = st.lists(st.sampled_from("abcd"), max_size=12)


@given(st.lists(st.integers(), unique=True, max_size=12))
def test_that_no_increasing_subsequence_is_longer(numbers: list[int]) -> None:
    found = increasing(numbers)
    assert all(one < other for one, other in pairwise(found))
    assert all(numbers[one] < numbers[other] for one, other in pairwise(found))
    lengths: list[int] = []
    for index, number in enumerate(numbers):
        shorter = [lengths[at] for at in range(index) if numbers[at] < number]
        lengths.append(max(shorter, default=0) + 1)
    assert len(found) == max(lengths, default=0)


def assert_common(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    found = common(before, after)
    assert all(before[one] == after[other] for one, other in found)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))
    return found


@given(_words, _words)
def test_that_no_common_subsequence_is_longer(before: list[str], after: list[str]) -> None:
    found = assert_common(before, after)
    table = [[0] * (len(after) + 1)]
    for word in before:
        row = [0]
        for column, other in enumerate(after):
            grown = table[-1][column] + (word == other)
            row.append(max(table[-1][column + 1], row[-1], grown))
        table.append(row)
    assert len(found) == table[-1][-1]


@given(_words, _words, _words)
def test_that_words_both_start_with_are_counted(
    start: list[str], one: list[str], other: list[str]
) -> None:
    assert alike([*start, "1", *one], [*start, "2", *other]) == len(start)
    assert alike(start, [*start, *one]) == len(start)


@given(_words, _words, st.integers(0, 20))
def test_that_long_sequences_have_a_common_one_too(
    before: list[str], after: list[str], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subsequences, "_MOST_PAIRS", most)
        assert_common(before, after)


def test_that_words_that_occur_once_part_long_sequences(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = "1abXab2cd3", "4abXbb5cd6"
    assert len(assert_common(before, after)) == 6
    # X, c and d are landmarks. What lies between them is compared if it is at most so much.
    for most, found in ((1, "Xcd"), (8, "Xcd"), (9, "abXbcd"), (99, "abXbcd")):
        monkeypatch.setattr(subsequences, "_MOST_PAIRS", most)
        pairs = assert_common(before, after)
        assert "".join([before[one] for one, _ in pairs]) == found
