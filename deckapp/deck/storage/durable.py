"""Writing files so that a failure at any moment leaves the earlier one as it was.

Qt's QSaveFile does not: on a full disk it puts part of a file in the place of a good one.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from .processes import lock_file

_PREFIX, _SUFFIX = ".deckapp-", ".tmp"
_BUFFER = 1 << 20
_NEW = 0o666
"""What a new file's permissions are before the system takes away what the user does not want."""


@contextmanager
def replacing(path: Path, check: Callable[[], None] | None = None) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends without an exception.

    All of it is on the disk before the name changes; `check` is called in between and may raise.
    Links are followed; who may read and write the file stays so. Raises OSError, and ValueError
    for what is no file name: then the earlier file is as it was, and nothing else is left behind.
    """
    target = Path(os.path.realpath(path))
    before = _status(target)
    temporary = target.parent / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, _NEW if before is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb", _BUFFER) as file:
            lock_file(descriptor)  # shows that somebody is at it
            os.lseek(descriptor, 0, os.SEEK_SET)
            if before is not None:
                _resemble(temporary, before)
            yield file
            file.flush()
            os.fsync(file.fileno())
        if check is not None:
            check()
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(target.parent)


def _status(target: Path) -> os.stat_result | None:
    """What is known of a file; None where there is none."""
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _resemble(path: Path, before: os.stat_result) -> None:
    """Let those read and write a file who could the one before, and nobody else."""
    mode, now = stat.S_IMODE(before.st_mode), path.stat()
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        with suppress(OSError, AttributeError):  # Windows has no owners of this sort
            os.chown(path, -1, before.st_gid)
            os.chown(path, before.st_uid, -1)
        if path.stat().st_gid != before.st_gid:
            mode &= ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3
    if stat.S_IMODE(path.stat().st_mode) != mode:  # a drive may have one for all, and forbid it
        path.chmod(mode)


def clear(folder: Path) -> None:
    """Remove what processes left in a folder that were killed while replacing a file there."""
    with suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError):
                with left.open("rb") as file:
                    is_left = lock_file(file.fileno())
                if is_left:
                    left.unlink()


def sync_folder(folder: Path) -> None:
    """Make the new name durable; a system that cannot do that has the file all the same."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
