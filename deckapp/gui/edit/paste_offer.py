"""The offer to make cards of what was pasted: which there are, what is in each."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from deckapp.deck import Card
from deckapp.deck.characters import shortened
from deckapp.deck.fields import Kind, specs
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.announcing import announce
from deckapp.gui.widgets.focus_ring import FocusRing
from deckapp.gui.widgets.lettering import lettered
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .two_lines import SECOND_LINE, TwoLines
