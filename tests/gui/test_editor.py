"""The editor: edits at once, the file in jobs, whatever comes in between."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from deckapp.deck import SetField, open_deck
from deckapp.deck.storage.locking import holder
from deckapp.deck.storage.safekeeping import now

from .helpers import small_deck, written
from .saving_helpers import change, crash
from .work import Work

TEXT = small_deck(4)


@pytest.fixture
def path(qapp: QApplication, tmp_path: Path) -> Path:
    return written(tmp_path / "deck.yaml", TEXT)


@pytest.fixture
def work(path: Path) -> Work:
    work = Work(path)
    work.begin()
    work.heard.clear()
    return work


def saves_all(work: Work) -> bool:
    return work.editor.saves_all


def is_free(path: Path) -> bool:
    return holder(path, clock=now) is None


def test_that_nothing_is_edited_before_editing_began(path: Path) -> None:
    work = Work(path)
    editor = work.editor
    assert "cannot be edited just now" in editor.apply(SetField("card-1", "rebuttal", "No."))
    for each in (editor.undo, editor.redo, editor.save, editor.close):
        each()
    editor.save_as(path.with_name("another.yaml"))
    editor.go_to(0)
    assert editor.is_clean
    assert not editor.is_saving
    assert not work.jobs.waiting
    assert path.read_text() == TEXT


def test_that_it_begins_once_however_often_it_is_asked(work: Work) -> None:
    session = work.session
    work.editor.begin()
    assert work.heard == ["began"]
    assert work.session is session
    work.editor.close()
    for _ in range(2):
        work.editor.begin()
    assert len(work.jobs.waiting) == 1


def test_that_a_deck_left_while_editing_begins_is_free_again(path: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other.yaml", TEXT)
    work = Work(path)
    work.editor.begin()
    work.editor.close()  # as the window does
    work.document.open(other)
    work.do()
    assert work.editor.session is None
    assert work.document.path == other
    assert is_free(path)
    work.editor.begin()
    work.runner.cancel_all()
    work.do()
    assert is_free(other)


def test_that_a_deck_changed_just_before_editing_begins_is_shown_as_it_is(path: Path) -> None:
    work = Work(path)
    shown: list[object] = []
    work.editor.edited.connect(shown.append)
    change(path, "Rebuttal 1.", "Theirs.")
    work.begin()
    assert work.rebuttal() == "Theirs."
    assert len(shown) == 1
    work.editor.close()
    work.begin()
    assert len(shown) == 1


@pytest.mark.parametrize("content", ["a: b: c\n", "", "\0"])
def test_that_what_is_no_deck_any_more_is_not_edited(path: Path, content: str) -> None:
    work = Work(path)
    path.write_text(content)
    work.editor.begin()
    work.do()
    assert work.editor.session is None
    assert str(path) in str(work.failures[0])
    assert work.rebuttal() == "Rebuttal 1."
    assert is_free(path)


def test_that_what_is_edited_while_it_is_saved_is_kept_and_not_saved(work: Work) -> None:
    work.type("One.")
    work.editor.save()
    assert saves_all(work)
    work.type("Two.")
    work.jobs.run_next()
    work.type("Three.")
    assert not saves_all(work)
    work.do()
    assert work.rebuttal() == "Three."
    clean = [work.editor.is_clean]
    assert "One." in work.path.read_text()
    work.editor.save()
    work.do()
    assert [*clean, work.editor.is_clean] == [False, True]
    assert work.path.read_text() == TEXT.replace("Rebuttal 1.", "Three.")


def test_that_saving_twice_quickly_saves_all(work: Work) -> None:
    work.type("One.")
    work.editor.save()
    work.type("Two.")
    work.editor.save()
    work.editor.save()
    work.do()
    assert work.heard == ["saved", "saved"]
    assert work.editor.is_clean
    assert "Two." in work.path.read_text()


def test_that_saving_elsewhere_waits_for_a_save_that_goes_on(work: Work, tmp_path: Path) -> None:
    another = tmp_path / "another.yaml"
    work.type("One.")
    work.editor.save()
    work.type("Two.")
    work.editor.save_as(another)
    work.do()
    assert "One." in work.path.read_text()
    assert "Two." in another.read_text()
    assert work.document.path == another
    assert work.session.path == another
    assert is_free(work.path)


def test_that_edits_made_while_it_is_saved_elsewhere_survive_a_crash(
    work: Work, tmp_path: Path
) -> None:
    another = tmp_path / "another.yaml"
    work.type("One.")
    work.editor.save_as(another)
    work.type("Two.")
    work.do()
    assert "One." in another.read_text()
    work.session._keeping.close(discard=False)
    work.editor.close()
    with open_deck(another) as later:
        (recovery,) = later.recoveries()
        later.recover(recovery)
        assert next(later.deck.cards())[1].rebuttal == "Two."


def test_that_a_name_that_is_none_is_refused_at_once(work: Work) -> None:
    work.editor.save_as(work.path.parent)
    assert "This is a folder." in str(work.failures[0])
    assert not work.editor.is_saving


def test_that_the_save_of_a_deck_that_was_left_touches_no_other(work: Work, tmp_path: Path) -> None:
    other = written(tmp_path / "other.yaml", small_deck(2))
    work.type("Given up.")
    work.editor.save()
    work.editor.close()
    assert not work.editor.is_saving
    work.document.open(other)
    late = work.jobs.waiting.pop(0)
    work.do()
    work.begin()
    work.type("Kept.")
    late()
    work.do()
    assert work.document.path == other
    assert work.session.path == other
    assert not work.editor.is_clean
    assert work.rebuttal() == "Kept."


def test_that_the_failed_save_of_a_deck_that_was_left_is_not_told(work: Work) -> None:
    work.type("Given up.")
    work.editor.save()
    work.editor.close()
    work.path.unlink()
    work.do()
    assert not work.failures


def test_that_a_failed_save_forgets_what_was_to_come_after_it(work: Work) -> None:
    work.type("One.")
    work.editor.save()
    work.editor.save()
    work.path.unlink()
    work.do()
    assert len(work.failures) == 1
    assert not work.editor.is_saving
    assert not work.editor.is_clean


def test_that_a_deck_read_late_does_not_end_editing(path: Path) -> None:
    work = Work(path)
    change(path, "Rebuttal 2.", "Theirs.")
    work.document.reload()
    reading = work.jobs.waiting.pop(0)
    change(path, "Theirs.", "Rebuttal 2.")
    session = work.begin()
    work.type("Ours.")
    change(path, "Rebuttal 2.", "Theirs.")
    reading()
    work.do()
    assert work.editor.session is session
    assert work.rebuttal() == "Ours."
    assert work.heard[-1] == "touched"


def test_that_a_deck_found_unreadable_late_does_not_end_editing(path: Path) -> None:
    work = Work(path)
    path.rename(path.with_name("away.yaml"))
    change(path.with_name("away.yaml"), "Rebuttal 2.", "Theirs.")
    work.document.reload()
    reading = work.jobs.waiting.pop(0)
    path.with_name("away.yaml").rename(path)
    session = work.begin()
    path.rename(path.with_name("away.yaml"))
    reading()
    path.with_name("away.yaml").rename(path)
    work.do()
    assert work.editor.session is session
    assert work.document.failure is None


def test_that_what_others_do_while_it_is_saved_is_noticed(work: Work) -> None:
    work.type("Ours.")
    work.editor.save()
    work.jobs.run_next()
    change(work.path, "Rebuttal 2.", "Theirs.")
    work.document.reload()
    work.do()
    assert work.rebuttal(1) == "Theirs."
    assert work.editor.is_clean


def test_that_our_own_save_is_not_taken_for_somebody_elses(work: Work) -> None:
    work.type("Ours.")
    work.editor.save()
    saving = work.jobs.waiting.pop(0)
    work.editor.close()
    session = work.begin()
    del session, saving
    work.type("One.")
    work.document.reload()
    looking = work.jobs.waiting.pop(0)
    work.editor.save()
    work.jobs.run_next()
    looking()
    work.do()
    assert "touched" not in work.heard
    assert work.heard[-1] == "untouched"


def test_that_a_look_at_the_file_of_a_deck_that_was_left_tells_nothing(work: Work) -> None:
    for broken in (False, True):
        change(work.path, "Rebuttal 2.", "Theirs.") if not broken else work.path.unlink()
        work.document.reload()
        work.editor.close()
        work.do()
        assert not work.failures
        if not broken:
            work.begin()
            work.heard.clear()
    assert not work.heard


def test_that_the_lock_is_refreshed_and_not_kept_once_the_deck_is_left(work: Work) -> None:
    assert not is_free(work.path)
    work.editor._refresh_lock()
    work.do()
    assert not is_free(work.path)
    work.editor._refresh_lock()
    work.jobs.run_next()
    work.editor._refresh_lock()
    work.editor.close()
    work.do()
    assert is_free(work.path)


def test_that_an_edit_asks_no_drive_who_has_the_deck(work: Work, path: Path) -> None:
    second = Work(path)
    second.begin()
    assert "has this deck open" in str(second.session.holder)
    work.editor.close()
    second.type("Ours.")
    assert is_free(path)
    second.editor._refresh_lock()
    second.do()
    assert str(second.session.holder) == "None"
    assert not is_free(path)


def test_that_what_a_crash_left_is_taken_over_only_while_the_deck_is_there(path: Path) -> None:
    crash(path, "Crashed.")
    work = Work(path)
    assert "recoverable" in work.heard
    (recovery,) = work.session.recoveries()
    work.editor.close()
    assert "cannot be edited just now" in work.editor.recover(recovery)
    work.editor.discard(recovery)
    work.begin()
    assert work.editor.recover(recovery) == ""
    assert work.rebuttal() == "Crashed."


def test_that_a_crash_is_looked_for_once_in_each_deck(path: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other.yaml", TEXT)
    crash(path, "Crashed.")
    work = Work(other)
    assert work.heard == []
    work.document.open(path)
    work.do(2)  # read and examined, not looked through
    work.document.open(other)
    work.do()
    assert work.editor.session is None
    work.document.open(path)
    work.do()
    assert work.heard == ["began", "recoverable"]


def test_that_what_conflicts_with_what_was_left_is_said(path: Path) -> None:
    crash(path, "Crashed.")
    change(path, "Rebuttal 1.", "Theirs.")
    work = Work(path)
    (recovery,) = work.session.recoveries()
    words = work.editor.recover(recovery)
    assert "“Title 1” in the same places: there the deck has your version" in words
    assert work.rebuttal() == "Crashed."


def test_that_the_deck_is_examined_as_it_would_be_in_its_file(work: Work) -> None:
    seen: list[tuple[str, ...]] = []
    work.document.examined.connect(
        lambda examined: seen.append(tuple(each.code for each in examined.problems))
    )
    assert work.editor.apply(SetField("card-2", "counter", "")) == ""
    work.editor._examine()
    work.editor.undo()
    work.do()
    assert "no-counter" in seen[0]
    work.editor.save()
    work.editor._examine()
    work.do()
    assert len(seen) == 1
