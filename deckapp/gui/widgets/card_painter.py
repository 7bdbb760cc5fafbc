"""How a card looks: paper, colour band, labels, their tinted words, the shapes of what is loud."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPixmap

from deckapp.gui.theme import Theme

from .blocks import Block, Face, Mark, Voice
from .ink import brush, draw_line, fill, line_of, width_of
from .marks import mark_path
from .setting import REFERENCE, Page, SetBlock, label_size, reference_font

_RADIUS = 10
_BAND = 6
_SHADOW_STEPS = 14
_REACH = 12
"""How far the shadow goes beyond the card."""
_CORNER = 40


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
        area = card.adjusted(side, top, -side, -bottom * min(zoom, 1.0))
        # A window can be so small that nothing is left between header and foot.
        area.setSize(area.size().expandedTo(QSizeF(1, 1)))
        return area

    def shadow(self, painter: QPainter, card: QRectF) -> None:
        """A soft shadow around a card: a small one, its corners kept and its sides drawn out."""
        small = self._small_shadow()
        outer = card.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        inner = outer.adjusted(_CORNER, _CORNER, -_CORNER, -_CORNER)
        columns = (outer.left(), inner.left(), inner.right(), outer.right())
        rows = (outer.top(), inner.top(), inner.bottom(), outer.bottom())
        cuts = (0, _CORNER, small.width() - _CORNER, small.width())
        for column in range(3):
            for row in range(3):
                target = QRectF(
                    QPointF(columns[column], rows[row]), QPointF(columns[column + 1], rows[row + 1])
                )
                source = QRectF(
                    QPointF(cuts[column], cuts[row]), QPointF(cuts[column + 1], cuts[row + 1])
                )
                if (column, row) != (1, 1):  # the card covers the middle
                    painter.drawPixmap(target, small, source)

    def _small_shadow(self) -> QPixmap:
        """The shadow of a card that is little more than its corners: faint rounded rectangles."""
        side = 2 * _CORNER + 8
        pixmap = QPixmap(side, side)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = brush("#05000000" if self.theme.name == "light" else "#0c000000")
        card = QRectF(_REACH, _REACH, side - 2 * _REACH, side - 2 * _REACH)
        for spread in range(_SHADOW_STEPS, 0, -2):
            outline = QPainterPath()
            rect = card.adjusted(-spread / 2, -spread / 4, spread / 2, spread / 2 + 3)
            outline.addRoundedRect(rect, _RADIUS + spread / 2, _RADIUS + spread / 2)
            painter.fillPath(outline, shade)
        painter.end()
        return pixmap

    def card(
        self, painter: QPainter, card: QRectF, face: Face, page: Page, step: int, note: str
    ) -> None:
        """Paint the sheet, its header and the blocks revealed by `step`."""
        outline = QPainterPath()
        outline.addRoundedRect(card, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(outline)
        fill(painter, card, self.theme.paper)
        seen = [placed for placed in page.blocks if placed.block.step <= step]
        for placed in seen:
            if placed.block.voice is Voice.THEIRS:
                panel = QRectF(card.left(), placed.box.top(), card.width(), placed.box.height())
                fill(painter, panel, self.theme.theirs)
        band = QRectF(card.left(), card.top(), card.width(), _BAND)
        fill(painter, band, face.colour)
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
        words = f"{note}   {face.number}" if note else face.number
        number = line_of(words, font, self.theme.muted)
        taken = width_of(number) * scale
        title = _elided(face.header.upper(), metrics, (row.width() - taken - size) / scale)
        header = line_of(title, font, face.colour)
        baseline = row.center().y() + (metrics.ascent() - metrics.descent()) / 2 * scale
        draw_line(painter, header, QPointF(row.left(), baseline), scale)
        draw_line(painter, number, QPointF(row.right() - taken, baseline), scale)

    def _block(self, painter: QPainter, placed: SetBlock, face: Face) -> None:
        if not placed.mark.isEmpty():
            shape = mark_path(placed.block.mark, placed.mark)
            painter.fillPath(shape, brush(self.colour(placed.block)))
        if placed.block.label:
            scale = label_size(placed.size) / REFERENCE
            font = _small_caps(self._family, 8)
            colour = self._label_colour(placed.block, face)
            label = line_of(placed.block.label.upper(), font, colour)
            baseline = placed.label.top() + QFontMetricsF(font).ascent() * scale
            draw_line(painter, label, QPointF(placed.label.left(), baseline), scale)
        painter.save()
        painter.translate(placed.origin)
        painter.scale(placed.scale, placed.scale)
        first = placed.layout.lineAt(placed.lines.start).y() if len(placed.lines) else 0.0
        for number in placed.lines:
            placed.layout.lineAt(number).draw(painter, QPointF(0, -first))
        painter.restore()

    def _label_colour(self, block: Block, face: Face) -> str:
        if block.mark is not Mark.NONE:
            return self.colour(block)
        return face.colour if block.voice is Voice.OURS else self.theme.muted

    def colour(self, block: Block) -> str:
        """The colour of a block's text, #RRGGBB."""
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


@lru_cache(maxsize=8)
def _small_caps(family: str, tracking: int) -> QFont:
    """The font of labels at the reference size, letters `tracking` percent apart."""
    font = reference_font(family, bold=True)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + tracking)
    return font
