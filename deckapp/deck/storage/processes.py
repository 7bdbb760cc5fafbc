"""Whether a process is alive, by its number or by a lock that ends with it."""

import os
import platform
from functools import partial
from pathlib import Path
from types import ModuleType

_FAR = 1 << 30
"""Where Windows locks a byte: nobody else can read what is locked there, so it is past the end."""

_SYNCHRONIZE, _NO_SUCH_PROCESS = 0x100000, 87


def process_start(pid: int) -> int | None:
    """When a process started, in a measure of the system's own; None where it does not tell.

    0 for one that has ended and of which only the exit status is left.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return None
    return 0 if fields[0] in (b"Z", b"X") else int(fields[19])


def is_running(pid: int, start: int | None) -> bool | None:
    """Whether the process of that number is there and started then; None if nobody can tell."""
    if platform.system() == "Windows":
        return False if _is_gone_from_windows(pid) else None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # somebody else's, but there
    now = process_start(pid)
    return None if start is None or now is None else start == now


def _is_gone_from_windows(pid: int) -> bool:
    """Ask for a handle to the process; os.kill() would end it there."""
    import ctypes

    windows: ModuleType = ctypes  # what follows is there only
    kernel = windows.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(_SYNCHRONIZE, 0, pid)
    if not handle:
        return bool(windows.get_last_error() == _NO_SUCH_PROCESS)
    ended = kernel.WaitForSingleObject(ctypes.c_void_p(handle), 0) == 0
    kernel.CloseHandle(ctypes.c_void_p(handle))
    return bool(ended)


def lock_file(descriptor: int, *, shared: bool = False) -> bool | None:
    """Whether we now have the system's lock on an open file; None where there are no such locks.

    It ends with the process. Moves the position in the file. Windows knows no shared ones.
    """
    try:
        import fcntl
    except ImportError:
        import msvcrt

        windows: ModuleType = msvcrt
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        lock = partial(windows.locking, descriptor, windows.LK_NBLCK, 1)
    else:
        posix: ModuleType = fcntl
        how = posix.LOCK_SH if shared else posix.LOCK_EX
        lock = partial(posix.flock, descriptor, how | posix.LOCK_NB)
    try:
        lock()
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True
