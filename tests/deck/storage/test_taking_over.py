"""A lock whose owner is gone: one takes it over, however many come at once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from deckapp.deck.storage import locking
from deckapp.deck.storage.locking import DeckLock

from .locks import LOCK, MINUTE, Clock, anna, boris, left, names, of

CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from deckapp.deck.storage.locking import DeckLock
locks = []
for line in sys.stdin:
    now = datetime(2017, 4, 12, 9, 5, tzinfo=UTC)
    lock = DeckLock(Path(line.strip()), clock=lambda: now, user="Anna")
    locks.append(lock)
    print(lock.acquire(), lock.held, flush=True)
"""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.touch()
    return path


@pytest.fixture
def dead() -> Iterator[int]:
    """The number of a process that has ended but is not yet waited for."""
    with subprocess.Popen([sys.executable, "-c", "print()"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        yield process.pid


def test_that_whoever_comes_second_to_a_stale_lock_leaves_it(
    deck: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One looks at the stale lock, then the other takes it over, then the first goes on."""
    left(deck, of("ELSEWHERE"), 31 * MINUTE)
    first, second = anna(deck, clock), boris(deck, clock)
    taking_over = second._take_over

    def late(stale: Any) -> Any:
        assert first.acquire() is None
        return taking_over(stale)

    monkeypatch.setattr(second, "_take_over", late)
    found = second.acquire()
    assert found is not None
    assert (found.user, first.held, second.held) == ("Anna", True, False)
    assert names(deck) == [LOCK, "deck.yaml"]


def test_that_nobody_disturbs_who_is_taking_over(
    deck: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(deck, of("ELSEWHERE"), 31 * MINUTE)
    first, second = anna(deck, clock), boris(deck, clock)
    putting = first._replace_lock
    told = []

    def slowly(mine: Path) -> None:
        told.append(second.acquire())
        putting(mine)

    monkeypatch.setattr(first, "_replace_lock", slowly)
    assert first.acquire() is None
    assert [found.user for found in told if found] == ["Anna"]
    assert (first.held, second.held) == (True, False)


def test_that_a_process_killed_while_taking_over_is_cleared_up(
    deck: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, dead: int
) -> None:
    left(deck, of("ELSEWHERE"), 31 * MINUTE)
    killed = DeckLock(deck, clock=clock, user="Carl", host="LAPTOP")
    killed._content["pid"] = dead

    def die(_mine: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(killed, "_replace_lock", die)
    with pytest.raises(KeyboardInterrupt):
        killed.acquire()
    assert len(names(deck)) == 3
    lock = boris(deck, clock)
    assert lock.acquire() is None
    assert lock.held
    assert names(deck) == [LOCK, "deck.yaml"]


def test_that_locks_that_come_and_go_come_to_an_end(
    deck: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = anna(deck, clock)
    monkeypatch.setattr(locking, "_look", lambda _path: None)
    assert lock.acquire() is None
    assert not lock.held
    lock.release()


@pytest.fixture(scope="module")
def children() -> Iterator[list[subprocess.Popen[str]]]:
    with ExitStack() as stack:
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        yield [
            stack.enter_context(subprocess.Popen([sys.executable, "-c", CHILD], **pipes))
            for _ in range(8)
        ]


@pytest.mark.parametrize("age", [None, 600 * MINUTE], ids=["free", "stale"])
def test_that_one_of_eight_processes_gets_it(
    age: timedelta | None, children: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    for number in range(25):
        deck = tmp_path / f"{number}.yaml"
        if age:
            left(deck, of("ELSEWHERE"), age, f".~lock.{deck.name}#")
        for child in children:
            assert child.stdin is not None
            child.stdin.write(f"{deck}\n")
            child.stdin.flush()
        answers = []
        for child in children:
            assert child.stdout is not None
            answers.append(child.stdout.readline())
        assert answers.count("None True\n") == 1, answers
        assert sum(answer.endswith("False\n") for answer in answers) == 7, answers
        assert answers.count("None False\n") == 0, answers
        assert [path.name for path in tmp_path.iterdir()] == [f".~lock.{deck.name}#"]
        deck.with_name(f".~lock.{deck.name}#").unlink()
