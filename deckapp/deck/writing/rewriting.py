"""A text of a file with another in its place, in the same style as far as that can hold it.

Lines of a folded text that did not change stay as they are, so that a change of one word is a
change of one line.
"""

import re
from collections.abc import Sequence

from yaml.nodes import ScalarNode

from .chunks import content_end, is_above_comment
from .scalars import Habits, block, is_literal, is_plain, needs_escapes, quoted, scalar, wrapped
from .splices import Splice, line_end

_ANCHOR = re.compile(r"&\S+\s+")
_BLOCK = re.compile(r"([|>][-+]?)([0-9]?)([-+]?)([ \t]+#[^\r\n]*)?")
_ALIGNED = re.compile(r" {3,}(?=#)")
_STARTS_BELOW = re.compile(r"(?:\A|(?:\A| )[|>][-+0-9]*)\Z")
_ENDS_LINE = re.compile(r" (?=[^ \t])|\Z")
_MUCH = 0.5
"""A line that has less than this share of the width looks torn, unless it is the last."""


def rewritten(
    text: str, node: ScalarNode, new: str, habits: Habits, *, indent: int, in_flow: bool
) -> list[Splice]:
    """The splices that put a new text in the place of one; its further lines are at `indent`."""
    start = node.start_mark.index
    anchor = _ANCHOR.match(text, start)
    if anchor is not None:
        start = anchor.end()
    end = content_end(text, node, node.start_mark.index)
    column = node.start_mark.column + start - node.start_mark.index
    old = text[start:end]
    written = None
    if not needs_escapes(new):
        width = max(habits.width, column + max(map(len, old.splitlines()), default=0))
        written = _in_style(old, node, new, habits, width - column, in_flow=in_flow)
    if written is None:
        written = scalar(new, habits, column=column, indent=indent, in_flow=in_flow)
    if is_swallowing(text, end, written, habits):
        written = scalar(new, habits, column=column, indent=indent, in_flow=True)
    return put(text, start, end, written, habits)


def is_swallowing(text: str, end: int, written: str, habits: Habits) -> bool:
    """Whether something that is written up to `end` would take comments below it for its own."""
    *_, first = written.split(habits.newline)[:2]
    indent = len(first) - len(first.lstrip(" "))
    return habits.newline in written and is_above_comment(text, end, indent)


def put(text: str, start: int, end: int, written: str, habits: Habits) -> list[Splice]:
    """The splices that put a value in the place of another; comments beside that stay.

    One that is aligned with others, by three spaces or more, stays in its column if there is room.
    """
    first, newline, rest = written.partition(habits.newline)
    aligned = _ALIGNED.match(text, end)
    if aligned is not None and not newline and not re.search(r"[\r\n]", text[start:end]):
        column = aligned.end() - start
        return [Splice(start, aligned.end(), first.ljust(column - 2) + "  ")]
    header = _BLOCK.match(text, start, end)
    if header is not None:
        comment = header[4] or ""
        return [Splice(start, end, first + comment + newline + rest)]
    if not _STARTS_BELOW.search(first):
        return [Splice(start, end, written)]
    beside = line_end(text, end)
    return [Splice(start, end, first), Splice(beside, beside, newline + rest)]


def _in_style(
    old: str, node: ScalarNode, new: str, habits: Habits, room: int, *, in_flow: bool
) -> str | None:
    """The new text in the style of the old one; None where that cannot hold it well."""
    lines = old.splitlines()
    header = _BLOCK.fullmatch(lines[0]) if lines and node.style in ("|", ">") else None
    if header is not None:
        if header[2] or not new.strip() or new != new.strip(" "):
            return None
        return _in_block(header[1] + header[3], lines[1:], new, habits)
    if "\n" in new:
        return None
    if node.style in ("'", '"'):
        line = quoted(new, node.style)
        return line if len(lines) == 1 and len(line) <= room and line[0] == node.style else None
    if not is_plain(new, in_flow=in_flow):
        return None
    if len(lines) > 1 and not in_flow:
        return _plain(lines, new, habits)
    return new if len(new) <= room else None


def _in_block(header: str, lines: Sequence[str], new: str, habits: Habits) -> str | None:
    """The text as a block under the same header, at the same indentation."""
    filled = [line for line in lines if line.strip()]
    indent = min((len(line) - len(line.lstrip(" ")) for line in filled), default=0)
    if not indent:
        return None
    if header[0] == "|":
        return block(header, new.split("\n"), habits, indent) if is_literal(new) else None
    if "\n" in new:
        return None
    width = max(habits.width - indent, 1)
    old = [line[indent:].rstrip() for line in lines]
    if "" in old or any(line[0] in " \t" for line in old):  # there are line breaks in it
        return block(header, wrapped(new, width), habits, indent)
    return block(header, _refolded(old, new, width), habits, indent)


def _plain(lines: Sequence[str], new: str, habits: Habits) -> str | None:
    """The text without quotes over several lines, at the same indentation."""
    old = [line.strip() for line in lines]
    if "" in old:
        return None
    indent = len(lines[1]) - len(lines[1].lstrip(" "))
    first, *others = _refolded(old, new, max(habits.width - indent, 1))
    return block(first, others, habits, indent)


def _refolded(old: Sequence[str], new: str, width: int) -> list[str]:
    """The text over lines; those of the old text that are in it at its ends stay."""
    first = _same(old, new)
    backwards = [line[::-1] for line in reversed(old[len(first) :])]
    last = [line[::-1] for line in reversed(_same(backwards, _after(first, new)[::-1]))]
    changed = len(old) - len(first) - len(last)
    if not changed and first:  # words were put between two lines: they go on with the first
        first.pop()
        changed = 1
    middle = _after([line[::-1] for line in reversed(last)], _after(first, new)[::-1])[::-1]
    lines = wrapped(middle, width) if middle else []
    if last and len(lines) > changed and len(lines[-1]) < width * _MUCH:
        return [*first, *wrapped(_after(first, new), width)]
    return [*first, *lines, *last]


def _same(lines: Sequence[str], text: str) -> list[str]:
    """The lines with which a text begins, with one space after each."""
    same: list[str] = []
    at = 0
    for line in lines:
        end = at + len(line)
        if text[at:end] != line or not _ENDS_LINE.match(text, end):
            break
        same.append(line)
        at = end + 1
    return same


def _after(lines: Sequence[str], text: str) -> str:
    """What follows these lines in a text that begins with them."""
    return text[sum(len(line) + 1 for line in lines) :]
