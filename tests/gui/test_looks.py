"""How every stage looks: text and frames stand out, and nothing is cut off at any size."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from deckapp.gui.widgets.chip import Chip
from deckapp.printing.palette import contrast

from .conftest import WindowMaker
from .helpers import FakeHints, chrome_of, spin, written
from .walking import FULL_DECK, STAGES, told

_SCALE = 3
_TEXT, _FRAME = 4.5, 3.0
_STAGES = [each for each in STAGES if each not in ("rehearse", "print", "calibration")]
_BOXES = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("stage", "high"), [*((each, False) for each in _STAGES), ("edit a card", True)]
)
def test_that_text_and_frames_stand_out(
    stage: str,
    theme: str,
    high: bool,  # noqa: FBT001  a parameter of the test
    make_window: WindowMaker,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    window = make_window(written(tmp_path / "full.yaml", FULL_DECK), hints=FakeHints(high=high))
    chrome_of(window).actions[f"theme_{theme}"].trigger()
    root = STAGES[stage](qtbot, window)
    if root is window:
        window.resize(1500, 3200)
    spin()
    faint = [*_faint_texts(root), *_faint_frames(root)]
    assert not faint, "\n".join(faint)
    if root is not window:
        root.close()


def _faint_texts(root: QWidget) -> Iterator[str]:
    for widget in root.findChildren(QWidget):
        used = widget.isVisible() and widget.isEnabled()  # what cannot be used may be faint
        if not used or widget.window() is not root or not _says(widget):
            continue
        colours = _colours(root, widget, _part_with_text(widget))
        ground = colours.most_common(1)[0][0]
        best = max(contrast(ground, each) for each, count in colours.items() if count > 2)
        if best < _TEXT:
            yield f"{best:.2f} of text on {ground}: {told(widget)}"


def _part_with_text(widget: QWidget) -> QRect:
    """Where a widget has text, as small as is quickly looked at."""
    is_label, is_button = isinstance(widget, QLabel), isinstance(widget, QAbstractButton)
    inner = widget.rect() if is_label else widget.rect().adjusted(4, 3, -4, -3)
    part = QRect(0, 0, 300, 60)
    if isinstance(widget, QLabel) and widget.alignment() & Qt.AlignmentFlag.AlignRight:
        part.moveTopRight(inner.topRight())
    elif is_button and inner.width() > part.width():
        part.moveCenter(inner.center())
    return inner & part


def _says(widget: QWidget) -> bool:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return bool(widget.text().strip())
    if isinstance(widget, QComboBox):
        return bool(widget.currentText())
    return isinstance(widget, QPlainTextEdit | QTextEdit) and bool(widget.toPlainText().strip())


def _faint_frames(root: QWidget) -> Iterator[str]:
    for widget in root.findChildren(QWidget):
        is_within = isinstance(widget.parent(), QAbstractSpinBox)  # which has a frame of its own
        takes = isinstance(widget, _BOXES) and widget.isVisible() and widget.isEnabled()
        takes = takes and not is_within
        if not takes or widget.window() is not root or not _is_in_sight(widget):
            continue
        is_only_read = isinstance(widget, QPlainTextEdit | QTextEdit) and widget.isReadOnly()
        for state in ("focused",) if is_only_read else ("resting", "focused"):
            if state == "focused":
                widget.setFocus(Qt.FocusReason.TabFocusReason)
            at = widget.height() // 3  # beside the dots of a splitter's handle
            outside = _colours(root, widget, QRect(-2, at, 1, 1)).most_common(1)[0][0]
            edge = _colours(root, widget, QRect(-1, at, 4, 1))
            best = max(contrast(outside, each) for each in edge)
            if best < _FRAME:
                yield f"{best:.2f} of the {state} frame on {outside}: {told(widget)}"


def _is_in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def _colours(root: QWidget, widget: QWidget, part: QRect) -> Counter[str]:
    """How often which colour is seen in a part of a widget, painted large."""
    place = part.translated(widget.mapTo(root, QPoint(0, 0)))
    image = QImage(part.size() * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    painter = QPainter(image)
    root.render(painter, QPoint(0, 0), QRegion(place))
    painter.end()
    pixels = Counter(memoryview(image.constBits()).cast("B").cast("I"))
    return Counter({f"#{pixel & 0xFFFFFF:06x}": count for pixel, count in pixels.items()})


# Nothing is cut off

_WHOLE = (QAbstractButton, QLabel, QComboBox, QLineEdit)
_SIZES = [(800, 500), (1200, 780), (3840, 2160)]
_SIZED = [each for each in _STAGES if each != "messages and problems"]


@pytest.mark.parametrize("zoom", [70, 200])
@pytest.mark.parametrize("stage", _SIZED)
def test_that_nothing_is_cut_off(
    stage: str, zoom: int, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(written(tmp_path / "full.yaml", FULL_DECK))
    chrome = chrome_of(window)
    root = STAGES[stage](qtbot, window)
    chrome.view._zoom(zoom)
    cut = []
    for width, height in _SIZES if root is window else [(root.width(), root.height())]:
        root.resize(width, height)
        spin()
        spin()
        at = f"{width} × {height}, {zoom} %: "
        if root.width() > width or root.height() > height:
            cut.append(f"{at}needs {root.width()} × {root.height()}")
        is_low = height == 500 and zoom == 200  # lists and labels share what height there is
        cut += [at + each for each in _cut_off(root, lets_labels_shrink=is_low)]
    assert not cut, "\n".join(cut)
    if root is not window:
        root.close()


def _cut_off(root: QWidget, *, lets_labels_shrink: bool) -> Iterator[str]:
    for area in root.findChildren(QScrollArea):
        inner = area.widget()
        if inner is not None and area.isVisible():
            needed, room = inner.minimumSizeHint().width(), area.viewport().width()
            if needed > room:
                yield f"{needed} of {room}: {told(area)}\n    {_widest(inner)}"
    for label in root.findChildren(QLabel):
        if _is_shown(label, root) and label.text():
            yield from _cut_label(label, lets_labels_shrink=lets_labels_shrink)
    for widget in root.findChildren(QWidget):
        if isinstance(widget, _WHOLE) and _is_shown(widget, root):
            yield from _cut_control(widget)


def _cut_control(widget: QWidget) -> Iterator[str]:
    """Buttons are as wide as their text; nothing reaches out of what it is in."""
    least, parent = widget.minimumSizeHint().width(), widget.parentWidget()
    is_button = isinstance(widget, QAbstractButton) and not isinstance(widget, Chip)
    if is_button and _says(widget) and widget.width() < least:
        yield f"{widget.width()} of {least}: {told(widget)}"
    right = widget.geometry().right()
    if parent is not None and right > parent.width() + 1:
        yield f"right edge {right} of {parent.width()}: {told(widget)}"


def _cut_label(label: QLabel, *, lets_labels_shrink: bool) -> Iterator[str]:
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if label.height() < needed and not lets_labels_shrink:
            yield f"height {label.height()} of {needed}: {told(label)}"
    elif label.width() < label.sizeHint().width():
        yield f"{label.width()} of {label.sizeHint().width()}: {told(label)}"


def _is_shown(widget: QWidget, root: QWidget) -> bool:
    return widget.isVisible() and widget.window() is root


def _widest(widget: QWidget) -> str:
    """What makes a widget as wide as it is at least."""
    while True:
        inner = [each for each in widget.children() if isinstance(each, QWidget)]
        inner = [each for each in inner if not each.isHidden()]
        if not inner:
            return told(widget)
        widget = max(inner, key=lambda each: each.minimumSizeHint().width())
