"""Changing a text at places: what stands between two indexes is replaced."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_LINE_BREAK = re.compile(r"\r\n|[\r\n]|\Z")
_INDENTATION = re.compile(r"(?:\A|(?<=[\r\n]))( *)(?=[^ \r\n])")


class Splice(NamedTuple):
    """What stands from `start` to before `end` becomes `text`."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice], start: int = 0, end: int | None = None) -> str:
    """The text from `start` to before `end` with all splices made, which lie in it and apart.

    Of several insertions at one place the first stays first.
    """
    pieces, at = [], start
    for splice in sorted(splices, key=lambda splice: splice[:2]):
        assert at <= splice.start <= splice.end
        pieces += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*pieces, text[at:end]])


def line_start(text: str, index: int) -> int:
    """The start of the line of a character; of a line break, of the line that it ends."""
    if text[index - 1 : index + 1] == "\r\n":
        index -= 1
    start = text.rfind("\n", 0, index) + 1
    return max(text.rfind("\r", start, index) + 1, start)


def line_end(text: str, index: int) -> int:
    """Where the line of a character ends, before its line break."""
    found = _LINE_BREAK.search(text, index)
    assert found is not None
    return found.start()


def added_lines(text: str, at: int, lines: str, newline: str) -> Splice:
    """Lines (without a line break at the end) put at the start of a line, or after the last."""
    if at and text[at - 1] not in "\r\n":
        return Splice(at, at, newline + lines)
    return Splice(at, at, lines + newline)


def shifted(lines: str, by: int) -> str:
    """Lines with their indentation changed by so many columns; blank lines stay as they are."""
    if by >= 0:
        return _INDENTATION.sub(lambda found: found[1] + " " * by, lines)
    return _INDENTATION.sub(lambda found: found[1][-by:], lines)
