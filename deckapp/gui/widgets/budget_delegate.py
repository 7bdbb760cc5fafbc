"""How a budget is drawn: its title, a bar with a line where the budget ends, both in words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .lettering import lettered
from .short_lines import short_lines
from .warning_sign import Level, level_colour, sign_path

if TYPE_CHECKING:
    from .budget_bars import Budget

Index = QModelIndex | QPersistentModelIndex

BUDGET, IS_PRESENT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_SIDE, _ABOVE, _BAND, _GAP = 14, 7, 4, 4
_MOST_LINES = 2
_BAR = 0.55
"""The height of a bar, in parts of a line's."""
_USUAL = "00:00 of 00:00"
_LIMIT = 0.8
"""Where on a bar the budget ends: what is beyond it has room, and all lines stand in a column."""


class BudgetDelegate(QStyledItemDelegate):
    """Draws budgets in one theme. Heights do not depend on times, so that nothing jumps."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        around = self.parent()
        assert isinstance(around, QWidget)
        font, metrics = around.font(), around.fontMetrics()
        width = _room(around)
        lines = len(_title_lines(index.data(BUDGET), font, width - 2 * _SIDE))
        words = metrics.height() * (1 if _is_on_one_line(index.data(BUDGET), font, width) else 2)
        bar = round(_BAR * metrics.height())
        return QSize(1, lines * metrics.height() + bar + words + 2 * _GAP + 2 * _ABOVE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        budget, is_present = index.data(BUDGET), index.data(IS_PRESENT)
        around = self.parent()
        assert isinstance(around, QWidget)
        rect, font, theme = QRect(option.rect), around.font(), self._theme
        metrics = QFontMetrics(font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_present:
            painter.fillRect(rect, QColor(theme.paper))
        band = QRectF(rect.left(), rect.top() + 3, _BAND, rect.height() - 6)
        if is_present:
            band.setWidth(2 * _BAND)
        painter.fillRect(band, QColor(budget.colour))
        inner = rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        top = inner.top()
        painter.setFont(lettered(font, bold=is_present))
        painter.setPen(QColor(theme.muted if budget.dropped else theme.ink))
        for line in _title_lines(budget, font, inner.width()):
            painter.drawText(QRect(inner.left(), top, inner.width(), metrics.height()), _LINE, line)
            top += metrics.height()
        height = round(_BAR * metrics.height())
        draw_budget(painter, QRectF(inner.left(), top + _GAP, inner.width(), height), budget, theme)
        top += height + 2 * _GAP
        words = QRect(inner.left(), top, inner.width(), inner.bottom() + 1 - top)
        self._paint_words(painter, words, budget, font)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, budget: "Budget", font: QFont) -> None:
        """The times at the left; what is to be noted at the right, with its sign."""
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(box, _WORDS, budget.told)
        if not budget.remark:
            return
        bold = lettered(font, bold=budget.level is not Level.WITHIN)
        colour = self._theme.muted
        if budget.level is not Level.WITHIN:
            colour = level_colour(budget.level, self._theme)
        painter.setFont(bold)
        painter.setPen(QColor(colour))
        wide = QFontMetrics(bold).horizontalAdvance(budget.remark)
        is_below = box.height() > 1.5 * metrics.height()
        left = box.left() + _sign_room(metrics) if is_below else box.right() + 1 - wide
        base = box.bottom() + 1 - metrics.height()
        painter.drawText(QRect(left, base, wide + 2, metrics.height()), _LINE, budget.remark)
        side = metrics.ascent() * 0.9
        sign = QRectF(left - side - 5, base + metrics.ascent() - side + 1, side, side)
        painter.fillPath(sign_path(budget.level, sign), QColor(colour))


def draw_budget(painter: QPainter, box: QRectF, budget: "Budget", theme: Theme) -> None:
    """Draw a bar: filled up to the share, a line at the budget, hatched beyond it."""
    limit = box.left() + box.width() * _LIMIT
    end = min(box.right(), box.left() + box.width() * _LIMIT * max(0.0, budget.share))
    planned = QRectF(box.left(), box.top(), limit - box.left(), box.height())
    if not budget.dropped:
        painter.fillRect(planned, QColor(theme.ground if theme.name == "light" else theme.line))
    done = QRectF(box.left(), box.top(), min(end, limit) - box.left(), box.height())
    painter.fillRect(done, QColor(budget.colour))
    if budget.share > 1:
        over = QRectF(limit, box.top(), end - limit, box.height())
        colour = QColor(level_colour(Level.OVER, theme))
        painter.setPen(QPen(colour, 1))
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(over.adjusted(0.5, 0.5, -0.5, -0.5))
    pen = QPen(QColor(theme.muted), 1)
    if budget.dropped:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(planned.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(QPen(QColor(theme.ink), 2))
    painter.drawLine(QPointF(limit, box.top() - 3), QPointF(limit, box.bottom() + 3))


def _room(around: QWidget) -> int:
    viewport = around.findChild(QWidget, "qt_scrollarea_viewport")
    return viewport.width() if isinstance(viewport, QWidget) else around.width()


def _title_lines(budget: "Budget", font: QFont, room: int) -> tuple[str, ...]:
    return short_lines(budget.title, lettered(font, bold=True), max(1, room), _MOST_LINES)


def _sign_room(metrics: QFontMetrics) -> int:
    return round(metrics.ascent() * 0.9) + 5


def _is_on_one_line(budget: "Budget", font: QFont, width: int) -> bool:
    """Whether the times and the widest remark stand side by side."""
    bold = QFontMetrics(lettered(font, bold=True))
    told = QFontMetrics(font).horizontalAdvance(max(budget.told, _USUAL, key=len))
    return told + _sign_room(bold) + bold.horizontalAdvance(" 00:00 over") <= width - 2 * _SIDE


_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextSingleLine
)
_WORDS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextSingleLine
)
