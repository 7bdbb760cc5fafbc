"""What commands say: results on stdout, sentences for the person on stderr, an exit status."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from deckapp import __version__

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  has no other name
else:
    Commands = object

DONE = 0
HAS_ERRORS = 1
"""The deck, or a layout, has errors, or cannot be printed whole."""
FAILED = 2
"""A file could not be read or written, or the command was not understood."""

CREATOR = f"deckapp {__version__}"


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


def explained(error: Exception) -> str:
    """Print the problems of a layout or profile, all but the last sentence."""
    from deckapp.printing import BadFileError

    if not isinstance(error, BadFileError) or not error.problems:
        return str(error)
    for problem in error.problems:
        print(one_line(f"{error.path}:{problem}"), file=sys.stderr)
    return f"{error.path} cannot be used like this. Mend it, or choose another."


def today() -> date:
    """The date that prints carry: SOURCE_DATE_EPOCH where set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            raise CommandError(
                f"SOURCE_DATE_EPOCH is “{epoch}”, which is no time. Give it seconds since 1970."
            ) from None
    return date.today()  # noqa: DTZ011  the office's own calendar day is meant
