"""Reading on after a YAML syntax error: leave out what stands around it and try again.

The entry in which the error lies: a key with its value, or the text of a list item. Of an item
that lost many entries, all of it; when enough was tried, everything from there on.
"""

from .guard import blank
from .surroundings import Surroundings
from .yaml_errors import Blame

_MOST_TRIES = 25
_MOST_ENTRIES = 5
_MOST_CHARACTERS = 2_000_000

LeftOut = tuple[int, int]
"""First and last line, counted from 1."""


class Recovery:
    """A text, and after each error that text with more of it left out (blank)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left_out: list[LeftOut] = []
        self._tries = 0
        self._read = 0

    def leave_out(self, cause: Blame) -> LeftOut | None:
        """Blank what stands around an error; None when nothing is left to be tried."""
        self._tries += 1
        if self._tries > _MOST_TRIES:
            return None
        around = Surroundings(self.text, cause.index)
        line = cause.line - around.line_of_index
        region, item = around.entry(), around.item()
        entry = self.text[region.start : region.end]
        if item and (
            entry == blank(entry)
            or self._losses(line + item.first, line + item.last) > _MOST_ENTRIES
        ):
            region = item
        start, end, last = region.start, region.end, line + region.last
        # However large the file, time is short: what is copied and read once more is counted.
        self._read += len(self.text) // 8
        if cause.ends_deck or self._tries == _MOST_TRIES or self._read > _MOST_CHARACTERS:
            start = cause.index if cause.ends_deck else start
            end, last = len(self.text), last + self.text.count("\n", region.end)
            self._tries = _MOST_TRIES
        self._read += cause.index
        taken, rest = self.text[start:end], self.text[end:]
        cleared = blank(taken) if rest else ""
        if cleared == taken:
            return None
        self.text = f"{self.text[:start]}{cleared}{rest}"
        self.left_out.append((line + region.first, last))
        return self.left_out[-1]

    def _losses(self, first: int, last: int) -> int:
        """How many times something between two lines was left out."""
        return sum(a <= last and first <= b for a, b in self.left_out)
