"""Single values of a deck file: from the characters in the file to the value of a field."""

import re
from datetime import date

from .characters import shortened
from .fields import FieldSpec, Kind

MAX_TEXT = 100_000
"""Characters in one text: a few hundred times what a card should hold."""

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LANGUAGE_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
DAY = r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}"
LENGTH = r"([+-]?)([0-9]{1,5}(?:\.[0-9]{1,6})?) ?(mm|cm|in|pt)"
DEGREES = r"[+-]?[0-9]{1,2}(?:\.[0-9]{1,6})?"
PARTIAL_DAY = r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
FINGERPRINT_DIGITS = 12
"""Hexadecimal digits of a fingerprint: 48 bits, plenty to tell versions of one card apart."""

POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0}
"""Points in each unit of length."""

FINGERPRINT = rf"[0-9a-f]{{{FINGERPRINT_DIGITS}}}"


class BadValueError(ValueError):
    """The characters are not a value of the field; `str()` and `hint` are sentences.

    `instead` is the value to go on with, where there is one.
    """

    def __init__(self, message: str, hint: str, instead: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        self.instead = instead


def parse(spec: FieldSpec, value: str) -> object:
    """The value of a single (not list, not section) field; raises BadValueError."""
    if spec.kind in _TEXTUAL:
        return _text(value)
    value = value.strip()
    match spec.kind:
        case Kind.SLUG:
            return _matching(SLUG, value, "is not an id", "Use a-z, 0-9 and single hyphens.")
        case Kind.LANGUAGE:
            return language_tag(value)
        case Kind.FINGERPRINT:
            hint = f"A fingerprint has {FINGERPRINT_DIGITS} digits 0-9 and a-f."
            return _matching(FINGERPRINT, value, "is not a fingerprint", hint)
        case Kind.NUMBER:
            return _number(spec.most, value)
        case Kind.LENGTH:
            return _length(value, signed=spec.signed)
        case Kind.DEGREES:
            return _degrees(value)
        case Kind.DATE:
            return _day(value)
        case Kind.PARTIAL_DATE:
            _day(f"{value}-01-01"[:10] if re.fullmatch(PARTIAL_DAY, value) else value, value)
            return value
        case _:
            return _choice(spec.choices, value)


_TEXTUAL = (Kind.TEXT, Kind.TEXTS, Kind.TRANSLATIONS)


def language_tag(value: str) -> str:
    """A BCP 47 language tag; raises BadValueError."""
    hint = "Use a tag such as ru, uk or zh-Hant."
    return _matching(LANGUAGE_TAG, value, "is not a language tag", hint)


def _matching(pattern: str, value: str, complaint: str, hint: str) -> str:
    if not re.fullmatch(pattern, value):
        raise BadValueError(f"“{shortened(value)}” {complaint}.", hint)
    return value


def _choice(choices: tuple[str, ...], value: str) -> str:
    if value in choices:
        return value
    hint = f"Choose one of: {', '.join(choices)}."
    raise BadValueError(f"“{shortened(value)}” is not a choice here.", hint)


def _number(most: int, value: str) -> int:
    # Only digits, and few: int() would take other scripts' digits, and raise for very many.
    digits = value.lstrip("0")
    if re.fullmatch("[0-9]{1,4}", digits) and int(digits) <= most:
        return int(digits)
    message = f"“{shortened(value)}” is not a whole number from 1 to {most}."
    raise BadValueError(message, "Write digits only.")


def _length(value: str, *, signed: bool) -> float:
    """A length in points."""
    found = re.fullmatch(LENGTH, value)
    if found and (signed or found[1] != "-"):
        points = float(found[2]) * POINTS[found[3]]
        return -points if found[1] == "-" else points
    hint = "Write a number with its unit: 85 mm, 5.4 cm, 3.5 in or 12 pt."
    raise BadValueError(f"“{shortened(value)}” is not a length.", hint)


def _degrees(value: str) -> float:
    if re.fullmatch(DEGREES, value) and abs(float(value)) <= _RIGHT_ANGLE:
        return float(value)
    message = f"“{shortened(value)}” is not an angle from -90 to 90 degrees."
    raise BadValueError(message, "Write a number, such as 0.2 or -1.5.")


_RIGHT_ANGLE = 90


def _day(value: str, written: str = "") -> date:
    if not re.fullmatch(DAY, value):
        raise BadValueError(f"“{shortened(value)}” is not a date.", "Write it as 2017-04-12.")
    try:
        return date.fromisoformat(value)
    except ValueError:
        message = f"There is no such date as {written or value}."
        raise BadValueError(message, "Check month and day.") from None


def _text(value: str) -> str:
    if len(value) > MAX_TEXT:
        message = f"This text has {len(value):,} characters; a text may have {MAX_TEXT:,}."
        raise BadValueError(message, "Split it.", value[:MAX_TEXT])
    return value.rstrip("\n")
