"""What a field of the deck file is: the metadata from which reader, schema, docs and forms derive.

A dataclass of the model is a mapping in the file; each of its fields carries a `FieldSpec`. The
functions below are the only way to declare one, so that a field's kind and its Python type agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from functools import cache
from typing import Any


class Kind(Enum):
    """The shapes a value in the file can have."""

    TEXT = "text"
    SLUG = "id"
    LANGUAGE = "language tag"
    FINGERPRINT = "fingerprint"
    CHOICE = "choice"
    NUMBER = "whole number"
    LENGTH = "length"
    DEGREES = "angle in degrees"
    DATE = "date"
    PARTIAL_DATE = "date, month or year"
    TEXTS = "list of texts"
    CHOICES = "list of choices"
    TRANSLATIONS = "texts by language"
    RECORD = "section"
    RECORDS = "list of sections"


class Face(Enum):
    """The printed side of a card on which a field stands."""

    NONE = "not printed"
    FRONT = "front"
    BACK = "back"
    EVERY = "every face"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One key of the deck file.

    `ours` marks what our side says aloud: it is searched for avoid phrases and covered by a
    clearance's fingerprint. `record` is the dataclass of a RECORD or of the items of RECORDS.
    `most` bounds a NUMBER (at least 1). `signed` lets a LENGTH be negative. A `brief` text is a
    line at most, an entry of a brief list a word or a name.
    """

    kind: Kind
    label: str
    help: str
    required: bool = False
    face: Face = Face.NONE
    ours: bool = False
    choices: tuple[str, ...] = ()
    most: int = 0
    record: type | None = None
    signed: bool = False
    brief: bool = False


def _declare(spec: FieldSpec, default: object) -> Any:
    return field(default=default, metadata={"spec": spec})


def text_field(
    label: str,
    help: str,
    *,
    required: bool = False,
    face: Face = Face.NONE,
    ours: bool = False,
    brief: bool = False,
) -> Any:
    """Declare a `str`; an absent one is empty."""
    return _declare(FieldSpec(Kind.TEXT, label, help, required, face, ours, brief=brief), "")


def slug_field(label: str, help: str) -> Any:
    """Declare a `str` of a-z, 0-9 and hyphens; an absent one is empty and gets a warning."""
    return _declare(FieldSpec(Kind.SLUG, label, help), "")


def language_field(label: str, help: str) -> Any:
    """Declare a `str` that is a BCP 47 language tag."""
    return _declare(FieldSpec(Kind.LANGUAGE, label, help), "")


def fingerprint_field(label: str, help: str) -> Any:
    """Declare a `str` that `deckapp.deck.fingerprint` made."""
    return _declare(FieldSpec(Kind.FINGERPRINT, label, help), "")


def choice_field(
    label: str,
    help: str,
    choices: tuple[str, ...],
    *,
    required: bool = False,
    face: Face = Face.NONE,
) -> Any:
    """Declare a `str` out of `choices`, or empty."""
    return _declare(FieldSpec(Kind.CHOICE, label, help, required, face, choices=choices), "")


def choices_field(label: str, help: str, choices: tuple[str, ...]) -> Any:
    """Declare a `tuple[str, ...]` out of `choices`."""
    return _declare(FieldSpec(Kind.CHOICES, label, help, choices=choices), ())


def number_field(label: str, help: str, most: int, *, required: bool = False) -> Any:
    """Declare an `int | None` from 1 to `most`."""
    return _declare(FieldSpec(Kind.NUMBER, label, help, required, most=most), None)


def length_field(label: str, help: str, *, required: bool = False, signed: bool = False) -> Any:
    """Declare a `float | None` in points, written with its unit: 5 in, 85 mm, 12 pt."""
    return _declare(FieldSpec(Kind.LENGTH, label, help, required, signed=signed), None)


def degrees_field(label: str, help: str) -> Any:
    """Declare a `float | None` in degrees, from -90 to 90."""
    return _declare(FieldSpec(Kind.DEGREES, label, help), None)


def date_field(label: str, help: str) -> Any:
    """Declare a `datetime.date | None`."""
    return _declare(FieldSpec(Kind.DATE, label, help), None)


def partial_date_field(label: str, help: str) -> Any:
    """Declare a `str` such as 2013, 2013-09 or 2013-09-14."""
    return _declare(FieldSpec(Kind.PARTIAL_DATE, label, help), "")


def texts_field(
    label: str, help: str, *, face: Face = Face.NONE, ours: bool = False, brief: bool = False
) -> Any:
    """Declare a `tuple[str, ...]`."""
    return _declare(FieldSpec(Kind.TEXTS, label, help, face=face, ours=ours, brief=brief), ())


def translations_field(label: str, help: str) -> Any:
    """Declare a `Mapping[str, str]` from BCP 47 tag to text."""
    metadata = {"spec": FieldSpec(Kind.TRANSLATIONS, label, help)}
    return field(default_factory=dict, metadata=metadata)


def record_field(label: str, help: str, type_: type, *, required: bool = False) -> Any:
    """Declare one section of dataclass `type_`; an absent one has all its defaults."""
    return _declare(FieldSpec(Kind.RECORD, label, help, required, record=type_), type_())


def records_field(
    label: str, help: str, type_: type, *, required: bool = False, face: Face = Face.NONE
) -> Any:
    """Declare a tuple of sections of dataclass `type_`."""
    return _declare(FieldSpec(Kind.RECORDS, label, help, required, face, record=type_), ())


_SPECS: dict[type, Mapping[str, FieldSpec]] = {}


def specs(type_: type) -> Mapping[str, FieldSpec]:
    """The specification of each key of a section, in the order of the model."""
    known = _SPECS.get(type_)
    if known is None:
        known = _SPECS[type_] = {item.name: item.metadata["spec"] for item in fields(type_)}
    return known


def section_name(type_: type) -> str:
    """The section in words: "card", "follow-up", "avoid phrase"."""
    name = type_.__name__
    words = "".join(f" {letter}" if letter.isupper() else letter for letter in name)
    return _NAMES.get(name, words.strip().lower())


_NAMES = {"FollowUp": "follow-up", "Cleared": "clearance entry"}


@cache
def sections(type_: type) -> tuple[type, ...]:
    """A section's type and those of all sections within it, outermost first, each once."""
    found = [type_]
    for outer in found:
        inner = (spec.record for spec in specs(outer).values())
        found += [record for record in inner if record is not None and record not in found]
    return tuple(dict.fromkeys(found))
