"""Writing an export: what may be overwritten, and why a file could not be written."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from deckapp.deck.storage import durable

from .errors import ExportError

_SUFFIX = ".pdf"
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
        _check(out, Path(os.path.realpath(out)), source)
    except (OSError, ValueError) as error:
        raise _explained(out, error) from error
    try:
        with durable.replacing(out) as file:
            yield file
    except OSError as error:
        raise _explained(out, error) from error


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
