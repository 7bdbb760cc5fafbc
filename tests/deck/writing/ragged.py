"""Decks as hands of all habits write them: every style, comments everywhere, anchors, CRLF.

What a deck says is whatever reading it gives.
"""

from random import Random
from typing import Any

from deckapp.deck.fields import FieldSpec, Kind
from deckapp.deck.writing.rendering import filled
from deckapp.deck.writing.scalars import is_literal, is_plain, needs_escapes
from tests.deck.saying import Saying


class Ragged:
    """Writes a deck; each choice of style is made anew."""

    def __init__(
        self, random: Random, *, flow: float | None = None, anchors: float | None = None
    ) -> None:
        self._random = random
        self._comments = 0
        self._anchors: dict[str, str] = {}
        self._after_block = False
        self._newline = random.choice(["\n", "\n", "\r\n"])
        self._likes_comments = random.choice([0.0, 0.1, 0.3])
        self._likes_flow = random.choice([0.0, 0.1, 0.5]) if flow is None else flow
        self._likes_anchors = random.choice([0.0, 0.0, 0.0, 0.2]) if anchors is None else anchors

    def deck(self) -> str:
        """The text of a deck."""
        lines = self._section(Saying(self._random).deck(), 0, 0)
        text = self._newline.join(lines)
        if self._random.random() < 0.8:
            text += self._newline
        if self._random.random() < 0.2:
            text += f"{self._newline}# the end{self._newline}"
        head = self._random.choice(["", "", f"# top{self._newline}", f"---{self._newline}"])
        return head + text

    # How it is written

    def _section(self, section: Any, column: int, depth: int) -> list[str]:
        """Lines with margins."""
        fields = list(filled(section))
        if depth:
            self._random.shuffle(fields)
        lines: list[str] = []
        for name, spec, value in fields:
            lines += self._comment_lines(column, blank=depth < 4)
            lines += self._entry(name, spec, value, column, depth)
        return lines

    def _entry(self, name: str, spec: FieldSpec, value: Any, column: int, depth: int) -> list[str]:
        margin = " " * column
        random = self._random
        key = f"{margin}{random.choice([name, name, name, repr(name)])}:"
        if spec.kind in (Kind.TEXTS, Kind.CHOICES, Kind.TRANSLATIONS, Kind.RECORD, Kind.RECORDS):
            if name != "issues" and random.random() < self._likes_flow:
                flow = self._flow(spec, value, column + 2)
                first, *rest = f"{key} {flow}".split("\n")
                return (
                    [first, *rest[:-1], rest[-1] + self._beside()]
                    if rest
                    else [first + self._beside()]
                )
            if spec.kind in (Kind.RECORD, Kind.TRANSLATIONS):
                inner = column + random.choice([1, 2, 2, 4])
                if spec.kind is Kind.RECORD:
                    return [key + self._beside(), *self._section(value, inner, depth + 1)]
                lines = [key + self._beside()]
                for tag, text in value.items():
                    lines += self._comment_lines(inner)
                    lines += self._scalar(f"{' ' * inner}{tag!r}: ", text, inner, spec)
                return lines
            dash = column + random.choice([0, 2, 2, 3])
            lines = [key + self._beside()]
            for entry in value:
                lines += self._comment_lines(dash)
                lines += self._item(spec, entry, dash, depth)
            return lines
        return self._scalar(key + " ", value, column, spec)

    def _item(self, spec: FieldSpec, entry: Any, dash: int, depth: int) -> list[str]:
        margin, random = " " * dash, self._random
        if spec.kind is not Kind.RECORDS:
            return self._scalar(f"{margin}- ", entry, dash, spec)
        if random.random() < self._likes_flow / 2 or not any(True for _ in filled(entry)):
            return [f"{margin}- {self._flow_section(entry, dash + 4)}" + self._beside()]
        beside = random.choice([2, 2, 4])
        first, *rest = self._section(entry, dash + beside, depth + 1)
        if first.strip().startswith("#") or not first.strip():
            return [f"{margin}-", first, *rest]
        return [f"{margin}-{' ' * (beside - 1)}{first.lstrip()}", *rest]

    def _scalar(self, lead: str, value: Any, column: int, spec: FieldSpec) -> list[str]:
        """Lines of a single value that follows a key or dash."""
        random = self._random
        text = str(value)
        if not isinstance(value, str) or spec.kind is Kind.PARTIAL_DATE:
            return [lead + text + self._beside()]
        if text in self._anchors and random.random() < 0.8:
            return [f"{lead}*{self._anchors[text]}" + self._beside()]
        if random.random() < self._likes_anchors:
            self._comments += 1
            name = f"a{self._comments}"
            self._anchors[text] = name
            lead += f"&{name} "
        inner = " " * (column + random.choice([1, 2, 2, 4]))
        words = text.split(" ")
        style = random.choice('ppp\'""|>>m')
        self._after_block = style in "|>"
        if style == "|" and is_literal(text) and not needs_escapes(text):
            lines = [line and inner + line for line in text.split("\n")]
            return [lead + random.choice(["|-", "|", "|+"]) + self._beside(), *lines]
        foldable = "\n" not in text and "" not in words and not needs_escapes(text)
        if style == ">" and foldable and "\t" not in text:
            lines = [inner + line for line in self._lines(words)]
            return [lead + random.choice([">-", ">"]) + self._beside(), *lines]
        if style == "m" and foldable and is_plain(text):
            first, *lines = self._lines(words)
            folded = [lead + first, *(inner + line for line in lines)]
            return [*folded[:-1], folded[-1] + self._beside()]
        if style == "'" and not needs_escapes(text) and "\n" not in text:
            quoted = "'" + text.replace("'", "''") + "'"
            return [lead + quoted + self._beside()]
        return [lead + self._flow_text(text) + self._beside()]

    def _lines(self, words: list[str]) -> list[str]:
        lines = [[words[0]]]
        for word in words[1:]:
            if self._random.random() < 0.15 and not word.startswith("#"):
                lines.append([])
            lines[-1].append(word)
        return [" ".join(line) for line in lines]

    def _flow(self, spec: FieldSpec, value: Any, column: int) -> str:
        match spec.kind:
            case Kind.RECORD:
                return self._flow_section(value, column)
            case Kind.RECORDS:
                entries = [self._flow_section(entry, column + 2) for entry in value]
            case Kind.TRANSLATIONS:
                pairs = [f"{tag!r}: {self._flow_text(text)}" for tag, text in value.items()]
                return f"{{{self._flow_lines(pairs, column)}}}"
            case _:
                entries = [self._flow_text(entry) for entry in value]
        return f"[{self._flow_lines(entries, column)}]"

    def _flow_section(self, section: Any, column: int) -> str:
        pairs = []
        for name, spec, value in filled(section):
            if spec.kind in (
                Kind.TEXTS,
                Kind.CHOICES,
                Kind.TRANSLATIONS,
                Kind.RECORD,
                Kind.RECORDS,
            ):
                pairs.append(f"{name}: {self._flow(spec, value, column + 2)}")
            elif isinstance(value, str) and spec.kind is not Kind.PARTIAL_DATE:
                pairs.append(f"{name}: {self._flow_text(value)}")
            else:
                pairs.append(f"{name}: {value}")
        return f"{{{self._flow_lines(pairs, column)}}}"

    def _flow_lines(self, entries: list[str], column: int) -> str:
        """Entries in one line, or each on its own, perhaps with comments."""
        random = self._random
        if random.random() < 0.7 or not entries:
            return ", ".join(entries)
        margin = "\n" + " " * column
        lines = []
        for index, entry in enumerate(entries):
            comma = "," if index + 1 < len(entries) or random.random() < 0.5 else ""
            lines.append(entry + comma + self._beside())
        return margin + margin.join(lines) + margin

    def _flow_text(self, text: str) -> str:
        if is_plain(text, in_flow=True) and self._random.random() < 0.7:
            return text
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return '"' + escaped.replace("\t", "\\t").replace("\u200b", "\\u200b") + '"'

    def _beside(self) -> str:
        if self._random.random() > self._likes_comments:
            return ""
        self._comments += 1
        return f"{' ' * self._random.randint(1, 5)}# {self._comments} beside"

    def _comment_lines(self, column: int, *, blank: bool = True) -> list[str]:
        lines: list[str] = []
        while self._random.random() < self._likes_comments:
            self._comments += 1
            deeper = column if self._after_block else column + 2
            indent = self._random.choice([column, column, column, deeper, 0])
            lines.append(f"{' ' * indent}# {self._comments} above")
            if blank and self._random.random() < 0.3:
                lines.append("")
        return [""] * (blank and self._random.random() < 0.1) + lines
