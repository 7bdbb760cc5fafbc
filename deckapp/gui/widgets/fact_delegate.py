"""How a fact is drawn: one line, below it another in smaller type or a bar, or a number."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .lettering import lettered
from .short_lines import short_lines

CELL = Qt.ItemDataRole.UserRole
_SIDE, _ABOVE = 8, 5
_ABOVE_BAR = 3
_MOST_LINES = 3
_NUMBER_LINES = 2
_SMALLER = 0.92
_BAR = 0.5
"""The height of a bar, in parts of a line's."""


class Bar(NamedTuple):
    """Two shares from 0 to 1 in one colour: filled up to `solid`, hatched from there to `reach`."""

    colour: str
    solid: float
    reach: float


class Cell(NamedTuple):
    """One fact: a line, and below it another or a bar. `tip` is what else there is to know."""

    text: str
    below: str = ""
    bar: Bar | None = None
    tip: str = ""


def cell_height(cell: Cell, font: QFont, width: int, *, is_first: bool) -> int:
    """How high a row with a cell has to be in a column of a width, in pixels."""
    metrics, room = QFontMetrics(font), width - 2 * _SIDE
    if not is_first:
        fits = metrics.horizontalAdvance(cell.text) < room  # Qt wraps what fills it
        return metrics.height() * (1 if fits else _NUMBER_LINES) + 2 * _ABOVE
    text, below = _lines(cell, font, room)
    height = len(text) * metrics.height() + len(below) * _below(font).height()
    return height + (_bar_height(metrics) if cell.bar is not None else 0) + 2 * _ABOVE


def _lines(cell: Cell, font: QFont, room: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of a cell of the first column, and those below them."""
    text = short_lines(cell.text, font, room, _MOST_LINES)
    if not cell.below:
        return text, ()
    return text, short_lines(cell.below, lettered(font, _SMALLER), room, _MOST_LINES)


def _below(font: QFont) -> QFontMetrics:
    return QFontMetrics(lettered(font, _SMALLER))


def _bar_height(metrics: QFontMetrics) -> int:
    """The height of a bar with what is free above it."""
    return int(_BAR * metrics.height()) + _ABOVE_BAR


class FactDelegate(QStyledItemDelegate):
    """Draws the first column's cells at the left, others at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell = index.data(CELL)
        around = self.parent()
        assert isinstance(around, QWidget)
        rect, state, font = QRect(option.rect), option.state, QFont(option.font)
        is_marked = bool(state & QStyle.StateFlag.State_Selected) and around.hasFocus()
        theme = self._theme
        ink, muted = (theme.paper, theme.paper) if is_marked else (theme.ink, theme.muted)
        painter.save()
        # The style has painted a selected row already, whatever has the keyboard.
        painter.fillRect(rect, QColor(theme.focus if is_marked else theme.paper))
        if index.row() and not is_marked:
            painter.setPen(QColor(theme.line))
            painter.drawLine(rect.topLeft(), rect.topRight())
        inner = rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        painter.setFont(font)
        if index.column():
            painter.setPen(QColor(ink))
            painter.drawText(inner, _NUMBER, cell.text)
        else:
            self._paint_lines(painter, inner, cell, font, (ink, muted))
        painter.restore()

    def _paint_lines(
        self, painter: QPainter, box: QRect, cell: Cell, font: QFont, inks: tuple[str, str]
    ) -> None:
        metrics, smaller = QFontMetrics(font), lettered(font, _SMALLER)
        text, below = _lines(cell, font, box.width())
        bar = _bar_height(metrics) if cell.bar is not None else 0
        height = len(text) * metrics.height() + len(below) * _below(font).height() + bar
        top = box.top() + (box.height() - height) // 2
        for lines, face, ink in ((text, font, inks[0]), (below, smaller, inks[1])):
            painter.setFont(face)
            painter.setPen(QColor(ink))
            for line in lines:
                row = QRect(box.left(), top, box.width(), QFontMetrics(face).height())
                painter.drawText(row, _LINE, line)
                top += row.height()
        if cell.bar is not None:
            colour = inks[0] if inks[0] == inks[1] else cell.bar.colour
            place = QRectF(box.left(), top + _ABOVE_BAR, box.width(), bar - _ABOVE_BAR)
            draw_bar(painter, place, cell.bar._replace(colour=colour), inks[1])


def draw_bar(painter: QPainter, box: QRectF, bar: Bar, frame: str) -> None:
    """Draw a bar in a box that is 100 % wide; `frame` is the colour of its frame."""
    solid, reach = (min(max(share, 0.0), 1.0) for share in (bar.solid, bar.reach))
    colour = QColor(bar.colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(QRectF(box.left(), box.top(), box.width() * solid, box.height()))
    if reach > solid:
        more = QRectF(box.left() + box.width() * solid, box.top(), 0, box.height())
        more.setWidth(box.width() * (reach - solid))
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(more)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(frame), 0))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextSingleLine
)
_NUMBER = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextWordWrap
)
