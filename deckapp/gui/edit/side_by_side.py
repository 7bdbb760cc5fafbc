"""Two texts side by side, with the words that differ marked in shape and colour."""

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from deckapp.deck import WordChange, word_changes
from deckapp.deck.characters import FORBIDDEN
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.lettering import lettered
from deckapp.gui.widgets.reader import reader
from deckapp.gui.widgets.wrapping_label import WrappingLabel

_UNSEEN = re.compile(f"{FORBIDDEN}|[\ud800-\udfff]")
_ENDLESS = re.compile(r"\S{1000}")
"""Qt takes seconds to look for places to break in such a word."""

_TINT = 0.14
"""How much of a mark's colour is in the ground behind it."""
_LINE_END = "¶"


class SideBySide(QWidget):
    """The text before at the left, the text after at the right.

    Words that went are struck through, words that came are underlined, both on a tint. Where
    neither text replaces the other, as in a conflict, give `rivals`: then both are underlined.
    """

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, rivals: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme, self._rivals = theme, rivals
        self._pieces: tuple[WordChange, ...] = ()
        self.labels = WrappingLabel(), WrappingLabel()
        self.texts = reader(), reader()
        for text in self.texts:
            text.setPlaceholderText("Nothing here.")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for column, (label, text) in enumerate(zip(self.labels, self.texts, strict=True)):
            label.setBuddy(text)
            grid.addWidget(label, 0, column, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(text, 1, column)
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(1, 1)
        self._set_fonts()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        for label in self.labels:
            label.setFont(lettered(self.font(), bold=True))

    def set_theme(self, theme: Theme) -> None:
        """Mark in other colours."""
        self._theme = theme
        self._show()

    def set_texts(self, before_label: str, before: str, after_label: str, after: str) -> None:
        """Show two texts, each from its first difference on."""
        self._pieces = word_changes(before, after)
        for view, label, name in zip(
            self.texts, self.labels, (before_label, after_label), strict=True
        ):
            label.set_plain(name)
            view.setAccessibleName(name)
        self._show()

    def _show(self) -> None:
        for view, kind in zip(self.texts, ("removed", "added"), strict=True):
            marked = [piece.text for piece in self._pieces if piece.kind == kind]
            view.setAccessibleDescription(_told(kind, marked) if not self._rivals else "")
            pieces = [piece for piece in self._pieces if piece.kind in ("same", kind)]
            _fill(view, pieces, self._mark(kind))

    def _mark(self, kind: str) -> QTextCharFormat:
        colour = self._theme.red_line if kind == "removed" else self._theme.ask
        if self._rivals:
            colour = self._theme.focus
        mark = QTextCharFormat()
        mark.setForeground(QColor(colour))
        mark.setBackground(QColor(mixed(colour, self._theme.paper, _TINT)))
        if kind == "removed" and not self._rivals:
            mark.setFontStrikeOut(True)
        else:
            mark.setFontUnderline(True)
        return mark


def list_beside(rows: QWidget, sentence: QWidget, both: SideBySide, buttons: QWidget) -> QSplitter:
    """A list, and at its right what is said of the chosen row: a sentence, texts, buttons."""
    right = QWidget()
    column = QVBoxLayout(right)
    column.setContentsMargins(8, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(sentence)
    column.addWidget(both, 1)
    column.addWidget(buttons)
    split = QSplitter()
    split.setChildrenCollapsible(False)
    split.addWidget(rows)
    split.addWidget(right)
    return split


def _fill(view: QPlainTextEdit, pieces: Sequence[WordChange], mark: QTextCharFormat) -> None:
    view.clear()
    endless = any(_ENDLESS.search(piece.text) for piece in pieces)
    mode = QTextOption.WrapMode
    view.setWordWrapMode(mode.WrapAnywhere if endless else mode.WrapAtWordBoundaryOrAnywhere)
    cursor = QTextCursor(view.document())
    cursor.beginEditBlock()
    first = None
    for piece in pieces:
        text = _UNSEEN.sub("\ufffd", piece.text)
        if piece.kind == "same":
            cursor.insertText(text, QTextCharFormat())
            continue
        if first is None:
            first = cursor.position()
        if text.isspace():
            text = text.replace("\n", f"{_LINE_END}\n")
        cursor.insertText(text, mark)
    cursor.endEditBlock()
    cursor.setPosition(first or 0)
    view.setTextCursor(cursor)
    view.ensureCursorVisible()


def _told(kind: str, marked: Iterable[str]) -> str:
    """The marks for those who do not see them."""
    words = "; ".join(filter(None, (" ".join(text.split()) for text in marked)))
    return f"{kind.capitalize()}: {words}" if words else ""


def mixed(colour: str, ground: str, share: float) -> str:
    """A colour laid thinly over another, as #RRGGBB."""
    over, under = QColor(colour), QColor(ground)
    shares = [
        round(one * share + other * (1 - share))
        for one, other in (
            (over.red(), under.red()),
            (over.green(), under.green()),
            (over.blue(), under.blue()),
        )
    ]
    return QColor(*shares).name()
