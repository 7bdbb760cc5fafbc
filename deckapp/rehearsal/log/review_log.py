"""The review log: every answer ever graded, safe on the disk before the next card is shown.

Reviews are only ever added; what was undone is retracted, and only erasing a deck removes any.
Schedules are computed from them. SQLite is loaded when the log is opened.
"""

from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .deck_log import DeckLog
from .drill_record import DrillRecord
from .errors import LogError
from .schema import OF_DECK
from .values import is_gone, to_key, to_path, to_text

if TYPE_CHECKING:
    import sqlite3

__all__ = ["DeckLog", "DrillRecord", "LogError", "ReviewLog"]

_PATIENCE = 2.0


class ReviewLog:
    """The log of all decks, `reviews.db` in a folder that is made if need be.

    Several processes may have it open, and several threads use it. `notices` are sentences that
    the user must be told: that a damaged log was set aside, and what was restored. `patience` is
    how many seconds to wait for others that write. Raises LogError, as everything here does.
    """

    def __init__(self, folder: Path, *, patience: float = _PATIENCE) -> None:
        from .opening import open_store

        self.notices: tuple[str, ...]
        self._store, self.notices = open_store(folder, patience)

    def of(self, path: Path, title: str = "", prompts: Collection[str] = ()) -> DeckLog:
        """The log of the deck in a file.

        A deck is known by the real path of its file. Where that is unknown, and exactly one known
        deck whose file is gone shares most of its reviewed prompts with these `prompts` (ids), the
        file was moved, and its history goes on here. A copy begins anew, and so does a deck whose
        reviews were erased: its path stays known.
        """
        key = to_key(path)
        if prompts and not self._knows(key):
            self._take_over(key, frozenset(map(to_text, prompts)))
        return DeckLog(self._store, key, to_text(title))

    def gone(self, prompts: Collection[str]) -> list[Path]:
        """Where decks were whose files are gone that share most of their reviewed prompts (ids)."""
        with self._store.reading() as connection:
            keys = _gone(connection, frozenset(map(to_text, prompts)))
        return sorted(map(to_path, keys))

    def move(self, old: Path, new: Path) -> None:
        """Let the history of the deck in one file go on in another.

        What is known of the other file, such as of a deck deleted there, is added to it.
        """
        with self._store.writing() as connection:
            _move(connection, to_key(old), to_key(new))

    @property
    def set_aside(self) -> list[Path]:
        """The damaged logs that were kept, which may hold reviews of any deck."""
        return self._store.set_aside()

    def keep_snapshot(self) -> None:
        """Keep a good copy of the log, from which it is restored should it be damaged."""
        self._store.keep_snapshot()

    def close(self) -> None:
        """Close the log."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _knows(self, key: bytes) -> bool:
        with self._store.reading() as connection:
            found = connection.execute("SELECT 1 FROM decks WHERE path = ?", (key,))
            return found.fetchone() is not None

    def _take_over(self, key: bytes, prompts: frozenset[str]) -> None:
        """Give the history of the one deck that was moved here to its new path."""
        with self._store.writing() as connection:
            moved = _gone(connection, prompts)
            if len(moved) == 1:
                connection.execute(
                    "UPDATE OR IGNORE decks SET path = ? WHERE path = ?", (key, moved[0])
                )


def _move(connection: "sqlite3.Connection", old: bytes, new: bytes) -> None:
    """Know a deck by another path; logs that are open follow, as its number stays."""
    numbers = dict(
        connection.execute("SELECT path, number FROM decks WHERE path IN (?, ?)", (old, new))
    )
    if old == new or old not in numbers:
        return
    if new in numbers:
        pair = numbers[old], numbers[new]
        for table in OF_DECK:
            connection.execute(f"UPDATE OR IGNORE {table} SET deck = ? WHERE deck = ?", pair)  # noqa: S608  names are ours
        connection.execute("DELETE FROM decks WHERE path = ?", (new,))
    connection.execute("UPDATE decks SET path = ? WHERE path = ?", (new, old))


def _gone(connection: "sqlite3.Connection", prompts: frozenset[str]) -> list[bytes]:
    """The paths of decks whose files are gone that share most of their reviewed prompts."""
    reviewed: dict[bytes, set[str]] = {}
    rows = connection.execute(
        "SELECT DISTINCT path, prompt FROM reviews JOIN decks ON decks.number = deck"
    )
    for path, prompt in rows:
        reviewed.setdefault(path, set()).add(prompt)
    return [
        path
        for path, ids in reviewed.items()
        if 2 * len(ids & prompts) > len(ids) and is_gone(path)
    ]
