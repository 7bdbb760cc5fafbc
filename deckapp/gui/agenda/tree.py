"""The tree of the agenda: calm to go by, and to be rearranged where it is an outline."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QTreeView

from deckapp.gui.overriding import override

_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect


class AgendaTree(QTreeView):
    """No branches drawn, one click opens, Return goes to the card."""

    entered_card = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setExpandsOnDoubleClick(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)

    def set_outline(self, outline: bool) -> None:  # noqa: FBT001  what it is, not how
        """Let several rows be selected and dragged, or not."""
        selection, drag = QTreeView.SelectionMode, QTreeView.DragDropMode
        self.setSelectionMode(selection.ExtendedSelection if outline else selection.SingleSelection)
        self.setDragDropMode(drag.DragDrop if outline else drag.NoDragDrop)
        self.setAcceptDrops(outline)

    def lay_out(self) -> None:
        """Lay out all rows now, if that is still to be done."""
        self.executeDelayedItemsLayout()

    def make_current(self, index: QModelIndex) -> None:
        """Go to a row and select only that, whatever keys are held down, such as Ctrl of Ctrl+Z."""
        self.selectionModel().setCurrentIndex(index, _ONLY)

    def select_only_current(self) -> None:
        """Give up the selection of all rows but the current one."""
        self.selectionModel().select(self.currentIndex(), _ONLY)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where nothing is current, coming here chooses nothing: Qt would go to the first row."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:
            QAbstractScrollArea.focusInEvent(self, event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped just below an open issue becomes its first card, as it looks."""
        index = self.indexAt(event.position().toPoint())
        is_below = self.dropIndicatorPosition() is QTreeView.DropIndicatorPosition.BelowItem
        if is_below and self.isExpanded(index) and self.model().rowCount(index):
            self.model().dropMimeData(event.mimeData(), event.dropAction(), 0, 0, index)
            event.acceptProposedAction()  # which leaves nothing for Qt but to end the drag
        super().dropEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_card.emit()
            return
        super().keyPressEvent(event)
