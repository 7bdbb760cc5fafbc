"""Getting the bytes of a deck from disk: regular files only, never blocking, never too many."""

import os
import stat
from pathlib import Path

from .characters import shown

MAX_BYTES = 32 * 1024 * 1024
"""A 10,000-card deck is about 9 MB."""


# Without O_NONBLOCK, opening a pipe would wait for somebody to write into it; without O_BINARY,
# Windows would change line endings and stop at Ctrl+Z.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UnreadableFileError(Exception):
    """The bytes of a file could not be had; `str()` is a sentence that says what to do."""

    def __init__(self, path: Path, reason: str, remedy: str) -> None:
        super().__init__(f"{shown(str(path))}: {reason} {remedy}")
        self.path = path
        self.reason = reason
        self.remedy = remedy


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """The content of a regular file, at most `most` + 1 bytes of it.

    Raises UnreadableFileError for everything else: missing, a folder, a pipe, a device, no
    permission, a disk that fails.
    """
    try:
        with open(path, "rb", opener=_opener) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableFileError(
                    path, "This is not a regular file.", "Choose a deck file."
                )
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        raise UnreadableFileError(path, *_explain(path, error)) from error


def _opener(path: str, _flags: int) -> int:
    return os.open(path, _FLAGS)


def _explain(path: Path, error: OSError | ValueError) -> tuple[str, str]:
    """What went wrong and what to do, in two sentences."""
    if isinstance(error, IsADirectoryError) or _is_folder(path):
        return "This is a folder.", "Choose a deck file in it."
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return "This link points to a file that is not there.", "Restore the file it names."
        return "There is no such file.", "Check the name and the folder."
    if isinstance(error, PermissionError):
        return "You may not read this file.", "Ask its owner for permission to read it."
    if isinstance(error, ValueError):
        return "This is not a file name.", "Check the name."
    return f"The file could not be read ({error.strerror}).", "Check the disk or the network drive."


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
