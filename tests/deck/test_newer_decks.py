"""Decks that a newer deckapp wrote: read as far as they are understood, and never written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from deckapp.deck import Deck, DeckDocument, EditError, NewerError, SetField, create_deck, read_deck
from tests.deck.desk import TEXT, Desk, card_of

OURS = SetField("gas", "rebuttal", "OURS")
NEWER = TEXT.replace("deckapp/1", "deckapp/2").replace(
    "counter: No", "mood: grim\n        counter: No"
)
WHY = (
    "A newer deckapp wrote this deck (deckapp/2). It can be read here as far as this one "
    "understands it, but not edited or saved: the rest would be lost."
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("number", ["2", "10", "99", "9" * 5000])
def test_that_any_higher_number_is_a_newer_format(number: str) -> None:
    source = read_deck(TEXT.replace("deckapp/1", f"deckapp/{number}").encode())
    assert source.is_newer
    assert source.why_read_only.startswith("A newer deckapp wrote this deck (deckapp/")
    (problem,) = source.problems
    assert (problem.code, problem.line, problem.column) == ("bad-value", 3, 9)
    assert (
        problem.hint == "A newer deckapp wrote this deck, which is only read here: update deckapp."
    )


@pytest.mark.parametrize(
    "written",
    [
        "deckapp/x",
        "deckapp/",
        "deckapp/0",
        "deckapp/02",
        "deckapp/2.0",
        "deckapp/²",
        "deckapp/+2",
        "deckapp",
        "2",
        "other/2",
        "deckapp-layout/2",
        "Deckapp/2",
    ],
)
def test_that_what_is_no_higher_number_is_a_mistake(written: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path, TEXT.replace("deckapp/1", f'"{written}"'))
    with desk.open() as document:
        assert not document.source.is_newer
        assert document.source.why_read_only == ""
        assert [problem.hint for problem in document.problems] == ["Write 'format: deckapp/1'."]
        document.apply(OURS)
        document.save()
    assert card_of(desk.deck, "gas").rebuttal == "OURS"


def test_that_what_is_understood_of_a_newer_deck_is_read(tmp_path: Path) -> None:
    document = Desk(tmp_path, NEWER).open()
    assert document.source.why_read_only == WHY
    assert [problem.code for problem in document.problems] == ["bad-value", "unknown-key"]
    assert card_of(document, "gas").rebuttal == "We know."


Save = Callable[[DeckDocument], object]
SAVES: dict[str, Save] = {
    "save": lambda document: document.save(),
    "begin": lambda document: document.begin(),
    "begin_as": lambda document: document.begin_as(document.path.with_name("another.yaml")),
    "save_as": lambda document: document.save_as(document.path.with_name("another.yaml")),
    "save_as the same": lambda document: document.save_as(document.path),
}


def test_that_a_newer_deck_is_not_edited(tmp_path: Path) -> None:
    desk = Desk(tmp_path, NEWER)
    with desk.open() as document:
        with pytest.raises(EditError) as caught:
            document.apply(OURS)
        assert str(caught.value) == f"{WHY} Update deckapp to edit it."
        assert document.is_clean
    assert desk.text == NEWER
    assert desk.names == ["deck.yaml"]


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
def test_that_a_newer_deck_is_not_saved(save: Save, tmp_path: Path) -> None:
    desk = Desk(tmp_path, NEWER)
    with desk.open() as document, pytest.raises(NewerError) as caught:
        save(document)
    assert str(caught.value) == f"{desk.path}: {WHY} Update deckapp to edit it."
    assert desk.text == NEWER
    assert desk.names == ["deck.yaml"]


@pytest.mark.parametrize("name", ["save", "save_as the same"])
def test_that_a_file_that_became_newer_is_not_written_and_the_work_goes_elsewhere(
    name: str, desk: Desk
) -> None:
    with desk.open() as document:
        document.apply(OURS)
        desk.path.write_bytes(NEWER.encode())
        with pytest.raises(NewerError) as caught:
            SAVES[name](document)
        assert str(caught.value) == f"{desk.path}: {WHY} Save the deck in another place."
        assert document.history.undo_label
        assert desk.text == NEWER
        other = desk.path.with_name("another.yaml")
        document.save_as(other)
        assert other.read_text(encoding="utf-8") == TEXT.replace("We know.", "OURS")
        document.apply(SetField("jets", "title", "Aircraft"))
        document.save()
        assert document.is_clean
    assert desk.text == NEWER


def test_that_a_clean_deck_takes_nothing_in_from_a_file_that_became_newer(desk: Desk) -> None:
    with desk.open() as document:
        before = document.deck
        desk.path.write_bytes(NEWER.encode())
        with pytest.raises(NewerError):
            document.begin(takes_in=True).run()
        assert document.deck is before


def test_that_no_newer_deck_is_replaced_by_another(desk: Desk, tmp_path: Path) -> None:
    newer = tmp_path / "newer.yaml"
    newer.write_text(NEWER, encoding="utf-8")
    with (
        desk.open() as document,
        pytest.raises(NewerError, match=r"Save the deck in another place"),
    ):
        document.save_as(newer)
    with pytest.raises(NewerError, match=r"Save the deck in another place"):
        create_deck(newer, Deck(format="deckapp/1", title="New"))
    assert newer.read_text(encoding="utf-8") == NEWER


def test_that_unsaved_work_waits_while_the_file_is_newer(desk: Desk) -> None:
    with desk.open() as document:
        document.apply(OURS)
        desk.path.write_bytes(NEWER.encode())
        session = desk.open_after_crash()
        (recovery,) = session.recoveries()
        with pytest.raises(EditError, match="A newer deckapp wrote this deck"):
            session.recover(recovery)
        assert session.recoveries() == [recovery]
        desk.path.write_bytes(TEXT.encode())
        again = desk.open(session._folder)
        again.recover(*again.recoveries())
        assert card_of(again, "gas").rebuttal == "OURS"


def test_that_a_deck_does_not_become_a_newer_one_by_an_edit(desk: Desk) -> None:
    with desk.open() as document:
        with pytest.raises(EditError, match=r"“deckapp/2” is for a newer deckapp to write\."):
            document.apply(SetField("", "format", "deckapp/2"))
        assert document.is_clean
