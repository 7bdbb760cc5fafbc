"""The tables of docs/deck-format.md, derived from the model and the lists of problem codes."""

from collections.abc import Mapping

from .fields import Face, FieldSpec, Kind, section_name, sections, specs
from .model import Deck
from .problems import ERRORS, WARNINGS


def code_tables() -> str:
    """Every problem code with its meaning, errors first, in Markdown."""
    return "\n".join((_codes("Errors", ERRORS), _codes("Warnings", WARNINGS)))


def _codes(heading: str, codes: Mapping[str, str]) -> str:
    rows = [f"| [`{code}`](#{code}) | {meaning} |" for code, meaning in codes.items()]
    return "\n".join([f"**{heading}**", "", "| code | means |", "| --- | --- |", *rows, ""])


def field_tables() -> str:
    """The tables of docs/deck-format.md: every key of every section, in Markdown."""
    return "\n".join(_table(type_) for type_ in sections(Deck))


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
        return f"whole number from 1 to {spec.most}"
    if spec.record is not None:
        name = section_name(spec.record)
        return f"section: {name}" if spec.kind is Kind.RECORD else f"list of {name} sections"
    return str(spec.kind.value)
