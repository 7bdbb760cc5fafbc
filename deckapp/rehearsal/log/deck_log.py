"""What the review log holds of one deck: reviews, drills, and what is buried."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from deckapp.rehearsal.memory import Grade
from deckapp.rehearsal.reviews import Review

from .values import is_duration, to_moment, to_text, to_ticks

if TYPE_CHECKING:
    import sqlite3

    from .store import Store

_INSERT = (
    "INSERT INTO reviews (deck, prompt, at, grade, seconds, practice, fingerprint, drill) "
    "SELECT :deck, :prompt, :at, :grade, :seconds, :practice, :fingerprint, "
    "(SELECT number FROM drills WHERE number = :drill AND deck = :deck)"
)
_IF_NEW = (
    " WHERE NOT EXISTS (SELECT 1 FROM reviews WHERE deck = :deck AND prompt = :prompt "
    "AND at = :at AND grade = :grade AND practice = :practice)"
)


@dataclass(frozen=True, slots=True)
class DrillRecord:
    """A drill as far as it went: `queue` are ids of prompts as it began.

    `answered` are reviews with their numbers in the order in which they were recorded, without
    those undone; `skipped` what was skipped. It goes on at the first of the queue in neither.
    """

    number: int
    begun: datetime
    practice: bool
    queue: tuple[str, ...]
    answered: tuple[tuple[int, Review], ...]
    skipped: frozenset[str]


class DeckLog:
    """The log of one deck, by `ReviewLog.of`; everything raises LogError.

    What changes it is on the disk when it returns, or did not happen. Where another process has
    erased the deck in between, what names a review or drill of it does nothing.
    """

    def __init__(self, store: "Store", key: bytes, title: str) -> None:
        self._store = store
        self._key = key
        self._title = title

    def reviews(self, after: int = 0) -> list[tuple[int, Review]]:
        """Reviews with their numbers, by time, then number; not those undone.

        `after` leaves out the numbers up to it: those are known already.
        """
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT number, prompt, at, grade, seconds, practice, fingerprint FROM reviews "
                "WHERE deck = ? AND number > ? AND number NOT IN (SELECT review FROM retractions) "
                "ORDER BY at, number",
                (self._number(connection), after),
            )
            return [_review(*row) for row in rows]

    def record(self, review: Review, answer: str = "", drill: int | None = None) -> int:
        """Add a review, with the words that were to be said, in a drill; its number.

        The words are kept once for each fingerprint. Seconds that no answer takes (below 0, or
        more than a day) are kept as unknown.
        """
        with self._store.writing() as connection:
            deck = self._known(connection)
            if answer and review.fingerprint:
                connection.execute(
                    "INSERT OR IGNORE INTO answers VALUES (?, ?, ?)",
                    (deck, to_text(review.fingerprint), to_text(answer)),
                )
            return _number_of(connection.execute(_INSERT, _row(deck, review, drill)))

    def undo(self, number: int) -> None:
        """Retract a review."""
        with self._store.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO retractions "
                "SELECT number FROM reviews WHERE number = ? AND deck = ?",
                (number, self._number(connection)),
            )

    def answer(self, fingerprint: str) -> str | None:
        """The words of a fingerprint, as they were when a prompt was rehearsed; None if unknown."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT words FROM answers WHERE deck = ? AND fingerprint = ?",
                (self._number(connection), to_text(fingerprint)),
            ).fetchone()
            return None if row is None else str(row[0])

    def add(self, reviews: Iterable[Review]) -> int:
        """Add those reviews that are not there yet, all or none; how many were new.

        Two are the same if prompt, moment, grade and practice are. One that was undone is there,
        and stays undone.
        """
        with self._store.writing() as connection:
            deck = self._known(connection)
            before = connection.total_changes
            rows = (_row(deck, review, None) for review in reviews)
            connection.executemany(_INSERT + _IF_NEW, rows)
            return connection.total_changes - before

    def erase(self) -> int:
        """Erase everything about this deck; how many reviews there were, without those undone.

        Nothing of it is left on the disk, and neither are earlier snapshots nor logs that were
        set aside. Nobody else may have the log open.
        """
        with self._store.erasing() as connection:
            deck = self._number(connection)
            (count,) = connection.execute(
                "SELECT count(*) FROM reviews "
                "WHERE deck = ? AND number NOT IN (SELECT review FROM retractions)",
                (deck,),
            ).fetchone()
            connection.execute("DELETE FROM decks WHERE number = ?", (deck,))
        return int(count)

    def bury(self, prompt: str, until: datetime) -> None:
        """Do not ask a prompt before that moment."""
        with self._store.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO burials VALUES (?, ?, ?)",
                (self._known(connection), to_text(prompt), to_ticks(until)),
            )

    def unbury(self, prompt: str) -> None:
        """Ask a prompt again."""
        with self._store.writing() as connection:
            connection.execute(
                "DELETE FROM burials WHERE deck = ? AND prompt = ?",
                (self._number(connection), to_text(prompt)),
            )

    def buried(self, now: datetime) -> set[str]:
        """The prompts that are not to be asked now."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT prompt FROM burials WHERE deck = ? AND until > ?",
                (self._number(connection), to_ticks(now)),
            )
            return {prompt for (prompt,) in rows}

    def begin(self, queue: Sequence[str], at: datetime, *, practice: bool) -> int:
        """Begin a drill of these prompts, in this order; its number."""
        prompts = json.dumps([to_text(prompt) for prompt in queue])
        with self._store.writing() as connection:
            return _number_of(
                connection.execute(
                    "INSERT INTO drills (deck, begun, practice, queue) VALUES (?, ?, ?, ?)",
                    (self._known(connection), to_ticks(at), practice, prompts),
                )
            )

    def unfinished(self) -> DrillRecord | None:
        """The latest drill without an end, such as one of a session that crashed."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT number, begun, practice, queue FROM drills "
                "WHERE deck = ? AND ended IS NULL ORDER BY number DESC LIMIT 1",
                (self._number(connection),),
            ).fetchone()
            if row is None:
                return None
            number, begun, practice, queue = row
            answered = connection.execute(
                "SELECT number, prompt, at, grade, seconds, practice, fingerprint FROM reviews "
                "WHERE drill = ? AND number NOT IN (SELECT review FROM retractions) "
                "ORDER BY number",
                (number,),
            )
            skipped = connection.execute("SELECT prompt FROM skips WHERE drill = ?", (number,))
            return DrillRecord(
                number,
                to_moment(begun),
                bool(practice),
                tuple(json.loads(queue)),
                tuple(_review(*each) for each in answered),
                frozenset(prompt for (prompt,) in skipped),
            )

    def skip(self, drill: int, prompt: str) -> None:
        """Leave out a prompt in a drill."""
        with self._store.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO skips "
                "SELECT number, ? FROM drills WHERE number = ? AND deck = ?",
                (to_text(prompt), drill, self._number(connection)),
            )

    def unskip(self, drill: int, prompt: str) -> None:
        """Ask a prompt after all that was skipped in a drill."""
        with self._store.writing() as connection:
            connection.execute(
                "DELETE FROM skips WHERE prompt = ? AND drill IN "
                "(SELECT number FROM drills WHERE number = ? AND deck = ?)",
                (to_text(prompt), drill, self._number(connection)),
            )

    def end(self, drill: int, at: datetime) -> None:
        """End a drill."""
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE drills SET ended = ? WHERE number = ? AND deck = ?",
                (to_ticks(at), drill, self._number(connection)),
            )

    def _number(self, connection: "sqlite3.Connection") -> int | None:
        """The number of the deck; None, of which nothing is found, while nothing is recorded."""
        row = connection.execute("SELECT number FROM decks WHERE path = ?", (self._key,)).fetchone()
        return None if row is None else int(row[0])

    def _known(self, connection: "sqlite3.Connection") -> int | None:
        """The number of the deck, which is made known with the title that it has now."""
        connection.execute(
            "INSERT INTO decks (path, title) VALUES (:key, :title) "
            "ON CONFLICT (path) DO UPDATE SET title = :title WHERE title <> :title",
            {"key": self._key, "title": self._title},
        )
        return self._number(connection)


def _number_of(added: "sqlite3.Cursor") -> int:
    """The number of the row that was added last."""
    assert added.lastrowid is not None
    return added.lastrowid


def _row(deck: int | None, review: Review, drill: int | None) -> dict[str, object]:
    """A review as a row, with what it belongs to."""
    seconds = review.seconds
    return {
        "deck": deck,
        "prompt": to_text(review.prompt),
        "at": to_ticks(review.at),
        "grade": int(review.grade),
        "seconds": None if seconds is None or not is_duration(seconds) else float(seconds),
        "practice": review.practice,
        "fingerprint": to_text(review.fingerprint),
        "drill": drill,
    }


def _review(
    number: int,
    prompt: str,
    at: int,
    grade: int,
    seconds: float | None,
    practice: int,
    fingerprint: str,
) -> tuple[int, Review]:
    """A row as a review, with its number."""
    review = Review(prompt, to_moment(at), Grade(grade), seconds, bool(practice), fingerprint)
    return number, review
