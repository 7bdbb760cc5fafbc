"""Reviews as lines of JSON, for export and import. A file to import is untrusted."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, BinaryIO

from deckapp.deck.characters import FORBIDDEN, shortened, shown
from deckapp.deck.garbage import no_garbage_collection
from deckapp.rehearsal.memory import Grade
from deckapp.rehearsal.reviews import Review

from .values import MOST_SECONDS, is_duration

LONGEST_LINE = 256 * 1024
"""Bytes."""
LARGEST_FILE = 1 << 30
"""Bytes; a million reviews are about 150 MB."""

_LONGEST_PROMPT, _LONGEST_FINGERPRINT = 10_000, 100
_MOST_UNKNOWN = 3
_TOLERANCE = timedelta(minutes=1)
_EARLIEST, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
_NOT_TEXT = re.compile(f"{FORBIDDEN}|[\ud800-\udfff]")
_BOM = b"\xef\xbb\xbf"
_REQUIRED = ("prompt", "at", "rating")
_KEYS = (*_REQUIRED, "seconds", "practice", "fingerprint")
_SHAPE = 'A line is such as {"prompt": "syria/position", "at": "2017-04-01T20:15:00Z", "rating": 3}'


@dataclass(frozen=True, slots=True)
class BadLine:
    """What is wrong with a line (counted from 1) and what to do, in a few sentences."""

    line: int
    message: str


def line_of(review: Review) -> str:
    """A review as a line, without its end; plain ASCII."""
    held: dict[str, object] = {
        "prompt": review.prompt,
        "at": review.at.isoformat(),
        "rating": int(review.grade),
        "seconds": review.seconds,
        "practice": review.practice,
        "fingerprint": review.fingerprint,
    }
    return json.dumps({key: value for key, value in held.items() if value is not None})


def is_line(line: bytes) -> bool:
    """Whether a line is a review, of whatever time; an empty one is not."""
    try:
        return _review(line, _LATEST, {}) is not None
    except _BadLineError:
        return False


def read_lines(file: BinaryIO, now: datetime) -> tuple[list[Review], list[BadLine]]:
    """The reviews of a file of lines, and what is wrong with the others; empty lines do not count.

    `now` is the moment after which no review can be. Raises OSError if the file cannot be read.
    """
    reviews: list[Review] = []
    bad: list[BadLine] = []
    texts: dict[str, str] = {}
    with no_garbage_collection():
        for number, line in _lines(file, bad):
            try:
                review = _review(line, now, texts)
            except _BadLineError as error:
                bad.append(BadLine(number, str(error)))
            else:
                reviews += [] if review is None else [review]
    return reviews, bad


class _BadLineError(Exception):
    """`str()` is what is wrong and what to do."""


def _lines(file: BinaryIO, bad: list[BadLine]) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers; of one that is too long, its beginning.

    Where there is too much of them, that is added to what is `bad`.
    """
    number, read = 1, 0
    is_rest = False
    while piece := file.readline(LONGEST_LINE + 1):
        read += len(piece)
        if not is_rest:
            yield number, piece[len(_BOM) :] if read == len(piece) and piece[:3] == _BOM else piece
        is_rest = not piece.endswith(b"\n")
        number += not is_rest
        if read > LARGEST_FILE:
            message = f"The file is larger than {LARGEST_FILE:,} bytes. Split it."
            bad.append(BadLine(number, message))
            return


def _review(line: bytes, now: datetime, texts: dict[str, str]) -> Review | None:
    """The review of a line; None for an empty one. Raises _BadLineError.

    `texts` has each text once that was met before: a million reviews repeat theirs.
    """
    if len(line) > LONGEST_LINE:
        raise _BadLineError(
            f"The line is longer than {LONGEST_LINE:,} bytes. Choose a file that "
            "`deckapp log export` wrote, or delete the line."
        )
    if not line.strip():
        return None
    values = _object(line)
    moment = _moment(values.get("at"), now)
    faults = [*_key_faults(values)]
    if isinstance(moment, str) and "at" in values:
        faults.append(moment)
    for key, fault_of in _FAULTS.items():
        if key in values and (fault := fault_of(values[key])):
            faults.append(fault)
    if faults or isinstance(moment, str):
        raise _BadLineError(" ".join(faults))
    prompt, fingerprint = values["prompt"], values.get("fingerprint", "")
    seconds = values.get("seconds")
    return Review(
        texts.setdefault(prompt, prompt),
        moment,
        Grade(values["rating"]),
        None if seconds is None else float(seconds),
        values.get("practice", False),
        texts.setdefault(fingerprint, fingerprint),
    )


def _object(line: bytes) -> Mapping[str, Any]:
    """The keys and values of a line; raises _BadLineError."""
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise _BadLineError(
            f"The byte 0x{line[error.start]:02X} is not UTF-8. Save the file as UTF-8."
        ) from None
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        fault = f"{error.msg.removesuffix(' at')} at column {error.colno}"
        raise _BadLineError(f"This is not JSON: {fault}. Mend or delete the line.") from None
    except (ValueError, RecursionError):  # a number of 5,000 digits; a thousand brackets
        raise _BadLineError(f"This is no review. {_SHAPE}.") from None
    if not isinstance(value, dict):
        raise _BadLineError(f"This is {_described(value)}, not an object. {_SHAPE}.")
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _BadLineError(f"The key “{_quoted(twice)}” is there twice. Delete one of them.")
    return values


_DECODER = json.JSONDecoder(object_pairs_hook=_unique)


def _key_faults(values: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with the keys of a line."""
    for key in _REQUIRED:
        if key not in values:
            yield f"The key “{key}” is missing. Add it, or delete the line."
    unknown = (key for key in values if key not in _KEYS)
    for key in islice(unknown, _MOST_UNKNOWN):
        yield f"There is no key “{_quoted(key)}”. {_suggestion(key)}"


def _suggestion(key: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key.strip().lower()[:50], _KEYS, 1, 0.6)
    return f"Did you mean “{close[0]}”?" if close else f"The keys are {', '.join(_KEYS)}."


def _prompt_fault(value: object) -> str:
    if not isinstance(value, str):
        return f"“prompt” is {_described(value)}. Give the prompt's id as a text."
    if not value:
        return "“prompt” is empty. Give the prompt's id."
    return _text_fault("prompt", value, _LONGEST_PROMPT)


def _fingerprint_fault(value: object) -> str:
    if not isinstance(value, str):
        return f"“fingerprint” is {_described(value)}. Give it as a text, or leave it out."
    return _text_fault("fingerprint", value, _LONGEST_FINGERPRINT)


def _text_fault(key: str, value: str, most: int) -> str:
    if len(value) > most:
        return f"“{key}” has more than {most:,} characters. Mend it, or delete the line."
    if found := _NOT_TEXT.search(value):
        which = f"U+{ord(found[0]):04X}"
        return f"“{key}” has the character {which}, which no deck can hold. Delete it."
    return ""


def _rating_fault(value: object) -> str:
    if type(value) is int and value in (1, 2, 3, 4):
        return ""
    return f"“rating” is {_described(value)}. It must be 1, 2, 3 or 4, as a whole number."


def _seconds_fault(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and is_duration(value):
        return ""
    return (
        f"“seconds” is {_described(value)}. Give a number from 0 to {MOST_SECONDS:,.0f}, or leave "
        "it out."
    )


def _practice_fault(value: object) -> str:
    if isinstance(value, bool):
        return ""
    return f"“practice” is {_described(value)}. It must be true or false."


_FAULTS: Mapping[str, Callable[[object], str]] = {
    "prompt": _prompt_fault,
    "rating": _rating_fault,
    "seconds": _seconds_fault,
    "practice": _practice_fault,
    "fingerprint": _fingerprint_fault,
}
"""What is wrong with the value of each key; empty if nothing is."""


def _moment(value: object, now: datetime) -> datetime | str:
    """The moment (UTC) that “at” gives, or what is wrong with it."""
    if not isinstance(value, str):
        return f"“at” is {_described(value)}. Give it as a text, such as “2017-04-01T20:15:00Z”."
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return (
            f"“at” is {_described(value)}, which is no date and time. Write it such as "
            "“2017-04-01T20:15:00+03:00”."
        )
    if moment.tzinfo is None:
        return (
            f"“at” is {_described(value)}, which does not say how far it is from UTC. Add that, "
            "such as +03:00, or Z for UTC itself."
        )
    if moment < _EARLIEST:
        return f"“at” is {_described(value)}, which is before 1970. Check the date."
    if moment > now + _TOLERANCE:
        return (
            f"“at” is {_described(value)}, which is still to come. Check the date, and the clock "
            "of this computer."
        )
    return moment.astimezone(UTC)


def _described(value: object) -> str:
    """A value in a sentence."""
    if isinstance(value, str):
        return f"“{_quoted(value)}”"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "an object"
    return shortened(json.dumps(value))


def _quoted(text: str) -> str:
    return shown(shortened(text))
