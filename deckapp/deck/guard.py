"""What is checked in a deck's bytes and text before YAML sees them.

A deck that came by mail is untrusted. Everything here reports a problem with its place and hands
on a text of the same length in which whatever offends is blank, so that the rest of the deck can
still be read at its places. A file that offends too often is not text, and comes back empty.
"""

import re
from collections.abc import Callable
from itertools import islice

from .characters import BREAKS, FORBIDDEN, INVISIBLE, any_suspicious, character_name
from .files import MAX_BYTES
from .places import Places
from .problems import Findings, Problem

BOM = "\ufeff"

_NOT_UTF_8 = "[\udc80-\udcff]+"
_MOST_LISTED = 20
_MOST_BLANKED = 1000
_ENCODINGS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_LARGE = 4 * 1024 * 1024
_MAX_BYTES_WITH_EMOJI = MAX_BYTES // 2
_FIRST_OF_FOUR_BYTES = bytes(range(0xF0, 0xF5))


def decode(data: bytes, findings: Findings) -> tuple[str, bool]:
    """Decode strict UTF-8: the text without its byte order mark, and whether it had one.

    Undecodable bytes become U+FFFD. What is too large or no text at all comes back empty.
    """
    refusal = _refusal(data)
    if refusal is not None:
        findings.add(refusal)
        return "", False
    try:
        text, damaged = data.decode(), False
    except UnicodeDecodeError:
        if 0 in data:
            findings.add(Problem("encoding", "The file is not a text.", 1, 1, _NOT_TEXT))
            return "", False
        text, damaged = data.decode(errors="surrogateescape"), True
    bom = text.startswith(BOM)
    text = text[bom:]
    if damaged:
        text = _replaced(text, _NOT_UTF_8, "\ufffd", _undecodable, findings)
    return text, bom


def _refusal(data: bytes) -> Problem | None:
    """Why these bytes are not decoded."""
    if len(data) > MAX_BYTES:
        return Problem("too-large", "The file is larger than 32 MiB.", 1, 1, "Split the deck.")
    for mark, encoding in _ENCODINGS:
        if data.startswith(mark):
            return Problem("encoding", f"The file is {encoding} text.", 1, 1, "Save it as UTF-8.")
    if data.count(0) > _MOST_LISTED:
        return Problem("encoding", "The file is not a text, or not in UTF-8.", 1, 1, _NOT_TEXT)
    if len(data) > _LARGE and b"issues" not in data:
        hint = "Choose a deck file."
        return Problem("not-a-deck", "The file is large and has no issues.", 1, 1, hint)
    if len(data) > _MAX_BYTES_WITH_EMOJI and _holds_any(data, _FIRST_OF_FOUR_BYTES):
        # One such character makes Python hold the whole text at four bytes a character.
        message = "A file larger than 16 MiB cannot hold emoji or other rare characters."
        return Problem("too-large", message, 1, 1, "Split the deck.")
    return None


def _holds_any(data: bytes, wanted: bytes) -> bool:
    return len(data.translate(None, wanted)) < len(data)


_NOT_TEXT = "If it is a text, save it as UTF-8; otherwise choose a deck file, or restore it."


def _undecodable(run: str) -> tuple[str, str]:
    which = f"byte 0x{ord(run[0]) - 0xDC00:02X}"
    hint = "Open the file in its own encoding and save it as UTF-8."
    return f"The {which} is not UTF-8.", hint


def clean(text: str, findings: Findings) -> str:
    """Find characters that cannot be seen, git conflict markers and YAML directives.

    Returns the text with control characters, conflict markers and directives blank; of two
    conflicting sides the first stays. Line breaks that only YAML knows become spaces.
    """
    if any_suspicious(text):
        _list(text, INVISIBLE, "suspicious-character", _invisible, findings)
        text = _replaced(text, FORBIDDEN, " ", _invisible, findings)
        for character in BREAKS:
            text = text.replace(character, " ")
    return _without_directives(_without_conflicts(text, findings), findings)


def _invisible(run: str) -> tuple[str, str]:
    return f"The invisible character {character_name(run[0])} stands here.", "Delete it."


_Words = Callable[[str], tuple[str, str]]


def _replaced(text: str, pattern: str, replacement: str, words: _Words, findings: Findings) -> str:
    """Report encoding errors and replace them; an empty text when there are far too many."""
    _list(text, pattern, "encoding", words, findings)
    if sum(1 for _ in islice(re.finditer(pattern, text), _MOST_BLANKED + 1)) > _MOST_BLANKED:
        return ""
    return re.sub(pattern, lambda match: replacement * len(match.group()), text)


def _list(text: str, pattern: str, code: str, words: _Words, findings: Findings) -> None:
    places = Places(text)
    for number, match in enumerate(islice(re.finditer(pattern, text), _MOST_LISTED + 1)):
        message, hint = words(match.group())
        if number == _MOST_LISTED:
            message, hint = "More of these follow.", "Mend those that are listed, then look again."
        findings.add(Problem(code, message, *places.of(match.start()), hint))


_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_MARKER = r"(?<![^\r\n])(?:<{7}|\|{7}|={7}|>{7})(?![^ \r\n])[^\r\n]*"
_PARTS = {"<": "starts", ">": "ends"}


def _without_conflicts(text: str, findings: Findings) -> str:
    """Blank the marker lines, and of each conflict everything but its first side."""
    if not any(marker in text for marker in _MARKERS):
        return text
    places = Places(text)
    pieces: list[str] = []
    done = 0
    open_conflict = False
    second_side = -1
    for number, match in enumerate(re.finditer(_MARKER, text)):
        if number == _MOST_BLANKED:
            text = text[: match.start()]
            break
        kind = match.group()[0]
        if kind in "<>" or not open_conflict:
            message = f"A git merge conflict {_PARTS.get(kind, 'goes on')} here."
            hint = "Keep the right version and delete the marker lines."
            findings.add(Problem("conflict-marker", message, *places.of(match.start()), hint))
        if kind in "|=" and open_conflict:
            second_side = match.start() if second_side < 0 else second_side
            continue
        start = second_side if kind == ">" and second_side >= 0 else match.start()
        pieces += [text[done:start], blank(text[start : match.end()])]
        done = match.end()
        open_conflict, second_side = kind == "<", -1
    return "".join([*pieces, text[done:]])


_DIRECTIVE = re.compile(r"%(?<![^\r\n]%)[^\r\n]*")
_HEAD = r"(?:[ \t]*(?:#[^\r\n]*)?[\r\n]|%[^\r\n]*)*+"


def _without_directives(text: str, findings: Findings) -> str:
    """Blank `%YAML` and `%TAG` lines: libyaml's time grows with the square of their number."""
    found = [*islice(_DIRECTIVE.finditer(text), _MOST_BLANKED + 1)]
    if not found:
        return text
    places = Places(text)
    head = re.match(_HEAD, text)
    end = head.end() if head else 0
    if len(found) > _MOST_BLANKED:
        found, end = found[:1], len(text)
    for match in found:
        if match.start() < end:
            message = "Lines that start with % are not used in decks."
            problem = Problem("unsafe-yaml", message, *places.of(match.start()), "Delete the line.")
            findings.add(problem)
    if end == len(text):
        return ""
    return _DIRECTIVE.sub(blank_match, text[:end]) + text[end:]


def blank_match(match: re.Match[str]) -> str:
    """For `re.sub`: spaces for all that was matched."""
    return blank(match.group())


def blank(text: str) -> str:
    """Spaces instead of the text, line breaks kept."""
    return re.sub(r"[^\r\n]+", lambda match: " " * len(match.group()), text)
