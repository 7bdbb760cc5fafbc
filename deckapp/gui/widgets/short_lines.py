"""The beginning of a text, on a few lines of a width."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


@lru_cache(maxsize=1024)
def short_lines(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """A text on at most so many lines; the last one is cut short if there is more."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    raw = text.encode("utf-16-le")  # Qt counts its units
    lines: list[str] = []
    start = 0
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        lines.append(raw[2 * start : 2 * end].decode("utf-16-le", "replace").rstrip())
    layout.endLayout()
    rest = raw[2 * start :].decode("utf-16-le", "replace")
    last = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return (*lines[:-1], last)
