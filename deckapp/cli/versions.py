"""The versions of a deck that commands can name: files, snapshots, revisions in git."""

from pathlib import Path

from deckapp.deck import SourceDocument
from deckapp.deck import versions as of_deck
from deckapp.deck.versions import VersionError, snapshots_of

from .output import CommandError

__all__ = ["NAMES", "read_version", "snapshot_data", "snapshots_of"]

NAMES = (
    "a deck file; DECK@N, an earlier version of it (N as `deckapp restore DECK` lists them); "
    "or REVISION:PATH, as git names it, such as HEAD~2:decks/moscow-2017.yaml"
)


def read_version(name: str) -> SourceDocument:
    """The deck that a name means; raises CommandError or UnreadableFileError."""
    try:
        return of_deck.read_version(name)
    except VersionError as error:
        raise CommandError(str(error)) from None


def snapshot_data(deck: Path, number: int) -> bytes:
    """What the file of a deck held, by the number of the snapshot, from 1; raises CommandError."""
    try:
        return of_deck.snapshot_data(deck, number)
    except VersionError as error:
        raise CommandError(str(error)) from None
