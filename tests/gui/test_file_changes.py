"""The file changes on disk: the window follows and keeps its place, whatever the change."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from deckapp.gui.file_state import file_state
from deckapp.gui.file_watch import FileWatch
from deckapp.gui.main_window import MainWindow

from .conftest import WindowMaker
from .helpers import ManualExecutor, chrome_of, press, seen, small_deck, written

TEXT = small_deck(4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "deck.yaml", TEXT)


@pytest.fixture
def at_work(make_window: WindowMaker, path: Path) -> MainWindow:
    """A window at the second step of the third card."""
    window = make_window(path)
    press(window, Qt.Key.Key_Right, 2)
    press(window, Qt.Key.Key_Space, 2)
    assert "Counter 3." in seen(window)
    return window


def _in_place(path: Path, text: str) -> None:
    with path.open("r+", encoding="utf-8") as file:
        file.truncate()
        file.write(text)


def _by_replacing(path: Path, text: str) -> None:
    new = written(path.with_name(".deck.yaml.new"), text)
    new.replace(path)


def _by_moving_away(path: Path, text: str) -> None:
    path.rename(path.with_name("deck.yaml~"))
    written(path, text)


SAVING = pytest.mark.parametrize("save", [_in_place, _by_replacing, _by_moving_away])


def _sees(window: MainWindow, text: str) -> bool:
    return text in seen(window)


@SAVING
def test_that_a_changed_file_is_shown_at_the_same_card_and_step(
    save: Callable[[Path, str], None], at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    for turn in ("first", "second"):  # the second shows that the new file is watched, too
        save(path, TEXT.replace("Counter 3.", f"A {turn} counter."))
        qtbot.waitUntil(partial(_sees, at_work, f"A {turn} counter."))
        assert at_work.rehearse.place == (2, 2, 0)
        assert at_work.rehearse.present_id() == "card-3"
        assert not chrome_of(at_work).messages.text()


def test_that_the_place_is_kept_by_the_cards_id_when_cards_move(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    head, *cards = TEXT.split("      - id: card-")
    shuffled = [cards[2], cards[0], cards[3], cards[1]]
    written(path, "      - id: card-".join((head, *shuffled)))
    qtbot.waitUntil(lambda: at_work.rehearse.place == (0, 2, 0))
    assert at_work.rehearse.present_id() == "card-3"
    assert "Counter 3." in seen(at_work)


def test_that_a_card_that_is_gone_gives_way_to_the_one_now_at_its_place(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    head, *cards = TEXT.split("      - id: card-")
    written(path, "      - id: card-".join((head, cards[0], cards[1])))
    qtbot.waitUntil(lambda: at_work.rehearse.present_id() == "card-2")
    assert at_work.rehearse.place.step == 0


def test_that_a_deleted_file_leaves_its_cards_and_says_so_until_it_is_restored(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    messages = chrome_of(at_work).messages
    path.unlink()
    qtbot.waitUntil(lambda: "There is no such file." in messages.text())
    assert "The cards shown are those read before." in messages.text()
    assert at_work.screens.currentWidget() is at_work.rehearse
    press(at_work, Qt.Key.Key_Space)
    assert "Rebuttal 3." in seen(at_work)
    written(path, TEXT.replace("Rebuttal 3.", "Restored and better."))
    qtbot.waitUntil(lambda: "Restored and better." in seen(at_work))
    assert not messages.text()
    assert at_work.rehearse.place == (2, 3, 0)


def test_that_the_message_goes_when_the_very_same_file_comes_back(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    messages = chrome_of(at_work).messages
    path.unlink()
    qtbot.waitUntil(lambda: bool(messages.text()))
    written(path, TEXT)
    qtbot.waitUntil(lambda: not messages.text())
    assert at_work.rehearse.place == (2, 2, 0)


def test_that_a_file_broken_on_disk_leaves_the_old_cards_and_shows_where_it_broke(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    chrome = chrome_of(at_work)
    written(path, "an officer: broke: this\n")
    qtbot.waitUntil(lambda: "cannot be read now" in chrome.messages.text())
    assert "deck.yaml changed on disk" in chrome.messages.text()
    assert "Counter 3." in seen(at_work)
    assert chrome.panel.isVisible()
    assert "an officer: broke: this" in chrome.panel.source.toPlainText()
    for _ in range(2):  # closed and opened again it is still that text
        chrome.actions["show_problems"].trigger()
    assert "an officer: broke: this" in chrome.panel.source.toPlainText()
    written(path, TEXT)
    qtbot.waitUntil(lambda: not chrome.messages.text())
    assert chrome.panel.isHidden()
    assert at_work.rehearse.place == (2, 2, 0)


def test_that_the_problems_follow_the_file(at_work: MainWindow, path: Path, qtbot: QtBot) -> None:
    chrome = chrome_of(at_work)
    written(path, TEXT.replace("title: Title 4", "titel: Title 4"))
    qtbot.waitUntil(chrome.panel.isVisible)
    assert at_work.rehearse.present_id() == "card-3"
    written(path, TEXT)
    qtbot.waitUntil(chrome.panel.isHidden)


def test_that_the_agenda_follows_the_file(at_work: MainWindow, path: Path, qtbot: QtBot) -> None:
    written(path, TEXT.replace("title: Title 3", "title: Renamed"))
    qtbot.waitUntil(lambda: "Renamed" in str(chrome_of(at_work).agenda.tree.currentIndex().data()))


def test_that_a_file_only_touched_changes_nothing(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    opened: list[object] = []
    at_work.document.opened.connect(opened.append)
    for moment in (1, 2):
        with qtbot.waitSignal(_watch(at_work).changed):
            os.utime(path, (moment, moment))
        qtbot.waitUntil(lambda: at_work.document._job is None)
    assert not opened


def _watch(window: MainWindow) -> FileWatch:
    assert window.document._watch is not None
    return window.document._watch


def test_that_a_neighbour_of_the_file_does_not_count(tmp_path: Path, qtbot: QtBot) -> None:
    path = written(tmp_path / "deck.yaml", "a")
    watch = FileWatch()
    watch._on_settled()
    watch.watch(path, file_state(path))
    with qtbot.assertNotEmitted(watch.changed, wait=400):
        written(tmp_path / "neighbour.yaml", "b")


def test_that_only_the_file_opened_last_is_watched(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = (tmp_path / name / "deck.yaml" for name in ("a", "b"))
    for path in (first, second):
        path.parent.mkdir()
        written(path, "1")
    watch = FileWatch()
    for path in (first, second):
        watch.watch(path, file_state(path))
    with qtbot.waitSignal(watch.changed) as changed:
        written(second, "22")
    assert changed.signal_triggered
    with qtbot.assertNotEmitted(watch.changed, wait=400):
        written(first, "22")


def test_that_reload_reads_the_file_at_once(at_work: MainWindow, path: Path, qtbot: QtBot) -> None:
    written(path, TEXT.replace("Counter 3.", "Reloaded."))
    chrome_of(at_work).actions["reload_deck"].trigger()
    qtbot.waitUntil(lambda: "Reloaded." in seen(at_work), timeout=140)


def test_that_a_change_made_while_the_deck_was_being_examined_is_not_missed(
    make_window: WindowMaker, path: Path, qtbot: QtBot
) -> None:
    executor = ManualExecutor()
    window = make_window(path, executor=executor, wait=False)
    executor.run_next()
    written(path, TEXT.replace("Title 1", "Changed meanwhile"))
    executor.run_all()

    def followed() -> bool:
        executor.run_all()
        return "Changed meanwhile" in seen(window)

    qtbot.waitUntil(followed)


def test_that_a_change_that_nobody_told_of_is_seen_when_the_window_is_looked_at_again(
    at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    document = at_work.document
    assert document._watch is not None
    document._watch.blockSignals(True)  # noqa: FBT003  as on a network drive
    _by_replacing(path, TEXT.replace("Counter 3.", "A new counter."))
    qtbot.waitUntil(lambda: document._job is None)
    document.look_again()
    qtbot.waitUntil(partial(_sees, at_work, "A new counter."))
    before = document.source
    document.look_again()
    assert document._job is None
    assert document.source is before
