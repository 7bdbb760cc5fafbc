"""What a window asks of a deck that is open: in threads, ahead of time, while somebody types."""

from pathlib import Path

import pytest

from deckapp.deck import (
    DeleteCard,
    SaveError,
    SetField,
    UnsavableError,
    has_unsaved,
    open_deck,
)
from deckapp.deck.storage.locking import holder
from deckapp.deck.storage.safekeeping import now
from tests.deck.desk import TEXT, UNNAMED, Desk, card_of, recovered


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_that_others_know_of_a_deck_and_its_version_is_kept_before_the_first_edit(
    desk: Desk,
) -> None:
    document = desk.open()
    document.prepare()
    assert holder(desk.path, clock=desk.clock) is not None
    (kept,) = (desk.data / "snapshots").rglob("*.snapshot")
    assert desk.journals == []
    document.apply(DeleteCard("gas"))
    assert list((desk.data / "snapshots").rglob("*.snapshot")) == [kept]
    assert len(desk.journals) == 1
    document.close()
    assert desk.names == ["deck.yaml"]


def test_that_after_preparing_only_a_refresh_asks_who_has_the_deck(desk: Desk) -> None:
    first, second = desk.open(), desk.open()
    first.prepare()
    second.prepare()
    told = str(second.holder)
    first.close()
    second.apply(SetField("gas", "notes", "a"))
    assert "has this deck open" in told == str(second.holder)
    assert desk.names == ["deck.yaml"]
    second.refresh_lock()
    assert str(second.holder) == "None"
    assert desk.names != ["deck.yaml"]
    second.close()


def test_that_what_the_file_would_hold_is_found_out_later_as_it_was_asked(desk: Desk) -> None:
    document = desk.open()
    document.apply(SetField("gas", "rebuttal", "ONE"))
    find_out = document.as_saved()
    document.apply(SetField("gas", "rebuttal", "TWO"))
    document.save()
    assert find_out().text == TEXT.replace("We know.", "ONE")
    assert document.as_saved()().text == desk.text == TEXT.replace("We know.", "TWO")


def test_that_what_no_file_can_hold_is_found_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from deckapp.deck import saving

    def refuse(*_given: object) -> None:
        raise UnsavableError("No.")

    document = desk.open()
    document.apply(DeleteCard("gas"))
    monkeypatch.setattr(saving, "edited_source", refuse)
    with pytest.raises(UnsavableError):
        document.as_saved()()


def test_that_it_is_known_whether_all_is_safe(desk: Desk) -> None:
    document = desk.open()
    assert not document.sync()
    document.apply(DeleteCard("gas"))
    assert document.sync()
    document.close()


def test_that_unsaved_work_is_known_of_without_opening_the_deck(
    desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not has_unsaved(desk.path)
    session = open_deck(desk.path)
    session.apply(DeleteCard("gas"))
    assert not has_unsaved(desk.path)
    session._keeping.close(discard=False)
    session.close()
    assert has_unsaved(desk.path)
    assert not has_unsaved(desk.path.with_name("another.yaml"))
    with open_deck(desk.path) as later:
        (recovery,) = later.recoveries()
        later.discard(recovery)
    assert not has_unsaved(desk.path)
    journals = home / ".local" / "share" / "deckapp" / "journals"
    assert journals.is_dir()

    def forbidden(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", forbidden)
    assert has_unsaved(desk.path)  # nobody can tell: opening it will


# Saving elsewhere, in a thread


def test_that_what_is_done_while_it_is_saved_elsewhere_is_unsaved_there(
    desk: Desk, tmp_path: Path
) -> None:
    document = desk.open()
    document.apply(SetField("gas", "rebuttal", "ONE"))
    another = tmp_path / "another.yaml"
    saving = document.begin_as(another)
    document.apply(SetField("gas", "rebuttal", "TWO"))
    saved = document.finish(saving.run())
    assert saved.path == document.path == another
    assert document.source.path == another
    clean = [document.is_clean]
    assert another.read_text() == TEXT.replace("We know.", "ONE")
    assert desk.text == TEXT
    assert holder(desk.path, clock=now) is None
    desk.path = another
    assert recovered(desk.open_after_crash()) == document.deck
    assert document.save().source.path == another
    assert [*clean, document.is_clean] == [False, True]
    assert another.read_text() == TEXT.replace("We know.", "TWO")
    document.close()
    assert desk.journals == []


def test_that_what_is_undone_while_it_is_saved_elsewhere_is_unsaved_there(
    desk: Desk, tmp_path: Path
) -> None:
    document = desk.open()
    document.apply(SetField("gas", "rebuttal", "ONE"))
    saving = document.begin_as(tmp_path / "another.yaml")
    document.undo()
    document.finish(saving.run())
    clean = [document.is_clean]
    desk.path = document.path
    assert card_of(recovered(desk.open_after_crash()), "gas").rebuttal == "We know."
    document.redo()
    assert [*clean, document.is_clean] == [False, True]
    assert desk.open_after_crash().recoveries() == []
    document.close()


def test_that_what_is_no_file_is_refused_before_anything_is_done(desk: Desk) -> None:
    document = desk.open()
    with pytest.raises(SaveError):
        document.begin_as(desk.path.parent)
    assert desk.names == ["deck.yaml"]


# Taking in what others wrote


def test_that_taking_in_what_others_wrote_writes_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, UNNAMED)
    document = desk.open()
    desk.change("No proof.", "THEIRS")
    before = desk.text
    document.finish(document.begin(takes_in=True).run())
    assert desk.text == before
    assert document.is_clean
    assert card_of(document, "gas").counter == "THEIRS"
    document.apply(SetField("gas", "rebuttal", "OURS"))
    document.save()
    assert desk.deck == document.deck
    assert "id: gas" in desk.text


def test_that_taking_in_nothing_does_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, UNNAMED)
    document = desk.open()
    saved = document.finish(document.begin(takes_in=True).run())
    assert saved.base is None
    assert desk.text == UNNAMED
    assert document.source.text == UNNAMED
    assert document.is_clean


def test_that_undo_goes_on_after_taking_in(desk: Desk) -> None:
    document = desk.open()
    document.apply(SetField("gas", "rebuttal", "OURS"))
    document.save()
    desk.change("No proof.", "THEIRS")
    document.finish(document.begin(takes_in=True).run())
    document.undo()
    assert card_of(document, "gas").rebuttal == "We know."
    assert card_of(document, "gas").counter == "THEIRS"
    document.save()
    assert desk.text == TEXT.replace("No proof.", "THEIRS")


def test_that_a_deck_with_edits_is_saved_even_if_it_was_only_to_take_in(desk: Desk) -> None:
    document = desk.open()
    document.apply(SetField("gas", "rebuttal", "OURS"))
    document.finish(document.begin(takes_in=True).run())
    assert desk.text == TEXT.replace("We know.", "OURS")
