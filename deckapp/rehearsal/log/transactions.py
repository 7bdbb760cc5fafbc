"""Transactions of SQLite: all of it is on the disk when a block has ended, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


@contextmanager
def transaction(connection: "sqlite3.Connection") -> Iterator[None]:
    """A transaction that no other process can come between; raises sqlite3.Error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # on a full disk, SQLite has rolled back by itself
            connection.execute("ROLLBACK")
        raise
