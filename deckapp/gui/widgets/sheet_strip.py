"""A strip of small sheets, each rendered when it is scrolled into sight; a click goes to one."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

_HEIGHT, _PICTURE, _GAP = 92, 54, 14
_MOST_IMAGES = 200
_PAPER = QColor("#FFFFFF")


class SheetStrip(QAbstractScrollArea):
    """Shows the fronts of a document's sheets; `chosen` tells which was clicked, from 0."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, document: QPdfDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._document = document
        self._renderer = self._new_renderer()
        self._images: dict[int, QImage] = {}
        self._asked: dict[int, int] = {}
        self._sides = 1
        self._sheet = 0
        self.setFixedHeight(_HEIGHT)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Sheets")

    def _new_renderer(self) -> QPdfPageRenderer:
        """A renderer for one PDF: asked again for a page, the old one would give the old page."""
        renderer = QPdfPageRenderer(self)
        renderer.setDocument(self._document)
        renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        renderer.pageRendered.connect(self._on_page_rendered)
        return renderer

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; paper stays white."""
        self._theme = theme
        self.viewport().update()

    def set_document(self, document: QPdfDocument, sides: int) -> None:
        """Show another PDF, with so many pages to a sheet."""
        self._images.clear()
        self._asked.clear()
        self._document = document
        self._renderer.pageRendered.disconnect(self._on_page_rendered)
        self._renderer.deleteLater()
        self._renderer = self._new_renderer()
        self._sides = sides
        self._relay()

    def set_sheet(self, sheet: int) -> None:
        """Mark the sheet that is shown, and scroll it into sight."""
        self._sheet = sheet
        left, bar = sheet * self._pitch(), self.horizontalScrollBar()
        if left < bar.value():
            bar.setValue(left)
        elif left + self._pitch() > bar.value() + self.viewport().width():
            bar.setValue(left + self._pitch() - self.viewport().width())
        self.viewport().update()

    def _sheets(self) -> int:
        return -(-self._document.pageCount() // self._sides)

    def _width(self) -> int:
        """The width of a picture."""
        size = self._document.pagePointSize(0)
        return round(_PICTURE * size.width() / size.height()) if size.height() else _PICTURE

    def _pitch(self) -> int:
        return self._width() + _GAP

    def _relay(self) -> None:
        there = self.viewport().width()
        self.horizontalScrollBar().setRange(0, max(0, self._sheets() * self._pitch() - there))
        self.horizontalScrollBar().setPageStep(there)
        self.viewport().update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(self.viewport().rect(), QColor(self._theme.ground))
            if self._document.pageCount():
                first = self.horizontalScrollBar().value() // self._pitch()
                count = self.viewport().width() // self._pitch() + 2
                for sheet in range(first, min(first + count, self._sheets())):
                    self._paint_sheet(painter, sheet)
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on

    def _paint_sheet(self, painter: QPainter, sheet: int) -> None:
        left = sheet * self._pitch() - self.horizontalScrollBar().value() + _GAP / 2
        box = QRectF(left, 5, self._width(), _PICTURE)
        painter.fillRect(box, _PAPER)
        image = self._image(sheet * self._sides)
        if image is not None:
            painter.drawImage(box, image)
        present = sheet == self._sheet
        painter.setPen(
            QPen(QColor(self._theme.focus if present else self._theme.line), 1 + present)
        )
        painter.drawRect(box)
        painter.setPen(QColor(self._theme.ink if present else self._theme.muted))
        number = QRectF(left - _GAP / 2, box.bottom() + 1, self._pitch(), 16)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(sheet + 1))

    def _image(self, page: int) -> QImage | None:
        if page not in self._images and page not in self._asked.values():
            ratio = self.devicePixelRatioF()
            size = QSize(round(self._width() * ratio), round(_PICTURE * ratio))
            self._asked[self._renderer.requestPage(page, size)] = page
        return self._images.get(page)

    def _on_page_rendered(
        self, _page: int, _size: QSize, image: QImage, _options: object, request: int
    ) -> None:
        page = self._asked.pop(request, None)
        if page is None:
            return  # of an earlier PDF
        self._images[page] = image
        while len(self._images) > _MOST_IMAGES:
            del self._images[next(iter(self._images))]
        self.viewport().update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().x() + self.horizontalScrollBar().value()
        sheet = int(at // self._pitch())
        if 0 <= sheet < self._sheets():
            self.chosen.emit(sheet)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relay()
