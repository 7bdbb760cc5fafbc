"""Decks of a newer deckapp in the window: said politely, shown, never written."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow

from .conftest import WindowMaker
from .helpers import chrome_of, open_and_wait, press, seen, small_deck, spin, written
from .saving_helpers import (
    change,
    choices,
    choose,
    chosen_file,
    crash,
    desk_of,
    edit,
    press_save,
    said,
    write,
)

TEXT = small_deck(3)
NEWER = TEXT.replace("deckapp/1", "deckapp/2").replace("    cards:", "    mood: grim\n    cards:")
WHY = (
    "A newer deckapp wrote this deck (deckapp/2). It can be read here as far as this one "
    "understands it, but not edited or saved: the rest would be lost."
)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "decks").mkdir()
    return written(tmp_path / "decks" / "newer.yaml", NEWER)


@pytest.fixture
def newer(make_window: WindowMaker, deck: Path) -> MainWindow:
    """A window on a newer deck."""
    return make_window(deck)


def require_untouched(deck: Path) -> None:
    """The deck is as it was, and nothing lies beside it."""
    assert deck.read_text(encoding="utf-8") == NEWER
    assert [each.name for each in deck.parent.iterdir()] == [deck.name]


def test_that_a_newer_deck_is_shown_and_said_to_be_one(newer: MainWindow, deck: Path) -> None:
    assert said(newer) == WHY
    assert chrome_of(newer).panel.isVisible()
    press(newer, Qt.Key.Key_Right)
    press(newer, Qt.Key.Key_Space)
    assert "Position 2." in seen(newer)
    require_untouched(deck)


@pytest.mark.parametrize(
    "action",
    ["go_edit", "add_card", "add_issue", "edit_properties", "find_text", "paste_cards",
     "delete_cards", "show_history", "show_clearance", "show_compare", "quick_fix"],
)  # fmt: skip
def test_that_nothing_leads_to_editing_it(newer: MainWindow, deck: Path, action: str) -> None:
    chrome = chrome_of(newer)
    chrome.messages.hide()
    chrome.actions[action].trigger()
    spin()
    assert said(newer) == WHY
    assert newer.screens.currentWidget() is newer.rehearse
    assert chrome.editor.session is None
    newer.close()
    require_untouched(deck)


def test_that_what_was_asked_of_it_is_not_done_to_the_next_deck(
    qtbot: QtBot, newer: MainWindow, tmp_path: Path
) -> None:
    ours = written(tmp_path / "ours.yaml", TEXT)
    open_and_wait(qtbot, newer, ours)
    assert said(newer) == ""
    edit(qtbot, newer)
    open_and_wait(qtbot, newer, tmp_path / "decks" / "newer.yaml")
    chrome_of(newer).actions["delete_cards"].trigger()
    open_and_wait(qtbot, newer, ours)
    edit(qtbot, newer)
    assert len(list(newer.document.deck.cards())) == 3


def test_that_it_is_not_saved_as_another(
    qtbot: QtBot, newer: MainWindow, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen_file(monkeypatch, deck.with_name("another.yaml"))
    chrome = chrome_of(newer)
    with qtbot.waitSignal(chrome.editor.failed):
        chrome.actions["save_deck_as"].trigger()
    assert said(newer) == f"{deck}: {WHY} Update deckapp to edit it."
    require_untouched(deck)


def test_that_unsaved_work_waits_for_a_file_that_can_take_it(
    qtbot: QtBot, newer: MainWindow, tmp_path: Path
) -> None:
    path = written(tmp_path / "deck.yaml", TEXT)
    crash(path, "Ours.")
    path.write_text(NEWER, encoding="utf-8")
    open_and_wait(qtbot, newer, path)
    qtbot.waitUntil(lambda: said(newer) == f"{path}: {WHY} Update deckapp to edit it.")
    path.write_text(TEXT, encoding="utf-8")
    open_and_wait(qtbot, newer, tmp_path / "decks" / "newer.yaml")
    open_and_wait(qtbot, newer, path)
    qtbot.waitUntil(lambda: "Take it over" in choices(newer))


def test_that_a_newer_deck_without_cards_says_what_to_do(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    text = NEWER.partition("    mood")[0] + "    points: []\n"
    window = make_window(written(tmp_path / "deck.yaml", text))
    chrome = chrome_of(window)
    assert window.screens.currentWidget() is chrome.page
    assert "No card of this deck can be read here" in chrome.page.text()
    assert "Update deckapp" in chrome.page.text()
    assert "Write the first card" not in chrome.page.text()


def test_that_the_bar_takes_it_back_once_the_file_is_ours_again(
    qtbot: QtBot, newer: MainWindow, deck: Path
) -> None:
    change(deck, "deckapp/2", "deckapp/1")
    change(deck, "    mood: grim\n", "")
    newer.document.reload()
    qtbot.waitUntil(lambda: said(newer) == "")
    edit(qtbot, newer)
    write(newer, "Ours.")
    with qtbot.waitSignal(chrome_of(newer).editor.saved):
        press_save(newer)
    assert "Ours." in deck.read_text(encoding="utf-8")


def test_that_a_deck_that_others_made_newer_is_not_overwritten_and_the_work_is_saved_elsewhere(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "deck.yaml", TEXT)
    window = make_window(path)
    edit(qtbot, window)
    write(window, "Ours.")
    path.write_text(NEWER, encoding="utf-8")
    with qtbot.waitSignal(chrome_of(window).editor.failed):
        press_save(window)
    assert said(window) == (
        f"{path}: {WHY} Save the deck in another place. Your changes are safe here."
    )
    assert path.read_text(encoding="utf-8") == NEWER
    other = tmp_path / "other.yaml"
    chosen_file(monkeypatch, other)
    with qtbot.waitSignal(chrome_of(window).editor.saved):
        choose(window, "Save as…")
    assert other.read_text(encoding="utf-8") == TEXT.replace("Rebuttal 1.", "Ours.")
    assert path.read_text(encoding="utf-8") == NEWER
    assert window.document.path == other


def test_that_a_deck_that_becomes_newer_before_it_is_edited_is_not_edited(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    path = written(tmp_path / "deck.yaml", TEXT)
    window = make_window(path)
    chrome = chrome_of(window)
    window.document._watch = None  # nobody has noticed yet
    path.write_text(NEWER, encoding="utf-8")
    with qtbot.waitSignal(chrome.editor.failed):
        chrome.actions["go_edit"].trigger()
    assert said(window) == f"{path}: {WHY} Update deckapp to edit it."
    assert window.screens.currentWidget() is window.rehearse
    assert desk_of(window).screen.isHidden()
