"""Seconds that really passed: a computer that slept, or a clock that was set, adds none."""

from datetime import datetime

LONGEST_TICK = 10.0
"""Seconds. Whoever has a stopwatch ticks it several times a second; a longer gap is no speaking."""


class Stopwatch:
    """Counts `seconds` from one tick to the next, going on from what was counted earlier."""

    def __init__(self, now: datetime, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self._last = now

    def tick(self, now: datetime) -> float:
        """Count the time since the last tick; the seconds of a gap that was left out, usually 0.

        A gap is longer than `LONGEST_TICK`, or below 0 where the clock was set back.
        """
        passed = (now - self._last).total_seconds()
        self._last = now
        if 0 <= passed <= LONGEST_TICK:
            self.seconds += passed
            return 0.0
        return passed

    def leave_out(self, now: datetime) -> None:
        """Go on from here: what passed since the last tick does not count."""
        self._last = now
