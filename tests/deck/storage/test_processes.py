"""Whether a process is alive, and the locks that end with it."""

import ctypes
import errno
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from deckapp.deck.storage.processes import is_running, lock_file, process_start


@pytest.fixture
def dead() -> Iterator[int]:
    """The number of a process that has ended but is not yet waited for."""
    with subprocess.Popen([sys.executable, "-c", "print()"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        yield process.pid


def test_that_a_process_that_has_ended_is_gone(dead: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert process_start(dead) == 0
    assert is_running(dead, 1) is False

    def gone(_pid: int, _signal: int) -> None:
        raise ProcessLookupError

    monkeypatch.setattr(os, "kill", gone)
    assert is_running(os.getpid(), None) is False


def test_that_a_process_of_another_user_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_pid: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert is_running(os.getpid(), process_start(os.getpid())) is True
    assert is_running(1 << 30, 5) is None


@pytest.mark.parametrize(
    ("handle", "error", "waited", "running"),
    [(None, 87, 0, False), (None, 5, 0, None), (7, 0, 0, False), (7, 0, 0x102, None)],
)
def test_that_windows_is_asked_without_ending_the_process(
    handle: int | None,
    error: int,
    waited: int,
    running: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed = []

    class Kernel:
        def __init__(self, *_given: object, **_named: object) -> None:
            self.OpenProcess = lambda _access, _inherit, _pid: handle
            self.WaitForSingleObject = lambda _handle, _milliseconds: waited
            self.CloseHandle = lambda handle: closed.append(handle.value)

    monkeypatch.setattr(ctypes, "WinDLL", Kernel, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: error, raising=False)
    monkeypatch.setattr(platform, "system", lambda: "Windows")
    assert is_running(1234, None) is running
    assert closed == [handle] * (handle is not None)


def test_that_the_lock_of_a_file_is_had_by_one_or_shared(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with path.open("rb") as first, path.open("rb") as second, path.open("rb") as third:
        assert lock_file(first.fileno()) is True
        assert lock_file(second.fileno()) is False
        assert lock_file(second.fileno(), shared=True) is False
        first.close()
        assert lock_file(second.fileno(), shared=True) is True
        assert lock_file(third.fileno(), shared=True) is True
        assert lock_file(third.fileno()) is False


def test_that_a_drive_without_locks_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def refuse(_file: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with (tmp_path / "file").open("wb") as file:
        assert lock_file(file.fileno()) is None


def test_that_windows_locks_what_nobody_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = []

    def lock(file: int, how: int, size: int) -> None:
        locked.append((os.lseek(file, 0, os.SEEK_CUR), how, size))
        if len(locked) > 1:
            raise PermissionError

    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=lock, LK_NBLCK=2))
    with (tmp_path / "file").open("wb") as file:
        assert lock_file(file.fileno()) is True
        assert lock_file(file.fileno(), shared=True) is False
    assert locked == [(1 << 30, 2, 1)] * 2
    assert (tmp_path / "file").read_bytes() == b""
