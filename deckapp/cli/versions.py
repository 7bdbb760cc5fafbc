"""The versions of a deck that commands can name: files, snapshots, revisions in git."""

import subprocess
from pathlib import Path

from deckapp.deck import Snapshot, SnapshotError, SourceDocument, read_deck, read_deck_file
from deckapp.deck.storage.safekeeping import local_data, now
from deckapp.deck.storage.snapshots import Snapshots

from .output import CommandError

NAMES = (
    "a deck file; DECK@N, an earlier version of it (N as `deckapp restore DECK` lists them); "
    "or REVISION:PATH, as git names it, such as HEAD~2:decks/moscow-2017.yaml"
)
_SECONDS = 60


def read_version(name: str) -> SourceDocument:
    """The deck that a name means; raises CommandError or UnreadableFileError."""
    if not Path(name).exists():
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
        found = subprocess.run(  # noqa: S603  git itself finds it on the user's PATH
            ["git", "cat-file", "blob", name],  # noqa: S607
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise CommandError(
            f"{name}: there is no such file, and git cannot be asked ({error})."
        ) from None
    if found.returncode:
        said = found.stderr.decode(errors="replace").strip().splitlines() or ["no answer"]
        raise CommandError(f"{name}: there is no such file, and git says: {said[-1]}")
    return found.stdout
