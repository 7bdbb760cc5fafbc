"""The head of a table of facts: quiet titles on the page's own ground, wrapped where they must."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

_SIDE, _ABOVE = 8, 4


class FlatHeader(QHeaderView):
    """Titles of columns: the first at the left, those of numbers at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(False)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.viewport().update()

    def fit(self, titles: Sequence[str], widths: Sequence[int]) -> int:
        """Take the height that the titles need in columns of these widths, and return it."""
        metrics = self.fontMetrics()
        heights = [
            metrics.boundingRect(QRect(0, 0, max(1, width - 2 * _SIDE), 0), _WRAPPED, title)
            for title, width in zip(titles, widths, strict=True)
        ]
        height = max((each.height() for each in heights), default=0) + 2 * _ABOVE
        self.setFixedHeight(height)
        return height

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's
        painter.save()
        painter.fillRect(rect, QColor(self._theme.panel))
        painter.setPen(QColor(self._theme.muted))
        painter.setFont(self.font())
        title = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        inner = rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        side = Qt.AlignmentFlag.AlignRight if logicalIndex else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignBottom) | _WRAPPED
        painter.drawText(inner, flags, _in_words(str(title), inner.width(), self.fontMetrics()))
        painter.setPen(QColor(self._theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


def _in_words(title: str, width: int, metrics: QFontMetrics) -> str:
    """The title with every word that is wider than its column cut short."""
    elide = Qt.TextElideMode.ElideRight
    return " ".join(metrics.elidedText(word, elide, width) for word in title.split(" "))


_WRAPPED = int(Qt.TextFlag.TextWordWrap)
