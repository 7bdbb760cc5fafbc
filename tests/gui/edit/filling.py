"""Filling in the form by keyboard, on a small deck, and reading what it shows."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from deckapp.deck import Card, Deck
from deckapp.gui.edit.desk import EditDesk
from deckapp.gui.edit.field_row import FieldRow
from deckapp.gui.edit.screen import EditScreen
from deckapp.gui.main_window import MainWindow
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import HEAD, chrome_of, spin, written

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

CARDS = f"""{HEAD}
  - id: syria
    title: Syria
    minutes: 15
    cards:
      - id: gas
        title: Nerve agent
        position: Civilians were gassed.
        counter: No proof.
        counter_in:
          ru: Нет доказательств.
        rebuttal: We know what was stored there.
        asks: [Tell us., Help.]
        follow_ups:
          - id: staged
            counter: It was staged.
            rebuttal: By whom?
          - id: rebels
            counter: It was rebels.
            rebuttal: With what aeroplane?
      - id: jets
        title: Jets
        position: We fly on.
        counter: Stay away.
        rebuttal: No.
"""


def one_card(lines: str, of_deck: str = "") -> str:
    """A deck with one card, “gas”, that has these lines of YAML besides title and position."""
    head = (
        f"format: deckapp/1\ntitle: Deck\nmarking: A\n{of_deck}issues:\n  - id: i\n    title: I\n"
    )
    card = "    cards:\n      - id: gas\n        title: T\n"
    return head + card + "".join(f"        {line}\n" for line in lines.splitlines())


def opened(qtbot: QtBot, make_window: WindowMaker, path: Path, text: str = CARDS) -> EditDesk:
    """The Edit screen of a new window on a deck of this text, at its first card."""
    return editing(qtbot, make_window(written(path / "deck.yaml", text)))


def editing(qtbot: QtBot, window: MainWindow) -> EditDesk:
    """Go to the Edit screen of a window, and wait until the deck can be edited."""
    window.resize(1100, 800)
    window.activateWindow()
    chrome = chrome_of(window)
    chrome.actions["go_edit"].trigger()
    qtbot.waitUntil(lambda: chrome.editor.session is not None)
    spin()
    assert chrome.screens.edit is not None
    return chrome.screens.edit


def deck_in(desk: EditDesk) -> Deck:
    """The deck as it is edited."""
    return desk._document.deck


def card_in(desk: EditDesk, id_: str = "gas") -> Card:
    """A card of the deck as it is edited."""
    return next(card for _, card in deck_in(desk).cards() if card.id == id_)


def row_at(screen: EditScreen, path: str) -> FieldRow:
    """The row of the form at a path."""
    return dict(screen.form.all_rows())[path]


def note_of(screen: EditScreen, path: str) -> str:
    """What is said below a field; nothing if it is not seen."""
    note = row_at(screen, path).note
    return "" if note.isHidden() else note.plain()


def shown_in(screen: EditScreen, path: str) -> Any:
    """What a field has, as an edit takes it."""
    return row_at(screen, path).value()


# The keyboard, wherever it is


def focused() -> QWidget:
    """What has the keyboard."""
    found: QWidget | None = QApplication.focusWidget()
    assert found is not None
    return found


def press_key(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key."""
    QTest.keyClick(focused(), key, modifier)


def type_text(text: str) -> None:
    """Type a text; line feeds are Return."""
    for letter in text:
        if letter == "\n":
            press_key(Qt.Key.Key_Return)
        elif letter.isascii():
            QTest.keyClicks(focused(), letter)
        else:  # QTest has no keys for these
            press = QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter)
            QApplication.sendEvent(focused(), press)


def paste(text: str) -> None:
    """Paste a text."""
    QGuiApplication.clipboard().setText(text)
    press_key(Qt.Key.Key_V, CTRL)


def undo() -> None:
    """Press Ctrl+Z."""
    press_key(Qt.Key.Key_Z, CTRL)


def enter_field(screen: EditScreen, path: str) -> QWidget:
    """Give the field at a path the keyboard; what has it then."""
    row_at(screen, path).field.setFocus()
    return focused()


def retype(screen: EditScreen, path: str, text: str) -> None:
    """Replace what a field has by typing."""
    enter_field(screen, path)
    press_key(Qt.Key.Key_A, CTRL)
    press_key(Qt.Key.Key_Delete)
    type_text(text)
