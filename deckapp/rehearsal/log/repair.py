"""Mending a damaged log: it is set aside, the snapshot restored, and what can be read added."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from deckapp.deck.storage.durable import sync_folder

from . import schema
from .errors import LogError
from .store import COMPANIONS, DAMAGED, SNAPSHOT, is_sound, making
from .transactions import transaction

_MOST_UNREADABLE = 30_000
"""After so many rows in a row that cannot be read, no more are tried: it takes a third of a second.

A damaged page hides some hundred rows, or, when it leads to other pages, some 25,000.
"""


def repair(path: Path) -> str:
    """Put a sound log in the place of a damaged or missing one; tell the user what was done.

    Nobody else may have it open. Raises LogError, OSError and sqlite3.Error.
    """
    snapshot = path.with_name(SNAPSHOT)
    aside: list[str] = []
    with making(path) as new:
        restored = _restore(path, new)
        schema.migrate(new)
        before = _count(new)
        if path.exists() and path.stat().st_size > 0:
            _add_readable(path, new)
        rescued = _count(new) - before
        if snapshot.exists() and not restored:
            aside.append(_set_aside(snapshot))
        if is_there(path):
            aside.append(_set_aside(path))
    return _told(aside, restored=before if restored else None, rescued=rescued)


def is_there(path: Path) -> bool:
    """Whether there is a log, or a companion that SQLite would take for one of a new log."""
    return any(path.with_name(f"{path.name}{companion}").exists() for companion in COMPANIONS)


def _told(aside: list[str], *, restored: int | None, rescued: int) -> str:
    """What happened, in a few sentences."""
    kept = f" It is kept as {' and '.join(aside)}." if aside else ""
    sentences = [f"The review log was {'damaged' if aside else 'missing'}.{kept}"]
    if restored is None:
        sentences.append("There was no sound snapshot of it, so a new log was begun.")
    else:
        sentences.append(f"Its last good snapshot is back ({_reviews(restored)}).")
    if rescued:
        sentences.append(f"{_reviews(rescued)} could be read in the damaged file and came back.")
    sentences.append("If reviews are missing that you exported, `deckapp log import` adds them.")
    return " ".join(sentences)


def _reviews(count: int) -> str:
    return "1 review" if count == 1 else f"{count} reviews"


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM reviews").fetchone()[0])


def _restore(path: Path, new: sqlite3.Connection) -> bool:
    """Copy the snapshot of a log; False, and an empty database, if there is none or it is damaged.

    Raises LogError for one of a newer version.
    """
    snapshot = path.with_name(SNAPSHOT)
    if not snapshot.exists():
        return False
    with closing(_read_only(snapshot)) as copy, suppress(sqlite3.DatabaseError):
        version = schema.version_of(copy)
        if schema.is_newer(version):
            raise LogError(
                path,
                f"The review log is {'damaged' if is_there(path) else 'missing'}, and its last "
                f"good copy ({SNAPSHOT}) is of a newer deckapp. Nothing was changed. Start the "
                "newer deckapp, which brings it back, or set XDG_DATA_HOME to another folder.",
            )
        if version > 0 and is_sound(copy):
            copy.backup(new)
            return True
    return False


def _read_only(path: Path) -> sqlite3.Connection:
    """A database that is read as it lies on the disk, and never changed."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)


def _add_readable(damaged: Path, new: sqlite3.Connection) -> None:
    """Add the rows that are readable in a damaged database and are not yet there."""
    new.execute("PRAGMA foreign_keys = ON")
    with (
        closing(sqlite3.connect(damaged, isolation_level=None)) as connection,
        transaction(new),
    ):
        connection.execute("PRAGMA writable_schema = ON")  # a file that was cut off is read, too
        for table in schema.TABLES:
            known = _columns(connection, table)
            columns = [name for name in _columns(new, table) if name in known]
            if columns:
                _add_rows(connection, new, table, columns)


def _add_rows(
    connection: sqlite3.Connection, new: sqlite3.Connection, table: str, columns: list[str]
) -> None:
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    add = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})"  # noqa: S608  names are ours
    for row in _readable(connection, table, names):
        with suppress(sqlite3.IntegrityError):  # it refers to what could not be read
            new.execute(add, row)


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns; none where they cannot be read."""
    try:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    except sqlite3.DatabaseError:
        return []


def _readable(connection: sqlite3.Connection, table: str, names: str) -> Iterator[tuple[object]]:
    """The rows of a table that can be read, in their order."""
    done, unreadable = 0, 0
    while unreadable < _MOST_UNREADABLE:
        try:
            for number, *row in connection.execute(
                f"SELECT rowid, {names} FROM {table} WHERE rowid > ? ORDER BY rowid",  # noqa: S608  likewise
                (done,),
            ):
                if number > done:  # damaged pages may lead back to rows that were read
                    yield row
                    done, unreadable = number, 0
        except sqlite3.DatabaseError:
            done, unreadable = done + 1, unreadable + 1
        else:
            return


def _set_aside(path: Path) -> str:
    """Rename a database with its companions; the new name."""
    number = 1
    while any(path.parent.glob(f"{DAMAGED}{number}.db*")):
        number += 1
    name = f"{DAMAGED}{number}.db"
    for companion in COMPANIONS:
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{companion}").rename(path.with_name(f"{name}{companion}"))
    sync_folder(path.parent)
    return name
