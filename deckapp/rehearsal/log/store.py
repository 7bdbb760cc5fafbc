"""The SQLite file of the review log: transactions, and good copies of it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import RLock

from deckapp.deck.storage.durable import sync_folder

from .errors import LogError, explained
from .presence import Presence
from .schema import is_newer, version_of
from .transactions import transaction

LOG, SNAPSHOT, LOCK = "reviews.db", "reviews.snapshot.db", "reviews.lock"
DAMAGED, UNFINISHED = "reviews.damaged-", "reviews.making-"
COMPANIONS = ("-wal", "-shm", "")
"""What SQLite adds to the name of a file; the file itself comes last."""
FILES = (LOCK, SNAPSHOT, *(f"{LOG}{companion}" for companion in COMPANIONS))
"""What may lie there, each as a file."""

_PRAGMAS = (
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",  # nothing of the log lies in a folder for temporary files
    "cell_size_check = ON",
    "trusted_schema = OFF",
    "synchronous = FULL",
    "fullfsync = ON",  # without it, macOS leaves what was written in the disk's own memory
    "journal_mode = WAL",
)

_NEWER = (
    "A newer deckapp wrote this review log, and this one does not know its form. Nothing was "
    "changed. Start the newer deckapp, or set XDG_DATA_HOME to another folder."
)
_ERASE_AGAIN = (
    "Traces of the erased reviews are left, because another program reads the review log. Close "
    "it, then erase them again."
)
_NOT_ALONE = (
    "Another deckapp has the review log open, so that nothing was erased. Close it, then try again."
)


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """Open a log that is there, for any thread; raises sqlite3.Error, and LogError if it is newer.

    `patience` is how long to wait for others, in seconds. Nothing but SQLite may ever open the
    file: when a process closes it, POSIX takes away all locks that SQLite has on it there.
    """
    uri = path.absolute().as_uri()
    if path.with_name(f"{path.name}-wal").exists():
        # Whoever may write puts what a crashed session left there into the file on closing it.
        with suppress(sqlite3.Error), closing(_read_only(uri)) as connection:
            _refuse_newer(path, connection)
    connection = sqlite3.connect(
        f"{uri}?mode=rw",
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )
    try:
        _refuse_newer(path, connection)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _read_only(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{uri}?mode=ro", timeout=0, uri=True)


def _refuse_newer(path: Path, connection: sqlite3.Connection) -> None:
    if is_newer(version_of(connection)):
        raise LogError(path, _NEWER)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds no damage; raises sqlite3.Error for what stops it from looking."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


@contextmanager
def making(target: Path) -> Iterator[sqlite3.Connection]:
    """A new database that takes the place of `target` when the block ends without an exception.

    It must be sound, and is on the disk before the name changes. Raises OSError and sqlite3.Error;
    then what was there is as it was, and nothing else is left behind.
    """
    path = target.with_name(f"{UNFINISHED}{os.urandom(8).hex()}.db")
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA temp_store = MEMORY")
            yield connection
            connection.execute("PRAGMA journal_mode = DELETE")  # all in one file
            _require_sound(connection)
        _sync_file(path)
        path.replace(target)
    except BaseException:
        remove(path)
        raise
    sync_folder(target.parent)


def _require_sound(connection: sqlite3.Connection) -> None:
    if not is_sound(connection):
        error = sqlite3.DatabaseError("what was copied is damaged")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _sync_file(path: Path) -> None:
    """Make what was written durable; raises OSError."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a database with its companions; raises OSError only if any of them stays."""
    for companion in COMPANIONS:
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{companion}").unlink()


class Store:
    """An open log: one connection, used by one thread at a time."""

    def __init__(self, path: Path, connection: sqlite3.Connection, presence: Presence) -> None:
        self.path = path
        self._connection = connection
        self._presence = presence
        self._lock = RLock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for this thread alone; what SQLite fails in becomes a LogError."""
        with self._lock:
            try:
                yield self._connection
            except (sqlite3.Error, OSError) as error:
                raise explained(self.path, error) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, on the disk when the block has ended; after an exception nothing is."""
        with self.reading() as connection, transaction(connection):
            yield connection

    def keep_snapshot(self) -> None:
        """Put a good copy in the place of the last one; raises LogError."""
        with self.reading() as connection, making(self.path.with_name(SNAPSHOT)) as copy:
            connection.backup(copy)

    def set_aside(self) -> list[Path]:
        """The damaged logs that were kept, with their companions."""
        return sorted(self.path.parent.glob(f"{DAMAGED}*"))

    @contextmanager
    def erasing(self) -> Iterator[sqlite3.Connection]:
        """A transaction after which nothing is left on disk of what it deleted.

        Neither in what the file no longer uses, nor in copies and set-aside files: those go, and
        a fresh snapshot is kept. Raises LogError, too, while another process has the log open.
        """
        with self._lock:
            if not self._presence.be_alone():
                raise LogError(self.path, _NOT_ALONE)
            try:
                with self.writing() as connection:
                    yield connection
                with self.reading() as connection:
                    self._forget(connection)
                self.keep_snapshot()
            finally:
                self._presence.enter()

    def _forget(self, connection: sqlite3.Connection) -> None:
        """Leave no trace of what was deleted."""
        connection.execute("VACUUM")
        is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            raise LogError(self.path, _ERASE_AGAIN)
        folder = self.path.parent
        remove(folder / SNAPSHOT)
        for prefix in (DAMAGED, UNFINISHED):
            for left in folder.glob(f"{prefix}*"):
                left.unlink()

    def close(self) -> None:
        """Close the file; nothing can be read or written any more."""
        with self._lock:
            self._connection.close()
            self._presence.leave()
