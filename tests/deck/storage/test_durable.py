"""Replacing a file: all of it or nothing of it, whatever the system does in between."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from deckapp.deck.storage import durable
from deckapp.deck.storage.durable import replacing

OLD, NEW = b"the earlier file\n", b"the new file\n" * 100_000

STRACE = shutil.which("strace")
WRITE = """
import sys
from pathlib import Path
from deckapp.deck.storage.durable import replacing
data = b"the new file\\n" * 100_000
try:
    with replacing(Path(sys.argv[1])) as file:
        file.write(data)
except OSError as error:
    print(type(error).__name__, error.errno)
else:
    print("written")
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_bytes(OLD)
    return path


def _replace(path: Path) -> None:
    with replacing(path) as new:
        new.write(NEW)


def _fail(path: Path, error: type[BaseException]) -> None:
    with replacing(path) as new:
        new.write(NEW)
        raise error


def test_that_a_file_is_replaced_and_nothing_is_left_behind(file: Path) -> None:
    _replace(file)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


def test_that_a_new_file_is_written_as_the_user_wants_new_files(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    before = os.umask(0o027)
    try:
        _replace(path)
    finally:
        os.umask(before)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o444, 0o777])
def test_that_who_may_read_and_write_stays_so(mode: int, file: Path) -> None:
    file.chmod(mode)
    before = os.umask(0o077)
    try:
        _replace(file)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to anybody")
def test_that_whose_file_it_is_stays_so(file: Path) -> None:
    os.chown(file, 4321, 1234)
    file.chmod(0o660)
    _replace(file)
    status = file.stat()
    assert (status.st_uid, status.st_gid) == (4321, 1234)
    assert stat.S_IMODE(status.st_mode) == 0o660


@pytest.mark.parametrize(("before", "after"), [(0o664, 0o644), (0o660, 0o600), (0o640, 0o600)])
def test_that_a_group_that_cannot_be_kept_gets_no_other_group_in(
    before: int, after: int, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _user: int, _group: int) -> None:
        raise PermissionError(path)

    of_others = os.stat_result((before, 0, 0, 1, os.getuid(), os.getgid() + 1, 0, 0, 0, 0))
    monkeypatch.setattr(durable, "_status", lambda _path: of_others)
    monkeypatch.setattr(os, "chown", refuse)
    _replace(file)
    assert stat.S_IMODE(file.stat().st_mode) == after


def test_that_a_group_that_can_be_kept_is_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = []
    of_others = os.stat_result((0o640, 0, 0, 1, os.getuid() + 1, os.getgid(), 0, 0, 0, 0))
    monkeypatch.setattr(durable, "_status", lambda _path: of_others)
    monkeypatch.setattr(os, "chown", lambda _path, user, group: given.append((user, group)))
    _replace(file)
    assert given == [(-1, os.getgid()), (os.getuid() + 1, -1)]
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_that_a_drive_on_which_all_files_have_one_mode_is_no_obstacle(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.chmod(0o600)

    def refuse(path: Path, _mode: int) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "chmod", refuse)
    _replace(file)
    assert file.read_bytes() == NEW


def test_that_a_lock_that_moves_the_position_in_the_file_does_no_harm(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "lock_file", lambda file: os.lseek(file, 9, os.SEEK_SET))
    _replace(file)
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("error", [OSError, ValueError])
def test_that_a_check_comes_last_and_can_stop_it(error: type[Exception], file: Path) -> None:
    def check() -> None:
        assert file.read_bytes() == OLD
        (new,) = set(file.parent.iterdir()) - {file}
        assert new.read_bytes() == NEW
        raise error

    with pytest.raises(error), replacing(file, check) as new:
        new.write(NEW)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


def test_that_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to(Path("..") / file.name)
    _replace(link)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert list(folder.iterdir()) == [link]


@pytest.mark.parametrize("error", [OSError, ValueError, KeyboardInterrupt])
def test_that_a_failure_while_writing_leaves_the_earlier_file(
    error: type[BaseException], file: Path
) -> None:
    with pytest.raises(error):
        _fail(file, error)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


def test_that_what_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "nowhere" / "deck.yaml"):
        pass
    with pytest.raises(OSError, match="directory"), replacing(tmp_path):
        pass
    with pytest.raises(ValueError, match="null"), replacing(Path("a\0b")):
        pass
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_that_cannot_be_synced_has_the_file_all_the_same(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def refuse(path: object, flags: int, *more: int) -> int:
        if path == file.parent:
            raise PermissionError
        return opened(path, flags, *more)  # type: ignore[arg-type]  # whatever it was called with

    monkeypatch.setattr(os, "open", refuse)
    _replace(file)
    assert file.read_bytes() == NEW


@pytest.mark.skipif(STRACE is None, reason="strace makes the system fail")
@pytest.mark.parametrize("error", ["EIO", "ENOSPC", "EACCES"])
@pytest.mark.parametrize("call", ["write", "fsync", "rename"])
def test_that_a_system_that_fails_leaves_the_earlier_file(
    call: str, error: str, file: Path
) -> None:
    calls = {"rename": "rename,renameat,renameat2"}.get(call, call)
    command = [
        *(str(STRACE), "-f", "-qq", "-o", os.devnull, "-e", f"inject={calls}:error={error}:when=1"),
        *(sys.executable, "-c", WRITE, str(file)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr:
        pytest.skip("this machine lets nobody trace")
    assert done.stdout.startswith(("OSError", "PermissionError")), done.stdout + done.stderr
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(STRACE is None, reason="strace makes the system fail")
def test_that_a_folder_that_fails_to_sync_is_no_failure(file: Path) -> None:
    command = [
        *(str(STRACE), "-f", "-qq", "-o", os.devnull, "-e", "inject=fsync:error=EIO:when=2"),
        *(sys.executable, "-c", WRITE, str(file)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr:
        pytest.skip("this machine lets nobody trace")
    assert done.stdout.strip() == "written"
    assert file.read_bytes() == NEW
