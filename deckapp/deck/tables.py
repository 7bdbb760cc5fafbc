"""Tables for the documentation, derived from the model and the lists of problem codes."""

from collections.abc import Mapping, Sequence

from .fields import Face, FieldSpec, Kind, section_name, sections, specs
from .model import Deck
from .problems import ERRORS, WARNINGS


def code_tables() -> str:
    """Every problem code with its meaning, errors first, in Markdown."""
    return "\n".join((_codes("Errors", ERRORS), _codes("Warnings", WARNINGS)))


def _codes(heading: str, codes: Mapping[str, str]) -> str:
    rows = [f"| [`{code}`](#{code}) | {meaning} |" for code, meaning in codes.items()]
    return "\n".join([f"**{heading}**", "", "| code | means |", "| --- | --- |", *rows, ""])


def field_tables(root: type = Deck) -> str:
    """Every key of every section of a kind of file, in Markdown."""
    return "\n".join(_table(type_, is_printed=root is Deck) for type_ in sections(root))


def _table(type_: type, *, is_printed: bool) -> str:
    columns = ["key", "is", "printed", "means"] if is_printed else ["key", "is", "means"]
    rows = [f"### {section_name(type_).capitalize()}", "", _row(columns)]
    rows.append(_row(["---"] * len(columns)))
    for name, spec in specs(type_).items():
        required = " (required)" if spec.required else ""
        printed = ["" if spec.face is Face.NONE else spec.face.value] if is_printed else []
        rows.append(_row([f"`{name}`", f"{_shape(spec)}{required}", *printed, spec.help]))
    return "\n".join([*rows, ""])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


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
