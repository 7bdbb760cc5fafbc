"""Reading on after a YAML syntax error: leave out the list item around it and try again."""

import re

import yaml

_MOST_TRIES = 8
_MOST_CHARACTERS = 4_000_000
_ITEM = re.compile(r"( *)- ")


class Recovery:
    """A text, and after each error that text with one more list item left out (blanked)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tries = 0
        self._read = 0

    def leave_out(self, error: yaml.MarkedYAMLError) -> tuple[int, int] | None:
        """Blank the list item around the error; return its first and last line, counted from 1.

        None when no item stands around the error, or when enough was tried.
        """
        self._tries += 1
        self._read += len(self.text)
        if self._tries > _MOST_TRIES or self._read > _MOST_CHARACTERS:
            return None
        lines = self.text.splitlines(keepends=True)
        # A quote that is never closed is noticed at the end of the file but starts at the context.
        in_quotes = "quoted scalar" in (error.context or "")
        mark = error.context_mark if in_quotes else error.problem_mark
        if mark is None:
            return None
        found = _item_around(lines, min(mark.line, len(lines) - 1))
        if "another document" in (error.problem or ""):
            found = (mark.line, len(lines) - 1)
        if found is None:
            return None
        first, last = found
        for number in range(first, last + 1):
            lines[number] = re.sub(r"[^\r\n]", " ", lines[number])
        self.text = "".join(lines)
        return first + 1, last + 1


def _item_around(lines: list[str], at: int) -> tuple[int, int] | None:
    """First and last line (from 0) of the innermost `- ` item that starts at or above a line."""
    for first in range(at, -1, -1):
        match = _ITEM.match(lines[first])
        if match:
            indent = len(match[1])
            last = first
            for number in range(first + 1, len(lines)):
                line = lines[number]
                if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
                    break
                last = number
            return first, last
    return None
