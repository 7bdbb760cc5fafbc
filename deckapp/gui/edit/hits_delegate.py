"""How a hit looks in the list: its tick, the field it stands in, and the words around it."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.excerpt import Excerpt, draw_excerpt
from deckapp.gui.widgets.lettering import lettered

from .hits_model import HitRole

Index = QModelIndex | QPersistentModelIndex
_BAR = 4
_SPACE = 4
_SMALL = 0.9


class HitsDelegate(QStyledItemDelegate):
    """Paints rows of two lines; headings of cards stand at the foot of theirs."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, 2 * option.fontMetrics.height() + 3 * _SPACE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        found = index.data(HitRole.EXCERPT)
        if isinstance(found, Excerpt):
            self._paint_hit(painter, option, index, found)
        else:
            self._paint_heading(painter, option, index)
        painter.restore()

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        return super().editorEvent(event, model, _indented(option), index)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        height = option.fontMetrics.height() + 2 * _SPACE
        row = QRectF(option.rect).adjusted(8, 0, -8, 0)
        row.setTop(row.bottom() - height)
        count = str(index.data(HitRole.LABEL))
        painter.setFont(lettered(option.font, _SMALL))
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(row, _RIGHT, count)
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        row.setRight(row.right() - painter.fontMetrics().horizontalAdvance(count) - 8)
        painter.setFont(lettered(option.font, bold=True))
        painter.setPen(QColor(self.theme.ink))
        _draw_line(painter, row, index.data())

    def _paint_hit(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, found: Excerpt
    ) -> None:
        whole = QRectF(option.rect)
        if index == self._view.currentIndex():
            painter.fillRect(whole, QColor(self.theme.theirs))
            painter.fillRect(
                whole.adjusted(0, 0, _BAR - whole.width(), 0), QColor(self.theme.focus)
            )
        row = whole.adjusted(self._paint_tick(painter, option, index), _SPACE, -8, -_SPACE)
        label, words = QRectF(row), QRectF(row)
        label.setBottom(row.center().y())
        words.setTop(row.center().y())
        painter.setFont(lettered(option.font, _SMALL))
        painter.setPen(QColor(self.theme.muted))
        _draw_line(painter, label, index.data(HitRole.LABEL))
        draw_excerpt(painter, words, option.font, found, self.theme)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QColor(self.theme.focus))
            painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_tick(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> float:
        """Paint the box where Qt looks for clicks on it; return where the text begins."""
        tick = _indented(option)
        self.initStyleOption(tick, index)
        style = self._view.style()
        indicator = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = style.subElementRect(indicator, tick, self._view)
        tick.rect = box
        # The style draws the frame a shade darker than this, which nothing here is filled with.
        tick.palette.setColor(QPalette.ColorRole.Window, QColor(self.theme.muted))
        is_ticked = tick.checkState is Qt.CheckState.Checked
        tick.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if is_ticked else QStyle.StateFlag.State_Off
        )
        part = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
        style.drawPrimitive(part, tick, painter, self._view)
        return box.right() + 10 - QRectF(option.rect).left()


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _indented(option: QStyleOptionViewItem) -> QStyleOptionViewItem:
    """The option with room for the bar of the current row."""
    indented = QStyleOptionViewItem(option)
    indented.rect = option.rect.adjusted(_BAR + _SPACE, 0, 0, 0)
    return indented


def _draw_line(painter: QPainter, room: QRectF, text: str) -> None:
    metrics = painter.fontMetrics()
    elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, _LEFT, elided)
