"""The keys that count on a stage: shortcuts, and letters to press with Alt."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenuBar, QWidget

from .parts import told


class Key(NamedTuple):
    """A key that does something, who has it, and the widgets within which it counts."""

    keys: str
    owner: str
    within: tuple[QWidget, ...]

    def meets(self, other: "Key") -> bool:
        """Whether both count at the same time at some widget."""
        return any(
            one is another or one.isAncestorOf(another) or another.isAncestorOf(one)
            for one in self.within
            for another in other.within
        )


def keys_of(root: QWidget) -> Iterator[Key]:
    """The shortcuts that count in a window now, and the letters to press with Alt."""
    widgets = Qt.ShortcutContext.WidgetWithChildrenShortcut
    for action in root.findChildren(QAction):
        holders = [each for each in action.associatedObjects() if isinstance(each, QWidget)]
        here = [each for each in holders if each.isVisible() and each.window() is root]
        within = tuple(here) if action.shortcutContext() is widgets else (root,)
        if isinstance(action.parent(), QLineEdit):
            continue
        for sequence in action.shortcuts():
            yield Key(sequence.toString(), f"the action “{action.text()}”", within)
    for shortcut in root.findChildren(QShortcut):
        parent = shortcut.parent()
        if isinstance(parent, QWidget) and parent.isVisible() and parent.window() is root:
            own = (parent,) if shortcut.context() is widgets else (root,)
            yield Key(shortcut.key().toString(), f"a QShortcut of {told(parent)}", own)
    for text, owner in _mnemonics(root):
        letter = QKeySequence.mnemonic(text).toString()
        if letter:
            yield Key(letter, owner, (root,))


def _mnemonics(root: QWidget) -> Iterator[tuple[str, str]]:
    for button in root.findChildren(QAbstractButton):
        if button.isVisible() and button.window() is root:
            yield button.text(), told(button)
    for label in root.findChildren(QLabel):
        if label.isVisible() and label.window() is root and label.buddy() is not None:
            yield label.text(), told(label)
    for bar in root.findChildren(QMenuBar):
        for action in bar.actions():
            yield action.text(), f"the menu “{action.text()}”"
