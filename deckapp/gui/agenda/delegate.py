"""How a row of the agenda looks: an issue with its colour and minutes, a card, a trigger's bolt."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.blocks import Mark
from deckapp.gui.widgets.marks import mark_path

from .model import Role

Index = QModelIndex | QPersistentModelIndex


class AgendaDelegate(QStyledItemDelegate):
    """Paints rows: those that are selected are tinted, the one with the keyboard is framed."""

    def __init__(self, theme: Theme, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree
        self.theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, option.fontMetrics.height() + 10)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        current = index == self._tree.currentIndex()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(self.theme.theirs))
        is_issue = not index.parent().isValid()
        colour = QColor(self.theme.issue_colour(index.data(Role.ISSUE_NUMBER)))
        if is_issue or selected:
            painter.fillRect(QRectF(rect.left(), rect.top() + 4, 4, rect.height() - 8), colour)
        row = rect.adjusted(12 if is_issue else 20, 0, -8, 0)
        if is_issue:
            row = self._detail(painter, option, index, row)
        elif index.data(Role.IS_CONTINGENCY):
            box = QRectF(row.left(), row.center().y() - 6, 12, 12)
            painter.fillPath(mark_path(Mark.TRIGGER, box), QColor(self.theme.trigger))
            row = row.adjusted(18, 0, 0, 0)
        painter.setFont(_font(option.font, bold=is_issue))
        painter.setPen(QColor(self.theme.ink))
        title = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, int(row.width())
        )
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, title)
        if current and self._tree.hasFocus():
            painter.setPen(QColor(self.theme.focus))
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()

    def _detail(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: QRectF
    ) -> QRectF:
        """Paint the minutes at the right; return what is left of the row."""
        detail = index.data(Role.DETAIL)
        if not detail:
            return row
        painter.setFont(option.font)
        painter.setPen(QColor(self.theme.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, right, detail)
        return row.adjusted(0, 0, -option.fontMetrics.horizontalAdvance(detail) - 8, 0)


def _font(font: QFont, *, bold: bool) -> QFont:
    font = QFont(font)
    font.setBold(bold)
    return font
