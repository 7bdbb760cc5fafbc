"""Lines of a deck's source by number, without splitting all of a file that may be 32 MiB."""

import re
from bisect import bisect_right

_FAST = re.compile("\n")
_ALL = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_EVERY = 1000
LONGEST = 2000
"""Of a longer line only the beginning is given, and a mark that there is more."""


class SourceLines:
    """Lines as YAML counts them, from 1."""

    def __init__(self, text: str) -> None:
        self._text = text
        others = any(end in text for end in "\r\x85\u2028\u2029")
        self._pattern = _ALL if others else _FAST
        # Where some lines begin, as far as the text was walked through: (number, index).
        self._known = [(1, 0)]

    def between(self, first: int, last: int) -> list[str]:
        """The lines from one number to another, or as many of them as there are."""
        start = self._start_of(first)
        lines: list[str] = []
        while start is not None and first + len(lines) <= last:
            # What lies far beyond is not looked at: a line may go on for megabytes.
            end = self._pattern.search(self._text, start, start + LONGEST + 1)
            lines.append(_shown(self._text[start : end.start() if end else start + LONGEST + 1]))
            if end is None:
                end = self._pattern.search(self._text, start)
            start = end.end() if end else None
        return lines

    def _start_of(self, number: int) -> int | None:
        """Where a line begins; None if there are not so many."""
        line, start = self._known[bisect_right(self._known, (number, len(self._text))) - 1]
        while line < number:
            end = self._pattern.search(self._text, start)
            if end is None:
                return None
            line, start = line + 1, end.end()
            if line % _EVERY == 0 and line > self._known[-1][0]:
                self._known.append((line, start))
        return start


def _shown(line: str) -> str:
    """A line as it can be shown: no control characters, not endless."""
    shown = line[:LONGEST] + ("…" if len(line) > LONGEST else "")
    return "".join(c if c.isprintable() or c == "\t" else "\ufffd" for c in shown)
