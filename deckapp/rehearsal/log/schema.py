"""The tables of the review log, and how an earlier version becomes today's."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

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
    """CREATE TABLE reviews (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        deck INTEGER NOT NULL REFERENCES decks ON DELETE CASCADE,
        prompt TEXT NOT NULL CHECK (typeof(prompt) = 'text'),
        at INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
        grade INTEGER NOT NULL CHECK (grade IN (1, 2, 3, 4)),
        seconds REAL CHECK (typeof(seconds) IN ('real', 'null')),
        practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
        fingerprint TEXT NOT NULL CHECK (typeof(fingerprint) = 'text'))""",
    """CREATE TABLE retractions (
        review INTEGER PRIMARY KEY REFERENCES reviews ON DELETE CASCADE)""",
    # What was done in a drill: graded with a review, buried until a moment, else skipped.
    """CREATE TABLE steps (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        drill INTEGER NOT NULL REFERENCES drills ON DELETE CASCADE,
        prompt TEXT NOT NULL CHECK (typeof(prompt) = 'text'),
        review INTEGER UNIQUE REFERENCES reviews ON DELETE CASCADE,
        until INTEGER CHECK (typeof(until) IN ('integer', 'null')),
        CHECK (review IS NULL OR until IS NULL))""",
    """CREATE VIEW standing AS SELECT * FROM steps
        WHERE review IS NULL OR review NOT IN (SELECT retractions.review FROM retractions)""",
    "CREATE INDEX reviews_of_deck ON reviews (deck)",
    "CREATE INDEX reviews_of_prompt ON reviews (deck, prompt, at)",
    "CREATE INDEX drills_of_deck ON drills (deck)",
    "CREATE INDEX steps_of_prompt ON steps (drill, prompt)",
    "CREATE INDEX steps_in_order ON steps (drill)",
)

_UNDER_FIRE = (
    # A drill is of one of several modes (`drill_record.Mode`); chance in it comes of its seed.
    "ALTER TABLE drills ADD COLUMN mode TEXT NOT NULL DEFAULT 'drill'",
    """ALTER TABLE drills ADD COLUMN seed INTEGER NOT NULL DEFAULT 0
        CHECK (typeof(seed) = 'integer')""",
    # What was answered aloud, and how long that took, before any of it is graded.
    """CREATE TABLE times (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        drill INTEGER NOT NULL REFERENCES drills ON DELETE CASCADE,
        prompt TEXT NOT NULL CHECK (typeof(prompt) = 'text'),
        seconds REAL NOT NULL CHECK (typeof(seconds) = 'real'),
        looked INTEGER NOT NULL CHECK (looked IN (0, 1)),
        UNIQUE (drill, prompt))""",
    # A run through the agenda. `state` is where it stands, as JSON.
    """CREATE TABLE runs (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        deck INTEGER NOT NULL REFERENCES decks ON DELETE CASCADE,
        begun INTEGER NOT NULL CHECK (typeof(begun) = 'integer'),
        ended INTEGER CHECK (typeof(ended) IN ('integer', 'null')),
        state TEXT NOT NULL CHECK (typeof(state) = 'text'))""",
    """CREATE TABLE laps (
        run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
        number INTEGER NOT NULL,
        place INTEGER CHECK (typeof(place) IN ('integer', 'null')),
        issue TEXT NOT NULL CHECK (typeof(issue) = 'text'),
        title TEXT NOT NULL CHECK (typeof(title) = 'text'),
        planned REAL NOT NULL CHECK (typeof(planned) = 'real'),
        actual REAL NOT NULL CHECK (typeof(actual) = 'real'),
        estimate INTEGER NOT NULL CHECK (estimate IN (0, 1)),
        UNIQUE (run, number))""",
    "CREATE INDEX times_of_drill ON times (drill)",
    "CREATE INDEX runs_of_deck ON runs (deck)",
)

MIGRATIONS: Sequence[Sequence[str]] = (_FIRST, _UNDER_FIRE)
"""What makes each version out of the one before it, from an empty file on: SQL statements.

A new version is one more entry. What was released is never changed.
"""

TABLES = ("decks", "answers", "drills", "reviews", "retractions", "steps", "times", "runs", "laps")
"""Each after those to which it refers. Moments are in microseconds since 1970, UTC."""

OF_DECK = ("answers", "drills", "reviews", "runs")
"""The tables whose rows name a deck."""


def version_of(connection: "sqlite3.Connection") -> int:
    """The version of the tables in a file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_newer(version: int) -> bool:
    """Whether this deckapp does not know a version."""
    return version > len(MIGRATIONS)


def migrate(connection: "sqlite3.Connection") -> None:
    """Make today's version of an earlier one, in one transaction; raises sqlite3.Error."""
    with transaction(connection):
        for number, statements in enumerate(MIGRATIONS, start=1):
            if number > version_of(connection):  # another process may have been quicker
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
