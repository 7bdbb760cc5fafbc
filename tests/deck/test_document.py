"""An open deck: edits, undo and redo, the clean state, saves that give back the very bytes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from deckapp.deck import (
    AddIssue,
    DeckDocument,
    DeleteCard,
    EditError,
    Issue,
    MoveCard,
    SetField,
    UnreadableFileError,
    open_deck,
)
from tests.deck.desk import TEXT, UNNAMED, Desk, card_of, ids_in

ANCHORED = TEXT.replace("We know.", "&known We know.").replace("We saw them.", "*known")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def typed(document: DeckDocument, *texts: str, field: str = "notes") -> None:
    for text in texts:
        document.apply(SetField("gas", field, text), merging=True)


def undo_all(document: DeckDocument) -> None:
    while document.history.undo_label:
        document.undo()


def test_that_an_edit_changes_the_deck_and_a_save_the_one_line_of_it(desk: Desk) -> None:
    document = open_deck(desk.path, folder=desk.data)
    step = document.apply(SetField("gas", "rebuttal", "Read the report."))
    assert step is document.history.present
    assert card_of(document, "gas").rebuttal == "Read the report."
    assert desk.text == TEXT
    saved = document.save()
    assert desk.text == TEXT.replace("We know.", "Read the report.")
    assert saved.data == desk.path.read_bytes()
    assert saved.source is document.source
    assert document.source.deck == document.deck
    document.close()


def test_that_the_path_of_a_deck_may_be_a_text(desk: Desk) -> None:
    with open_deck(str(desk.path), folder=desk.data) as document:
        assert document.path == desk.path
    with pytest.raises(UnreadableFileError):
        open_deck(desk.path.with_name("another.yaml"))


def test_that_what_deckapp_keeps_lies_in_local_app_data(desk: Desk, home: Path) -> None:
    with open_deck(desk.path) as document:
        document.apply(DeleteCard("gas"))
        kept = home / ".local" / "share" / "deckapp"
        assert {path.name for path in kept.iterdir()} == {"journals", "snapshots"}
        document.save()


def test_that_steps_are_undone_and_done_again(desk: Desk) -> None:
    document = desk.open()
    first = document.deck
    document.apply(MoveCard("gas", "ukraine"))
    document.apply(DeleteCard("jets"))
    last = document.deck
    assert document.history.labels == ["", "move of “Gas”", "deletion of “Jets”"]
    assert document.undo().label == "move of “Gas”"
    assert ids_in(document) == ["jets", "minsk", "gas"]
    document.undo()
    assert document.deck is first
    assert document.undo().deck is first
    assert document.history.redo_label == "move of “Gas”"
    document.go_to(2)
    assert document.deck is last
    document.redo()
    document.go_to(3)
    document.go_to(-1)
    assert document.deck is last
    document.go_to(0)
    assert document.deck is first


def test_that_typing_in_one_field_is_one_step_until_it_is_saved(desk: Desk) -> None:
    document = desk.open()
    typed(document, "S", "So", "So it is")
    assert len(document.history.labels) == 2
    document.save()
    typed(document, "So it is.")
    assert len(document.history.labels) == 3
    document.undo()
    assert card_of(document, "gas").notes == "So it is"
    document.undo()
    assert card_of(document, "gas").notes == ""


def test_that_it_is_clean_where_it_is_as_in_the_file(desk: Desk) -> None:
    document = desk.open()
    clean = [document.is_clean]
    steps: list[Callable[[], object]] = [
        lambda: document.apply(SetField("gas", "notes", "a")),
        document.save,
        lambda: document.apply(SetField("gas", "notes", "b")),
        document.undo,
        document.undo,
        document.redo,
        document.undo,
        document.save,
        document.redo,
    ]
    for step in steps:
        step()
        clean.append(document.is_clean)
    assert clean == [True, False, True, False, True, False, True, False, True, False]


def test_that_an_edit_that_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    document = desk.open()
    document.apply(SetField("gas", "title", "Gas"))
    assert document.is_clean
    assert document.history.labels == [""]
    assert not desk.data.exists()
    assert desk.names == ["deck.yaml"]


CRLF = TEXT.replace("\n", "\r\n").encode()
FILES = {
    "plain": TEXT.encode(),
    "crlf": CRLF,
    "bom": b"\xef\xbb\xbf" + TEXT.encode(),
    "bom and crlf": b"\xef\xbb\xbf" + CRLF,
    "no newline at the end": TEXT.encode()[:-1],
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
@pytest.mark.parametrize("saves", ["at the end", "in between"])
def test_that_undoing_everything_gives_the_very_bytes(
    saves: str, content: bytes, tmp_path: Path
) -> None:
    desk = Desk(tmp_path, content)
    document = desk.open()
    for edit in (
        MoveCard("gas", "ukraine", 0),
        SetField("gas", "id", "agent"),
        SetField("agent", "counter", "Staged: by you."),
        DeleteCard("jets"),
        AddIssue(Issue(title="Trade")),
    ):
        document.apply(edit)
        if saves == "in between":
            document.save()
    document.save()
    assert desk.path.read_bytes().startswith(content[:20])
    assert desk.deck == document.deck
    if saves == "in between":
        document.undo()
        document.save()
    undo_all(document)
    document.save()
    assert desk.path.read_bytes() == content
    while document.history.redo_label:
        document.redo()
    document.save()
    assert desk.deck == document.deck


def test_that_the_first_save_writes_the_ids_that_are_missing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, UNNAMED)
    document = desk.open()
    assert document.deck.issues[1].id == "ukraine"
    assert document.is_clean
    document.save()
    assert "  - id: ukraine\n    title: Ukraine\n" in desk.text
    with_all_ids = desk.text
    assert len(with_all_ids.splitlines()) == len(TEXT.splitlines())
    document.apply(SetField("gas", "notes", "x"))
    undo_all(document)
    document.save()
    assert desk.text == with_all_ids


def test_that_what_is_wrong_with_the_file_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path, TEXT.replace("        position: Leave.\n", ""))
    document = desk.open()
    codes = [[problem.code for problem in document.problems]]
    document.apply(SetField("minsk", "position", "Leave."))
    document.save()
    codes.append([problem.code for problem in document.problems])
    assert codes == [["missing-key"], []]
    assert desk.text == TEXT
    document.close()


def test_that_what_cannot_be_is_refused_and_nothing_changes(desk: Desk) -> None:
    document = desk.open()
    document.apply(SetField("gas", "notes", "a"))
    document.undo()
    before = document.history.present
    for edit, sentence in (
        (DeleteCard("nothing"), "no card with the id “nothing”"),
        (SetField("gas", "notes", "half \ud83d"), "half a character"),
        (SetField("gas", "notes", b"x"), "cannot hold a bytes"),
        (SetField("gas", "asks", {"a", "b"}), "cannot hold a set"),
    ):
        with pytest.raises(EditError, match=sentence):
            document.apply(edit)
        assert document.history.present is before
    assert document.is_clean
    assert document.history.redo_label
    assert desk.text == TEXT


def test_that_an_edit_that_an_anchor_forbids_is_refused_at_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, ANCHORED)
    document = desk.open()
    first = document.deck
    with pytest.raises(EditError, match=r"line 19 has “\*known”.+write out"):
        document.apply(SetField("gas", "rebuttal", "New."))
    assert document.deck is first
    assert document.is_clean
    document.apply(SetField("jets", "rebuttal", "Their own."))
    document.apply(SetField("gas", "rebuttal", "New."))
    document.save()
    assert desk.text == ANCHORED.replace("We know.", "New.").replace("*known", "Their own.")
    undo_all(document)
    document.save()
    assert desk.text == ANCHORED


@pytest.mark.parametrize("content", ["", "issues: [\n", "- a list\n"])
def test_that_a_file_that_is_no_deck_is_not_edited(content: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path, content)
    document = desk.open()
    with pytest.raises(EditError, match="as another file"):
        document.apply(AddIssue(Issue(title="New")))
    assert document.is_clean
    document.save()
    assert desk.text == content


def test_that_others_are_told_who_edits_the_deck(desk: Desk) -> None:
    first, second = desk.open(), desk.open()
    told = [second.holder]
    first.apply(DeleteCard("gas"))
    assert first.holder is None
    second.apply(DeleteCard("jets"))
    told.append(second.holder)
    first.close()
    assert desk.names == ["deck.yaml"]
    second.undo()
    told.append(second.holder)
    assert [bool(holder) for holder in told] == [False, True, False]
    assert "has this deck open" in str(told[1])
    second.close()
    assert desk.names == ["deck.yaml"]


def test_that_closing_gives_up_what_was_not_saved(desk: Desk) -> None:
    document = desk.open()
    document.apply(DeleteCard("gas"))
    assert len(desk.journals) == 1
    document.close()
    document.close()
    assert desk.journals == []
    assert desk.text == TEXT
    assert desk.open().recoveries() == []


def test_that_an_exception_leaves_unsaved_work_to_be_recovered(desk: Desk) -> None:
    def fail(document: DeckDocument) -> None:
        with document:
            document.apply(DeleteCard("gas"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail(desk.open())
    assert desk.names == ["deck.yaml"]
    assert desk.text == TEXT
    (recovery,) = desk.open().recoveries()
    assert ids_in(recovery.deck) == ["jets", "minsk"]


def test_that_an_exception_leaves_nothing_where_all_is_saved(desk: Desk) -> None:
    def fail(document: DeckDocument) -> None:
        with document:
            document.apply(DeleteCard("gas"))
            document.save()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail(desk.open())
    assert desk.journals == []
    assert desk.open().recoveries() == []


def test_that_a_block_without_an_exception_closes_the_deck(desk: Desk) -> None:
    with desk.open() as document:
        document.apply(DeleteCard("gas"))
        assert desk.names != ["deck.yaml"]
    assert desk.names == ["deck.yaml"]
    assert desk.journals == []


def test_that_without_a_lock_nothing_is_put_beside_the_deck_until_it_lies_elsewhere(
    desk: Desk,
) -> None:
    with open_deck(desk.path, folder=desk.data, locks=False) as document:
        document.prepare()
        document.refresh_lock()
        document.apply(DeleteCard("gas"))
        assert document.holder is None
        assert desk.names == ["deck.yaml"]
        document.save_as(desk.path.with_name("copy.yaml"))
        assert desk.names == [".~lock.copy.yaml#", "copy.yaml", "deck.yaml"]
    assert desk.names == ["copy.yaml", "deck.yaml"]


def test_that_work_goes_on_where_nothing_can_be_kept(desk: Desk) -> None:
    desk.data.write_text("a file where a folder should be")
    document = desk.open()
    document.apply(DeleteCard("gas"))
    assert "No earlier version could be kept" in document.trouble
    assert "could not be kept for recovery" in document.trouble
    document.sync()
    document.save()
    assert ids_in(desk.deck) == ["jets", "minsk"]
    desk.data.unlink()
    document.apply(DeleteCard("jets"))
    assert document.trouble == ""
    document.sync()
    assert document.trouble == ""
    document.close()
