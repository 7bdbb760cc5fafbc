"""Work that a killed session left: all of it is there again, whatever was done in it."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from deckapp.deck import (
    Batch,
    DeckDocument,
    DeleteCard,
    DuplicateCard,
    EditError,
    MoveCard,
    ReplaceText,
    SetField,
    TakeDeck,
    read_deck,
)
from deckapp.deck.storage import safekeeping
from deckapp.deck.storage.journal import Journal
from deckapp.deck.storage.journal_file import JournalError
from deckapp.deck.writing.verified import encoded
from tests.deck.desk import TEXT, UNNAMED, Desk, card_of, ids_in, recovered
from tests.deck.editing.at_random import edit_at_random
from tests.deck.writing.ragged import Ragged


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def document(desk: Desk) -> DeckDocument:
    return desk.open()


def abandon(desk: Desk, document: DeckDocument) -> None:
    """End a session as if it had been killed, with its journal where it is."""
    document._keeping.close(discard=False)
    document.close()
    assert desk.journals


# What was done


def test_that_every_sort_of_edit_is_recovered(desk: Desk, document: DeckDocument) -> None:
    later = read_deck(TEXT.replace("Jets", "Aircraft").encode()).deck
    document.apply(ReplaceText("We", "You"))
    for text in ("T", "Ty", "Typed"):
        document.apply(SetField("gas", "notes", text), merging=True)
    document.apply(SetField("gas", "id", "agent"))
    document.apply(Batch((MoveCard("agent", "ukraine", 0), DuplicateCard("jets")), "both"))
    assert recovered(desk.open_after_crash()) == document.deck
    document.apply(TakeDeck(later, "an earlier version", {"gas": "agent"}))
    for index in (5, 1, 4, 2, 0, 3):
        document.go_to(index)
        assert recovered(desk.open_after_crash()) == document.deck
    document.apply(DeleteCard("minsk"))
    session = desk.open_after_crash()
    assert recovered(session) == document.deck
    assert session.is_clean is False
    assert session.history.undo_label == "recovery of unsaved work"


def test_that_nothing_is_left_to_recover_where_all_is_saved_or_undone(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(DeleteCard("gas"))
    document.undo()
    session = desk.open_after_crash()
    assert session.recoveries() == []
    document.apply(DeleteCard("gas"))
    document.save()
    session = desk.open_after_crash()
    assert session.recoveries() == []
    assert session.trouble == ""


def test_that_what_was_undone_past_a_save_is_recovered_with_its_comments(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "id", "agent"))
    document.apply(SetField("agent", "rebuttal", "New."))
    document.save()
    document.undo()
    document.undo()
    session = desk.open_after_crash()
    (recovery,) = session.recoveries()
    session.recover(recovery)
    session.save()
    assert desk.text == TEXT


def test_that_ids_that_are_missing_in_the_file_are_the_same_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, UNNAMED)
    document = desk.open()
    document.apply(SetField("gas", "title", "Nerve agent"))
    assert recovered(desk.open_after_crash()) == document.deck


SEEDS = st.integers(0, 2**32)
STEPS = ["edit"] * 6 + ["type", "undo", "undo", "redo", "go", "save", "thread", "anew"]


def step_at_random(random: Random, document: DeckDocument) -> None:
    """Something that is done to an open deck, which may turn out to be impossible."""
    match random.choice(STEPS):
        case "edit":
            document.apply(edit_at_random(random, document.deck))
        case "type":
            for number in range(3):
                typed = SetField(random.choice(ids_in(document) or [""]), "notes", f"{number}")
                document.apply(typed, merging=True)
        case "undo":
            document.undo()
        case "redo":
            document.redo()
        case "go":
            document.go_to(random.randrange(len(document.history.labels)))
        case "save":
            document.save()
        case "anew":
            document.save_as(document.path)
        case _:
            saving = document.begin()
            document.undo()
            with suppress(EditError):
                document.apply(edit_at_random(random, document.deck))
            document.finish(saving.run())


@settings(max_examples=25)
@given(SEEDS)
def test_that_whatever_was_done_is_recovered_as_it_was(seed: int) -> None:
    random = Random(seed)
    content = encoded(Ragged(random, anchors=0.0).deck(), bom=random.random() < 0.2)
    assume(not read_deck(content).has_errors)
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), content)
        document = desk.open()
        for _ in range(random.choice([2, 6, 12])):
            with suppress(EditError):
                step_at_random(random, document)
            if random.random() < 0.5:
                session = desk.open_after_crash()
                assert not (document.is_clean and session.recoveries())
                assert recovered(session) == document.deck
        document.close()
        assert desk.journals == []
        assert desk.names == ["deck.yaml"]


# When the file is another by then


def test_that_it_is_merged_with_what_others_wrote_since(desk: Desk, document: DeckDocument) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    document.apply(SetField("jets", "id", "aircraft"))
    abandon(desk, document)
    desk.change("No proof.", "THEIRS")
    desk.change("We know.", "THEIRS TOO")
    session = desk.open()
    (recovery,) = session.recoveries()
    (conflict,) = session.recover(recovery)
    assert (conflict.ours, conflict.theirs) == ("OURS", "THEIRS TOO")
    assert card_of(session, "gas").rebuttal == "OURS"
    assert card_of(session, "gas").counter == "THEIRS"
    session.undo()
    assert card_of(session, "gas").rebuttal == "THEIRS TOO"
    session.redo()
    session.save()
    assert desk.text == TEXT.replace("We know.", "OURS").replace("No proof.", "THEIRS").replace(
        "id: jets", "id: aircraft"
    )
    assert session.recoveries() == []


def test_that_it_is_recovered_once_however_often_one_asks(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    abandon(desk, document)
    session = desk.open()
    for _ in range(2):
        recoveries = session.recoveries()
        for recovery in [*recoveries, *recoveries]:
            assert session.recover(recovery) == ()
    assert len(session.history.labels) == 2
    assert len(desk.journals) == 1
    assert recovered(desk.open_after_crash()) == session.deck


def test_that_two_sessions_are_both_recovered(desk: Desk) -> None:
    first, second = desk.open(), desk.open()
    first.apply(SetField("gas", "rebuttal", "FIRST"))
    first.apply(SetField("gas", "counter", "FIRST"))
    second.apply(SetField("jets", "rebuttal", "SECOND"))
    second.apply(SetField("gas", "counter", "SECOND"))
    abandon(desk, first)
    abandon(desk, second)
    session = desk.open()
    earlier, later = session.recoveries()
    assert session.recover(earlier) == ()
    (conflict,) = session.recover(later)
    assert (conflict.ours, conflict.theirs) == ("SECOND", "FIRST")
    assert card_of(session, "gas").rebuttal == "FIRST"
    assert card_of(session, "jets").rebuttal == "SECOND"
    session.save()
    assert desk.deck == session.deck
    assert len(desk.journals) == 1
    session.close()
    assert desk.journals == []


def test_that_what_is_in_the_file_by_now_is_not_offered(desk: Desk, document: DeckDocument) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    abandon(desk, document)
    desk.change("We know.", "OURS")
    session = desk.open()
    assert session.recoveries() == []
    assert session.trouble == ""
    assert desk.journals == []


def test_that_it_is_left_where_it_is_while_it_is_safe_nowhere_else(
    desk: Desk, document: DeckDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    abandon(desk, document)
    session = desk.open()
    (recovery,) = session.recoveries()

    def fail(*_given: object) -> None:
        raise JournalError("No room.")

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "start", fail)
        session.recover(recovery)
    assert session.trouble == "No room."
    assert card_of(session, "gas").rebuttal == "OURS"
    assert desk.journals == [recovery.left.path]
    session.save()
    session.recover(recovery)
    assert desk.journals == []


# When what was left is damaged


def test_that_it_begins_with_the_file_where_its_snapshot_is_gone(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    abandon(desk, document)
    shutil.rmtree(desk.data / "snapshots")
    assert card_of(recovered(desk.open_after_crash()), "gas").rebuttal == "OURS"


@pytest.mark.parametrize("damage", ["gone", "damaged"])
def test_that_what_began_with_something_that_is_lost_is_said_and_stays(
    damage: str, desk: Desk
) -> None:
    first = desk.open()
    first.apply(SetField("gas", "rebuttal", "FIRST"))
    (snapshot,) = (desk.data / "snapshots").rglob("*.snapshot")
    abandon(desk, first)
    desk.change("No proof.", "THEIRS")
    second = desk.open()
    second.apply(SetField("gas", "rebuttal", "SECOND"))
    abandon(desk, second)
    snapshot.unlink()
    if damage == "damaged":
        snapshot.write_bytes(b"?")
    session = desk.open()
    (recovery,) = session.recoveries()
    (lost,) = set(desk.journals) - {recovery.left.path}
    assert f"left in {lost}, but what it began with is gone. It can be read" in session.trouble
    session.recover(recovery)
    assert lost in desk.journals
    session.close()


def test_that_what_another_version_wrote_is_said_and_stays(
    desk: Desk, document: DeckDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(safekeeping, "to_record", lambda _edit: {"$": "Sing", "song": "Kalinka"})
        document.apply(SetField("gas", "rebuttal", "OURS"))
    abandon(desk, document)
    session = desk.open()
    assert session.recoveries() == []
    assert "not all could be understood. It can be read there" in session.trouble
    assert len(desk.journals) == 1


RECORDS = [
    {},
    {"edit": None, "number": 1},
    {"edit": "DeleteCard", "number": 1},
    {"edit": {"$": "DeleteCard", "card": "nothing"}, "number": 1},
    {"edit": {"$": "SetField", "target": "gas", "field": "asks", "value": 5}, "number": 1},
    {"number": [1]},
    {"deck": {"$": "Deck"}, "number": 1},
    {"deck": {"$": "Deck", "issues": [{"$": "same", "at": [9]}]}, "renamed": {}, "number": 1},
    {"deck": {"$": "Deck", "issues": [3]}, "renamed": {}, "number": 1},
]


@pytest.mark.parametrize("record", RECORDS, ids=str)
def test_that_what_can_be_read_is_recovered_and_the_rest_set_aside(
    record: dict[str, object], desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    document._keeping._append(record)
    document.apply(SetField("gas", "counter", "OURS"))
    abandon(desk, document)
    session = desk.open()
    (recovery,) = session.recoveries()
    assert "not all could be understood" in session.trouble
    session.recover(recovery)
    assert card_of(session, "gas").rebuttal == "OURS"
    session.close()
    (aside,) = desk.journals
    assert aside.suffix == ".damaged"
    assert b"counter" in aside.read_bytes()
    assert desk.open().recoveries() == []


def test_that_a_whole_deck_makes_good_what_could_not_be_read(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    document._keeping._append({"edit": {"$": "DeleteCard", "card": "nothing"}, "number": 99})
    document.apply(SetField("gas", "counter", "OURS"))
    spoiled = document.history.present.number
    document._keeping.note_whole(document.history.present)
    document.apply(DeleteCard("jets"))
    assert recovered(desk.open_after_crash()) == document.deck
    document._keeping._append({"to": 99})
    session = desk.open_after_crash()
    assert session.recoveries()[0].deck == document.deck
    assert "not all could be understood" in session.trouble
    document._keeping._append({"to": spoiled})
    document.undo()
    assert recovered(desk.open_after_crash()) == document.deck


def test_that_what_the_file_cannot_take_is_left_where_it_is(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    abandon(desk, document)
    desk.change("We know.", "&known We know.")
    desk.change("We saw them.", "*known")
    session = desk.open()
    (recovery,) = session.recoveries()
    with pytest.raises(EditError, match="anchor"):
        session.recover(recovery)
    assert session.is_clean
    assert desk.journals == [recovery.left.path]


def test_that_a_journal_that_ends_amid_a_record_is_set_aside(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    document.apply(SetField("gas", "counter", "OURS"))
    abandon(desk, document)
    (path,) = desk.journals
    path.write_bytes(path.read_bytes()[:-9])
    session = desk.open()
    (recovery,) = session.recoveries()
    session.recover(recovery)
    session.save()
    session.close()
    assert desk.text == TEXT.replace("We know.", "OURS")
    assert desk.journals == [path.with_name(f"{path.name}.damaged")]
