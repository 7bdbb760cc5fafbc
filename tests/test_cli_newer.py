"""Commands at a deck of a newer deckapp: it is read, and no command writes over it."""

from pathlib import Path

import pytest

from deckapp.cli import run_command
from deckapp.deck import SetField, open_deck

TEXT = """\
format: deckapp/1
title: Talks
marking: UNCLASSIFIED
issues:
  - id: gas
    title: Gas
    cards:
      - title: The pipeline
        position: Open it.
        counter: No.
        rebuttal: Why not?
"""
NEWER = TEXT.replace("deckapp/1", "deckapp/2")
WHY = (
    "A newer deckapp wrote this deck (deckapp/2). It can be read here as far as this one "
    "understands it, but not edited or saved: the rest would be lost."
)
UPDATE = f"{WHY} Update deckapp to edit it."


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "newer.yaml"
    path.write_text(NEWER, encoding="utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def become_newer(path: Path) -> None:
    """Another program makes it a newer deck."""
    path.write_text(NEWER, encoding="utf-8")


def test_that_a_field_is_not_set(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["set", str(deck), "gas.title", "Oil"]) == 2
    assert said(capsys) == f"deckapp: {deck}: {UPDATE}\n"
    assert deck.read_text(encoding="utf-8") == NEWER


def test_that_ids_are_not_added(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["check", "--fix", str(deck)]) == 2
    out, err = capsys.readouterr()
    assert err == f"deckapp: {deck}: {UPDATE}\n"
    assert out.startswith(f"{deck}:1:9: error[bad-value] “deckapp/2” is not a format that")
    assert "missing-id" in out
    assert deck.read_text(encoding="utf-8") == NEWER


def test_that_what_is_wrong_with_it_is_told(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["check", str(deck)]) == 1
    assert "which is only read here: update deckapp." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("newer", "which"), [("ours", "our"), ("theirs", "their"), ("base", "the earlier")]
)
def test_that_it_is_not_merged(
    newer: str, which: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = {name: tmp_path / f"{name}.yaml" for name in ("base", "ours", "theirs")}
    for name, path in paths.items():
        path.write_text(NEWER if name == newer else TEXT, encoding="utf-8")
    before = paths["ours"].read_bytes()
    assert run_command(["merge", "--name", "talks.yaml", *map(str, paths.values())]) == 2
    assert said(capsys) == (
        f"deckapp: talks.yaml: a newer deckapp wrote {which} version (deckapp/2), and merges it by "
        "card and field. Here it can be merged as text.\n"
    )
    assert paths["ours"].read_bytes() == before


def test_that_no_earlier_version_takes_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "talks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert run_command(["set", str(path), "gas.title", "Oil"]) == 0
    become_newer(path)
    capsys.readouterr()
    assert run_command(["restore", str(path), "1"]) == 2
    remedy = "Give it another name, then bring the version back."
    assert said(capsys) == f"deckapp: {path}: {WHY} {remedy}\n"
    assert path.read_text(encoding="utf-8") == NEWER
    path.rename(tmp_path / "newer.yaml")
    assert run_command(["restore", str(path), "1"]) == 0
    assert "title: Oil" in path.read_text(encoding="utf-8")


def test_that_unsaved_work_waits_for_a_file_that_can_take_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "talks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    session = open_deck(path)
    session.apply(SetField("gas", "title", "Oil"))
    session._keeping.close(discard=False)
    session.close()
    become_newer(path)
    assert run_command(["restore", "--unsaved", str(path)]) == 2
    assert said(capsys) == f"deckapp: {path}: {UPDATE} The unsaved work is still kept.\n"
    assert path.read_text(encoding="utf-8") == NEWER
    path.write_text(TEXT, encoding="utf-8")
    assert run_command(["restore", "--unsaved", str(path)]) == 0
    assert "title: Oil" in path.read_text(encoding="utf-8")


def test_that_it_is_not_printed_as_if_it_were_whole(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "cards.pdf"
    assert run_command(["export", str(deck), str(out)]) == 1
    assert str(deck) in said(capsys)
    assert not out.exists()


def test_that_its_agenda_is_told_with_a_caution(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["agenda", str(deck)]) == 0
    out, err = capsys.readouterr()
    assert "The pipeline" in out
    assert "has errors, so cards could be missing" in err
