"""Whether a folder lies on a disk of this computer: SQLite's WAL works on no other.

It shares memory between processes, which a network drive cannot.
"""

import os
import platform
import re
from collections.abc import Iterable
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")

_REMOTE = re.compile(
    "9p|afpfs|afs|beegfs|ceph|cifs|coda|davfs2?|glusterfs|gpfs|lustre|ncpfs|nfs[34]?|prl_fs|"
    "smb[23]?|smbfs|vboxsf|virtiofs|vmhgfs|webdav|"
    r"fuse\.(?:afp|ceph|curlftpfs|davfs2?|gluster\w*|gvfsd-fuse|kio-fuse|nfs|onedriver|rclone|s3fs|"
    r"smbnetfs|sshfs|vmhgfs-fuse).*"
)
_OF_MACOS = re.compile(r".+? on (/.*) \((\w+)[,)]")
_OCTAL = re.compile(rb"\\([0-7]{3})")
_DRIVE_REMOTE = 4

Mount = tuple[str, str]
"""Where it is in the file system, and its type."""


def network_drive(folder: Path) -> str | None:
    """The type of the network drive on which a folder lies or will be made, such as `nfs4`.

    None for a disk of this computer, and where the system does not tell.
    """
    resolved = os.path.realpath(folder)
    system = platform.system()
    if system == "Windows":
        return _of_windows(resolved)
    mounts = _of_macos() if system == "Darwin" else _of_linux()
    around = [mount for mount in mounts if _lies_in(resolved, mount[0])]
    if not around:
        return None
    # Of several at one place, the one mounted last is what is seen.
    _, type_ = max(enumerate(around), key=lambda item: (len(item[1][0]), item[0]))[1]
    return type_ if _REMOTE.fullmatch(type_) else None


def _lies_in(path: str, mount: str) -> bool:
    return path == mount or path.startswith(mount.rstrip("/") + "/")


def _of_linux() -> Iterable[Mount]:
    """What proc(5) says: `36 35 98:0 /root /mount options [fields] - type source options`."""
    try:
        lines = MOUNTS.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        before, _, after = line.partition(b" - ")
        fields, types = before.split(), after.split()
        if len(fields) > 4 and types:
            point = _OCTAL.sub(lambda match: bytes([int(match[1], 8) & 0xFF]), fields[4])
            yield os.fsdecode(point), types[0].decode("ascii", "replace")


def _of_macos() -> Iterable[Mount]:
    """What mount(8) says: `source on /mount (type, options)`."""
    import subprocess

    try:
        listed = subprocess.run(["/sbin/mount"], capture_output=True, check=True, timeout=5).stdout
    except (OSError, subprocess.SubprocessError):
        return
    for line in os.fsdecode(listed).splitlines():
        if match := _OF_MACOS.match(line):
            yield match[1], match[2]


def _of_windows(path: str) -> str | None:
    """Network drives that have a letter, and those that are named by their computer."""
    import ctypes
    import ntpath

    drive = ntpath.splitdrive(path)[0]
    if drive.startswith("\\\\"):
        return "network share"
    kernel = vars(ctypes)["windll"].kernel32  # there is one on Windows only
    is_remote = kernel.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
    return "network drive" if is_remote else None
