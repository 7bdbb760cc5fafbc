"""What stands around a place in a YAML text that cannot be parsed, judged by indentation."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

_MOST_LINES = 2_000
_MOST_COLUMNS = 2_000
_DASH = re.compile(r"([ \t]*)-(?:[ \t]+|(?=[\r\n]|$))")
_KEY = re.compile(r"(?:- +)*[\w-]+ *:(?=\s|$)")
_OPENS = re.compile(r"(?:-(?:\s+|$))*(?:[\w-]+ *:)?\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Region:
    """Some lines (counted from 0 within the surroundings) and the indexes of their text."""

    first: int
    last: int
    start: int
    end: int


class Surroundings:
    """The lines around an index; comments and blank lines belong to what stands above them."""

    def __init__(self, text: str, index: int) -> None:
        start = end = index
        for _ in range(_MOST_LINES):
            start = max(text.rfind("\n", 0, start), 0)
            end = text.find("\n", end) + 1 or len(text)
        start += text[start : start + 1] == "\n"
        self._lines = text[start:end].splitlines(keepends=True) or [""]
        self._starts = [*accumulate(map(len, self._lines), initial=start)]
        self.line_of_index = min(bisect_right(self._starts, index), len(self._lines)) - 1
        at = self.line_of_index
        while at > 0 and self._indent(at) is None:
            at -= 1
        self._at = at

    def entry(self) -> Region:
        """The key with its value, or the text of the list item, to which the line belongs."""
        start = self._at
        while not _DASH.match(self._lines[start]):
            parent = self._parent(start)
            if parent is None or _OPENS.match(self._lines[parent][:_MOST_COLUMNS].strip()):
                break
            start = parent
        item = self.item()
        level = self._level(start)
        if item is not None:
            level = max(level, self._level(item.first))
        last = max(self._at, self._last(start, level))
        dash = _DASH.match(self._lines[start])
        skipped = dash.end() if dash else 0
        return Region(start, last, self._starts[start] + skipped, self._starts[last + 1])

    def item(self) -> Region | None:
        """The innermost list item in which the line stands, with its dash."""
        within = self._indent(self._at) or 0
        for first in range(self._at, -1, -1):
            indent = self._indent(first)
            if indent is None:
                continue
            if _DASH.match(self._lines[first]) and (first == self._at or indent < within):
                last = max(self._at, self._last(first, indent))
                return Region(first, last, self._starts[first], self._starts[last + 1])
            within = min(within, indent)
        return None

    def _parent(self, line: int) -> int | None:
        """The nearest line above that this line is part of, going by indentation."""
        level = self._level(line)
        for above in range(line - 1, -1, -1):
            if self._indent(above) is None:
                continue
            dash = _DASH.match(self._lines[above])
            of_text = dash and not _KEY.match(self._lines[above][dash.end() :])
            if self._level(above) < level + bool(of_text):
                return above
        return None

    def _last(self, first: int, level: int) -> int:
        """The last line below that is indented deeper than a level."""
        last = first
        for line in range(first + 1, len(self._lines)):
            indent = self._indent(line)
            if indent is not None and indent <= level:
                break
            if indent is not None:
                last = line
        return last

    def _indent(self, line: int) -> int | None:
        """The columns before the first character; None for a blank line or a comment."""
        expanded = self._lines[line][:_MOST_COLUMNS].expandtabs()
        stripped = expanded.lstrip()
        if not stripped or stripped.startswith("#"):
            return None
        return len(expanded) - len(expanded.lstrip(" "))

    def _level(self, line: int) -> int:
        """The column at which keys that belong together start: after the dash of a list item."""
        dash = _DASH.match(self._lines[line])
        return len(dash.group().expandtabs()) if dash else self._indent(line) or 0
