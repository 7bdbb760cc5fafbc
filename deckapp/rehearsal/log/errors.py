"""Why the review log could not be used: each time a sentence that says what to do."""

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from deckapp.deck.characters import shown

if TYPE_CHECKING:
    import sqlite3

_FULL = "There is no room left on the disk. Make room, then try again; nothing earlier is lost."
_READ_ONLY = (
    "The review log may not be written there. Ask for permission to write in this folder, or set "
    "XDG_DATA_HOME to another one."
)
_BUSY = "Another program is busy with the review log. Close it there, or try again in a moment."
_DAMAGED = (
    "The review log is damaged. Close every deckapp and start it again: what can be saved of the "
    "log comes back then."
)
_NO_FOLDER = (
    "This is no folder for the review log. Move away the file of that name, or set XDG_DATA_HOME "
    "to another folder."
)

_OF_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.EEXIST: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EISDIR: _NO_FOLDER,
}

_OF_SQLITE = {3: _READ_ONLY, 5: _BUSY, 6: _BUSY, 8: _READ_ONLY, 13: _FULL, 14: _READ_ONLY}
"""By primary result code (https://sqlite.org/rescode.html)."""
_CORRUPT, _NOT_A_DATABASE = 11, 26


class LogError(Exception):
    """The review log could not be read or written; `str()` is the sentence for the user."""

    def __init__(self, path: Path, sentences: str) -> None:
        super().__init__(f"{shown(str(path))}: {sentences}")


def busy(path: Path) -> LogError:
    """The error for a log that somebody else holds."""
    return LogError(path, _BUSY)


def is_damage(error: "sqlite3.Error") -> bool:
    """Whether SQLite found that the file is no sound database."""
    return _code(error) in (_CORRUPT, _NOT_A_DATABASE)


def explained(path: Path, error: "OSError | sqlite3.Error") -> LogError:
    """What went wrong with a file or folder, and the way out."""
    if isinstance(error, OSError):
        known = _OF_SYSTEM.get(error.errno or 0)
    else:
        known = _DAMAGED if is_damage(error) else _OF_SQLITE.get(_code(error))
    reason = getattr(error, "strerror", None) or error
    unknown = f"The review log could not be used ({reason}). Check the disk, then try again."
    return LogError(path, known or unknown)


def _code(error: "sqlite3.Error") -> int:
    """The primary result code; 0 for what Python's module found itself."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
