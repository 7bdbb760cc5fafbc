"""Setting fields and mending decks on the command line: one change, one sentence, nothing else."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from deckapp.cli import run_command
from deckapp.deck import SetField, open_deck, read_deck, read_deck_file
from deckapp.paths import reference_deck
from tests.hostile.corpus import small_files, unreadable_paths

AGENT = "syria-nerve-agent"
REBUTTAL = (
    "We know what was stored there, and we know who was housed there. I asked how that came to "
    "pass. I am waiting for an {}."
)
UNNAMED = """\
format: deckapp/1
title: T
marking: X
issues:
- title: A   # first
  cards:
  - title: One
    position: P
    counter: Q
    rebuttal: R
    follow_ups:
    - {counter: And?, rebuttal: So.}
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "moscow.yaml"
    shutil.copy(reference_deck(), path)
    return path


def set_field(deck: Path, field: str, text: str) -> int:
    return run_command(["set", str(deck), field, text])


def changed_lines(deck: Path) -> str:
    """What git makes of the changes to the Moscow deck: insertions and deletions."""
    command = ["git", "diff", "--no-index", "--numstat", str(reference_deck()), str(deck)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return " ".join(done.stdout.split()[:2])


# set


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (f"{AGENT}.title", "A nerve agent: whose?"),
        (f"{AGENT}.rebuttal", REBUTTAL.format("honest answer")),
        (f"{AGENT}.counter_in.ru", "Доказательств нет."),
        (f"{AGENT}.follow_ups.if-staged.counter", "It was staged."),
        (f"{AGENT}.asks.0", "Tell us."),
        (f"{AGENT}.seconds", "75"),
        (f"{AGENT}.likelihood", "certain"),
        (f"{AGENT}.id", "agent"),
        ("syria.minutes", "20"),
        ("meeting.date", "2017-04-13"),
        ("meeting.others", "President Putin"),
        ("title", "Moscow"),
        ("avoid.0.say", "# plainly"),
    ],
)
def test_that_a_field_that_is_set_is_one_changed_line(
    field: str, text: str, deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set_field(deck, field, text) == 0
    assert changed_lines(deck) == "1 1"
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"deckapp: {deck}: change of “")
    assert said.err.endswith(" is saved.\n")
    assert said.err.count("\n") == 1


def test_that_what_is_set_is_what_is_read(deck: Path) -> None:
    for text in ("no", "12:30 # x", "- a\n- b\n\n  c", "«Да»", "x" * 99_999, "'", "50 %"):
        assert set_field(deck, f"{AGENT}.notes", text) == 0
        card = next(card for _, card in read_deck_file(deck).deck.cards() if card.id == AGENT)
        assert card.notes == text


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("asks", "One.\n\nTwo.\n", ("One.", "Two.")),
        ("audience", "private\npress", ("private", "press")),
        ("asks", "", ()),
        ("facts", "", ()),
        ("counter_in", "", {}),
        ("delivery", "  ", ""),
        ("seconds", "", None),
    ],
)
def test_that_a_list_takes_an_entry_a_line_and_nothing_empties_a_field(
    field: str, text: str, value: object, deck: Path
) -> None:
    assert set_field(deck, f"{AGENT}.{field}", text) == 0
    source = read_deck_file(deck)
    assert getattr(source.deck.issues[0].cards[0], field) == value
    assert not source.has_errors


def test_that_what_has_the_value_already_is_not_written(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.utime(deck, ns=(1, 1))
    before = deck.stat()
    assert set_field(deck, f"{AGENT}.likelihood", "likely") == 0
    assert capsys.readouterr().err == (
        f"deckapp: {deck}: {AGENT}.likelihood has that value already.\n"
    )
    assert changed_lines(deck) == ""
    assert deck.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        (f"{AGENT}.titel", "x", "A card has no field “titel”. Did you mean “title”?"),
        ("syria-nerve-agnet.title", "x", "Did you mean “syria-nerve-agent”?"),
        ("titel", "x", "is called “titel”. Did you mean “title”?"),
        ("syria.position", "x", "An issue has no field “position”. There are: id, title,"),
        ("syria", "x", "Name a field of it: syria.title."),
        (f"{AGENT}.", "x", f"Name a field of it: {AGENT}.title."),
        ("", "x", "is called “”."),
        ("..", "x", "is called “”."),
        ("\x1b[31m\n", "x", "is called “\\x1b[31m\\n”."),
        (f"{AGENT}.seconds", "long", "“long” is not a whole number from 1 to 3600."),
        (f"{AGENT}.seconds", "-5", "“-5” is not a whole number"),
        (f"{AGENT}.likelihood", "maybe", "Choose one of: certain, likely,"),
        (f"{AGENT}.audience", "press\npubic", "Choose one of: private, public, press."),
        (f"{AGENT}.id", "syria", "The id “syria” is taken"),
        (f"{AGENT}.id", "Agent!", "“Agent!” is not an id."),
        (f"{AGENT}.id", "", "needs an id"),
        (f"{AGENT}.position", "", "“Position” must be there: give it a text."),
        (f"{AGENT}.follow_ups.if-staged.counter", " ", "must be there"),
        (f"{AGENT}.follow_ups.if-bored.counter", "x", "“follow_ups” has no entry “if-bored”"),
        (f"{AGENT}.asks.7", "x", "“asks” has no entry “7”: it has 1, counted from 0."),
        (f"{AGENT}.title.0", "x", "“title” has nothing within it"),
        (f"{AGENT}.counter_in", "x", "name one, as in counter_in.ru."),
        (f"{AGENT}.counter_in.russian language", "x", "is not a language tag."),
        (f"{AGENT}.facts", "x", "is not a text: name a field within it."),
        ("meeting", "", "has fields of its own: name one of them."),
        ("meeting.plaec", "x", "has no “plaec”. Did you mean “place”?"),
        ("meeting.date", "12 April", "Write it as 2017-04-12."),
        ("issues", "", "name a field of one of them."),
        ("syria.cards", "x", "name a field of one of them."),
        ("format", "deckapp/2", "leave it as it is."),
        (f"{AGENT}.notes", "x" * 100_001, "has 100,001 characters"),
        (f"{AGENT}.notes", "\udcff", "half a character"),
        (f"{AGENT}.\udcff", "x", "half a character"),
    ],
)
def test_that_a_slip_gets_a_sentence_and_changes_nothing(
    field: str, text: str, sentence: str, deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set_field(deck, field, text) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"deckapp: {deck}: ")
    assert sentence in said.err or "\udcff" in field
    assert said.err.count("\n") == 1
    assert changed_lines(deck) == ""
    assert open_deck(deck).recoveries() == []


def test_that_an_issue_may_be_called_like_a_field_of_the_deck(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(UNNAMED.replace("- title: A", "- id: title\n  title: A"))
    assert set_field(path, "title.title", "B") == 0
    assert set_field(path, "title", "U") == 0
    found = read_deck_file(path).deck
    assert (found.title, found.issues[0].title) == ("U", "B")


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (b"From a file.\n", "From a file."),
        (b"From Windows.\r\n", "From Windows."),
        (b"two\r\nlines\n\n", "two\nlines"),
        ("\ufeffнет\n".encode(), "нет"),
        (b"", ""),
    ],
)
def test_that_a_hyphen_reads_the_text(
    given: bytes, text: str, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert set_field(deck, f"{AGENT}.notes", "-") == 0
    assert read_deck_file(deck).deck.issues[0].cards[0].notes == text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (b"caf\xe9", "The text is not UTF-8."),
        (b"x" * (32 * 1024 * 1024 + 1), "The text is too long for a deck."),
        (None, "There is nothing on standard input."),
    ],
)
def test_that_a_text_that_cannot_be_read_gets_a_sentence(
    given: bytes | None,
    sentence: str,
    deck: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    stdin = None if given is None else io.TextIOWrapper(io.BytesIO(given))
    monkeypatch.setattr("sys.stdin", stdin)
    assert set_field(deck, f"{AGENT}.notes", "-") == 2
    assert sentence in capsys.readouterr().err
    assert changed_lines(deck) == ""


def test_that_what_is_no_readable_file_gets_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _, path, reason in unreadable_paths(tmp_path):
        for command in (["set", str(path), "title", "x"], ["check", "--fix", str(path)]):
            assert run_command(command) == 2
            said = capsys.readouterr()
            assert said.out == ""
            assert reason in said.err
            assert said.err.count("\n") == 1


def test_that_other_yaml_and_other_encodings_are_no_deck_to_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "package.json"
    foreign = ['{"name": "x", "issues": [{"title": "y"}]}', "title: x\n", "- x\n", ""]
    for content in (*map(str.encode, foreign), UNNAMED.replace("T", "Été").encode("latin-1")):
        path.write_bytes(content)
        assert set_field(path, "title", "y") == 2
        assert "this is no deck in UTF-8; `deckapp check` tells" in capsys.readouterr().err
        run_command(["check", "--fix", str(path)])
        assert path.read_bytes() == content
        capsys.readouterr()


def test_that_a_broken_deck_can_be_changed_where_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(
        UNNAMED.replace("marking", "markin").replace("- title: A", "- id: a\n  title: A")
    )
    assert set_field(path, "a.title", "B") == 0
    assert path.read_text().count("title: B   # first") == 1


def test_that_no_hostile_deck_is_harmed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "deck.yaml"
    for name, hostile, _ in small_files():
        shutil.copy(hostile, path)
        set_field(path, "meeting.place", "There")
        run_command(["check", "--fix", str(path)])
        said = capsys.readouterr()
        assert "unexpectedly" not in said.err, name
        codes = {problem.code for problem in read_deck(hostile.read_bytes()).problems}
        assert set(re.findall(r"error\[([a-z-]+)\]", said.out)) <= codes, name


def test_that_whoever_has_the_deck_open_is_named(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_deck(deck) as document:
        document.apply(SetField(AGENT, "notes", "Not yet."))
        assert set_field(deck, f"{AGENT}.title", "New") == 0
        assert "has this deck open" in capsys.readouterr().err
        document.save()
    card = read_deck_file(deck).deck.issues[0].cards[0]
    assert (card.title, card.notes) == ("New", "Not yet.")


def test_that_a_folder_for_earlier_versions_that_cannot_be_made_is_told(
    deck: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / ".local").mkdir()
    (home / ".local" / "share").write_text("no folder")
    assert set_field(deck, f"{AGENT}.title", "New") == 0
    said = capsys.readouterr().err.splitlines()
    assert said[0].endswith("is saved.")
    assert len(said) == 2
    assert changed_lines(deck) == "1 1"


def test_that_a_full_disk_is_told_and_harms_nothing(deck: Path) -> None:
    command = f'ulimit -f 8; exec "{sys.executable}" -m deckapp set "{deck}" {AGENT}.title New'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "There is no room left on the disk." in done.stderr
    assert changed_lines(deck) == ""
    assert [path.name for path in deck.parent.iterdir()] == [deck.name]


AS_NOBODY = """
import os, sys
from deckapp.cli import run_command
run_command(["set", sys.argv[1], "title", "x"])  # loads what only root may read
os.setgroups([]); os.setgid(65534); os.setuid(65534)
sys.exit(run_command(sys.argv[2:]))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize("command", ["set", "fix"])
@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o666, 0o555)])
def test_that_a_file_that_may_not_be_written_is_told(
    command: str, file: int, folder: int, deck: Path
) -> None:
    with TemporaryDirectory() as public:
        theirs = Path(public) / "theirs.yaml"
        theirs.write_text(UNNAMED)
        theirs.chmod(file)
        Path(public).chmod(folder)
        arguments = {
            "set": ["set", str(theirs), "title", "Mine"],
            "fix": ["check", "--fix", str(theirs), str(reference_deck())],
        }[command]
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(deck), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert "You may not write this file, or not in this folder." in done.stderr
        assert "Traceback" not in done.stderr
        assert theirs.read_text() == UNNAMED
        assert (str(reference_deck()) in done.stdout) == (command == "fix")


# check --fix


def test_that_missing_ids_are_added_and_nothing_else_is_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(UNNAMED)
    assert run_command(["check", "--fix", "--strict", str(path)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"deckapp: {path}: 3 ids were added.\n"
    assert path.read_text() == UNNAMED.replace("- title: A ", "- id: a\n  title: A ").replace(
        "- title: One", "- id: one\n    title: One"
    ).replace("{counter", "{id: and, counter")


def test_that_a_deck_with_all_ids_is_not_even_written(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.utime(deck, ns=(1, 1))
    before = deck.stat()
    assert run_command(["check", "--fix", str(deck)]) == 0
    after = deck.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert capsys.readouterr().err == ""


def test_that_errors_stay_and_ids_are_added_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(UNNAMED.replace("    position: P\n", "    positoin: P\n"))
    assert run_command(["check", "--fix", str(path)]) == 1
    said = capsys.readouterr()
    assert "3 ids were added." in said.err
    assert "error[unknown-key]" in said.out
    assert "missing-id" not in said.out


def test_that_one_id_is_one_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text("format: deckapp/1\ntitle: T\nissues:\n- title: A\n")
    run_command(["check", "--fix", str(path)])
    assert capsys.readouterr().err == f"deckapp: {path}: 1 id was added.\n"
