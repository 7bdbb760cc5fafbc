"""What is checked in a deck's bytes and text before YAML sees them.

A deck that came by mail is untrusted. Everything here reports a problem with its place and hands
on a text of the same length in which the offending characters are blank, so that the rest of the
deck can still be read.
"""

import re
from bisect import bisect_right
from unicodedata import name

from .files import MAX_BYTES
from .problems import Problem

BOM = "\ufeff"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_INVISIBLE = "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069"
SUSPICIOUS = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_INVISIBLE}\ufeff\ufffe\uffff]")
"""Characters that show nothing and can make a text read differently."""

_MARKER = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)[^\r\n]*", re.MULTILINE)
_NAMES = {
    "\x00": "NUL",
    "\x07": "BELL",
    "\x08": "BACKSPACE",
    "\x0b": "VERTICAL TAB",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
}
_MOST_REPORTED = 20


class Places:
    """Line and column, counted from 1, of an index into a text; lines break as YAML breaks them."""

    def __init__(self, text: str) -> None:
        self._starts = [
            0,
            *(match.end() for match in re.finditer("\r\n|[\r\n\x85\u2028\u2029]", text)),
        ]

    def of(self, index: int) -> tuple[int, int]:
        """The line and column of the character at `index`."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1


def decode(data: bytes) -> tuple[str, bool, list[Problem]]:
    """Decode strict UTF-8: the text without its byte order mark, whether it had one, problems.

    Undecodable bytes become U+FFFD. A file over the size limit comes back empty.
    """
    if len(data) > MAX_BYTES:
        return (
            "",
            False,
            [Problem("too-large", "The file is larger than 32 MiB.", 1, 1, "Split the deck.")],
        )
    for mark, encoding in ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if data.startswith(mark):
            return (
                "",
                False,
                [Problem("encoding", f"The file is {encoding} text.", 1, 1, "Save it as UTF-8.")],
            )
    problems = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        before = data[: error.start].decode("utf-8")
        line, column = Places(before).of(len(before))
        column -= before.startswith(BOM) and line == 1
        problems.append(
            Problem(
                "encoding",
                f"The byte 0x{data[error.start]:02X} is not UTF-8.",
                line,
                column,
                "Open the file in its own encoding and save it as UTF-8.",
            )
        )
    bom = text.startswith(BOM)
    return text[bom:], bom, problems


def character_name(character: str) -> str:
    """The character in words, such as `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {_NAMES.get(character) or name(character, 'CONTROL CHARACTER')}"


def clean(text: str) -> tuple[str, list[Problem]]:
    """Find control characters, bidirectional overrides and git conflict markers.

    Returns a text of the same length without control characters and conflict markers (of two
    conflicting sides the first stays), and the problems.
    """
    problems: list[Problem] = []
    if not SUSPICIOUS.search(text) and not _MARKER.search(text):
        return text, problems
    places = Places(text)
    for match in SUSPICIOUS.finditer(text):
        character = match.group()
        line, column = places.of(match.start())
        forbidden = _FORBIDDEN.match(character)
        problems.append(
            Problem(
                "encoding" if forbidden else "suspicious-character",
                f"The invisible character {character_name(character)} stands here.",
                line,
                column,
                "Delete it.",
            )
        )
        if len(problems) == _MOST_REPORTED:
            break
    text = _FORBIDDEN.sub(" ", text)
    return _without_conflicts(text, places, problems), problems


def _without_conflicts(text: str, places: Places, problems: list[Problem]) -> str:
    """Blank the marker lines, and of each conflict everything but its first side."""
    pieces: list[str] = []
    done = 0
    open_conflict = False
    second_side = -1
    for match in _MARKER.finditer(text):
        kind = match.group()[0]
        if kind in "<>" or not open_conflict:
            part = {"<": "starts", ">": "ends"}.get(kind, "goes on")
            problems.append(
                Problem(
                    "conflict-marker",
                    f"A git merge conflict {part} here.",
                    *places.of(match.start()),
                    "Keep the right version and delete the marker lines.",
                )
            )
        if kind in "|=" and open_conflict:
            second_side = match.start() if second_side < 0 else second_side
            continue
        start = second_side if kind == ">" and second_side >= 0 else match.start()
        pieces += [text[done:start], _blank(text[start : match.end()])]
        done = match.end()
        open_conflict, second_side = kind == "<", -1
    return "".join([*pieces, text[done:]])


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)
