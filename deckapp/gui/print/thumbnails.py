"""A drawn picture of each layout: cards, fold lines and cut lines on their sheet."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from deckapp.gui.theme import Theme
from deckapp.printing import Content, Fold, Layout

SIZE = QSize(64, 52)
_PAPER = "#FFFFFF"
_EDGE = "#8A8F96"
_LINE = "#C3C8CE"
_BAR = "#0076B8"


def thumbnail(layout: Layout, theme: Theme, ratio: float = 2.0) -> QIcon:
    """The sheet of a layout; paper stays white in a dark window."""
    pixmap = QPixmap(SIZE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        _paint(painter, layout, theme)
    finally:
        painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def _paint(painter: QPainter, layout: Layout, theme: Theme) -> None:
    paper = layout.paper
    scale = min((SIZE.width() - 6) / 842, (SIZE.height() - 6) / 842)
    if layout.group == "cards":
        scale = min((SIZE.width() - 10) / paper.width, (SIZE.height() - 10) / paper.height, 0.11)
    sheet = QRectF(0, 0, paper.width * scale, paper.height * scale)
    sheet.moveCenter(QPointF(SIZE.width() / 2, SIZE.height() / 2))
    painter.setPen(QPen(QColor(theme.muted), 1))
    painter.setBrush(QColor(_PAPER))
    painter.drawRect(sheet)
    for cell in layout.cells:
        width, height = layout.face.width * scale, layout.face.height * scale
        leaf = width * (2 if layout.fold is Fold.OVER else 1)
        x = sheet.left() + cell.x * scale
        y = sheet.bottom() - cell.y * scale - height
        if layout.group != "cards":
            painter.setPen(QPen(QColor(_EDGE), 0.75))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(x, y, leaf, height))
        if layout.fold is Fold.OVER:
            painter.setPen(QPen(QColor(_EDGE), 0.75, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x + width, y), QPointF(x + width, y + height))
        _paint_face(painter, QRectF(x, y, width, height), layout)


def _paint_face(painter: QPainter, face: QRectF, layout: Layout) -> None:
    """A bar and some lines, as many as there is room for."""
    inside = face.adjusted(*(edge * face.width() for edge in (0.12, 0.14, -0.12, -0.1)))
    if layout.fold is Fold.POCKET or layout.content is not Content.CARDS:
        inside = face.adjusted(3, 3, -3, -3)
    painter.fillRect(QRectF(inside.left(), inside.top(), inside.width(), 1.4), QColor(_BAR))
    y = inside.top() + 4
    while y < inside.bottom():
        painter.fillRect(QRectF(inside.left(), y, inside.width(), 0.9), QColor(_LINE))
        y += 3
