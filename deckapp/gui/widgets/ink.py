"""Colour on cards and banners: filled shapes and text.

`QPainter.setPen`, `QPainter.fillRect` and `QBrush(colour)` take values of the `Qt` namespace as
well, and the first call of any of them makes PySide6 create that namespace: a hundred
enumerations, a fifth of the time to the first card (`make bench`). A palette's brush, `eraseRect`
and the formats of a text layout colour just as well without it.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)


@lru_cache(maxsize=128)
def brush(colour: str) -> QBrush:
    """A brush of one colour, #RRGGBB or #AARRGGBB."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(colour))
    return palette.brush(QPalette.ColorRole.Window)


def fill(painter: QPainter, rect: QRectF, colour: str) -> None:
    """Fill a rectangle."""
    painter.setBackground(brush(colour))
    painter.eraseRect(rect)


def shape(text: str, font: QFont, colour: str) -> QTextLayout:
    """Text in one font and colour, ready to be broken into lines anywhere that words allow."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    inked = QTextLayout.FormatRange()
    inked.start = 0
    inked.length = len(text.encode("utf-16-le")) // 2
    inked.format = QTextCharFormat()
    inked.format.setForeground(brush(colour))
    layout.setFormats([inked])
    return layout


@lru_cache(maxsize=512)
def line_of(text: str, font: QFont, colour: str) -> QTextLayout:
    """One line of text, as wide as it is; labels recur, so they are kept."""
    layout = shape(text, font, colour)
    layout.beginLayout()
    line = layout.createLine()
    line.setNumColumns(max(1, len(text) * 2))
    layout.endLayout()
    return layout


def width_of(line: QTextLayout) -> float:
    """The width of what `line_of` made."""
    return line.lineAt(0).naturalTextWidth()


def draw_line(painter: QPainter, line: QTextLayout, baseline: QPointF, scale: float) -> None:
    """Draw what `line_of` made, `scale` times as large, from the left end of its baseline."""
    painter.save()
    painter.translate(baseline)
    painter.scale(scale, scale)
    first = line.lineAt(0)
    first.draw(painter, QPointF(0, -first.y() - first.ascent()))
    painter.restore()
