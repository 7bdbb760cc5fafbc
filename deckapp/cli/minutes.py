"""Minutes as an argument of commands."""

from .output import one_line

MOST_MINUTES = 24 * 60
_LONGEST = 40
"""Characters of a wrong argument that are repeated."""


def minutes_of(text: str) -> int | None:
    """The minutes, a day's at most, that a text gives; None where it gives none."""
    if not text.isdecimal():
        return None
    digits = text.lstrip("0")  # int() itself refuses thousands of digits
    minutes = int(digits) if 0 < len(digits) <= len(str(MOST_MINUTES)) else 0
    return minutes if 0 < minutes <= MOST_MINUTES else None


def shortened(text: str) -> str:
    """What was given, on one line, cut off where it is long."""
    shown = one_line(text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
