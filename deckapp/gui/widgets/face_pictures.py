"""Pictures of a card's faces as they are printed, one below the other."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .page_renderer import NO_PDF, PageRenderer, Pdf, Picture, Wanted

_GAP = 8
_MOST = 6
"""So many faces are shown; a card that takes more has other worries."""
_PAPER = QColor("#FFFFFF")


class FacePictures(QWidget):
    """Shows the pages of a PDF as wide as the widget is; the last pictures stay until new come."""

    def __init__(self, theme: Theme, renderer: PageRenderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._renderer = renderer
        self._pdf = NO_PDF
        self._images: dict[int, QImage] = {}
        self.setAccessibleName("The card as it is printed")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        renderer.page_rendered.connect(self._on_page_rendered)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; paper stays white."""
        self._theme = theme
        self.update()

    def set_pdf(self, pdf: Pdf) -> None:
        """Show another card; one without pages shows nothing."""
        shape = self._pdf.pages, self._pdf.size
        self._pdf = pdf
        self._renderer.set_pdf(pdf.data)
        if shape != (pdf.pages, pdf.size):
            self._images.clear()
            self.updateGeometry()
            self.update()
        self._want()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return round(self._count() * (self._height(width) + _GAP))

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def _count(self) -> int:
        return min(self._pdf.pages, _MOST)

    def _height(self, width: float) -> float:
        size = self._pdf.size
        return width * size.height() / size.width() if size.width() > 0 else 0.0

    def _want(self) -> None:
        scale = self.devicePixelRatio()
        width, height = round(self.width() * scale), round(self._height(self.width()) * scale)
        if width > 0 and height > 0:
            self._renderer.want(
                [Wanted(page, width, height) for page in range(self._count())], urgent=True
            )

    def _on_page_rendered(self, picture: Picture) -> None:
        self._images[picture.wanted.page] = picture.image
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._want()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            height = self._height(self.width())
            for page in range(self._count()):
                place = QRectF(0.5, page * (height + _GAP) + 0.5, self.width() - 1, height - 1)
                painter.fillRect(place, _PAPER)
                image = self._images.get(page)
                if image is not None and not image.isNull():
                    painter.drawImage(place, image)
                painter.setPen(QPen(QColor(self._theme.line)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(place)
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on
