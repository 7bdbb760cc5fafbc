"""What in one list is what in another, though it changed: by id, by content, by place.

Ids decide. In a broken file some are missing or doubled: then equal ones belong together, then
those with the same title (a follow-up's is its counter) if an id is missing, then those with the
same id, one after the other. Nothing is ever in two pairs.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

from deckapp.deck.fields import Kind, specs

Pairs = dict[int, int]
"""The index in the list before, by the index in the list after."""

Pair = Callable[[Sequence[Any], Sequence[Any]], Pairs]


def paired_by_id(before: Sequence[Any], after: Sequence[Any]) -> Pairs:
    """Issues, cards or follow-ups that are the same."""
    there = _unique_ids(before)
    ids = _unique_ids(after)
    pairs = {index: there[id_] for id_, index in ids.items() if id_ in there}
    if len(pairs) < min(len(before), len(after)):
        _pair(pairs, before, after, lambda section: (section.id, repr(section)))
        _pair(pairs, before, after, _title_without_id, _title)
        _pair(pairs, before, after, _title, _title_without_id)
        _pair(pairs, before, after, lambda section: section.id)
    return pairs


def paired_entries(before: Sequence[Any], after: Sequence[Any]) -> Pairs:
    """Entries without ids that are the same: equal, of the same title, or beside the same entry."""
    pairs = paired_equals(before, after)
    if len(pairs) < min(len(before), len(after)):
        _pair(pairs, before, after, _title)
        _pair_beside(pairs, len(before), len(after), 1)
        _pair_beside(pairs, len(before), len(after), -1)
    return pairs


def paired_equals(before: Sequence[Any], after: Sequence[Any]) -> Pairs:
    """Entries that are equal."""
    pairs: Pairs = {}
    _pair(pairs, before, after, repr)
    return pairs


def keyed(
    pair: Pair, numbers: Iterator[int], *sides: Sequence[Any], added: Pair | None = None
) -> list[list[int]]:
    """A key for each entry of a base and its versions; what is the same has the same key.

    New keys come from `numbers`. `added` pairs what versions have and the base has not.
    """
    base, *versions = sides
    keys = [[next(numbers) for _ in base]]
    additions: list[Any] = []
    keys_of_additions: list[int] = []
    for version in versions:
        found = {index: keys[0][there] for index, there in pair(base, version).items()}
        left = [index for index in range(len(version)) if index not in found]
        entries = [version[index] for index in left]
        for at, there in (added or pair)(additions, entries).items():
            found[left[at]] = keys_of_additions[there]
        new = [index for index in left if index not in found]
        found |= zip(new, numbers, strict=False)
        additions += [version[index] for index in new]
        keys_of_additions += [found[index] for index in new]
        keys.append([found[index] for index in range(len(version))])
    return keys


def has_ids(type_: type | None) -> bool:
    """Whether sections of this type are known by their ids."""
    return type_ is not None and any(spec.kind is Kind.SLUG for spec in specs(type_).values())


def steps_to(sections: Sequence[Any]) -> list[str]:
    """What names each section in a path: its id, or its index where that is missing or doubled."""
    unique = _unique_ids(sections)
    return [each.id if each.id in unique else str(at) for at, each in enumerate(sections)]


def _unique_ids(sections: Sequence[Any]) -> dict[str, int]:
    """The index of each id that only one section has."""
    found = {section.id: index for index, section in enumerate(sections)}
    if len(found) < len(sections):
        counts = Counter(section.id for section in sections)
        found = {id_: index for id_, index in found.items() if counts[id_] == 1}
    found.pop("", None)
    return found


def _title(entry: Any) -> str | None:
    """The first text that a section must have; None takes part in no pair."""
    if isinstance(entry, str):
        return None
    required = (name for name, spec in specs(type(entry)).items() if spec.required)
    return getattr(entry, next(required)) or None


def _title_without_id(section: Any) -> str | None:
    return None if section.id else _title(section)


def _pair(
    pairs: Pairs,
    before: Sequence[Any],
    after: Sequence[Any],
    key: Callable[[Any], Hashable],
    key_after: Callable[[Any], Hashable] | None = None,
) -> None:
    """Pair what is in no pair yet and has the same key, in order; None is no key."""
    taken = set(pairs.values())
    free: dict[Hashable, deque[int]] = defaultdict(deque)
    for index, entry in enumerate(before):
        if index not in taken:
            free[key(entry)].append(index)
    free.pop(None, None)
    for index, entry in enumerate(after):
        if index not in pairs and (found := free.get((key_after or key)(entry))):
            pairs[index] = found.popleft()


def _pair_beside(pairs: Pairs, before: int, after: int, step: int) -> None:
    """Pair what is in no pair yet and comes next to a pair or to the ends of both lists."""
    there = {index: other for other, index in pairs.items()} | {-1: -1, before: after}
    for index in range(before)[::step]:
        beside = there.get(index - step)
        if index in there or beside is None:
            continue
        other = beside + step
        if other in range(after) and other not in pairs:
            there[index] = other
            pairs[other] = index
