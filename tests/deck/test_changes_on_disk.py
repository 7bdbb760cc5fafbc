"""What others write into the file while a deck is open: merged or in conflict, never lost."""

import os
from pathlib import Path
from typing import Literal

import pytest

from deckapp.deck import (
    Conflict,
    ConflictsError,
    DeckDocument,
    DeleteCard,
    DeleteIssue,
    MoveCard,
    SetField,
)
from tests.deck.desk import TEXT, Desk, card_of, ids_in, recovered

Side = Literal["ours", "theirs"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def document(desk: Desk) -> DeckDocument:
    return desk.open()


def conflicts_of(document: DeckDocument) -> tuple[Conflict, ...]:
    with pytest.raises(ConflictsError) as caught:
        document.save()
    return caught.value.conflicts


def settled(document: DeckDocument, side: Side) -> list[tuple[Conflict, Side]]:
    return [(conflict, side) for conflict in conflicts_of(document)]


def test_that_what_both_changed_is_there_with_their_comments(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    desk.change("        counter: No proof.", "        # theirs\n        counter: THEIRS")
    changed = [document.is_changed_on_disk()]
    document.save()
    changed.append(document.is_changed_on_disk())
    assert changed == [True, False]
    assert document.is_clean
    assert desk.text == TEXT.replace("We know.", "OURS").replace(
        "        counter: No proof.", "        # theirs\n        counter: THEIRS"
    )
    assert desk.deck == document.deck


def test_that_undoing_ours_does_not_undo_theirs(desk: Desk, document: DeckDocument) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS 1"))
    document.save()
    document.apply(SetField("gas", "rebuttal", "OURS 2"))
    desk.change("No proof.", "THEIRS")
    document.save()
    for rebuttal in ("OURS 1", "We know."):
        document.undo()
        document.save()
        assert desk.text == TEXT.replace("We know.", rebuttal).replace("No proof.", "THEIRS")
    desk.change("Jets", "THEIRS TOO")
    document.save()
    for rebuttal in ("OURS 1", "OURS 2"):
        document.redo()
        document.save()
        assert card_of(document, "gas").rebuttal == rebuttal
        assert desk.text.count("THEIRS") == 2
        assert recovered(desk.open_after_crash()) == document.deck


def test_that_undoing_what_they_wrote_over_leaves_theirs(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    document.apply(SetField("jets", "rebuttal", "OURS"))
    document.save()
    desk.change("OURS", "THEIRS")  # both
    document.apply(DeleteCard("minsk"))
    document.save()
    for _ in range(3):
        document.undo()
        document.save()
        assert desk.text.count("THEIRS") == 2
    assert desk.deck == document.deck


def test_that_undoing_does_not_bring_back_what_they_deleted(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("jets", "position", "OURS"))
    document.save()
    other = desk.open(desk.data.with_name("data-of-others"))
    other.apply(DeleteCard("jets"))
    other.apply(SetField("gas", "title", "THEIRS"))
    other.save()
    other.close()
    document.apply(MoveCard("gas", "ukraine"))
    document.save()
    document.go_to(0)
    assert ids_in(document) == ["gas", "minsk"]
    assert card_of(document, "gas").title == "THEIRS"


def test_that_a_file_that_was_only_touched_is_not_changed(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(DeleteCard("gas"))
    os.utime(desk.path, (1, 1))
    assert not document.is_changed_on_disk()
    saved = document.save()
    assert saved.base is None


def test_that_a_file_of_theirs_is_kept_as_a_snapshot(desk: Desk, document: DeckDocument) -> None:
    document.apply(DeleteCard("minsk"))
    desk.change("No proof.", "THEIRS")
    theirs = desk.path.read_bytes()
    document.save()
    snapshots = document._keeping.snapshots
    assert theirs in [snapshots.read(version) for version in snapshots.versions()]


def test_that_line_ends_and_marks_of_theirs_stay(desk: Desk, document: DeckDocument) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    theirs = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    desk.path.write_bytes(theirs)
    document.save()
    assert desk.path.read_bytes() == theirs.replace(b"We know.", b"OURS")
    document.undo()
    document.save()
    assert desk.path.read_bytes() == theirs


# In conflict


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_that_a_conflict_is_settled_as_somebody_says(
    side: Side, desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    document.apply(SetField("jets", "title", "ours too"))
    desk.change("We know.", "THEIRS")
    theirs = desk.text
    (conflict,) = conflicts_of(document)
    assert (conflict.base, conflict.ours, conflict.theirs) == ("We know.", "OURS", "THEIRS")
    assert desk.text == theirs
    document.save([(conflict, side)])
    text = {"ours": "OURS", "theirs": "THEIRS"}[side]
    assert desk.text == TEXT.replace("We know.", text).replace("Jets", "ours too")
    assert document.is_clean
    document.go_to(0)
    assert card_of(document, "gas").rebuttal == "THEIRS"
    document.redo()
    document.redo()
    assert document.is_clean
    assert card_of(document, "gas").rebuttal == text


@pytest.mark.parametrize(("side", "left"), [("ours", ["minsk"]), ("theirs", ["gas", "minsk"])])
def test_that_what_one_side_deleted_goes_or_stays_as_somebody_says(
    side: Side, left: list[str], desk: Desk, document: DeckDocument
) -> None:
    document.apply(DeleteIssue("syria"))
    desk.change("We know.", "THEIRS")
    document.save(settled(document, side))
    assert ids_in(desk.deck) == left
    assert desk.deck == document.deck


def test_that_what_is_settled_goes_stale_with_the_file(desk: Desk, document: DeckDocument) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    desk.change("We know.", "THEIRS")
    old = settled(document, "ours")
    desk.change("THEIRS", "THEIRS AGAIN")
    with pytest.raises(ConflictsError) as caught:
        document.save(old)
    (conflict,) = caught.value.conflicts
    assert conflict.theirs == "THEIRS AGAIN"
    desk.change("THEIRS AGAIN", "We know.")
    document.save(old)
    assert "OURS" in desk.text


def test_that_all_conflicts_are_to_be_settled(desk: Desk, document: DeckDocument) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    document.apply(SetField("jets", "rebuttal", "OURS"))
    desk.change("We know.", "THEIRS")
    desk.change("We saw them.", "THEIRS")
    both = settled(document, "theirs")
    with pytest.raises(ConflictsError, match="2 places") as caught:
        document.save(both[:1])
    assert list(caught.value.conflicts) == [conflict for conflict, _ in both]
    document.save(both)
    assert desk.text.count("THEIRS") == 2
    assert "OURS" not in desk.text


def test_that_what_was_settled_holds_though_somebody_typed_elsewhere_meanwhile(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    desk.change("We know.", "THEIRS")
    saving = document.begin(settled(document, "theirs"))
    document.apply(SetField("jets", "notes", "typed"))
    document.finish(saving.run())
    document.save()
    assert desk.text.count("THEIRS") == 1
    assert card_of(desk.deck, "jets").notes == "typed"
    assert recovered(desk.open_after_crash()) == document.deck


def test_that_what_was_typed_over_theirs_meanwhile_is_in_conflict(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("jets", "notes", "ours"))
    desk.change("We know.", "THEIRS")
    saving = document.begin()
    document.apply(SetField("gas", "rebuttal", "TYPED"))
    document.finish(saving.run())
    assert not document.is_clean
    assert "THEIRS" in desk.text
    assert recovered(desk.open_after_crash()) == document.deck
    (conflict,) = conflicts_of(document)
    assert (conflict.ours, conflict.theirs) == ("TYPED", "THEIRS")
    assert "THEIRS" in desk.text
    document.save([(conflict, "ours")])
    assert "TYPED" in desk.text
    document.undo()
    assert card_of(document, "gas").rebuttal == "THEIRS"
    document.save()
    assert desk.deck == document.deck


def test_that_what_was_typed_into_a_card_that_they_deleted_is_in_conflict(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "notes", "ours"))
    other = desk.open(desk.data.with_name("data-of-others"))
    other.apply(DeleteCard("jets"))
    other.save()
    other.close()
    saving = document.begin()
    document.apply(SetField("jets", "notes", "TYPED"))
    saved = saving.run()
    session = desk.open_after_crash()
    assert session.recoveries() == []
    assert "not all could be understood" in session.trouble
    document.finish(saved)
    assert recovered(desk.open_after_crash()) == document.deck
    (conflict,) = conflicts_of(document)
    assert (conflict.kind, conflict.theirs) == ("deleted", None)
    document.save([(conflict, "ours")])
    assert "TYPED" in desk.text


def test_that_what_was_undone_meanwhile_keeps_theirs(desk: Desk, document: DeckDocument) -> None:
    document.apply(SetField("gas", "notes", "one"))
    document.apply(SetField("gas", "notes", "two"))
    desk.change("We know.", "THEIRS")
    saving = document.begin()
    document.undo()
    document.finish(saving.run())
    assert not document.is_clean
    assert (card_of(document, "gas").notes, card_of(document, "gas").rebuttal) == ("one", "THEIRS")
    assert recovered(desk.open_after_crash()) == document.deck
    document.redo()
    assert document.is_clean
