"""Bringing back earlier versions of a deck, and what a session left that was killed."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from deckapp.cli import run_command
from deckapp.deck import SetField, open_deck, read_deck_file
from deckapp.deck.storage.safekeeping import local_data
from deckapp.deck.storage.snapshots import Snapshots
from deckapp.paths import reference_deck
from tests.hostile.corpus import unreadable_paths

AGENT = "syria-nerve-agent"
TITLES = ("One", "Two", "Three")
SESSION = """
import os, signal, sys
from deckapp.deck import SetField, open_deck
document = open_deck(sys.argv[1])
for field, text in zip(sys.argv[2::2], sys.argv[3::2]):
    document.apply(SetField("syria-nerve-agent", field, text))
document.sync()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck that was saved three times."""
    path = tmp_path / "our moscow.yaml"
    shutil.copy(reference_deck(), path)
    for title in TITLES:
        set_field(path, "title", title)
    return path


def set_field(deck: Path, field: str, text: str) -> None:
    with open_deck(deck) as document:
        document.apply(SetField(AGENT, field, text))
        document.save()


def killed(deck: Path, *fields_and_texts: str) -> None:
    """Let a session edit a deck and be killed before it saves."""
    command = [sys.executable, "-c", SESSION, str(deck), *fields_and_texts]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL


def title(deck: Path) -> str:
    return read_deck_file(deck).deck.issues[0].cards[0].title


# Earlier versions


def test_that_earlier_versions_are_listed_the_newest_first(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["restore", str(deck)]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert len(lines) == 4
    for number, line in enumerate(lines, start=1):
        assert re.match(rf" +{number}  \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d +44,[67]\d\d bytes", line)
        assert line.endswith("  as it is now") == (number == 1)
    assert f"`deckapp restore '{deck}' N` brings one back." in said.err
    assert f"`deckapp diff '{deck}'@N '{deck}'` tells what has changed since." in said.err


def test_that_a_version_comes_back_byte_for_byte_and_the_present_one_is_kept(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck.write_bytes(deck.read_bytes() + b"# by hand\n")
    assert run_command(["restore", str(deck), "4"]) == 0
    assert deck.read_bytes() == reference_deck().read_bytes()
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"deckapp: {deck}: version 4 is back. What stood there before is version 1 now.\n"
    )
    assert run_command(["restore", str(deck), "1"]) == 0
    assert deck.read_bytes().endswith(b"# by hand\n")


def test_that_what_somebody_writes_in_the_same_moment_is_not_replaced(
    deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    take = Snapshots.take

    def take_and_change(snapshots: Snapshots, data: bytes) -> None:
        take(snapshots, data)
        deck.write_bytes(data + b"# theirs\n")

    monkeypatch.setattr(Snapshots, "take", take_and_change)
    assert run_command(["restore", str(deck), "4"]) == 2
    assert "Somebody else changed this file just now. Try again." in capsys.readouterr().err
    assert deck.read_bytes().endswith(b"# theirs\n")


def test_that_a_deck_that_is_gone_comes_back(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = deck.read_bytes()
    deck.unlink()
    assert run_command(["restore", str(deck)]) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 4
    assert "There is no such file." in said.err
    assert "diff" not in said.err
    assert run_command(["restore", str(deck), "1"]) == 0
    assert capsys.readouterr().err == f"deckapp: {deck}: version 1 is back.\n"
    assert deck.read_bytes() == before


@pytest.mark.parametrize("number", ["0", "5", "-1", "99999999999999999999"])
def test_that_a_version_that_is_not_there_is_told(
    number: str, deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = deck.read_bytes()
    assert run_command(["restore", str(deck), number]) == 2
    assert "deckapp keeps earlier versions 1 to 4 of this deck." in capsys.readouterr().err
    assert deck.read_bytes() == before


def test_that_what_has_no_versions_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.yaml"
    shutil.copy(reference_deck(), path)
    assert run_command(["restore", str(path)]) == 0
    assert "deckapp has kept no earlier version." in capsys.readouterr().err
    for _, odd, reason in unreadable_paths(tmp_path):
        assert run_command(["restore", str(odd)]) == 2
        assert reason in capsys.readouterr().err
        for options in (["1"], ["--unsaved"]):
            assert run_command(["restore", str(odd), *options]) == 2
            assert capsys.readouterr().err.count("\n") == 1


def test_that_only_a_file_is_replaced(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck.unlink()
    deck.mkdir()
    assert run_command(["restore", str(deck), "1"]) == 2
    assert "This is a folder." in capsys.readouterr().err
    deck.rmdir()
    os.mkfifo(deck)
    assert run_command(["restore", str(deck), "1"]) == 2
    assert "not a regular file" in capsys.readouterr().err
    deck.unlink()
    with deck.open("wb") as file:
        file.truncate(32 * 1024 * 1024 + 1)
    assert run_command(["restore", str(deck), "1"]) == 2
    assert "too large for a deck" in capsys.readouterr().err
    assert deck.stat().st_size == 32 * 1024 * 1024 + 1


def test_that_a_damaged_version_is_told_and_changes_nothing(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = deck.read_bytes()
    for path in local_data().rglob("*.snapshot"):
        path.write_bytes(b"damaged")
    assert run_command(["restore", str(deck), "2"]) == 2
    assert "This earlier version is damaged." in capsys.readouterr().err
    assert run_command(["diff", f"{deck}@2", str(deck)]) == 2
    assert "This earlier version is damaged." in capsys.readouterr().err
    assert deck.read_bytes() == before


def test_that_nothing_is_replaced_that_could_not_be_kept(
    deck: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    deck.write_bytes(before := deck.read_bytes() + b"# by hand\n")
    command = f'ulimit -f 1; exec "{sys.executable}" -m deckapp restore "{deck}" 2'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "No earlier version could be kept" in done.stderr
    assert done.stderr.endswith("It was not touched.\n")
    assert deck.read_bytes() == before


def test_that_a_full_disk_is_told_and_harms_nothing(deck: Path) -> None:
    before = deck.read_bytes()
    command = f'ulimit -f 16; exec "{sys.executable}" -m deckapp restore "{deck}" 2'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "There is no room left on the disk." in done.stderr
    assert deck.read_bytes() == before
    assert [path.name for path in deck.parent.iterdir()] == [deck.name]


AS_NOBODY = """
import os, sys
from pathlib import Path
from deckapp.cli import run_command
run_command(["restore", sys.argv[1]])  # loads what only root may read
for path in (Path(sys.argv[2]), *Path(sys.argv[2]).rglob("*")):
    os.chown(path, 65534, 65534)
os.environ["XDG_DATA_HOME"] = sys.argv[2]
os.setgroups([]); os.setgid(65534); os.setuid(65534)
sys.exit(run_command(["restore", *sys.argv[3:]]))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize(
    ("mode", "sentence"),
    [(0o444, "You may not write this file"), (0o000, "You may not read this file.")],
)
def test_that_a_file_that_may_not_be_read_or_written_is_not_replaced(
    mode: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TemporaryDirectory() as public:
        path, data = Path(public) / "deck.yaml", Path(public) / "data"
        Path(public).chmod(0o777)
        shutil.copy(reference_deck(), path)
        monkeypatch.setenv("XDG_DATA_HOME", str(data))
        set_field(path, "title", "New")
        before = path.read_bytes()
        path.chmod(mode)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(path), str(data), str(path), "2"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert sentence in done.stderr.splitlines()[-1]
        assert path.read_bytes() == before


# Unsaved work


def test_that_work_of_a_killed_session_comes_back_and_is_saved(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed(deck, "title", "Unsaved", "notes", "And this.")
    assert title(deck) == "Three"
    assert run_command(["restore", str(deck), "--unsaved"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"deckapp: {deck}: unsaved work is back, and saved.")
    assert title(deck) == "Unsaved"
    assert "notes: And this." in deck.read_text(encoding="utf-8")
    assert run_command(["restore", str(deck), "--unsaved"]) == 2
    assert "no unsaved work was left." in capsys.readouterr().err
    assert run_command(["restore", str(deck), "2"]) == 0
    assert title(deck) == "Three"


def test_that_work_of_a_killed_session_is_merged_with_what_was_done_since(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed(deck, "title", "Unsaved", "notes", "And this.")
    set_field(deck, "title", "Since")
    set_field(deck, "short", "Since, too.")
    assert run_command(["restore", str(deck), "--unsaved"]) == 0
    assert "The recovered version stands in the file." in capsys.readouterr().err
    card = read_deck_file(deck).deck.issues[0].cards[0]
    assert (card.title, card.notes, card.short) == ("Unsaved", "And this.", "Since, too.")


def test_that_work_on_a_deck_that_is_gone_waits_for_the_deck(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed(deck, "title", "Unsaved")
    deck.unlink()
    assert run_command(["restore", str(deck), "--unsaved"]) == 2
    assert "`deckapp restore` may bring the file back first." in capsys.readouterr().err
    run_command(["restore", str(deck), "1"])
    assert run_command(["restore", str(deck), "--unsaved"]) == 0
    assert title(deck) == "Unsaved"


def test_that_work_that_cannot_be_saved_waits(deck: Path) -> None:
    killed(deck, "title", "Unsaved")
    command = f'ulimit -f 16; exec "{sys.executable}" -m deckapp restore "{deck}" --unsaved'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "There is no room left on the disk." in done.stderr
    assert title(deck) == "Three"
    assert run_command(["restore", str(deck), "--unsaved"]) == 0
    assert title(deck) == "Unsaved"


def test_that_a_number_and_unsaved_work_are_too_much(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["restore", str(deck), "1", "--unsaved"]) == 2
    assert "Give either N or --unsaved" in capsys.readouterr().err
