"""A text as YAML: in the plainest style that everybody's YAML reads back as that very text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from deckapp.deck.characters import BREAKS, FORBIDDEN, INVISIBLE

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<")
"""Characters that may mean something at the start of a plain text."""
_MEANS_MORE = re.compile(r":(?:\s|\Z)|\s#|\A\.\.\.|\A\s|\s\Z|[\t\n]")
_MEANS_MORE_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_RETYPED = re.compile(r"[yYnN]|0o[0-7]+|[-+]?(?:\.inf|\.Inf|\.INF|[0-9][0-9_]*[eE][-+]?[0-9]+)")
"""What YAML 1.1 or 1.2 retypes beyond what PyYAML does."""
_BREAK = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file is written.

    `newline` ends its lines, texts are folded so that lines have at most `width` characters, and
    those that need quotes stand in `quote`. Keys of a section stand `indent` columns to the right
    of its key, the dashes of a list `dash_indent` columns. Values of the `flow` keys stand in
    brackets or braces where they fit the line.
    """

    newline: str = "\n"
    width: int = 100
    quote: str = '"'
    indent: int = 2
    dash_indent: int = 2
    flow: frozenset[str] = frozenset({"also", "audience", "tags"})


def scalar(text: str, habits: Habits, *, column: int, indent: int, in_flow: bool = False) -> str:
    """The text as a scalar that starts at `column`, its further lines at `indent`, both from 0.

    A text ends in no line break (the reader drops those). The result has none at its end.
    """
    if needs_escapes(text):
        return _escaped(text)
    if "\n" in text:
        return (
            _escaped(text)
            if in_flow or not is_literal(text)
            else block("|-", text.split("\n"), habits, indent)
        )
    line = text if is_plain(text, in_flow=in_flow) else quoted(text, habits.quote)
    if in_flow or column + len(line) <= habits.width or not _BREAK.search(text):
        return line
    if text != text.strip(" \t"):  # editors strip blanks at ends
        return line
    return block(">-", wrapped(text, max(habits.width - indent, 1)), habits, indent)


def is_plain(text: str, *, in_flow: bool = False) -> bool:
    """Whether the text can stand without quotes and is read as text by YAML 1.1 and 1.2."""
    return not (
        not text
        or text[0] in _INDICATORS
        or _MEANS_MORE.search(text)
        or (in_flow and _MEANS_MORE_IN_FLOW.search(text))
        or needs_escapes(text)
        or _RETYPED.fullmatch(text)
        or _resolver().resolve(ScalarNode, text, (True, False)) != Resolver.DEFAULT_SCALAR_TAG
    )


@cache
def _resolver() -> Any:
    return Resolver()


def needs_escapes(text: str) -> bool:
    """Whether there are characters that YAML does not take as they are, or that nobody sees."""
    return bool(
        "\r" in text
        or any(character in text for character in BREAKS)
        or re.search(FORBIDDEN, text)
        or re.search(INVISIBLE, text)
    )


def is_literal(text: str) -> bool:
    """Whether lines stay what they are when they are indented; editors strip blanks at ends."""
    return not (text[0] in " \t\n" or re.search(r"[ \t](?:\n|\Z)|\n\t", text))


def block(header: str, lines: Sequence[str], habits: Habits, indent: int) -> str:
    """Lines of a text as they are, or folded, under their header."""
    margin = " " * indent
    return habits.newline.join([header, *(line and margin + line for line in lines)])


def wrapped(text: str, width: int) -> list[str]:
    """The text over lines, of `width` characters if words allow it."""
    lines, start, last = [], 0, 0
    for end in [*(found.start() for found in _BREAK.finditer(text)), len(text)]:
        if end - start > width and last > start:
            lines.append(text[start:last])
            start = last + 1
        last = end
    return [*lines, text[start:]]


def quoted(text: str, quote: str) -> str:
    """In these quotes, unless the other ones need no escapes."""
    if "\t" in text or ("'" in text and '"' not in text and "\\" not in text):
        return _escaped(text)
    if quote == "'" or '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _escaped(text: str) -> str:
    """In double quotes, with escapes for everything that is not seen."""
    return '"' + "".join(_ESCAPED.get(c) or _escape(c) for c in text) + '"'


def _escape(character: str) -> str:
    if not (
        re.match(FORBIDDEN, character) or re.match(INVISIBLE, character) or character in BREAKS
    ):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
