"""A journal of one editing session, from which edits that were not saved are recovered.

It lies in local app data, because its writer shows that it is alive by a lock of the system's,
which ends with the process.
"""

import json
import os
import platform
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .journal_file import FORMAT, JournalError, JournalFile
from .processes import process_start
from .snapshots import folder_name

DELAY = 0.5
"""Seconds from a record to its fsync, so that a power cut loses less than one of them."""

Later = Callable[[float, Callable[[], None]], Callable[[], None]]
"""Calls something after so many seconds, never at once; returns what cancels that."""


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
        self, new_file: Callable[[str], JournalFile], base: str, delay: float, later: Later
    ) -> None:
        self._new_file, self._delay, self._later = new_file, delay, later
        self._base = base
        self._records: list[bytes] = []
        self._file: JournalFile | None = new_file(base)
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

        def new_file(base: str) -> JournalFile:
            started, pid = clock().astimezone(UTC), os.getpid()
            writer = {"pid": pid, "start": process_start(pid), "host": platform.node()}
            edited = {"deck": os.path.realpath(deck), "base": base}
            header = {"format": FORMAT, **edited, **writer, "started": started.isoformat()}
            unique = f"{started:%Y%m%dT%H%M%SZ}-{os.urandom(8).hex()}"
            return JournalFile(folder / f"{folder_name(deck)}-{unique}.journal", header)

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

    def _open_file(self) -> JournalFile:
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


def _unwritten(error: OSError) -> JournalError:
    return JournalError(
        f"Unsaved changes could not be kept for recovery ({error.strerror or error}). "
        "Save the deck now."
    )
