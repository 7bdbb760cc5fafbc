"""What tells whether a file on disk is still the one that was read."""

from pathlib import Path
from typing import NamedTuple


class FileState(NamedTuple):
    """Size, time and inode: a change of the folder that left the file alone changes none."""

    size: int
    modified: int
    inode: int


def file_state(path: Path) -> FileState | None:
    """The state of a file now; None where there is none to be seen."""
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return None
    return FileState(stat.st_size, stat.st_mtime_ns, stat.st_ino)
