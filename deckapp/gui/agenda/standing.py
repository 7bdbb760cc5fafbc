"""What is open, selected and in view in the tree of the agenda, to be so again after an edit."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from .model import AgendaFilter, AgendaModel
from .tree import AgendaTree

_Flag = QItemSelectionModel.SelectionFlag


class Standing:
    """How a tree stands, by the ids of issues and cards."""

    def __init__(self, tree: AgendaTree, model: AgendaModel, shown: AgendaFilter) -> None:
        self._tree, self._model, self._shown = tree, model, shown
        rows = [shown.index(row, 0) for row in range(shown.rowCount())]
        self._closed = {self._id(row) for row in rows if not tree.isExpanded(row)}
        self._selected = {self._id(each) for each in tree.selectionModel().selectedIndexes()}
        current = tree.currentIndex()
        self._current = self._id(current) if current.isValid() else None
        self._in_view = tree.viewport().rect().intersects(tree.visualRect(current))
        self._scrolled = tree.verticalScrollBar().value()

    def _id(self, index: object) -> str:
        return self._model.id_at(self._shown.mapToSource(index))  # type: ignore[arg-type]

    def restore(self) -> None:
        """Let the tree stand so again, as far as its rows are still there; what is new is open."""
        tree, shown = self._tree, self._shown
        tree.setUpdatesEnabled(False)  # else every step lays out all rows
        for row in range(shown.rowCount()):
            index = shown.index(row, 0)
            if self._id(index) not in self._closed:
                tree.expand(index)
        ids = {*self._selected} if self._current is None else {*self._selected, self._current}
        places = self._model.indexes(ids)
        at = {id_: shown.mapFromSource(index) for id_, index in places.items()}
        selection = QItemSelection()
        for id_, index in at.items():
            if id_ in self._selected and index.isValid():
                selection.select(index, index)
        current = at.get(self._current or "")
        scrolls, flags = tree.hasAutoScroll(), _Flag.ClearAndSelect
        tree.setAutoScroll(False)
        tree.selectionModel().select(selection, flags)
        if current is not None and current.isValid():
            tree.selectionModel().setCurrentIndex(current, _Flag.NoUpdate)
        tree.setAutoScroll(scrolls)
        tree.lay_out()
        tree.verticalScrollBar().setValue(self._scrolled)
        if self._in_view and current is not None and current.isValid():
            tree.scrollTo(current)
        tree.setUpdatesEnabled(True)
