"""Small files of deckapp's own kinds (layouts, printer profiles), read as carefully as a deck."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from yaml.nodes import MappingNode

from .binding import bind_section
from .composing import compose
from .guard import clean, decode
from .problems import Findings, Problem
from .source import Place, line_and_column

MOST_BYTES = 64 * 1024

Section = TypeVar("Section")
Complaint = tuple[Place, str, str]
"""Where in the file, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class SectionReading(Generic[Section]):
    """What came of reading: the section only if there is no error among the problems."""

    section: Section | None
    problems: tuple[Problem, ...]


def read_section(
    data: bytes,
    type_: type[Section],
    format_: str,
    check: Callable[[Section], Iterable[Complaint]],
) -> SectionReading[Section]:
    """Read a file whose root is one section with a `format` key; never raises.

    `check` says what is wrong with a section in which every value for itself is right.
    """
    findings = Findings()
    if len(data) > MOST_BYTES:
        message = f"The file is larger than {MOST_BYTES // 1024} KiB."
        findings.add(Problem("too-large", message, 1, 1, "Take out what does not belong here."))
        return SectionReading(None, findings.in_reading_order())
    text, _ = decode(data, findings)
    root, left_out = compose(clean(text, findings), findings)
    section: Section | None = None
    if isinstance(root, MappingNode):
        section = cast(Section, bind_section(type_, root, findings, left_out))
        written = getattr(section, "format", "")
        if written not in ("", format_):
            at = line_and_column(root, {}, ("format",))
            hint = f"Write 'format: {format_}'."
            findings.add(Problem("bad-value", f"“{written}” is another format.", *at, hint))
    elif not findings.any_error:
        hint = f"It starts with 'format: {format_}'."
        findings.add(Problem("wrong-type", "The file has no keys.", 1, 1, hint))
    if section is not None and not findings.any_error:
        for place, message, hint in check(section):
            at = line_and_column(root, {}, place)
            findings.add(Problem("bad-value", message, *at, hint))
    problems = findings.in_reading_order()
    return SectionReading(None if findings.any_error else section, problems)
