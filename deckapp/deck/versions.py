"""The versions of a deck that can be named: files, snapshots, revisions in git."""

import os
from pathlib import Path

from .git import GitError, ask_git
from .source import SourceDocument, read_deck, read_deck_file
from .storage.safekeeping import local_data, now
from .storage.snapshots import Snapshot, SnapshotError, Snapshots


class VersionError(Exception):
    """There is no such version; `str()` is a sentence that says why."""


def read_version(name: str) -> SourceDocument:
    """The deck that a name means: a file, DECK@N or REVISION:PATH.

    Raises VersionError or UnreadableFileError.
    """
    if not os.path.exists(name):  # noqa: PTH110  which never raises
        deck, at, version = name.rpartition("@")
        if at and version.isascii() and version.isdigit():
            return read_deck(snapshot_data(Path(deck), int(version)), Path(deck))
        if ":" in name:
            return read_deck(_in_git(name), Path(name))
    return read_deck_file(Path(name))


def read_revision(deck: Path, revision: str) -> SourceDocument:
    """A deck's file as it was in a revision of the repository around it; raises VersionError."""
    path = deck.absolute()
    if not revision or revision.startswith("-") or ":" in revision or "\0" in revision:
        raise VersionError("Name a revision as git does, such as HEAD~1, main or a3f09c2.")
    try:
        data = ask_git("-C", str(path.parent), "cat-file", "blob", f"{revision}:./{path.name}")
    except GitError as error:
        raise VersionError(f"This revision does not have the deck, and {error}.") from None
    return read_deck(data, deck)


def snapshots_of(deck: Path) -> Snapshots:
    """The snapshots of a deck."""
    return Snapshots(local_data() / "snapshots", deck, now)


def snapshot_data(deck: Path, number: int) -> bytes:
    """What the file of a deck held, by the number of the snapshot, from 1; raises VersionError."""
    try:
        return snapshots_of(deck).read(_numbered(deck, number))
    except SnapshotError as error:
        raise VersionError(f"{deck}@{number}: {error}") from None


def _numbered(deck: Path, number: int) -> Snapshot:
    versions = snapshots_of(deck).versions()
    if not 1 <= number <= len(versions):
        kept = "no earlier version" if not versions else f"earlier versions 1 to {len(versions)}"
        raise VersionError(f"{deck}@{number}: deckapp keeps {kept} of this deck.")
    return versions[number - 1]


def _in_git(name: str) -> bytes:
    """The bytes of a file in a revision."""
    if name.startswith("-"):
        raise VersionError(f"{name}: this names no revision.")
    try:
        return ask_git("cat-file", "blob", name)
    except GitError as error:
        raise VersionError(
            f"{name}: there is no such file, and {error}. In git, name it from the top of the "
            "repository, or with ./ before it."
        ) from None
