"""A file beside a deck that tells others who has it open where. It only tells: it blocks nothing.

Nothing here raises OSError: where no lock can be had, there is none.
"""

import getpass
import json
import os
import platform
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from deckapp.deck.characters import shortened, shown
from deckapp.deck.files import UnreadableFileError, read_bytes

from .processes import is_running, process_start

Clock = Callable[[], datetime]

STALE = timedelta(minutes=30)
"""After so long without a refresh, a lock that cannot be asked counts for nothing."""

_LONG = timedelta(days=366)
_ATTEMPTS = 20
_MOST = 4096
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Holder(NamedTuple):
    """Who has a deck open: user and host are "" and `since` (UTC) is None where unknown.

    `str()` is a sentence with the time in this machine's zone; `seen` is when one looked.
    """

    user: str
    host: str
    since: datetime | None
    seen: datetime

    def __str__(self) -> str:
        where = f" on {shortened(shown(self.host))}" if self.host else ""
        return f"{shortened(shown(self.user)) or 'Somebody'} has this deck open{where}{self._when}."

    @property
    def _when(self) -> str:
        if self.since is None:
            return ""
        since, seen = self.since.astimezone(), self.seen.astimezone()
        day = "" if since.date() == seen.date() else f"{since:%Y-%m-%d} "
        return f" since {day}{since:%H:%M}"


class DeckLock:
    """The lock of one window on one deck. Methods may block on a slow drive: one at a time, please.

    `clock` returns aware times. `held` tells whether the lock was ours when last looked.
    """

    def __init__(
        self, deck: Path, *, clock: Clock, user: str | None = None, host: str | None = None
    ) -> None:
        self.held = False
        self._path = _lock_of(deck)
        self._clock = clock
        self._host = platform.node() if host is None else host
        self._token = os.urandom(16).hex()
        self._content = {
            "user": _user() if user is None else user,
            "host": self._host,
            "pid": os.getpid(),
            "start": process_start(os.getpid()),
            "since": clock().astimezone(UTC).isoformat(timespec="seconds"),
            "token": self._token,
        }

    def acquire(self) -> Holder | None:
        """Who else has the deck open; None if we have the lock now, or if there can be none."""
        try:
            lock = self._settled()
        except OSError:
            lock = None
        self.held = lock is not None and lock.token == self._token
        return None if lock is None or self.held else lock.holder(self._clock())

    def refresh(self) -> Holder | None:
        """Show that we are still there: call it every five minutes until release().

        It also takes a lock that has become free. Returns who took ours, if somebody did.
        """
        return self.acquire()

    def steal(self) -> bool:
        """Take the lock from whoever has it, on the user's wish; whether we have it now."""
        mine = self._path.with_name(f"{self._path.name}{self._token}")
        self.held = False
        with suppress(OSError):
            self._write(mine)
            self._replace_lock(mine)
            self.held = True
        return self.held

    def release(self) -> None:
        """Give the lock back, if it is still ours."""
        self.held = False
        lock = _look(self._path)
        if lock is not None and lock.token == self._token:
            with suppress(OSError):
                self._path.unlink()

    def _settled(self) -> "_Lock | None":
        """The lock that stands after we tried to have it: ours, or that of whoever is there."""
        lock = None
        for _ in range(_ATTEMPTS):
            with suppress(FileExistsError):
                self._write(self._path)
            lock = _look(self._path)
            if lock is None:
                continue  # released just now
            if lock.token == self._token:
                self._touch(self._path)
                break
            if self._is_stale(lock):
                if other := self._take_over(lock):
                    return other
            elif lock.content:
                break  # otherwise it is being written just now
        return lock

    def _take_over(self, stale: "_Lock") -> "_Lock | None":
        """Put ours in the place of a stale lock; None to look again, or who is before us.

        Only one process at a time may do that to one lock: whoever makes the file named after it.
        It looks once more then, because another may have finished just before.
        """
        mine = self._path.with_name(f"{self._path.name}{stale.key}")
        try:
            self._write(mine)
        except FileExistsError:
            other = _look(mine)
            if other is not None and not self._is_stale(other):
                return other
            mine.unlink(missing_ok=True)  # of a process that was killed in between
            return None
        now = _look(self._path)
        if now is not None and now.key == stale.key and self._is_stale(now):
            self._replace_lock(mine)
        else:
            mine.unlink(missing_ok=True)
        return None

    def _is_stale(self, lock: "_Lock") -> bool:
        return lock.is_stale(self._clock(), self._host)

    def _replace_lock(self, mine: Path) -> None:
        try:
            mine.replace(self._path)
        except OSError:
            mine.unlink(missing_ok=True)
            raise

    def _write(self, path: Path) -> None:
        """Make a file that is not there yet."""
        descriptor = os.open(path, _FLAGS, 0o666)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(json.dumps(self._content).encode())
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise
        self._touch(path)

    def _touch(self, path: Path) -> None:
        now = self._clock().timestamp()
        with suppress(OSError):
            try:
                os.utime(path, (now, now))
            except PermissionError:  # a drive that lets nobody choose the time
                os.utime(path)


class NoLock(DeckLock):
    """The lock of a deck beside which nothing may be put: nobody is told, nor asked about."""

    def acquire(self) -> Holder | None:
        """Nobody else is known to have the deck open."""
        return None


def holder(deck: Path, *, clock: Clock, host: str | None = None) -> Holder | None:
    """Who has the deck open, this process included; None where nobody has. Changes nothing."""
    lock = _look(_lock_of(deck))
    now = clock()
    if lock is None or lock.is_stale(now, platform.node() if host is None else host):
        return None
    return lock.holder(now)


class _Lock(NamedTuple):
    """A lock file as it was found; `token` and the rest are empty in one that says nothing."""

    content: dict[str, Any]
    key: str
    touched: float

    @property
    def token(self) -> str:
        return _text(self.content.get("token"))

    def age(self, now: datetime) -> timedelta:
        return timedelta(seconds=now.timestamp() - self.touched)

    def is_stale(self, now: datetime, host: str) -> bool:
        """Whether whoever made it is gone: a process of this host is asked, another must show."""
        pid, start = self.content.get("pid"), self.content.get("start")
        if host and self.content.get("host") == host and type(pid) is int and 0 < pid < 1 << 31:
            alive = is_running(pid, start if type(start) is int else None)
            if alive is not None:
                return not alive
        return self.age(now) > STALE

    def holder(self, now: datetime) -> Holder:
        since = None
        with suppress(ValueError, OverflowError):
            told = datetime.fromisoformat(_text(self.content.get("since"))).astimezone(UTC)
            since = told if abs(now - told) < _LONG else None
        user, host = (_text(self.content.get(name)) for name in ("user", "host"))
        return Holder(user, host, since, now)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _lock_of(deck: Path) -> Path:
    resolved = Path(os.path.realpath(deck))
    return resolved.with_name(f".~lock.{resolved.name}#")


def _look(path: Path) -> _Lock | None:
    """The lock that is there; one that says nothing if it cannot be read; None where none is."""
    data = b""
    with suppress(UnreadableFileError):
        data = read_bytes(path, _MOST)
    try:
        touched = path.lstat().st_mtime
    except OSError:
        return None
    content = None
    with suppress(ValueError, RecursionError):
        content = json.loads(data)
    key = sha256(data).hexdigest()[:12]
    return _Lock(content if isinstance(content, dict) else {}, key, touched)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return ""
