"""Opening decks good and bad: what can be read is shown, and what is wrong is said."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from deckapp.gui.app import deck_to_open, show_with_deck
from deckapp.gui.document import Document
from deckapp.gui.jobs import JobRunner
from deckapp.gui.main_window import MainWindow
from deckapp.gui.settings import Settings
from deckapp.paths import reference_deck

from .conftest import WindowMaker
from .helpers import (
    HEAD,
    FakeHints,
    LoopExecutor,
    ManualExecutor,
    cards_of,
    chrome_of,
    open_and_wait,
    press,
    seen,
    small_deck,
    written,
)

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")

BAD = small_deck(3).replace("title: Title 2", "titel: Title 2")
BROKEN = small_deck(3).replace("Position 2.", "bad: worse: worst")


def page_buttons(window: MainWindow) -> dict[str, QPushButton]:
    page = chrome_of(window).page
    return {button.text(): button for button in page.findChildren(QPushButton)}


def test_that_the_moscow_deck_opens_on_its_first_card(window: MainWindow) -> None:
    assert window.windowTitle() == "Moscow, April 2017[*] — deckapp"
    assert window.screens.currentWidget() is window.rehearse
    assert [banner.marking() for banner in window.banners] == ["UNCLASSIFIED"] * 2
    assert all(banner.isVisible() for banner in window.banners)
    assert window.rehearse.place == (0, 0, 0)
    assert window.rehearse.card.hasFocus()
    assert chrome_of(window).panel.isHidden()
    assert not chrome_of(window).messages.text()


def test_that_a_deck_with_errors_shows_what_could_be_read_and_lists_them(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window(written(tmp_path / "bad.yaml", BAD))
    chrome = chrome_of(window)
    assert window.screens.currentWidget() is window.rehearse
    assert "Title 1" in seen(window)
    assert chrome.panel.isVisible()
    assert chrome.actions["show_problems"].isChecked()
    rows = [chrome.panel.model.index(row).data() for row in range(chrome.panel.model.rowCount())]
    assert any(row.startswith("Error, line 14:") and "titel" in row for row in rows), rows
    assert [card.id for card in cards_of(window)][:1] == ["card-1"]


def test_that_a_deck_that_is_broken_throughout_is_explained_and_its_line_shown(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    path = written(tmp_path / "no-deck.yaml", "a: b: c\n")
    window = make_window(path)
    chrome = chrome_of(window)
    assert window.screens.currentWidget() is chrome.page
    assert str(path) in chrome.page.text()
    assert "Line 1:" in chrome.page.text()
    assert chrome.agenda.isHidden()
    assert all(banner.isHidden() for banner in window.banners)
    assert chrome.panel.isVisible()
    assert "a: b: c" in chrome.panel.source.toPlainText()


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("missing", "There is no such file."),
        ("folder", "This is a folder."),
        pytest.param("pipe", "This is not a regular file.", marks=ON_POSIX),
        pytest.param("dangling", "This link points to a file that is not there.", marks=ON_POSIX),
        pytest.param("forbidden", "You may not read this file.", marks=ON_POSIX),
    ],
)
def test_that_what_cannot_be_read_gets_a_page_with_what_where_and_what_to_do(
    kind: str,
    reason: str,
    make_window: WindowMaker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / f"{kind}.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "dangling":
        path.symlink_to(tmp_path / "gone.yaml")
    elif kind == "forbidden":
        written(path, small_deck()).chmod(0)
        if os.access(path, os.R_OK):  # root may read anything: let the system refuse it
            refusal = PermissionError(13, "Permission denied")
            monkeypatch.setattr(os, "open", lambda *_args: (_ for _ in ()).throw(refusal))
    window = make_window(path)
    text = chrome_of(window).page.text()
    assert window.screens.currentWidget() is chrome_of(window).page
    assert text.startswith("This deck cannot be opened\n")
    assert str(path) in text
    assert reason in text
    assert len(text.split(reason)[1].strip()) > len("Do it.")
    assert chrome_of(window).agenda.isHidden()
    assert window.windowTitle() == f"{kind}.yaml — deckapp"
    assert {"Try again", "Open another deck…", "Open the Moscow deck"} <= set(page_buttons(window))


def test_that_a_good_deck_after_an_unreadable_one_recovers_all_of_the_window(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(tmp_path / "missing.yaml")
    open_and_wait(qtbot, window, written(tmp_path / "good.yaml", small_deck()))
    assert window.screens.currentWidget() is window.rehearse
    assert chrome_of(window).agenda.isVisible()
    assert window.banners[0].marking() == "TLP:AMBER"
    assert "Title 1" in seen(window)
    assert chrome_of(window).panel.isHidden()
    press(window, Qt.Key.Key_Space)
    assert "Position 1." in seen(window)


def test_that_trying_again_opens_the_file_once_it_is_there(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "later.yaml"
    window = make_window(path)
    assert page_buttons(window)["Try again"].hasFocus()
    written(path, small_deck())
    QTest.keyClick(page_buttons(window)["Try again"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.screens.currentWidget() is window.rehearse)
    assert "Title 1" in seen(window)


def test_that_the_moscow_deck_is_one_button_away_from_a_deck_that_cannot_be_read(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(tmp_path / "missing.yaml")
    page_buttons(window)["Open the Moscow deck"].click()
    qtbot.waitUntil(lambda: window.screens.currentWidget() is window.rehearse)
    assert window.document.path == reference_deck()


def test_that_a_file_that_fails_leaves_the_menus_and_the_keys_in_working_order(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(tmp_path / "missing.yaml")
    actions = chrome_of(window).actions
    for id_ in ("reveal", "step_back", "last_card", "change_language", "filter_cards"):
        actions[id_].trigger()
    for _ in range(2):
        actions["show_problems"].trigger()
    actions["export_pdf"].trigger()
    assert chrome_of(window).messages.text() == "There is no deck to export. Open one first."
    actions["reload_deck"].trigger()
    qtbot.waitUntil(lambda: "no such file" in chrome_of(window).page.text())


def test_that_a_deck_without_cards_says_what_to_do_next(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    empty = HEAD + "  - id: issue\n    title: Nothing yet\n    cards: []\n"
    window = make_window(written(tmp_path / "empty.yaml", empty))
    assert window.screens.currentWidget() is chrome_of(window).page
    assert "no cards yet" in chrome_of(window).page.text()
    open_and_wait(qtbot, window, written(tmp_path / "good.yaml", small_deck()))
    assert window.screens.currentWidget() is window.rehearse
    open_and_wait(qtbot, window, tmp_path / "empty.yaml")
    assert window.screens.currentWidget() is chrome_of(window).page


def test_that_a_deck_without_a_marking_has_no_banners_and_one_without_a_title_its_file_name(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    text = small_deck().replace("marking: TLP:AMBER\n", "").replace("title: Small deck\n", "")
    window = make_window(written(tmp_path / "bare.yaml", text))
    assert all(banner.isHidden() for banner in window.banners)
    assert window.windowTitle() == "bare.yaml[*] — deckapp"


def test_that_the_deck_opened_last_wins(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    executor = ManualExecutor()
    window = make_window(executor=executor, wait=False)
    window.open_deck(written(tmp_path / "one.yaml", small_deck(prefix="one")))
    window.open_deck(written(tmp_path / "two.yaml", small_deck(prefix="two")))
    executor.run_all()
    assert window.rehearse.present_id() == "two-1"
    assert window.document.source is not None
    assert window.document.source.path == tmp_path / "two.yaml"


def _drop(window: MainWindow, data: QMimeData) -> bool:
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    with pytest.deprecated_call():  # for ordinary programs, which get theirs from Qt
        enter = QDragEnterEvent(QPoint(9, 9), actions, data, buttons, none)
    enter.ignore()
    window.dragEnterEvent(enter)
    drop = QDropEvent(QPointF(9, 9), actions, data, buttons, none)
    drop.ignore()
    window.dropEvent(drop)
    assert drop.isAccepted() == enter.isAccepted()
    return enter.isAccepted()


def test_that_a_file_dropped_on_the_window_opens(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = written(tmp_path / "dropped №1.yaml", small_deck())
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/deck.yaml"), QUrl.fromLocalFile(str(path))])
    assert _drop(window, data)
    qtbot.waitUntil(lambda: window.rehearse.present_id() == "card-1")


def test_that_what_is_no_local_file_is_not_taken_when_dropped(
    window: MainWindow, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setText("some words")
    data.setUrls([QUrl("https://example.org/deck.yaml")])
    assert not _drop(window, data)
    assert window.document.path == reference_deck()


def test_that_open_asks_for_a_file_beside_the_present_one(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = written(tmp_path / "chosen.yaml", small_deck())
    asked: list[str] = []

    def choose(_parent: object, _title: str, folder: str, _filter: str) -> tuple[str, str]:
        asked.append(folder)
        return ("" if len(asked) == 1 else str(path)), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    chrome_of(window).actions["open_deck"].trigger()
    assert window.document.path == reference_deck()
    chrome_of(window).actions["open_deck"].trigger()
    qtbot.waitUntil(lambda: window.rehearse.present_id() == "card-1")
    assert asked == [str(reference_deck().parent)] * 2


def test_that_the_menu_of_recent_decks_opens_them(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    menu = chrome_of(window).recent
    open_and_wait(qtbot, window, written(tmp_path / "R&D.yaml", small_deck()))
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert texts == [
        f"R&&D.yaml — {str(tmp_path).replace('&', '&&')}",
        f"moscow-2017.yaml — {reference_deck().parent}",
    ]
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: window.windowTitle().startswith("Moscow"))
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == texts[::-1]


def test_that_the_menu_of_recent_decks_says_so_when_there_is_none(
    make_window: WindowMaker,
) -> None:
    window = make_window(executor=ManualExecutor(), wait=False)
    window.furnish()
    menu = chrome_of(window).recent
    menu.aboutToShow.emit()
    (only,) = menu.actions()
    assert only.text() == "No deck was opened yet"
    assert not only.isEnabled()


def test_that_the_first_start_opens_the_moscow_deck_and_later_ones_the_last(
    settings: Settings,
) -> None:
    assert deck_to_open([], settings) == reference_deck()
    settings.add_recent(Path("/decks/other.yaml"))
    assert deck_to_open([], settings) == Path("/decks/other.yaml")
    assert deck_to_open(["named.yaml"], settings) == Path("named.yaml")


def test_that_a_shipped_deck_is_found_where_an_upgrade_put_it(
    settings: Settings, tmp_path: Path
) -> None:
    earlier = tmp_path / "deckapp-0.0.9" / "_data" / "decks" / "moscow-2017.yaml"
    settings.add_recent(earlier)
    assert deck_to_open([], settings) == reference_deck()
    earlier.parent.mkdir(parents=True)
    earlier.write_text("format: deckapp/1", encoding="utf-8")
    assert deck_to_open([], settings) == earlier


@pytest.mark.parametrize("patient", [True, False])
def test_that_the_window_shows_with_its_deck_or_before_it_where_that_takes_long(
    patient: bool,  # noqa: FBT001  a parameter of the test
    settings: Settings,
    family: str,
    qtbot: QtBot,
) -> None:
    executor = LoopExecutor() if patient else ManualExecutor()
    runner = JobRunner(executor)
    document = Document(runner)
    window = MainWindow(settings, FakeHints(), runner, document, family)
    qtbot.addWidget(window)
    document.open(reference_deck())
    show_with_deck(window)
    assert not window.isVisible()
    qtbot.waitUntil(window.isVisible)
    assert (document.source is not None) == patient


def test_that_a_deck_path_is_absolute_however_it_was_named(
    make_window: WindowMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "near.yaml", small_deck())
    monkeypatch.chdir(tmp_path)
    window = make_window(Path("near.yaml"))
    assert window.document.path == tmp_path / "near.yaml"
    assert window.settings.recent == [tmp_path / "near.yaml"]


def test_that_a_failure_of_our_own_is_said_and_not_swallowed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> None:
    def fail(_path: Path) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("deckapp.gui.document.read_deck_file", fail)
    with qtbot.captureExceptions() as raised:
        open_and_wait(qtbot, window, tmp_path / "deck.yaml")
    assert raised[0][0] is ZeroDivisionError
    text = chrome_of(window).page.text()
    assert "deckapp failed unexpectedly (ZeroDivisionError: division by zero)." in text


def test_that_reading_again_while_the_deck_is_examined_examines_it_all_the_same(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    text = small_deck(2).replace("        counter: Counter 1.\n", "")
    executor = ManualExecutor()
    window = make_window(written(tmp_path / "deck.yaml", text), executor=executor, wait=False)
    executor.run_next()
    window.furnish()
    window.document.reload()
    executor.run_all()
    assert chrome_of(window).actions["show_problems"].text() == "Pro&blems (1 warning)"


def test_that_an_examination_that_fails_leaves_the_cards_and_is_not_swallowed(
    make_window: WindowMaker, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(_source: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("deckapp.gui.document._examine", fail)
    with qtbot.captureExceptions() as raised:
        window = make_window(wait=False)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    assert window.rehearse.present_id() == "syria-nerve-agent"
