"""Writing a file so that a failure leaves the earlier one as it was and nothing else behind."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from .errors import ExportError

_SUFFIX = ".pdf"
_BUFFER = 1 << 20
_REASONS = {
    errno.ENOSPC: "The disk is full. Free some space, or choose another disk.",
    errno.EDQUOT: "Your disk quota is used up. Free some space, or choose another disk.",
    errno.EROFS: "The disk is read-only. Choose another folder.",
    errno.EACCES: "You may not write here, or another program has the file open. Close it there, "
    "or choose another folder.",
    errno.EPERM: "You may not write here. Choose another folder.",
    errno.ENAMETOOLONG: "The name is too long. Choose a shorter one.",
}


def check_name(out: Path) -> None:
    """Raise ExportError for a file that is not to be a PDF, so that no deck is overwritten."""
    if out.suffix.lower() != _SUFFIX and not out.is_dir():
        kind = (
            f"“{out.suffix}” is not a format" if out.suffix else "Without suffix it has no format"
        )
        raise ExportError(f"{out}: {kind} that deckapp can write. End the name in “.pdf”.")


@contextmanager
def replacing(out: Path, source: Path | None) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `out` when the block ends without an exception.

    `source` is a file that must not be overwritten. Raises ExportError for everything that the
    system refuses: a missing folder, no permission, a full disk, a name that is a folder.
    """
    try:
        target = Path(os.path.realpath(out))
        _check(out, target, source)
        temporary = target.parent / f".deckapp-{os.urandom(8).hex()}.tmp"
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(temporary, flags, mode)
    except (OSError, ValueError) as error:
        raise _explained(out, error) from error
    try:
        with os.fdopen(descriptor, "wb", _BUFFER) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise _explained(out, error) from error
        raise
    _sync_folder(target.parent)


def _check(out: Path, target: Path, source: Path | None) -> None:
    if target.is_dir():
        raise ExportError(f"{out}: This is a folder. Name a file in it.")
    if not target.parent.is_dir():
        raise ExportError(
            f"{out}: There is no folder {target.parent}. Create it, or choose another."
        )
    if source is not None and target.exists() and source.exists() and target.samefile(source):
        raise ExportError(f"{out}: This is the deck itself. Choose another name for the cards.")
    if target.exists() and not target.is_file():
        raise ExportError(f"{out}: This is not a regular file. Choose another name.")


def _explained(out: Path, error: OSError | ValueError) -> ExportError:
    if isinstance(error, ValueError):
        return ExportError(f"{out!r}: This is not a file name. Check the name.")
    reason = _REASONS.get(error.errno or 0)
    if reason is None:
        reason = f"The file could not be written ({error.strerror}). Choose another folder."
    return ExportError(f"{out}: {reason}")


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; a system that cannot do that has the file all the same."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
