"""What stands around a place in a YAML text that cannot be parsed, judged by indentation."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

_MOST_LINES = 2_000
_MOST_COLUMNS = 2_000
_BLANK = 1_000_000
"""The indentation of comments and blank lines: deeper than anything."""
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
        self._column = index - self._starts[self.line_of_index]
        at = self.line_of_index
        while at > 0 and self._indent(at) == _BLANK:
            at -= 1
        self._at = at

    def entry(self) -> Region:
        """The key with its value, or the text of the list item, to which the line belongs."""
        if "\t" in self._lines[self.line_of_index] and self._at < self.line_of_index:
            return self._region(self.line_of_index, self.line_of_index)
        dash = _DASH.match(self._lines[self._at])
        if dash and len(dash[1]) == self._column:
            return self._misfits(self._column)
        start = self._at
        while not _DASH.match(self._lines[start]):
            parent = self._parent(start)
            if parent is None or self._opens(parent):
                break
            start = parent
        item = self.item()
        level = max(self._level(start), self._level(item.first) if item else 0)
        last = max(self._at, self._last(start, level))
        dash = _DASH.match(self._lines[start])
        return self._region(start, last, dash.end() if dash else 0)

    def item(self) -> Region | None:
        """The innermost list item in which the line stands, with its dash."""
        within = self._indent(self._at)
        for first in range(self._at, -1, -1):
            indent = self._indent(first)
            if _DASH.match(self._lines[first]) and (first == self._at or indent < within):
                return self._region(first, max(self._at, self._last(first, indent)))
            within = min(within, indent)
        return None

    def _misfits(self, indent: int) -> Region:
        """What does not fit at a dash: lines above it that have none, or the items from it on."""
        above = self._at - 1
        while above >= 0 and self._indent(above) > indent:
            above -= 1
        between = range(above + 1, self._at)
        if above >= 0 and self._opens(above) and any(self._indent(n) < _BLANK for n in between):
            return self._region(between.start, self._at - 1)
        return self._region(self._at, self._last(self._at, indent, items=True))

    def _parent(self, line: int) -> int | None:
        """The nearest line above that this line is part of, going by indentation."""
        level = self._level(line)
        for above in range(line - 1, -1, -1):
            dash = _DASH.match(self._lines[above])
            holds_text = dash and not _KEY.match(self._lines[above][dash.end() :])
            if self._level(above) < level + bool(holds_text):
                return above
        return None

    def _opens(self, line: int) -> bool:
        """Whether a list or section starts below a line."""
        return _OPENS.match(self._lines[line][:_MOST_COLUMNS].strip()) is not None

    def _last(self, first: int, level: int, *, items: bool = False) -> int:
        """The last line below that is indented deeper than a level, or is an `items` line at it."""
        last = first
        for line in range(first + 1, len(self._lines)):
            indent = self._indent(line)
            if indent <= level - (items and _DASH.match(self._lines[line]) is not None):
                break
            if indent < _BLANK:
                last = line
        return last

    def _indent(self, line: int) -> int:
        """The columns before the first character."""
        expanded = self._lines[line][:_MOST_COLUMNS].expandtabs()
        stripped = expanded.lstrip()
        if not stripped or stripped.startswith("#"):
            return _BLANK
        return len(expanded) - len(expanded.lstrip(" "))

    def _level(self, line: int) -> int:
        """The column at which keys that belong together start: after the dash of a list item."""
        dash = _DASH.match(self._lines[line])
        return len(dash.group().expandtabs()) if dash else self._indent(line)

    def _region(self, first: int, last: int, skipped: int = 0) -> Region:
        return Region(first, last, self._starts[first] + skipped, self._starts[last + 1])
