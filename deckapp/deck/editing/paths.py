"""What lies within a section, by path: the value of a field, an entry of a list, a translation.

A path has names of fields, ids or indexes (from 0) of entries, and language tags, with dots
between them: "rebuttal", "clearance.drafted_by", "follow_ups.if-pressed.rebuttal", "asks.0",
"counter_in.ru".
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from deckapp.deck.fields import FieldSpec, Kind, section_name, specs
from deckapp.deck.suggestions import suggest_key
from deckapp.deck.values import BadValueError, language_tag, parse

_HALF = re.compile("[\ud800-\udfff]")
"""What Python has for bytes that are no text, and for one half of what another program wrote."""

_LISTS = (Kind.TEXTS, Kind.CHOICES, Kind.RECORDS)


class EditError(Exception):
    """An edit that cannot be made; `str()` is a sentence that says why and what to do."""


Change = Callable[[FieldSpec, Any], Any]
"""From the specification of a field and its value to the new value."""


def value_at(section: Any, path: str) -> Any:
    """The value at a path within a section; raises EditError where there is none."""
    found: list[Any] = []

    def look(_spec: FieldSpec, value: Any) -> Any:
        found.append(value)
        return value

    changed(section, path, look)
    return found[0]


def changed(section: Any, path: str, change: Change) -> Any:
    """The section with the value at a path changed; raises EditError where there is none.

    An entry or translation that is changed to nothing ("" or None) is taken out.
    """
    name, _, rest = path.partition(".")
    spec = specs(type(section)).get(name)
    if spec is None:
        type_: type = type(section)
        kind, hint = section_name(type_), suggest_key(name, type_, type_)
        raise EditError(f"A {kind} has no “{name}”. {hint}")
    value = getattr(section, name)
    new = _changed_within(spec, value, name, rest, change) if rest else change(spec, value)
    return section if new is value else replace(section, **{name: new})


def _changed_within(spec: FieldSpec, value: Any, name: str, rest: str, change: Change) -> Any:
    """The value of a field with something within it changed."""
    if spec.kind is Kind.RECORD:
        return changed(value, rest, change)
    step, _, deeper = rest.partition(".")
    if spec.kind is Kind.TRANSLATIONS and not deeper:
        return _with_translation(value, step, change(spec, value.get(_tag(step), "")))
    if spec.kind not in _LISTS or (deeper and spec.kind is not Kind.RECORDS):
        raise EditError(f"“{name}” has nothing within it: leave out “.{rest}”.")
    index = index_of(value, step, name)
    new = changed(value[index], deeper, change) if deeper else change(spec, value[index])
    if new is value[index]:
        return value
    id_ = getattr(new, "id", "")
    was = getattr(value[index], "id", "")
    if id_ not in ("", was) and any(each.id == id_ for each in value):
        raise EditError(f"The id “{id_}” is taken: choose another.")
    return (*value[:index], *([] if new in ("", None) else [new]), *value[index + 1 :])


def index_of(entries: Sequence[Any], step: str, name: str) -> int:
    """The index of an entry that is named by its id or its index; raises EditError."""
    for index, entry in enumerate(entries):
        if getattr(entry, "id", None) == step:
            return index
    if step.isascii() and step.isdigit() and int(step[:9]) < len(entries):
        return int(step)
    raise EditError(f"“{name}” has no entry “{step}”: it has {len(entries)}, counted from 0.")


def _with_translation(texts: Mapping[str, str], tag: str, text: str) -> Mapping[str, str]:
    if texts.get(tag, "") == text:
        return texts
    others = {each: kept for each, kept in texts.items() if each != tag or text}
    return others | ({tag: text} if text else {})


def _tag(written: str) -> str:
    try:
        return language_tag(written)
    except BadValueError as error:
        raise EditError(f"{error} {error.hint}") from None


def as_written(spec: FieldSpec, value: Any) -> Any:
    """A value as reading it from a file would give it; texts are parsed; raises EditError."""
    if isinstance(value, str):
        return _parsed(spec, value.replace("\r\n", "\n").replace("\r", "\n"))
    if spec.kind in (Kind.TEXTS, Kind.CHOICES):
        if not isinstance(value, Iterable):
            raise EditError(f"“{spec.label}” takes a list of texts, not {value!r}.")
        written = (as_written(spec, item) for item in value)
        return tuple(item for item in written if item)
    if spec.kind is Kind.TRANSLATIONS and isinstance(value, Mapping):
        texts = {_tag(tag): as_written(spec, text) for tag, text in value.items()}
        return {tag: text for tag, text in texts.items() if text}
    if spec.kind is Kind.NUMBER and value is not None:
        return as_written(spec, str(value))
    if spec.kind is Kind.RECORD:
        return section_as_written(value)
    if spec.kind is Kind.RECORDS:
        return tuple([section_as_written(entry) for entry in value])
    if value is not None and not isinstance(value, date):
        raise EditError(f"“{spec.label}” takes a text, not {value!r}.")
    return value if spec.kind in (Kind.NUMBER, Kind.DATE) else ""


def _parsed(spec: FieldSpec, text: str) -> Any:
    if _HALF.search(text):
        raise EditError("There is half a character in this text. Delete it.")
    if not text.strip():
        return None if spec.kind in (Kind.NUMBER, Kind.DATE) else ""
    if spec.kind in (Kind.RECORD, Kind.RECORDS):
        raise EditError(f"“{spec.label}” is not a text: name a field within it.")
    try:
        return parse(spec, text)
    except BadValueError as error:
        raise EditError(f"{error} {error.hint}") from None


def section_as_written(section: Any) -> Any:
    """A section as reading it from a file would give it; raises EditError."""
    written = {
        name: as_written(spec, getattr(section, name))
        for name, spec in specs(type(section)).items()
    }
    return replace(section, **written)
