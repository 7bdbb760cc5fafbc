"""Earlier versions of a deck: a file as it was in a revision of git."""

import subprocess
from pathlib import Path

import pytest

from deckapp.deck import read_deck
from deckapp.deck.versions import VersionError, read_revision

FIRST, SECOND = "format: deckapp/1\ntitle: First\n", "format: deckapp/1\ntitle: Second\n"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@x")
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck in a folder of a repository, in two revisions."""
    git(tmp_path, "init")
    deck = tmp_path / "our decks" / "moscow.yaml"
    deck.parent.mkdir()
    for text in (FIRST, SECOND):
        deck.write_text(text, encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-m", "x")
    return deck


def test_that_a_deck_is_read_as_it_was_in_a_revision(deck: Path) -> None:
    assert read_revision(deck, "HEAD~1").deck == read_deck(FIRST.encode()).deck
    assert read_revision(deck, "HEAD").deck.title == "Second"


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("", "Name a revision as git does"),
        ("--help", "Name a revision as git does"),
        ("HEAD:x", "Name a revision as git does"),
        ("\0", "Name a revision as git does"),
        ("HEAD~2", "This revision does not have the deck, and git says: fatal: "),
        ("no such\nthing", "This revision does not have the deck, and git says: fatal: "),
    ],
)
def test_that_a_revision_that_is_not_there_is_refused_in_a_sentence(
    deck: Path, revision: str, said: str
) -> None:
    with pytest.raises(VersionError) as caught:
        read_revision(deck, revision)
    assert str(caught.value).startswith(said)
    assert str(caught.value).isprintable()


def test_that_a_deck_outside_of_any_repository_has_no_revisions(tmp_path: Path) -> None:
    with pytest.raises(VersionError, match="and git says: fatal: not a git repository"):
        read_revision(tmp_path / "deck.yaml", "HEAD")
