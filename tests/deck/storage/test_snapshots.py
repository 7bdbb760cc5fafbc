"""Earlier versions of a deck: taken, found again, thinned, and never half of one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck.storage.snapshots import (
    Snapshot,
    SnapshotError,
    Snapshots,
    all_decks,
    folder_name,
    kept,
)

NOW = datetime(2017, 4, 12, 9, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WITHIN_TWO_YEARS = st.timedeltas(-2 * DAY, 2 * 365 * DAY).map(lambda age: NOW - age)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "snapshots"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return tmp_path / "Moscow, April 2017.yaml"


@pytest.fixture
def snapshots(folder: Path, deck: Path, clock: Clock) -> Snapshots:
    return Snapshots(folder, deck, clock)


def taken(snapshots: Snapshots, data: bytes) -> Snapshot:
    new = snapshots.take(data)
    assert new is not None
    return new


def contents(snapshots: Snapshots) -> list[bytes]:
    return [snapshots.read(version) for version in snapshots.versions()]


def refusing(error: type[OSError]) -> Callable[..., None]:
    def refuse(*_given: object, **_named: object) -> None:
        raise error(13, "Permission denied")

    return refuse


def test_that_a_snapshot_is_read_as_it_was_taken(snapshots: Snapshots, deck: Path) -> None:
    data = b"title: Moscow\r\n" * 1000
    new = taken(snapshots, data)
    assert snapshots.versions() == (new,)
    assert (new.taken, new.size, new.digest) == (NOW, len(data), sha256(data).hexdigest())
    assert snapshots.read(new) == data
    assert new.path.stat().st_size < len(data) / 10
    assert new.path.parent.name.startswith("moscow-april-2017-")
    assert (new.path.parent / "deck.txt").read_text(encoding="utf-8") == str(deck)


def test_that_nothing_is_taken_twice_in_a_row(snapshots: Snapshots, clock: Clock) -> None:
    taken(snapshots, b"one")
    clock.now += HOUR
    assert snapshots.take(b"one") is None
    taken(snapshots, b"two")
    taken(snapshots, b"one")
    assert contents(snapshots) == [b"one", b"two", b"one"]


def test_that_snapshots_of_one_moment_do_not_collide(snapshots: Snapshots) -> None:
    texts = [b"%d" % (number % 3) for number in range(20)]
    for text in texts:
        taken(snapshots, text)
    assert contents(snapshots) == texts[::-1]
    assert snapshots.take(texts[-1]) is None


def test_that_a_damaged_snapshot_is_taken_again(snapshots: Snapshots) -> None:
    taken(snapshots, b"one").path.write_bytes(b"")
    assert snapshots.read(taken(snapshots, b"one")) == b"one"


def test_that_the_newest_with_a_digest_is_found(snapshots: Snapshots, clock: Clock) -> None:
    for text in (b"one", b"two", b"one"):
        clock.now += HOUR
        taken(snapshots, text)
    found = snapshots.find(sha256(b"one").hexdigest())
    assert found is not None
    assert found.taken == clock.now
    assert snapshots.find(sha256(b"three").hexdigest()) is None


def test_that_other_files_in_the_folder_are_left_alone(snapshots: Snapshots) -> None:
    new = taken(snapshots, b"one")
    digest = "0" * 64
    for name in ("notes.txt", f"20171301T000000.000000Z-1-{digest}.snapshot", f"{new.path.name}~"):
        (new.path.parent / name).touch()
    assert snapshots.versions() == (new,)
    taken(snapshots, b"two")
    assert len(list(new.path.parent.iterdir())) == 6


def test_that_each_deck_has_snapshots_of_its_own_however_it_is_named(
    folder: Path, tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to("a")
    paths = [tmp_path / "a" / "deck.yaml", tmp_path / "deck.yaml", tmp_path / "дека.yaml"]
    for path in paths:
        taken(Snapshots(folder, path, clock), str(path).encode())
    linked = Snapshots(folder, tmp_path / "link" / "deck.yaml", clock)
    assert contents(linked) == [str(paths[0]).encode()]
    assert folder_name(paths[2]).startswith("deck-")


def test_that_a_deck_that_is_gone_can_be_found_again(
    folder: Path, tmp_path: Path, clock: Clock
) -> None:
    assert all_decks(folder) == {}
    odd = os.fsdecode(b"odd \xff\n.yaml") if os.name == "posix" else "odd.yaml"
    paths = [tmp_path / "gone" / "deck.yaml", tmp_path / odd]
    newest = []
    for path in paths:
        clock.now += HOUR
        newest.append(taken(Snapshots(folder, path, clock), b"x"))
    assert list(all_decks(folder).items()) == [(paths[1], newest[1]), (paths[0], newest[0])]


def test_that_damaged_folders_do_not_hide_the_decks_of_others(
    folder: Path, tmp_path: Path, clock: Clock
) -> None:
    decks = [Snapshots(folder, tmp_path / f"{number}.yaml", clock) for number in range(4)]
    paths = [taken(each, b"x").path for each in decks]
    (folder / "a file").touch()
    (folder / "an empty folder").mkdir()
    paths[0].with_name("deck.txt").unlink()
    paths[1].with_name("deck.txt").write_bytes(b"\0\xff")
    paths[2].unlink()
    assert all_decks(folder) == {tmp_path / "3.yaml": decks[3].versions()[0]}
    for each in decks:
        taken(each, b"y")
    assert len(all_decks(folder)) == 4


@pytest.mark.parametrize("damage", [b"", b"not packed", None])
def test_that_damage_is_said(damage: bytes | None, snapshots: Snapshots) -> None:
    new = taken(snapshots, b"some text" * 100)
    packed = new.path.read_bytes()
    new.path.write_bytes(packed[:-20] if damage is None else damage)
    with pytest.raises(SnapshotError, match=r"is damaged\. Choose another one"):
        snapshots.read(new)


def test_that_another_content_is_damage_however_large(snapshots: Snapshots) -> None:
    one, large = taken(snapshots, b"one"), taken(snapshots, bytes(50_000_000))
    shutil.copy(large.path, one.path)
    with pytest.raises(SnapshotError, match="is damaged"):
        snapshots.read(one)
    with pytest.raises(SnapshotError, match="is damaged"):
        snapshots.read(replace(large, size=0))


def test_that_what_is_gone_or_cannot_be_read_is_said(
    snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = taken(snapshots, b"one")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refusing(PermissionError))
        with pytest.raises(SnapshotError, match=r"\(Permission denied\). Check the disk"):
            snapshots.read(new)
    shutil.rmtree(new.path.parent)
    with pytest.raises(SnapshotError, match="is gone"):
        snapshots.read(new)
    assert snapshots.versions() == ()
    assert snapshots.find(new.digest) is None
    taken(snapshots, b"one")


def test_that_a_folder_that_cannot_be_listed_is_said(
    snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "iterdir", refusing(PermissionError))
    with pytest.raises(SnapshotError, match=r"not be listed \(Permission denied\). Ask for"):
        snapshots.versions()


def test_that_a_file_in_place_of_the_folder_is_said(snapshots: Snapshots, folder: Path) -> None:
    folder.parent.mkdir()
    folder.touch()
    assert snapshots.versions() == ()
    with pytest.raises(SnapshotError, match=r"could be kept \(.+\). Make room"):
        snapshots.take(b"one")


def test_that_a_failure_leaves_the_earlier_versions(
    snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = taken(snapshots, b"one")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refusing(OSError))
        with pytest.raises(SnapshotError):
            snapshots.take(b"two")
    assert snapshots.versions() == (new,)
    assert {path.name for path in new.path.parent.iterdir()} == {new.path.name, "deck.txt"}


def test_that_taking_thins_and_clears_up(
    snapshots: Snapshots, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in range(0, 20 * 24, 4):
        clock.now = NOW + hour * HOUR
        taken(snapshots, b"%d" % hour)
    assert 12 + 13 <= len(snapshots.versions()) < 12 + 13 + 4
    clock.now += 10 * DAY
    debris = [snapshots.versions()[0].path.with_name(f".deckapp-{end}.tmp") for end in "ab"]
    for path, age in zip(debris, (2 * DAY, HOUR), strict=True):
        path.touch()
        os.utime(path, ((clock.now - age).timestamp(),) * 2)
    monkeypatch.setattr(Path, "unlink", refusing(PermissionError))
    before = len(snapshots.versions())
    taken(snapshots, b"in a folder that lets nothing go")
    assert debris[0].exists()
    assert len(snapshots.versions()) == before + 1
    monkeypatch.undo()
    taken(snapshots, b"x")
    assert [path.exists() for path in debris] == [False, True]
    assert len(snapshots.versions()) < before


def test_that_a_clock_that_jumps_loses_nothing_recent(snapshots: Snapshots, clock: Clock) -> None:
    for jump in (timedelta(), 900 * DAY, timedelta(), -900 * DAY):
        clock.now = NOW + jump
        text = str(jump).encode()
        taken(snapshots, text + b" a")
        taken(snapshots, text + b" b")
        assert snapshots.take(text + b" b") is None
    assert len(snapshots.versions()) == 8


def test_that_processes_at_once_lose_nothing(folder: Path, deck: Path) -> None:
    program = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from deckapp.deck.storage.snapshots import Snapshots
folder, deck, name = sys.argv[1:]
snapshots = Snapshots(Path(folder), Path(deck), lambda: datetime(2017, 4, 12, tzinfo=UTC))
for number in range(25):
    assert snapshots.take(f"{name} {number}".encode())
"""
    command = [sys.executable, "-c", program, str(folder), str(deck)]
    processes = [subprocess.Popen([*command, name]) for name in "ab"]
    assert [process.wait() for process in processes] == [0, 0]
    snapshots = Snapshots(folder, deck, Clock())
    assert set(contents(snapshots)) == {b"%c %d" % (n, i) for n in b"ab" for i in range(25)}


@given(st.lists(WITHIN_TWO_YEARS))
def test_that_thinning_again_changes_nothing(times: list[datetime]) -> None:
    once = kept(times, NOW)
    assert once <= set(times)
    assert kept(once, NOW) == once


@given(st.lists(WITHIN_TWO_YEARS, min_size=1), WITHIN_TWO_YEARS)
def test_that_nothing_recent_is_thinned(times: list[datetime], now: datetime) -> None:
    stay = kept(times, now)
    assert {time for time in times if time >= now - 2 * DAY} <= stay
    assert max(times) in stay
    past = sorted({time for time in times if time <= now})
    assert set(past[-10:]) <= stay
    assert {time for time in stay if now - time > 367 * DAY} <= set(past[-10:])


@given(st.lists(WITHIN_TWO_YEARS, min_size=1, max_size=20))
def test_that_each_day_of_a_fortnight_and_each_month_of_a_year_keep_their_last(
    times: list[datetime],
) -> None:
    stay = kept([*times, *(NOW - minutes * timedelta(minutes=1) for minutes in range(20))], NOW)
    for time in times:
        if time > NOW - 14 * DAY:
            assert any(other >= time and other.date() == time.date() for other in stay)
        elif time > NOW - 365 * DAY:
            assert any(time <= other < time + 32 * DAY for other in stay)


@pytest.mark.parametrize("years", [1, 3])
def test_that_one_each_hour_leaves_less_than_a_hundred(years: int) -> None:
    now = NOW
    stay: frozenset[datetime] = frozenset()
    for _ in range(years * 365):
        stay = kept({*stay, *(now + hour * HOUR for hour in range(24))}, now + 23 * HOUR)
        now += DAY
    assert 48 + 12 + 6 + 9 <= len(stay) <= 48 + 14 + 8 + 13
    assert min(stay) < now - 330 * DAY
