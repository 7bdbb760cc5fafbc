"""What other programs need to know of the format, derived from the model: JSON Schema, docs.

The schema is for editors with yaml-language-server, which read YAML 1.2: there `12` is a number
and `yes` a text. The reader takes every scalar as text, so the schema admits them all for texts.
"""

from collections.abc import Iterator
from typing import Any, cast

from .binding import section_name
from .fields import Face, FieldSpec, Kind, specs
from .model import FORMAT, Deck
from .values import DAY, FINGERPRINT, LANGUAGE_TAG, MAX_TEXT, PARTIAL_DAY, SLUG

Schema = dict[str, Any]

_EMPTY: Schema = {"type": "null"}
_BLANK: Schema = {"type": "string", "pattern": r"^\s*$"}


def json_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a deck, as a JSON value."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "deckapp deck",
        "description": "One meeting's talking-points cards.",
        **_section(Deck),
        "$defs": {type_.__name__: _section(type_) for type_ in _sections(Deck)},
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
        schema = {"anyOf": [schema, _EMPTY, *([] if _holds_sections(spec) else [_BLANK])]}
    return {"title": spec.label, "description": spec.help, **schema}


def _holds_sections(spec: FieldSpec) -> bool:
    return spec.kind in (Kind.RECORD, Kind.RECORDS, Kind.TEXTS, Kind.CHOICES, Kind.TRANSLATIONS)


def _value(spec: FieldSpec) -> Schema:
    match spec.kind:
        case Kind.TEXT:
            return _text(required=spec.required)
        case Kind.TEXTS:
            return {"type": "array", "items": _text(required=False)}
        case Kind.CHOICE:
            return {"enum": list(spec.choices)}
        case Kind.CHOICES:
            return {
                "type": "array",
                "items": {"anyOf": [{"enum": list(spec.choices)}, _EMPTY, _BLANK]},
            }
        case Kind.NUMBER:
            return {
                "anyOf": [
                    {"type": "integer", "minimum": 1, "maximum": spec.most},
                    {"type": "string", "pattern": "^0*[1-9][0-9]{0,3}$"},
                ]
            }
        case Kind.TRANSLATIONS:
            return {
                "type": "object",
                "propertyNames": {"pattern": f"^{LANGUAGE_TAG}$"},
                "additionalProperties": _text(required=False),
            }
        case Kind.RECORD:
            return _reference(spec)
        case Kind.RECORDS:
            items = {"anyOf": [_reference(spec), _EMPTY]}
            return {"type": "array", "items": items} | ({"minItems": 1} if spec.required else {})
        case Kind.PARTIAL_DATE:
            # YAML 1.2 reads a bare year as a number.
            text = {"type": "string", "pattern": f"^{PARTIAL_DAY}$"}
            return {"anyOf": [text, {"type": "integer", "minimum": 1000, "maximum": 9999}]}
        case _:
            pattern = {
                Kind.SLUG: SLUG,
                Kind.LANGUAGE: LANGUAGE_TAG,
                Kind.FINGERPRINT: FINGERPRINT,
                Kind.DATE: DAY,
            }[spec.kind]
            return {"type": ["string", "number"], "pattern": f"^{pattern}$"}


def _text(*, required: bool) -> Schema:
    schema: Schema = {"type": ["string", "number", "boolean"], "maxLength": MAX_TEXT}
    return schema | ({"pattern": r"\S"} if required else {"type": [*schema["type"], "null"]})


def _reference(spec: FieldSpec) -> Schema:
    return {"$ref": f"#/$defs/{cast(type, spec.record).__name__}"}


def _sections(type_: type) -> Iterator[type]:
    """Every section type within a section, outermost first, each once."""
    seen: dict[type, None] = {}
    waiting = [type_]
    while waiting:
        for spec in specs(waiting.pop(0)).values():
            if spec.record is not None and spec.record not in seen:
                seen[spec.record] = None
                waiting.append(spec.record)
    yield from seen


def field_tables() -> str:
    """The tables of docs/deck-format.md: every key of every section, in Markdown."""
    return "\n".join(_table(type_) for type_ in (Deck, *_sections(Deck)))


def _table(type_: type) -> str:
    rows = [
        f"### {section_name(type_).capitalize()}",
        "",
        "| key | is | printed | means |",
        "| --- | --- | --- | --- |",
    ]
    for name, spec in specs(type_).items():
        required = " (required)" if spec.required else ""
        printed = "" if spec.face is Face.NONE else spec.face.value
        rows.append(f"| `{name}` | {_shape(spec)}{required} | {printed} | {spec.help} |")
    return "\n".join([*rows, ""])


def _shape(spec: FieldSpec) -> str:
    if spec.choices:
        listed = ", ".join(f"`{choice}`" for choice in spec.choices)
        return f"{listed}" if spec.kind is Kind.CHOICE else f"list of {listed}"
    if spec.kind is Kind.NUMBER:
        return f"whole number, 1 to {spec.most}"
    if spec.record is not None:
        name = section_name(spec.record)
        return f"section: {name}" if spec.kind is Kind.RECORD else f"list of {name} sections"
    return str(spec.kind.value)
