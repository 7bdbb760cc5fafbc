"""A file that others break, or write at the very moment when it is saved."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from deckapp.deck import (
    BrokenOnDiskError,
    DeckDocument,
    DeleteCard,
    MissingError,
    SaveError,
    SetField,
)
from tests.deck.desk import TEXT, Desk, ids_in


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def document(desk: Desk) -> DeckDocument:
    return desk.open()


CONFLICT_MARKERS = "<<<<<<< HEAD\n        position: We fly on.\n=======\n"


@pytest.mark.parametrize(
    "theirs",
    [
        "",
        TEXT.replace("issues:", "issues: ["),
        TEXT.replace("        position: We fly on.\n", CONFLICT_MARKERS),
        TEXT.replace("counter:", "countre:"),
        TEXT[: TEXT.index("        position: We fly")] + "        posi",
        "format: deckapp/1\ntitle: Talks\n",
    ],
    ids=["emptied", "yaml", "conflict markers", "unknown key", "cut", "without issues"],
)
def test_that_a_file_that_others_broke_is_not_touched(
    theirs: str, desk: Desk, document: DeckDocument
) -> None:
    document.apply(DeleteCard("minsk"))
    desk.path.write_text(theirs)
    with pytest.raises(BrokenOnDiskError, match="Mend them, or save"):
        document.save()
    assert desk.text == theirs
    assert not document.is_clean
    desk.path.write_text(TEXT.replace("No proof.", "THEIRS"))
    document.save()
    assert "THEIRS" in desk.text
    assert desk.deck == document.deck


def test_that_a_card_that_others_have_only_begun_is_no_obstacle(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    desk.change("      - id: jets\n", "      - title: Begun\n      - id: jets\n")
    document.save()
    assert ids_in(desk.deck) == ["gas", "begun", "jets", "minsk"]


def test_that_a_file_that_was_broken_before_can_be_changed_by_others(tmp_path: Path) -> None:
    desk = Desk(tmp_path, TEXT.replace("counter:", "countre:"))
    document = desk.open()
    document.apply(SetField("jets", "rebuttal", "OURS"))
    desk.change("We know.", "THEIRS")
    document.save()
    assert desk.text == TEXT.replace("counter:", "countre:").replace("We know.", "THEIRS").replace(
        "We saw them.", "OURS"
    )


@pytest.fixture
def meanwhile(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What others do, one after the other, just before the new file takes the place of the old."""
    left: list[Callable[[], object]] = []
    sync = os.fsync

    def synced(file: int) -> None:
        sync(file)
        # Not the journal's: its own thread syncs that whenever it likes.
        new = (desk.path.with_name(name) for name in desk.names if name.endswith(".tmp"))
        if left and any(os.path.samestat(os.fstat(file), each.stat()) for each in new):
            left.pop(0)()

    monkeypatch.setattr(os, "fsync", synced)
    return left


def test_that_what_others_write_while_it_is_saved_is_merged(
    desk: Desk, document: DeckDocument, meanwhile: list[Callable[[], object]]
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    meanwhile.append(lambda: desk.change("No proof.", "THEIRS 1"))
    meanwhile.append(lambda: desk.change("Jets", "THEIRS 2"))
    document.save()
    assert not meanwhile
    assert desk.deck == document.deck
    for text in ("OURS", "THEIRS 1", "THEIRS 2"):
        assert text in desk.text
    document.close()
    assert desk.names == ["deck.yaml"]


def test_that_a_file_that_others_write_all_the_time_is_left_to_them(
    desk: Desk, document: DeckDocument, meanwhile: list[Callable[[], object]]
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    meanwhile += [lambda: desk.change("# Moscow", "# Moscow, or so")] * 5
    with pytest.raises(SaveError, match=r"all the time\. Try again"):
        document.save()
    assert "OURS" not in desk.text
    assert not document.is_clean
    document.save()
    assert "OURS" in desk.text
    assert desk.text.count(", or so") == 5


def test_that_a_file_that_is_deleted_while_it_is_saved_stays_so(
    desk: Desk, document: DeckDocument, meanwhile: list[Callable[[], object]]
) -> None:
    document.apply(DeleteCard("gas"))
    meanwhile.append(desk.path.unlink)
    with pytest.raises(MissingError):
        document.save()
    document.close()
    assert desk.names == []


def test_that_what_others_write_while_it_is_saved_as_that_is_kept(
    desk: Desk, document: DeckDocument, meanwhile: list[Callable[[], object]]
) -> None:
    another = desk.path.with_name("another.yaml")
    meanwhile.append(lambda: another.write_text("THEIRS 1"))
    meanwhile.append(lambda: another.write_text("THEIRS 2"))
    document.save_as(another)
    snapshots = document._keeping.snapshots
    held = [snapshots.read(version) for version in snapshots.versions()]
    assert held == [TEXT.encode(), b"THEIRS 2", b"THEIRS 1"]
    assert another.read_text() == TEXT
    document.close()
