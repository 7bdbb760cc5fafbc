"""Taking chunks of lines out of a list or section in block style, and putting others in."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from .chunks import Chunk
from .splices import Splice, added_lines, line_start

Addition = tuple[int | None, str]
"""After which chunk lines go (before all others if None), and the lines, the last without break."""


def list_splices(
    text: str,
    chunks: Sequence[Chunk],
    removed: Collection[int],
    added: Sequence[Addition],
    gap: str,
    newline: str,
) -> list[Splice]:
    """The splices that take items out of a list and put others in, with a gap of blank lines."""
    splices = _removals(text, chunks, removed)
    for before, lines in added:
        if before is None:
            splices.append(added_lines(text, chunks[0].start, lines, newline + gap))
        else:
            splices.append(added_lines(text, chunks[before].end, gap + lines, newline))
    return splices


def section_splices(
    text: str,
    chunks: Sequence[Chunk],
    removed: Collection[int],
    added: Sequence[Addition],
    newline: str,
) -> list[Splice]:
    """The splices that take keys out of a section, of which some stay, and put others in.

    The lines that are added have no margin before the first.
    """
    first = next(index for index in range(len(chunks)) if index not in removed)
    head = chunks[first].head
    line = line_start(text, head)
    margin = " " * (head - line)
    beside = bool(text[line:head].strip())
    splices = []
    if first and _is_beside_dash(text, chunks[0]):
        start = chunks[0].head
        between = [text[a.end : b.start] for a, b in pairwise(chunks[: first + 1])]
        if "".join([*between, text[chunks[first].start : head]]).strip():
            bare = len(text[:start].rstrip(" "))
            splices.append(Splice(bare, chunks[0].end, newline))
            splices += _removals(text, chunks, set(removed) - {0})
        else:
            splices.append(Splice(start, head, ""))
            splices += _removals(text, chunks, {index for index in removed if index > first})
            beside = True
    else:
        splices += _removals(text, chunks, removed)
    for before, lines in added:
        if before is not None:
            splices.append(added_lines(text, chunks[before].end, margin + lines, newline))
        elif beside:
            splices.append(Splice(head, head, lines + newline + margin))
        else:
            splices.append(added_lines(text, chunks[first].start, margin + lines, newline))
    return splices


def _is_beside_dash(text: str, chunk: Chunk) -> bool:
    """Whether something stands before a chunk on its line."""
    return chunk.start > 0 and text[chunk.start - 1] not in "\r\n"


def _removals(text: str, chunks: Sequence[Chunk], removed: Collection[int]) -> list[Splice]:
    """Chunks out, and with them the blank lines that nothing would stand between any more."""
    splices = [Splice(chunks[index].start, chunks[index].end, "") for index in sorted(removed)]
    run = 0  # the first of the chunks in a row that are removed
    for index, (above, below) in enumerate(pairwise(chunks), start=1):
        if index - 1 not in removed:
            run = index
        gap = text[above.end : below.start]
        if not gap or gap.strip():
            continue
        if index - 1 in removed:
            has_other = run > 0 and chunks[run - 1].end < chunks[run].start
            drop = index in removed or run == 0 or has_other
        else:
            drop = all(later in removed for later in range(index, len(chunks)))
        if drop:
            splices.append(Splice(above.end, below.start, ""))
    return splices


def usual_gap(text: str, chunks: Sequence[Chunk]) -> str:
    """The blank lines that most often stand between two items."""
    gaps = Counter(text[above.end : below.start] for above, below in pairwise(chunks))
    gap = max(gaps, key=gaps.__getitem__, default="")
    return "" if gap.strip() else gap
