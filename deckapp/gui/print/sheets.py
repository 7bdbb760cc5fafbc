"""Where things are on the sheets of what was rendered: sides, panels, the card of a finding."""

import re

from PySide6.QtCore import QRectF

from deckapp.deck import Card
from deckapp.deck.fields import Face, specs
from deckapp.gui.widgets.paper_view import Panel, Stack
from deckapp.printing import Finding, Fold, Layout
from deckapp.printing.geometry import tumbles
from deckapp.printing.imposing import POCKET_ORDER

from .rendering import Rendered


def stack_of(rendered: Rendered) -> Stack:
    """How the pages of a PDF are sheets of paper."""
    layout, report = rendered.layout, rendered.report
    panels = []
    if layout.fold is Fold.POCKET:
        width, height = layout.face.width, layout.face.height
        for page in range(1, len(POCKET_ORDER) + 1):
            index = POCKET_ORDER.index(page)
            cell = layout.cells[index]
            area = QRectF(cell.x, layout.paper.height - cell.y - height, width, height)
            panels.append(Panel(area, index < len(POCKET_ORDER) // 2))
    sides = 2 if report.two_sided else 1
    return Stack(sides, tumbles(layout.paper, layout.duplex), tuple(panels))


def place_of(finding: Finding, rendered: Rendered) -> tuple[int, QRectF | None] | None:
    """The page, from 0, and the area on it (from the upper left, None for all) of a finding's card.

    It is the card's back if the field stands there. None where the card is not printed.
    """
    entries = rendered.report.cards
    entry = next((each for each in entries if finding.card and each.name == finding.card), None)
    if entry is None or not entry.page:
        return None
    layout = rendered.layout
    page, area = entry.page - 1, None
    if entry.area is not None:
        left, bottom, right, top = entry.area
        area = QRectF(left, layout.paper.height - top, right - left, top - bottom)
    if rendered.report.two_sided and layout.fold is Fold.NONE and _stands_on_back(finding.field):
        return page + 1, None if area is None else _behind(area, layout)
    return page, area


def _stands_on_back(field: str) -> bool:
    """Whether a field of a card ("rebuttal", "follow_ups.if-pressed.counter") is on the back."""
    spec = specs(Card).get(re.split(r"[.\[ ]", field)[0])
    return spec is not None and spec.face is Face.BACK


def _behind(area: QRectF, layout: Layout) -> QRectF:
    """What lies behind an area of the front, from the upper left of the page that is the back."""
    size = layout.paper
    if tumbles(size, layout.duplex):
        return QRectF(area.left(), size.height - area.bottom(), area.width(), area.height())
    return QRectF(size.width - area.right(), area.top(), area.width(), area.height())
