"""What differs between two versions of one section, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Literal, NamedTuple

from deckapp.deck.fields import Kind, specs

from .field_paths import path_below
from .ordering import in_one_order, moved
from .pairing import has_ids, keyed, paired_by_id, steps_to

ChangeKind = Literal["added", "removed", "moved", "changed"]


class Difference(NamedTuple):
    """One change at a path within a section; what was moved has its indexes as values."""

    kind: ChangeKind
    path: str
    before: Any
    after: Any


def differences(before: Any, after: Any) -> Iterator[Difference]:
    """What differs, in the order of the model.

    Texts by language are told apart by tag, sections with ids by id; other lists are one value.
    """
    if before == after:
        return
    for name, spec in specs(type(after)).items():
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if spec.kind is Kind.RECORD:
            found = differences(old, new)
        elif spec.kind is Kind.TRANSLATIONS:
            found = _of_translations(old, new)
        elif has_ids(spec.record):
            found = _of_sections(old, new)
        else:
            found = iter([Difference("changed", "", old, new)])
        for each in found:
            yield each._replace(path=path_below(name, each.path))


def _of_translations(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for tag in {**before, **after}:
        old, new = before.get(tag, ""), after.get(tag, "")
        if old != new:
            yield Difference("changed", tag, old, new)


def _of_sections(before: Sequence[Any], after: Sequence[Any]) -> Iterator[Difference]:
    old_keys, new_keys = keyed(paired_by_id, count(), before, after)
    old, new = dict(zip(old_keys, before, strict=True)), dict(zip(new_keys, after, strict=True))
    steps = dict(zip(old_keys, steps_to(before), strict=True))
    steps |= zip(new_keys, steps_to(after), strict=True)
    was_at = {key: index for index, key in enumerate(old_keys)}
    is_at = {key: index for index, key in enumerate(new_keys)}
    elsewhere = moved(old_keys, new_keys)
    for key in in_one_order(old_keys, new_keys):
        found = []
        if key not in old:
            found.append(Difference("added", "", None, new[key]))
        elif key not in new:
            found.append(Difference("removed", "", old[key], None))
        elif key in elsewhere:
            found.append(Difference("moved", "", was_at[key], is_at[key]))
        if key in old and key in new:
            found += differences(old[key], new[key])
        for each in found:
            yield each._replace(path=path_below(steps[key], each.path))
