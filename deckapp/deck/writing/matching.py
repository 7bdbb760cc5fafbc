"""Which entry of a changed list was which before, and which of them did not move."""

from bisect import bisect_left
from collections.abc import Collection, Hashable, Sequence
from difflib import get_close_matches
from typing import Any, cast

_MOST = 1000
"""Characters of entries that are compared."""


def matched(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """For each new entry the index of the old one that it was, or None.

    Entries with ids match by these, others where they are equal; then one that is new matches
    that which is much like it, or which stood at its place, next to the same neighbour.
    """
    waiting: dict[Hashable, list[int]] = {}
    for index in range(len(old) - 1, -1, -1):
        waiting.setdefault(_key(old[index]), []).append(index)
    found = [waiting[key].pop() if waiting.get(key := _key(entry)) else None for entry in new]
    free = set(range(len(old))).difference(index for index in found if index is not None)
    for at, entry in enumerate(new):
        if found[at] is None and free:
            places = [place for place in _places(at, found, len(old)) if place in free]
            like = _likest(entry, old, free)
            match = places[0] if like is None and places else like
            found[at] = match
            free.difference_update({match})
    return found


def _likest(entry: Any, old: Sequence[Any], free: Collection[int]) -> int | None:
    """The old entry whose words are most like those of a new one, if one is much like it."""
    words = {repr(old[index])[:_MOST]: index for index in free}
    close = get_close_matches(repr(entry)[:_MOST], words, 1)
    return words[close[0]] if close else None


def _key(entry: Any) -> Hashable:
    return (entry.id or repr(entry)) if hasattr(entry, "id") else cast(Hashable, entry)


def _places(at: int, found: Sequence[int | None], count: int) -> list[int]:
    """Where in the old list a new entry stands, judging by its neighbours."""
    before = -1 if at == 0 else found[at - 1]
    after = count if at + 1 == len(found) else found[at + 1]
    places = [] if before is None else [before + 1]
    return places if after is None else [*places, after - 1]


def stationary(indexes: Sequence[int | None]) -> set[int]:
    """The most old indexes that are still in their order: all others moved.

    A longest increasing subsequence, by patience sorting.
    """
    tops: list[int] = []
    tops_at: list[int] = []
    before = [-1] * len(indexes)
    for at, index in enumerate(indexes):
        if index is not None:
            pile = bisect_left(tops, index)
            before[at] = tops_at[pile - 1] if pile else -1
            tops[pile : pile + 1] = [index]
            tops_at[pile : pile + 1] = [at]
    stay = []
    at = tops_at[-1] if tops_at else -1
    while at >= 0:
        stay.append(indexes[at])
        at = before[at]
    return {index for index in stay if index is not None}
