"""The table of cards with their clearance: keys that tick, marks that tell standings apart."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPalette, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.focus_ring import FocusRing

from .clearance_model import ClearanceModel, Index
from .standing import Entry, Standing

_SHARES = (0.33, 0.19, 0.15, 0.33)
"""Of the width, for each column."""


class ClearanceTable(QTableView):
    """Lists cards. Space ticks those that are marked, Ctrl+A all.

    Return or a double click emits `card_chosen` with the card's id.
    """

    card_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cards = ClearanceModel(self)
        self.setModel(self.cards)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setItemDelegate(_RowDelegate(self))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.setAccessibleName("Cards and their clearance")
        self.setAccessibleDescription(
            "Space ticks a card, Control and A all of them; Return goes to the card."
        )
        self.activated.connect(self._on_activated)
        FocusRing(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; boxes to tick get a frame that is seen on dark ground, too."""
        self._theme = theme
        palette = self.palette()
        # Fusion draws their frames a shade darker than this, which nothing here is filled with.
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.muted))
        self.setPalette(palette)
        self._set_looks()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """List other cards; the present one stays so, at its place in the window."""
        present, scrolled = self.present(), self.verticalScrollBar().value()
        before = self.currentIndex().row()
        self.cards.set_entries(entries)
        if self.currentIndex().isValid() or not entries:
            return
        row = self.cards.row_of(present.card.id) if present else 0
        if row is None:
            row = min(before, len(entries) - 1)
        self.setCurrentIndex(self.cards.index(row, 0))
        self.verticalScrollBar().setValue(scrolled)

    def present(self) -> Entry | None:
        """The card that the keyboard is at."""
        index = self.currentIndex()
        return self.cards.entry(index.row()) if index.isValid() else None

    def _on_activated(self, index: QModelIndex) -> None:
        self.card_chosen.emit(self.cards.entry(index.row()).card.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space:
            self.cards.toggle([index.row() for index in self.selectionModel().selectedRows()])
        elif event.key() == Qt.Key.Key_A and event.modifiers() == control:
            self.cards.tick_all()
        else:
            super().keyPressEvent(event)

    # Looks

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_looks()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        widths = [int(room * share) for share in _SHARES[:-1]]
        for column, width in enumerate([*widths, room - sum(widths)]):
            self.setColumnWidth(column, width)

    def _set_looks(self) -> None:
        """Rows, marks and colours for the present font and theme."""
        side = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(side + 8)
        self.setIconSize(QSize(side, side))
        colours = {
            Standing.NEVER: QColor(self._theme.ink),
            Standing.CHANGED: QColor(self._theme.trigger),
            Standing.CLEARED: QColor(self._theme.ask),
        }
        icons = {
            standing: QIcon(_mark(standing, colour, side, self.devicePixelRatioF()))
            for standing, colour in colours.items()
        }
        for standing, icon in icons.items():
            on_selected = QColor(self._theme.paper)
            picture = _mark(standing, on_selected, side, self.devicePixelRatioF())
            icon.addPixmap(picture, QIcon.Mode.Selected)
        self.cards.set_looks(icons, colours)


class _RowDelegate(QStyledItemDelegate):
    """No frame around a single cell: it dims the words, and the whole row is marked anyway."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


def _mark(standing: Standing, colour: QColor, side: int, ratio: float) -> QPixmap:
    """A ring for never, a triangle for changed, a tick for cleared."""
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / 16, side / 16)
    pen = QPen(colour, 1.8)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    match standing:
        case Standing.NEVER:
            painter.drawEllipse(QRectF(3.5, 3.5, 9, 9))
        case Standing.CHANGED:
            painter.drawPolygon([QPointF(8, 2.5), QPointF(14, 13), QPointF(2, 13)])
            painter.drawLine(QPointF(8, 6.5), QPointF(8, 8.8))
            painter.drawPoint(QPointF(8, 11))
        case Standing.CLEARED:
            painter.drawPolyline([QPointF(3, 8.5), QPointF(6.5, 12), QPointF(13, 4.5)])
    painter.end()
    return pixmap
