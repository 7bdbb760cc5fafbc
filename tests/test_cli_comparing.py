"""Telling what differs: between files, earlier versions of them and revisions in git."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from deckapp.cli import run_command
from deckapp.deck import (
    AddCard,
    AddEntry,
    Card,
    DeleteCard,
    Edit,
    FollowUp,
    MoveCard,
    MoveEntry,
    MoveIssue,
    SetField,
    open_deck,
)
from deckapp.paths import reference_deck
from tests.git_repository import MOSCOW, Repository, new_repository, use_git

AGENT = "syria-nerve-agent"
OLD = str(reference_deck())


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "moscow.yaml"
    shutil.copy(reference_deck(), path)
    return path


def edit(deck: Path, *edits: Edit) -> None:
    with open_deck(deck) as document:
        for each in edits:
            document.apply(each)
        document.save()


def test_that_each_card_is_told_once_with_the_words_that_differ(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        deck,
        SetField("", "meeting.date", "2017-04-13"),
        SetField(AGENT, "short", "A nerve gas lay where your advisers slept. How?"),
        SetField(AGENT, "seconds", "75"),
        SetField(AGENT, "counter_in.ru", ""),
        AddEntry(AGENT, "asks", "Tell us\nnow."),
        AddEntry(AGENT, "follow_ups", FollowUp(id="if-bored", counter="And?", rebuttal="So.")),
        MoveEntry(AGENT, "follow_ups", "if-bored", 0),
        DeleteCard("syria-2013-agreement"),
        AddCard("deconfliction", Card(id="new", title="New\x1b[31m", position="P")),
        MoveCard("syria-no-further-use", "deconfliction", 0),
        MoveIssue("election-interference", 0),
    )
    assert run_command(["diff", OLD, str(deck)]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    ru = "Доказательств нет. Никакого химического оружия наши советники там не видели."
    asked = "Tell us how a nerve agent came to be stored where Russian advisers were housed."
    assert said.out == (
        "Moscow, April 2017\n"
        "    meeting.date: 2017-04-[-12-]{+13+}\n"
        "election-interference: Interference in our election\n"
        "    “Interference in our election” was moved.\n"
        f"{AGENT}: Nerve agent beside Russian advisers\n"
        "    short: A nerve [-agent-]{+gas+} lay where your advisers slept. How?\n"
        f"    asks: {asked}{{+ / Tell us\\nnow.+}}\n"
        f"    counter_in.ru: [-{ru}-]\n"
        "    follow_ups.if-bored: {+id: if-bored; counter: And?; rebuttal: So.+}\n"
        "    seconds: [-70-]{+75+}\n"
        "syria-2013-agreement: The 2013 agreement\n"
        "    “The 2013 agreement” was removed from “Syria and chemical weapons”.\n"
        "syria-no-further-use: No further use\n"
        "    “No further use” was moved from “Syria and chemical weapons” to "
        "“De-confliction in Syrian skies”.\n"
        "new: New\\x1b[31m\n"
        "    “New\\x1b[31m” was added to “De-confliction in Syrian skies”.\n"
    )


def test_that_of_a_long_text_only_what_is_around_a_change_is_shown(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = [f"w{number}" for number in range(60)]
    edit(deck, SetField(AGENT, "notes", " ".join(long)))
    middle, ends = [*long[:30], "x", *long[30:]], ["x", *long, "y"]
    shutil.copy(deck, before := deck.with_name("before.yaml"))
    around, beside = r"… (w\d+ )+\{\+x \+\}(w\d+ )+…", r"\{\+x \+\}(w\d+ )+…( w\d+)+\{\+ y\+\}"
    for words, line in ((middle, around), (ends, beside)):
        edit(deck, SetField(AGENT, "notes", " ".join(words)))
        run_command(["diff", str(before), str(deck)])
        shown = capsys.readouterr().out.splitlines()[1]
        assert re.fullmatch(f"    notes: {line}", shown)
        assert len(shown) < 120


def test_that_an_entry_that_moved_is_said_in_words(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(deck, AddEntry(AGENT, "follow_ups", FollowUp(id="if-bored", counter="And?"), 0))
    shutil.copy(deck, before := deck.with_name("before.yaml"))
    edit(deck, MoveEntry(AGENT, "follow_ups", "if-bored", 1))
    run_command(["diff", str(before), str(deck)])
    line = capsys.readouterr().out.splitlines()[1]
    assert line.startswith("    “Follow-ups: if-")
    assert line.endswith("” of “Nerve agent beside Russian advisers” was moved.")


def test_that_no_difference_is_told_and_is_0(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["diff", OLD, str(deck)]) == 0
    assert capsys.readouterr() == ("", "deckapp: Nothing differs.\n")
    deck.write_text(MOSCOW + "# the end\n", encoding="utf-8")
    assert run_command(["diff", OLD, str(deck)]) == 0
    assert "only comments, or how it is written, differ" in capsys.readouterr().err
    assert run_command(["diff", "--json", OLD, str(deck)]) == 0
    assert capsys.readouterr() == ("[]\n", "")


def test_that_json_has_each_change_with_its_values_and_words(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        deck,
        SetField(AGENT, "likelihood", "certain"),
        SetField("", "meeting.date", "2017-04-13"),
        AddEntry(AGENT, "tags", "x"),
        MoveCard("syria-no-further-use", "deconfliction", 0),
        AddCard("syria", Card(id="new", title="New", position="P", counter_in={"ru": "Нет."})),
    )
    assert run_command(["diff", "--json", OLD, str(deck)]) == 1
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    keys = {"kind", "issue", "card", "field", "title", "before", "after"}
    assert all(row.keys() - {"words"} == keys for row in rows)
    by_field = {(row["card"], row["field"]): row for row in rows}
    likelihood = by_field[AGENT, "likelihood"]
    assert (likelihood["before"], likelihood["after"]) == ("likely", "certain")
    assert likelihood["words"] == [
        {"kind": "removed", "text": "likely"},
        {"kind": "added", "text": "certain"},
    ]
    assert by_field["", "meeting.date"]["after"] == "2017-04-13"
    assert by_field[AGENT, "tags"]["after"] == ["s1", "x"]
    moved = by_field["syria-no-further-use", ""]
    assert (moved["kind"], moved["before"]["issue"]) == ("moved", "syria")
    assert moved["after"] == {
        "issue": "deconfliction",
        "title": "De-confliction in Syrian skies",
        "at": 0,
    }
    new = by_field["new", ""]
    assert new["before"] is None
    assert new["after"] == {
        "id": "new",
        "title": "New",
        "position": "P",
        "counter_in": {"ru": "Нет."},
    }


def test_that_a_deck_with_errors_is_compared_with_a_warning(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck.write_text(MOSCOW.replace("title: The 2013", "titel: The 2013"), encoding="utf-8")
    assert run_command(["diff", OLD, str(deck)]) == 1
    said = capsys.readouterr()
    assert said.err == (
        f"deckapp: {deck}: it has errors, and what could not be read there seems to be missing.\n"
    )
    assert "syria-2013-agreement\n    title: [-The 2013 agreement-]" in said.out


# Versions


def test_that_earlier_versions_are_named_by_their_number(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for text in ("One", "Two", "Three"):
        edit(deck, SetField(AGENT, "title", text))
    for number, line in ((1, ""), (2, "title: [-Two-]{+Three+}"), (3, "title: [-One-]{+Three+}")):
        assert run_command(["diff", f"{deck}@{number}", str(deck)]) == bool(line)
        assert line in capsys.readouterr().out
    deck.unlink()
    assert run_command(["diff", f"{deck}@2", f"{deck}@1"]) == 1


def test_that_a_file_with_an_at_sign_is_a_file(tmp_path: Path) -> None:
    shutil.copy(reference_deck(), tmp_path / "moscow@2")
    assert run_command(["diff", OLD, str(tmp_path / "moscow@2")]) == 0


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    use_git(monkeypatch, tmp_path / "programs")
    repository = new_repository(tmp_path / "repository")
    repository.commit(MOSCOW, "decks/moscow.yaml")
    repository.commit(MOSCOW.replace("minutes: 60", "minutes: 45"), "decks/moscow.yaml")
    monkeypatch.chdir(repository.folder)
    return repository


def test_that_revisions_are_named_as_git_names_them(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["diff", "HEAD~1:decks/moscow.yaml", "decks/moscow.yaml"]) == 1
    assert "meeting.minutes: [-60-]{+45+}" in capsys.readouterr().out
    assert run_command(["diff", "HEAD:decks/moscow.yaml", "main:decks/moscow.yaml"]) == 0
    monkeypatch.chdir(repository.folder / "decks")
    assert run_command(["diff", "HEAD~1:./moscow.yaml", "moscow.yaml"]) == 1


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none.yaml", "There is no such file."),
        (".", "This is a folder."),
        ("", "This is a folder."),
        ("decks/moscow.yaml@1", "deckapp keeps no earlier version of this deck."),
        ("decks/moscow.yaml@0", "deckapp keeps no earlier version of this deck."),
        ("decks/moscow.yaml@x", "There is no such file."),
        ("decks/moscow.yaml@²", "There is no such file."),
        ("@1", "keeps no earlier version"),
        ("HEAD:moscow.yaml", "git says: fatal: path 'moscow.yaml' does not exist in 'HEAD'"),
        ("HEAD~9:decks/moscow.yaml", "git says: fatal: "),
        ("HEAD:decks", "git says: fatal: "),
        (":", "or with ./ before it."),
        ("-p:decks/moscow.yaml", "this names no revision"),
        ("x\0:y", "git is not installed here, or cannot be run"),
        ("x" * 5000, "The file could not be read"),
        ("\udcff.yaml", "There is no such file."),
    ],
)
def test_that_what_names_no_version_gets_one_sentence(
    name: str, sentence: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for names in ((name, OLD), (OLD, name)):
        assert run_command(["diff", "--", *names]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert sentence in said.err
        assert said.err.count("\n") == 1


def test_that_no_git_and_no_answer_of_it_are_sentences(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (Path(os.environ["PATH"].split(os.pathsep)[0]) / "git").symlink_to(shutil.which("sleep") or "")
    monkeypatch.setattr("deckapp.deck.git._SECONDS", 0)
    assert run_command(["diff", "HEAD:a.yaml", OLD]) == 2
    assert "there is no such file, and git" in capsys.readouterr().err
    monkeypatch.setenv("PATH", "")
    assert run_command(["diff", "HEAD:a.yaml", OLD]) == 2
    assert "git is not installed here" in capsys.readouterr().err


# Colours


@pytest.mark.parametrize(("variable", "coloured"), [("", True), ("NO_COLOR", False)])
def test_that_a_terminal_shows_colours_unless_they_are_unwanted(
    variable: str, deck: Path, *, coloured: bool
) -> None:
    edit(deck, SetField(AGENT, "seconds", "75"))
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "deckapp", "diff", OLD, str(deck)],
        stdout=theirs,
        env=os.environ | ({variable: "1"} if variable else {}),
        check=False,
    )
    shown = os.read(ours, 10_000).decode()
    for descriptor in (ours, theirs):
        os.close(descriptor)
    change = "\x1b[31m[-70-]\x1b[0m\x1b[32m{+75+}\x1b[0m" if coloured else "[-70-]{+75+}"
    assert f"    seconds: {change}\r\n" in shown
