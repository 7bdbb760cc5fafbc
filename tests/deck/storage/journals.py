"""Journals for tests, and a system that fails when it is told to."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from deckapp.deck.storage.abandoned import Abandoned
from deckapp.deck.storage.journal import Journal

NOW = datetime(2017, 4, 12, 9, 30, tzinfo=UTC)
BASE, SAVED = "b" * 64, "5" * 64


class Timers:
    """Calls that wait to be made by the test."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []
        self.delays: list[float] = []

    def __call__(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        self.waiting.append(call)
        self.delays.append(seconds)
        return lambda: self.waiting.remove(call) if call in self.waiting else None

    def run(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


def the_only(found: tuple[Abandoned, ...]) -> Abandoned:
    assert len(found) == 1
    return found[0]


def numbers(found: Abandoned) -> list[int]:
    return [record["number"] for record in found.records]


def append(journal: Journal, *given: int) -> None:
    for number in given:
        journal.append({"number": number})


def left(folder: Path, deck: Path, *given: int) -> Path:
    """The file of a session that appended these numbers and is gone."""
    before = set(folder.glob("*"))
    journal = Journal.start(folder, deck, BASE, lambda: NOW)
    append(journal, *given)
    journal.close(discard=False)
    (path,) = set(folder.glob("*")) - before
    return path


def failing(error: int, function: Callable[..., Any], when: Callable[..., bool]) -> Any:
    def fail(*given: Any, **named: Any) -> Any:
        if when(*given):
            raise OSError(error, os.strerror(error))
        return function(*given, **named)

    return fail


def always(*_given: object) -> bool:
    return True
