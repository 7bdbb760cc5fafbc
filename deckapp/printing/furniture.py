"""What stands on every face around its text: markings, the header with its colour, the footer."""

import datetime
from dataclasses import dataclass

from deckapp.deck import Deck, revision

from .breaking import measured
from .cleaning import NO_BREAK_SPACE, one_line, unbroken
from .drawing import Drawing
from .face_layout import FaceLayout
from .fonts import Weight
from .palette import FAINT, INK, QUIET
from .typeface import Typefaces

LEADING = 1.2
CAPITALS = 0.69
DESCENT = 0.24
"""Of Fira Sans, in parts of the size of type."""
BAR = 2.5
"""The thickness of the bar in the issue's colour, on a card."""
RULE = 0.5
"""The thickness of the line above the footer."""
GAP = 4.0
REVISION_DIGITS = 7
_PART_EMS = 4.25
"""Kept free beside the header for “123/456”."""
AT_FULL_SIZE = "print at 100 %".replace(" ", NO_BREAK_SPACE)
"""In the footer where there is no room for it beside the cards."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One header's furniture: how it is drawn, and the body it leaves, from `bottom` to `top`.

    `colour` is for shapes, `ink` for text.
    """

    drawn: bytes
    header: tuple[str, ...]
    colour: str
    ink: str
    header_baseline: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """The height of the body."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Furniture:
    """The furniture of one deck on one kind of face.

    `marking` and `title` are lines as they are set; `edition` says which version this is. On a
    narrow face the footer is `stacked`: the title above the numbers instead of beside them.
    """

    face: FaceLayout
    typefaces: Typefaces
    edition: str
    marking: tuple[str, ...]
    marking_size: float
    title: tuple[str, ...]
    stacked: bool

    def frame(self, header: tuple[str, ...], colour: str, ink: str) -> Frame:
        """Draw what all faces with a header (an issue's, say) have in common."""
        face, drawing = self.face, Drawing(self.typefaces)
        left, gap, bar = face.margin + face.inset, GAP * face.scale, BAR * face.scale
        y = face.height - face.margin
        if self.marking:
            y -= CAPITALS * self.marking_size
            y = self._draw_marking(drawing, y) - DESCENT * self.marking_size - gap / 2
        drawing.rectangle(colour, (face.margin, y - bar), face.width - 2 * face.margin, bar)
        size = face.issue_size
        baseline = y - bar - gap - CAPITALS * size
        leading = LEADING * size
        if header:
            drawing.text(Weight.SEMI_BOLD, size, ink, (left, baseline), header, leading)
        top = baseline - leading * max(len(header) - 1, 0) - DESCENT * size - gap
        title = self._title_baseline
        if self.title:
            start = left, title
            drawing.text(Weight.REGULAR, face.small, QUIET, start, self.title, LEADING * face.small)
        if self.marking:
            lines = len(self.marking) - 1
            y = face.margin + (DESCENT + LEADING * lines) * self.marking_size
            self._draw_marking(drawing, y)
        rule = title + CAPITALS * face.small + gap - RULE
        drawing.rectangle(FAINT, (left, rule), face.measure, RULE)
        return Frame(drawing.content(), header, colour, ink, baseline, top, rule + gap)

    def bare(self) -> Frame:
        """Draw the markings and nothing else."""
        face, drawing = self.face, Drawing(self.typefaces)
        room = 0.0
        if self.marking:
            lines = (len(self.marking) - 1) * LEADING * self.marking_size
            self._draw_marking(drawing, face.height - face.margin - CAPITALS * self.marking_size)
            self._draw_marking(drawing, face.margin + DESCENT * self.marking_size + lines)
            room = lines + (CAPITALS + DESCENT) * self.marking_size + GAP * face.scale
        bottom = face.margin + room
        return Frame(drawing.content(), (), INK, INK, 0.0, face.height - bottom, bottom)

    def numbers(self, frame: Frame, label: str, part: str = "") -> bytes:
        """Draw what tells one card from the next: label and edition below, part (“1/2”) above."""
        face, drawing = self.face, Drawing(self.typefaces)
        right = face.width - face.margin - face.inset
        text = footer_text(label, self.edition)
        x = right - width(text, self.typefaces, Weight.REGULAR, face.small)
        lines = len(self.title) if self.stacked else 0
        y = self._title_baseline - LEADING * face.small * lines
        drawing.text(Weight.REGULAR, face.small, QUIET, (x, y), [text])
        if part:
            size = face.issue_size
            right -= width(part, self.typefaces, Weight.SEMI_BOLD, size)
            start = right, frame.header_baseline
            drawing.text(Weight.SEMI_BOLD, size, frame.ink, start, [part])
        return drawing.content()

    def title_beside(self, frame: Frame, title: str, part: str) -> bytes:
        """Draw a card's title beside the header, where there is room, shortened if need be.

        On a back it says which card that is.
        """
        face, drawing = self.face, Drawing(self.typefaces)
        size, text = face.small, unbroken(title)
        if len(frame.header) != 1 or not text:
            return b""
        right = face.width - face.margin - face.inset
        if part:
            right -= (
                width(part, self.typefaces, Weight.SEMI_BOLD, face.issue_size) + face.issue_size
            )
        room = right - face.margin - face.inset - face.issue_size
        room -= width(frame.header[0], self.typefaces, Weight.SEMI_BOLD, face.issue_size)
        words = text.split(" ")
        while words and width(text, self.typefaces, Weight.REGULAR, size) > room:
            words.pop()
            text = f"{' '.join(words)} …"
        if words and len(text) * 2 > len(unbroken(title)):
            x = right - width(text, self.typefaces, Weight.REGULAR, size)
            drawing.text(Weight.REGULAR, size, QUIET, (x, frame.header_baseline), [text])
        return drawing.content()

    def header_lines(self, header: str) -> tuple[str, ...]:
        """The lines of a header, cleaned, at the head of a face."""
        size = self.face.issue_size
        room = self.face.measure - _PART_EMS * size
        return _lines(header, self.typefaces, Weight.SEMI_BOLD, size, room)

    @property
    def _title_baseline(self) -> float:
        """The first baseline of the footer, above the marking."""
        lines = max(len(self.title) - (not self.stacked), 0)
        above = self.face.margin + (DESCENT + LEADING * lines) * self.face.small
        if self.marking:
            above += (CAPITALS + DESCENT + LEADING * (len(self.marking) - 1)) * self.marking_size
            above += GAP * self.face.scale * 0.75
        return above

    def _draw_marking(self, drawing: Drawing, baseline: float) -> float:
        """Draw the marking from its first baseline down and return its last."""
        face, size = self.face, self.marking_size
        for index, line in enumerate(self.marking):
            x = face.margin + face.inset
            spare = face.measure - width(line, self.typefaces, Weight.BOLD, size)
            # The Traffic Light Protocol (FIRST, TLP 2.0) asks for its labels at the right.
            x += spare if self.marking[0].upper().startswith("TLP:") else spare / 2
            y = baseline - index * LEADING * size
            drawing.text(Weight.BOLD, size, INK, (x, y), [line])
        return baseline - (len(self.marking) - 1) * LEADING * size


def furniture(
    deck: Deck,
    face: FaceLayout,
    typefaces: Typefaces,
    revised: datetime.date,
    longest_label: str,
    *,
    says_full_size: bool,
) -> Furniture:
    """The furniture of a deck; `longest_label` is the widest that the footer has to hold."""
    edition = f"{revised.isoformat()} · {revision(deck)[:REVISION_DIGITS]}"
    marking, title = one_line(deck.marking), one_line(deck.title)
    if says_full_size:
        title = f"{title} · {AT_FULL_SIZE}" if title else AT_FULL_SIZE
    size = face.marking_size
    while size > face.marking_floor and width(marking, typefaces, Weight.BOLD, size) > face.measure:
        size = max(size - 0.25, face.marking_floor)
    numbers = footer_text(longest_label, edition)
    room = face.measure - width(numbers, typefaces, Weight.REGULAR, face.small) - 2 * face.small
    beside = _lines(title, typefaces, Weight.REGULAR, face.small, max(room, face.small))
    above = _lines(title, typefaces, Weight.REGULAR, face.small, face.measure)
    stacked = 1 < len(beside) > len(above)
    return Furniture(
        face=face,
        typefaces=typefaces,
        edition=edition,
        marking=_lines(marking, typefaces, Weight.BOLD, size, face.measure),
        marking_size=size,
        title=above if stacked else beside,
        stacked=stacked,
    )


def footer_text(label: str, edition: str) -> str:
    """The right end of the footer."""
    return f"{label} · {edition}" if label else edition


def width(text: str, typefaces: Typefaces, weight: Weight, size: float) -> float:
    """The width of a line in points."""
    face = typefaces[weight]
    words = text.split(" ")
    return (sum(face.widths[word] for word in words) + (len(words) - 1) * face.space) * size


def _lines(
    text: str, typefaces: Typefaces, weight: Weight, size: float, room: float
) -> tuple[str, ...]:
    return tuple(measured(text, typefaces[weight]).lines(room / size)) if text else ()
