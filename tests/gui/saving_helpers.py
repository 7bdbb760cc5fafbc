"""A deck in a window that is being edited, and the ways in which others meddle with its file."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from deckapp.deck import SetField, open_deck
from deckapp.gui.edit.desk import EditDesk
from deckapp.gui.edit.targets import numbered
from deckapp.gui.main_window import MainWindow
from deckapp.gui.widgets.text_field import TextField

from .helpers import chrome_of, small_deck

CONTROL = Qt.KeyboardModifier.ControlModifier
TEXT = "# ours and theirs\n" + small_deck(4)
Answer = QMessageBox.StandardButton


def edit(qtbot: QtBot, window: MainWindow, card: int = 0) -> None:
    """Go to the Edit screen, at a card, and wait until it can be edited."""
    chrome = chrome_of(window)
    chrome.actions["go_edit"].trigger()
    qtbot.waitUntil(lambda: chrome.editor.session is not None)
    show_card(window, card)


def desk_of(window: MainWindow) -> EditDesk:
    """What the Edit screen is made of, which must be there by now."""
    desk = chrome_of(window).screens.edit
    assert desk is not None
    return desk


def show_card(window: MainWindow, card: int) -> None:
    """Show the form of a card."""
    screen = desk_of(window).screen
    screen.show_target(numbered(window.document.deck, card))


def field(window: MainWindow, name: str) -> TextField:
    """A field of the form that is shown."""
    return cast("TextField", desk_of(window).screen.form.rows[name].field)


def write(window: MainWindow, text: str, name: str = "rebuttal") -> None:
    """Type a text in the place of what a field says."""
    widget = field(window, name)
    widget.setFocus()
    widget.selectAll()
    QTest.keyClicks(widget, text)


def press_save(window: MainWindow) -> None:
    """Press Ctrl+S."""
    if not window.isActiveWindow():
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)


def save(qtbot: QtBot, window: MainWindow) -> None:
    """Press Ctrl+S, and wait until it is saved."""
    editor = chrome_of(window).editor
    with qtbot.waitSignal(editor.saved):
        press_save(window)


def said(window: MainWindow) -> str:
    """What the bar says."""
    return chrome_of(window).messages.text()


def choices(window: MainWindow) -> list[str]:
    """What the bar offers."""
    return [button.text() for button in _buttons(window)]


def choose(window: MainWindow, name: str) -> None:
    """Press a button of the bar."""
    button = next(each for each in _buttons(window) if each.text() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _buttons(window: MainWindow) -> list[QPushButton]:
    return list(chrome_of(window).messages._buttons)


def change(path: Path, old: str, new: str) -> None:
    """Somebody else puts a text in the place of another, with a program of theirs."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    other = path.with_name("other.tmp")
    other.write_text(text.replace(old, new), encoding="utf-8")
    other.replace(path)


def crash(path: Path, *texts: str) -> None:
    """Leave what a session left that was killed after edits of the first card's rebuttal."""
    session = open_deck(path)
    for text in texts:
        session.apply(SetField("card-1", "rebuttal", text))
    session._keeping.close(discard=False)
    session.close()


class Answers:
    """Answers the questions of boxes, one after the other; `asked` has what they asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self._answers: list[Answer] = []
        self._meanwhile: Callable[[], object] | None = None
        answers = self

        def answer(box: QMessageBox) -> int:
            answers.asked.append(box.text())
            assert box.textFormat() is Qt.TextFormat.PlainText
            if answers._meanwhile is not None:
                answers._meanwhile()
            return answers._answers.pop(0)

        monkeypatch.setattr(QMessageBox, "exec", answer)

    def give(self, *answers: Answer, meanwhile: Callable[[], object] | None = None) -> None:
        """Answer so from now on; `meanwhile` happens while a box is open."""
        self._answers = list(answers)
        self._meanwhile = meanwhile


def chosen_file(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    """Let the dialog for a file to save in return this one."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
