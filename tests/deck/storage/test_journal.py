"""The recovery journal: what was appended is there again, whatever happens in between."""

import os
import platform
import random
import shutil
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckapp.deck.storage.abandoned import Abandoned, abandoned
from deckapp.deck.storage.journal import Journal, in_thread
from deckapp.deck.storage.journal_file import JournalError

MODULE = "deckapp.deck.storage.abandoned"
NOW = datetime(2017, 4, 12, 9, 30, tzinfo=UTC)
BASE, SAVED = "b" * 64, "5" * 64
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


def test_that_what_a_session_left_is_found(folder: Path, deck: Path) -> None:
    journal = Journal.start(folder, deck, BASE, lambda: NOW)
    records = [{"edit": "Привет\n\ud800", "value": [1, None, {"a": 1.5}]}, {}]
    for record in records:
        journal.append(record)
    assert journal.count == 2
    journal.close(discard=False)
    journal.close(discard=False)
    found = the_only(abandoned(folder))
    assert list(found.records) == records
    assert (found.deck, found.base_digest, found.started) == (deck, BASE, NOW)
    assert (found.host, found.torn) == (platform.node(), False)
    assert abs(found.written - datetime.now(UTC)) < timedelta(minutes=10)
    assert the_only(abandoned(folder, deck)) == found
    assert abandoned(folder, deck.with_name("another.yaml")) == ()
    found.discard()
    found.discard()
    assert abandoned(folder) == ()


def test_that_the_last_written_is_the_last(folder: Path, deck: Path, tmp_path: Path) -> None:
    for number, name in enumerate("bca"):
        path = left(folder, tmp_path / f"{name}.yaml", number)
        os.utime(path, (number, number))
    assert [numbers(found) for found in abandoned(folder)] == [[0], [1], [2]]


def test_that_a_session_that_goes_on_is_not_abandoned(journal: Journal, folder: Path) -> None:
    append(journal, 1)
    assert abandoned(folder) == ()
    journal.close(discard=True)
    assert list(folder.iterdir()) == []


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


def test_that_what_cannot_be_discarded_or_listed_is_said(
    folder: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(folder, deck, 1)
    found = the_only(abandoned(folder))
    monkeypatch.setattr(Path, "unlink", failing(13, Path.unlink, always))
    with pytest.raises(JournalError, match=r"\(Permission denied\)\. Remove .+\.journal by hand"):
        found.discard()
    assert path.exists()
    monkeypatch.setattr(Path, "iterdir", failing(13, Path.iterdir, always))
    with pytest.raises(JournalError, match=r"\(Permission denied\)\. Ask for permission"):
        abandoned(folder)


def test_that_journals_without_records_are_removed(folder: Path, deck: Path) -> None:
    left(folder, deck)
    (folder / "x.journal").touch()
    assert abandoned(folder) == ()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("cut", [1, 50])
def test_that_damaged_journals_are_set_aside(cut: int, folder: Path, deck: Path) -> None:
    path = left(folder, deck, 1)
    data = path.read_bytes()
    path.write_bytes(b"?" + data[cut:])
    aside = path.with_name(f"{path.name}.damaged")
    assert abandoned(folder) == ()
    assert list(folder.iterdir()) == [aside]
    assert aside.read_bytes() == b"?" + data[cut:]
    assert abandoned(folder) == ()


def test_that_a_journal_whose_first_record_is_damaged_is_set_aside(
    folder: Path, deck: Path
) -> None:
    path = left(folder, deck, 1)
    path.write_bytes(path.read_bytes()[:-3])
    assert abandoned(folder) == ()
    assert [each.suffix for each in folder.iterdir()] == [".damaged"]


def test_that_what_windows_does_not_let_go_while_it_is_open_is_put_away_after(
    folder: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(folder, deck)
    attempts = []
    unlink = Path.unlink

    def once(path: Path, *, missing_ok: bool = False) -> None:
        attempts.append(path)
        if len(attempts) == 1:
            raise PermissionError
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", once)
    assert abandoned(folder) == ()
    assert attempts == [path, path]
    assert not path.exists()


def test_that_without_locks_the_process_is_asked(
    folder: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running: bool | None = True
    monkeypatch.setattr(f"{MODULE}.lock_file", lambda _file, **_shared: None)
    monkeypatch.setattr(f"{MODULE}.is_running", lambda _pid, _start: running)
    left(folder, deck, 1)
    (folder / "damaged.journal").write_bytes(b"?")
    assert abandoned(folder) == ()
    running = None
    assert abandoned(folder) == ()
    running = False
    assert numbers(the_only(abandoned(folder))) == [1]
    assert (folder / "damaged.journal").exists()
    monkeypatch.setattr(platform, "node", lambda: "ELSEWHERE")
    assert abandoned(folder) == ()


def test_that_a_session_that_was_looked_at_as_it_began_is_not_abandoned(
    folder: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(f"{MODULE}.lock_file", lambda _file, **_shared: False)
        journal = Journal.start(folder, deck, BASE, lambda: NOW)
    append(journal, 1)
    assert abandoned(folder) == ()
    journal.close(discard=True)


def test_that_other_files_are_left_alone(folder: Path, deck: Path) -> None:
    path = left(folder, deck, 1)
    for name, header in (("later", b'{"format":"deckapp-journal/2"}'), ("other", b"{}")):
        line = b'["%08x",%b]\n' % (zlib.crc32(header), header)
        (folder / f"{name}.journal").write_bytes(line)
    (folder / "folder.journal").mkdir()
    (folder / "notes.txt").touch()
    assert the_only(abandoned(folder)).path == path
    assert len(list(folder.iterdir())) == 5


@pytest.mark.parametrize("payload", [b"[1]", b"{", b"[" * 100_000])
def test_that_a_checksum_alone_does_not_make_a_record(
    payload: bytes, folder: Path, deck: Path
) -> None:
    path = left(folder, deck, 1, 2)
    chain = 0
    for line in path.read_bytes().splitlines():
        chain = zlib.crc32(line[12:-1], chain)
    with path.open("ab") as file:
        file.write(b'["%08x",%b]\n' % (zlib.crc32(payload, chain), payload))
    found = the_only(abandoned(folder))
    assert (numbers(found), found.torn) == ([1, 2], True)


def test_that_a_file_that_cannot_be_read_is_left_alone(
    folder: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(folder, deck, 1)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", failing(13, Path.open, always))
        assert abandoned(folder) == ()
        patched.setattr(Path, "stat", failing(13, Path.stat, always))
        assert abandoned(folder) == ()
    assert numbers(the_only(abandoned(folder))) == [1]


RECORDS = st.lists(
    st.dictionaries(st.text(max_size=5), st.text() | st.integers() | st.none(), max_size=3),
    min_size=1,
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=RECORDS, data=st.data())
def test_that_whole_records_survive_wherever_a_file_is_cut(
    records: list[dict[str, Any]], data: st.DataObject, tmp_path: Path
) -> None:
    folder = tmp_path / "journals"
    shutil.rmtree(folder, ignore_errors=True)
    path = whole(folder, tmp_path / "deck.yaml", records)
    content = path.read_bytes()
    ends = [at + 1 for at, byte in enumerate(content) if byte == ord("\n")]
    cut = data.draw(st.integers(0, len(content)))
    path.write_bytes(content[:cut] + data.draw(st.sampled_from([b"", b"\0" * 600, b"[\n"])))
    expected = sum(end <= cut for end in ends[1:])
    found = abandoned(folder)
    if expected:
        assert list(the_only(found).records) == records[:expected]
    else:
        assert found == ()
        assert path.read_bytes() == b"" if path.exists() else True


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=RECORDS, data=st.data())
def test_that_nothing_after_damage_is_believed(
    records: list[dict[str, Any]], data: st.DataObject, tmp_path: Path
) -> None:
    folder = tmp_path / "journals"
    shutil.rmtree(folder, ignore_errors=True)
    path = whole(folder, tmp_path / "deck.yaml", records)
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(content.index(b"\n") + 1, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    before = bytes(content[:at]).count(b"\n") - 1
    for found in abandoned(folder):
        assert found.torn
        assert list(found.records) == records[:before]


def whole(folder: Path, deck: Path, records: list[dict[str, Any]]) -> Path:
    journal = Journal.start(folder, deck, BASE, lambda: NOW, later=Timers())
    for record in records:
        journal.append(record)
    (path,) = folder.iterdir()
    content = path.read_bytes()
    journal.close(discard=True)
    path.write_bytes(content)
    return path


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
