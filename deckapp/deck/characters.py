"""Characters that cannot be seen: which there are, what they are called."""

import re
from unicodedata import name

FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]"
"""Characters that no YAML file may hold, as a pattern."""

BREAKS = "\x85\u2028\u2029"
"""Line breaks to YAML 1.1 and to nobody else: no editor counts them as lines."""

_INVISIBLE = (
    "\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f"
    "\u3164\uffa0\ufff9-\ufffb"
)
INVISIBLE = f"[\x85{_INVISIBLE}]"
"""Characters that a YAML file may hold but that can make a text read differently: a pattern."""

SUSPICIOUS = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_INVISIBLE}\ufeff\ufffe\uffff]")
"""Both of these."""

_ASCII_CONTROLS = bytes(range(0x20)).translate(None, b"\t\n\r") + b"\x7f"

_STRIDE = 1 << 18

_CONTROL_NAMES = {
    "\x00": "NUL",
    "\x07": "BELL",
    "\x08": "BACKSPACE",
    "\x0b": "VERTICAL TAB",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
}


def any_suspicious(text: str) -> bool:
    """Whether a text has a suspicious character."""
    if text.isascii():  # the usual case of a large file, and many times faster so
        return len(text.encode().translate(None, _ASCII_CONTROLS)) < len(text)
    # In strides: one search through a large file would hold up all other threads.
    starts = range(0, len(text), _STRIDE)
    return any(SUSPICIOUS.search(text, start, start + _STRIDE) for start in starts)


def character_name(character: str) -> str:
    """The character in words, such as `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    words = _CONTROL_NAMES.get(character) or name(character, "CONTROL CHARACTER")
    return f"U+{ord(character):04X} {words}"


def shown(text: str) -> str:
    """The text on one line, with U+FFFD for what cannot be seen: safe for a terminal or a label."""
    if text.isprintable():
        return text
    one_line = " ".join(text.split())
    return "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in one_line)


def shortened(text: str, most: int = 40) -> str:
    """The beginning of a text, to quote it in a sentence."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
