"""Writing files so that a failure at any moment leaves the earlier one as it was.

Qt's QSaveFile does not: on a full disk it puts part of a file in the place of a good one.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_BUFFER = 1 << 20
_NEW = 0o666
"""What a new file's permissions are before the system takes away what the user does not want."""


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends without an exception.

    All of it is on the disk before the name changes. Links are followed; who may read and write
    the file stays so. Raises OSError, and ValueError for what is no file name: then the earlier
    file is as it was, and nothing else is left behind.
    """
    target = Path(os.path.realpath(path))
    mode = _mode(target)
    temporary = target.parent / f".deckapp-{os.urandom(8).hex()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, _NEW if mode is None else mode)
    try:
        with os.fdopen(descriptor, "wb", _BUFFER) as file:
            if mode is not None:
                temporary.chmod(mode)  # opening it has taken away what is usually not wanted
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(target.parent)


def _mode(target: Path) -> int | None:
    """The permissions of a file; None where there is none."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None


def sync_folder(folder: Path) -> None:
    """Make the new name durable; a system that cannot do that has the file all the same."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
