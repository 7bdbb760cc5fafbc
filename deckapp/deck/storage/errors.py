"""Why a deck could not be saved: each has a sentence, and a way out of it."""

import errno
from collections.abc import Sequence
from pathlib import Path

from deckapp.deck.characters import shown
from deckapp.deck.comparing.conflicts import Conflict


class SaveError(Exception):
    """A deck was not saved; the file is as it was, and the work is still here.

    `str()` is a sentence with `reason` and `remedy`.
    """

    def __init__(self, path: Path, reason: str, remedy: str) -> None:
        super().__init__(f"{shown(str(path))}: {reason} {remedy}")
        self.path = path
        self.reason = reason
        self.remedy = remedy


class ReadOnlyError(SaveError):
    """The file or its folder may not be written."""


class MissingError(SaveError):
    """The file, or its folder, was deleted, renamed or moved since it was opened."""


class FullDiskError(SaveError):
    """There is no room."""


class UnreachableError(SaveError):
    """The disk or the network drive fails."""


class BrokenOnDiskError(SaveError):
    """Somebody changed the file since it was opened, and now it cannot be read."""


class NewerError(SaveError):
    """The file has a deck in a format of a newer deckapp."""


class ConflictsError(SaveError):
    """Somebody changed the file since it was opened, in the same places: `conflicts`."""

    def __init__(self, path: Path, conflicts: Sequence[Conflict]) -> None:
        count = "one place" if len(conflicts) == 1 else f"{len(conflicts)} places"
        reason = f"Somebody else changed this deck in {count} that you changed, too."
        super().__init__(path, reason, "Choose a version of each.")
        self.conflicts = tuple(conflicts)


_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_MISSING = {errno.ENOENT, errno.ENOTDIR}


def save_error(path: Path, error: OSError) -> SaveError:
    """What went wrong when a file was written, and the way out."""
    if error.errno in _READ_ONLY:
        return read_only(path)
    if error.errno in _FULL:
        remedy = "Make room, or save the deck on another disk."
        return FullDiskError(path, "There is no room left on the disk.", remedy)
    if error.errno in _MISSING:
        return missing(path)
    reason = f"The disk or the network drive fails ({error.strerror or error})."
    return UnreachableError(path, reason, "Try again, or save the deck in another place.")


def read_only(path: Path) -> ReadOnlyError:
    """The error for a file that may not be written."""
    reason = "You may not write this file, or not in this folder."
    return ReadOnlyError(path, reason, "Save the deck in another place.")


def missing(path: Path) -> MissingError:
    """The error for a file that is no longer there."""
    reason = "The file or its folder was deleted, renamed or moved since you opened it."
    return MissingError(path, reason, "Save the deck under this name again, or in another place.")
