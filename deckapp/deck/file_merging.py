"""Merging two versions of a deck's file: by card and field, and with the comments of both.

Where the lines of a file merge and read as the merged deck, that is the result. Elsewhere the
merged deck is written into our version; there the lines of each card are merged, if they can be.
"""

import re
from collections import Counter
from contextlib import suppress
from difflib import SequenceMatcher
from typing import NamedTuple

from yaml.nodes import MappingNode, SequenceNode

from .comparing.conflicts import Conflict, with_theirs
from .comparing.lines import merge_lines
from .comparing.merging import merge
from .editing.ids import with_ids
from .editing.paths import EditError
from .model import Card, Deck, Issue
from .source import SourceDocument, read_deck
from .writing.chunks import chunks_of, column_of
from .writing.splices import shifted
from .writing.verified import edited_source, encoded

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)


class MergedFile(NamedTuple):
    """The text of a merged file, with our version of what is in conflict.

    `marked` is the same with both versions of that, between conflict markers as git writes them.
    `lost_comments` are those that only they wrote and that could not be taken over.
    """

    text: str
    marked: str
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
    merged = merge(*(with_ids(source.deck) for source in (base, ours, theirs)))
    text = _text(base, ours, theirs, merged.deck, prefer_ours=True)
    marked = text
    if merged.conflicts:
        other = merged.deck
        for conflict in merged.conflicts:
            with suppress(EditError):  # another conflict may have taken away what it is about
                other = with_theirs(other, conflict)
        marked = _marked(
            text, _text(base, ours, theirs, other, prefer_ours=False), marker_size, names
        )
    lost = Counter(_COMMENT.findall(theirs.text)) - Counter(_COMMENT.findall(base.text))
    lost -= Counter(_COMMENT.findall(text))
    return MergedFile(text, marked, merged.conflicts, tuple(lost.elements()))


def _text(
    base: SourceDocument,
    ours: SourceDocument,
    theirs: SourceDocument,
    deck: Deck,
    *,
    prefer_ours: bool,
) -> str:
    """The merged file for a merged deck, with one side's version of what is in conflict."""
    if not any("\r" in source.text for source in (base, ours, theirs)):
        versions = [source.text.splitlines(keepends=True) for source in (base, ours, theirs)]
        text = "".join(merge_lines(*versions, prefer_ours=prefer_ours))
        if read_deck(encoded(text, bom=ours.bom)).deck == deck:
            return text
    instead = _CardLines(base, ours, theirs, prefer_ours=prefer_ours).of
    return edited_source(ours, with_ids(ours.deck), deck, {}, instead).text


class _CardLines:
    """The lines of cards in three versions of a file, with their dashes at the margin."""

    def __init__(
        self,
        base: SourceDocument,
        ours: SourceDocument,
        theirs: SourceDocument,
        *,
        prefer_ours: bool,
    ) -> None:
        self._prefer_ours = prefer_ours
        self._base, self._ours, self._theirs = map(_lines_of_cards, (base, ours, theirs))

    def of(self, section: Card | Issue) -> str | None:
        """What a merged card is to have instead of our lines; None where ours will do."""
        if not isinstance(section, Card):
            return None
        was, mine, other = (
            version.get(section.id) for version in (self._base, self._ours, self._theirs)
        )
        if other is None or other in (was, mine):
            return None
        versions = [(version or "").splitlines() for version in (was, mine, other)]
        text = "\n".join(merge_lines(*versions, prefer_ours=self._prefer_ours))
        return text if _says(text, section) else None


def _says(lines: str, card: Card) -> bool:
    """Whether lines of a card, by themselves, say what it says."""
    deck = read_deck(f"format: deckapp/1\nissues:\n- cards:\n{shifted(lines, 2)}\n".encode()).deck
    return bool(deck.issues) and with_ids(deck).issues[0].cards == (card,)


def _lines_of_cards(source: SourceDocument) -> dict[str, str]:
    """The lines of each card, comments included, by its id."""
    found = {}
    named = with_ids(source.deck)
    for at, issue in enumerate(named.issues):
        siblings = source.node(("issues", at, "cards"))
        if not isinstance(siblings, SequenceNode) or siblings.flow_style or not issue.cards:
            continue
        column = column_of(source.text, siblings)
        chunks = [
            chunk
            for chunk, node in zip(chunks_of(source.text, siblings), siblings.value, strict=True)
            if isinstance(node, MappingNode)
        ]
        for card, chunk in zip(issue.cards, chunks, strict=True):
            lines = source.text[chunk.start : chunk.end].splitlines()
            found[card.id] = shifted("\n".join(lines), -column)
    return found


def _marked(ours: str, theirs: str, size: int, names: tuple[str, str]) -> str:
    """Our text, with theirs beside it wherever they differ."""
    mine, other = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    newline = "\r\n" if "\r\n" in ours else "\n"
    pieces: list[str] = []
    matcher = SequenceMatcher(None, mine, other, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces += mine[a:b]
            continue
        pieces += [f"{'<' * size} {names[0]}{newline}", *_ended(mine[a:b], newline)]
        pieces += [f"{'=' * size}{newline}", *_ended(other[c:d], newline)]
        pieces.append(f"{'>' * size} {names[1]}{newline}")
    return "".join(pieces)


def _ended(lines: list[str], newline: str) -> list[str]:
    """Lines each of which ends with a line break."""
    return [line if line.endswith(("\n", "\r")) else line + newline for line in lines]
