"""A new deck becomes a file that reads as what was asked for, or one sentence says why not."""

from pathlib import Path

import pytest

from deckapp.deck import (
    Card,
    Deck,
    EditError,
    Issue,
    Meeting,
    SaveError,
    create_deck,
    creating,
    read_deck_file,
)

NEW = Deck(
    format="deckapp/1",
    title="Moscow: April",
    marking="TLP:AMBER",
    meeting=Meeting(counterpart="Лавров", minutes=60),
    issues=(
        Issue(title="Syria", minutes=15, cards=(Card(title="Gas"), Card(title="Gas"))),
        Issue(title="Ukraine"),
    ),
)


def test_that_a_new_deck_reads_as_what_was_asked_for_with_ids(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    create_deck(path, NEW)
    deck = read_deck_file(path).deck
    assert (deck.title, deck.marking, deck.meeting) == (NEW.title, NEW.marking, NEW.meeting)
    assert [issue.id for issue in deck.issues] == ["syria", "ukraine"]
    assert [card.id for _, card in deck.cards()] == ["gas", "gas-2"]


def test_that_a_file_of_that_name_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text("something else", encoding="utf-8")
    create_deck(path, NEW)
    assert read_deck_file(path).deck.title == NEW.title
    assert [each.name for each in tmp_path.iterdir()] == ["new.yaml"]


@pytest.mark.parametrize("text", ["half \ud83d", "x" * 100_001])
def test_that_what_no_text_is_is_refused_and_no_file_made(tmp_path: Path, text: str) -> None:
    with pytest.raises(EditError):
        create_deck(tmp_path / "new.yaml", Deck(format="deckapp/1", title=text))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.unmeasured  # a hundred thousand lines are read again
def test_that_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    many = Meeting(others=("x",) * 101_000)
    with pytest.raises(EditError, match="too many of them"):
        create_deck(tmp_path / "new.yaml", Deck(format="deckapp/1", title="T", meeting=many))
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="deleted, renamed or moved"):
        create_deck(tmp_path / "none" / "new.yaml", NEW)


def test_that_a_name_that_is_none_is_said() -> None:
    with pytest.raises(EditError, match="no name for a file"):
        create_deck(Path("a\x00b.yaml"), NEW)


def test_that_a_deck_that_would_read_as_another_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(creating, "written_afresh", lambda _deck: None)
    with pytest.raises(EditError, match="odd characters"):
        create_deck(tmp_path / "new.yaml", NEW)
    assert list(tmp_path.iterdir()) == []
