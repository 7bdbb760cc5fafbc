"""A review log of the first version, as it lay on the disk: it opens, and every row is there."""

import sqlite3
from contextlib import closing
from pathlib import Path

from deckapp.rehearsal.log import schema
from deckapp.rehearsal.log.drill_record import Mode
from tests.rehearsal.log.logs import opened

# What `sqlite3 reviews.db .dump` told of it, and its version. This text is never changed.
FIRST_VERSION = """
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE decks (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        path BLOB NOT NULL UNIQUE,
        title TEXT NOT NULL);
INSERT INTO decks VALUES(1,X'2f6465636b732f6d6f73636f772e79616d6c','Moscow, April 2017');
CREATE TABLE answers (
        deck INTEGER NOT NULL REFERENCES decks ON DELETE CASCADE,
        fingerprint TEXT NOT NULL,
        words TEXT NOT NULL,
        UNIQUE (deck, fingerprint));
INSERT INTO answers VALUES(1,'abcdef012345','We want the truth — всю правду.');
CREATE TABLE drills (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        deck INTEGER NOT NULL REFERENCES decks ON DELETE CASCADE,
        begun INTEGER NOT NULL CHECK (typeof(begun) = 'integer'),
        practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
        queue TEXT NOT NULL CHECK (typeof(queue) = 'text'),
        ended INTEGER CHECK (typeof(ended) IN ('integer', 'null')));
INSERT INTO drills VALUES(1,1,1488358800000000,1,'["gas/position"]',1488358900000000);
INSERT INTO drills VALUES(2,1,1488445200000000,0,'["gas/position", "gas/counter"]',NULL);
CREATE TABLE reviews (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        deck INTEGER NOT NULL REFERENCES decks ON DELETE CASCADE,
        prompt TEXT NOT NULL CHECK (typeof(prompt) = 'text'),
        at INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
        grade INTEGER NOT NULL CHECK (grade IN (1, 2, 3, 4)),
        seconds REAL CHECK (typeof(seconds) IN ('real', 'null')),
        practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
        fingerprint TEXT NOT NULL CHECK (typeof(fingerprint) = 'text'));
INSERT INTO reviews VALUES(1,1,'gas/position',1488358800000000,3,4.5,1,'abcdef012345');
INSERT INTO reviews VALUES(2,1,'gas/counter',1488358860000000,1,NULL,0,'');
INSERT INTO reviews VALUES(4,1,'gas/position',1488445260000000,4,2.25,0,'abcdef012345');
CREATE TABLE retractions (
        review INTEGER PRIMARY KEY REFERENCES reviews ON DELETE CASCADE);
INSERT INTO retractions VALUES(2);
CREATE TABLE steps (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        drill INTEGER NOT NULL REFERENCES drills ON DELETE CASCADE,
        prompt TEXT NOT NULL CHECK (typeof(prompt) = 'text'),
        review INTEGER UNIQUE REFERENCES reviews ON DELETE CASCADE,
        until INTEGER CHECK (typeof(until) IN ('integer', 'null')),
        CHECK (review IS NULL OR until IS NULL));
INSERT INTO steps VALUES(1,1,'gas/position',1,NULL);
INSERT INTO steps VALUES(2,2,'gas/position',4,NULL);
INSERT INTO steps VALUES(3,2,'gas/counter',NULL,1488531600000000);
CREATE VIEW standing AS SELECT * FROM steps
        WHERE review IS NULL OR review NOT IN (SELECT retractions.review FROM retractions);
CREATE INDEX reviews_of_deck ON reviews (deck);
CREATE INDEX reviews_of_prompt ON reviews (deck, prompt, at);
CREATE INDEX drills_of_deck ON drills (deck);
CREATE INDEX steps_of_prompt ON steps (drill, prompt);
CREATE INDEX steps_in_order ON steps (drill);
COMMIT;
PRAGMA user_version=1;
"""
COLUMNS = {
    "decks": "number, path, title",
    "answers": "deck, fingerprint, words",
    "drills": "number, deck, begun, practice, queue, ended",
    "reviews": "number, deck, prompt, at, grade, seconds, practice, fingerprint",
    "retractions": "review",
    "steps": "number, drill, prompt, review, until",
}
NEW = ("times", "runs", "laps")


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of each table of the first version, with the columns that it had."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT {names} FROM {table} ORDER BY 1").fetchall()  # noqa: S608  names of ours
            for table, names in COLUMNS.items()
        }


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return schema.version_of(connection)


def test_that_a_log_of_the_first_version_opens_with_every_row_after_a_snapshot(
    tmp_path: Path,
) -> None:
    path, snapshot = tmp_path / "reviews.db", tmp_path / "reviews.snapshot.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(FIRST_VERSION)
    before = rows(path)
    assert version(path) == 1
    assert all(before.values())
    with opened(tmp_path) as log:
        assert log.notices == ()
        deck = log.of(Path("/decks/moscow.yaml"))
        assert [number for number, _ in deck.reviews()] == [1, 4]
        left = deck.unfinished()
        assert left is not None
        assert (left.queue, left.mode) == (("gas/position", "gas/counter"), Mode.DRILL)
    assert (version(path), version(snapshot)) == (len(schema.MIGRATIONS), 1)
    assert rows(path) == rows(snapshot) == before
    with closing(sqlite3.connect(path)) as connection:
        for table in NEW:
            assert connection.execute(f"SELECT * FROM {table}").fetchall() == []  # noqa: S608
        assert connection.execute("SELECT DISTINCT mode, seed FROM drills").fetchall() == [
            ("drill", 0)
        ]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
