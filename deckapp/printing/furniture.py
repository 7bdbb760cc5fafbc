"""What stands on every face around its text: markings, the issue with its colour, the footer."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from deckapp.deck import Deck, revision

from .breaking import measured
from .cleaning import one_line
from .drawing import Drawing
from .fonts import Weight
from .layouts import Layout
from .palette import FAINT, INK, QUIET
from .typeface import typeface

FOOTER_SIZE = 7.0
ISSUE_SIZE = 8.0
LEADING = 1.2
CAPITALS = 0.69
DESCENT = 0.24
"""Of Fira Sans, in parts of the size of type."""
BAR = 2.5
"""The thickness of the bar in the issue's colour."""
RULE = 0.5
"""The thickness of the line above the footer."""
GAP = 4.0
REVISION_DIGITS = 7
_PART_WIDTH = 34.0
"""Kept free beside the issue for “123/456”."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One issue's furniture: how it is drawn, and the body it leaves, from `bottom` up to `top`."""

    drawn: bytes
    colour: str
    part_baseline: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """The height of the body."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Furniture:
    """The furniture of one deck in one layout; `cards` are printed in all.

    `marking` and `title` are lines as they are set; `edition` says which version this is.
    """

    layout: Layout
    cards: int
    edition: str
    marking: tuple[str, ...]
    marking_size: float
    title: tuple[str, ...]

    def frame(self, issue_lines: Sequence[str], colour: str) -> Frame:
        """Draw what all faces of an issue have in common."""
        layout, drawing = self.layout, Drawing()
        left = layout.margin + layout.inset
        y = layout.height - layout.margin
        if self.marking:
            y -= CAPITALS * self.marking_size
            y = self._draw_marking(drawing, y) - DESCENT * self.marking_size - GAP / 2
        drawing.rectangle(colour, (layout.margin, y - BAR), layout.width - 2 * layout.margin, BAR)
        baseline = y - BAR - GAP - CAPITALS * ISSUE_SIZE
        leading = LEADING * ISSUE_SIZE
        if issue_lines:
            start = left, baseline
            drawing.text(Weight.SEMI_BOLD, ISSUE_SIZE, colour, start, issue_lines, leading)
        top = baseline - leading * max(len(issue_lines) - 1, 0) - DESCENT * ISSUE_SIZE - GAP
        title = self._title_baseline
        if self.title:
            drawing.text(
                Weight.REGULAR, FOOTER_SIZE, QUIET, (left, title), self.title, LEADING * FOOTER_SIZE
            )
        if self.marking:
            lines = len(self.marking) - 1
            y = layout.margin + (DESCENT + LEADING * lines) * self.marking_size
            self._draw_marking(drawing, y)
        rule = title + CAPITALS * FOOTER_SIZE + GAP - RULE
        drawing.rectangle(FAINT, (left, rule), layout.measure, RULE)
        bottom = rule + GAP
        return Frame(drawing.content(), colour, baseline, top, bottom)

    def numbers(self, frame: Frame, number: int, part: str) -> bytes:
        """Draw what tells one card from the next: number, part (“1/2” or nothing), edition."""
        drawing = Drawing()
        right = self.layout.width - self.layout.margin - self.layout.inset
        text = footer_text(number, self.cards, part, self.edition)
        x = right - width(text, Weight.REGULAR, FOOTER_SIZE)
        drawing.text(Weight.REGULAR, FOOTER_SIZE, QUIET, (x, self._title_baseline), [text])
        if part:
            x = right - width(part, Weight.SEMI_BOLD, ISSUE_SIZE)
            drawing.text(
                Weight.SEMI_BOLD, ISSUE_SIZE, frame.colour, (x, frame.part_baseline), [part]
            )
        return drawing.content()

    @property
    def _title_baseline(self) -> float:
        """The first baseline of the footer, above the marking."""
        lines = max(len(self.title) - 1, 0)
        above = self.layout.margin + (DESCENT + LEADING * lines) * FOOTER_SIZE
        if self.marking:
            above += (CAPITALS + DESCENT + LEADING * (len(self.marking) - 1)) * self.marking_size
            above += GAP / 4
        return above

    def _draw_marking(self, drawing: Drawing, baseline: float) -> float:
        """Draw the marking from its first baseline down and return its last."""
        layout, size = self.layout, self.marking_size
        for index, line in enumerate(self.marking):
            x = layout.margin + layout.inset
            spare = layout.measure - width(line, Weight.BOLD, size)
            # The Traffic Light Protocol (FIRST, TLP 2.0) asks for its labels at the right.
            x += spare if self.marking[0].upper().startswith("TLP:") else spare / 2
            y = baseline - index * LEADING * size
            drawing.text(Weight.BOLD, size, INK, (x, y), [line])
        return baseline - (len(self.marking) - 1) * LEADING * size


def furniture(deck: Deck, layout: Layout, revised: datetime.date, cards: int) -> Furniture:
    """The furniture of a deck of which so many cards are printed."""
    edition = f"{revised.isoformat()} · {revision(deck)[:REVISION_DIGITS]}"
    marking, title = one_line(deck.marking), one_line(deck.title)
    size = layout.marking_size
    while size > layout.marking_floor and width(marking, Weight.BOLD, size) > layout.measure:
        size = max(size - 0.25, layout.marking_floor)
    numbers = footer_text(cards, cards, "888/888", edition)
    room = layout.measure - width(numbers, Weight.REGULAR, FOOTER_SIZE) - 2 * FOOTER_SIZE
    return Furniture(
        layout=layout,
        cards=cards,
        edition=edition,
        marking=_lines(marking, Weight.BOLD, size, layout.measure),
        marking_size=size,
        title=_lines(title, Weight.REGULAR, FOOTER_SIZE, room),
    )


def issue_lines(issue: str, layout: Layout) -> tuple[str, ...]:
    """The lines of an issue's title, cleaned, at the head of a face."""
    return _lines(issue, Weight.SEMI_BOLD, ISSUE_SIZE, layout.measure - _PART_WIDTH)


def footer_text(number: int, cards: int, part: str, edition: str) -> str:
    """The right end of the footer."""
    card = f"Card {number} of {cards}"
    return " · ".join([card, f"part {part}", edition] if part else [card, edition])


def width(text: str, weight: Weight, size: float) -> float:
    """The width of a line in points."""
    face = typeface(weight)
    words = text.split(" ")
    return (sum(face.widths[word] for word in words) + (len(words) - 1) * face.space) * size


def _lines(text: str, weight: Weight, size: float, room: float) -> tuple[str, ...]:
    return tuple(measured(text, typeface(weight)).lines(room / size)) if text else ()
