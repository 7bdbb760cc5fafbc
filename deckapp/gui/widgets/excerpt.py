"""A line of a text around a place in it, which is emphasised and always seen."""

import re
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from deckapp.gui.theme import Theme

_AROUND = 300
"""Characters on each side that are looked at: as many as the widest window may show."""
_MOST = 0.7
"""How much of the line the emphasised place may take."""
_THIN = "\u2009"
_SPACE = re.compile(r"\s")


class Excerpt(NamedTuple):
    """A place in a text with what stands around it, without line breaks.

    `instead` is what the place becomes; None where nothing is planned for it.
    """

    before: str
    found: str
    after: str
    instead: str | None = None

    def __str__(self) -> str:
        becomes = "" if self.instead is None else f" → {self.instead}"
        return f"{self.before[-40:]}{self.found}{becomes}{self.after[:40]}".strip()


def excerpt_of(text: str, start: int, end: int, instead: str | None = None) -> Excerpt:
    """The excerpt around a place of a text."""
    return Excerpt(
        _on_one_line(text[max(0, start - _AROUND) : start]),
        _on_one_line(text[start : min(end, start + _AROUND)]),
        _on_one_line(text[end : end + _AROUND]),
        None if instead is None else _on_one_line(instead[:_AROUND]),
    )


def _on_one_line(text: str) -> str:
    spaced = _SPACE.sub(" ", text)
    if spaced.isprintable():
        return spaced
    return "".join(c if c.isprintable() else "\ufffd" for c in spaced)


def draw_excerpt(
    painter: QPainter, room: QRectF, font: QFont, excerpt: Excerpt, theme: Theme
) -> None:
    """Draw an excerpt in the middle of a room, cut off around its place where it is too long.

    Where it is to become something else, the place is struck out and the other text follows.
    """
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    instead = f"{_THIN}{excerpt.instead}" if excerpt.instead else ""
    shares = 2 if instead else 1
    plain, strong = QFontMetricsF(font), QFontMetricsF(bold)
    most = room.width() * _MOST / shares
    middle = [
        strong.elidedText(text, Qt.TextElideMode.ElideMiddle, most)
        for text in (excerpt.found, instead)
    ]
    rest = room.width() - sum(map(strong.horizontalAdvance, middle)) - plain.averageCharWidth()
    after = plain.horizontalAdvance(excerpt.after)
    left = min(plain.horizontalAdvance(excerpt.before), max(rest / 2, rest - after))
    parts = (
        plain.elidedText(excerpt.before, Qt.TextElideMode.ElideLeft, left),
        *middle,
        plain.elidedText(excerpt.after, Qt.TextElideMode.ElideRight, rest - left),
    )
    looks = (None, _found(bold, excerpt, theme), _instead(bold, theme), None)
    layout = QTextLayout("".join(parts), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    ranges, at = [], 0
    for part, look in zip(parts, looks, strict=True):
        length = len(part.encode("utf-16-le")) // 2
        if look is not None and length:
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = at, length, look
            ranges.append(span)
        at += length
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room.width())
    layout.endLayout()
    painter.save()
    painter.setClipRect(room)
    painter.setPen(QColor(theme.ink))
    layout.draw(painter, QPointF(room.left(), room.center().y() - line.height() / 2))
    painter.restore()


def _found(font: QFont, excerpt: Excerpt, theme: Theme) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(font)
    if excerpt.instead is None:
        look.setBackground(QColor(theme.line))
    else:
        look.setForeground(QColor(theme.red_line))
        look.setFontStrikeOut(True)
    return look


def _instead(font: QFont, theme: Theme) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(font)
    look.setForeground(QColor(theme.ask))
    return look
