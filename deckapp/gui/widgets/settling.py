"""Layouts within layouts settle at once, where otherwise each waits for its turn."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QScrollArea, QWidget

_DEEPEST = 20
_AROUND = 40


def settle() -> None:
    """Give everything its place now.

    Qt passes a new height on from a layout to the one around it once an event loop: fields in a
    form within a form would be seen cut short meanwhile.
    """
    for _ in range(_DEEPEST):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def enter(widget: QWidget) -> None:
    """Give a widget the keyboard, and scroll to where it is."""
    settle()
    widget.setFocus()
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(widget, 0, _AROUND)
