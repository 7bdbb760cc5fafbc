"""A text that is not for editing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from .focus_ring import FocusRing


def reader() -> QPlainTextEdit:
    """A text that can be read and copied by keyboard alone."""
    view = QPlainTextEdit()
    view.setReadOnly(True)
    view.setUndoRedoEnabled(False)
    view.document().setDocumentMargin(8)
    view.setTabChangesFocus(True)
    flags = Qt.TextInteractionFlag
    view.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    FocusRing(view)
    return view
