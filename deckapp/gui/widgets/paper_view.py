"""A PDF as sheets of paper: both sides beside each other, against the light, or folded."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .focus_ring import FocusRing
from .page_renderer import NO_PDF, PageRenderer, Pdf, Picture, Wanted
from .rulers import draw_rulers

_PAPER = QColor("#FFFFFF")
_MARGIN = 34.0
_STEP = 24
"""Pixels that an arrow key scrolls; the wheel takes some at a time."""
_MOST_BYTES = 256 * 1024 * 1024
"""Of pictures that are kept."""
_BY_LIGHT = 0.5
_POINTS_PER_MILLIMETRE = 72 / 25.4
_FINDING = QColor("#C77700")


class Look(Enum):
    """How a sheet is shown."""

    SIDES = "sides"
    LIGHT = "light"
    FOLDED = "folded"


class Panel(NamedTuple):
    """A part of a page that becomes a page of a book: its area from the upper left, in points."""

    area: QRectF
    turned: bool


class Stack(NamedTuple):
    """The sheets of a PDF.

    `sides` is 2 where pages are fronts and backs in turn, `tumbled` where backs are upside down.
    `panels` are those of a folded sheet in reading order, none where nothing is folded.
    """

    sides: int
    tumbled: bool
    panels: tuple[Panel, ...] = ()


class PaperView(QAbstractScrollArea):
    """Shows one sheet of `pdf` at a time; `sheet_shown` tells which, from 0."""

    sheet_shown = Signal(int)

    def __init__(self, theme: Theme, renderer: PageRenderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._renderer = renderer
        self._renderer.page_rendered.connect(self._on_page_rendered)
        self.pdf = NO_PDF
        self._images: dict[Wanted, QImage] = {}
        self._missing: list[Wanted] = []
        self._stack = Stack(1, tumbled=False)
        self._look = Look.SIDES
        self._zoom = 0.0
        self._highlight: tuple[int, QRectF | None] | None = None
        self.sheet = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        FocusRing(self)
        self.setAccessibleName("Preview")
        self.set_theme(theme)

    # What to show

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; paper stays white."""
        self._theme = theme
        self.viewport().update()

    def set_pdf(self, pdf: Pdf, stack: Stack) -> None:
        """Show another PDF, at the same sheet if it has so many."""
        self._renderer.set_pdf(pdf.data)
        self._images.clear()
        self._highlight = None
        self.pdf = pdf
        self._stack = stack
        self.show_sheet(min(self.sheet, self.sheets - 1))

    def clear(self) -> None:
        """Show nothing."""
        self.set_pdf(NO_PDF, Stack(1, tumbled=False))

    def set_look(self, look: Look) -> None:
        """Show sheets in another way."""
        self._look = look
        self._relay()
        self._go_to_start()

    def set_zoom(self, zoom: float) -> None:
        """Show paper that many times its physical size; 0 fits it into the view."""
        self._zoom = zoom
        self._relay()
        self._go_to_start()

    @property
    def sheets(self) -> int:
        """How many sheets there are, at least 1."""
        return max(1, -(-self.pdf.pages // self._stack.sides))

    def show_sheet(self, sheet: int) -> None:
        """Go to a sheet, from 0; beyond the ends it stays."""
        self.sheet = min(max(sheet, 0), self.sheets - 1)
        self._relay()
        self.setAccessibleDescription(f"Sheet {self.sheet + 1} of {self.sheets}")
        self.sheet_shown.emit(self.sheet)

    def show_place(self, page: int, area: QRectF | None) -> None:
        """Go to a page, from 0, and mark an area on it (in points, from the upper left)."""
        self._highlight = page, area
        self.show_sheet(page // self._stack.sides)
        scale = self._scale()
        boxes = [each for _, each in self._highlights(self._boxes(scale), scale)]
        if boxes:
            self._scroll_to(boxes[0])

    def _go_to_start(self) -> None:
        """Scroll to the upper left corner of the paper; folded, to the cover, which has no left."""
        is_folded = self._look is Look.FOLDED and self._stack.panels
        cover = self._stack.panels[0].area.width() * self._scale() if is_folded else 0.0
        self.horizontalScrollBar().setValue(round(cover))
        self.verticalScrollBar().setValue(0)

    def _scroll_to(self, box: QRectF) -> None:
        """Bring a place in the view into sight."""
        room = QRectF(self.viewport().rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        for bar, start, end, first, last in (
            (self.horizontalScrollBar(), box.left(), box.right(), room.left(), room.right()),
            (self.verticalScrollBar(), box.top(), box.bottom(), room.top(), room.bottom()),
        ):
            if start < first or end > last:
                bar.setValue(round(bar.value() + start - first))

    # Layout of the view, in pixels

    @property
    def _dots_per_point(self) -> float:
        """Pixels of the screen for a point of paper at its physical size."""
        return self.physicalDpiX() / 72

    def _pages(self) -> list[int]:
        first = self.sheet * self._stack.sides
        return list(range(first, min(first + self._stack.sides, self.pdf.pages)))

    @property
    def _paper(self) -> QRectF:
        """A page, in points."""
        return QRectF(QPointF(0, 0), self.pdf.size)

    def _pictures(self) -> list[QRectF]:
        """Where pictures of pages lie beside each other, in points."""
        pages = self._pages()
        if self._look is Look.FOLDED and self._stack.panels and pages:
            panel = self._stack.panels[0].area
            spreads = len(self._stack.panels) // 2 + 1
            columns = min(3, spreads)
            boxes = []
            for index in range(spreads):
                row, column = divmod(index, columns)
                x, y = column * (2 * panel.width() + 18), row * (panel.height() + 18)
                boxes.append(QRectF(x, y, 2 * panel.width(), panel.height()))
            return boxes
        boxes, x = [], 0.0
        shown = pages[:1] if self._look is Look.LIGHT else pages
        for _page in shown:
            boxes.append(self._paper.translated(x, 0))
            x += self._paper.width() + 18
        return boxes

    def _extent(self) -> QRectF:
        extent = QRectF()
        for box in self._pictures():
            extent = extent.united(box)
        return extent

    def _scale(self) -> float:
        """Pixels for a point."""
        if self._zoom:
            return self._zoom * self._dots_per_point
        extent = self._extent()
        room = self.viewport().size()
        if extent.isEmpty():
            return 1.0
        width, height = room.width() - 2 * _MARGIN, room.height() - 2 * _MARGIN
        return max(0.05, min(width / extent.width(), height / extent.height()))

    def _relay(self) -> None:
        """Fit the scroll bars to what is shown, and paint it."""
        scale, extent = self._scale(), self._extent()
        room = self.viewport().size()
        for bar, wanted, there in (
            (self.horizontalScrollBar(), extent.width() * scale + 2 * _MARGIN, room.width()),
            (self.verticalScrollBar(), extent.height() * scale + 2 * _MARGIN, room.height()),
        ):
            bar.setRange(0, max(0, round(wanted) - there) if self._zoom else 0)
            bar.setPageStep(there)
            bar.setSingleStep(_STEP)
        self.viewport().update()

    def _origin(self, scale: float) -> QPointF:
        extent, room = self._extent(), self.viewport().size()
        x = max(_MARGIN, (room.width() - extent.width() * scale) / 2)
        y = max(_MARGIN, (room.height() - extent.height() * scale) / 2)
        scrolled = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QPointF(x - scrolled[0], y - scrolled[1])

    # Painting

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(self.viewport().rect(), QColor(self._theme.ground))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._missing = []
            if self.pdf.pages:
                self._paint_sheet(painter)
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on
        self._renderer.want(self._missing, urgent=True)

    def _paint_sheet(self, painter: QPainter) -> None:
        scale = self._scale()
        pages, boxes = self._pages(), self._boxes(scale)
        if not pages:
            return
        if self._is_folded:
            self._paint_folded(painter, boxes, scale)
        elif self._look is Look.LIGHT:
            self._paint_against_light(painter, boxes[0])
        else:
            for page, box in zip(pages, boxes, strict=False):
                self._paint_paper(painter, box)
                self._draw(painter, page, box)
        painter.setPen(QPen(_FINDING, 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for whole, box in self._highlights(boxes, scale):
            painter.drawRect(box.intersected(whole).adjusted(1, 1, -1, -1))
        if self._zoom and not self._is_folded:
            painter.setPen(QPen(QColor(self._theme.muted), 1))
            for box in boxes:
                draw_rulers(painter, box, scale * _POINTS_PER_MILLIMETRE)

    @property
    def _is_folded(self) -> bool:
        return self._look is Look.FOLDED and bool(self._stack.panels)

    def _boxes(self, scale: float) -> list[QRectF]:
        """Where pictures of pages lie in the view."""
        origin = self._origin(scale)
        return [_scaled(box, scale, origin) for box in self._pictures()]

    def _highlights(self, boxes: Sequence[QRectF], scale: float) -> Iterator[tuple[QRectF, QRectF]]:
        """Where the marked place is seen: the picture it is on, and its own box."""
        if self._highlight is None or self._highlight[0] not in self._pages() or not boxes:
            return
        page, area = self._highlight
        area = self._paper if area is None else area
        if self._is_folded:
            for index, panel in enumerate(self._stack.panels):
                if panel.area.adjusted(1, 1, -1, -1).intersects(area):
                    half = _half(boxes, index)
                    yield half, half
            return
        number = self._pages().index(page)
        if self._look is Look.LIGHT:
            if number:  # a back is seen through the front
                area = self._from_behind(area)
            number = 0
        yield boxes[number], _scaled(area, scale, boxes[number].topLeft())

    def _from_behind(self, area: QRectF) -> QRectF:
        paper, size = self._paper, area.size()
        if self._stack.tumbled:
            return QRectF(QPointF(area.x(), paper.height() - area.bottom()), size)
        return QRectF(QPointF(paper.width() - area.right(), area.y()), size)

    def _paint_paper(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box.translated(2, 2), QColor(0, 0, 0, 60))
        painter.fillRect(box, _PAPER)

    def _paint_against_light(self, painter: QPainter, box: QRectF) -> None:
        """The front, and through it the back, as it lies behind."""
        pages = self._pages()
        self._paint_paper(painter, box)
        if len(pages) > 1:
            painter.save()
            painter.translate(box.center())
            painter.scale(*((1, -1) if self._stack.tumbled else (-1, 1)))
            painter.translate(-box.center())
            painter.setOpacity(_BY_LIGHT)
            self._draw(painter, pages[1], box)
            painter.restore()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        self._draw(painter, pages[0], box)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _paint_folded(self, painter: QPainter, boxes: Sequence[QRectF], scale: float) -> None:
        """The cover, the spreads, the back cover: each panel as it is read."""
        page, panels = self._pages()[0], self._stack.panels
        image = self._image(page, round(self._paper.width() * scale))
        for index, panel in enumerate(panels):
            half = _half(boxes, index)
            self._paint_paper(painter, half)
            if image is None:
                continue
            factor = image.width() / self._paper.width()
            scaled = QRectF(panel.area.topLeft() * factor, panel.area.size() * factor)
            area = scaled.adjusted(0.5, 0.5, -0.5, -0.5).toRect()  # nothing of its neighbours
            part = image.copy(area)
            if panel.turned:
                part = part.transformed(QTransform().rotate(180))
            painter.drawImage(half, part)

    # Pictures of pages

    def _draw(self, painter: QPainter, page: int, box: QRectF) -> None:
        image = self._image(page, round(box.width()))
        if image is not None:
            painter.drawImage(box, image)

    def _image(self, page: int, width: int) -> QImage | None:
        """A page in a width; until it is rendered, whatever there is of it."""
        pixels = round(width * self.devicePixelRatioF())
        height = round(pixels * self._paper.height() / self._paper.width())
        wanted = Wanted(page, pixels, max(1, height))
        if wanted not in self._images and wanted not in self._missing:
            self._missing.append(wanted)
        fallback = (image for each, image in self._images.items() if each.page == page)
        return self._images.get(wanted) or next(fallback, None)

    def _on_page_rendered(self, picture: Picture) -> None:
        if picture.wanted in self._missing:
            self._images[picture.wanted] = picture.image
            while sum(image.sizeInBytes() for image in self._images.values()) > _MOST_BYTES:
                del self._images[next(iter(self._images))]
            self.viewport().update()

    def is_complete(self) -> bool:
        """Whether all that is in sight has been rendered."""
        return bool(self._images) and all(wanted in self._images for wanted in self._missing)

    # Events

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.show_sheet(self.sheet + step)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relay()


def _scaled(box: QRectF, scale: float, origin: QPointF) -> QRectF:
    return QRectF(
        origin.x() + box.x() * scale,
        origin.y() + box.y() * scale,
        box.width() * scale,
        box.height() * scale,
    )


def _half(boxes: Sequence[QRectF], index: int) -> QRectF:
    """Where a panel lies on the spreads of a folded sheet: the cover is on the right."""
    spread, right = divmod(index + 1, 2)
    box = boxes[spread]
    half = QRectF(box.left(), box.top(), box.width() / 2, box.height())
    return half.translated(half.width() * right, 0)
