"""The versions of a deck that commands can name: files, snapshots, revisions in git."""

import os
from pathlib import Path

from deckapp.deck import Snapshot, SnapshotError, SourceDocument, read_deck, read_deck_file
from deckapp.deck.storage.safekeeping import local_data, now
from deckapp.deck.storage.snapshots import Snapshots

from .git import GitError, ask_git
from .output import CommandError

NAMES = (
    "a deck file; DECK@N, an earlier version of it (N as `deckapp restore DECK` lists them); "
    "or REVISION:PATH, as git names it, such as HEAD~2:decks/moscow-2017.yaml"
)


def read_version(name: str) -> SourceDocument:
    """The deck that a name means; raises CommandError or UnreadableFileError."""
    if not os.path.exists(name):  # noqa: PTH110  which never raises
        deck, at, version = name.rpartition("@")
        if at and version.isascii() and version.isdigit():
            return read_deck(snapshot_data(Path(deck), int(version)), Path(deck))
        if ":" in name:
            return read_deck(_in_git(name), Path(name))
    return read_deck_file(Path(name))


def snapshots_of(deck: Path) -> Snapshots:
    """The snapshots of a deck."""
    return Snapshots(local_data() / "snapshots", deck, now)


def snapshot_data(deck: Path, number: int) -> bytes:
    """What the file of a deck held, by the number of the snapshot, from 1; raises CommandError."""
    try:
        return snapshots_of(deck).read(_numbered(deck, number))
    except SnapshotError as error:
        raise CommandError(f"{deck}@{number}: {error}") from None


def _numbered(deck: Path, number: int) -> Snapshot:
    versions = snapshots_of(deck).versions()
    if not 1 <= number <= len(versions):
        kept = "no earlier version" if not versions else f"earlier versions 1 to {len(versions)}"
        raise CommandError(f"{deck}@{number}: deckapp keeps {kept} of this deck.")
    return versions[number - 1]


def _in_git(name: str) -> bytes:
    """The bytes of a file in a revision."""
    if name.startswith("-"):
        raise CommandError(f"{name}: this names no revision.")
    try:
        return ask_git("cat-file", "blob", name)
    except GitError as error:
        raise CommandError(
            f"{name}: there is no such file, and {error}. In git, name it from the top of the "
            "repository, or with ./ before it."
        ) from None
