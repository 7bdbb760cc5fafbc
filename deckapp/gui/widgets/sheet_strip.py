"""A strip of small sheets, each rendered when it is scrolled into sight; a click goes to one."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .page_renderer import NO_PDF, PageRenderer, Pdf, Picture, Wanted

_HEIGHT, _PICTURE, _GAP = 92, 54, 14
_MOST_IMAGES = 200
_PAPER = QColor("#FFFFFF")


class SheetStrip(QAbstractScrollArea):
    """Shows the fronts of a PDF's sheets; `chosen` tells which was clicked, from 0."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, renderer: PageRenderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._renderer = renderer
        self._renderer.page_rendered.connect(self._on_page_rendered)
        self._pdf = NO_PDF
        self._images: dict[Wanted, QImage] = {}
        self._missing: list[Wanted] = []
        self._sides = 1
        self._sheet = 0
        self.setFixedHeight(_HEIGHT)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Sheets")

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; paper stays white."""
        self._theme = theme
        self.viewport().update()

    def set_pdf(self, pdf: Pdf, sides: int) -> None:
        """Show another PDF, with so many pages to a sheet."""
        self._renderer.set_pdf(pdf.data)
        self._images.clear()
        self._pdf = pdf
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
        return -(-self._pdf.pages // self._sides)

    def _width(self) -> int:
        """The width of a picture."""
        size = self._pdf.size
        return round(_PICTURE * size.width() / size.height()) if size.height() > 0 else _PICTURE

    def _pitch(self) -> int:
        return self._width() + _GAP

    def _relay(self) -> None:
        there = self.viewport().width()
        self.horizontalScrollBar().setRange(0, max(0, self._sheets() * self._pitch() - there))
        self.horizontalScrollBar().setPageStep(there)
        self.horizontalScrollBar().setSingleStep(self._pitch())
        self.viewport().update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(self.viewport().rect(), QColor(self._theme.ground))
            self._missing = []
            if self._pdf.pages:
                first = self.horizontalScrollBar().value() // self._pitch()
                count = self.viewport().width() // self._pitch() + 2
                for sheet in range(first, min(first + count, self._sheets())):
                    self._paint_sheet(painter, sheet)
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on
        self._renderer.want(self._missing, urgent=False)

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
        ratio = self.devicePixelRatioF()
        wanted = Wanted(page, round(self._width() * ratio), round(_PICTURE * ratio))
        if wanted not in self._images:
            self._missing.append(wanted)
        return self._images.get(wanted)

    def _on_page_rendered(self, picture: Picture) -> None:
        if picture.wanted in self._missing:
            self._images[picture.wanted] = picture.image
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
