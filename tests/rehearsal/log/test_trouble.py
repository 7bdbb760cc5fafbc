"""A review log that cannot be used: one sentence, and nothing lost."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from deckapp.rehearsal.log import local_disk
from deckapp.rehearsal.log.errors import explained
from deckapp.rehearsal.log.review_log import DeckLog, LogError, ReviewLog
from deckapp.rehearsal.reviews import Review
from tests.rehearsal.log.logs import START, found, names, of_deck, opened, review

MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
23 22 0:50 / {} rw,relatime shared:1 - {} server:/home rw
"""


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_that_nothing_is_written_on_a_network_drive(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS.format(tmp_path, kind))
    monkeypatch.setattr(local_disk, "MOUNTS", mounts)
    with pytest.raises(LogError) as caught:
        opened(tmp_path / "log")
    assert str(caught.value) == (
        f"{tmp_path / 'log'}: This folder lies on a network drive ({kind}), where reviews could be "
        "lost. Set XDG_DATA_HOME to a folder on a disk of this computer, and start deckapp again."
    )
    assert names(tmp_path) == ["mounts"]


def test_that_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file")
    for folder in (tmp_path / "log", tmp_path / "log" / "below"):
        with pytest.raises(LogError, match="This is no folder for the review log") as caught:
            opened(folder)
        assert str(caught.value).startswith(str(folder))


@pytest.mark.parametrize("name", ["reviews.db", "reviews.db-wal", "reviews.lock"])
def test_that_a_folder_in_the_way_of_the_log_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "file").touch()
    with pytest.raises(LogError) as caught:
        opened(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / name}: There is a folder of that name where the review log has a file. Move "
        "it away, or set XDG_DATA_HOME to another folder, and try again."
    )
    assert (tmp_path / name / "file").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes have names here")
def test_that_a_pipe_in_the_way_of_the_log_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "reviews.snapshot.db")
    with pytest.raises(LogError, match="There is a device or pipe of that name"):
        opened(tmp_path)


def test_that_others_are_waited_for_no_longer_than_was_said(tmp_path: Path) -> None:
    with ReviewLog(tmp_path, patience=0.2) as log:
        (waits,) = log._store._connection.execute("PRAGMA busy_timeout").fetchone()
        assert waits == 200  # milliseconds


NOBODY = 65534


@contextmanager
def as_somebody_else() -> Iterator[None]:
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_that_a_log_that_may_not_be_written_says_so() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        with opened(folder / "log") as log:
            of_deck(log).record(review())
        for path in (folder / "log", *(folder / "log").iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o644)
        with as_somebody_else():
            for each in (folder / "log", folder / "new"):
                with pytest.raises(LogError, match="may not be written there"):
                    opened(each)
        (folder / "log").chmod(0o777)
        (folder / "log" / "reviews.lock").chmod(0o666)
        with as_somebody_else(), opened(folder / "log") as log:
            assert found(of_deck(log)) == [review()]
            with pytest.raises(LogError, match="may not be written there"):
                of_deck(log).record(review())
        with opened(folder / "log") as log:
            assert found(of_deck(log)) == [review()]


# Somebody else


def test_that_a_log_that_somebody_writes_can_be_read_and_not_written(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        of_deck(log).record(review())
        drill = of_deck(log).begin([], START, practice=False)
        with closing(sqlite3.connect(tmp_path / "reviews.db")) as theirs:
            theirs.execute("BEGIN EXCLUSIVE")
            with opened(tmp_path) as second:
                deck = of_deck(second)
                assert found(deck) == [review()]
                writes: list[Callable[[], object]] = [
                    lambda: deck.record(review(minutes=1)),
                    lambda: deck.add([review(minutes=1)]),
                    lambda: deck.undo(1),
                    lambda: deck.begin([], START, practice=False),
                    lambda: deck.skip(drill, "gas/position"),
                    lambda: deck.bury(drill, "gas/position", START),
                    lambda: deck.take_back(1),
                    lambda: deck.end(drill, START),
                ]
                for write in writes:
                    with pytest.raises(LogError, match="Another program is busy"):
                        write()
                assert found(deck) == [review()]
        of_deck(log).record(review(minutes=1))


def test_that_a_log_that_is_locked_altogether_says_so(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "reviews.db")) as theirs:
        theirs.execute("PRAGMA locking_mode = EXCLUSIVE")
        theirs.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LogError, match="Close it there, or try again in a moment"):
            opened(tmp_path)
    with opened(tmp_path) as log:
        assert log.notices == ()


# Full disks


def fill(deck: DeckLog, recorded: list[Review]) -> None:
    """Record until there is no room."""
    for number in range(10_000):
        each = review(minutes=number)
        deck.record(replace(each, fingerprint=f"{number}"), "x" * 2000)
        recorded.append(replace(each, fingerprint=f"{number}"))


def full(log: ReviewLog) -> LogError:
    """Record until there is no room, and a little more; what was said."""
    deck = of_deck(log)
    recorded = found(deck)
    with pytest.raises(LogError) as caught:
        fill(deck, recorded)
    assert found(deck) == recorded
    before = found(deck)
    for _ in range(3):
        with pytest.raises(LogError, match="no room left on the disk"):
            deck.add(review("big/position" * 50, number) for number in range(2000))
        assert found(deck) == before
    return caught.value


def test_that_a_full_disk_costs_only_what_was_being_recorded(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        deck = of_deck(log)
        deck.record(review(minutes=-9))
        connection = log._store._connection
        connection.execute("PRAGMA max_page_count = 30")
        assert str(full(log)) == (
            f"{tmp_path / 'reviews.db'}: There is no room left on the disk. Make room, then try "
            "again; nothing earlier is lost."
        )
        connection.execute("PRAGMA max_page_count = 100000")
        before = found(deck)
        deck.record(review("room/position", -20))
    with opened(tmp_path) as log:
        assert found(of_deck(log)) == [review("room/position", -20), *before]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with room for half a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    if (
        shutil.which("mount") is None
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_that_a_disk_that_is_really_full_costs_no_more(small_disk: Path) -> None:
    with opened(small_disk) as log:
        deck = of_deck(log)
        deck.record(review(minutes=-9))
        log.keep_snapshot()
        snapshot = (small_disk / "reviews.snapshot.db").read_bytes()
        (small_disk / "ballast").write_bytes(bytes(200_000))
        assert "There is no room left on the disk" in str(full(log))
        with pytest.raises(LogError, match="no room left on the disk"):
            log.keep_snapshot()
        assert (small_disk / "reviews.snapshot.db").read_bytes() == snapshot
        before = found(deck)
        (small_disk / "ballast").unlink()
        deck.record(review("room/position", -20))
        assert found(deck) == [review("room/position", -20), *before]
    with opened(small_disk) as log:
        assert found(of_deck(log)) == [review("room/position", -20), *before]


def test_that_a_failing_disk_is_named() -> None:
    error = explained(Path("reviews.db"), OSError(5, "Input/output error"))
    assert str(error) == (
        "reviews.db: The review log could not be used (Input/output error). Check the disk, then "
        "try again."
    )
