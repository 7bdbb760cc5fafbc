"""Exporting, importing and erasing what was rehearsed."""

import io
import json
import os
import pty
import shutil
import sys
from pathlib import Path

import pytest

from deckapp.cli import run_command
from deckapp.deck import read_deck_file
from deckapp.paths import reference_deck, review_folder
from deckapp.rehearsal import prompts_of
from deckapp.rehearsal.log.review_log import ReviewLog
from deckapp.rehearsal.reviews import Review
from tests.hostile.corpus import unreadable_paths
from tests.rehearsal.log.logs import review

PROMPTS = [prompt.id for prompt in prompts_of(read_deck_file(reference_deck()).deck)]
REVIEWS = [review(PROMPTS[number % 5], number, 1 + number % 4) for number in range(12)]
LINE = '{"prompt": "a/position", "at": "2017-03-01T09:00:00Z", "rating": 3}\n'


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck of which something was rehearsed."""
    path = tmp_path / "our moscow.yaml"
    shutil.copy(reference_deck(), path)
    with ReviewLog(review_folder()) as log:
        log.of(path).add(REVIEWS)
    return path


def kept(deck: Path) -> list[Review]:
    with ReviewLog(review_folder()) as log:
        return [each for _, each in log.of(deck).reviews()]


class Input(io.TextIOWrapper):
    """A standard input with something in it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))


# Export


def test_that_reviews_are_exported_one_a_line(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["log", "export", str(deck)]) == 0
    said = capsys.readouterr()
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert [row["prompt"] for row in rows] == [each.prompt for each in REVIEWS]
    assert rows[0]["at"] == "2017-03-01T09:00:00+00:00"
    assert said.err == ""


def test_that_an_export_is_written_and_may_replace_an_earlier_one(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "log.jsonl"
    for _ in range(2):
        assert run_command(["log", "export", str(deck), str(out)]) == 0
        assert capsys.readouterr().err == f"deckapp: {out}: 12 reviews written.\n"
    assert len(out.read_text().splitlines()) == 12
    out.write_text("")
    assert run_command(["log", "export", str(deck), str(out)]) == 0


def test_that_an_export_replaces_nothing_else(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = deck.read_bytes()
    for out in (deck, tmp_path):
        assert run_command(["log", "export", str(deck), str(out)]) == 2
        said = capsys.readouterr().err
        assert said == (
            f"deckapp: {out}: it exists already, and is no exported log. Choose another name.\n"
        )
    assert deck.read_bytes() == before
    for name in ("missing/log.jsonl", "x" * 300, "a\0b"):
        assert run_command(["log", "export", str(deck), str(tmp_path / name)]) == 2
        assert "it could not be written (" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [
        "\n\nA poem that begins with blank lines.\n",
        "\n \n",
        '{"prompt": "Write a poem", "at": "noon", "rating": 3}\n',
        '{"prompt": "a/position", "at": "2017-03-01T09:00:00Z", "rating": 3, "user": "me"}\n',
    ],
    ids=["after-blanks", "only-blanks", "other-values", "other-keys"],
)
def test_that_an_export_replaces_no_file_of_somebody_else(
    content: str, deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "theirs.jsonl"
    out.write_text(content)
    assert run_command(["log", "export", str(deck), str(out)]) == 2
    assert "it exists already, and is no exported log" in capsys.readouterr().err
    assert out.read_text() == content


def test_that_an_export_replaces_a_log_that_begins_with_blank_lines(
    deck: Path, tmp_path: Path
) -> None:
    out = tmp_path / "log.jsonl"
    out.write_text(f"\n \n{LINE}")
    assert run_command(["log", "export", str(deck), str(out)]) == 0
    assert len(out.read_text().splitlines()) == 12


@pytest.mark.parametrize("content", ["", LINE])
def test_that_an_export_never_replaces_the_deck_itself(
    content: str, deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck.write_text(content)
    link = deck.with_name("link.jsonl")
    link.hardlink_to(deck)
    assert run_command(["log", "export", str(deck), str(link)]) == 2
    assert "it exists already, and is no exported log" in capsys.readouterr().err
    assert deck.read_text() == content


# Import


def test_that_an_export_is_imported_once(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, other = tmp_path / "log.jsonl", tmp_path / "other.yaml"
    shutil.copy(deck, other)
    assert run_command(["log", "export", str(deck), str(out)]) == 0
    assert kept(other) == []
    capsys.readouterr()
    assert run_command(["log", "import", str(other), str(out)]) == 0
    assert capsys.readouterr().err == f"deckapp: {other}: 12 reviews imported.\n"
    assert kept(other) == kept(deck) == REVIEWS
    assert (review_folder() / "reviews.snapshot.db").exists()
    assert run_command(["log", "import", str(other), str(out)]) == 0
    said = capsys.readouterr().err
    assert said == f"deckapp: {other}: 0 reviews imported. 12 reviews were already known.\n"
    assert kept(other) == REVIEWS


def test_that_reviews_are_imported_from_the_standard_input(
    deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in ([], ["-"]):
        monkeypatch.setattr(sys, "stdin", Input(LINE.encode()))
        assert run_command(["log", "import", str(deck), *file]) == 0
    assert "1 review was already known." in capsys.readouterr().err
    assert len(kept(deck)) == 13
    monkeypatch.setattr(sys, "stdin", Input(b"nonsense"))
    assert run_command(["log", "import", str(deck)]) == 1
    assert capsys.readouterr().err.startswith("stdin:1: This is not JSON")
    monkeypatch.setattr(sys, "stdin", None)
    assert run_command(["log", "import", str(deck)]) == 2
    assert "Name a file." in capsys.readouterr().err


def test_that_prompts_that_the_deck_lacks_are_kept_and_told_of(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text("".join(LINE.replace("a/", f"{card}/") for card in "abcda"))
    assert run_command(["log", "import", str(deck), str(file)]) == 0
    assert capsys.readouterr().err.splitlines()[1] == (
        "deckapp: The deck does not have 4 prompts of these (a/position, b/position, c/position, "
        "…); their reviews are kept for the day when the cards come back."
    )
    assert len(kept(deck)) == 16


def test_that_one_bad_line_keeps_all_others_out(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "log.jsonl"
    future = LINE.replace("2017", "9017")
    file.write_text(LINE + LINE.replace("3}", "7}") + "\n" + future + "\x1b[2J\n")
    assert run_command(["log", "import", str(deck), str(file)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[0] for line in lines[:3]] == [f"{file}:{at}" for at in (2, 4, 5)]
    assert "“rating” is 7." in lines[0]
    assert "which is still to come." in lines[1]
    assert lines[3].startswith("deckapp: 3 lines cannot be imported, so nothing was. Mend them")
    assert len(lines) == 4
    assert kept(deck) == REVIEWS


def test_that_of_very_many_bad_lines_not_all_are_listed(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text("x\n" * 1234)
    assert run_command(["log", "import", str(deck), str(file)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1002
    assert lines[-2] == "deckapp: The first 1000 bad lines are listed; there are 1234."


def test_that_a_file_that_cannot_be_read_is_named(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("missing.jsonl", ".", "a\0b"):
        assert run_command(["log", "import", str(deck), str(tmp_path / name)]) == 2
        assert "it could not be read (" in capsys.readouterr().err


def test_that_a_deck_with_errors_has_a_log(deck: Path, tmp_path: Path) -> None:
    deck.write_text(deck.read_text().replace("priority:", "pirority:"))
    assert run_command(["log", "export", str(deck), str(tmp_path / "log.jsonl")]) == 0
    assert len((tmp_path / "log.jsonl").read_text().splitlines()) == 12


@pytest.mark.parametrize("action", ["export", "import", "erase"])
def test_that_a_deck_that_cannot_be_read_is_named(
    action: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, path, reason in unreadable_paths(tmp_path):
        if action == "erase" and "missing" in name:
            continue
        if action == "erase" and name == "dangling-link":
            continue
        assert run_command(["log", action, str(path)]) == 2, name
        assert reason in capsys.readouterr().err


def test_that_the_history_of_a_deck_that_was_renamed_is_exported(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = deck.rename(deck.with_name("moved.yaml"))
    assert run_command(["log", "export", str(moved)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 12


# Erase


def test_that_a_log_is_erased(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["log", "erase", str(deck), "--yes"]) == 0
    assert capsys.readouterr().err == (
        f"deckapp: {deck}: 12 reviews erased, and no copy is left in the folder of deckapp's "
        "data.\n"
    )
    assert kept(deck) == []
    left = b"".join(path.read_bytes() for path in review_folder().iterdir())
    assert PROMPTS[0].encode() not in left
    assert run_command(["log", "erase", str(deck), "--yes"]) == 0
    assert f"{deck}: 0 reviews erased, and no copy is left" in capsys.readouterr().err


def test_that_the_log_of_a_deck_that_is_gone_is_erased(deck: Path) -> None:
    deck.unlink()
    assert run_command(["log", "erase", str(deck), "--yes"]) == 0
    assert kept(deck) == []


def test_that_of_what_is_not_known_nothing_is_erased(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Path(shutil.copy(deck, tmp_path / "copy.yaml"))
    for path in (copy, tmp_path / "missing.yaml"):
        assert run_command(["log", "erase", str(path), "--yes"]) == 2
        assert capsys.readouterr().err == (
            f"deckapp: {path}: nothing that was rehearsed of it is known, so nothing was erased. "
            "Check the name and the folder.\n"
        )
    aside = review_folder() / "reviews.damaged-1.db"
    aside.touch()
    assert run_command(["log", "erase", str(copy), "--yes"]) == 2
    assert capsys.readouterr().err.endswith(
        f" Damaged logs that were set aside may hold more; delete them yourself: {aside}.\n"
    )
    assert kept(deck) == REVIEWS
    assert aside.exists()


def test_that_decks_like_it_that_are_gone_are_named_and_can_be_erased(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Path(shutil.copy(deck, tmp_path / "copy.yaml"))
    other = tmp_path / "other.yaml"
    with ReviewLog(review_folder()) as log:
        log.of(other).add(REVIEWS)
    gone = deck.resolve()
    gone.unlink()
    hint = (
        " Most of what was rehearsed of {0}, whose file is gone, is in this deck, too: "
        "`deckapp log erase {1}` erases that."
    )
    assert run_command(["log", "erase", str(copy), "--yes"]) == 2
    hints = hint.format(other.resolve(), other.resolve()) + hint.format(gone, f"'{gone}'")
    assert capsys.readouterr().err == (
        f"deckapp: {copy}: nothing that was rehearsed of it is known, so nothing was erased."
        f"{hints}\n"
    )
    with ReviewLog(review_folder()) as log:
        log.of(copy).add(REVIEWS[:1])
    assert run_command(["log", "erase", str(copy), "--yes"]) == 0
    assert capsys.readouterr().err == (
        f"deckapp: {copy}: 1 review erased, and no copy is left in the folder of deckapp's data."
        f"{hints}\n"
    )
    for path in (gone, other):
        assert run_command(["log", "erase", "--yes", str(path)]) == 0
        assert kept(path) == []


def test_that_a_name_that_begins_with_a_dash_is_no_option(
    deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(deck.parent)
    monkeypatch.setattr(sys, "stdin", None)
    deck.rename("-moscow.yaml")
    assert run_command(["log", "erase", "./-moscow.yaml"]) == 2
    said = capsys.readouterr().err
    assert "`deckapp log erase --yes -- -moscow.yaml` erases without asking." in said
    assert run_command(["log", "erase", "--yes", "--", "-moscow.yaml"]) == 0
    assert kept(Path("-moscow.yaml")) == []


def test_that_nothing_is_erased_when_nobody_can_be_asked(
    deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for stdin in (Input(b"yes\n"), None):
        monkeypatch.setattr(sys, "stdin", stdin)
        assert run_command(["log", "erase", str(deck)]) == 2
        assert capsys.readouterr().err == (
            f"deckapp: {deck}: 12 reviews would be erased, and nobody can be asked. `deckapp log "
            f"erase --yes '{deck}'` erases without asking.\n"
        )
    assert kept(deck) == REVIEWS


@pytest.mark.parametrize(("answer", "left"), [("y", 0), ("Yes", 0), ("", 12), ("no", 12)])
def test_that_a_person_is_asked(
    answer: str,
    left: int,
    deck: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    person, terminal = pty.openpty()
    os.write(person, f"{answer}\n".encode())
    with os.fdopen(terminal) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert run_command(["log", "erase", str(deck)]) == 0
    os.close(person)
    said = capsys.readouterr()
    assert f"Erase 12 reviews of {deck}? They cannot be brought back. [y/N] " in said.err
    assert ("Nothing was erased." in said.err) == bool(left)
    assert len(kept(deck)) == left


# Trouble


def test_that_a_damaged_log_is_told_of(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (review_folder() / "reviews.db").write_bytes(b"garbage")
    assert run_command(["log", "export", str(deck)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("deckapp: The review log was damaged. It is kept as reviews.dam")


@pytest.mark.parametrize("action", ["export", "import", "erase"])
def test_that_a_log_that_cannot_be_used_is_named(
    action: str, deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(review_folder())
    review_folder().write_text("a file")
    file = tmp_path / "log.jsonl"
    file.write_text(LINE)
    more = [str(file)] if action != "erase" else ["--yes"]
    assert run_command(["log", action, str(deck), *more]) == 2
    assert f"{review_folder()}: This is no folder for the review log." in capsys.readouterr().err
    assert file.read_text() == LINE


def test_that_an_action_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run_command(["log"])
    assert caught.value.code == 2
    assert "ACTION" in capsys.readouterr().err
