"""The order in which Tab goes through a window, mended where parts come later than their place."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_before(part: QWidget, later: QWidget) -> None:
    """Have Tab go through a part of the window just before it comes to another widget.

    Qt puts what is added to a window last, wherever in it that stands.
    """
    after = later.previousInFocusChain() or later
    while not _is_stop(after) and after is not later:  # Qt puts nothing after what is no stop
        after = after.previousInFocusChain() or later
    for each in list(_around(later)):
        if part.isAncestorOf(each) and _is_stop(each):
            QWidget.setTabOrder(after, each)
            after = each


def _is_stop(widget: QWidget) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None


def _around(start: QWidget) -> Iterator[QWidget]:
    """Every other widget of the window, in the order of Tab."""
    each = start.nextInFocusChain()
    while each is not None and each is not start:
        yield each
        each = each.nextInFocusChain()
