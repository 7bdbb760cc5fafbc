"""The recovery journal: what was appended is there again, whatever happens in between."""

import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from deckapp.deck.storage.abandoned import abandoned
from deckapp.deck.storage.journal import Journal, in_thread
from deckapp.deck.storage.journal_file import JournalError

from .journals import BASE, NOW, SAVED, Timers, always, append, failing, numbers, the_only

STRACE = shutil.which("strace")

STARTED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from deckapp.deck.storage.journal import Journal, JournalError
folder, deck = map(Path, sys.argv[1:3])
later = lambda seconds, call: lambda: None
journal = Journal.start(folder, deck, "b" * 64, lambda: datetime.now(UTC), later=later)
"""
APPEND_FOR_EVER = f"""{STARTED}
number = 0
while True:
    journal.append({{"number": number, "text": "x" * (number * 37 % 5000)}})
    os.write(1, b"%d\\n" % number)
    number += 1
"""
APPEND_AND_SYNC = f"""{STARTED}
told = []
for number in range(4):
    for name, given in (("append", [{{"number": number}}]), ("sync", [])):
        try:
            getattr(journal, name)(*given)
        except JournalError as error:
            told.append(f"{{number}} {{name}}: {{error}}")
print(*told, sep="\\n", flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def timers() -> Timers:
    return Timers()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journals"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return tmp_path / "Moscow.yaml"


@pytest.fixture
def journal(folder: Path, deck: Path, timers: Timers) -> Journal:
    return Journal.start(folder, deck, BASE, lambda: NOW, later=timers)


def test_that_an_ended_journal_takes_nothing(journal: Journal) -> None:
    journal.close(discard=True)
    journal.close(discard=True)
    calls: list[Callable[[], None]] = [
        lambda: journal.append({}),
        journal.sync,
        lambda: journal.restart(SAVED),
    ]
    for call in calls:
        with pytest.raises(JournalError, match="has ended"):
            call()


def test_that_what_json_cannot_hold_is_refused(journal: Journal, folder: Path) -> None:
    append(journal, 1)
    with pytest.raises(TypeError):
        journal.append({"number": b""})
    with pytest.raises(ValueError, match="JSON"):
        journal.append({"number": float("nan")})
    append(journal, 2)
    journal.close(discard=False)
    assert numbers(the_only(abandoned(folder))) == [1, 2]


def test_that_records_are_synced_after_a_delay_and_nothing_waits_without_need(
    journal: Journal, timers: Timers, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    assert not timers.waiting
    append(journal, 1, 2)
    assert (len(timers.waiting), timers.delays, synced) == (1, [0.5], [])
    timers.run()
    assert len(synced) == 2  # the file and its folder
    append(journal, 3)
    journal.sync()
    assert (timers.waiting, len(synced)) == ([], 3)
    journal.sync()
    assert len(synced) == 3
    append(journal, 4)
    (late,) = timers.waiting
    journal.close(discard=True)
    assert not timers.waiting
    late()
    assert len(synced) == 3


def test_that_threads_at_once_lose_nothing(folder: Path, deck: Path) -> None:
    journal = Journal.start(folder, deck, BASE, lambda: NOW, delay=0)

    def work(first: int) -> None:
        for number in range(first, first + 50):
            append(journal, number)
            if number % 20 == 0:
                journal.sync()
            if number % 30 == 0:
                journal.restart(SAVED, saved=0)

    threads = [threading.Thread(target=work, args=(first,)) for first in (0, 100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal.close(discard=False)
    found = numbers(the_only(abandoned(folder)))
    for first in (0, 100, 200, 300):
        part = list(range(first, first + 50))
        assert [number for number in found if number in part] == part


def test_that_the_thread_ends_when_all_is_synced(folder: Path, deck: Path) -> None:
    before = set(threading.enumerate())
    journal = Journal.start(folder, deck, BASE, lambda: NOW, delay=0)
    append(journal, 1)
    for thread in set(threading.enumerate()) - before:
        thread.join()
    assert set(threading.enumerate()) <= before
    assert journal._file is not None
    assert not journal._file.unsynced
    journal.close(discard=True)


def test_that_a_thread_can_be_called_off() -> None:
    before = set(threading.enumerate())
    cancel = in_thread(1000, lambda: None)
    (thread,) = set(threading.enumerate()) - before
    assert thread.daemon
    cancel()
    thread.join()


def test_that_without_threads_a_record_is_synced_at_once(folder: Path, deck: Path) -> None:
    def refuse(_seconds: float, _call: Callable[[], None]) -> Callable[[], None]:
        raise RuntimeError

    journal = Journal.start(folder, deck, BASE, lambda: NOW, later=refuse)
    append(journal, 1)
    assert journal._file is not None
    assert not journal._file.unsynced
    journal.close(discard=True)


def test_that_a_restart_begins_on_the_saved_bytes(
    journal: Journal, folder: Path, timers: Timers
) -> None:
    append(journal, 1, 2)
    journal.restart(SAVED)
    assert journal.count == 0
    assert not timers.waiting
    assert len(list(folder.iterdir())) == 1
    append(journal, 3, 4, 5)
    journal.restart("6" * 64, saved=1)
    assert journal.count == 2
    append(journal, 6)
    journal.close(discard=False)
    found = the_only(abandoned(folder))
    assert (found.base_digest, numbers(found)) == ("6" * 64, [4, 5, 6])


def test_that_nothing_is_left_of_a_restart_without_edits(journal: Journal, folder: Path) -> None:
    append(journal, 1)
    journal.restart(SAVED)
    journal.close(discard=False)
    assert abandoned(folder) == ()
    assert list(folder.iterdir()) == []


def test_that_what_is_appended_while_it_restarts_is_taken_along(
    journal: Journal, folder: Path, timers: Timers, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(journal, 1)
    with monkeypatch.context() as patched:
        sync = os.fsync

        def meanwhile(file: int) -> None:
            patched.undo()
            append(journal, 2)
            sync(file)

        patched.setattr(os, "fsync", meanwhile)
        journal.restart(SAVED)
    assert timers.waiting
    timers.run()
    append(journal, 3)
    journal.close(discard=False)
    assert numbers(the_only(abandoned(folder))) == [2, 3]


def test_that_a_restart_that_fails_changes_nothing(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(journal, 1)
    for name in ("write", "fsync", "open"):
        with monkeypatch.context() as patched:
            patched.setattr(os, name, failing(28, getattr(os, name), always))
            with pytest.raises(JournalError, match=r"\(No space left on device\)\. Save the deck"):
                journal.restart(SAVED)
        assert len(list(folder.iterdir())) == 1
    append(journal, 2)
    journal.close(discard=False)
    found = the_only(abandoned(folder))
    assert (found.base_digest, numbers(found)) == (BASE, [1, 2])


def test_that_records_wait_for_room_on_a_full_disk(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(journal, 1)
    write, room = os.write, 9

    def short(file: int, data: bytes) -> int:
        nonlocal room
        if not room:
            raise OSError(28, "No space left on device")
        written = write(file, data[:room])
        room -= written
        return written

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", short)
        for number in (2, 3):
            with pytest.raises(JournalError, match="No space left"):
                append(journal, number)
        with monkeypatch.context() as more:
            room = 9
            more.setattr(os, "ftruncate", failing(5, os.ftruncate, always))
            with pytest.raises(JournalError, match="No space left"):
                journal.sync()
    (path,) = folder.iterdir()
    assert path.read_bytes().count(b"\n") == 2
    append(journal, 4)
    journal.close(discard=False)
    found = the_only(abandoned(folder))
    assert (numbers(found), found.torn) == ([1, 2, 3, 4], False)


def test_that_a_failure_in_the_background_is_told_once_and_mended(
    journal: Journal, folder: Path, timers: Timers, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(journal, 1)
    (before,) = folder.iterdir()
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing(5, os.fsync, always))
        timers.run()
        with pytest.raises(JournalError, match="Input/output error"):
            append(journal, 2)
        assert list(folder.iterdir()) == [before]
    append(journal, 3)
    (after,) = folder.iterdir()
    assert after != before
    append(journal, 4)
    journal.close(discard=False)
    assert numbers(the_only(abandoned(folder))) == [1, 2, 3, 4]


def test_that_a_failure_that_was_told_by_sync_is_mended_too(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(journal, 1)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing(5, os.fsync, always))
        for _ in range(2):
            with pytest.raises(JournalError):
                journal.sync()
        with pytest.raises(JournalError):
            journal.close(discard=False)
    assert numbers(the_only(abandoned(folder))) == [1]


@pytest.mark.parametrize("remove", [shutil.rmtree, lambda folder: folder.rename(f"{folder}~")])
def test_that_a_folder_that_was_removed_is_made_again(
    remove: Callable[[Path], None], journal: Journal, folder: Path
) -> None:
    append(journal, 1)
    remove(folder)
    append(journal, 2)
    journal.close(discard=False)
    assert numbers(the_only(abandoned(folder))) == [1, 2]


def test_that_a_folder_that_cannot_be_made_is_said(folder: Path, deck: Path) -> None:
    folder.parent.mkdir()
    folder.touch()
    with pytest.raises(JournalError, match=r"could not be kept for recovery \(.+\)\. Save"):
        Journal.start(folder, deck, BASE, lambda: NOW)
    assert abandoned(folder) == ()


def test_that_a_full_disk_leaves_no_empty_journal(
    folder: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", failing(28, os.write, always))
    with pytest.raises(JournalError):
        Journal.start(folder, deck, BASE, lambda: NOW)
    assert list(folder.iterdir()) == []


def test_that_what_cannot_be_removed_is_empty(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(journal, 1)
    monkeypatch.setattr(Path, "unlink", failing(13, Path.unlink, always))
    monkeypatch.setattr(os, "close", failing(5, os.close, lambda file: os.fstat(file).st_size == 0))
    journal.close(discard=True)
    assert [path.stat().st_size for path in folder.iterdir()] == [0]


def test_that_a_killed_session_loses_nothing_it_was_told_is_safe(folder: Path, deck: Path) -> None:
    rng = random.Random(2017)
    command = [sys.executable, "-c", APPEND_FOR_EVER, str(folder), str(deck)]
    for _ in range(30):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            awaited = rng.choice([1, 1, 2, 10, 200])
            for _ in range(awaited):
                child.stdout.readline()
            assert abandoned(folder) == ()
            child.kill()
            told = awaited + child.stdout.read().count(b"\n")
        found = the_only(abandoned(folder, deck))
        assert numbers(found) == list(range(len(found.records)))
        assert told <= len(found.records) <= told + 1
        found.discard()


@pytest.mark.skipif(STRACE is None, reason="strace makes the system fail")
@pytest.mark.parametrize(
    ("injected", "told"),
    [
        ("write:error=ENOSPC:when=2", ["0 append"]),
        ("write:error=ENOSPC:when=4", ["2 append"]),
        ("write:error=ENOSPC:when=3..7", ["1 append", "1 sync", "2 append", "2 sync", "3 append"]),
        ("fsync:error=EIO:when=1", ["0 sync"]),
        ("fsync:error=EIO:when=4", ["2 sync"]),
        ("fsync:error=EIO:when=3+", ["1 sync", "2 append", "2 sync", "3 append", "3 sync"]),
    ],
)
def test_that_a_system_that_fails_loses_nothing_and_says_so(
    injected: str, told: list[str], folder: Path, deck: Path
) -> None:
    command = [
        *(str(STRACE), "-f", "-qq", "-o", os.devnull, "-e", f"inject={injected}"),
        *(sys.executable, "-c", APPEND_AND_SYNC, str(folder), str(deck)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr:
        pytest.skip("this machine lets nobody trace")
    lines = done.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == told, done.stdout + done.stderr
    assert all(line.endswith("Save the deck now.") for line in lines)
    found = the_only(abandoned(folder))
    assert (numbers(found), found.torn) == ([0, 1, 2, 3], False)
    assert len(list(folder.iterdir())) == 1
