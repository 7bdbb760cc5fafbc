"""Somebody at the keyboard before the Edit screen."""

from collections.abc import Callable
from typing import Any, TypeAlias, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.edit.desk import EditDesk
from deckapp.gui.edit.field_row import FieldRow
from deckapp.gui.main_window import MainWindow
from deckapp.gui.widgets.text_field import TextField
from tests.gui.helpers import chrome_of, spin

Key: TypeAlias = Qt.Key
Modifier: TypeAlias = Qt.KeyboardModifier
NONE, CONTROL, SHIFT, ALT = (
    Modifier.NoModifier,
    Modifier.ControlModifier,
    Modifier.ShiftModifier,
    Modifier.AltModifier,
)


class User:
    """Presses keys, which go to whatever has the keyboard, and looks at the window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.chrome = chrome_of(window)
        self.qtbot = qtbot

    # Keys

    def press(self, key: Key, modifiers: Modifier = NONE, times: int = 1) -> None:
        """Press a key."""
        for _ in range(times):
            QTest.keyClick(self.focused(), key, modifiers)

    def control(self, key: Key, modifiers: Modifier = NONE) -> None:
        """Press a key with Ctrl."""
        self.press(key, CONTROL | modifiers)

    def type(self, text: str) -> None:
        """Type a text."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press(Key.Key_Return)
            QTest.keyClicks(self.focused(), line)

    def tab_to(self, name: str) -> None:
        """Press Tab until what is called that has the keyboard."""
        for _ in range(100):
            if name in names_of(self.focused()):
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name!r}")

    def write(self, **texts: str) -> None:
        """Type texts into fields of the form, each found with Tab."""
        for name, text in texts.items():
            self.tab_to(self.row(name).spec.label)
            self.control(Key.Key_A)
            self.type(text)

    # Ways

    def edit(self) -> EditDesk:
        """Go to the Edit screen, and wait until the deck can be edited."""
        self.control(Key.Key_2)
        return self.wait_for_edit()

    def wait_for_edit(self) -> EditDesk:
        """Wait until the deck can be edited."""
        self.qtbot.waitUntil(lambda: self.chrome.editor.session is not None)
        spin()
        return self.desk

    def save(self) -> None:
        """Press Ctrl+S, and wait until it is saved."""
        with self.qtbot.waitSignal(self.chrome.editor.saved):
            self.control(Key.Key_S)

    def menu_at(self, field: TextField, index: int, look: Callable[[QMenu], None]) -> None:
        """Open the menu of a field at a character, look at it, and close it."""

        def look_and_close() -> None:
            menu = self.menu()
            look(menu)
            menu.close()

        self.window.activateWindow()
        field.setFocus()
        cursor = field.textCursor()
        cursor.setPosition(index)
        place = field.cursorRect(cursor).center()
        QTimer.singleShot(0, look_and_close)
        reason, viewport = QContextMenuEvent.Reason.Keyboard, field.viewport()
        asked = QContextMenuEvent(reason, place, viewport.mapToGlobal(place))
        QApplication.sendEvent(viewport, asked)

    # What is seen

    @property
    def desk(self) -> EditDesk:
        """What the Edit screen is made of."""
        desk = self.chrome.screens.edit
        assert desk is not None
        return desk

    def focused(self) -> QWidget:
        """What has the keyboard."""
        popup: QWidget | None = QApplication.activePopupWidget()
        focused: QWidget | None = QApplication.focusWidget()
        return popup or focused or self.window

    def row(self, path: str) -> FieldRow:
        """The row of a field of the form that is shown."""
        return dict(self.desk.screen.form.all_rows())[path]

    def field(self, path: str) -> Any:
        """A field of the form that is shown."""
        return self.row(path).field

    def menu(self) -> QMenu:
        """The menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def sees_form(self) -> bool:
        """Whether the form is shown, and no page in its place."""
        return self.desk.screen.is_form_shown

    def heading(self) -> str:
        """What the Edit screen shows the form of."""
        return self.desk.screen.heading.plain()

    def said(self) -> str:
        """What the bar says."""
        return self.chrome.messages.text() if self.chrome.messages.isVisible() else ""

    def titles(self) -> list[str]:
        """The titles of all cards as they are now."""
        return [card.title for _, card in self.window.document.deck.cards()]


def names_of(widget: QWidget) -> tuple[str, str]:
    """What a widget is called, and what stands on it."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName(), words


def words_of(menu: QMenu) -> list[str]:
    """What a menu offers."""
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def submenu_of(menu: QMenu, number: int = 0) -> QMenu:
    """The menu behind an entry of a menu."""
    return cast("QMenu", menu.actions()[number].menu())
