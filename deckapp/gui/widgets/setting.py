"""Setting a card's blocks in type: the largest size that fits, and pages where none does.

All lengths are in logical pixels. Nothing is ever cut: what does not fit at the floor goes on to
a further page, block by block, and a block longer than a page line by line.

Text is shaped once, at a reference size, and scaled: trying a size then only breaks lines anew.
(To Qt each size of a font is another font, and loading one takes a millisecond.)
"""

from collections.abc import Callable
from math import ceil, sqrt
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QTextLayout

from .blocks import Block, Mark, Side, Voice
from .ink import shape

REFERENCE = 48
"""The size at which text is shaped."""

FLOOR = 14
"""The smallest size of running text, before text zoom."""

_SCALE = {Voice.TITLE: 0.92, Voice.OURS: 1.0, Voice.THEIRS: 1.0, Voice.CUE: 0.78}
_MARKED_SCALE = 0.84
_LABEL_SCALE = 0.5
_LABEL_LEAST = 10
_LEADING = 1.24
_GAP = 0.62
_PANEL_PADDING = 0.55
_HANG = 1.15


class SetBlock(NamedTuple):
    """A block, or the lines of it on one page, in place.

    `box` is the whole block with its padding above and below, `label` the box of the label (of no
    height where there is none), `mark` the square for its shape, `origin` where `lines` of
    `layout` are drawn from. The layout is in the reference size: it is drawn `scale` times as
    large, each line at its own position less that of the first line.
    """

    block: Block
    size: float
    box: QRectF
    label: QRectF
    mark: QRectF
    origin: QPointF
    layout: QTextLayout
    lines: range
    scale: float


class Page(NamedTuple):
    """The blocks of one side that are seen together."""

    side: int
    blocks: tuple[SetBlock, ...]

    def steps(self) -> list[int]:
        """The steps at which something on this page is revealed, in order."""
        return sorted({placed.block.step for placed in self.blocks})


class _Piece(NamedTuple):
    """A block, and which of its lines (counted at the floor size) are on the page; None for all."""

    block: Block
    lines: range | None = None


class Setter:
    """Sets sides of cards in one typeface and one area."""

    def __init__(
        self, family: str, area: QRectF, zoom: float, colour: Callable[[Block], str]
    ) -> None:
        self._family = family
        self._colour = colour
        self._area = area
        self._floor = FLOOR * zoom
        # By identity: a text said twice stands in two places, perhaps at two sizes.
        self._layouts: dict[int, QTextLayout] = {}
        self._widths: dict[int, float] = {}
        self._most = max(self._floor, min(area.height() / 8, area.width() / 14) * min(zoom, 1.25))

    def pages(self, number: int, side: Side) -> list[Page]:
        """Set a side, the card's `number`th: one page or, where it does not fit, several."""
        pieces = [_Piece(block) for block in side]
        size = self._largest(pieces)
        if size is not None:
            return [Page(number, tuple(self._place(pieces, size)))]
        return [
            Page(number, tuple(self._place(page, self._largest(page) or self._floor)))
            for page in self._broken(pieces)
        ]

    def _largest(self, pieces: list[_Piece]) -> float | None:
        """The largest size at which the pieces fit, to half a pixel; None if not at the floor.

        Text takes room as the square of its size, so each measure tells about where to look next.
        """
        if any(piece.lines is not None for piece in pieces):
            return self._floor
        low, high = ceil(self._floor * 2), int(self._most * 2)
        best: float | None = None
        guess = high
        while low <= high:
            share = self._height(pieces, guess / 2) / self._area.height()
            if share <= 1:
                best, low = guess / 2, guess + 1
            else:
                high = guess - 1
            guess = min(high, max(low, int(guess / sqrt(max(share, 0.01)))))
        return best

    def _fits(self, pieces: list[_Piece], size: float) -> bool:
        return self._height(pieces, size) <= self._area.height()

    def _height(self, pieces: list[_Piece], size: float) -> float:
        placed = self._place(pieces, size)
        return placed[-1].box.bottom() - self._area.top() if placed else 0.0

    def _broken(self, pieces: list[_Piece]) -> list[list[_Piece]]:
        """Break the pieces into pages at the floor size."""
        pages: list[list[_Piece]] = [[]]
        for group in _groups(pieces):
            if self._fits(pages[-1] + group, self._floor):
                pages[-1] += group
                continue
            if pages[-1] and self._fits(group, self._floor):
                pages.append(list(group))
                continue
            for piece in group:
                if self._fits([*pages[-1], piece], self._floor):
                    pages[-1].append(piece)
                else:
                    self._break(piece, pages)
        return pages

    def _break(self, piece: _Piece, pages: list[list[_Piece]]) -> None:
        """Put as many lines of a piece as fit on the last page, and the others on further ones."""
        total = self._lay_out(piece.block, self._floor).lineCount()
        start = 0
        while start < total:
            room = self._lines_that_fit(piece.block, start, total, pages[-1])
            if room == 0 and pages[-1]:
                pages.append([])
                continue
            end = min(total, start + max(1, room))
            pages[-1].append(_Piece(piece.block, range(start, end)))
            start = end

    def _lines_that_fit(self, block: Block, start: int, total: int, page: list[_Piece]) -> int:
        low, high = 0, total - start
        while low < high:
            middle = (low + high + 1) // 2
            if self._fits([*page, _Piece(block, range(start, start + middle))], self._floor):
                low = middle
            else:
                high = middle - 1
        return low

    def _place(self, pieces: list[_Piece], size: float) -> list[SetBlock]:
        """Stack the pieces from the top of the area."""
        y = self._area.top()
        placed: list[SetBlock] = []
        for piece in pieces:
            if placed:
                y += size * _GAP
            item = self._place_one(piece, size, y)
            placed.append(item)
            y = item.box.bottom()
        return placed

    def _place_one(self, piece: _Piece, size: float, top: float) -> SetBlock:
        block = piece.block
        own = self._own_size(block, size)
        layout = self._lay_out(block, size)
        padding = size * _PANEL_PADDING if block.voice is Voice.THEIRS else 0
        hang = _hang(block, own)
        label_height = label_size(size) * 1.5 if block.label else 0
        lines = piece.lines or range(layout.lineCount())
        height = own * _LEADING * len(lines)
        left = self._area.left()
        box = QRectF(left, top, self._area.width(), label_height + height + 2 * padding)
        label = QRectF(left + hang, top + padding, box.width() - hang, label_height)
        side = own * 0.86
        mark = QRectF(left, top + padding + label_height + own * 0.16, side, side)
        origin = QPointF(left + hang, top + padding + label_height)
        if block.mark is Mark.NONE:
            mark = QRectF()
        return SetBlock(block, own, box, label, mark, origin, layout, lines, own / REFERENCE)

    def _own_size(self, block: Block, size: float) -> float:
        """The size of a block's type where running text has `size`."""
        scale = _SCALE[block.voice] if block.mark is Mark.NONE else _MARKED_SCALE
        return max(size * scale, self._floor * 0.86)

    def _lay_out(self, block: Block, size: float) -> QTextLayout:
        """Break a block's text into lines at `size`; the layout is in the reference size."""
        layout = self._layouts.get(id(block))
        if layout is None:
            text = block.text.replace("\n", "\u2028")
            layout = shape(text, self._font(block), self._colour(block))
            self._layouts[id(block)] = layout
        own = self._own_size(block, size)
        width = self._area.width() - _hang(block, own)
        in_reference = width * REFERENCE / own
        if self._widths.get(id(block)) != in_reference:
            self._widths[id(block)] = in_reference
            _break_lines(layout, in_reference)
        return layout

    def _font(self, block: Block) -> QFont:
        is_loud = block.voice is Voice.TITLE or block.mark in (Mark.RED_LINE, Mark.TRIGGER)
        italic = block.voice is Voice.CUE and block.mark is Mark.NONE
        return reference_font(self._family, bold=is_loud, italic=italic)


def reference_font(family: str, *, bold: bool, italic: bool = False) -> QFont:
    """The card's font at the reference size, which is scaled to any other."""
    font = QFont(family)
    font.setPixelSize(REFERENCE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    font.setItalic(italic)
    return font


def _break_lines(layout: QTextLayout, width: float) -> None:
    """Break into lines of at most `width`; words wider than a line are broken, too."""
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, y))
        y += REFERENCE * _LEADING
    layout.endLayout()


def label_size(size: float) -> float:
    """The size of the label above a block of running text of `size`."""
    return max(size * _LABEL_SCALE, _LABEL_LEAST)


def _hang(block: Block, size: float) -> float:
    """How far the text of a marked block hangs in, to make room for its shape."""
    return 0 if block.mark is Mark.NONE else size * _HANG + 2


def _groups(pieces: list[_Piece]) -> list[list[_Piece]]:
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if groups and groups[-1][-1].block.group == piece.block.group:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups
