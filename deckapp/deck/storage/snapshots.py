"""Earlier versions of a deck's file, kept in local app data and thinned as they age."""

import os
import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from .durable import replacing

_ALL, _DAILY = timedelta(days=2), timedelta(days=15)
_WEEKLY, _MONTHLY = timedelta(days=61), timedelta(days=366)
_ALWAYS = 10
"""So many of the newest stay whatever the clock says: a wrong one must not empty the folder."""

_TICK = timedelta(microseconds=1)
_DEBRIS = timedelta(days=1)
_DECK = "deck.txt"
_STAMP = "%Y%m%dT%H%M%S.%f"
_NAME = re.compile(r"([0-9]{8}T[0-9]{6}\.[0-9]{6}Z)-([0-9]{1,12})-([0-9a-f]{64})\.snapshot")

Needed = Callable[[], Collection[str]]
"""Tells the SHA-256 (hex) of what must not be thinned out; asked when anything would be."""


class SnapshotError(Exception):
    """A snapshot could not be kept or read; `str()` is a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An earlier version: when it was taken (UTC), its size in bytes, its SHA-256 in hex."""

    taken: datetime
    size: int
    digest: str
    path: Path


def folder_name(deck: Path) -> str:
    """What everything kept about a deck is named after: readable, and one for each deck's path."""
    return _named(os.path.realpath(deck))


def _named(resolved: str) -> str:
    plain = normalize("NFKD", Path(resolved).stem).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall("[a-z0-9]+", plain))[:30].strip("-") or "deck"
    return f"{words}-{sha256(_encoded(os.path.normcase(resolved))).hexdigest()[:16]}"


def _encoded(path: str) -> bytes:
    return path.encode("utf-8", "surrogatepass")  # names of files need not be valid Unicode


class Snapshots:
    """The earlier versions of one deck; `folder` holds those of all decks, a folder for each."""

    def __init__(self, folder: Path, deck: Path, clock: Callable[[], datetime]) -> None:
        self._deck = os.path.realpath(deck)
        self._folder = folder / _named(self._deck)
        self._clock = clock

    def take(self, data: bytes, needed: Needed = frozenset) -> Snapshot | None:
        """Keep these bytes durably, then thin; None where the newest snapshot has them already.

        What is `needed` stays. Raises SnapshotError; then the earlier ones are as they were.
        """
        now = self._clock().astimezone(UTC)
        digest = sha256(data).hexdigest()
        earlier = self.versions()
        times = {version.taken for version in earlier}
        taken = now
        while taken in times:
            taken += _TICK
        # Not simply the newest: a clock that was wrong may have left some in the future.
        before = next((version for version in earlier if version.taken < taken), None)
        if before is not None and before.digest == digest and self._is_sound(before):
            return None
        name = f"{taken:{_STAMP}}Z-{len(data)}-{digest}.snapshot"
        new = Snapshot(taken, len(data), digest, self._folder / name)
        try:
            self._prepare_folder()
            with replacing(new.path) as file:
                file.write(zlib.compress(data, 1))
        except OSError as error:
            raise SnapshotError(
                f"No earlier version could be kept ({error.strerror or error}). "
                "Make room on the disk, or check the folder of deckapp's data."
            ) from error
        self._thin((new, *earlier), now, needed)
        return new

    def versions(self) -> tuple[Snapshot, ...]:
        """The snapshots, newest first; no file is opened. Raises SnapshotError."""
        return _versions(self._folder)

    def find(self, sha256_hex: str) -> Snapshot | None:
        """The newest snapshot of the bytes with that SHA-256; raises SnapshotError."""
        return next((each for each in self.versions() if each.digest == sha256_hex), None)

    def read(self, snapshot: Snapshot) -> bytes:
        """The bytes of the deck's file as they were; raises SnapshotError if damaged or gone."""
        try:
            packed = snapshot.path.read_bytes()
            data = zlib.decompressobj().decompress(packed, snapshot.size + 1)
        except FileNotFoundError as error:
            raise SnapshotError("This earlier version is gone. Choose another one.") from error
        except OSError as error:
            raise SnapshotError(
                f"This earlier version could not be read ({error.strerror or error}). "
                "Check the disk, or choose another one."
            ) from error
        except zlib.error:
            data = None
        if data is None or sha256(data).hexdigest() != snapshot.digest:
            raise SnapshotError("This earlier version is damaged. Choose another one.")
        return data

    def _is_sound(self, snapshot: Snapshot) -> bool:
        try:
            self.read(snapshot)
        except SnapshotError:
            return False
        return True

    def _prepare_folder(self) -> None:
        """Make the folder, for this user only, and note in it whose it is."""
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        note = self._folder / _DECK
        content = _encoded(self._deck)
        if not note.is_file() or note.read_bytes() != content:
            with replacing(note) as file:
                file.write(content)

    def _thin(self, versions: Iterable[Snapshot], now: datetime, needed: Needed) -> None:
        """Remove what need not stay; another process may be at it too, so failing is no failure."""
        versions = tuple(versions)
        stay = kept((version.taken for version in versions), now)
        leaving = [version for version in versions if version.taken not in stay]
        digests = needed() if leaving else ()
        for version in leaving:
            if version.digest not in digests:
                with suppress(OSError):
                    version.path.unlink()
        for left in self._folder.glob(".deckapp-*.tmp"):  # of a process that was killed
            with suppress(OSError):
                if now.timestamp() - left.stat().st_mtime > _DEBRIS.total_seconds():
                    left.unlink()


def kept(times: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Which of the snapshots taken at these times stay.

    All of the last two days and of the future; then the last of each day (UTC) for a fortnight,
    of each week for two months, of each month for a year. The ten newest up to now always stay.
    """
    newest_first = sorted({taken.astimezone(UTC) for taken in times}, reverse=True)
    stay = set([taken for taken in newest_first if taken <= now][:_ALWAYS])
    seen: set[tuple[object, ...]] = set()
    for taken in newest_first:
        span = _span(taken, now - taken)
        if span not in seen and now - taken < _MONTHLY:
            stay.add(taken)
        seen.add(span)
    return frozenset(stay)


def _span(taken: datetime, age: timedelta) -> tuple[object, ...]:
    """The day, week or month of which one stays; for what is young, the moment itself."""
    if age <= _ALL:
        return (taken,)
    if age < _DAILY:
        return ("day", taken.date())
    if age < _WEEKLY:
        return ("week", *taken.isocalendar()[:2])
    return ("month", taken.year, taken.month)


def all_decks(folder: Path) -> dict[Path, Snapshot]:
    """The decks (absolute paths) of which there are snapshots, with the newest of each.

    The one snapped last comes first. The decks themselves may be gone. Raises SnapshotError.
    """
    found: dict[Path, Snapshot] = {}
    for name in _names(folder):
        with suppress(OSError, ValueError, SnapshotError):
            deck = (folder / name / _DECK).read_bytes().decode("utf-8", "surrogatepass")
            versions = _versions(folder / name)
            if versions and _named(deck) == name:
                found[Path(deck)] = versions[0]
    return dict(sorted(found.items(), key=lambda item: item[1].taken, reverse=True))


def _versions(folder: Path) -> tuple[Snapshot, ...]:
    return tuple(_parsed(folder, sorted(_names(folder), reverse=True)))


def _parsed(folder: Path, names: Iterable[str]) -> Iterator[Snapshot]:
    for name in names:
        if match := _NAME.fullmatch(name):
            with suppress(ValueError):  # a thirteenth month
                taken = datetime.strptime(match[1], f"{_STAMP}%z")
                yield Snapshot(taken, int(match[2]), match[3], folder / name)


def _names(folder: Path) -> list[str]:
    """What is in a folder; nothing where there is none."""
    try:
        return [path.name for path in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise SnapshotError(
            f"The earlier versions could not be listed ({error.strerror or error}). "
            "Ask for permission to read the folder of deckapp's data."
        ) from error
