"""The card: one large sheet on a quiet ground, its text set to fill it, turning when it turns."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .blocks import Face
from .card_painter import CardPainter
from .ink import fill
from .setting import Page, Setter

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent  # would create all enumerations of `Qt` at the start

    from .turning import Turn

_RATIO = 5 / 3


class CardView(QWidget):
    """Shows a face step by step. A step that needs several pages has several parts."""

    clicked = Signal()
    first_painted = Signal()

    def __init__(self, theme: Theme, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = CardPainter(theme, family)
        self._family = family
        self._zoom = 1.0
        self._face: Face | None = None
        self._setter: Setter | None = None
        self._sides: dict[int, list[Page]] = {}
        self._step, self._part = 0, 0
        self._is_furnished = self._is_painted = False
        self._ground: QPixmap | None = None
        self._turn: Turn | None = None

    def furnish(self) -> None:
        """Take part in keyboard focus; asks for `Qt`, so not before the first card is painted."""
        from PySide6.QtCore import Qt

        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._is_furnished = True
        self._tell()

    # What to show

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self._painter = CardPainter(theme, self._family)
        self._ground = None
        self._set_pages()

    def set_zoom(self, zoom: float) -> None:
        """Set the smallest type that many times larger."""
        self._zoom = zoom
        self._set_pages()

    def set_face(self, face: Face | None, step: int = 0, part: int = 0) -> None:
        """Show another card (or none), revealed up to a step."""
        if (face is None) is not (self._face is None):
            self._ground = None
        self._face = face
        self._step, self._part = step, part
        self._set_pages()

    def parts(self, step: int) -> int:
        """How many pages a step takes at the present size; at least 1."""
        return max(1, len(self._pages_of(step)))

    def show_step(self, step: int, part: int = 0, *, turning: bool = False) -> None:
        """Reveal everything up to a step; a change of side turns the card if `turning`."""
        self._end_turn()
        before = self._page()
        old = self._snapshot() if turning and before else None
        self._step, self._part = step, min(part, self.parts(step) - 1)
        after = self._page()
        if old is not None and before and after and before.side != after.side:
            self._start_turn(old, self._snapshot(), forward=after.side > before.side)
        self._tell()
        self.update()

    def is_turning(self) -> bool:
        """Whether the card is in the middle of a turn."""
        return self._turn is not None

    def revealed_text(self) -> str:
        """The text that can be read on the page shown, labels included."""
        page = self._page()
        if page is None:
            return ""
        seen = [placed.block for placed in page.blocks if placed.block.step <= self._step]
        return "\n".join(f"{block.label}: {block.text}".removeprefix(": ") for block in seen)

    def type_size(self) -> float:
        """The size of running text on the page shown, in pixels."""
        page = self._page()
        return max((placed.size for placed in page.blocks), default=0.0) if page else 0.0

    # Pages

    def _set_pages(self) -> None:
        """Set the face anew: its text, the card's size or the zoom changed.

        Until the view is seen, and gets its size, that is put off: it would be done again.
        """
        self._end_turn()
        area = self._painter.content(self._card(), self._zoom)
        self._setter = Setter(self._family, area, self._zoom, self._painter.colour)
        self._sides.clear()
        if self._part:
            self._part = min(self._part, self.parts(self._step) - 1)
        if self._is_painted or self._is_furnished:
            self._tell()
        self.update()

    def _pages_of_side(self, number: int) -> list[Page]:
        """The pages of a side, set when they are first asked for."""
        if self._face is None or self._setter is None:
            return []
        if number not in self._sides:
            self._sides[number] = self._setter.pages(number, self._face.sides[number])
        return self._sides[number]

    def _pages_of(self, step: int) -> list[Page]:
        sides = self._face.sides if self._face is not None else ()
        for number, side in enumerate(sides):
            if any(block.step == step for block in side):
                return [page for page in self._pages_of_side(number) if step in page.steps()]
        return []

    def _page(self) -> Page | None:
        pages = self._pages_of(self._step)
        return pages[self._part] if pages else None

    def _card(self) -> QRectF:
        """The card's place: 5:3, as large as the view allows."""
        margin = max(12, min(self.width(), self.height()) * 0.035)
        room = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        width = min(room.width(), room.height() * _RATIO)
        size = QRectF(0, 0, max(1.0, width), max(1.0, width / _RATIO))
        size.moveCenter(room.center())
        return QRectF(size.toRect())

    # Painting

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        try:
            if self._is_painted:
                painter.drawPixmap(0, 0, self._surroundings())
            else:  # a picture of the ground pays from the second time on
                self._paint_surroundings(painter)
            if self._turn is not None:
                self._turn.paint(painter, self._card())
            elif self._face is not None:
                self._paint_page(painter, self._card())
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on
        if self._face is not None and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def _surroundings(self) -> QPixmap:
        """The ground and the card's shadow, which stay as long as the size and the theme."""
        ratio = self.devicePixelRatioF()  # changes when the window goes to another screen
        if self._ground is None or self._ground.devicePixelRatio() != ratio:
            self._ground = QPixmap(self.size() * ratio)
            self._ground.setDevicePixelRatio(ratio)
            painter = QPainter(self._ground)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_surroundings(painter)
            painter.end()
        return self._ground

    def _paint_surroundings(self, painter: QPainter) -> None:
        fill(painter, QRectF(self.rect()), self._painter.theme.ground)
        if self._face is not None:
            self._painter.shadow(painter, self._card())

    def _paint_page(self, painter: QPainter, card: QRectF) -> None:
        page = self._page()
        if page is None or self._face is None:
            return
        of_side = self._pages_of_side(page.side)
        note = f"{of_side.index(page) + 1}/{len(of_side)}" if len(of_side) > 1 else ""
        self._painter.card(painter, card, self._face, page, self._step, note)

    def _snapshot(self) -> QPixmap:
        """The card as it now looks, without its surroundings."""
        card = self._card()
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(QSize(round(card.width() * ratio), round(card.height() * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        painter.translate(-card.topLeft())
        self._paint_page(painter, card)
        painter.end()
        return pixmap

    def _start_turn(self, old: QPixmap, new: QPixmap, *, forward: bool) -> None:
        from .turning import Turn

        self._turn = Turn(old, new, forward=forward, parent=self)
        self._turn.moved.connect(self.update)
        self._turn.ended.connect(self._end_turn)

    def _end_turn(self) -> None:
        """The next key does not wait for a turn to end."""
        if self._turn is not None:
            self._turn.stop()
            self._turn.deleteLater()
            self._turn = None
            self.update()

    # Events

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ground = None
        self._set_pages()

    @override
    def mouseReleaseEvent(self, event: "QMouseEvent") -> None:
        from PySide6.QtCore import Qt

        inside = self._card().contains(event.position())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.clicked.emit()

    def _tell(self) -> None:
        """Keep what a screen reader knows in step with what is seen, and say what is new."""
        if self._face is None:
            self.setAccessibleName("No card")
            self.setAccessibleDescription("")
            return
        self.setAccessibleName(f"Card {self._face.number}, {self._face.header}")
        self.setAccessibleDescription(self.revealed_text())
        page = self._page()
        if self._is_painted and page is not None:
            from .announcing import announce

            new = [b.block for b in page.blocks if b.block.step == self._step]
            announce(self, ". ".join(f"{b.label}: {b.text}".removeprefix(": ") for b in new))
