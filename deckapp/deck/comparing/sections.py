"""Merging two versions of a section, or of a list within one, field by field."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any, Literal, NamedTuple

from deckapp.deck.fields import FieldSpec, Kind, specs

from .field_paths import path_below
from .ordering import merged_order, moved
from .pairing import has_ids, keyed, paired_by_id, paired_entries, paired_equals, steps_to

ClashKind = Literal["changed", "deleted", "moved", "renamed"]


class Clash(NamedTuple):
    """What cannot be merged, at a path within a section; None is a section that is not there."""

    kind: ClashKind
    path: str
    base: Any
    ours: Any
    theirs: Any


def three_way(base: Any, ours: Any, theirs: Any) -> tuple[Any, bool]:
    """What one side changed or both made the same, and True; else ours, and False."""
    if _same(ours, theirs) or _same(theirs, base):
        return ours, True
    if _same(ours, base):
        return theirs, True
    return ours, False


def _same(one: Any, other: Any) -> bool:
    return one is other or one == other


def survivor(base: Any, ours: Any, theirs: Any, *, held: bool) -> tuple[Any, list[Clash]]:
    """A section merged out of its versions, or None where it goes. None is one that is not there.

    What one side deleted stays, and clashes, where the other changed it or it is `held`: moved, or
    needed by something. Without a base, two versions are merged as if it were empty.
    """
    if ours is not None and theirs is not None:
        merged, agreed = three_way(base, ours, theirs)
        return (merged, []) if agreed else _merged_section(base or type(ours)(), ours, theirs)
    left = theirs if ours is None else ours
    if base is None or left is None:
        return left, []
    if _same(left, base) and not held:
        return None, []
    return left, [Clash("deleted", "", base, ours, theirs)]


def _merged_section(base: Any, ours: Any, theirs: Any) -> tuple[Any, list[Clash]]:
    values: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name, spec in specs(type(ours)).items():
        versions = [getattr(version, name) for version in (base, ours, theirs)]
        values[name], found = _merged_value(spec, *versions)
        clashes += _below(name, found)
    return replace(ours, **values), clashes


def _merged_value(spec: FieldSpec, base: Any, ours: Any, theirs: Any) -> tuple[Any, list[Clash]]:
    value, agreed = three_way(base, ours, theirs)
    if agreed:
        return value, []
    if spec.kind is Kind.RECORD:
        return _merged_section(base, ours, theirs)
    if spec.kind is Kind.TRANSLATIONS:
        return _merged_translations(base, ours, theirs)
    if has_ids(spec.record):
        return _merged_sections(base, ours, theirs)
    if spec.kind in (Kind.TEXTS, Kind.CHOICES, Kind.RECORDS):
        merged = merged_entries(base, ours, theirs)
        if merged is not None:
            return merged, []
    return ours, [Clash("changed", "", base, ours, theirs)]


def _merged_translations(
    base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str]
) -> tuple[Mapping[str, str], list[Clash]]:
    merged: dict[str, str] = {}
    clashes = []
    for tag in {**ours, **theirs}:
        versions = [version.get(tag, "") for version in (base, ours, theirs)]
        text, agreed = three_way(*versions)
        if text:
            merged[tag] = text
        if not agreed:
            clashes.append(Clash("changed", tag, *versions))
    return merged, clashes


def _merged_sections(
    base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]
) -> tuple[tuple[Any, ...], list[Clash]]:
    """A list of sections that are known by their ids."""
    keys = keyed(paired_by_id, count(), base, ours, theirs)
    was, mine, other = _tables(keys, (base, ours, theirs))
    elsewhere = moved(keys[0], keys[1]) | moved(keys[0], keys[2])
    kept, found = {}, {}
    for key in was | mine | other:
        versions = was.get(key), mine.get(key), other.get(key)
        section, found[key] = survivor(*versions, held=key in elsewhere)
        if section is not None:
            kept[key] = section
    order = merged_order(kept, *keys)
    merged = tuple([kept[key] for key in order])
    steps = zip(order, steps_to(merged), strict=True)
    return merged, [clash for key, step in steps for clash in _below(step, found[key])]


def merged_entries(
    base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]
) -> tuple[Any, ...] | None:
    """A list of entries without ids; None where both sides changed one of them differently."""
    keys = keyed(paired_entries, count(), base, ours, theirs, added=paired_equals)
    was, mine, other = _tables(keys, (base, ours, theirs))
    kept = {}
    for key in was | mine | other:
        entry, agreed = three_way(was.get(key), mine.get(key), other.get(key))
        if not agreed:
            return None
        if entry is not None:
            kept[key] = entry
    # What one side added, the other may have made out of another entry: once is enough.
    room = Counter(map(repr, ours)) | Counter(map(repr, theirs))
    merged = []
    for entry in (kept[key] for key in merged_order(kept, *keys)):
        if room[repr(entry)]:
            room[repr(entry)] -= 1
            merged.append(entry)
    return tuple(merged)


def _tables(keys: Sequence[Sequence[int]], lists: Sequence[Sequence[Any]]) -> list[dict[int, Any]]:
    return [
        dict(zip(each, entries, strict=True)) for each, entries in zip(keys, lists, strict=True)
    ]


def _below(step: str, clashes: Iterable[Clash]) -> list[Clash]:
    return [clash._replace(path=path_below(step, clash.path)) for clash in clashes]
