"""A save: in a thread while somebody types, to another file, and never half a file."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from deckapp.deck import (
    AddCard,
    AddIssue,
    Card,
    DeleteCard,
    Issue,
    MissingError,
    SaveError,
    SetField,
    read_deck,
)
from deckapp.deck import saving as saving_module
from deckapp.deck.files import MAX_BYTES
from deckapp.deck.writing.verified import UnsavableError
from tests.deck.desk import TEXT, UNNAMED, Desk, card_of, ids_in, recovered


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# In a thread, while somebody types


def test_that_what_is_done_while_it_is_saved_is_not_saved(desk: Desk) -> None:
    document = desk.open()
    document.apply(SetField("gas", "notes", "a"), merging=True)
    saving = document.begin()
    document.apply(SetField("gas", "notes", "ab"), merging=True)
    document.apply(DeleteCard("jets"))
    saved = saving.run()
    document.finish(saved)
    assert not document.is_clean
    assert card_of(desk.deck, "gas").notes == "a"
    assert recovered(desk.open_after_crash()) == document.deck
    document.save()
    assert desk.deck == document.deck
    assert document.is_clean


def test_that_what_is_undone_while_it_is_saved_is_not_clean(desk: Desk) -> None:
    document = desk.open()
    document.apply(SetField("gas", "notes", "a"))
    document.apply(SetField("gas", "notes", "b"))
    saving = document.begin()
    document.undo()
    saved = saving.run()
    assert recovered(desk.open_after_crash()) == document.deck
    document.finish(saved)
    clean = [document.is_clean]
    assert recovered(desk.open_after_crash()) == document.deck
    document.redo()
    assert [*clean, document.is_clean] == [False, True]
    assert desk.open_after_crash().recoveries() == []
    document.undo()
    document.undo()
    document.save()
    assert desk.text == TEXT


def test_that_the_first_edit_may_come_while_it_is_saved(desk: Desk) -> None:
    document = desk.open()
    saving = document.begin()
    document.apply(SetField("gas", "notes", "a"))
    document.undo()
    document.apply(SetField("gas", "notes", "b"))
    document.finish(saving.run())
    assert card_of(recovered(desk.open_after_crash()), "gas").notes == "b"
    document.close()


def test_that_a_save_that_fails_can_be_followed_by_any_step(desk: Desk) -> None:
    document = desk.open()
    document.apply(SetField("gas", "notes", "a"))
    document.save()
    document.apply(SetField("gas", "notes", "b"))
    saving = document.begin()
    document.apply(SetField("gas", "notes", "c"))
    document.go_to(1)
    away = desk.path.rename(desk.path.with_name("away.yaml"))
    with pytest.raises(MissingError):
        saving.run()
    away.rename(desk.path)
    for index in (2, 3, 2, 1, 0):
        document.go_to(index)
        assert recovered(desk.open_after_crash()) == document.deck
    document.close()


# To another file


def test_that_a_deck_saved_as_another_lives_there_from_then_on(desk: Desk) -> None:
    another = desk.path.with_name("another.yaml")
    document = desk.open()
    document.apply(DeleteCard("gas"))
    document.save_as(another)
    assert document.path == another
    assert document.is_clean
    assert desk.text == TEXT
    assert desk.journals == []
    assert desk.names == [".~lock.another.yaml#", "another.yaml", "deck.yaml"]
    document.undo()
    document.save()
    assert another.read_text() == TEXT
    document.apply(DeleteCard("jets"))
    assert desk.open().recoveries() == []
    assert len(desk.journals) == 1
    document.close()
    assert desk.names == ["another.yaml", "deck.yaml"]


def test_that_what_another_file_held_is_kept_as_a_snapshot(desk: Desk) -> None:
    another = desk.path.with_name("another.yaml")
    another.write_text("what it held")
    document = desk.open()
    document.save_as(another)
    snapshots = document._keeping.snapshots
    held = [snapshots.read(version) for version in snapshots.versions()]
    assert held == [TEXT.encode(), b"what it held"]
    document.close()


def test_that_a_deck_that_was_deleted_is_saved_again(desk: Desk) -> None:
    document = desk.open()
    document.apply(DeleteCard("gas"))
    desk.path.unlink()
    with pytest.raises(MissingError):
        document.save()
    with pytest.raises(MissingError):
        document.is_changed_on_disk()
    document.save_as(desk.path)
    assert desk.deck == document.deck
    assert document.is_clean
    document.close()
    assert desk.names == ["deck.yaml"]


def test_that_a_link_to_the_deck_is_the_deck(desk: Desk) -> None:
    link = desk.path.with_name("link.yaml")
    link.symlink_to(desk.path)
    document = desk.open()
    document.apply(DeleteCard("gas"))
    document.save_as(link)
    assert link.is_symlink()
    assert desk.deck == document.deck
    document.close()
    assert desk.names == ["deck.yaml", "link.yaml"]


@pytest.mark.parametrize("name", ["\0", "folder", "pipe", "folder/nowhere/deck.yaml", "x" * 300])
def test_that_what_is_no_place_for_a_deck_is_refused(name: str, desk: Desk) -> None:
    desk.path.with_name("folder").mkdir()
    os.mkfifo(desk.path.with_name("pipe"))
    before = desk.names
    document = desk.open()
    document.apply(DeleteCard("gas"))
    with pytest.raises(SaveError):
        document.save_as(Path(f"{desk.path.parent}/{name}"))
    assert not document.is_clean
    assert document.path == desk.path
    document.save()
    document.close()
    assert desk.names == before
    assert desk.deck == document.deck


def test_that_a_deck_that_its_file_cannot_take_is_written_afresh_elsewhere(desk: Desk) -> None:
    document = desk.open()
    card = Card(title="Roads", position="Open them.", counter_in={"ru": "Нет."}, asks=("Now.",))
    document.apply(AddCard("ukraine", card))
    document.apply(SetField("roads", "id", "open-roads"))
    document.apply(SetField("gas", "rebuttal", "New."))
    document.save()
    desk.change("New.", "&new New.")
    desk.change("We saw them.", "*new")
    document.apply(SetField("gas", "notes", "x"))
    document.save()
    theirs = desk.text
    document.go_to(2)
    saves: list[Callable[[], object]] = [document.save, lambda: document.save_as(desk.path)]
    for save in saves:
        with pytest.raises(SaveError, match=r"line 19 has “\*new”") as caught:
            save()
        assert caught.value.remedy.startswith("Open the file in a text editor")
    another = desk.path.with_name("another.yaml")
    document.save_as(another)
    assert desk.text == theirs
    assert "&" not in another.read_text()
    for index in (2, 1, 0, 4, 3):
        document.go_to(index)
        assert card_of(document, "jets").rebuttal == "New."
        document.save()
        assert read_deck(another.read_bytes()).deck == document.deck
    assert ids_in(document) == ["gas", "jets", "minsk", "open-roads"]
    document.close()


def test_that_a_deck_that_no_file_can_take_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise UnsavableError("It cannot be. Let it be.")

    document = desk.open()
    document.apply(DeleteCard("gas"))
    monkeypatch.setattr(saving_module, "edited_source", refuse)
    saves: list[Callable[[], object]] = [
        document.save,
        lambda: document.save_as(desk.path.with_name("another.yaml")),
    ]
    for save in saves:
        with pytest.raises(SaveError) as caught:
            save()
        assert (caught.value.reason, caught.value.remedy) == ("It cannot be.", "Let it be.")
    document.close()
    assert desk.names == ["deck.yaml"]


# Never half a file


def large(desk: Desk) -> int:
    with desk.path.open("ab") as file:
        file.write(b"# " + b"x" * MAX_BYTES + b"\n")
    return desk.path.stat().st_size


def test_that_a_deck_too_large_to_be_read_whole_is_never_written(desk: Desk) -> None:
    size = large(desk)
    document = desk.open()
    another = desk.path.with_name("another.yaml")
    saves: list[Callable[[], object]] = [document.save, lambda: document.save_as(another)]
    for save in saves:
        with pytest.raises(SaveError, match="too large to be read whole"):
            save()
    assert desk.path.stat().st_size == size
    assert desk.names == ["deck.yaml"]


def test_that_a_deck_that_grew_too_large_is_not_overwritten(desk: Desk) -> None:
    document = desk.open()
    document.apply(DeleteCard("gas"))
    size = large(desk)
    saves: list[Callable[[], object]] = [document.save, lambda: document.save_as(desk.path)]
    for save in saves:
        with pytest.raises(SaveError, match="too large"):
            save()
    assert desk.path.stat().st_size == size
    document.close()


def test_that_a_file_that_is_as_it_should_be_is_not_written(desk: Desk) -> None:
    desk.path.chmod(0o444)
    inode = desk.path.stat().st_ino
    document = desk.open()
    document.apply(DeleteCard("gas"))
    document.undo()
    document.save()
    assert document.is_clean
    assert desk.path.stat().st_ino == inode
    document.close()


def test_that_who_may_read_a_deck_stays_so(desk: Desk) -> None:
    desk.path.chmod(0o640)
    document = desk.open()
    document.apply(DeleteCard("gas"))
    document.save()
    assert stat.S_IMODE(desk.path.stat().st_mode) == 0o640
    document.close()


def test_that_a_file_of_ids_that_are_missing_is_saved_while_others_edit_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path, UNNAMED)
    document = desk.open()
    document.apply(AddIssue(Issue(title="Trade")))
    saving = document.begin()
    document.apply(SetField("gas", "notes", "a"))
    document.finish(saving.run())
    document.save()
    assert desk.deck == document.deck
    document.close()
