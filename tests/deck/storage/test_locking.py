"""Who has a deck open: told to others, taken by one at a time, and never in anybody's way."""

import getpass
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckapp.deck.storage.locking import DeckLock, Holder, holder
from deckapp.deck.storage.processes import process_start

from .locks import LOCK, MINUTE, NOW, Clock, anna, boris, left, names, of


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


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def test_that_the_second_is_told_who_was_first(deck: Path, clock: Clock) -> None:
    first, second = anna(deck, clock), boris(deck, clock)
    assert first.acquire() is None
    assert first.held
    clock.now += MINUTE
    found = second.acquire()
    assert not second.held
    assert found == ("Anna", "OFFICE-7", NOW, clock.now)
    assert str(found) == "Anna has this deck open on OFFICE-7 since 09:05."
    assert holder(deck, clock=clock) == found
    assert names(deck) == [LOCK, "deck.yaml"]


def test_that_a_lock_given_back_is_free(deck: Path, clock: Clock) -> None:
    first, second = anna(deck, clock), boris(deck, clock)
    first.acquire()
    first.release()
    assert not first.held
    assert holder(deck, clock=clock) is None
    assert names(deck) == ["deck.yaml"]
    assert second.refresh() is None
    assert second.held
    first.release()
    assert second.refresh() is None
    assert first.acquire() is not None


def test_that_acquiring_twice_is_once(deck: Path, clock: Clock) -> None:
    lock = anna(deck, clock)
    assert [lock.acquire(), lock.acquire(), lock.refresh()] == [None] * 3
    assert lock.held


def test_that_a_link_to_a_deck_is_the_same_deck(deck: Path, clock: Clock, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.yaml"
    link.parent.mkdir()
    link.symlink_to(deck)
    assert anna(link, clock).acquire() is None
    assert boris(deck, clock).acquire() is not None
    assert list(link.parent.iterdir()) == [link]


def test_that_the_wish_of_the_user_takes_the_lock(deck: Path, clock: Clock) -> None:
    first, second = anna(deck, clock), boris(deck, clock)
    first.acquire()
    assert second.steal()
    assert second.held
    assert second.acquire() is None
    told = first.refresh()
    assert told is not None
    assert (told.user, first.held) == ("Boris", False)
    first.release()
    assert names(deck) == [LOCK, "deck.yaml"]


def test_that_a_lock_that_was_deleted_is_made_again(deck: Path, clock: Clock) -> None:
    lock = anna(deck, clock)
    lock.acquire()
    deck.with_name(LOCK).unlink()
    assert lock.refresh() is None
    assert holder(deck, clock=clock) is not None


def test_that_a_lock_of_another_machine_counts_while_it_is_refreshed(
    deck: Path, clock: Clock
) -> None:
    first, second = anna(deck, clock), boris(deck, clock)
    first.acquire()
    for _ in range(20):
        clock.now += 5 * MINUTE
        assert first.refresh() is None
    clock.now += 30 * MINUTE
    assert second.acquire() is not None
    clock.now += MINUTE
    assert holder(deck, clock=clock) is None
    assert second.acquire() is None
    assert first.refresh() is not None
    assert names(deck) == [LOCK, "deck.yaml"]


@pytest.mark.parametrize(
    ("start", "age", "user"),
    [
        ("same", 600 * MINUTE, "Carl"),
        ("other", MINUTE, None),
        (None, 30 * MINUTE, "Carl"),
        (None, 31 * MINUTE, None),
    ],
)
def test_that_a_process_of_this_machine_is_asked(
    start: str | None, age: timedelta, user: str | None, deck: Path, clock: Clock
) -> None:
    mine = process_start(os.getpid())
    assert mine
    told = {"same": mine, "other": mine + 1}.get(start or "")
    left(deck, of("LAPTOP", pid=os.getpid(), start=told), age)
    found = boris(deck, clock).acquire()
    assert (found and found.user) == user


def test_that_a_process_that_has_ended_holds_nothing(deck: Path, clock: Clock, dead: int) -> None:
    left(deck, of("LAPTOP", pid=dead, start=1))
    assert holder(deck, clock=clock, host="LAPTOP") is None
    assert boris(deck, clock).acquire() is None


GARBAGE: list[bytes] = [
    b"",
    b"\0" * 50,
    b"\xff\xfe",
    b"{}",
    b"[1]",
    b"[" * 100_000,
    b",Carl,OFFICE,12.04.2017 11:00,file:///home;",  # as LibreOffice writes it
    b'{"user": 1, "host": null, "pid": -1, "since": [], "token": {}}',
    b'{"user": "", "host": "", "pid": 1e999, "since": "9999-12-31T23:59:59-23:59"}',
]


@pytest.mark.parametrize("content", GARBAGE)
def test_that_a_lock_that_says_nothing_counts_for_half_an_hour(
    content: bytes, deck: Path, clock: Clock
) -> None:
    left(deck, content, 30 * MINUTE)
    found = boris(deck, clock).acquire()
    assert str(found) == "Somebody has this deck open."
    clock.now += MINUTE
    lock = boris(deck, clock)
    assert lock.acquire() is None
    assert lock.held
    assert names(deck) == [LOCK, "deck.yaml"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just("OFFICE-7"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=3,
)
FIELDS = st.sampled_from(["user", "host", "pid", "start", "since", "token"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=60) | st.dictionaries(FIELDS, VALUES).map(json.dumps).map(str.encode)
)
def test_that_whatever_a_lock_says_is_one_printable_sentence(content: bytes, deck: Path) -> None:
    left(deck, content)
    found = anna(deck, Clock()).acquire()
    if found is not None:
        assert str(found).isprintable()
        assert str(found).endswith(".")
        assert " has this deck open" in str(found)


def test_that_what_a_lock_says_is_shown_harmlessly() -> None:
    told = Holder("An\x1b[31mna\n\u202e", "x" * 100, NOW - timedelta(days=1), NOW)
    assert str(told) == (
        f"An\ufffd[31mna \ufffd has this deck open on {'x' * 39}… since 2017-04-11 09:05."
    )


@pytest.mark.parametrize("since", [NOW - timedelta(days=400), NOW + timedelta(days=400)])
def test_that_a_time_that_cannot_be_is_not_told(since: datetime, deck: Path, clock: Clock) -> None:
    left(deck, of("ELSEWHERE", since=since.isoformat()))
    assert str(boris(deck, clock).acquire()) == "Carl has this deck open on ELSEWHERE."


def test_that_a_folder_that_cannot_be_written_is_no_obstacle(
    deck: Path, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = anna(tmp_path / "gone" / "deck.yaml", clock)
    assert gone.acquire() is None
    assert not gone.held
    assert not gone.steal()
    gone.release()
    opened = os.open

    def refuse(path: Any, flags: int, *more: int) -> int:
        if flags & os.O_CREAT:
            raise FileExistsError if os.path.lexists(path) else PermissionError
        return opened(path, flags, *more)

    monkeypatch.setattr(os, "open", refuse)
    lock = anna(deck, clock)
    assert lock.acquire() is None
    assert not lock.held
    lock.release()
    left(deck, of("ELSEWHERE"))
    assert lock.acquire() is not None
    left(deck, of("ELSEWHERE"), 31 * MINUTE)
    assert lock.acquire() is None
    assert not lock.held


def test_that_a_folder_in_place_of_the_lock_is_no_obstacle(deck: Path, clock: Clock) -> None:
    deck.with_name(LOCK).mkdir()
    os.utime(deck.with_name(LOCK), (0, 0))
    lock = anna(deck, clock)
    assert lock.acquire() is None
    assert not lock.steal()
    assert names(deck) == [LOCK, "deck.yaml"]


def test_that_a_full_disk_leaves_nothing_behind(
    deck: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json, "dumps", lambda _content: FullDisk())
    lock = anna(deck, clock)
    assert lock.acquire() is None
    assert not lock.held
    assert names(deck) == ["deck.yaml"]


class FullDisk:
    """A text that no disk has room for."""

    def encode(self) -> bytes:
        raise OSError(28, "No space left on device")


def test_that_a_drive_that_lets_nobody_choose_the_time_is_refreshed(
    deck: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = anna(deck, clock)
    lock.acquire()
    changed = os.utime

    def refuse(path: Path, times: tuple[float, float] | None = None) -> None:
        if times is not None:
            raise PermissionError
        changed(path)

    monkeypatch.setattr(os, "utime", refuse)
    assert lock.refresh() is None
    assert deck.with_name(LOCK).stat().st_mtime > NOW.timestamp()


def test_that_an_account_without_a_name_has_locks_too(
    deck: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "node", lambda: "HERE")
    monkeypatch.setattr(getpass, "getuser", lambda: "dora")
    lock = DeckLock(deck, clock=clock)
    lock.acquire()
    assert str(holder(deck, clock=clock)) == "dora has this deck open on HERE since 09:05."
    lock.release()

    def refuse() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", refuse)
    DeckLock(deck, clock=clock).acquire()
    assert str(holder(deck, clock=clock)) == "Somebody has this deck open on HERE since 09:05."
