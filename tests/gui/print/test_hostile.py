"""What goes wrong while the Print screen is open: decks, layouts, disks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.paths import layout_folders, resources
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import HEAD, chrome_of, small_deck, written

from .helpers import Desk

BROKEN = small_deck().replace("title: Title 2", "titel: Title 2")
EMPTY = HEAD.replace("issues:\n", "issues: []\n")
INDEX = (resources() / "layouts" / "index-3x5.yaml").read_text(encoding="utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "deck.yaml", small_deck())


@pytest.fixture
def desk(make_window: WindowMaker, path: Path, qtbot: QtBot) -> Desk:
    return Desk(make_window(path), qtbot).go()


def _becomes(desk: Desk, words: str) -> None:
    desk.qtbot.waitUntil(lambda: words in desk.status, timeout=20_000)


def test_that_a_deck_with_errors_is_not_printed(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(make_window(written(tmp_path / "bad.yaml", BROKEN)), qtbot).go()
    assert desk.status.startswith("The deck has errors, so cards could be missing on paper.")
    assert not desk.screen.save.isEnabled()
    assert not desk.screen.print.isEnabled()
    desk.choose("letter-3x5")
    assert desk.status.startswith("The deck has errors")
    assert desk.screen.rendered is None


def test_that_a_deck_that_changes_on_disk_is_shown_as_it_is(desk: Desk, path: Path) -> None:
    written(path, small_deck(5))
    _becomes(desk, "5 sheets")
    assert desk.window.screens.currentWidget() is desk.screen
    written(path, BROKEN)
    _becomes(desk, "The deck has errors")
    assert not desk.screen.print.isEnabled()
    written(path, small_deck(2))
    _becomes(desk, "2 sheets")
    assert desk.screen.print.isEnabled()
    assert desk.screen.where.text() == "Sheet 1 of 2"


def test_that_the_last_sheet_is_shown_where_there_are_fewer_now(desk: Desk, path: Path) -> None:
    QTest.keyClick(desk.screen.save, Qt.Key.Key_PageDown)
    QTest.keyClick(desk.screen.save, Qt.Key.Key_PageDown)
    assert desk.screen.where.text() == "Sheet 3 of 3"
    written(path, small_deck(2))
    _becomes(desk, "2 sheets")
    assert desk.screen.where.text() == "Sheet 2 of 2"


def test_that_a_deck_that_loses_its_cards_is_shown_empty_and_comes_back(
    desk: Desk, path: Path
) -> None:
    window = desk.window
    written(path, EMPTY)
    page = chrome_of(window).page
    desk.qtbot.waitUntil(lambda: window.screens.currentWidget() is page, timeout=20_000)
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert desk.messages.text().startswith("There is no card to print.")
    written(path, small_deck(4))
    desk.qtbot.waitUntil(lambda: window.screens.currentWidget() is not page, timeout=20_000)
    desk.qtbot.waitUntil(lambda: window.document.examination is not None, timeout=20_000)
    desk.go()
    _becomes(desk, "4 sheets")


def test_that_a_file_that_goes_away_leaves_the_paper_as_it_was(desk: Desk, path: Path) -> None:
    path.unlink()
    desk.said("cannot be read now")
    assert desk.rendered.report.sheets == 3
    assert desk.window.screens.currentWidget() is desk.screen


def test_that_another_deck_is_printed_with_its_own_issues(desk: Desk, tmp_path: Path) -> None:
    desk.tick(0)
    other = written(tmp_path / "other.yaml", small_deck(2, prefix="other"))
    desk.window.open_deck(other)
    document = desk.window.document
    desk.qtbot.waitUntil(
        lambda: document.examination is not None and document.examination.source.path == other,
        timeout=20_000,
    )
    desk.go()
    _becomes(desk, "2 sheets")
    assert desk.screen.form.cards.topLevelItemCount() == 1


@pytest.fixture
def mine(home: Path) -> Path:
    """A layout of the user's own."""
    folder = layout_folders()[0]
    folder.mkdir(parents=True)
    return written(folder / "mine.yaml", INDEX.replace("title: Index", "title: My index"))


def test_that_a_layout_broken_while_open_is_said_and_another_can_be_chosen(
    mine: Path, desk: Desk
) -> None:
    desk.choose("mine")
    assert desk.rendered.layout.title.startswith("My index")
    written(mine, INDEX.replace("margin: 18 pt", "margin: wide"))
    desk.pick(desk.screen.form.combos["density"], "Points")
    assert "mine.yaml" in desk.status
    assert not desk.screen.print.isEnabled()
    desk.choose("wallet")
    assert desk.rendered.layout.id == "wallet"
    assert desk.screen.print.isEnabled()


def test_that_a_layout_that_is_gone_when_one_comes_back_gives_way(mine: Path, desk: Desk) -> None:
    desk.choose("mine")
    mine.unlink()
    desk.pick(desk.screen.form.combos["density"], "Points")
    assert desk.status.startswith("There is no layout “mine”.")
    desk.go()
    desk.qtbot.waitUntil(lambda: desk.screen.rendered is not None, timeout=20_000)
    assert desk.screen.picker.present() == "index-3x5"


def test_that_a_layout_added_while_open_is_found_when_one_comes_back(
    desk: Desk, mine: Path
) -> None:
    desk.go()
    desk.choose("mine")
    assert desk.rendered.layout.id == "mine"


def test_that_a_window_closed_while_rendering_ends_quietly(
    make_window: WindowMaker, path: Path, qtbot: QtBot
) -> None:
    window = make_window(path)
    chrome_of(window).actions["go_print"].trigger()
    window.close()
    qtbot.waitUntil(lambda: not window.runner._running, timeout=20_000)
    assert Desk(window, qtbot).screen.rendered is None
