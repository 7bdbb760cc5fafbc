"""A review log that is damaged, missing, or of another version: mended, and said so."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from deckapp.rehearsal.log import repair, schema
from deckapp.rehearsal.log.drill_record import Mode
from deckapp.rehearsal.log.review_log import LogError
from tests.rehearsal.log.logs import START, found, names, of_deck, opened, review

DB, WAL, SHM, SNAPSHOT = "reviews.db", "reviews.db-wal", "reviews.db-shm", "reviews.snapshot.db"
LEAF = 13
"""How a page of SQLite begins that has rows."""
FIRST = [review("first/position", number) for number in range(5)]
LATER = [review("later/position", number) for number in range(5, 8)]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try fewer rows, which is quicker."""
    monkeypatch.setattr(repair, "_MOST_UNREADABLE", 200)


def kept(folder: Path, *, snapshot: bool = True) -> Path:
    """A log with reviews, some of them in its snapshot; its file."""
    with opened(folder) as log:
        of_deck(log).add(FIRST)
        if snapshot:
            log.keep_snapshot()
        of_deck(log).add(LATER)
    return folder / DB


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


GARBAGE = {
    "text": b"no database at all, but a longer text than the header of one " * 9,
    "empty": b"",
    "header": b"SQLite format 3\0" + bytes(84),
    "zeros": bytes(8192),
    "first-page": None,
}


@pytest.mark.parametrize("data", GARBAGE.values(), ids=GARBAGE)
def test_that_a_log_that_is_no_database_is_set_aside_and_the_snapshot_restored(
    data: bytes | None, tmp_path: Path
) -> None:
    path = kept(tmp_path)
    path.write_bytes(path.read_bytes()[:4096] if data is None else data)
    damaged = path.read_bytes()
    with opened(tmp_path) as log:
        (notice,) = log.notices
        assert notice == (
            "The review log was damaged. It is kept as reviews.damaged-1.db. Its last good "
            "snapshot is back (5 reviews). If reviews are missing that you exported, `deckapp log "
            "import` adds them."
        )
        assert found(of_deck(log)) == FIRST
    assert (tmp_path / "reviews.damaged-1.db").read_bytes() == damaged
    with opened(tmp_path) as log:
        assert log.notices == ()
        of_deck(log).record(LATER[0])
        assert found(of_deck(log)) == [*FIRST, LATER[0]]


def test_that_what_lies_beside_a_damaged_log_is_no_part_of_the_new_one(tmp_path: Path) -> None:
    path = kept(tmp_path)
    path.write_bytes(b"")
    (tmp_path / WAL).write_bytes(b"stray")
    (tmp_path / SHM).write_bytes(b"stray, too")
    with opened(tmp_path) as log:
        assert found(of_deck(log)) == FIRST
    aside = [f"reviews.damaged-1.db{suffix}" for suffix in ("", "-shm", "-wal")]
    assert names(tmp_path) == [*aside, DB, "reviews.lock", SNAPSHOT]
    assert (tmp_path / aside[2]).read_bytes() == b"stray"
    path.write_bytes(b"garbage")
    (tmp_path / WAL).write_bytes(b"stray")  # SQLite finds nothing in it and deletes it
    with opened(tmp_path) as log:
        assert found(of_deck(log)) == FIRST
    assert names(tmp_path) == [*aside, "reviews.damaged-2.db", DB, "reviews.lock", SNAPSHOT]


def test_that_stray_companions_are_no_part_of_a_new_log(tmp_path: Path) -> None:
    with opened(tmp_path / "another") as log:
        of_deck(log).add(FIRST)
        shutil.copy(tmp_path / "another" / WAL, tmp_path / WAL)
    with opened(tmp_path) as log:
        assert "It is kept as reviews.damaged-1.db. There was no sound" in log.notices[0]
        assert found(of_deck(log)) == []
    assert (tmp_path / "reviews.damaged-1.db-wal").stat().st_size > 0


def test_that_an_empty_log_keeps_its_companions(tmp_path: Path) -> None:
    with opened(tmp_path / "another") as log:
        of_deck(log).add(FIRST)
        shutil.copy(tmp_path / "another" / WAL, tmp_path / WAL)
    (tmp_path / DB).touch()
    with opened(tmp_path) as log:
        assert log.notices
    assert (tmp_path / "reviews.damaged-1.db-wal").stat().st_size > 0


def with_damage(path: Path, table: str) -> None:
    """Overwrite the first page of a table, which is its only one here."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(data)


def test_that_what_can_be_read_in_a_damaged_log_is_added_to_the_snapshot(tmp_path: Path) -> None:
    path = kept(tmp_path)
    with opened(tmp_path) as log:
        of_deck(log).undo(1)
        drill = of_deck(log).begin(["gas/position"], START, practice=False)
        of_deck(log).record(review("another/position", 20), "We know.")
    with_damage(path, "steps")
    with opened(tmp_path) as log:
        assert "(5 reviews). 4 reviews could be read in the damaged file and" in log.notices[0]
        deck = of_deck(log)
        assert found(deck) == [*FIRST[1:], *LATER, review("another/position", 20)]
        assert deck.answer("abcdef012345") == "We know."
        assert deck.unfinished() is not None
        assert deck.skip(drill, "gas/position") is not None


def test_that_a_log_that_was_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = kept(tmp_path, snapshot=False)
    with opened(tmp_path) as log:
        of_deck(log).add(review("many/position", 100 + number) for number in range(500))
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[: size * 3 // 4])
    with opened(tmp_path) as log:
        assert "no sound snapshot of it, so a new log was begun. " in log.notices[0]
        back = found(of_deck(log))
        assert back[:8] == [*FIRST, *LATER]
        assert 50 < len(back) < 508
        assert f" {len(back)} reviews could be read" in log.notices[0]


def test_that_rows_that_cannot_be_read_cost_no_others(
    tmp_path: Path,
) -> None:
    path = kept(tmp_path, snapshot=False)
    with opened(tmp_path) as log:
        of_deck(log).add(review("many/position", 100 + number) for number in range(500))
    data = bytearray(path.read_bytes())
    leaves = [
        at
        for at in range(0, len(data), 4096)
        if data[at] == LEAF and data.count(b"abcdef012345", at, at + 4096) > 9
    ]
    data[leaves[1] : leaves[1] + 4096] = bytes(4096)
    path.write_bytes(data)
    with opened(tmp_path) as log:
        back = found(of_deck(log))
        assert 400 < len(back) < 508
        assert review("many/position", 599) in back


def test_that_pages_that_lead_back_are_no_circle(tmp_path: Path) -> None:
    path = kept(tmp_path, snapshot=False)
    with opened(tmp_path) as log:
        of_deck(log).add(review("many/position", 100 + number) for number in range(500))
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'reviews'"
        ).fetchone()
    data = bytearray(path.read_bytes())
    top = (root - 1) * 4096
    cells = [top + int.from_bytes(data[at : at + 2]) for at in range(top + 12, top + 18, 2)]
    first, second, third = (slice(at, at + 4) for at in cells)  # each with the number of a page
    data[second] = data[first]
    lost = int.from_bytes(data[third])
    data[(lost - 1) * 4096 : lost * 4096] = bytes(4096)
    path.write_bytes(data)
    with opened(tmp_path) as log:
        back = found(of_deck(log))
        assert back[:8] == [*FIRST, *LATER]
        assert len(set(back)) == len(back)
        assert review("many/position", 599) in back


def test_that_what_refers_to_what_is_lost_is_lost_too(tmp_path: Path) -> None:
    path = kept(tmp_path, snapshot=False)
    with_damage(path, "decks")
    with opened(tmp_path) as log:
        assert "a new log was begun. If reviews" in log.notices[0]
        assert found(of_deck(log)) == []


def test_that_a_damaged_snapshot_is_set_aside_as_well(tmp_path: Path) -> None:
    path = kept(tmp_path)
    with_damage(path, "steps")
    with_damage(tmp_path / SNAPSHOT, "reviews")
    with opened(tmp_path) as log:
        assert log.notices[0].startswith(
            "The review log was damaged. It is kept as reviews.damaged-1.db and "
            "reviews.damaged-2.db. There was no sound snapshot of it, so a new log was begun. 8 "
        )
        assert found(of_deck(log)) == [*FIRST, *LATER]


@pytest.mark.parametrize("data", [b"garbage" * 99, b""])
def test_that_a_snapshot_that_is_no_database_is_none(data: bytes, tmp_path: Path) -> None:
    kept(tmp_path).unlink()
    (tmp_path / SNAPSHOT).write_bytes(data)
    with opened(tmp_path) as log:
        assert "so a new log was begun" in log.notices[0]
        assert found(of_deck(log)) == []


def test_that_a_log_that_is_missing_comes_back_from_its_snapshot(tmp_path: Path) -> None:
    kept(tmp_path).unlink()
    with opened(tmp_path) as log:
        assert log.notices[0].startswith("The review log was missing. Its last good snapshot is ")
        assert found(of_deck(log)) == FIRST


def test_that_damage_is_not_mended_while_another_process_has_the_log_open(tmp_path: Path) -> None:
    path = kept(tmp_path)
    with opened(tmp_path):
        before = path.read_bytes()
        path.write_bytes(b"garbage")
        with pytest.raises(LogError, match="Another program is busy with the review log"):
            opened(tmp_path)
        path.write_bytes(before)
    with opened(tmp_path) as log:
        assert found(of_deck(log)) == [*FIRST, *LATER]


def test_that_nobody_opens_a_log_that_is_being_mended(tmp_path: Path) -> None:
    kept(tmp_path)
    with opened(tmp_path) as log:
        assert log._store._presence.be_alone()
        with pytest.raises(LogError, match="try again in a moment"):
            opened(tmp_path)


def test_that_damage_found_later_says_how_it_is_mended(tmp_path: Path) -> None:
    kept(tmp_path)
    with opened(tmp_path) as log:
        with_damage(tmp_path / DB, "reviews")
        log._store._connection.execute("PRAGMA shrink_memory")  # forget what was read before
        with pytest.raises(LogError, match=r"is damaged\. Close every deckapp and start it"):
            of_deck(log).reviews()


def test_that_a_damaged_log_takes_the_place_of_no_snapshot(tmp_path: Path) -> None:
    kept(tmp_path)
    before = (tmp_path / SNAPSHOT).read_bytes()
    with opened(tmp_path) as log:
        with_damage(tmp_path / DB, "reviews")
        log._store._connection.execute("PRAGMA shrink_memory")
        with pytest.raises(LogError, match="what can be saved of the log comes back then"):
            log.keep_snapshot()
    assert names(tmp_path) == [DB, "reviews.lock", SNAPSHOT]
    assert (tmp_path / SNAPSHOT).read_bytes() == before


def test_that_what_a_killed_process_was_making_is_removed(tmp_path: Path) -> None:
    path = kept(tmp_path)
    path.write_bytes(b"garbage")
    (tmp_path / "reviews.making-0123.db").write_bytes(b"half")
    (tmp_path / "reviews.making-0123.db-journal").write_bytes(b"half")
    with opened(tmp_path):
        pass
    assert names(tmp_path) == ["reviews.damaged-1.db", DB, "reviews.lock", SNAPSHOT]


# Other versions


def test_that_a_log_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = kept(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = content(tmp_path)
    with pytest.raises(LogError) as caught:
        opened(tmp_path)
    assert str(caught.value) == (
        f"{path}: A newer deckapp wrote this review log, and this one does not know its form. "
        "Nothing was changed. Start the newer deckapp, or set XDG_DATA_HOME to another folder."
    )
    assert content(tmp_path) == before
    path.unlink()
    shutil.move(tmp_path / SNAPSHOT, path)
    shutil.copy(path, tmp_path / SNAPSHOT)
    with opened(tmp_path) as log:
        assert found(of_deck(log)) == FIRST


def test_that_what_a_crash_left_beside_a_newer_log_is_left_alone(tmp_path: Path) -> None:
    kept(tmp_path / "crashed")
    with closing(sqlite3.connect(tmp_path / "crashed" / DB)) as connection:
        connection.execute("CREATE TABLE later (text)")
        connection.execute("PRAGMA user_version = 99")
        (tmp_path / "log").mkdir()
        for name in (DB, WAL):
            shutil.copy(tmp_path / "crashed" / name, tmp_path / "log" / name)
    before = content(tmp_path / "log")
    assert before[WAL]
    with pytest.raises(LogError, match="A newer deckapp wrote this review log"):
        opened(tmp_path / "log")
    after = content(tmp_path / "log")
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("state", ["damaged", "missing"])
def test_that_a_snapshot_of_a_newer_version_is_left_alone(state: str, tmp_path: Path) -> None:
    path = kept(tmp_path)
    with closing(sqlite3.connect(tmp_path / SNAPSHOT)) as connection:
        connection.execute("PRAGMA user_version = 99")
    if state == "damaged":
        path.write_bytes(b"garbage")
    else:
        path.unlink()
    before = content(tmp_path)
    with pytest.raises(LogError) as caught:
        opened(tmp_path)
    assert str(caught.value) == (
        f"{path}: The review log is {state}, and its last good copy (reviews.snapshot.db) is of a "
        "newer deckapp. Nothing was changed. Start the newer deckapp, which brings it back, or set "
        "XDG_DATA_HOME to another folder."
    )
    assert content(tmp_path) == before


NOTES = ("CREATE TABLE notes (text TEXT)", "INSERT INTO notes SELECT prompt FROM reviews")


def test_that_an_earlier_version_is_migrated_after_a_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(tmp_path, snapshot=False)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, NOTES))
    with opened(tmp_path) as log:
        assert found(of_deck(log)) == [*FIRST, *LATER]
    for file, version in (
        (path, len(schema.MIGRATIONS)),
        (tmp_path / SNAPSHOT, len(schema.MIGRATIONS) - 1),
    ):
        with closing(sqlite3.connect(file)) as connection:
            assert schema.version_of(connection) == version
            if file == path:
                assert len(connection.execute("SELECT * FROM notes").fetchall()) == 8
    with opened(tmp_path) as log:
        assert found(of_deck(log)) == [*FIRST, *LATER]


QUEUE = '["gas/position"]'


def test_that_a_drill_left_in_the_first_version_goes_on_as_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        path = kept(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO drills (deck, begun, practice, queue) VALUES (1, 0, 0, ?)", (QUEUE,)
        )
        connection.commit()
    with opened(tmp_path) as log:
        record = of_deck(log).unfinished()
        assert record is not None
        assert (record.queue, record.mode) == (("gas/position",), Mode.DRILL)
        assert of_deck(log).unfinished(Mode.BOARD) is None


def test_that_a_snapshot_of_an_earlier_version_is_migrated_when_it_is_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(tmp_path)
    with_damage(path, "steps")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, NOTES))
    with opened(tmp_path) as log:
        assert found(of_deck(log)) == [*FIRST, *LATER]
    with closing(sqlite3.connect(path)) as connection:
        assert schema.version_of(connection) == len(schema.MIGRATIONS)


def test_that_a_migration_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path)
    with monkeypatch.context() as patch:
        broken = (*NOTES, "INSERT INTO nowhere VALUES (1)")
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
        with pytest.raises(LogError, match="could not be used"):
            opened(tmp_path)
    with opened(tmp_path) as log:
        assert log.notices == ()
        assert found(of_deck(log)) == [*FIRST, *LATER]
    assert names(tmp_path) == [DB, "reviews.lock", SNAPSHOT]
