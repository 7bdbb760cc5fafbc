"""A strip with one stretch per issue and one mark per card: where one is, and what was seen."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

_GAP = 4.0
_LEAST_MARK = 5.0
_MOST_GAPS = 0.25


class Stretch(NamedTuple):
    """One issue: its title, its colour (#RRGGBB), how many cards it has."""

    title: str
    colour: str
    cards: int


class ProgressStrip(QWidget):
    """Shows stretches of cards, which of them were seen, and the present one."""

    card_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stretches: list[Stretch] = []
        self._seen: set[int] = set()
        self._present = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours; the stretches' own colours are set anew by their owner."""
        self._theme = theme
        self.update()

    def set_stretches(self, stretches: Sequence[Stretch], *, recoloured: bool = False) -> None:
        """Show another agenda; what was seen is forgotten unless it was only `recoloured`."""
        self._stretches = [stretch for stretch in stretches if stretch.cards]
        if not recoloured:
            self._seen.clear()
        self.update()

    def set_present(self, card: int) -> None:
        """Mark a card, counted from 0 over all issues, as the present one."""
        self._present = card
        self._seen.add(card)
        total = sum(stretch.cards for stretch in self._stretches)
        first = 0
        for stretch in self._stretches:
            if first <= card < first + stretch.cards:
                within = f"{card - first + 1} of {stretch.cards} in {stretch.title}"
                self.setAccessibleName(f"Progress: card {card + 1} of {total}, {within}")
                self.setToolTip(f"{stretch.title}: card {card - first + 1} of {stretch.cards}")
            first += stretch.cards
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 16)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        first = 0
        for stretch, box in zip(self._stretches, self._boxes(), strict=True):
            if box.width() / stretch.cards < _LEAST_MARK:
                self._paint_bar(painter, stretch, box, first)
            else:
                self._paint_marks(painter, stretch, box, first)
            first += stretch.cards

    def _paint_bar(self, painter: QPainter, stretch: Stretch, box: QRectF, first: int) -> None:
        """Where there is no room for single marks: a bar, filled as far as one came."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        done = min(max(self._present + 1 - first, 0), stretch.cards) / stretch.cards
        if done < 1:
            painter.fillRect(box, QColor(self._theme.line))
        if done > 0:
            box.setWidth(box.width() * done)
            painter.fillRect(box, QColor(stretch.colour))

    def _paint_marks(self, painter: QPainter, stretch: Stretch, box: QRectF, first: int) -> None:
        """A mark for each card: filled once seen, taller where one is."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch = box.width() / stretch.cards
        for card in range(stretch.cards):
            mark = QRectF(box.left() + card * pitch, box.top(), pitch - 1.5, box.height())
            if first + card == self._present:
                mark = mark.adjusted(0, -3, 0, 3)
            seen = first + card in self._seen
            painter.setBrush(QColor(stretch.colour if seen else self._theme.line))
            painter.drawRoundedRect(mark, 2, 2)

    def _boxes(self) -> list[QRectF]:
        """A box per stretch, as wide as its share of the cards."""
        total = sum(stretch.cards for stretch in self._stretches)
        gap = min(_GAP, self.width() * _MOST_GAPS / max(1, len(self._stretches)))
        room = self.width() - gap * (len(self._stretches) - 1)
        boxes, left = [], 0.0
        for stretch in self._stretches:
            width = room * stretch.cards / total
            boxes.append(QRectF(left, self.height() / 2 - 3, width, 6))
            left += width + gap
        return boxes

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        first = 0
        for stretch, box in zip(self._stretches, self._boxes(), strict=True):
            if box.left() <= event.position().x() < box.right() + _GAP:
                within = (event.position().x() - box.left()) / max(1.0, box.width())
                card = min(stretch.cards - 1, int(within * stretch.cards))
                self.card_chosen.emit(first + card)
                return
            first += stretch.cards
