"""Journal and snapshots together: whatever of them fails, it is said, and nothing else is lost."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from deckapp.deck import DeckDocument, DeleteCard, SetField
from deckapp.deck.storage.abandoned import bases
from deckapp.deck.storage.durable import replacing
from deckapp.deck.storage.journal import Journal
from deckapp.deck.storage.journal_file import JournalFile
from deckapp.deck.storage.safekeeping import digest, local_data, now
from tests.deck.desk import NOW, TEXT, Desk, card_of, recovered


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def document(desk: Desk) -> DeckDocument:
    return desk.open()


def failing(*_given: object, **_named: object) -> Any:
    raise OSError(28, "No space left on device")


def set_rebuttal(document: DeckDocument, text: str) -> None:
    document.apply(SetField("gas", "rebuttal", text))


def test_that_deckapp_has_a_folder_of_its_own(home: Path) -> None:
    assert local_data() == home / ".local" / "share" / "deckapp"
    assert now().utcoffset() == timedelta()
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


# What fails


def test_that_a_journal_that_begins_late_has_all(desk: Desk, document: DeckDocument) -> None:
    desk.data.mkdir()
    journals = desk.data / "journals"
    journals.touch()
    set_rebuttal(document, "ONE")
    assert "Unsaved changes could not be kept for recovery" in document.trouble
    saving = document.begin()
    journals.unlink()
    document.apply(DeleteCard("jets"))
    assert document.trouble == ""
    assert recovered(desk.open_after_crash()) == document.deck
    document.apply(DeleteCard("minsk"))
    document.finish(saving.run())
    assert recovered(desk.open_after_crash()) == document.deck
    document.go_to(1)
    assert recovered(desk.open_after_crash()) == document.deck


def test_that_snapshots_and_journal_fail_each_for_itself(
    desk: Desk, document: DeckDocument
) -> None:
    desk.data.mkdir()
    snapshots = desk.data / "snapshots"
    snapshots.touch()
    set_rebuttal(document, "ONE")
    set_rebuttal(document, "TWO")
    assert document.trouble.startswith("No earlier version could be kept")
    assert "recovery" not in document.trouble
    assert card_of(desk.open_after_crash().recoveries()[0].deck, "gas").rebuttal == "TWO"
    snapshots.unlink()
    document.save()
    assert document.trouble == ""


def test_that_records_that_failed_are_written_with_the_next(
    desk: Desk, document: DeckDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_rebuttal(document, "ONE")
    with monkeypatch.context() as patched:
        patched.setattr(JournalFile, "write", failing)
        set_rebuttal(document, "TWO")
        document.undo()
        document.apply(DeleteCard("jets"))
    assert "(No space left on device). Save the deck now." in document.trouble
    document.apply(DeleteCard("minsk"))
    assert document.trouble == ""
    assert recovered(desk.open_after_crash()) == document.deck


def test_that_a_journal_that_cannot_begin_anew_goes_on(
    desk: Desk, document: DeckDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_rebuttal(document, "ONE")
    set_rebuttal(document, "TWO")
    with monkeypatch.context() as patched:
        patched.setattr(Journal, "_replace_file", failing)
        document.save()
    assert "could not be kept for recovery" in document.trouble
    session = desk.open_after_crash()
    assert session.recoveries() == []
    document.undo()
    document.apply(DeleteCard("jets"))
    assert document.trouble == ""
    session = desk.open_after_crash()
    (recovery,) = session.recoveries()
    (conflict,) = session.recover(recovery)
    assert (conflict.ours, conflict.theirs) == ("ONE", "TWO")
    assert session.deck == document.deck
    session.close()
    document.save()
    assert document.trouble == ""
    document.undo()
    assert recovered(desk.open_after_crash()) == document.deck


def test_that_a_sync_that_fails_is_said_until_one_succeeds(
    document: DeckDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_rebuttal(document, "ONE")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing)
        document.sync()
        assert "could not be kept for recovery" in document.trouble
    document.sync()
    assert document.trouble == ""


def test_that_a_journal_that_cannot_be_left_safely_says_so(
    document: DeckDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_rebuttal(document, "ONE")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing)
        document.__exit__(ValueError)
    assert "could not be kept for recovery" in document.trouble


def test_that_a_folder_that_nobody_may_list_is_said(
    document: DeckDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, "iterdir", failing)
        assert document.recoveries() == []
    assert document.trouble.startswith("Nobody can tell whether changes were lost")
    assert document.recoveries() == []
    assert document.trouble == ""


def test_that_what_cannot_be_removed_is_said_and_offered_no_more(
    desk: Desk, document: DeckDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_rebuttal(document, "ONE")
    session = desk.open_after_crash()
    (recovery,) = session.recoveries()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", failing)
        session.recover(recovery)
    assert f"Remove {recovery.left.path} by hand." in session.trouble
    session.save()
    assert session.recoveries() == []
    assert session.trouble == ""


# What must not be thinned out


@pytest.mark.parametrize("ends", ["killed", "goes on"])
def test_that_what_a_journal_began_with_is_kept_as_long_as_it(
    ends: str, desk: Desk, document: DeckDocument
) -> None:
    set_rebuttal(document, "LEFT")
    if ends == "killed":
        document._keeping.close(discard=False)
    for number in range(24):
        desk.clock.now = NOW + timedelta(hours=number * 6)
        session = desk.open()
        session.apply(SetField("jets", "rebuttal", f"{number}"))
        session.save()
        session.close()
    snapshots = session._keeping.snapshots
    assert len(snapshots.versions()) < 24
    if ends == "killed":
        (recovery,) = session.recoveries()
        assert session.trouble == ""
    else:
        recovery = desk.open_after_crash().recoveries()[0]
    assert card_of(recovery.deck, "gas").rebuttal == "LEFT"
    assert snapshots.find(digest(TEXT.encode())) is not None
    document.close()
    desk.clock.now += timedelta(days=30)
    snapshots.take(b"x", lambda: bases(desk.data / "journals", desk.path))
    if ends != "killed":
        assert snapshots.find(digest(TEXT.encode())) is None


def test_that_journals_that_cannot_be_read_are_no_obstacle(
    desk: Desk, document: DeckDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk.data / "journals"
    assert bases(folder, desk.path) == set()
    set_rebuttal(document, "ONE")
    (path,) = desk.journals
    shutil.copy(path, path.with_name(path.name.replace("deck-", "other-")))
    path.with_name(f"{path.stem}-2.journal").write_bytes(b"?")
    path.with_name(f"{path.stem}-3.journal").mkdir()
    assert bases(folder, desk.path) == {digest(TEXT.encode())}
    monkeypatch.setattr(Path, "glob", failing)
    assert bases(folder, desk.path) == set()


# What a killed save leaves beside the deck


def test_that_what_a_killed_save_left_goes_with_the_next(
    desk: Desk, document: DeckDocument
) -> None:
    left = desk.path.with_name(".deckapp-0123456789abcdef.tmp")
    left.write_text("half a deck")
    mine = desk.path.with_name(".deckapp-of-mine.txt")
    mine.touch()
    set_rebuttal(document, "ONE")
    document.save()
    document.close()
    assert desk.names == [mine.name, "deck.yaml"]


def test_that_what_another_process_is_writing_stays(desk: Desk, document: DeckDocument) -> None:
    beside = desk.path.with_name("beside.yaml")
    with replacing(beside) as file:
        file.write(b"theirs")
        set_rebuttal(document, "ONE")
        document.save()
    assert beside.read_bytes() == b"theirs"
    document.close()
    assert desk.names == ["beside.yaml", "deck.yaml"]


@pytest.mark.parametrize("what", ["open", "unlink", "glob"])
def test_that_what_cannot_be_removed_is_left(
    what: str, desk: Desk, document: DeckDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = desk.path.with_name(".deckapp-0123456789abcdef.tmp")
    left.touch()
    set_rebuttal(document, "ONE")
    sound: Callable[..., Any] = getattr(Path, what)

    def fail(path: Path, *given: Any, **named: Any) -> Any:
        if path in (left, desk.path.parent):
            failing()
        return sound(path, *given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(Path, what, fail)
        document.save()
    assert left.exists()
    set_rebuttal(document, "TWO")
    document.save()
    assert not left.exists()
