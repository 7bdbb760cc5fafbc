"""Journals that sessions left: found, whole as far as they are, never taken from the living."""

import json
import os
import platform
import shutil
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckapp.deck.storage.abandoned import abandoned
from deckapp.deck.storage.journal import Journal
from deckapp.deck.storage.journal_file import JournalError

from .journals import BASE, NOW, Timers, always, append, failing, left, numbers, the_only

MODULE = "deckapp.deck.storage.abandoned"


@pytest.fixture
def timers() -> Timers:
    return Timers()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journals"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return tmp_path / "Moscow.yaml"


@pytest.fixture
def journal(folder: Path, deck: Path, timers: Timers) -> Journal:
    return Journal.start(folder, deck, BASE, lambda: NOW, later=timers)


def test_that_what_a_session_left_is_found(folder: Path, deck: Path) -> None:
    journal = Journal.start(folder, deck, BASE, lambda: NOW)
    records = [{"edit": "Привет\n\ud800", "value": [1, None, {"a": 1.5}]}, {}]
    for record in records:
        journal.append(record)
    assert journal.count == 2
    journal.close(discard=False)
    journal.close(discard=False)
    found = the_only(abandoned(folder))
    assert list(found.records) == records
    assert (found.deck, found.base_digest, found.started) == (deck, BASE, NOW)
    assert (found.host, found.torn) == (platform.node(), False)
    assert abs(found.written - datetime.now(UTC)) < timedelta(minutes=10)
    assert the_only(abandoned(folder, deck)) == found
    assert abandoned(folder, deck.with_name("another.yaml")) == ()
    found.discard()
    found.discard()
    assert abandoned(folder) == ()


def test_that_the_last_written_is_the_last(folder: Path, deck: Path, tmp_path: Path) -> None:
    for number, name in enumerate("bca"):
        path = left(folder, tmp_path / f"{name}.yaml", number)
        os.utime(path, (number, number))
    assert [numbers(found) for found in abandoned(folder)] == [[0], [1], [2]]


def test_that_a_session_that_goes_on_is_not_abandoned(journal: Journal, folder: Path) -> None:
    append(journal, 1)
    assert abandoned(folder) == ()
    journal.close(discard=True)
    assert list(folder.iterdir()) == []


def test_that_what_cannot_be_discarded_or_listed_is_said(
    folder: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(folder, deck, 1)
    found = the_only(abandoned(folder))
    monkeypatch.setattr(Path, "unlink", failing(13, Path.unlink, always))
    with pytest.raises(JournalError, match=r"\(Permission denied\)\. Remove .+\.journal by hand"):
        found.discard()
    assert path.exists()
    monkeypatch.setattr(Path, "iterdir", failing(13, Path.iterdir, always))
    with pytest.raises(JournalError, match=r"\(Permission denied\)\. Ask for permission"):
        abandoned(folder)


def test_that_what_could_not_be_read_whole_is_put_aside_once(folder: Path, deck: Path) -> None:
    path = left(folder, deck, 1)
    found = the_only(abandoned(folder))
    found.discard(aside=True)
    found.discard(aside=True)
    assert list(folder.iterdir()) == [path.with_name(f"{path.name}.damaged")]


@pytest.mark.parametrize(
    "header",
    [
        {"locked": "yes", "host": 5, "pid": "x"},
        {"locked": False, "host": platform.node(), "pid": 1 << 99, "start": 1},
        {"locked": True, "deck": 5, "base": "", "host": "", "started": ""},
        {"locked": True, "deck": "deck.yaml", "base": "", "host": "", "started": "at noon"},
    ],
    ids=str,
)
def test_that_a_header_of_somebody_else_is_left_alone(header: dict[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True)
    chain, lines = 0, []
    for record in ({"format": "deckapp-journal/1", **header}, {"number": 1}):
        payload = json.dumps(record).encode()
        chain = zlib.crc32(payload, chain)
        lines.append(b'["%08x",%b]\n' % (chain, payload))
    (folder / "x.journal").write_bytes(b"".join(lines))
    assert abandoned(folder) == ()
    assert len(list(folder.iterdir())) == 1


def test_that_journals_without_records_are_removed(folder: Path, deck: Path) -> None:
    left(folder, deck)
    (folder / "x.journal").touch()
    assert abandoned(folder) == ()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("cut", [1, 50])
def test_that_damaged_journals_are_set_aside(cut: int, folder: Path, deck: Path) -> None:
    path = left(folder, deck, 1)
    data = path.read_bytes()
    path.write_bytes(b"?" + data[cut:])
    aside = path.with_name(f"{path.name}.damaged")
    assert abandoned(folder) == ()
    assert list(folder.iterdir()) == [aside]
    assert aside.read_bytes() == b"?" + data[cut:]
    assert abandoned(folder) == ()


def test_that_a_journal_whose_first_record_is_damaged_is_set_aside(
    folder: Path, deck: Path
) -> None:
    path = left(folder, deck, 1)
    path.write_bytes(path.read_bytes()[:-3])
    assert abandoned(folder) == ()
    assert [each.suffix for each in folder.iterdir()] == [".damaged"]


def test_that_what_windows_does_not_let_go_while_it_is_open_is_put_away_after(
    folder: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(folder, deck)
    attempts = []
    unlink = Path.unlink

    def once(path: Path, *, missing_ok: bool = False) -> None:
        attempts.append(path)
        if len(attempts) == 1:
            raise PermissionError
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", once)
    assert abandoned(folder) == ()
    assert attempts == [path, path]
    assert not path.exists()


def test_that_without_locks_the_process_is_asked(
    folder: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running: bool | None = True
    monkeypatch.setattr(f"{MODULE}.lock_file", lambda _file, **_shared: None)
    monkeypatch.setattr(f"{MODULE}.is_running", lambda _pid, _start: running)
    left(folder, deck, 1)
    (folder / "damaged.journal").write_bytes(b"?")
    assert abandoned(folder) == ()
    running = None
    assert abandoned(folder) == ()
    running = False
    assert numbers(the_only(abandoned(folder))) == [1]
    assert (folder / "damaged.journal").exists()
    monkeypatch.setattr(platform, "node", lambda: "ELSEWHERE")
    assert abandoned(folder) == ()


def test_that_a_session_that_was_looked_at_as_it_began_is_not_abandoned(
    folder: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(f"{MODULE}.lock_file", lambda _file, **_shared: False)
        journal = Journal.start(folder, deck, BASE, lambda: NOW)
    append(journal, 1)
    assert abandoned(folder) == ()
    journal.close(discard=True)


def test_that_other_files_are_left_alone(folder: Path, deck: Path) -> None:
    path = left(folder, deck, 1)
    for name, header in (("later", b'{"format":"deckapp-journal/2"}'), ("other", b"{}")):
        line = b'["%08x",%b]\n' % (zlib.crc32(header), header)
        (folder / f"{name}.journal").write_bytes(line)
    (folder / "folder.journal").mkdir()
    (folder / "notes.txt").touch()
    assert the_only(abandoned(folder)).path == path
    assert len(list(folder.iterdir())) == 5


@pytest.mark.parametrize("payload", [b"[1]", b"{", b"[" * 100_000])
def test_that_a_checksum_alone_does_not_make_a_record(
    payload: bytes, folder: Path, deck: Path
) -> None:
    path = left(folder, deck, 1, 2)
    chain = 0
    for line in path.read_bytes().splitlines():
        chain = zlib.crc32(line[12:-1], chain)
    with path.open("ab") as file:
        file.write(b'["%08x",%b]\n' % (zlib.crc32(payload, chain), payload))
    found = the_only(abandoned(folder))
    assert (numbers(found), found.torn) == ([1, 2], True)


def test_that_a_file_that_cannot_be_read_is_left_alone(
    folder: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(folder, deck, 1)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", failing(13, Path.open, always))
        assert abandoned(folder) == ()
        patched.setattr(Path, "stat", failing(13, Path.stat, always))
        assert abandoned(folder) == ()
    assert numbers(the_only(abandoned(folder))) == [1]


RECORDS = st.lists(
    st.dictionaries(st.text(max_size=5), st.text() | st.integers() | st.none(), max_size=3),
    min_size=1,
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=RECORDS, data=st.data())
def test_that_whole_records_survive_wherever_a_file_is_cut(
    records: list[dict[str, Any]], data: st.DataObject, tmp_path: Path
) -> None:
    folder = tmp_path / "journals"
    shutil.rmtree(folder, ignore_errors=True)
    path = whole(folder, tmp_path / "deck.yaml", records)
    content = path.read_bytes()
    ends = [at + 1 for at, byte in enumerate(content) if byte == ord("\n")]
    cut = data.draw(st.integers(0, len(content)))
    path.write_bytes(content[:cut] + data.draw(st.sampled_from([b"", b"\0" * 600, b"[\n"])))
    expected = sum(end <= cut for end in ends[1:])
    found = abandoned(folder)
    if expected:
        assert list(the_only(found).records) == records[:expected]
    else:
        assert found == ()
        assert path.read_bytes() == b"" if path.exists() else True


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=RECORDS, data=st.data())
def test_that_nothing_after_damage_is_believed(
    records: list[dict[str, Any]], data: st.DataObject, tmp_path: Path
) -> None:
    folder = tmp_path / "journals"
    shutil.rmtree(folder, ignore_errors=True)
    path = whole(folder, tmp_path / "deck.yaml", records)
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(content.index(b"\n") + 1, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    before = bytes(content[:at]).count(b"\n") - 1
    for found in abandoned(folder):
        assert found.torn
        assert list(found.records) == records[:before]


def whole(folder: Path, deck: Path, records: list[dict[str, Any]]) -> Path:
    journal = Journal.start(folder, deck, BASE, lambda: NOW, later=Timers())
    for record in records:
        journal.append(record)
    (path,) = folder.iterdir()
    content = path.read_bytes()
    journal.close(discard=True)
    path.write_bytes(content)
    return path
