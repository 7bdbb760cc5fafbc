"""A journal of one editing session, from which edits that were not saved are recovered.

A file of lines, each JSON with a checksum that runs on from line to line: what follows a damaged
or half-written line is ignored, what precedes it is whole. It lies in local app data, because its
writer shows that it is alive by a lock of the system's, which ends with the process.
"""

import json
import os
import platform
import threading
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from .durable import _sync_folder
from .locking import is_running, lock_file, process_start
from .snapshots import folder_name

DELAY = 0.5
"""Seconds from a record to its fsync, so that a power cut loses less than one of them."""

_FORMAT = "deckapp-journal/1"
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

Later = Callable[[float, Callable[[], None]], Callable[[], None]]
"""Calls something after so many seconds, never at once; returns what cancels that."""


class JournalError(Exception):
    """A journal could not be written, found or removed; `str()` is a sentence with a remedy."""


def in_thread(seconds: float, call: Callable[[], None]) -> Callable[[], None]:
    """Call it later in a thread that keeps no process alive. Raises RuntimeError without one."""
    timer = threading.Timer(seconds, call)
    timer.daemon = True
    timer.start()
    return timer.cancel


class Journal:
    """The journal of a session that is going on; `start` makes it. Any thread may call it.

    It keeps its records in memory too: what could not be written is written before the next, and
    a file that was removed or could not be synced is replaced by another with all of them.
    """

    def __init__(
        self, new_file: Callable[[str], "_File"], base: str, delay: float, later: Later
    ) -> None:
        self._new_file, self._delay, self._later = new_file, delay, later
        self._base = base
        self._records: list[bytes] = []
        self._file: _File | None = new_file(base)
        self._cancel: Callable[[], None] | None = None
        self._failure: OSError | None = None
        # Syncing takes long and must not hold up whoever appends. Where both are taken, then in
        # this order; the file changes only under both.
        self._syncing, self._writing = threading.Lock(), threading.Lock()

    @classmethod
    def start(
        cls,
        folder: Path,
        deck: Path,
        base_digest: str,
        clock: Callable[[], datetime],
        *,
        delay: float = DELAY,
        later: Later = in_thread,
    ) -> "Journal":
        """Begin a journal of edits to a deck whose bytes have this SHA-256. Raises JournalError."""

        def new_file(base: str) -> _File:
            started, pid = clock().astimezone(UTC), os.getpid()
            writer = {"pid": pid, "start": process_start(pid), "host": platform.node()}
            edited = {"deck": os.path.realpath(deck), "base": base}
            header = {"format": _FORMAT, **edited, **writer, "started": started.isoformat()}
            unique = f"{started:%Y%m%dT%H%M%SZ}-{os.urandom(8).hex()}"
            return _File(folder / f"{folder_name(deck)}-{unique}.journal", header)

        try:
            return cls(new_file, base_digest, delay, later)
        except OSError as error:
            raise _unwritten(error) from error

    @property
    def count(self) -> int:
        """How many records there are since the start or the last restart."""
        return len(self._records)

    def append(self, record: Mapping[str, Any]) -> None:
        """Hand a record to the system: it survives this process, and after the delay a power cut.

        Raises JournalError if this or an earlier one is not safe; the next append or sync tries
        again, so do not append it twice. Raises TypeError or ValueError for what JSON cannot hold;
        then nothing happened.
        """
        payload = json.dumps(dict(record), allow_nan=False, separators=(",", ":")).encode()
        with self._writing:
            self._open_file()
            self._records.append(payload)
        self._do(self._mend, self._write, self._schedule)

    def sync(self) -> None:
        """Make all records safe from a power cut now.

        Raises JournalError if that fails, or failed in the background since the last call.
        """
        self._do(self._mend, self._write, self._sync)

    def restart(self, base_digest: str, saved: int | None = None) -> None:
        """Begin anew on the bytes just saved, which have this SHA-256 (hex). Takes an fsync or two.

        They hold the first `saved` records (None: all); later ones are taken along. Raises
        JournalError; then the journal goes on as it was, on the earlier bytes.
        """
        try:
            self._replace_file(base_digest, self.count if saved is None else saved)
        except OSError as error:
            raise _unwritten(error) from error
        self._failure = None

    def close(self, *, discard: bool) -> None:
        """End it, and remove the file or leave it to be recovered from; again does nothing.

        Raises JournalError if what is left is not safe.
        """
        try:
            if not discard and self._file is not None:
                self.sync()
        finally:
            with self._syncing, self._writing:
                self._cancel_sync()
                file, self._file = self._file, None
                if file is not None:
                    file.close(discard=discard)

    def _do(self, *steps: Callable[[], None]) -> None:
        """Go through all the steps, then raise what failed there or in the background."""
        failure, self._failure = self._failure, None
        for step in steps:
            try:
                step()
            except OSError as error:
                failure = error
        if failure is not None:
            raise _unwritten(failure) from failure

    def _open_file(self) -> "_File":
        if self._file is None:
            raise JournalError("This recovery journal has ended. Open the deck again.")
        return self._file

    def _mend(self) -> None:
        """Go on in another file if this one is lost."""
        if self._open_file().is_lost():
            self._replace_file()

    def _write(self) -> None:
        """Write what is not in the file yet."""
        with self._writing:
            file = self._open_file()
            file.write(self._records[file.count :])

    def _schedule(self) -> None:
        """See to it that what was written will be synced."""
        with self._writing, suppress(RuntimeError):
            if self._open_file().unsynced:
                self._cancel = self._cancel or self._later(self._delay, self._sync_later)
            return
        self._sync()  # the system has no more threads

    def _sync_later(self) -> None:
        try:
            self._sync()
        except OSError as error:
            self._failure = error

    def _sync(self) -> None:
        with self._syncing:
            with self._writing:
                self._cancel_sync()
            if self._file is not None:
                self._file.sync()

    def _cancel_sync(self) -> None:
        cancel, self._cancel = self._cancel, None
        if cancel is not None:
            cancel()

    def _replace_file(self, base: str | None = None, saved: int = 0) -> None:
        with self._syncing:
            old = self._open_file()
            base = self._base if base is None else base
            new = self._new_file(base)
            try:
                with self._writing:
                    new.write(self._records[saved:])
                new.sync()
                with self._writing:
                    new.write(self._records[saved + new.count :])
                    self._file, self._base = new, base
                    self._records = self._records[saved:]
                    if not new.unsynced:
                        self._cancel_sync()
            except OSError:
                new.close(discard=True)
                raise
            old.close(discard=True)


class _File:
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
            _sync_folder(self._path.parent)
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

    def discard(self) -> None:
        """Remove it, once its records are saved or not wanted. Raises JournalError."""
        try:
            self.path.unlink(missing_ok=True)
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


def _examined(path: Path) -> Abandoned | None:
    """What can be recovered from a file; None if nothing can, or if its session may be alive."""
    with suppress(OSError):
        if not path.is_file():
            return None
        with path.open("rb") as file:
            locked = lock_file(file.fileno(), shared=True)
            if locked is False:
                return None
            file.seek(0)
            data = file.read()
            records, end = _intact(data)
            header, torn = records[0] if records else None, end < len(data)
            if header is not None and header.get("format") != _FORMAT:
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


def _line(payload: bytes, chain: int) -> tuple[bytes, int]:
    """A line with its checksum, which runs on from the line before."""
    chain = zlib.crc32(payload, chain)
    return b'["%08x",%b]\n' % (chain, payload), chain


def _intact(data: bytes) -> tuple[list[dict[str, Any]], int]:
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


def _unwritten(error: OSError) -> JournalError:
    return JournalError(
        f"Unsaved changes could not be kept for recovery ({error.strerror or error}). "
        "Save the deck now."
    )
