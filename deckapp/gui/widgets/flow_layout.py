"""A layout of rows: what does not fit beside the others goes below."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from deckapp.gui.overriding import override

_NOWHERE = Qt.Orientation(0)
_SPACING = 4


class FlowLayout(QLayout):
    """Rows of widgets, each as wide as it wishes; the last may be `stretched` to its row's end."""

    def __init__(self, parent: QWidget, *, stretched: bool = False) -> None:
        super().__init__(parent)
        self._stretched = stretched
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(_SPACING)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Add a widget before the one at an index."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return _NOWHERE

    @override
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arranged(QRect(0, 0, width, 0), is_test=True)
        return self._heights[width]

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arranged(rect, is_test=False)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _arranged(self, rect: QRect, *, is_test: bool) -> int:
        """The height that the rows take in the width of a rectangle; widgets are put there."""
        inner = rect.marginsRemoved(self.contentsMargins())
        start, room = inner.left(), max(1, inner.width())
        left, top, height = start, inner.top(), 0
        last = self._items[-1] if self._stretched else None
        row: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            hint = item.sizeHint()
            wide, high = min(hint.width(), room), hint.height()
            if row and left + wide > start + room:
                if not is_test:
                    _place(row, height)
                left, top, height, row = start, top + height + _SPACING, 0, []
            if item is last:
                wide = start + room - left
            row.append((item, QRect(left, top, wide, high)))
            left += wide + _SPACING
            height = max(height, high)
        if not is_test:
            _place(row, height)
        return top + height - rect.top() + self.contentsMargins().bottom()


def _place(row: list[tuple[QLayoutItem, QRect]], height: int) -> None:
    """Put widgets where they belong, in the middle of their row's height."""
    for item, box in row:
        item.setGeometry(box.translated(0, (height - box.height()) // 2))
