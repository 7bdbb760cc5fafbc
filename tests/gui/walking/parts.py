"""What is on a stage: its widgets, their names, and where Tab leads."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.gui.helpers import spin

_TAKES_PART = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
_PARTS = (QHeaderView, QScrollBar, QSplitterHandle)
_INNER = ("qt_spinbox_lineedit", "qt_menubar_ext_button", "qt_scrollarea_viewport")


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    if isinstance(widget, QComboBox):  # on Linux Qt gives its text, and the rest by the label
        labels = [each for each in widget.window().findChildren(QLabel) if each.buddy() is widget]
        return widget.accessibleName() or "".join(label.text() for label in labels)
    interface = QAccessible.queryAccessibleInterface(widget)
    if not interface.isValid():
        return widget.accessibleName()
    return interface.text(QAccessible.Text.Name)


def role_of(widget: QWidget) -> QAccessible.Role:
    """What kind of thing a screen reader says it is."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role()


def told(widget: QWidget) -> str:
    """A widget in a failure's message: class, the parts it is in, and what it says."""
    parts = []
    at: QWidget | None = widget
    while at is not None:
        name = at.objectName()
        parts.append(type(at).__name__ + (f"({name})" if name else ""))
        at = at.parentWidget() if not at.isWindow() else None
    text = getattr(widget, "text", lambda: "")
    said = text() if callable(text) else ""
    return f"{' < '.join(parts)} “{str(said)[:60]}” named “{name_of(widget)[:60]}”"


def interactive(root: QWidget) -> Iterator[QWidget]:
    """Every visible widget that takes part: those of the keyboard and those to click."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible() or widget.window() is not root:
            continue
        if widget.objectName() in _INNER or isinstance(widget, _PARTS):
            continue
        if widget.focusProxy() is not None or is_of_line_edit(widget):
            continue
        takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if (takes_keys and widget is not root) or isinstance(widget, _TAKES_PART):
            yield widget


def is_of_line_edit(widget: QWidget) -> bool:
    """Whether it is the button that Qt puts into a box to clear it, or a menu bar's."""
    parent = widget.parentWidget()
    return isinstance(parent, QLineEdit) or (
        isinstance(parent, QComboBox) and isinstance(widget, QLineEdit)
    )


def tab_stops(root: QWidget) -> list[QWidget]:
    """What Tab should reach."""
    return [
        widget
        for widget in interactive(root)
        if widget.isEnabled()
        and widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        # Of choices that exclude each other, Tab goes to the chosen one; arrows lead to the others.
        and (not isinstance(widget, QRadioButton) or widget.isChecked())
    ]


def tab_round(root: QWidget, most: int) -> list[QWidget]:
    """What Tab does reach, from what has the keyboard on until it is there again."""
    first: QWidget | None = root.focusWidget()
    assert first is not None
    met = [first]
    for _ in range(most):
        QTest.keyClick(met[-1], Qt.Key.Key_Tab)
        now: QWidget | None = QApplication.focusWidget() or root.focusWidget()
        assert now is not None
        if now is first:
            return met
        met.append(now)
        if now is met[-2]:
            return met
    return met


def delete_deferred() -> None:
    """Delete what waits for it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    spin()
