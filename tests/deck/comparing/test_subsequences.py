"""Longest increasing and common subsequences, against the plainest ways to find them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

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


@given(_words, _words)
def test_that_no_common_subsequence_is_longer(before: list[str], after: list[str]) -> None:
    found = common(before, after)
    assert all(before[one] == after[other] for one, other in found)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))
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
