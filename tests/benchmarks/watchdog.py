"""How long the window does not answer."""

import time

from PySide6.QtCore import QTimer

_BEAT_MILLISECONDS = 1


class Watchdog:
    """Notes how long the event loop stays away, in seconds."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MILLISECONDS)

    def longest(self) -> list[float]:
        """The longest of them, and none of them again."""
        found, self.gaps = sorted(self.gaps)[-50:], []
        return found

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now
