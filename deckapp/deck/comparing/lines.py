"""What differs between two versions of a text line by line, and merging two such versions."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .subsequences import common

Lines = Sequence[str]


class Hunk(NamedTuple):
    """What stood in the base from line `start` to before line `stop` became these lines."""

    start: int
    stop: int
    lines: Lines


def hunks(base: Lines, version: Lines) -> Iterator[Hunk]:
    """How a version differs from its base, in order; what did not change lies between."""
    at, there = 0, 0
    for start, place in [*common(base, version), (len(base), len(version))]:
        if start > at or place > there:
            yield Hunk(at, start, version[there:place])
        at, there = start + 1, place + 1


def merge_lines(base: Lines, ours: Lines, theirs: Lines) -> list[str]:
    """The lines with the changes of both; where both changed the same, our lines.

    Before these come comments (lines with # first) that are new in theirs.
    """
    merged: list[str] = []
    at = 0
    for start, stop, mine, other in _groups(list(hunks(base, ours)), list(hunks(base, theirs))):
        merged += base[at:start]
        our_lines, their_lines = _made(base, start, stop, mine), _made(base, start, stop, other)
        if not mine:
            merged += their_lines
        else:
            known = {*base[start:stop], *our_lines}
            merged += [line for line in their_lines if _is_comment(line) and line not in known]
            merged += our_lines
        at = stop
    return [*merged, *base[at:]]


def _groups(
    mine: Sequence[Hunk], other: Sequence[Hunk]
) -> Iterator[tuple[int, int, list[Hunk], list[Hunk]]]:
    """Hunks of both sides that are about the same lines of the base, and which these are.

    What one side adds right above a line that the other changes is apart from that.
    """
    start, stop = -1, -1
    group: tuple[list[Hunk], list[Hunk]] = ([], [])
    sides = [(hunk, 0) for hunk in mine] + [(hunk, 1) for hunk in other]
    for hunk, side in sorted(sides, key=lambda each: (each[0][:2], each[1])):
        if hunk.start >= stop and hunk[:2] != (start, stop):
            if start >= 0:
                yield start, stop, *group
            start, stop, group = hunk.start, hunk.stop, ([], [])
        stop = max(stop, hunk.stop)
        group[side].append(hunk)
    if start >= 0:
        yield start, stop, *group


def _made(base: Lines, start: int, stop: int, changes: Sequence[Hunk]) -> list[str]:
    """Some lines of the base with changes made."""
    lines: list[str] = []
    for change in changes:
        lines += [*base[start : change.start], *change.lines]
        start = change.stop
    return [*lines, *base[start:stop]]


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
