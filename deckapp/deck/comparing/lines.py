"""Merging two versions of a text line by line."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Match = tuple[int, int, int]
"""Where a run of lines stands in the base and in a version of it, and how many they are."""


def merge_lines(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], *, prefer_ours: bool = True
) -> list[str]:
    """The lines with the changes of both; where both changed the same, those of one side.

    This is the classic three-way merge: what is the same in all three parts them into sections,
    and in each of those that side is taken that differs from the base.
    """
    merged: list[str] = []
    at = (0, 0, 0)
    for start, length in _common(base, ours, theirs):
        was, mine, other = (
            version[a:b] for version, a, b in zip((base, ours, theirs), at, start, strict=True)
        )
        if other == was or (mine != was and prefer_ours):
            merged += mine
        else:
            merged += other
        merged += base[start[0] : start[0] + length]
        at = (start[0] + length, start[1] + length, start[2] + length)
    return merged


def _common(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[tuple[int, int, int], int]]:
    """Runs of lines that all three have, with their places in each; the last is at the ends."""
    mine, other = _matches(base, ours), _matches(base, theirs)
    a = b = 0
    while a < len(mine) and b < len(other):
        start = max(mine[a][0], other[b][0])
        end = min(mine[a][0] + mine[a][2], other[b][0] + other[b][2])
        if start < end:
            places = (start, start - mine[a][0] + mine[a][1], start - other[b][0] + other[b][1])
            yield places, end - start
        if mine[a][0] + mine[a][2] < other[b][0] + other[b][2]:
            a += 1
        else:
            b += 1
    yield (len(base), len(ours), len(theirs)), 0


def _matches(base: Sequence[str], version: Sequence[str]) -> list[Match]:
    """Runs of lines that a version has in common with the base."""
    most = min(len(base), len(version))
    first = next((n for n in range(most) if base[n] != version[n]), most)
    last = next((n for n in range(most - first) if base[-1 - n] != version[-1 - n]), most - first)
    inner_base, inner = base[first : len(base) - last], version[first : len(version) - last]
    matcher = SequenceMatcher(None, inner_base, inner, autojunk=False)
    matches = [(a + first, b + first, size) for a, b, size in matcher.get_matching_blocks() if size]
    head, tail = (0, 0, first), (len(base) - last, len(version) - last, last)
    return [match for match in (head, *matches, tail) if match[2]]
