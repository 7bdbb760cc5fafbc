"""Locks for tests: those of two people, and what somebody left behind."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from deckapp.deck.storage.locking import DeckLock

NOW = datetime(2017, 4, 12, 9, 5, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LOCK = ".~lock.deck.yaml#"


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def anna(deck: Path, clock: Clock) -> DeckLock:
    return DeckLock(deck, clock=clock, user="Anna", host="OFFICE-7")


def boris(deck: Path, clock: Clock) -> DeckLock:
    return DeckLock(deck, clock=clock, user="Boris", host="LAPTOP")


def left(deck: Path, content: object, age: timedelta = timedelta(), name: str = LOCK) -> Path:
    """A lock file that somebody left behind; bytes are written as they are."""
    path = deck.with_name(name)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    moment = (NOW - age).timestamp()
    os.utime(path, (moment, moment))
    return path


def of(host: str, **more: object) -> dict[str, object]:
    return {"user": "Carl", "host": host, "since": NOW.isoformat(), "token": "c", **more}


def names(deck: Path) -> list[str]:
    return sorted(path.name for path in deck.parent.iterdir())
