"""Fitting: the largest type at which a face fits, and further cards where none does."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from .face_layout import STEP, FaceLayout
from .faces import Block, CardFaces, Mark
from .report import CardReport
from .setting import Row, Setter, gap_above
from .typeface import Typefaces

_TOLERANCE = 1e-6
_LEAST_DEMAND = 1e-3
_FEWEST_LINES = 2
"""A text that goes on overleaf leaves and takes along at least so many lines."""
_LONGEST_REPEATED = 2
"""Lines of a title that is repeated on continuations."""


@dataclass(frozen=True, slots=True)
class FittedFace:
    """The rows of one side on each card it takes, and the size of its type."""

    size: float
    pages: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class FittedCard:
    """Both sides of a card; each continuation has a front and a back, so backs keep lining up.

    A card that is printed whole on one face has no text on its back.
    """

    front: FittedFace
    back: FittedFace

    @property
    def parts(self) -> int:
        """On how many cards of paper the card stands."""
        return max(len(self.front.pages), len(self.back.pages))

    def report(self, name: str) -> CardReport:
        """What to say of the card of that name."""
        front, back = self.front, self.back
        return CardReport(name, len(front.pages), len(back.pages), front.size, back.size)

    def sides(self, part: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        """Front and back of a part, from 0. A short title stands on every front."""
        front, back = (
            face.pages[part] if part < len(face.pages) else () for face in (self.front, self.back)
        )
        return front or _repeated_title(self.front.pages[0]), back


def fit_card(faces: CardFaces, face: FaceLayout, typefaces: Typefaces, height: float) -> FittedCard:
    """Fit both sides of a card into the given height, in points."""
    front = fit_face(faces.front, face, typefaces, height)
    return FittedCard(front, fit_face(faces.back, face, typefaces, height))


def fit_page(
    blocks: Sequence[Block], face: FaceLayout, typefaces: Typefaces, height: float
) -> FittedCard:
    """Fit a page that is not a card: on as few pages as possible, in type as large as possible."""
    return FittedCard(
        _fit_pages(blocks, face, typefaces, height), FittedFace(face.preferred, ((),))
    )


def fit_face(
    blocks: Sequence[Block], face: FaceLayout, typefaces: Typefaces, height: float
) -> FittedFace:
    """Set blocks at the largest size of the layout that fits; at the floor, on several faces."""
    setters = [Setter(block, face, typefaces) for block in blocks]
    gaps = sum([gap_above(block) for block in blocks[1:]])
    room = height + _TOLERANCE

    def demand(size: float) -> float:
        return (sum([setter.height(size) for setter in setters]) + gaps * size) / room

    size = _largest(face, demand)
    if size is not None:
        return FittedFace(size, (tuple([setter.row(size) for setter in setters]),))
    rows = [setter.row(face.floor) for setter in setters]
    return FittedFace(face.floor, tuple(map(tuple, _flow(rows, height))))


def _fit_pages(
    blocks: Sequence[Block], face: FaceLayout, typefaces: Typefaces, height: float
) -> FittedFace:
    """Set blocks on as few faces as they take, at the largest size that takes no more of them."""
    smallest = fit_face(blocks, face, typefaces, height)
    if len(smallest.pages) == 1:
        return smallest
    setters = [Setter(block, face, typefaces) for block in blocks]

    def poured(size: float) -> list[list[Row]]:
        return _flow([setter.row(size) for setter in setters], height)

    fewest = len(smallest.pages)
    size = _largest(face, lambda size: len(poured(size)) / fewest) or face.floor
    return FittedFace(size, tuple(map(tuple, poured(size))))


def _largest(face: FaceLayout, demand: Callable[[float], float]) -> float | None:
    """The largest size of the layout at which the demand for room is at most 1, if it ever is.

    Demand grows about with the square of the size, so the next size to try is not the middle but
    the one that the last demand leads to.
    """
    fitting, attempt = -1, int((face.preferred - face.floor) / STEP)
    too_large = attempt + 1  # most faces fit at the preferred size, so that is tried first
    while too_large - fitting > 1:
        size = face.floor + STEP * attempt
        wanted = demand(size)
        if wanted <= 1:
            fitting = attempt
        else:
            too_large = attempt
        estimate = int((size / sqrt(max(wanted, _LEAST_DEMAND)) - face.floor) / STEP)
        attempt = min(max(estimate, fitting + 1), too_large - 1)
    return None if fitting < 0 else face.floor + STEP * fitting


def _flow(rows: Sequence[Row], height: float) -> list[list[Row]]:
    """Rows poured over as many faces of that height as they need."""
    pages: list[list[Row]] = [[]]
    room, fresh, bare = height, True, True
    waiting = list(reversed(rows))
    while waiting:
        row = waiting.pop()
        gap = row.gap if pages[-1] else 0.0
        # A fresh face takes a line whatever happens, so that the pouring comes to an end.
        count = _lines_that_fit(row, room - gap, at_least=1 if fresh else 0)
        if not bare and _loses_what_follows(row, waiting, room - gap):
            count = 0
        if not bare and row.block.style.opens and room < _section(row, waiting) + gap <= height:
            count = 0
        if count:
            placed = row.part(0, count)
            pages[-1].append(placed)
            room -= gap + placed.height
            fresh, bare = False, bare and row.block.style.title
        if count < len(row.lines):
            waiting.append(row.part(count, len(row.lines)))
            title = _repeated_title(pages[0])
            pages.append(list(title))
            room, fresh, bare = height - sum(placed.height for placed in title), True, True
    return pages


def _section(first: Row, waiting: Sequence[Row]) -> float:
    """The height of a section of a page: its heading and all rows up to the next."""
    total = first.height
    for row in reversed(waiting):
        if row.block.style.opens:
            break
        total += row.gap + row.height
    return total


def _lines_that_fit(row: Row, room: float, at_least: int) -> int:
    """How many lines of a row to put into the room, so that none is left alone on either side."""
    total = len(row.lines)
    counts = range(1, total + 1)
    count = bisect_right(counts, room + _TOLERANCE, key=lambda count: row.part(0, count).height)
    if 0 < total - count < _FEWEST_LINES:
        count = total - _FEWEST_LINES
    return count if count == total or count >= _FEWEST_LINES else at_least


def _loses_what_follows(row: Row, waiting: Sequence[Row], room: float) -> bool:
    """Whether what belongs together would be parted here, `waiting` being what comes, last first.

    That is what they say from our answer, a heading from its section, a condition from what it
    allows.
    """
    for following in reversed(waiting):
        if not _stays_with(row, following):
            return False
        room -= row.height + following.gap
        if not _lines_that_fit(following, room, at_least=0):
            return True
        row = following
    return False


def _stays_with(row: Row, following: Row) -> bool:
    style = row.block.style
    if style.theirs:
        return not following.block.style.theirs
    return style.opens or style.mark in (Mark.FLAG, Mark.DIAMOND)


def _repeated_title(page: Sequence[Row]) -> tuple[Row, ...]:
    """The card's title for its continuations, unless it is so long that it would fill them."""
    titles = [row for row in page if row.block.style.title]
    return tuple(
        replace(row, continued=True) for row in titles if len(row.lines) <= _LONGEST_REPEATED
    )
