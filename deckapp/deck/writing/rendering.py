"""What a deck says, as new text for its file: in the file's habits, fields in the model's order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from deckapp.deck.fields import FieldSpec, Kind, specs

from .scalars import Habits, scalar

_PLAIN = (Kind.NUMBER, Kind.DATE, Kind.PARTIAL_DATE)
"""What reads as it should without quotes, whatever type YAML takes it for."""

Moved = Callable[[Any, int], str | None]
"""For a section and the column of its dash: the lines that it has in the file, if it has any."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """How values are written. `moved` knows the sections that the file has already."""

    habits: Habits
    moved: Moved

    def section(self, section: Any, column: int) -> str:
        """Lines of a section whose keys stand at a column; the first has no margin.

        An empty section is `{}`.
        """
        entries = [self.entry(spec, name, value, column) for name, spec, value in filled(section)]
        return self._lines(entries, column) if entries else "{}"

    def entry(self, spec: FieldSpec, name: str, value: Any, column: int) -> str:
        """Lines of a key at a column with its value; the first has no margin."""
        return f"{name}:{self.value(spec, name, value, column)}"

    def value(self, spec: FieldSpec, name: str, value: Any, column: int) -> str:
        """What stands after the colon of a key at a column, the space or line break included."""
        newline, habits = self.habits.newline, self.habits
        if spec.kind in COLLECTIONS:
            line = f" {self.flow(spec, value)}"
            if name in habits.flow and column + len(name) + len(line) < habits.width:
                return line
        match spec.kind:
            case Kind.TEXTS | Kind.CHOICES | Kind.RECORDS:
                inner = column + habits.dash_indent
                lines = [self.item(spec, entry, inner) for entry in value]
            case Kind.TRANSLATIONS:
                inner = column + habits.indent
                lines = [" " * inner + self.translations(value, inner)]
            case Kind.RECORD:
                inner = column + habits.indent
                lines = [" " * inner + self.section(value, inner)]
            case _:
                start = column + len(name) + 2
                return f" {self.single(spec, value, start, column + habits.indent)}"
        return newline + newline.join(lines)

    def translations(self, texts: Mapping[str, str], column: int) -> str:
        """Lines of texts by language tag, at a column; the first has no margin."""
        return self._lines(
            [self.translation(tag, text, column) for tag, text in texts.items()], column
        )

    def translation(self, tag: str, text: str, column: int) -> str:
        """Lines of a text under its language tag, at a column; the first has no margin."""
        key = scalar(tag, self.habits, column=0, indent=0, in_flow=True)
        start = column + len(key) + 2
        indent = column + self.habits.indent
        return f"{key}: {scalar(text, self.habits, column=start, indent=indent)}"

    def item(self, spec: FieldSpec, entry: Any, column: int, beside: int = 2) -> str:
        """Lines of an item whose dash is at a column, with margin; content starts `beside` it."""
        if spec.kind is not Kind.RECORDS:
            start = column + beside
            return self._dash(column, beside, self.single(spec, entry, start, start))
        lines = self.moved(entry, column)
        if lines is None:
            lines = self._dash(column, beside, self.section(entry, column + beside))
        return lines

    def single(self, spec: FieldSpec, value: Any, column: int, indent: int) -> str:
        """A single value that starts at a column, its further lines at `indent`."""
        if spec.kind in _PLAIN:
            return as_text(value)
        return scalar(as_text(value), self.habits, column=column, indent=indent)

    def flow(self, spec: FieldSpec, value: Any) -> str:
        """A value in one line, for within brackets."""
        match spec.kind:
            case Kind.TEXTS | Kind.CHOICES | Kind.RECORDS:
                return f"[{', '.join(self.flow_item(spec, entry) for entry in value)}]"
            case Kind.TRANSLATIONS:
                pairs = [self.flow_translation(tag, text) for tag, text in value.items()]
            case Kind.RECORD:
                return self.flow_section(value)
            case _:
                return self._single_in_flow(spec, value)
        return f"{{{', '.join(pairs)}}}"

    def flow_item(self, spec: FieldSpec, entry: Any) -> str:
        """An item of a list in brackets."""
        if spec.kind is Kind.RECORDS:
            return self.flow_section(entry)
        return self._single_in_flow(spec, entry)

    def flow_section(self, section: Any) -> str:
        """A section in braces."""
        pairs = [f"{name}: {self.flow(spec, value)}" for name, spec, value in filled(section)]
        return f"{{{', '.join(pairs)}}}"

    def flow_translation(self, tag: str, text: str) -> str:
        """A text under its language tag, within braces."""
        return f"{self._text(tag)}: {self._text(text)}"

    def _single_in_flow(self, spec: FieldSpec, value: Any) -> str:
        return as_text(value) if spec.kind in _PLAIN else self._text(as_text(value))

    def _text(self, text: str) -> str:
        return scalar(text, self.habits, column=0, indent=0, in_flow=True)

    def _dash(self, column: int, beside: int, content: str) -> str:
        return f"{' ' * column}-{' ' * (beside - 1)}{content}"

    def _lines(self, entries: list[str], column: int) -> str:
        return f"{self.habits.newline}{' ' * column}".join(entries)


COLLECTIONS = (Kind.TEXTS, Kind.CHOICES, Kind.TRANSLATIONS, Kind.RECORD, Kind.RECORDS)


def filled(section: Any) -> Iterator[tuple[str, FieldSpec, Any]]:
    """The fields of a section that hold something: name, specification and value."""
    for name, spec in specs(type(section)).items():
        value = getattr(section, name)
        if filled_in(spec, value):
            yield name, spec, value


def filled_in(spec: FieldSpec, value: Any) -> bool:
    """Whether the value of a field is worth a key in the file."""
    if spec.kind is Kind.RECORD:
        return any(True for _ in filled(value))
    return bool(value)


def as_text(value: str | int | date | Mapping[str, str]) -> str:
    """The characters of a single value."""
    return value.isoformat() if isinstance(value, date) else str(value)
