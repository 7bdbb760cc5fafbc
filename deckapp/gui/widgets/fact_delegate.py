"""How a fact is drawn: one line, below it another in smaller type or a bar, or a number."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .lettering import lettered

CELL = Qt.ItemDataRole.UserRole
_SIDE, _ABOVE = 8, 5
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


def cell_height(cell: Cell, metrics: QFontMetrics) -> int:
    """How high a row with a cell has to be, in pixels."""
    line = metrics.height()
    if cell.below or (cell.bar is None and " " in cell.text):
        line = 2 * metrics.lineSpacing()  # of a number in words, too
    elif cell.bar is not None:
        line += int(_BAR * line) + 3
    return int(line) + 2 * _ABOVE


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
        metrics = QFontMetrics(font)
        first = QRect(box.left(), box.top(), box.width(), metrics.height())
        if not cell.below and cell.bar is None:
            first = box
        painter.setPen(QColor(inks[0]))
        painter.drawText(first, _LINE, _elided(cell.text, metrics, box.width()))
        if cell.below:
            smaller = lettered(font, _SMALLER)
            painter.setFont(smaller)
            painter.setPen(QColor(inks[1]))
            second = QRect(box.left(), box.bottom() - metrics.height(), box.width(), first.height())
            below = _elided(cell.below, QFontMetrics(smaller), box.width())
            painter.drawText(second, _LINE, below)
        elif cell.bar is not None:
            height = _BAR * metrics.height()
            bar = QRectF(box.left(), box.bottom() - height, box.width(), height)
            colour = inks[0] if inks[0] == inks[1] else cell.bar.colour
            draw_bar(painter, bar, cell.bar._replace(colour=colour), inks[1])


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


def _elided(text: str, metrics: QFontMetrics, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextSingleLine
)
_NUMBER = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextWordWrap
)
