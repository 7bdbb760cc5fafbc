"""A text as YAML: in the plainest style that everybody's YAML reads back as that very text."""

import re
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
    of its key, the dashes of a list `dash_indent` columns.
    """

    newline: str = "\n"
    width: int = 100
    quote: str = '"'
    indent: int = 2
    dash_indent: int = 2


def scalar(text: str, habits: Habits, *, column: int, indent: int, in_flow: bool = False) -> str:
    """The text as a scalar that starts at `column`, its further lines at `indent`, both from 0.

    A text ends in no line break (the reader drops those). The result has none at its end.
    """
    if _needs_escapes(text):
        return _escaped(text)
    if "\n" in text:
        return (
            _escaped(text) if in_flow or not _is_literal(text) else _literal(text, habits, indent)
        )
    line = text if is_plain(text, in_flow=in_flow) else _quoted(text, habits.quote)
    if in_flow or column + len(line) <= habits.width or not _BREAK.search(text.strip(" ")):
        return line
    return line if text != text.strip(" ") else _folded(text, habits, indent)


def is_plain(text: str, *, in_flow: bool = False) -> bool:
    """Whether the text can stand without quotes and is read as text by YAML 1.1 and 1.2."""
    return not (
        not text
        or text[0] in _INDICATORS
        or _MEANS_MORE.search(text)
        or (in_flow and _MEANS_MORE_IN_FLOW.search(text))
        or _needs_escapes(text)
        or _RETYPED.fullmatch(text)
        or _resolver().resolve(ScalarNode, text, (True, False)) != Resolver.DEFAULT_SCALAR_TAG
    )


@cache
def _resolver() -> Any:
    return Resolver()


def _needs_escapes(text: str) -> bool:
    """Whether there are characters that YAML does not take as they are, or that nobody sees."""
    return bool(
        "\r" in text
        or any(character in text for character in BREAKS)
        or re.search(FORBIDDEN, text)
        or re.search(INVISIBLE, text)
    )


def _is_literal(text: str) -> bool:
    """Whether lines stay what they are when they are indented; editors strip blanks at ends."""
    return not (text[0] in " \t\n" or re.search(r"[ \t](?:\n|\Z)|\n\t", text))


def _literal(text: str, habits: Habits, indent: int) -> str:
    return _block("|-", text.split("\n"), habits, indent)


def _folded(text: str, habits: Habits, indent: int) -> str:
    lines, start = [], 0
    most = max(habits.width - indent, 1)
    last = 0
    for match in _BREAK.finditer(text):
        if match.start() - start > most and last > start:
            lines.append(text[start:last])
            start = last + 1
        last = match.start()
    if len(text) - start > most and last > start:
        lines.append(text[start:last])
        start = last + 1
    return _block(">-", [*lines, text[start:]], habits, indent)


def _block(header: str, lines: list[str], habits: Habits, indent: int) -> str:
    margin = " " * indent
    return habits.newline.join([header, *(line and margin + line for line in lines)])


def _quoted(text: str, quote: str) -> str:
    """In the quotes that are usual in the file, unless the other ones need no escapes."""
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
