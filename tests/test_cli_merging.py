"""Merging two versions of a deck on the command line."""

import subprocess
import sys
from pathlib import Path

import pytest

from deckapp.cli import run_command
from tests.hostile.corpus import unreadable_paths

BASE = """\
format: deckapp/1
title: Talks
issues:
  - id: syria
    title: Syria
    cards:
      - id: agent
        title: Agent
        position: We ask.  # slowly
      - id: strikes
        title: Strikes
        position: We struck once.
"""


@pytest.fixture
def merge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Merge":
    monkeypatch.chdir(tmp_path)
    return Merge()


class Merge:
    """Merges texts; `ours` has the result."""

    ours = property(lambda _: Path("ours.yaml").read_bytes().decode())

    def __call__(self, base: str, ours: str, theirs: str, *options: str) -> int:
        """The exit status."""
        for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
            Path(f"{name}.yaml").write_bytes(text.encode())
        return run_command(["merge", *options, "base.yaml", "ours.yaml", "theirs.yaml"])


def test_that_our_file_becomes_the_merged_one_and_nothing_is_said(
    merge: Merge, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = BASE.replace("We ask.", "We ask once.")
    assert merge(BASE, ours, BASE.replace("title: Agent", "title: The agent")) == 0
    assert merge.ours == ours.replace("title: Agent", "title: The agent")
    assert capsys.readouterr() == ("", "")


def test_that_conflicts_are_told_and_stand_between_markers(
    merge: Merge, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = (BASE.replace("Talks", word) for word in ("Long talks", "Talk"))
    options = ("--marker-size", "9", "--name", "decks/moscow.yaml")
    assert merge(BASE, ours, theirs, *options) == 1
    both = f"{'<' * 9} ours\ntitle: Long talks\n{'=' * 9}\ntitle: Talk\n{'>' * 9} theirs\n"
    assert merge.ours == BASE.replace("title: Talks\n", both)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "deckapp: decks/moscow.yaml: Both sides changed “Title” of “Long talks”: choose one "
        "version.\n"
        "deckapp: decks/moscow.yaml: both versions of that stand there between conflict markers. "
        "Keep one of each and delete the markers; `deckapp check` finds what is left of them.\n"
    )


def test_that_a_comment_without_a_place_is_told(
    merge: Merge, capsys: pytest.CaptureFixture[str]
) -> None:
    card = BASE[BASE.index("      - id: agent") : BASE.index("      - id: strikes")]
    assert merge(BASE, BASE.replace(card, ""), BASE.replace("# slowly", "# aloud")) == 0
    assert merge.ours == BASE.replace(card, "")
    assert capsys.readouterr().err == ("deckapp: ours.yaml: this comment found no place: # aloud\n")


@pytest.mark.parametrize(
    ("ours", "theirs", "sentence"),
    [
        ("a: b\n", "a: c\n", "this is no deck on both sides. It can be merged as text."),
        (BASE, "a: c\n", "this is no deck on both sides."),
        (BASE, BASE.replace("title: A", "titel: A"), "their version has errors, which"),
        (BASE.replace("title: A", "titel: A"), BASE, "our version has errors, which"),
        (f"{BASE}<<<<<<< x\n", BASE, "our version has errors, which"),
    ],
)
def test_that_what_cannot_be_merged_is_not_touched(
    ours: str, theirs: str, sentence: str, merge: Merge, capsys: pytest.CaptureFixture[str]
) -> None:
    assert merge(BASE, ours, theirs, "--name", "moscow.yaml") == 2
    assert merge.ours == ours
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("deckapp: moscow.yaml: ")
    assert sentence in said.err
    assert said.err.count("\n") == 1


def test_that_a_text_that_we_use_twice_and_they_changed_once_is_told(
    merge: Merge, capsys: pytest.CaptureFixture[str]
) -> None:
    base = BASE.replace("Strikes", "Agent")
    ours = BASE.replace("title: Agent", "title: &t Agent").replace("Strikes", "*t")
    assert merge(base, ours, base.replace("title: Agent", "title: The agent", 1)) == 2
    assert merge.ours == ours
    assert "by an anchor: line 11 has “*t”." in capsys.readouterr().err


def test_that_a_file_that_cannot_be_read_is_told(
    merge: Merge, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    merge(BASE, BASE, BASE)
    (tmp_path / "odd").mkdir()
    for _, odd, reason in unreadable_paths(tmp_path / "odd"):
        for at in range(3):
            names = ["base.yaml", "ours.yaml", "theirs.yaml"]
            names[at] = str(odd)
            assert run_command(["merge", *names]) == 2
            said = capsys.readouterr()
            assert reason in said.err
            assert said.err.count("\n") == 1
    assert merge.ours == BASE


@pytest.mark.parametrize("size", ["0", "-1", "1001", "²", "x", ""])
def test_that_markers_have_a_length(
    size: str, merge: Merge, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        merge(BASE, BASE, BASE, f"--marker-size={size}")
    assert f"“{size}” is no number from 1 to 1000" in capsys.readouterr().err


def test_that_a_full_disk_is_told_and_harms_nothing(merge: Merge) -> None:
    long = BASE + "# a comment\n" * 1000
    merge(BASE, BASE, BASE)
    Path("base.yaml").write_text(long)
    Path("ours.yaml").write_text(ours := long.replace("Talks", "Long talks"))
    Path("theirs.yaml").write_text(long.replace("Agent", "The agent"))
    merging = f'"{sys.executable}" -m deckapp merge base.yaml ours.yaml theirs.yaml'
    done = subprocess.run(
        ["sh", "-c", f"ulimit -f 2; exec {merging}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "There is no room left on the disk." in done.stderr
    assert Path("ours.yaml").read_text() == ours
    assert len(list(Path().iterdir())) == 3
