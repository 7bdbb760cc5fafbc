"""The first save of a deck that came with deckapp: the user's own copy, and what follows it."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from deckapp import paths
from deckapp.deck import saving
from deckapp.deck.storage.safekeeping import local_data
from deckapp.gui import own_copy
from deckapp.gui.app import deck_to_open
from deckapp.gui.crash import rescued
from deckapp.gui.edit.own_words import OwnWords, shipped_words, words_file
from deckapp.gui.main_window import MainWindow
from deckapp.gui.settings import Settings
from deckapp.paths import review_folder
from deckapp.rehearsal import LogError, ReviewLog, history
from tests.deck.desk import NOW
from tests.gui.rehearse.drilling import Rehearser
from tests.gui.rehearse.running import Runner

from .conftest import WindowMaker
from .helpers import ManualExecutor, chrome_of, small_deck, spin, written
from .saving_helpers import (
    Answer,
    Answers,
    choices,
    choose,
    chosen_file,
    crash,
    desk_of,
    edit,
    press_save,
    said,
    save,
    write,
)

TEXT = "# ours and theirs\n" + small_deck(4)
EDITED = TEXT.replace("Rebuttal 1.", "We know.")
NAME = "moscow-2017.yaml"
WORDS = "# names\nKyiv\n"


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The deck of an installed deckapp, with a list of its words."""
    installed = tmp_path / "opt" / "deckapp" / "_data"
    (installed / "decks").mkdir(parents=True)
    monkeypatch.setattr(paths, "_INSTALLED", installed)
    written(installed / "decks" / "moscow-2017.words.txt", WORDS)
    return written(installed / "decks" / NAME, TEXT)


@pytest.fixture
def documents(home: Path) -> Path:
    """The folder of the user's documents, which is not there yet."""
    return home / "Documents"


@pytest.fixture
def copy(documents: Path) -> Path:
    """Where the user's copy is to be."""
    return documents / NAME


@pytest.fixture
def at_work(make_window: WindowMaker, shipped: Path, qtbot: QtBot) -> MainWindow:
    """A window in which the deck that ships was edited."""
    window = make_window(shipped)
    edit(qtbot, window)
    write(window, "We know.")
    return window


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    return Answers(monkeypatch)


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Press Ctrl+S, and wait until everything has followed the copy."""

    def wait(window: MainWindow) -> None:
        with qtbot.waitSignal(chrome_of(window).saving.followed):
            save(qtbot, window)

    return wait


Settled = Callable[[MainWindow], None]


def _untouched(shipped: Path) -> bool:
    """Whether the installation is as it was."""
    names = sorted(each.name for each in shipped.parent.iterdir())
    words = shipped.with_name("moscow-2017.words.txt").read_text(encoding="utf-8")
    return (names, shipped.read_text(encoding="utf-8"), words) == (
        ["moscow-2017.words.txt", NAME],
        TEXT,
        WORDS,
    )


# The copy


def test_that_the_first_save_goes_to_the_documents_and_says_so(
    at_work: MainWindow, shipped: Path, copy: Path, settled: Settled, qtbot: QtBot
) -> None:
    assert _untouched(shipped)
    settled(at_work)
    assert copy.read_text(encoding="utf-8") == EDITED
    assert _untouched(shipped)
    assert said(at_work) == f"This deck came with deckapp. Your copy is saved as {copy}."
    assert at_work.document.path == copy
    assert not at_work.isWindowModified()
    choose(at_work, "Close")
    write(at_work, "We know more.")
    save(qtbot, at_work)
    assert "We know more." in copy.read_text(encoding="utf-8")
    assert sorted(each.name for each in copy.parent.glob("*.yaml")) == [NAME]
    assert said(at_work) == ""
    at_work.close()
    assert sorted(each.name for each in copy.parent.iterdir()) == ["moscow-2017.words.txt", NAME]


def test_that_the_folder_is_where_the_desktop_keeps_documents(
    at_work: MainWindow, home: Path, settled: Settled
) -> None:
    config = home / ".config"
    config.mkdir(exist_ok=True)
    written(config / "user-dirs.dirs", 'XDG_DOCUMENTS_DIR="$HOME/Dokumente"\n')
    settled(at_work)
    assert (home / "Dokumente" / NAME).read_text(encoding="utf-8") == EDITED


def test_that_no_file_that_is_there_is_ever_replaced(
    at_work: MainWindow, documents: Path, settled: Settled
) -> None:
    documents.mkdir()
    written(documents / NAME, "mine")
    (documents / "moscow-2017 2.yaml").symlink_to(documents / "nowhere")
    settled(at_work)
    assert (documents / NAME).read_text(encoding="utf-8") == "mine"
    assert (documents / "moscow-2017 3.yaml").read_text(encoding="utf-8") == EDITED
    assert at_work.document.path == documents / "moscow-2017 3.yaml"


def test_that_with_nothing_to_save_no_copy_is_made(
    make_window: WindowMaker, shipped: Path, documents: Path, qtbot: QtBot
) -> None:
    window = make_window(shipped)
    edit(qtbot, window)
    chrome_of(window).saving.save()
    assert not chrome_of(window).editor.is_saving
    assert not documents.exists()
    assert window.close()
    assert _untouched(shipped)


def test_that_what_is_edited_while_it_is_saved_is_saved_after_it(
    at_work: MainWindow, copy: Path, documents: Path, qtbot: QtBot
) -> None:
    press_save(at_work)
    write(at_work, "We know more.")
    press_save(at_work)
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert "We know more." in copy.read_text(encoding="utf-8")
    assert [each.name for each in documents.glob("*.yaml")] == [NAME]


def test_that_the_original_is_the_first_version_of_the_copy(
    at_work: MainWindow, copy: Path, settled: Settled
) -> None:
    settled(at_work)
    session = chrome_of(at_work).editor.session
    assert session is not None
    snapshots = session._keeping.snapshots
    versions = [snapshots.read(each) for each in snapshots.versions()]
    assert sorted(versions) == sorted([TEXT.encode(), copy.read_bytes()])


def test_that_an_upgrade_meanwhile_is_nothing_to_the_work(
    at_work: MainWindow, shipped: Path, copy: Path, settled: Settled
) -> None:
    shipped.unlink()
    at_work.document.look_again()
    spin()
    assert said(at_work) == ""
    settled(at_work)
    assert copy.read_text(encoding="utf-8") == EDITED
    assert not shipped.exists()


def test_that_a_deck_is_not_saved_as_one_that_ships(
    at_work: MainWindow, shipped: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    chosen_file(monkeypatch, shipped)
    chrome_of(at_work).actions["save_deck_as"].trigger()
    assert said(at_work).startswith(f"{shipped}: You may not write this file")
    assert _untouched(shipped)
    choose(at_work, "Try again")
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert at_work.document.path == copy


def test_that_a_place_of_the_users_own_choice_is_his_copy_too(
    at_work: MainWindow,
    tmp_path: Path,
    documents: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    chosen_file(monkeypatch, tmp_path / "mine.yaml")
    with qtbot.waitSignal(chrome_of(at_work).saving.followed):
        chrome_of(at_work).actions["save_deck_as"].trigger()
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == EDITED
    assert (tmp_path / "mine.words.txt").read_text(encoding="utf-8") == WORDS
    assert at_work.settings.recent == [tmp_path / "mine.yaml"]
    assert said(at_work) == ""
    assert not documents.exists()


# Mishaps


def test_that_home_will_do_where_there_can_be_no_documents(
    at_work: MainWindow, documents: Path, home: Path, settled: Settled
) -> None:
    written(documents, "no folder")
    settled(at_work)
    assert (home / NAME).read_text(encoding="utf-8") == EDITED
    assert documents.read_text(encoding="utf-8") == "no folder"


def _refuse(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let no file be made anew."""

    def touch(path: Path, **_given: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "touch", touch)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "You may not write this file, or not in this folder."),
        (errno.ENOENT, "deleted, renamed or moved"),
        (errno.ENOSPC, "There is no room left on the disk."),
    ],
)
def test_that_it_is_said_where_no_copy_can_be_made_and_tried_again(
    at_work: MainWindow,
    copy: Path,
    number: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    with monkeypatch.context() as patch:
        _refuse(patch, number)
        press_save(at_work)
    assert said(at_work).startswith(f"{copy}: ")
    assert sentence in said(at_work)
    assert said(at_work).endswith("Your changes are safe here.")
    assert at_work.isWindowModified()
    written(copy, "somebody else's, meanwhile")
    choose(at_work, choices(at_work)[0])
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert copy.read_text(encoding="utf-8") == "somebody else's, meanwhile"
    assert copy.with_name("moscow-2017 2.yaml").read_text(encoding="utf-8") == EDITED


def test_that_a_disk_that_is_full_after_a_few_bytes_keeps_none_of_them(
    at_work: MainWindow, documents: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_bytes(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", write_bytes)
        press_save(at_work)
    assert "There is no room left on the disk." in said(at_work)
    assert not list(documents.iterdir())
    assert not list(home.glob("*.yaml"))


def test_that_a_save_that_fails_leaves_no_copy_and_another_goes_to_a_free_name(
    at_work: MainWindow,
    shipped: Path,
    copy: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    def fail(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(saving, "replacing", fail)
        press_save(at_work)
        qtbot.waitUntil(lambda: "There is no room left on the disk." in said(at_work))
    assert not list(copy.parent.iterdir())
    assert at_work.isWindowModified()
    assert at_work.document.path == shipped
    written(copy, "somebody else's, meanwhile")
    choose(at_work, "Try again")
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert copy.read_text(encoding="utf-8") == "somebody else's, meanwhile"
    assert copy.with_name("moscow-2017 2.yaml").read_text(encoding="utf-8") == EDITED


def test_that_a_copy_that_was_deleted_is_written_anew_in_its_place(
    at_work: MainWindow, copy: Path, settled: Settled, qtbot: QtBot
) -> None:
    settled(at_work)
    copy.unlink()
    write(at_work, "We know more.")
    press_save(at_work)
    qtbot.waitUntil(lambda: "Write it anew" in choices(at_work))
    choose(at_work, "Write it anew")
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert "We know more." in copy.read_text(encoding="utf-8")
    assert at_work.document.path == copy


def test_that_what_a_crash_left_goes_to_the_documents_too(
    make_window: WindowMaker, shipped: Path, copy: Path, home: Path, settled: Settled, qtbot: QtBot
) -> None:
    crash(shipped, "We know.")
    window = make_window(shipped)
    qtbot.waitUntil(lambda: "deckapp ended before this deck was saved" in said(window))
    choose(window, "Take it over")
    edit(qtbot, window)
    settled(window)
    assert copy.read_text(encoding="utf-8") == EDITED
    assert _untouched(shipped)
    window.close()
    assert not list(home.rglob("*.journal"))


def test_that_what_is_rescued_is_not_put_beside_what_ships(
    at_work: MainWindow, shipped: Path, documents: Path
) -> None:
    local_data().mkdir(parents=True, exist_ok=True)
    written(local_data() / "rescued", "no folder")
    documents.mkdir()
    session = chrome_of(at_work).editor.session
    assert session is not None
    path = rescued(session, NOW)
    assert path is not None
    assert path.parent == documents
    assert _untouched(shipped)


# What follows the copy


def test_that_place_and_layout_follow_and_the_next_start_opens_the_copy(
    at_work: MainWindow, shipped: Path, copy: Path, settled: Settled
) -> None:
    settings = at_work.settings
    settings.add_recent(copy.with_name("another.yaml"))
    settings.set_place(shipped, "card-3", 2)
    settings.set_print_layout(shipped, "booklet-a4")
    settled(at_work)
    assert settings.recent == [copy, copy.with_name("another.yaml")]
    assert deck_to_open([], settings) == copy
    assert settings.place(copy) == ("card-3", 2)
    assert settings.print_layout(copy) == "booklet-a4"
    assert settings.place(shipped) == ("", 0)
    assert settings.print_layout(shipped) == ""


def test_that_what_was_never_remembered_takes_nothing_away(settings: Settings) -> None:
    old, new = Path("/opt/deck.yaml"), Path("/home/deck.yaml")
    settings.add_recent(new)
    settings.set_place(new, "card-1", 1)
    settings.move(old, new)
    assert settings.recent == [new]
    assert settings.place(new) == ("card-1", 1)


def test_that_a_drill_under_way_goes_on_and_all_of_it_is_kept_with_the_copy(
    make_window: WindowMaker, shipped: Path, copy: Path, settled: Settled, qtbot: QtBot
) -> None:
    user = Rehearser(qtbot, make_window(shipped))
    user.trigger("start_drill")
    user.until(lambda: user.desk.drill.is_under_way)
    user.press(Qt.Key.Key_Space, Qt.Key.Key_3)
    edit(qtbot, user.window)
    write(user.window, "We know.")
    settled(user.window)
    user.trigger("start_drill")
    assert user.is_at(user.page)
    assert "This is the drill" not in user.said
    user.press(Qt.Key.Key_Space, Qt.Key.Key_3)
    with ReviewLog(review_folder()) as log:
        assert len(log.of(copy).reviews()) == 2
        record = log.of(copy).unfinished()
        assert record is not None
        assert len(record.steps) == 2
        assert not log.of(shipped).is_known()


def test_that_a_run_through_under_way_goes_on_and_is_kept_with_the_copy(
    make_window: WindowMaker, shipped: Path, copy: Path, settled: Settled, qtbot: QtBot
) -> None:
    user = Runner(qtbot, make_window(shipped))
    user.start()
    user.speak(60)
    edit(qtbot, user.window)
    write(user.window, "We know.")
    settled(user.window)
    user.start()
    assert "that you began" not in user.said
    user.press(Qt.Key.Key_Space)
    user.speak(60)
    user.finish()
    assert [round(run.actual) for run in user.runs()] == [120]
    with ReviewLog(review_folder()) as log:
        assert not log.of(shipped).is_known()
        assert log.of(copy).runs().unfinished() is None


def test_that_closing_waits_until_the_history_has_followed(
    make_window: WindowMaker, shipped: Path, copy: Path, answers: Answers, qtbot: QtBot
) -> None:
    user = Rehearser(qtbot, make_window(shipped))
    user.trigger("start_drill")
    user.until(lambda: user.desk.drill.is_under_way)
    user.press(Qt.Key.Key_Space, Qt.Key.Key_3)
    window, executor = user.window, ManualExecutor()
    edit(qtbot, window)
    write(window, "We know.")
    window.runner._executor = executor
    answers.give(Answer.Save)
    assert not window.close()
    assert answers.asked[0].endswith(
        "It came with deckapp; your copy will lie among your documents."
    )
    executor.run_next()
    assert chrome_of(window).editor.is_clean
    assert window.isVisible()
    assert not window.close()
    executor.run_all()
    qtbot.waitUntil(lambda: not window.isVisible())
    with ReviewLog(review_folder()) as log:
        assert len(log.of(copy).reviews()) == 1
        assert not log.of(shipped).is_known()


def test_that_what_was_edited_since_can_be_given_up_while_the_history_follows(
    at_work: MainWindow, copy: Path, answers: Answers, qtbot: QtBot
) -> None:
    executor = ManualExecutor()
    at_work.runner._executor = executor
    press_save(at_work)
    executor.run_next()
    write(at_work, "We know more.")
    answers.give(Answer.Discard)
    assert not at_work.close()
    assert at_work.isVisible()
    executor.run_all()
    qtbot.waitUntil(lambda: not at_work.isVisible())
    assert copy.read_text(encoding="utf-8") == EDITED


def test_that_a_history_that_cannot_follow_is_said_and_moved_later(
    at_work: MainWindow,
    shipped: Path,
    copy: Path,
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    with ReviewLog(review_folder()) as log:
        log.of(shipped).begin(["card-1/rebuttal"], NOW, practice=False)

    def fail(*_given: object) -> None:
        raise LogError(review_folder(), "Another program writes to it. Try again.")

    answers.give(Answer.Save)
    with monkeypatch.context() as patch:
        patch.setattr(history, "move_history", fail)
        assert not at_work.close()
        qtbot.waitUntil(lambda: "could not follow it yet" in said(at_work))
    assert f"Your copy is saved as {copy}. What you rehearsed" in said(at_work)
    assert "Another program writes to it." in said(at_work)
    assert at_work.isVisible()
    write(at_work, "It can be edited on.")
    assert at_work.isWindowModified()
    chrome_of(at_work).actions["undo"].trigger()
    with qtbot.waitSignal(chrome_of(at_work).saving.followed):
        choose(at_work, "Try again")
    assert said(at_work) == f"This deck came with deckapp. Your copy is saved as {copy}."
    with ReviewLog(review_folder()) as log:
        assert log.of(copy).unfinished() is not None


def test_that_a_mistake_while_it_follows_keeps_the_window_open(
    at_work: MainWindow,
    copy: Path,
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    def fail(*_given: object) -> None:
        raise ZeroDivisionError

    answers.give(Answer.Save)
    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr(history, "move_history", fail)
        at_work.close()
        qtbot.waitUntil(lambda: bool(caught))
    assert at_work.isVisible()
    assert copy.exists()
    assert at_work.close()


# The deck's own words


def test_that_words_added_to_the_deck_that_ships_go_with_the_copy(
    at_work: MainWindow, shipped: Path, documents: Path, settled: Settled
) -> None:
    own = OwnWords(words_file(shipped), shipped_words(shipped))
    own.add("Lavrov")
    assert {"Kyiv", "Lavrov"} <= own.words
    assert _untouched(shipped)
    settled(at_work)
    beside = documents / "moscow-2017.words.txt"
    assert beside.read_text(encoding="utf-8") == "# names\nKyiv\nLavrov\n"
    assert words_file(documents / NAME) == beside


def test_that_words_that_are_there_already_stay(
    at_work: MainWindow, documents: Path, settled: Settled
) -> None:
    documents.mkdir()
    beside = written(documents / "moscow-2017.words.txt", "Astana  # where they met\n")
    settled(at_work)
    assert beside.read_text(encoding="utf-8") == "Astana  # where they met\nKyiv\n"


def test_that_without_words_none_are_written(
    at_work: MainWindow, shipped: Path, documents: Path, settled: Settled
) -> None:
    shipped.with_name("moscow-2017.words.txt").unlink()
    settled(at_work)
    assert [each.name for each in documents.glob("*.txt")] == []


def test_that_words_that_cannot_be_written_are_said(
    at_work: MainWindow, copy: Path, documents: Path, settled: Settled
) -> None:
    (documents / "moscow-2017.words.txt").mkdir(parents=True)
    settled(at_work)
    assert f"Your copy is saved as {copy}." in said(at_work)
    assert "moscow-2017.words.txt" in said(at_work)
    assert "Try again" in choices(at_work)


@pytest.mark.parametrize("waits", [True, False])
def test_that_the_form_goes_on_with_the_words_of_the_copy(
    at_work: MainWindow,
    documents: Path,
    settled: Settled,
    waits: bool,  # noqa: FBT001  a parameter of the test
    qtbot: QtBot,
) -> None:
    pytest.importorskip("hunspell", reason="needs the extra “spelling”")
    spelled = desk_of(at_work).spelled
    if waits:
        qtbot.waitUntil(lambda: spelled._spelling is not None)
    settled(at_work)
    qtbot.waitUntil(lambda: spelled._spelling is not None)
    assert spelled._spelling is not None
    spelled._spelling.add("Lavrov")
    words = (documents / "moscow-2017.words.txt").read_text(encoding="utf-8")
    assert words == "# names\nKyiv\nLavrov\n"
    assert spelled._spelling.misspelt("Kyiv, Lavrov") == []


# Where files are proposed to lie


def test_that_dialogs_propose_the_documents_and_not_the_installation(
    make_window: WindowMaker,
    shipped: Path,
    documents: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    documents.mkdir()
    proposed: list[str] = []

    def ask(*given: str) -> tuple[str, str]:
        proposed.append(given[2])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    window = make_window(shipped)
    edit(qtbot, window)
    chrome = chrome_of(window)
    chrome.actions["save_deck_as"].trigger()
    chrome.actions["export_pdf"].trigger()
    chrome.actions["open_deck"].trigger()
    chrome.screens._create(window.document.deck)
    chrome.actions["go_print"].trigger()
    chrome.screens.print_desk().choose_file()
    chrome.actions["show_readiness"].trigger()
    readiness = chrome.screens.rehearsal_desk().readiness
    qtbot.waitUntil(lambda: readiness._readiness is not None)
    readiness.choose_file()
    assert len(proposed) == 6
    folders = {path if path.is_dir() else path.parent for path in map(Path, proposed)}
    assert folders == {documents}
    assert proposed[0] == str(documents / NAME)


def test_that_home_is_proposed_where_there_is_no_folder_for_documents(
    shipped: Path, home: Path, tmp_path: Path
) -> None:
    assert own_copy.proposed(shipped) == home / NAME
    assert own_copy.proposed(tmp_path / "deck.yaml") == tmp_path / "deck.yaml"


def test_that_the_file_to_compare_with_is_looked_for_among_the_documents(
    at_work: MainWindow, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents.mkdir()
    looked: list[str] = []

    def ask(*given: str) -> tuple[str, str]:
        looked.append(given[2])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    chrome_of(at_work).actions["show_compare"].trigger()
    page = desk_of(at_work).compare
    assert page is not None
    QTest.mouseClick(page.chooser.file, Qt.MouseButton.LeftButton)
    assert looked == [str(documents)]
