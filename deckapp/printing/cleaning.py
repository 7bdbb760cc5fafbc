"""Deck text made ready for paper: what can be drawn stays, in its order; nothing else does.

White space of every kind becomes single spaces; line breaks stay, as paragraphs. Three characters
steer the line breaking and stay too: the no-break space, the soft hyphen, the zero-width space.
"""

import re
import unicodedata

NO_BREAK_SPACE = "\u00a0"
SOFT_HYPHEN = "\u00ad"
ZERO_WIDTH_SPACE = "\u200b"

_STEERING = NO_BREAK_SPACE + SOFT_HYPHEN + ZERO_WIDTH_SPACE
_PRINTED = r"\x21-\x7e\xa1-\xac\xae-\u02ff\u0370-\u058f\u2013-\u2027\u2030-\u205e"
_PLAIN = re.compile(f"[{_PRINTED}]+(?: [{_PRINTED}]+)*+")
_ORDINARY = re.compile(f"[ \n{_PRINTED}]*")


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, cleaned, none of them empty.

    Controls, invisible formatting characters (joiners, directional marks and overrides, variation
    selectors), lone surrogates and noncharacters are left out: they draw nothing.
    """
    if _PLAIN.fullmatch(text):
        return (text,)
    if not _ORDINARY.fullmatch(text):
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_CLEAN))
    cleaned = (" ".join(filter(None, line.split(" "))) for line in text.split("\n"))
    return tuple(line for line in cleaned if line.strip(f" {_STEERING}"))


def unbroken(text: str) -> str:
    """A cleaned text as it is drawn where its lines are not broken."""
    return text.translate(_WITHOUT_HINTS)


_WITHOUT_HINTS = {ord(NO_BREAK_SPACE): " ", ord(SOFT_HYPHEN): None, ord(ZERO_WIDTH_SPACE): None}


def one_line(text: str) -> str:
    """A text as a single cleaned paragraph, or nothing."""
    return " ".join(paragraphs(text))


class _Clean(dict[int, str | None]):
    """What `str.translate` makes of each character; learns a character when it first meets it."""

    def __missing__(self, code: int) -> str | None:
        category = unicodedata.category(chr(code))
        invisible = category in ("Cc", "Cf", "Cs") or _draws_nothing(code)
        self[code] = None if invisible else " " if category == "Zs" else chr(code)
        return self[code]


def _draws_nothing(code: int) -> bool:
    """Whether it is a variation selector or a noncharacter."""
    return (
        0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
    )


_CLEAN = _Clean(
    {ord(character): character for character in _STEERING}
    | dict.fromkeys((0x2007, 0x202F), NO_BREAK_SPACE)  # figure space, narrow no-break space
    | dict.fromkeys((0x2010, 0x2011), "-")  # fonts rarely have them; lines break at spaces only
    | dict.fromkeys((0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029), "\n")
    | {0x09: " "}
)
