"""A system that fails at any call of a session: no deck damaged, and no work lost.

DECKAPP_FAULTS=all lets each error happen at each call; otherwise they take turns.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from deckapp.deck import FullDiskError, SetField, open_deck, read_deck
from deckapp.deck.editing.records import from_record
from tests.deck.desk import TEXT, Desk, card_of

STRACE = shutil.which("strace")
ERRORS = ["EIO", "ENOSPC", "EACCES"]
CALLS = {"write": "write", "fsync": "fsync", "rename": "rename,renameat,renameat2"}
ALL = os.environ.get("DECKAPP_FAULTS") == "all"

SESSION = """
import json, os, sys
from pathlib import Path
from deckapp.deck import DeleteCard, MoveCard, SaveError, SetField, open_deck
from deckapp.deck.editing.records import to_record
document = open_deck(sys.argv[1], folder=Path(sys.argv[2]))
failures, troubles = [], []
def save():
    try:
        document.save()
    except SaveError as error:
        failures.append(f"{error.reason} {error.remedy}")
def apply(edit):
    document.apply(edit)
for step, *given in (
    (apply, SetField("gas", "rebuttal", "ONE")),
    (apply, MoveCard("gas", "ukraine")),
    (document.sync,),
    (save,),
    (document.undo,),
    (apply, SetField("gas", "id", "agent")),
    (document.sync,),
    (save,),
    (apply, DeleteCard("jets")),
    (document.sync,),
):
    step(*given)
    troubles.append(document.trouble)
told = {"deck": to_record(document.deck), "failures": failures, "troubles": troubles}
os.writev(1, [json.dumps(told).encode()])  # no write() is to fail
os.kill(os.getpid(), 9)
"""
STATES = [
    ("We know.", ["gas", "jets", "minsk"]),
    ("ONE", ["jets", "minsk", "gas"]),
    ("ONE", ["agent", "jets", "minsk"]),
]
LAST = ("ONE", ["agent", "minsk"])

pytestmark = pytest.mark.skipif(STRACE is None, reason="strace makes the system fail")


def state(deck: Any) -> tuple[str, list[str]]:
    """What tells the decks of the session from each other."""
    cards = [card for _, card in deck.cards()]
    gas = next(card for card in cards if card.id in ("gas", "agent"))
    return gas.rebuttal, [card.id for card in cards]


def run(desk: Desk, injected: str) -> tuple[dict[str, Any], str]:
    """What a session told before it was killed, and where the system failed ("" if nowhere)."""
    log = desk.path.with_name("data-log")
    command = [
        *(str(STRACE), "-f", "-y", "-qq", "-o", str(log), "-e", f"inject={injected}"),
        *(sys.executable, "-c", SESSION, str(desk.path), str(desk.data)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr:
        pytest.skip("this machine lets nobody trace")
    assert done.stderr == ""
    failed = [line for line in log.read_text().splitlines() if line.endswith("(INJECTED)")]
    return json.loads(done.stdout), "\n".join(failed)


def check(desk: Desk, told: dict[str, Any]) -> None:
    """The file is whole, and what was in memory is in it or can be recovered."""
    assert state(from_record(told["deck"])) == LAST
    source = read_deck(desk.path.read_bytes())
    assert source.problems == ()
    found = state(source.deck)
    assert found in STATES
    if not told["failures"]:
        assert found == STATES[-1]
    with open_deck(desk.path, folder=desk.data) as document:
        for recovery in document.recoveries():
            document.recover(recovery)
        assert document.trouble == ""
        assert state(document.deck) == LAST
        document.save()
    assert state(desk.deck) == LAST
    assert "# slowly" in desk.text
    assert desk.names == ["deck.yaml"]
    assert desk.journals == []


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("call", CALLS)
def test_that_a_call_that_fails_loses_nothing(call: str, error: str, tmp_path: Path) -> None:
    step = 1 if ALL else len(ERRORS)
    number = 1 if ALL else 1 + ERRORS.index(error)
    while True:
        folder = tmp_path / str(number)
        folder.mkdir()
        desk = Desk(folder)
        told, failed = run(desk, f"{CALLS[call]}:error={error}:when={number}")
        if not failed:
            break
        check(desk, told)
        if re.search(r"/data/\S+/\S+(journal|tmp)\b", failed):
            assert any(told["troubles"]), failed
        number += step
    assert told["troubles"] == [""] * len(told["troubles"])
    assert number > len(CALLS)


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("first", range(1, 30) if ALL else [1, 7])
def test_that_calls_that_fail_from_then_on_lose_nothing_unsaid(
    first: int, call: str, error: str, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    told, failed = run(desk, f"{CALLS[call]}:error={error}:when={first}+")
    assert state(from_record(told["deck"])) == LAST
    assert state(read_deck(desk.path.read_bytes()).deck) in STATES
    if told["troubles"][-1] == "":
        check(desk, told)
    assert not failed or any(told["troubles"]) or told["failures"] or "fsync" in failed


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Take all the room."""
    filler = folder / "data-filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return filler


def test_that_a_full_disk_keeps_the_deck_and_the_work(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small") as folder:
        desk = Desk(folder)
        desk.data = tmp_path / "data"
        document = desk.open()
        filler = fill(folder)
        document.apply(SetField("gas", "rebuttal", "ONE"))
        assert document.trouble == ""
        with pytest.raises(FullDiskError, match="Make room"):
            document.save()
        assert desk.text == TEXT
        session = desk.open_after_crash()
        (recovery,) = session.recoveries()
        assert recovery.deck == document.deck
        filler.unlink()
        document.save()
        assert card_of(desk.deck, "gas").rebuttal == "ONE"
        document.close()
        assert desk.names == ["deck.yaml"]


def test_that_work_goes_on_where_there_is_no_room_for_a_journal(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with small_disk(tmp_path / "data-small") as folder:
        desk.data = folder
        filler = fill(folder)
        document = desk.open()
        document.apply(SetField("gas", "rebuttal", "ONE"))
        assert "No space left on device" in document.trouble
        document.save()
        assert card_of(desk.deck, "gas").rebuttal == "ONE"
        filler.unlink()
        document.apply(SetField("gas", "rebuttal", "TWO"))
        assert document.trouble == ""
        session = desk.open()
        assert session.recoveries() == []  # the other goes on
        document.__exit__(KeyboardInterrupt)
        (recovery,) = session.recoveries()
        assert card_of(recovery.deck, "gas").rebuttal == "TWO"
