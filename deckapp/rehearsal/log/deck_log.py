"""What the review log holds of one deck: reviews, drills, and what is buried."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from deckapp.rehearsal.memory import Grade
from deckapp.rehearsal.reviews import Review

from .drill_record import Deed, DrillRecord, Mode, Step
from .known_deck import KnownDeck
from .run_log import Runs
from .times import Times
from .values import is_duration, to_moment, to_text, to_ticks

if TYPE_CHECKING:
    import sqlite3

    from .store import Store

_INSERT = (
    "INSERT INTO reviews (deck, prompt, at, grade, seconds, practice, fingerprint) "
    "SELECT :deck, :prompt, :at, :grade, :seconds, :practice, :fingerprint"
)
_IF_NEW = (
    " WHERE NOT EXISTS (SELECT 1 FROM reviews WHERE deck = :deck AND prompt = :prompt "
    "AND at = :at AND grade = :grade AND practice = :practice)"
)
_STEP = (
    "INSERT INTO steps (drill, prompt, review, until) "
    "SELECT number, :prompt, :review, :until FROM drills WHERE number = :drill AND deck = :deck"
)
_IS_LEFT = " AND NOT EXISTS (SELECT 1 FROM standing WHERE drill = :drill AND prompt = :prompt)"


class DeckLog:
    """The log of one deck, by `ReviewLog.of`; everything raises LogError.

    Where the history goes on in another file, so do logs that are open, and their runs.

    What changes it is on the disk when it returns, or did not happen. Where another process has
    erased the deck in between, what names a review or drill of it does nothing.
    """

    def __init__(self, store: "Store", key: bytes, title: str) -> None:
        self._store = store
        self._deck = KnownDeck(store, key, title)

    def reviews(self, after: int = 0) -> list[tuple[int, Review]]:
        """Reviews with their numbers, by time, then number; not those undone.

        `after` leaves out the numbers up to it: those are known already.
        """
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT number, prompt, at, grade, seconds, practice, fingerprint FROM reviews "
                "WHERE deck = ? AND number > ? AND number NOT IN (SELECT review FROM retractions) "
                "ORDER BY at, number",
                (self._deck.number(connection), after),
            )
            return [_review(*row) for row in rows]

    def record(self, review: Review, answer: str = "", drill: int | None = None) -> int | None:
        """Add a review, with the words that were to be said, in a drill; its number.

        None, and nothing is added, where the drill has an answer to that prompt already: of two
        copies that drill in step, the first counts. The words are kept once for each fingerprint.
        Seconds that no answer takes (below 0, or more than a day) are kept as unknown.
        """
        with self._deck.writing() as (connection, deck):
            if drill is not None and _is_graded(connection, drill, review.prompt):
                return None
            if answer and review.fingerprint:
                connection.execute(
                    "INSERT OR IGNORE INTO answers VALUES (?, ?, ?)",
                    (deck, to_text(review.fingerprint), to_text(answer)),
                )
            number = _number_of(connection.execute(_INSERT, _row(deck, review)))
            connection.execute(_STEP, _step_row(deck, drill, review.prompt, review=number))
            return number

    def undo(self, number: int) -> None:
        """Retract a review, and with it what was done in its drill."""
        with self._store.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO retractions "
                "SELECT number FROM reviews WHERE number = ? AND deck = ?",
                (number, self._deck.number(connection)),
            )

    def answer(self, fingerprint: str) -> str | None:
        """The words of a fingerprint, as they were when a prompt was rehearsed; None if unknown."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT words FROM answers WHERE deck = ? AND fingerprint = ?",
                (self._deck.number(connection), to_text(fingerprint)),
            ).fetchone()
            return None if row is None else str(row[0])

    def add(self, reviews: Iterable[Review]) -> int:
        """Add those reviews that are not there yet, all or none; how many were new.

        Two are the same if prompt, moment, grade and practice are. One that was undone is there,
        and stays undone.
        """
        with self._deck.writing() as (connection, deck):
            before = connection.total_changes
            rows = (_row(deck, review) for review in reviews)
            connection.executemany(_INSERT + _IF_NEW, rows)
            return connection.total_changes - before

    def is_known(self) -> bool:
        """Whether anything was ever recorded of the deck, even if it was erased since."""
        with self._store.reading() as connection:
            return self._deck.number(connection) is not None

    def erase(self) -> int:
        """Erase everything about this deck; how many reviews there were, without those undone.

        Nothing of it is left on the disk but the path of its file, which stays known so that the
        deck never takes over the history of another that is like it; neither are earlier snapshots
        nor logs that were set aside. Nobody else may have the log open.
        """
        with self._store.erasing() as connection:
            deck = self._deck.number(connection)
            (count,) = connection.execute(
                "SELECT count(*) FROM reviews "
                "WHERE deck = ? AND number NOT IN (SELECT review FROM retractions)",
                (deck,),
            ).fetchone()
            connection.execute("DELETE FROM decks WHERE number = ?", (deck,))
            connection.execute("INSERT INTO decks (path, title) VALUES (?, '')", (self._deck.key,))
        return int(count)

    def begin(
        self,
        queue: Sequence[str],
        at: datetime,
        *,
        practice: bool,
        mode: Mode = Mode.DRILL,
        seed: int = 0,
    ) -> int:
        """Begin a drill of these prompts, in this order; its number."""
        prompts = json.dumps([to_text(prompt) for prompt in queue])
        with self._deck.writing() as (connection, deck):
            return _number_of(
                connection.execute(
                    "INSERT INTO drills (deck, begun, practice, queue, mode, seed) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    (deck, to_ticks(at), practice, prompts, mode.value, seed),
                )
            )

    def unfinished(self, mode: Mode = Mode.DRILL) -> DrillRecord | None:
        """The latest drill of a mode without an end, such as one of a session that crashed."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT number, begun, practice, queue, seed FROM drills "
                "WHERE deck = ? AND mode = ? AND ended IS NULL ORDER BY number DESC LIMIT 1",
                (self._deck.number(connection), mode.value),
            ).fetchone()
            if row is None:
                return None
            number, begun, practice, queue, seed = row
            steps = connection.execute(
                "SELECT standing.number, standing.prompt, until, reviews.number, reviews.prompt, "
                "at, grade, seconds, practice, fingerprint "
                "FROM standing LEFT JOIN reviews ON reviews.number = review "
                "WHERE standing.drill = ? ORDER BY standing.number",
                (number,),
            )
            return DrillRecord(
                number,
                to_moment(begun),
                bool(practice),
                tuple(json.loads(queue)),
                tuple(_step(*each) for each in steps),
                mode,
                seed,
            )

    def times(self, drill: int) -> Times:
        """How long answers took in a drill that is graded afterwards."""
        return Times(self._store, drill)

    def runs(self) -> Runs:
        """The runs through the agenda of the deck."""
        return Runs(self._store, self._deck)

    def done_since(self, drill: int, step: int) -> list[tuple[int, str]]:
        """The prompts with which something was done in a drill after a step, with its number."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT number, prompt FROM standing WHERE drill = ? AND number > ? "
                "ORDER BY number",
                (drill, step),
            )
            return [(number, prompt) for number, prompt in rows]

    def skip(self, drill: int, prompt: str) -> int | None:
        """Leave out a prompt in a drill; the number of the step.

        None, and nothing is done, where something was done with it in that drill already.
        """
        with self._store.writing() as connection:
            deck = self._deck.number(connection)
            return _added(connection.execute(_STEP + _IS_LEFT, _step_row(deck, drill, prompt)))

    def bury(self, drill: int, prompt: str, until: datetime) -> int | None:
        """Do not ask a prompt before that moment, in no drill; the number of the step."""
        with self._store.writing() as connection:
            deck = self._deck.number(connection)
            row = _step_row(deck, drill, prompt, until=to_ticks(until))
            return _added(connection.execute(_STEP, row))

    def buried(self, now: datetime, since: int = 0) -> set[str]:
        """The prompts that are not to be asked now, as buried in drills from that number on."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT prompt FROM steps JOIN drills ON drills.number = drill "
                "WHERE deck = ? AND drill >= ? AND until > ?",
                (self._deck.number(connection), since, to_ticks(now)),
            )
            return {prompt for (prompt,) in rows}

    def take_back(self, step: int) -> None:
        """Ask a prompt after all that was skipped or buried in a step."""
        with self._store.writing() as connection:
            connection.execute(
                "DELETE FROM steps WHERE number = ? AND review IS NULL "
                "AND drill IN (SELECT number FROM drills WHERE deck = ?)",
                (step, self._deck.number(connection)),
            )

    def end(self, drill: int, at: datetime) -> None:
        """End a drill."""
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE drills SET ended = ? WHERE number = ? AND deck = ?",
                (to_ticks(at), drill, self._deck.number(connection)),
            )


def _is_graded(connection: "sqlite3.Connection", drill: int, prompt: str) -> bool:
    """Whether there is an answer to a prompt in a drill."""
    found = connection.execute(
        "SELECT 1 FROM standing WHERE drill = ? AND prompt = ? AND review IS NOT NULL",
        (drill, to_text(prompt)),
    )
    return found.fetchone() is not None


def _number_of(added: "sqlite3.Cursor") -> int:
    """The number of the row that was added last."""
    assert added.lastrowid is not None
    return added.lastrowid


def _added(insertion: "sqlite3.Cursor") -> int | None:
    """The number of the row that was added; None if there was nothing to add."""
    return _number_of(insertion) if insertion.rowcount else None


def _row(deck: int | None, review: Review) -> dict[str, object]:
    """A review as a row of a deck."""
    seconds = review.seconds
    return {
        "deck": deck,
        "prompt": to_text(review.prompt),
        "at": to_ticks(review.at),
        "grade": int(review.grade),
        "seconds": None if seconds is None or not is_duration(seconds) else float(seconds),
        "practice": review.practice,
        "fingerprint": to_text(review.fingerprint),
    }


def _step_row(
    deck: int | None,
    drill: int | None,
    prompt: str,
    *,
    review: int | None = None,
    until: int | None = None,
) -> dict[str, object]:
    """A step as a row: graded with a review, buried until a moment, else skipped."""
    return {
        "deck": deck,
        "drill": drill,
        "prompt": to_text(prompt),
        "review": review,
        "until": until,
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


def _step(number: int, prompt: str, until: int | None, *review: Any) -> Step:
    """A row as a step; `review` is that of its review, nothing but None where there is none."""
    if review[0] is not None:
        graded, answer = _review(*review)
        return Step(Deed.GRADED, prompt, graded, answer)
    return Step(Deed.SKIPPED if until is None else Deed.BURIED, prompt, number)
