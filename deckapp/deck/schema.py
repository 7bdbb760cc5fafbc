"""The JSON Schema of the format, derived from the model.

The schema is for editors with yaml-language-server, which read YAML 1.2: there `12` is a number
and `yes` a text. The reader takes every scalar as text, so the schema admits them all for texts.
It is stricter in one thing: `null` and `~` without quotes as a required text are texts to the
reader and nothing to YAML. It cannot tell how a number was written (`0x10`, `1e1`).
"""

from typing import Any, cast

from .fields import FieldSpec, Kind, sections, specs
from .model import FORMAT, Deck
from .values import DAY, FINGERPRINT, LANGUAGE_TAG, MAX_TEXT, SLUG

Schema = dict[str, Any]

_NOTHING: list[Schema] = [{"type": "null"}, {"type": "string", "pattern": r"^\s*$"}]
"""What an optional field may hold as well."""


def json_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a deck, as a JSON value."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "deckapp deck",
        "description": "One meeting's talking-points cards.",
        **_section(Deck),
        "$defs": {type_.__name__: _section(type_) for type_ in sections(Deck)[1:]},
    }


def _section(type_: type) -> Schema:
    known = specs(type_)
    schema: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _field(name, spec) for name, spec in known.items()},
    }
    required = [name for name, spec in known.items() if spec.required]
    return schema | ({"required": required} if required else {})


def _field(name: str, spec: FieldSpec) -> Schema:
    if name == "format":
        return {"const": FORMAT, "description": spec.help}
    schema = _value(spec)
    if not spec.required:
        schema = {"anyOf": [schema, *_NOTHING]}
    return {"title": spec.label, "description": spec.help, **schema}


def _value(spec: FieldSpec) -> Schema:
    if spec.record is not None:
        return _of_sections(spec)
    if spec.kind in (Kind.CHOICE, Kind.CHOICES):
        return _of_choices(spec)
    if spec.kind in (Kind.TEXT, Kind.TEXTS, Kind.TRANSLATIONS):
        return _of_texts(spec)
    return _of_characters(spec)


def _of_sections(spec: FieldSpec) -> Schema:
    section = {"$ref": f"#/$defs/{cast(type, spec.record).__name__}"}
    if spec.kind is Kind.RECORD:
        return section
    schema = {"type": "array", "items": {"anyOf": [section, *_NOTHING]}}
    return schema | ({"minItems": 1} if spec.required else {})


def _of_choices(spec: FieldSpec) -> Schema:
    choice: Schema = {"enum": list(spec.choices)}
    if spec.kind is Kind.CHOICE:
        return choice
    return {"type": "array", "items": {"anyOf": [choice, *_NOTHING]}}


def _of_texts(spec: FieldSpec) -> Schema:
    types = ["string", "number", "boolean"]
    if spec.kind is Kind.TEXT and spec.required:
        return {"type": types, "maxLength": MAX_TEXT, "pattern": r"\S"}
    text = {"type": [*types, "null"], "maxLength": MAX_TEXT}
    if spec.kind is Kind.TEXT:
        return text
    if spec.kind is Kind.TEXTS:
        return {"type": "array", "items": text}
    languages = {"pattern": f"^{LANGUAGE_TAG}$"}
    return {"type": "object", "propertyNames": languages, "additionalProperties": text}


def _of_characters(spec: FieldSpec) -> Schema:
    """Values with a notation of their own; what YAML 1.2 takes for a number comes as a number."""
    day = _pattern(DAY) | {"format": "date"}
    alternatives: dict[Kind, list[Schema]] = {
        Kind.LANGUAGE: [_pattern(LANGUAGE_TAG)],
        Kind.SLUG: [_pattern(SLUG), _whole(0), {"type": "boolean"}],
        Kind.FINGERPRINT: [_pattern(FINGERPRINT), {"type": "number", "minimum": 0}],
        Kind.NUMBER: [_whole(1, spec.most), _pattern(_digits_up_to(spec.most))],
        Kind.DATE: [day],
        Kind.PARTIAL_DATE: [day, _pattern(_YEAR_OR_MONTH), _whole(1000, 2999)],
    }
    schemas = alternatives[spec.kind]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


_YEAR_OR_MONTH = r"[12][0-9]{3}(?:-(?:0[1-9]|1[0-2]))?"


def _pattern(pattern: str) -> Schema:
    return {"type": "string", "pattern": rf"^\s*(?:{pattern})\s*$"}


def _whole(least: int, most: int | None = None) -> Schema:
    bounds = {"minimum": least} | ({} if most is None else {"maximum": most})
    return {"type": "integer", **bounds}


def _digits_up_to(most: int) -> str:
    """A pattern for the whole numbers from 1 to `most` in digits, as people quote them."""
    digits = str(most)
    patterns = [f"[1-9][0-9]{{0,{len(digits) - 2}}}"]
    for at, digit in enumerate(digits):
        rest = len(digits) - at - 1
        least = 0 if at else 1
        if int(digit) > least:
            patterns.append(f"{digits[:at]}[{least}-{int(digit) - 1}][0-9]{{{rest}}}")
    return f"0*(?:{'|'.join((*patterns, digits))})"
