"""A box for plain text that is as tall as its text, with places in it underlined."""

import re
from bisect import bisect_left
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
_MARGIN = 6
_SLACK = 2
"""Pixels without which Qt takes the box for too small, and scrolls it by a line."""
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
        self._is_resizing = False
        self._height = 0
        self._least_lines = 1
        self._underlines: tuple[Underline, ...] | None = ()
        self.takes_pasted = False
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setUndoRedoEnabled(False)  # the deck's own undo covers all fields
        self.document().setDocumentMargin(_MARGIN)
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
        cursor = self._cursor(_Halves(self.text()), start, end)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _on_text_changed(self) -> None:
        self._underlines = None  # Qt moved them along as it thinks fit
        self._fit_height()
        if not self._setting:
            self.changed.emit()

    # Underlines

    @property
    def underlines(self) -> tuple[Underline, ...]:
        """The places that are underlined."""
        return self._underlines or ()

    def set_underlines(self, underlines: Sequence[Underline]) -> None:
        """Underline these places and no others."""
        if tuple(underlines) == self._underlines:
            return
        self._underlines = tuple(underlines)
        selections, halves = [], _Halves(self.text() if underlines else "")
        for each in self._underlines:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(halves, each.start, each.end)
            selection.format.setUnderlineStyle(each.line.value)
            selection.format.setUnderlineColor(QColor(each.colour))
            selections.append(selection)
        self.setExtraSelections(selections)

    def underlines_at(self, index: int) -> list[Underline]:
        """The underlined places that a character of the text lies in."""
        return [each for each in self.underlines if each.start <= index <= each.end]

    def _cursor(self, halves: "_Halves", start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(halves.before(start))
        cursor.setPosition(halves.before(end), QTextCursor.MoveMode.KeepAnchor)
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
        line = self.fontMetrics().lineSpacing()
        most = _MOST_LINES * line
        text = self._text_height(most)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if text > most else policy.ScrollBarAlwaysOff
        )
        around = 2 * (_MARGIN + self.frameWidth()) + _SLACK
        height = ceil(max(min(text, most), self._least_lines * line) + around)
        if height != self._height:
            self._height = height
            self.setFixedHeight(height)

    def _text_height(self, most: int) -> float:
        """The height of the text in pixels; of a tall one no more than that it is over `most`.

        Qt counts a paragraph that it has not set yet as one line. Asked for where a paragraph
        stands, it sets it.
        """
        if self.document().characterCount() > _LONG:
            return most + 1
        layout, height = self.document().documentLayout(), 0.0
        block = self.document().firstBlock()
        while block.isValid() and height <= most:
            is_last = not block.next().isValid()
            height += layout.blockBoundingRect(block).height() - is_last * _MARGIN
            block = block.next()
        return height

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The part that has the text got another size, with all of the box or by itself."""
        super().resizeEvent(event)
        if not self._is_resizing:  # within the resizing of all Qt would not fit the parts again
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
        if event.type() is not QEvent.Type.Resize:
            return super().event(event)
        self._is_resizing = True
        is_taken = super().event(event)
        self._is_resizing = False
        self._fit_height()
        return is_taken

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


_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class _Halves:
    """Where characters of a text are for Qt, which counts those beyond the first 65,536 twice."""

    def __init__(self, text: str) -> None:
        self._count = len(text)
        self._double = [match.start() for match in _ASTRAL.finditer(text)]

    def before(self, index: int) -> int:
        """The half characters before that of an index."""
        index = min(index, self._count)
        return index + bisect_left(self._double, index)
