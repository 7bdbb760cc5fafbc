"""How every stage looks: text and frames stand out, and nothing is cut off at any size."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from deckapp.printing.palette import contrast

from .conftest import WindowMaker
from .helpers import chrome_of, spin, written
from .walking import FULL_DECK, STAGES, told

_SCALE = 3
_TEXT, _FRAME = 4.5, 3.0
_STAGES = [each for each in STAGES if each not in ("rehearse", "print", "calibration", "about")]
_BOXES = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("stage", _STAGES)
def test_that_text_and_frames_stand_out(
    stage: str, theme: str, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(written(tmp_path / "full.yaml", FULL_DECK))
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
        inner = widget.rect().adjusted(4, 3, -4, -3) if not isinstance(widget, QLabel) else None
        part = (inner or widget.rect()) & QRect(0, 0, 300, 60)
        colours = _colours(root, widget, part)
        ground = colours.most_common(1)[0][0]
        best = max(contrast(ground, each) for each, count in colours.items() if count > 2)
        if best < _TEXT:
            yield f"{best:.2f} of text on {ground}: {told(widget)}"


def _says(widget: QWidget) -> bool:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return bool(widget.text().strip())
    if isinstance(widget, QComboBox):
        return bool(widget.currentText())
    return isinstance(widget, QPlainTextEdit | QTextEdit) and bool(widget.toPlainText().strip())


def _faint_frames(root: QWidget) -> Iterator[str]:
    for widget in root.findChildren(QWidget):
        takes = isinstance(widget, _BOXES) and widget.isVisible() and widget.isEnabled()
        if not takes or widget.window() is not root or not _is_in_sight(widget):
            continue
        for state in ("resting", "focused"):
            if state == "focused":
                widget.setFocus(Qt.FocusReason.TabFocusReason)
            at = widget.height() // 2
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
