"""The tables of the review log, and how an earlier version becomes today's."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import LogError
from .transactions import transaction

if TYPE_CHECKING:
    import sqlite3

_FIRST = (
    # A path is bytes: the name of a file need not be valid Unicode.
    """CREATE TABLE decks (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        path BLOB NOT NULL UNIQUE,
        title TEXT NOT NULL)""",
    """CREATE TABLE answers (
        deck INTEGER NOT NULL REFERENCES decks ON DELETE CASCADE,
        fingerprint TEXT NOT NULL,
        words TEXT NOT NULL,
        UNIQUE (deck, fingerprint))""",
    """CREATE TABLE drills (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        deck INTEGER NOT NULL REFERENCES decks ON DELETE CASCADE,
        begun INTEGER NOT NULL CHECK (typeof(begun) = 'integer'),
        practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
        queue TEXT NOT NULL CHECK (typeof(queue) = 'text'),
        ended INTEGER CHECK (typeof(ended) IN ('integer', 'null')))""",
    """CREATE TABLE skips (
        drill INTEGER NOT NULL REFERENCES drills ON DELETE CASCADE,
        prompt TEXT NOT NULL,
        UNIQUE (drill, prompt))""",
    """CREATE TABLE burials (
        deck INTEGER NOT NULL REFERENCES decks ON DELETE CASCADE,
        prompt TEXT NOT NULL,
        until INTEGER NOT NULL CHECK (typeof(until) = 'integer'),
        UNIQUE (deck, prompt))""",
    """CREATE TABLE reviews (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        deck INTEGER NOT NULL REFERENCES decks ON DELETE CASCADE,
        prompt TEXT NOT NULL CHECK (typeof(prompt) = 'text'),
        at INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
        grade INTEGER NOT NULL CHECK (grade IN (1, 2, 3, 4)),
        seconds REAL CHECK (typeof(seconds) IN ('real', 'null')),
        practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
        fingerprint TEXT NOT NULL CHECK (typeof(fingerprint) = 'text'),
        drill INTEGER REFERENCES drills ON DELETE CASCADE)""",
    """CREATE TABLE retractions (
        review INTEGER PRIMARY KEY REFERENCES reviews ON DELETE CASCADE)""",
    "CREATE INDEX reviews_of_deck ON reviews (deck)",
    "CREATE INDEX reviews_of_prompt ON reviews (deck, prompt, at)",
    "CREATE INDEX reviews_of_drill ON reviews (drill)",
    "CREATE INDEX drills_of_deck ON drills (deck)",
)

MIGRATIONS: Sequence[Sequence[str]] = (_FIRST,)
"""What makes each version out of the one before it, from an empty file on: SQL statements.

A new version is one more entry. What was released is never changed.
"""

TABLES = ("decks", "answers", "drills", "skips", "burials", "reviews", "retractions")
"""Each after those to which it refers. Moments are in microseconds since 1970, UTC."""


def version_of(connection: "sqlite3.Connection") -> int:
    """The version of the tables in a file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def refuse_newer(path: Path, version: int) -> None:
    """Raise LogError for a version that this deckapp does not know."""
    if version > len(MIGRATIONS):
        raise LogError(
            path,
            "A newer deckapp wrote this review log, and this one does not know its form. Nothing "
            "was changed. Start the newer deckapp, or set XDG_DATA_HOME to another folder.",
        )


def migrate(connection: "sqlite3.Connection") -> None:
    """Make today's version of an earlier one, in one transaction; raises sqlite3.Error."""
    with transaction(connection):
        for number, statements in enumerate(MIGRATIONS, start=1):
            if number > version_of(connection):  # another process may have been quicker
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
