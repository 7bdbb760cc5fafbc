"""The card: one large sheet on a quiet ground, its text set to fill it, turning when it turns."""

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .blocks import Face
from .card_painter import CardPainter
from .setting import Page, Setter

TURN_MILLISECONDS = 180
_RATIO = 5 / 3


class CardView(QWidget):
    """Shows a face step by step. A step that needs several pages has several parts."""

    clicked = Signal()

    def __init__(self, theme: Theme, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = CardPainter(theme, family)
        self._family = family
        self._zoom = 1.0
        self._face: Face | None = None
        self._pages: list[Page] = []
        self._step, self._part = 0, 0
        self._old: QPixmap | None = None
        self._new: QPixmap | None = None
        self._turn = QVariantAnimation(self)
        self._turn.setDuration(TURN_MILLISECONDS)
        self._turn.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._turn.setStartValue(0.0)
        self._turn.setEndValue(1.0)
        self._turn.valueChanged.connect(self.update)
        self._turn.finished.connect(self._forget_turn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What to show

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self._painter = CardPainter(theme, self._family)
        self._end_turn()
        self.update()

    def set_zoom(self, zoom: float) -> None:
        """Set the smallest type that many times larger."""
        self._zoom = zoom
        self._set_pages()

    def set_face(self, face: Face | None) -> None:
        """Show another card (or none), at its first step."""
        self._end_turn()
        self._face = face
        self._step, self._part = 0, 0
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
            self._old, self._new = old, self._snapshot()
            self._turn.setDirection(
                QVariantAnimation.Direction.Forward
                if after.side > before.side
                else QVariantAnimation.Direction.Backward
            )
            self._turn.start()
        self._tell()
        self.update()

    def is_turning(self) -> bool:
        """Whether the card is in the middle of a turn."""
        return self._old is not None

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
        self._end_turn()
        self._pages = []
        if self._face is not None:
            area = self._painter.content(self._card(), self._zoom)
            self._pages = Setter(self._family, area, self._zoom).pages(self._face.sides)
            self._part = min(self._part, self.parts(self._step) - 1)
        self._tell()
        self.update()

    def _pages_of(self, step: int) -> list[Page]:
        return [page for page in self._pages if step in page.steps()]

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
        painter.fillRect(self.rect(), QColor(self._painter.theme.ground))
        if self._face is None:
            return
        card = self._card()
        self._painter.shadow(painter, card)
        if self._old is not None and self._new is not None:
            self._paint_turn(painter, card, self._old, self._new)
        else:
            self._paint_page(painter, card)

    def _paint_page(self, painter: QPainter, card: QRectF) -> None:
        page = self._page()
        if page is None or self._face is None:
            return
        of_side = [other for other in self._pages if other.side == page.side]
        note = f"{of_side.index(page) + 1}/{len(of_side)}" if len(of_side) > 1 else ""
        self._painter.card(painter, card, self._face, page, self._step, note)

    def _paint_turn(self, painter: QPainter, card: QRectF, old: QPixmap, new: QPixmap) -> None:
        """The card turns about its upright axis; seen from the front until it is edge on."""
        at = float(self._turn.currentValue())
        if self._turn.direction() is QVariantAnimation.Direction.Backward:
            at, forward = 1 - at, -1
        else:
            forward = 1
        angle = 180 * at if at < 0.5 else 180 * at - 180
        turn = QTransform().translate(card.center().x(), card.center().y())
        turn = turn.rotate(forward * angle, Qt.Axis.YAxis, card.width() * 2.4)
        painter.setTransform(turn)
        face = old if at < 0.5 else new
        target = QRectF(QPointF(-card.width() / 2, -card.height() / 2), card.size())
        painter.drawPixmap(target, face, QRectF(face.rect()))

    def _snapshot(self) -> QPixmap:
        """The card as it now looks, without its surroundings."""
        card = self._card()
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(QSize(round(card.width() * ratio), round(card.height() * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        painter.translate(-card.topLeft())
        self._paint_page(painter, card)
        painter.end()
        return pixmap

    def _end_turn(self) -> None:
        """The next key does not wait for a turn to end."""
        self._turn.stop()
        self._forget_turn()

    def _forget_turn(self) -> None:
        self._old = self._new = None
        self.update()

    # Events

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_pages()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self._card().contains(event.position())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.clicked.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._set_pages()

    def _tell(self) -> None:
        """Keep what a screen reader knows in step with what is seen, and say what is new."""
        if self._face is None:
            self.setAccessibleName("No card")
            self.setAccessibleDescription("")
            return
        self.setAccessibleName(f"Card {self._face.number}, {self._face.header}")
        self.setAccessibleDescription(self.revealed_text())
        if QAccessible.isActive():
            page = self._page()
            new = [b.block for b in page.blocks if b.block.step == self._step] if page else []
            said = ". ".join(f"{block.label}: {block.text}".removeprefix(": ") for block in new)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
