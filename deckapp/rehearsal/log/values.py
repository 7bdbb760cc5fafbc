"""What a review becomes in the log: text, moments and seconds as SQLite keeps them."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

MOST_SECONDS = 86_400.0
"""No answer takes longer than a day: a clock was set, or a machine slept."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def to_ticks(moment: datetime) -> int:
    """A moment (with its offset) in microseconds since 1970, UTC."""
    return (moment - _EPOCH) // _TICK


def to_moment(ticks: int) -> datetime:
    """The moment (UTC) of so many microseconds since 1970."""
    return _EPOCH + ticks * _TICK


def is_duration(seconds: float) -> bool:
    """Whether an answer can have taken so long; false for what is no number."""
    return 0 <= seconds <= MOST_SECONDS


def to_text(text: str) -> str:
    """A text that can be stored: half characters, which no encoding knows, are question marks."""
    return text.encode("utf-8", "replace").decode()


def to_key(path: Path) -> bytes:
    """What a deck is known by: the real path of its file."""
    return os.path.normcase(os.path.realpath(path)).encode("utf-8", "surrogatepass")


def to_path(key: bytes) -> Path:
    """The real path of the file of a deck that is known by it."""
    return Path(key.decode("utf-8", "surrogatepass"))


def is_gone(key: bytes) -> bool:
    """Whether no file is left in the folder where a deck was.

    Where the folder is gone, too, a drive may have been unplugged; what cannot be looked at is
    there.
    """
    try:
        path = to_path(key)
        os.lstat(path)
    except FileNotFoundError:
        return path.parent.is_dir()
    except (OSError, ValueError):
        return False
    return False
