"""The history of a deck as a list: what was done, the newest first, to go back and forth in."""

from collections.abc import Sequence
from enum import IntEnum
from html import escape

from PySide6.QtCore import (
    QAbstractListModel,
    QMargins,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck.characters import shown
from deckapp.deck.editing.history import History
from deckapp.gui.overriding import override
from deckapp.gui.widgets.focus_ring import FocusRing

Index = QModelIndex | QPersistentModelIndex
_MOST_CHARACTERS = 200


class Role(IntEnum):
    """What the delegate asks for besides the text."""

    IS_PRESENT = Qt.ItemDataRole.UserRole
    IS_UNDONE = Qt.ItemDataRole.UserRole + 1
    NOTE = Qt.ItemDataRole.UserRole + 2


class HistoryModel(QAbstractListModel):
    """The steps of a history, one a row, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels: Sequence[str] = ()
        self._at = 0
        self._saved: int | None = None

    def set_history(self, history: History) -> None:
        """Show these steps; where they are the same, the rows stay."""
        labels, at, saved = history.labels, history.at, history.saved_at
        if (labels, at, saved) == (self._labels, self._at, self._saved):
            return
        if labels == self._labels:
            self._at, self._saved = at, saved
            self.dataChanged.emit(self.index(0), self.index(len(labels) - 1))
            return
        self.beginResetModel()
        self._labels, self._at, self._saved = labels, at, saved
        self.endResetModel()

    def row_of(self, step: int) -> int:
        """The row of a step, and as well the step of a row."""
        return len(self._labels) - 1 - step

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._labels)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        step = self.row_of(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(step)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, [self._words(step), self._note(step)]))
            case Qt.ItemDataRole.ToolTipRole:
                return f"<span>{escape(self._words(step))}</span>"
            case Role.IS_PRESENT:
                return step == self._at
            case Role.IS_UNDONE:
                return step > self._at
            case Role.NOTE:
                return self._note(step)
        return None

    def _words(self, step: int) -> str:
        words = shown(self._labels[step][:_MOST_CHARACTERS])
        return words[:1].upper() + words[1:] if step else "As opened"

    def _note(self, step: int) -> str:
        state = "now" if step == self._at else "undone" if step > self._at else ""
        return ", ".join(filter(None, [state, "saved" if step == self._saved else ""]))


class HistoryList(QWidget):
    """Lists the steps of a deck. Return or a double click on one emits `step_wanted` with it.

    Steps are counted from 0, which is the deck as it was opened.
    """

    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HistoryModel(self)
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_StepDelegate(self.list))
        self.list.activated.connect(self._on_activated)
        FocusRing(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.setAccessibleName("History")
        self.setAccessibleDescription("What was done, the newest first. Return goes to a step.")

    def set_history(self, history: History) -> None:
        """Show the steps of a history, with the present one in sight."""
        self.model.set_history(history)
        self.list.setCurrentIndex(self.model.index(self.model.row_of(history.at)))

    def setAccessibleName(self, name: str) -> None:
        """Name the list, which has the keyboard."""
        super().setAccessibleName(name)
        self.list.setAccessibleName(name)

    def setAccessibleDescription(self, text: str) -> None:
        """Describe the list, which has the keyboard."""
        super().setAccessibleDescription(text)
        self.list.setAccessibleDescription(text)

    def _on_activated(self, index: QModelIndex) -> None:
        self.step_wanted.emit(self.model.row_of(index.row()))


class _StepDelegate(QStyledItemDelegate):
    """A row: a wedge before the present step, what was done, and a note at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index).grownBy(QMargins(0, 3, 0, 3))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        words, row.text, row.icon = row.text, "", QIcon()
        row.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, row, painter, row.widget
        )
        role = QPalette.ColorRole
        is_selected = bool(row.state & QStyle.StateFlag.State_Selected)
        ink = role.HighlightedText if is_selected else role.Text
        quiet = role.HighlightedText if is_selected else role.PlaceholderText
        is_present, is_undone = index.data(Role.IS_PRESENT), index.data(Role.IS_UNDONE)
        font = QFont(row.font)
        font.setItalic(is_undone)
        font.setWeight(QFont.Weight.DemiBold if is_present else QFont.Weight.Normal)
        unit = row.fontMetrics.height()
        box = row.rect.adjusted(unit + 2, 0, -unit // 2, 0)
        painter.save()
        if is_present:
            _paint_wedge(painter, row.rect, unit, row.palette.color(ink))
        note = index.data(Role.NOTE)
        taken = row.fontMetrics.horizontalAdvance(note) + unit if note else 0
        painter.setFont(row.font)
        painter.setPen(row.palette.color(quiet))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | middle, note)
        painter.setFont(font)
        painter.setPen(row.palette.color(quiet if is_undone else ink))
        room = QRect(box).adjusted(0, 0, -taken, 0)
        text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, text)
        painter.restore()


def _paint_wedge(painter: QPainter, row: QRect, unit: int, ink: QColor) -> None:
    """A wedge that points at the words of a row."""
    left, middle, reach = row.left() + unit * 0.4, row.center().y() + 0.5, unit * 0.25
    points = (-reach, 0.0), (reach, 0.0), (0.0, reach * 1.2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon([QPointF(left + away, middle + down) for down, away in points])
