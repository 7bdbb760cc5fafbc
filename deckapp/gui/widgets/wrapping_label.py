"""A label for text of anybody's: it wraps whatever it is given, and never pushes others aside."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

_LONG = 24
_PIECE = re.compile(rf"\S{{{_LONG}}}(?=\S)")
_BREAK_HERE = "\u200b"


class WrappingLabel(QLabel):
    """Plain text in as many lines as it needs; words wider than a line are broken, too.

    An ordinary label is at least as wide as its longest word, which may be wider than the screen.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self.set_plain(text)

    def set_plain(self, text: str) -> None:
        """Show a text."""
        self._plain = text
        self.setText(breakable(text))

    def plain(self) -> str:
        """The text shown."""
        return self._plain


def breakable(text: str) -> str:
    """The text, with places to break in words longer than most."""
    return _PIECE.sub(rf"\g<0>{_BREAK_HERE}", text)
