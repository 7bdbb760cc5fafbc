"""Opening the review log: made where there is none, migrated when old, mended when damaged."""

import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

from . import schema
from .errors import LogError, busy, explained, is_damage
from .local_disk import network_drive
from .presence import Presence
from .repair import is_there, repair
from .store import FILES, LOCK, LOG, SNAPSHOT, UNFINISHED, Store, connect, is_sound, making


def open_store(folder: Path, patience: float) -> tuple[Store, tuple[str, ...]]:
    """The log in a folder, and what the user must be told of how it was found; raises LogError."""
    drive = network_drive(folder)
    if drive is not None:
        raise LogError(
            folder,
            f"This folder lies on a network drive ({drive}), where reviews could be lost. Set "
            "XDG_DATA_HOME to a folder on a disk of this computer, and start deckapp again.",
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _require_files(folder)
        presence = Presence(folder / LOCK)
    except OSError as error:
        raise explained(folder, error) from error
    try:
        connection, notices = _opened(folder / LOG, presence, patience)
    except (sqlite3.Error, OSError) as error:
        presence.leave()
        raise explained(folder, error) from error
    except BaseException:
        presence.leave()
        raise
    return Store(folder / LOG, connection, presence), notices


def _require_files(folder: Path) -> None:
    """Raise LogError where a file of the log has the name of something else."""
    for path in map(folder.joinpath, FILES):
        if path.exists() and not path.is_file():
            what = "folder" if path.is_dir() else "device or pipe"
            raise LogError(
                path,
                f"There is a {what} of that name where the review log has a file. Move it away, or "
                "set XDG_DATA_HOME to another folder, and try again.",
            )


def _opened(
    path: Path, presence: Presence, patience: float
) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    """A connection to a sound log of today's version."""
    if not presence.enter():
        raise busy(path)
    notices: tuple[str, ...] = ()
    connection = _usable(path, patience)
    if connection is None:
        if not presence.be_alone():
            raise busy(path)
        _tidy(path.parent)
        if is_there(path) or path.with_name(SNAPSHOT).exists():
            notices = (repair(path),)
        else:
            with making(path) as new:
                schema.migrate(new)
        connection = connect(path, patience)
    try:
        _migrate(path, connection)
    except BaseException:
        connection.close()
        raise
    presence.enter()
    return connection, notices


def _usable(path: Path, patience: float) -> sqlite3.Connection | None:
    """A connection to a log; None if there is none or it is damaged.

    Raises LogError for one of a newer version, sqlite3.Error for other troubles.
    """
    # SQLite would take an empty file for a new log, and delete a -wal that belonged to it.
    if not path.exists() or path.stat().st_size == 0:
        return None
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(closing(connect(path, patience)))
            if schema.version_of(connection) > 0 and is_sound(connection):
                stack.pop_all()
                return connection
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
    return None


def _tidy(folder: Path) -> None:
    """Remove what processes left that were killed while they made a file."""
    for left in folder.glob(f"{UNFINISHED}*"):
        left.unlink()


def _migrate(path: Path, connection: sqlite3.Connection) -> None:
    """Make today's version of an earlier one, after a snapshot."""
    if schema.version_of(connection) < len(schema.MIGRATIONS):
        with making(path.with_name(SNAPSHOT)) as copy:
            connection.backup(copy)
        schema.migrate(connection)
