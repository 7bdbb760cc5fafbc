"""Cards and issues that go by way of the clipboard, in one window and between windows."""

import json
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from deckapp.deck import read_deck_file
from deckapp.gui.clipboard import CARDS
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import written

from .outline import AT_FIRST, DECK, Edited, Key, Modifier, editing


def test_that_cut_and_paste_keep_ids_and_comments_in_the_file(
    qtbot: QtBot, edit: Edited, deck: Path
) -> None:
    edit.select("a", "b")
    edit.press(Key.Key_X, Modifier.ControlModifier)
    assert edit.outline == [("one", ["c"]), *AT_FIRST[1:]]
    assert edit.current == "c"
    edit.click("d")
    edit.press(Key.Key_V, Modifier.ControlModifier)
    expected = [("one", ["c"]), ("none", []), ("two", ["d", "a", "b", "e"])]
    assert edit.outline == expected
    assert edit.labels == ["deletion of 2 cards", "addition of 2 cards"]
    with qtbot.waitSignal(edit.chrome.editor.saved):
        edit.chrome.actions["save_deck"].trigger()
    text = deck.read_text(encoding="utf-8")
    assert "Apple.}  # of apples" in text
    assert "- id: b\n        # of bees\n        title: B" in text
    found = read_deck_file(deck).deck
    assert [(issue.id, [card.id for card in issue.cards]) for issue in found.issues] == expected


def test_that_what_is_copied_comes_as_a_copy_and_between_windows_as_it_is(
    qtbot: QtBot, edit: Edited, make_window: WindowMaker, tmp_path: Path
) -> None:
    edit.select("b", "none")
    edit.press(Key.Key_C, Modifier.ControlModifier)
    edit.click("e")
    edit.press(Key.Key_V, Modifier.ControlModifier)
    assert edit.outline == [
        ("one", ["a", "b", "c"]),
        ("none", []),
        ("two", ["d", "e", "b-2"]),
        ("none-2", []),
    ]
    text = DECK.replace("id: b", "id: bee").replace("id: none", "id: no")
    other = editing(qtbot, make_window, written(tmp_path / "other.yaml", text))
    other.click("a")
    other.press(Key.Key_V, Modifier.ControlModifier)
    assert other.outline[0] == ("one", ["a", "b", "bee", "c"])
    assert other.outline[1] == ("none", [])


def test_that_text_of_cards_is_offered_and_other_text_is_not(edit: Edited) -> None:
    clipboard = QGuiApplication.clipboard()
    edit.click("a")
    edit.press(Key.Key_C, Modifier.ControlModifier)
    text = clipboard.text()
    assert text == "Title: A\nPosition: Apple."
    for data in ("", "Nothing like a card.", '[{"$": "Card"', "[" * 100_000):
        clipboard.setText(data)
        edit.press(Key.Key_V, Modifier.ControlModifier)
    foreign = QMimeData()
    foreign.setData(CARDS, json.dumps([{"$": "Deck"}]).encode())
    clipboard.setMimeData(foreign)
    edit.press(Key.Key_V, Modifier.ControlModifier)
    assert edit.labels == []
    assert not edit.desk.texts.offer.isVisible()
    clipboard.setText(text + "\nThey say: No.")
    edit.press(Key.Key_V, Modifier.ControlModifier)
    assert edit.desk.texts.offer.isVisible()


def test_that_copying_nothing_leaves_the_clipboard_alone(edit: Edited) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("Precious")
    edit.desk.show_properties()
    edit.press(Key.Key_C, Modifier.ControlModifier)
    edit.press(Key.Key_X, Modifier.ControlModifier)
    assert clipboard.text() == "Precious"
    assert edit.outline == AT_FIRST
