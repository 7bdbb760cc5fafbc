"""Merging two versions of a deck's file: by card and field, and with the comments of both.

Where the lines of the files merge, read as the merged deck and have all comments, that is the
result. Elsewhere the merged deck is written into the base and both versions: then these differ
only in their comments and in how they are written, and so their lines merge.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from yaml.nodes import Node, ScalarNode, SequenceNode

from .comparing.conflicts import Conflict, with_ours, with_theirs
from .comparing.lines import hunks, merge_lines
from .comparing.merging import Merged, merge
from .comparing.subsequences import common
from .editing.ids import ids_of, with_ids
from .editing.paths import EditError
from .hazards import children
from .model import Card, Deck, Issue
from .source import Place, SourceDocument, read_deck
from .writing.chunks import chunks_of, column_of
from .writing.splices import shifted
from .writing.verified import UnsavableError, edited_source

_BREAK = re.compile(r"\r\n|[\r\n]")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+\Z")
_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")

Sources = tuple[SourceDocument, SourceDocument, SourceDocument]
"""The base, our version and theirs."""


class MergedFile(NamedTuple):
    """The text of a merged file, with our version of what is in conflict.

    `marked` is the same with both versions of that, between conflict markers as git writes them.
    `bom` tells whether a byte order mark belongs before it. `lost_comments` are those that found
    no place: one side wrote them where the other took everything away, for instance.
    """

    text: str
    marked: str
    bom: bool
    conflicts: tuple[Conflict, ...]
    lost_comments: tuple[str, ...]


def merge_files(
    base: SourceDocument,
    ours: SourceDocument,
    theirs: SourceDocument,
    *,
    marker_size: int = 7,
    names: tuple[str, str] = ("ours", "theirs"),
) -> MergedFile:
    """Merge what two versions made of a file; raises UnsavableError."""
    bom = theirs.bom if ours.bom == base.bom else ours.bom
    if theirs.text in (base.text, ours.text) or ours.text == base.text:
        text = theirs.text if ours.text == base.text else ours.text
        return MergedFile(text, text, bom, (), ())
    sources = base, ours, theirs
    merged = merge(*(with_ids(source.deck) for source in sources))
    if not merged.conflicts:
        found = _line_by_line(sources, merged.deck) or _merged(sources, merged.deck)
        marked = found.text
    else:
        found = _merged(sources, merged.deck)
        mine, other = (_decided(merged, side) for side in (with_ours, with_theirs))
        first = found if mine == merged.deck else _merged(sources, mine)
        marked = _marked(first.text, _merged(sources, other).text, marker_size, names)
    lost = _lost_comments(sources, found)
    return MergedFile(found.text, marked, bom, merged.conflicts, lost)


def _decided(merged: Merged, side: Callable[[Deck, Conflict], Deck]) -> Deck:
    """The merged deck with one side of all conflicts."""
    deck = merged.deck
    for conflict in merged.conflicts:
        with suppress(EditError):  # another conflict has taken away what it is about
            deck = side(deck, conflict)
    return deck


# Text


def _line_by_line(sources: Sources, deck: Deck) -> SourceDocument | None:
    """The file with its lines merged; None where that is not the merged deck with all comments."""
    found = read_deck(_merged_text(*(source.text for source in sources)).encode())
    fits = not found.has_errors and with_ids(found.deck) == deck
    return found if fits and not _lost_comments(sources, found) else None


def _merged(sources: Sources, deck: Deck) -> SourceDocument:
    """The file with a deck merged out of its versions."""
    base, ours, theirs = sources
    was = other = None
    with suppress(UnsavableError):
        was = _written(base, deck, None)
    with suppress(UnsavableError):
        other = _written(theirs, deck, _whole(was))
    mine = _written(ours, deck, _whole(was) or _whole(other))
    if other is None:
        return mine
    shared = was.text if was else _shared_lines(mine.text, other.text)
    found = read_deck(_merged_text(shared, mine.text, other.text).encode())
    return found if not found.has_errors and found.deck == deck else mine


def _whole(source: SourceDocument | None) -> SourceDocument | None:
    """A file of which all is in its deck."""
    return None if source is None or source.has_errors else source


def _written(source: SourceDocument, deck: Deck, model: SourceDocument | None) -> SourceDocument:
    """A version with the merged deck; the cards and issues that it lacks are as in a model."""
    named = with_ids(source.deck)
    lacking = ids_of(deck) - ids_of(named)
    if lacking and model is not None:
        lines = {id_: text for id_, text in _lines_of_sections(model) if id_ in lacking}
        with suppress(UnsavableError):
            return edited_source(source, named, deck, {}, lambda each: lines.get(each.id))
    return edited_source(source, named, deck, {})


def _lines_of_sections(source: SourceDocument) -> Iterator[tuple[str, str]]:
    """The lines of each issue and card, by its id, with the dash at the margin."""
    yield from _lines_of_items(source, ("issues",), source.deck.issues)
    for at, issue in enumerate(source.deck.issues):
        yield from _lines_of_items(source, ("issues", at, "cards"), issue.cards)


def _lines_of_items(
    source: SourceDocument, place: Place, sections: Sequence[Card | Issue]
) -> Iterator[tuple[str, str]]:
    node = source.node(place)
    if isinstance(node, SequenceNode) and not node.flow_style:
        chunks = chunks_of(source.text, node)
        for section, (start, _, end) in zip(sections, chunks, strict=True):
            lines = shifted(source.text[start:end], -column_of(source.text, node))
            yield section.id, lines


def _shared_lines(one: str, other: str) -> str:
    """The lines that two versions share, for want of a base."""
    lines = _lines(one)
    return "".join([lines[at] for at, _ in common(lines, _lines(_with_ends_of(one, other)))])


def _merged_text(base: str, ours: str, theirs: str) -> str:
    versions = _with_ends_of(ours, base), ours, _with_ends_of(ours, theirs)
    return "".join(merge_lines(*map(_lines, versions)))


def _with_ends_of(model: str, text: str) -> str:
    """A text with the line ends of another."""
    ends = Counter(_BREAK.findall(model))
    if ends.keys() == set(_BREAK.findall(text)):
        return text
    return _BREAK.sub(max(ends, key=ends.__getitem__, default="\n"), text)


def _lines(text: str) -> list[str]:
    """The lines with their ends; what else Python takes for a line end is none in YAML files."""
    return _LINE.findall(text)


def _marked(ours: str, theirs: str, size: int, names: tuple[str, str]) -> str:
    """Our text, with theirs beside it wherever they differ."""
    lines = _lines(ours)
    newline = "\r\n" if "\r\n" in ours else "\n"
    pieces: list[str] = []
    at = 0
    for start, stop, others in hunks(lines, _lines(theirs)):
        pieces += lines[at:start]
        pieces += [f"{'<' * size} {names[0]}{newline}", *_ended(lines[start:stop], newline)]
        pieces += [f"{'=' * size}{newline}", *_ended(others, newline)]
        pieces.append(f"{'>' * size} {names[1]}{newline}")
        at = stop
    return "".join([*pieces, *lines[at:]])


def _ended(lines: Sequence[str], newline: str) -> list[str]:
    """Lines each of which ends with a line break."""
    return [line if line.endswith(("\n", "\r")) else line + newline for line in lines]


# Comments


def _lost_comments(sources: Sources, merged: SourceDocument) -> tuple[str, ...]:
    """The comments that should have come of merging but did not."""
    lost = _missing(*(Counter(_COMMENT.findall(each.text)) for each in (*sources, merged)))
    if lost:  # or what looks like comments
        lost = _missing(*(Counter(_comments(each)) for each in (*sources, merged)))
    return tuple(lost.elements())


def _missing(
    base: Counter[str], ours: Counter[str], theirs: Counter[str], merged: Counter[str]
) -> Counter[str]:
    expected = Counter(
        {
            comment: theirs[comment] if ours[comment] == base[comment] else ours[comment]
            for comment in ours | theirs
        }
    )
    return expected - merged


def _comments(source: SourceDocument) -> Iterator[str]:
    """The comments of a file."""
    at = 0
    for start, stop in sorted(_texts(source)):
        yield from _COMMENT.findall(source.text, at, start)
        at = stop
    yield from _COMMENT.findall(source.text, at)


def _texts(source: SourceDocument) -> Iterator[tuple[int, int]]:
    """From where to where the file has texts; # is nothing special in them."""
    waiting: list[Node] = [] if source.root is None else [source.root]
    while waiting:
        node = waiting.pop()
        waiting += children(node)
        if isinstance(node, ScalarNode):
            start = node.start_mark.index
            if node.style in ("|", ">"):
                found = _BREAK.search(source.text, start)
                start = found.start() if found else node.end_mark.index
            yield start, node.end_mark.index
