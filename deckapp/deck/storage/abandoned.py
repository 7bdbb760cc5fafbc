"""Journals that sessions left behind which ended without saving."""

import os
import platform
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from .journal_file import FORMAT, JournalError, intact
from .processes import is_running, lock_file
from .snapshots import folder_name

_LONGEST_HEADER = 1 << 16
_NO_HEADER = (KeyError, OverflowError, TypeError, ValueError)
"""What comes of a header that says something else than ours do."""


@dataclass(frozen=True, slots=True)
class Abandoned:
    """A journal that a session left behind: what it appended, in order.

    The records apply to the bytes of the deck that have the SHA-256 `base_digest` (hex). `written`
    is when the last was written; `torn` tells that something damaged follows them.
    """

    path: Path
    deck: Path
    base_digest: str
    host: str
    started: datetime
    written: datetime
    records: tuple[Mapping[str, Any], ...]
    torn: bool

    def discard(self, *, aside: bool = False) -> None:
        """Remove it, once its records are saved or not wanted, or rename it `….damaged`.

        Raises JournalError.
        """
        try:
            if not aside:
                self.path.unlink(missing_ok=True)
            elif self.path.exists():
                self.path.rename(f"{self.path}.damaged")
        except OSError as error:
            raise JournalError(
                f"Recovered changes could not be removed ({error.strerror or error}). "
                f"Remove {self.path} by hand."
            ) from error


def abandoned(folder: Path, deck: Path | None = None) -> tuple[Abandoned, ...]:
    """The journals of sessions that ended without discarding them; the one written last is last.

    Of one deck, or of all. Those without records are removed, damaged ones renamed `….damaged`.
    Raises JournalError.
    """
    prefix = "" if deck is None else f"{folder_name(deck)}-"
    try:
        paths = [path for path in folder.iterdir() if path.name.startswith(prefix)]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise JournalError(
            f"Nobody can tell whether changes were lost ({error.strerror or error}). "
            "Ask for permission to read the folder of deckapp's data."
        ) from error
    found = [_examined(path) for path in paths if path.suffix == ".journal"]
    return tuple(sorted(filter(None, found), key=lambda journal: journal.written))


def bases(folder: Path, deck: Path) -> frozenset[str]:
    """The SHA-256 (hex) of what the journals of a deck began with, also of sessions that go on."""
    found = set()
    with suppress(OSError):
        for path in folder.glob(f"{folder_name(deck)}-*.journal"):
            with suppress(OSError), path.open("rb") as file:
                headers, _ = intact(file.readline(_LONGEST_HEADER))
                found |= {str(header.get("base")) for header in headers}
    return frozenset(found)


def _examined(path: Path) -> Abandoned | None:
    """What can be recovered from a file; None if nothing can, or if its session may be alive."""
    with suppress(OSError, *_NO_HEADER):
        if not path.is_file():
            return None
        with path.open("rb") as file:
            locked = lock_file(file.fileno(), shared=True)
            if locked is False:
                return None
            file.seek(0)
            data = file.read()
            records, end = intact(data)
            header, torn = records[0] if records else None, end < len(data)
            if header is not None and header.get("format") != FORMAT:
                return None  # of a later deckapp
            if not (locked and (header is None or header["locked"])) and _may_be_alive(header):
                return None
            if header and len(records) > 1:
                deck, base, host = Path(header["deck"]), header["base"], header["host"]
                started = datetime.fromisoformat(header["started"])
                written = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
                rest = tuple(records[1:])
                return Abandoned(path, deck, base, host, started, written, rest, torn)
            put_away = partial(path.rename, f"{path}.damaged") if torn else path.unlink
            with suppress(PermissionError):  # Windows: not while it is open
                put_away()
        put_away()
    return None


def _may_be_alive(header: Mapping[str, Any] | None) -> bool:
    """Whether a session may go on, where locks tell nothing."""
    if header is None or header["host"] != platform.node():
        return True
    return is_running(header["pid"], header["start"]) is not False
