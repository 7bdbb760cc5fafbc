"""How a card looks: paper, colour band, labels, their tinted words, the shapes of what is loud."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath

from deckapp.gui.theme import Theme

from .blocks import Block, Face, Mark, Voice
from .marks import mark_path
from .setting import REFERENCE, Page, SetBlock, label_size, reference_font

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
        top = _BAND + self._header_size(card) * 3
        bottom = max(10.0, card.height() * 0.04)
        return card.adjusted(side, top, -side, -bottom * min(zoom, 1.0))

    def shadow(self, painter: QPainter, card: QRectF) -> None:
        """A soft shadow: a few faint rounded rectangles, each a little larger."""
        shade = QColor(0, 0, 0, 5 if self.theme.name == "light" else 12)
        for spread in range(_SHADOW_STEPS, 0, -2):
            rect = card.adjusted(-spread / 2, -spread / 4, spread / 2, spread / 2 + 3)
            ring = QPainterPath()
            ring.addRoundedRect(rect, _RADIUS + spread / 2, _RADIUS + spread / 2)
            # Odd-even: what the card covers is left out, which is most of the work.
            ring.addRect(card.adjusted(_RADIUS, _RADIUS, -_RADIUS, -_RADIUS))
            painter.fillPath(ring, shade)

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
        """The issue at the left; the page of a long side and the card's number at the right."""
        size = self._header_size(card)
        side = max(18.0, card.width() * 0.055)
        row = QRectF(card.left() + side, card.top() + _BAND, card.width() - 2 * side, size * 2.6)
        font = _small_caps(self._family, 4)
        metrics = QFontMetricsF(font)
        scale = size / REFERENCE
        number = f"{note}   {face.number}" if note else face.number
        taken = metrics.horizontalAdvance(number) * scale
        header = _elided(face.header.upper(), metrics, (row.width() - taken - size) / scale)
        baseline = row.center().y() + (metrics.ascent() - metrics.descent()) / 2 * scale
        painter.setFont(font)
        painter.setPen(QColor(face.colour))
        _draw(painter, QPointF(row.left(), baseline), scale, header)
        painter.setPen(QColor(self.theme.muted))
        _draw(painter, QPointF(row.right() - taken, baseline), scale, number)

    def _block(self, painter: QPainter, placed: SetBlock, face: Face) -> None:
        colour = self._colour(placed.block)
        if not placed.mark.isEmpty():
            painter.fillPath(mark_path(placed.block.mark, placed.mark), QColor(colour))
        if placed.block.label:
            own = placed.block.mark is Mark.NONE
            scale = label_size(placed.size) / REFERENCE
            font = _small_caps(self._family, 8)
            painter.setFont(font)
            painter.setPen(QColor(self._label_colour(placed.block, face) if own else colour))
            baseline = placed.label.top() + QFontMetricsF(font).ascent() * scale
            label = placed.block.label.upper()
            _draw(painter, QPointF(placed.label.left(), baseline), scale, label)
        painter.setPen(QColor(colour))
        painter.save()
        painter.translate(placed.origin)
        painter.scale(placed.scale, placed.scale)
        first = placed.layout.lineAt(placed.lines.start).y() if len(placed.lines) else 0.0
        for number in placed.lines:
            placed.layout.lineAt(number).draw(painter, QPointF(0, -first))
        painter.restore()

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


def _elided(text: str, metrics: QFontMetricsF, room: float) -> str:
    """The text, shortened to fit; an issue's whole title stands in the agenda."""
    if metrics.horizontalAdvance(text) <= room:
        return text
    from PySide6.QtCore import Qt

    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


def _draw(painter: QPainter, baseline: QPointF, scale: float, text: str) -> None:
    """Draw one line of text of the reference size, scaled."""
    painter.save()
    painter.translate(baseline)
    painter.scale(scale, scale)
    painter.drawText(QPointF(0, 0), text)
    painter.restore()


@lru_cache(maxsize=8)
def _small_caps(family: str, tracking: int) -> QFont:
    """The font of labels at the reference size, letters `tracking` percent apart."""
    font = reference_font(family, bold=True)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + tracking)
    return font
