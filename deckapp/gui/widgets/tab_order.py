"""The order in which Tab goes through a window, mended where parts come later than their place."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_before(part: QWidget, later: QWidget) -> None:
    """Have Tab go through a part of the window just before it comes to another widget.

    Qt puts what is added to a window last, wherever in it that stands. It moves nothing, and puts
    nothing after, what Tab does not stop at; what has a focus proxy in it goes as a whole, if its
    own policy lets Tab stop there.
    """
    after = later.previousInFocusChain() or later
    while not (_stops(after) and after.focusProxy() is None) and after is not later:
        after = after.previousInFocusChain() or later
    whole: QWidget | None = None
    for each in list(_around(later)):
        if not part.isAncestorOf(each) or not _stops(each):
            continue
        if whole is None or not whole.isAncestorOf(each):
            QWidget.setTabOrder(after, each)
            whole = each if each.focusProxy() is not None else None
        after = each


def _stops(widget: QWidget) -> bool:
    """Whether Tab stops at a widget, or at what it hands the keyboard to in it."""
    proxy: QWidget | None = widget.focusProxy()
    hands_up = proxy is not None and not widget.isAncestorOf(proxy)
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and not hands_up


def _around(start: QWidget) -> Iterator[QWidget]:
    """Every other widget of the window, in the order of Tab."""
    each = start.nextInFocusChain()
    while each is not None and each is not start:
        yield each
        each = each.nextInFocusChain()
