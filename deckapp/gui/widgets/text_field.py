"""A box for plain text that is as tall as its text, with places in it underlined."""

from collections.abc import Sequence
from enum import Enum
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QSizePolicy, QTextEdit, QToolTip, QWidget

from deckapp.gui.overriding import override

_MOST_LINES = 16
_LONG = 20_000
"""A text of so many characters is no longer measured at each key: its box is as tall as can be."""


class Line(Enum):
    """How a place is underlined: what is wrong with it, or with its spelling."""

    WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline
    DOTS = QTextCharFormat.UnderlineStyle.DotLine


class Underline(NamedTuple):
    """A place in the text, from index `start` to before `end`, and why it is underlined."""

    start: int
    end: int
    line: Line
    colour: str
    reason: str


class TextField(QPlainTextEdit):
    """Edits a text; `changed` tells that the user did.

    In a `single` line, Return goes on to the next field, and pasted lines are joined. What is
    pasted goes through `pasted` if somebody is connected to it, and is put in as it is if not.
    """

    changed = Signal()
    pasted = Signal(object)
    menu_wanted = Signal(object)

    def __init__(self, *, single: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._single = single
        self._setting = False
        self._height = 0
        self._least_lines = 1
        self._underlines: tuple[Underline, ...] = ()
        self.takes_pasted = False
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setUndoRedoEnabled(False)  # the deck's own undo covers all fields
        self.document().setDocumentMargin(6)
        self.textChanged.connect(self._on_text_changed)
        self._fit_height()

    # The text

    def value(self) -> str:
        """The text; lines of a text with only one are joined."""
        text = self.text()
        return " ".join(text.split("\n")) if self._single else text

    def set_value(self, value: str) -> None:
        """Show a text; the cursor stays where it is, as far as it can."""
        if value == self.text():
            return
        self._setting = True
        position = self.textCursor().position()
        self.setPlainText(value)
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._setting = False
        self.set_underlines(())

    def text(self) -> str:
        """The text; Qt's own plain text has lost its no-break spaces."""
        return self.document().toRawText().replace("\u2029", "\n")

    def insert(self, text: str) -> None:
        """Put a text in at the cursor, in the place of what is selected."""
        self.textCursor().insertText(" ".join(text.split("\n")) if self._single else text)

    def select(self, start: int, end: int) -> None:
        """Select a place in the text, by indexes in characters."""
        cursor = self._cursor(start, end)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _on_text_changed(self) -> None:
        self._fit_height()
        if not self._setting:
            self.changed.emit()

    # Underlines

    @property
    def underlines(self) -> tuple[Underline, ...]:
        """The places that are underlined."""
        return self._underlines

    def set_underlines(self, underlines: Sequence[Underline]) -> None:
        """Underline these places and no others."""
        if tuple(underlines) == self._underlines:
            return
        self._underlines = tuple(underlines)
        selections = []
        for each in self._underlines:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(each.start, each.end)
            selection.format.setUnderlineStyle(each.line.value)
            selection.format.setUnderlineColor(QColor(each.colour))
            selections.append(selection)
        self.setExtraSelections(selections)

    def underlines_at(self, index: int) -> list[Underline]:
        """The underlined places that a character of the text lies in."""
        return [each for each in self._underlines if each.start <= index <= each.end]

    def _cursor(self, start: int, end: int) -> QTextCursor:
        """A selection by characters; Qt counts half characters, of which astral ones have two."""
        text = self.text()
        cursor = QTextCursor(self.document())
        cursor.setPosition(_half_characters(text, start))
        cursor.setPosition(_half_characters(text, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def index_at(self, point: QPoint) -> int:
        """The index of the character at a point of the box."""
        return self._index(self.cursorForPosition(point))

    def cursor_index(self) -> int:
        """The index of the character that the cursor stands before."""
        return self._index(self.textCursor())

    def _index(self, cursor: QTextCursor) -> int:
        halves = self.text().encode("utf-16-le", "surrogatepass")[: 2 * cursor.position()]
        return len(halves.decode("utf-16-le", "replace"))

    # As tall as the text

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self._height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._height)

    def set_least_lines(self, lines: int) -> None:
        """Be at least so many lines tall."""
        self._least_lines = lines
        self._fit_height()

    def _fit_height(self) -> None:
        lines = max(self._lines(), self._least_lines)
        scrolls = lines > _MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
        )
        spacing = self.fontMetrics().lineSpacing()
        around = 2 * (self.document().documentMargin() + self.frameWidth())
        height = ceil(min(lines, _MOST_LINES) * spacing + around)
        if height != self._height:
            self._height = height
            self.setFixedHeight(height)

    def _lines(self) -> int:
        if self.document().characterCount() > _LONG:
            return _MOST_LINES + 1
        # The layout of a plain text counts its height in lines.
        return max(1, round(self.document().documentLayout().documentSize().height()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_height()

    # Keys, mouse, clipboard

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._single and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()  # undo and redo are the deck's: the box has none of its own
            return False
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            reasons = [each.reason for each in self.underlines_at(self.index_at(event.pos()))]
            if reasons:
                QToolTip.showText(event.globalPos(), "\n".join(reasons), self)
                return True
        return super().event(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll only what scrolls: past other boxes the form goes on."""
        if self.verticalScrollBar().maximum() and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._single and event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self.selectAll()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.takes_pasted:
            self.pasted.emit(source)
        else:
            self.insert(source.text())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        self.menu_wanted.emit(FieldMenu(menu, self.index_at(event.pos())))
        menu.exec(event.globalPos())
        menu.deleteLater()


class FieldMenu(NamedTuple):
    """The menu of a field that is about to open, and the character that it is asked at."""

    menu: QMenu
    at: int

    def put_first(self, actions: Sequence[QAction]) -> None:
        """Put actions above the others."""
        first = self.menu.actions()[0]
        for action in actions:
            self.menu.insertAction(first, action)
        if actions:
            self.menu.insertSeparator(first)


def is_undo(event: QEvent) -> bool:
    """Whether a key asks for undo or redo."""
    keys = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
    return isinstance(event, QKeyEvent) and any(map(event.matches, keys))


def _half_characters(text: str, index: int) -> int:
    return len(text[:index].encode("utf-16-le", "surrogatepass")) // 2
