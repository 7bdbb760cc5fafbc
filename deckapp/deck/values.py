"""Single values of a deck file: from the characters in the file to the value of a field."""

import re
from datetime import date

from .fields import FieldSpec, Kind
from .fingerprint import LENGTH

MAX_TEXT = 100_000
"""Characters in one text: a few hundred times what a card should hold."""

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LANGUAGE_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
PARTIAL_DAY = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
FINGERPRINT = rf"[0-9a-f]{{{LENGTH}}}"
WHOLE_NUMBER = r"[0-9]{1,4}"


class BadValueError(ValueError):
    """The characters are not a value of the field; `str()` and `hint` are sentences."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def parse(spec: FieldSpec, value: str) -> object:
    """The value of a single (not list, not section) field; raises BadValueError."""
    match spec.kind:
        case Kind.SLUG:
            return _matching(SLUG, value, "is not an id", "Use a-z, 0-9 and single hyphens.")
        case Kind.LANGUAGE:
            return language_tag(value)
        case Kind.FINGERPRINT:
            hint = f"A fingerprint has {LENGTH} digits 0-9 and a-f."
            return _matching(FINGERPRINT, value, "is not a fingerprint", hint)
        case Kind.CHOICE | Kind.CHOICES:
            return _choice(spec.choices, value)
        case Kind.NUMBER:
            return _number(spec.most, value)
        case Kind.DATE:
            return _day(value)
        case Kind.PARTIAL_DATE:
            _day(f"{value}-01-01"[:10] if re.fullmatch(PARTIAL_DAY, value) else value)
            return value
        case _:
            return _text(value)


def language_tag(value: str) -> str:
    """A BCP 47 language tag; raises BadValueError."""
    hint = "Use a tag such as ru, uk or zh-Hant."
    return _matching(LANGUAGE_TAG, value, "is not a language tag", hint)


def _matching(pattern: str, value: str, complaint: str, hint: str) -> str:
    if not re.fullmatch(pattern, value):
        raise BadValueError(f"“{_shortened(value)}” {complaint}.", hint)
    return value


def _choice(choices: tuple[str, ...], value: str) -> str:
    if value not in choices:
        listed = ", ".join(choices)
        raise BadValueError(
            f"“{_shortened(value)}” is not a choice here.", f"Choose one of: {listed}."
        )
    return value


def _number(most: int, value: str) -> int:
    if not re.fullmatch(WHOLE_NUMBER, value) or not 1 <= int(value) <= most:
        raise BadValueError(
            f"“{_shortened(value)}” is not a whole number from 1 to {most}.", "Write digits only."
        )
    return int(value)


def _day(value: str) -> date:
    if not re.fullmatch(DAY, value):
        raise BadValueError(f"“{_shortened(value)}” is not a date.", "Write it as 2017-04-12.")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadValueError(f"There is no such day as {value}.", "Check month and day.") from None


def _text(value: str) -> str:
    if len(value) > MAX_TEXT:
        raise BadValueError(
            f"This text has {len(value):,} characters.", f"A text may have {MAX_TEXT:,}."
        )
    return value.rstrip("\n")


def _shortened(value: str) -> str:
    return value if len(value) <= 40 else f"{value[:39]}…"
