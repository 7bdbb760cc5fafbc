"""What commands say: results on stdout, sentences for the person on stderr, an exit status."""

import sys
from collections.abc import Mapping, Sequence

DONE = 0
HAS_ERRORS = 1
"""The deck, or a layout, has errors, or cannot be printed whole."""
FAILED = 2
"""A file could not be read or written, or the command was not understood."""


class CommandError(Exception):
    """Something went wrong; `str()` is the sentence for the person."""


def say(sentence: str) -> None:
    """A sentence for the person."""
    print(f"deckapp: {one_line(sentence)}", file=sys.stderr)


def one_line(text: str) -> str:
    """A file name may hold anything; a message is one printable line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def print_json(value: Sequence[object] | Mapping[str, object]) -> None:
    """A result as JSON."""
    import json

    # Where the terminal lacks a character, JSON's own escapes stand for it, not Python's.
    in_utf8 = sys.stdout is not None and sys.stdout.encoding.lower() == "utf-8"
    print(json.dumps(value, ensure_ascii=not in_utf8, indent=2))
