"""How the review log knows one deck: by the path of its file, then by its number."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from .store import Store


class KnownDeck:
    """The row of a deck, found by a key; once found, it is followed to whatever key it gets."""

    def __init__(self, store: "Store", key: bytes, title: str) -> None:
        self._store = store
        self._title = title
        self._last: int | None = None
        self.key = key

    def number(self, connection: "sqlite3.Connection") -> int | None:
        """The number of the deck; None, of which nothing is found, while nothing is recorded."""
        row = connection.execute(
            "SELECT number, path FROM decks WHERE number = ? OR path = ? ORDER BY number <> ?",
            (self._last, self.key, self._last),
        ).fetchone()
        if row is None:
            return None
        self._last, self.key = row
        return self._last

    @contextmanager
    def writing(self) -> "Iterator[tuple[sqlite3.Connection, int]]":
        """A transaction, and the number of the deck, which has the title that it has now."""
        with self._store.writing() as connection:
            self.number(connection)
            connection.execute(
                "INSERT INTO decks (path, title) VALUES (:key, :title) "
                "ON CONFLICT (path) DO UPDATE SET title = :title WHERE title <> :title",
                {"key": self.key, "title": self._title},
            )
            found = "SELECT number FROM decks WHERE path = ?"
            number = int(connection.execute(found, (self.key,)).fetchone()[0])
            yield connection, number
        # Only now: had the transaction failed, another deck might have got the number.
        self._last = number
