"""A file of records, whole lines of which survive whatever happens to its writer.

Each line is JSON with a checksum that runs on from line to line: what follows a damaged or
half-written line is ignored, what precedes it is whole.
"""

import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from .durable import sync_folder
from .processes import lock_file

FORMAT = "deckapp-journal/1"
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class JournalError(Exception):
    """A journal could not be written, found or removed; `str()` is a sentence with a remedy."""


class JournalFile:
    """One file of a journal, locked while it is open. Its methods raise OSError.

    `count` is the number of its records, `unsynced` whether a power cut may lose some.
    """

    def __init__(self, path: Path, header: Mapping[str, Any]) -> None:
        self.count = -1  # the header is not a record
        self.unsynced = False
        self._path = path
        self._end = self._chain = 0
        self._is_named = self._has_failed = False
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(path, _NEW, 0o600)
        try:
            # Another process may be looking at it now; then the header does not vouch for the lock.
            locked = lock_file(self._file) is True
            self.write([json.dumps({**header, "locked": locked}).encode()])
        except OSError:
            self.close(discard=True)
            raise

    def write(self, payloads: list[bytes]) -> None:
        """Append records; of one that cannot be written whole, nothing stays."""
        for payload in payloads:
            line, chain = _line(payload, self._chain)
            try:
                os.lseek(self._file, self._end, os.SEEK_SET)
                left = line
                while left:
                    left = left[os.write(self._file, left) :]
            except OSError:
                with suppress(OSError):
                    os.ftruncate(self._file, self._end)
                raise
            self._end, self._chain = self._end + len(line), chain
            self.count += 1
            self.unsynced = True

    def sync(self) -> None:
        """Make it durable. After a failure it is lost: the system forgets what it could not do."""
        if not self.unsynced:
            return
        self.unsynced = False  # first, because somebody may write meanwhile
        try:
            os.fsync(self._file)
        except OSError:
            self.unsynced = self._has_failed = True
            raise
        if not self._is_named:
            sync_folder(self._path.parent)
            self._is_named = True

    def is_lost(self) -> bool:
        """Whether it could not be synced, or somebody removed it."""
        return self._has_failed or not self._path.exists()

    def close(self, *, discard: bool) -> None:
        """Give it up, and remove it; if that fails, it is empty at least."""
        if discard:
            with suppress(OSError):
                os.ftruncate(self._file, 0)
        with suppress(OSError):
            os.close(self._file)
        if discard:
            with suppress(OSError):
                self._path.unlink()


def _line(payload: bytes, chain: int) -> tuple[bytes, int]:
    """A line with its checksum, which runs on from the line before."""
    chain = zlib.crc32(payload, chain)
    return b'["%08x",%b]\n' % (chain, payload), chain


def intact(data: bytes) -> tuple[list[dict[str, Any]], int]:
    """What the whole lines at the beginning of a journal hold, and how many bytes they take."""
    records = []
    chain = end = 0
    while stop := data.find(b"\n", end) + 1:
        payload = data[end + 12 : stop - 2]
        line, chain = _line(payload, chain)
        record = None
        with suppress(ValueError, RecursionError):
            record = json.loads(payload) if line == data[end:stop] else None
        if not isinstance(record, dict):
            break
        records.append(record)
        end = stop
    return records, end
