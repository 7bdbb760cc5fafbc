"""Sequences of distinct items: which of them moved, and merging the orders of two sides."""

from collections import defaultdict
from collections.abc import Container, Hashable, Sequence
from typing import TypeVar

from .subsequences import increasing

T = TypeVar("T", bound=Hashable)


def moved(before: Sequence[T], after: Sequence[T]) -> set[T]:
    """As few items as can be, of those in both, without which the others keep their order."""
    if before == after:
        return set()
    was_at = {item: index for index, item in enumerate(before)}
    common = [item for item in after if item in was_at]
    stays = increasing([was_at[item] for item in common])
    return set(common) - {common[index] for index in stays}


def merged_order(
    members: Container[T], base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]
) -> list[T]:
    """The members (each of which at least one side has) in the order of both sides.

    What neither side moved keeps the order of the base. Behind it comes what stands behind it on
    the side that added or moved it: ours first, then theirs. What both moved, ours did.
    """
    base = [item for item in base if item in members]
    ours = [item for item in ours if item in members]
    theirs = [item for item in theirs if item in members]
    moved_by_us = moved(base, ours)
    fixed = set(base) - moved_by_us - moved(base, theirs)
    our_own = moved_by_us | (set(ours) - set(base))
    behind: dict[T | None, list[T]] = defaultdict(list)
    for side, own in ((ours, our_own), (theirs, set(theirs) - our_own)):
        anchor: T | None = None
        for item in side:
            if item in fixed:
                anchor = item
            elif item in own:
                behind[anchor].append(item)
    order = behind[None]
    for item in base:
        if item in fixed:
            order += [item, *behind[item]]
    return order


def in_one_order(before: Sequence[T], after: Sequence[T]) -> list[T]:
    """All items: those of `after` in its order, others behind what they stood behind before."""
    if before == after:
        return list(after)
    present = set(after)
    common = [item for item in before if item in present]
    return merged_order(present.union(before), common, before, after)
