"""Which folders lie on network drives, on each system."""

import ctypes
import ntpath
import os
import platform
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from deckapp.rehearsal.log import local_disk
from deckapp.rehearsal.log.local_disk import network_drive

LINUX = r"""
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
23 22 0:50 / /net rw,relatime shared:1 master:2 - nfs4 server:/home rw
24 23 8:1 / /net/local rw - xfs /dev/sda1 rw
25 22 0:51 / /my\040share rw - cifs //server/share rw
26 22 0:52 / /twice rw - ext4 /dev/sdb rw
27 22 0:53 / /twice rw - fuse.sshfs anna@server: rw
28 22 0:54 / /fuse rw - fuse.ntfs-3g /dev/sdc rw
a line that is none
29 22 0:54 / /odd rw -
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//anna@server/share on /Volumes/my share (smbfs, nodev, nosuid, mounted by anna)
/dev/disk5 on /Volumes/stick (exfat)
map auto_home on /home (autofs)
a line that is none
"""


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "mountinfo"
    path.write_text(LINUX)
    monkeypatch.setattr(local_disk, "MOUNTS", path)
    monkeypatch.setattr(os.path, "realpath", os.path.abspath)
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    return path


@pytest.mark.parametrize(
    ("folder", "drive"),
    [
        ("/data/deckapp", None),
        ("/", None),
        ("/net", "nfs4"),
        ("/net/home/anna", "nfs4"),
        ("/network", None),
        ("/net/local/anna", None),
        ("/my share/anna", "cifs"),
        ("/twice/anna", "fuse.sshfs"),
        ("/fuse/anna", None),
    ],
)
def test_that_linux_tells_by_what_is_mounted(folder: str, drive: str | None, mounts: Path) -> None:
    assert network_drive(Path(folder)) == drive


def test_that_what_nobody_can_tell_is_no_network_drive(mounts: Path) -> None:
    mounts.write_bytes(b"")
    assert network_drive(Path("/net")) is None
    mounts.unlink()
    assert network_drive(Path("/net")) is None


def mac(answer: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    monkeypatch.setattr(os.path, "realpath", os.path.abspath)
    monkeypatch.setattr(subprocess, "run", answer)


@pytest.mark.parametrize(
    ("folder", "drive"),
    [("/Users/anna", None), ("/Volumes/my share/x", "smbfs"), ("/Volumes/stick/x", None)],
)
def test_that_macos_tells_by_what_is_mounted(
    folder: str, drive: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    mac(lambda *_, **__: SimpleNamespace(stdout=MACOS.encode()), monkeypatch)
    assert network_drive(Path(folder)) == drive


def test_that_macos_may_refuse_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise FileNotFoundError

    mac(refuse, monkeypatch)
    assert network_drive(Path("/Volumes/my share")) is None


@pytest.mark.parametrize(
    ("path", "drive"),
    [
        (r"\\server\share\anna", "network share"),
        (r"N:\anna", "network drive"),
        (r"C:\Users\anna", None),
    ],
)
def test_that_windows_tells_by_the_drive(
    path: str, drive: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kind(root: str) -> int:
        return {"N:\\": 4, "C:\\": 3}[root]

    windll = SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=kind))
    monkeypatch.setattr(ctypes, "windll", windll, raising=False)
    monkeypatch.setattr(platform, "system", lambda: "Windows")
    monkeypatch.setattr(os.path, "realpath", ntpath.normpath)
    assert network_drive(Path(path)) == drive
