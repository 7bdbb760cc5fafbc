"""How a card looks: paper, colour band, labels, their tinted words, the shapes of what is loud."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from deckapp.gui.theme import Theme

from .blocks import Block, Face, Mark, Voice
from .marks import mark_path
from .setting import Page, SetBlock, label_size

_RADIUS = 10
_BAND = 6
_SHADOW_STEPS = 14


class CardPainter:
    """Paints cards in one theme and typeface. Lengths are logical pixels."""

    def __init__(self, theme: Theme, family: str) -> None:
        self.theme = theme
        self._family = family

    def content(self, card: QRectF, zoom: float) -> QRectF:
        """Where on a card its blocks stand: below the header, above the page number."""
        side = max(18.0, card.width() * 0.055)
        top = _BAND + self._header_size(card) * 2.6
        bottom = max(12.0, card.height() * 0.05)
        return card.adjusted(side, top, -side, -bottom * min(zoom, 1.0))

    def shadow(self, painter: QPainter, card: QRectF) -> None:
        """A soft shadow: a few faint rounded rectangles, each a little larger."""
        painter.setPen(Qt.PenStyle.NoPen)
        alpha = 5 if self.theme.name == "light" else 12
        painter.setBrush(QColor(0, 0, 0, alpha))
        for spread in range(_SHADOW_STEPS, 0, -2):
            rect = card.adjusted(-spread / 2, -spread / 4, spread / 2, spread / 2 + 3)
            painter.drawRoundedRect(rect, _RADIUS + spread / 2, _RADIUS + spread / 2)

    def card(
        self, painter: QPainter, card: QRectF, face: Face, page: Page, step: int, note: str
    ) -> None:
        """Paint the sheet, its header and the blocks revealed by `step`."""
        outline = QPainterPath()
        outline.addRoundedRect(card, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(card, QColor(self.theme.paper))
        seen = [placed for placed in page.blocks if placed.block.step <= step]
        for placed in seen:
            if placed.block.voice is Voice.THEIRS:
                panel = QRectF(card.left(), placed.box.top(), card.width(), placed.box.height())
                painter.fillRect(panel, QColor(self.theme.theirs))
        band = QRectF(card.left(), card.top(), card.width(), _BAND)
        painter.fillRect(band, QColor(face.colour))
        painter.restore()
        self._header(painter, card, face, note)
        for placed in seen:
            self._block(painter, placed, face)

    def _header_size(self, card: QRectF) -> float:
        return max(11.0, card.height() * 0.028)

    def _header(self, painter: QPainter, card: QRectF, face: Face, note: str) -> None:
        size = self._header_size(card)
        side = max(18.0, card.width() * 0.055)
        row = QRectF(card.left() + side, card.top() + _BAND, card.width() - 2 * side, size * 2.6)
        font = _font(self._family, round(size), QFont.Weight.DemiBold, 4)
        metrics = QFontMetricsF(font)
        number = f"{note}   {face.number}" if note else face.number
        room = row.width() - metrics.horizontalAdvance(number) - size
        painter.setFont(font)
        painter.setPen(QColor(face.colour))
        header = metrics.elidedText(face.header.upper(), Qt.TextElideMode.ElideRight, room)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignLeft, header)
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, number)

    def _block(self, painter: QPainter, placed: SetBlock, face: Face) -> None:
        colour = self._colour(placed.block)
        if not placed.mark.isEmpty():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawPath(mark_path(placed.block.mark, placed.mark))
        if placed.block.label:
            own = placed.block.mark is Mark.NONE
            size = label_size(placed.size)
            painter.setFont(_font(self._family, round(size), QFont.Weight.DemiBold, 8))
            painter.setPen(QColor(self._label_colour(placed.block, face) if own else colour))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            painter.drawText(placed.label, flags, placed.block.label.upper())
        painter.setPen(QPen(QColor(colour)))
        first = placed.layout.lineAt(placed.lines.start).y() if len(placed.lines) else 0.0
        at = placed.origin - QPointF(0, first)
        for number in placed.lines:
            placed.layout.lineAt(number).draw(painter, at)

    def _label_colour(self, block: Block, face: Face) -> str:
        return face.colour if block.voice is Voice.OURS else self.theme.muted

    def _colour(self, block: Block) -> str:
        theme = self.theme
        match block.mark:
            case Mark.RED_LINE:
                return theme.red_line
            case Mark.ASK:
                return theme.ask
            case Mark.WITHHOLD:
                return theme.withhold
            case Mark.TRIGGER | Mark.ONLY_IF:
                return theme.trigger
            case Mark.NONE:
                return theme.muted if block.voice is Voice.CUE else theme.ink


@lru_cache(maxsize=64)
def _font(family: str, size: int, weight: QFont.Weight, tracking: float) -> QFont:
    """A font with its letters `tracking` percent apart."""
    font = QFont(family)
    font.setPixelSize(max(1, size))
    font.setWeight(weight)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + tracking)
    return font
