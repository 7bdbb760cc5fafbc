"""What a deck is compared with, and what comes of it. No Qt."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from deckapp.deck import Change, Deck, SourceDocument, changes, read_deck, read_deck_file
from deckapp.deck.characters import shortened, shown
from deckapp.deck.comparing.spoken import is_spoken
from deckapp.deck.comparing.wording import both_readable
from deckapp.deck.editing.ids import with_ids
from deckapp.deck.storage.snapshots import Snapshot
from deckapp.deck.versions import read_revision, snapshots_of

_KINDS = {
    "changed": "Differs",
    "added": "Only there",
    "removed": "Only here",
    "moved": "Stands elsewhere",
}


@dataclass(frozen=True, slots=True)
class Version:
    """Another version of a deck: what it is called, what tells it from others, how to read it.

    `read` raises VersionError, SnapshotError or UnreadableFileError.
    """

    name: str
    key: str
    read: Callable[[], SourceDocument] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between a deck and a version of it: to take over is to make it as there.

    `is_broken` tells that the version has errors.
    """

    deck: Deck
    version: Version
    other: Deck
    is_broken: bool
    changes: tuple[Change, ...]


class Row(NamedTuple):
    """A line of the list: a card (an issue, the deck) with all its changes, or one of these."""

    text: str
    changes: tuple[Change, ...]
    is_head: bool


def kept_versions(deck: Path) -> tuple[Version, ...]:
    """The versions that deckapp kept, newest first; raises SnapshotError."""
    return tuple([_kept(deck, snapshot) for snapshot in snapshots_of(deck).versions()])


def _kept(deck: Path, snapshot: Snapshot) -> Version:
    taken = snapshot.taken.astimezone()
    name = f"{taken.day} {taken:%B %Y, %H:%M:%S}"
    return Version(name, str(snapshot.path), partial(_read_kept, deck, snapshot))


def _read_kept(deck: Path, snapshot: Snapshot) -> SourceDocument:
    return read_deck(snapshots_of(deck).read(snapshot), deck)


def file_version(path: Path) -> Version:
    """A file as it is now."""
    return Version(shown(path.name), str(path), partial(read_deck_file, path))


def revision_version(deck: Path, revision: str) -> Version:
    """A deck's file as it was in a revision of git."""
    return Version(f"git {shown(revision)}", revision, partial(read_revision, deck, revision))


def compared(deck: Deck, version: Version, last: Comparison | None = None) -> Comparison:
    """The deck beside a version, which is not read again if it was the last one."""
    if last is not None and last.version == version:
        other, is_broken = last.other, last.is_broken
    else:
        source = version.read()
        other, is_broken = with_ids(source.deck), source.has_errors
    return Comparison(deck, version, other, is_broken, changes(deck, other))


def rows_of(found: Sequence[Change], *, spoken: bool = False) -> list[Row]:
    """The lines of the list, card by card; perhaps only what is spoken."""
    wanted = [change for change in found if is_spoken(change)] if spoken else found
    rows = []
    for _, group in groupby(wanted, lambda each: (each.issue, each.card, each.title)):
        of_card = tuple(group)
        rows.append(Row(_section(of_card[0]), of_card, is_head=True))
        rows += [Row(_line(change), (change,), is_head=False) for change in of_card]
    return rows


def _section(change: Change) -> str:
    title = shown(shortened(change.title, 80)) or "Without a title"
    if change.card:
        return title
    return f"Issue: {title}" if change.issue else "The deck"


def _line(change: Change) -> str:
    whole = "the card" if change.card else "the issue"
    return f"{_KINDS[change.kind]}: {shown(change.label) or whole}"


def sentence(row: Row, version: Version) -> str:
    """What a line is about, in a sentence."""
    change = row.changes[0]
    section = f"“{shown(shortened(change.title))}”" if change.issue else "the deck"
    if row.is_head:
        return f"All that differs in {section}."
    what = f"“{shown(change.label)}” of {section}" if change.label else section
    end = {
        "changed": "differs",
        "added": f"is only in the version “{version.name}”",
        "removed": "is only in this deck",
        "moved": "stands elsewhere",
    }
    return f"{what[0].upper()}{what[1:]} {end[change.kind]}."


def both_sides(row: Row) -> tuple[str, str]:
    """The texts of a line, here and there; of several changes with their labels."""
    if not row.is_head:
        return both_readable(row.changes[0])
    sides = list(zip(*map(_labelled, row.changes), strict=True))
    here, there = ("\n\n".join(filter(None, side)) for side in sides)
    return here, there


def _labelled(change: Change) -> Iterator[str]:
    for text in both_readable(change):
        yield f"{change.label}:\n{text}" if change.label and text else text
