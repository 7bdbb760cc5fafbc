"""Imposition: which face lies where on which side of which sheet.

Fronts are seen as they are; backs are placed for a sheet that is turned like a page, so that each
lies behind its front. What the printer needs beyond that is done to whole pages.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from .geometry import Spot
from .layouts import Layout
from .vocabulary import Fold

POCKET_ORDER = (5, 4, 3, 2, 6, 7, 8, 1)
"""The page on each panel of a pocket fold, row by row; the upper row is upside down."""
_TURNED_PANELS = 4
_PANELS = len(POCKET_ORDER)
_PAGES_PER_SHEET = 4


@dataclass(frozen=True, slots=True)
class Printed:
    """A drawn face: its content stream, its label, and the piece that it opens, if any."""

    content: bytes
    label: str = ""
    opens: int | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """The two sides of one card of paper. `answers` says whether the back has any text."""

    piece: int
    front: Printed
    back: Printed | None
    answers: bool


Placed = tuple[Printed, Spot]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper; `back` is None where it is not printed."""

    front: Sequence[Placed]
    back: Sequence[Placed] | None = None


def grid_sheets(layout: Layout, leaves: Iterable[Leaf], start: int) -> Iterator[Sheet]:
    """Cards on a grid, backs behind their fronts; the first card comes to place `start`, from 1."""
    waiting = iter(leaves)
    free = layout.cells[start - 1 :]
    while taken := list(islice(waiting, len(free))):
        front: list[Placed] = []
        back: list[Placed] = []
        for leaf, cell in zip(taken, free, strict=False):
            front.append((leaf.front, cell))
            if leaf.back is not None and layout.fold is Fold.OVER:
                beside = Spot(cell.x + layout.face.width, cell.y)
                front.append((leaf.back, beside))
            elif leaf.back is not None:
                back.append((leaf.back, cell.mirrored(layout.face.area, layout.paper)))
        yield Sheet(front, back or None)
        free = layout.cells


def pocket_sheets(
    layout: Layout,
    leaves: Iterable[Leaf],
    cover: Callable[[str, Sequence[Leaf]], Printed],
    notes: Printed,
) -> Iterator[Sheet]:
    """Eight panels a sheet: a cover, then spreads with what we say left and what they say right.

    `cover` draws the cover of a sheet that is one of several (“2 of 9”), with these leaves inside.
    """
    booklets: list[tuple[list[Printed], list[Leaf]]] = [([], [])]
    for leaf in leaves:
        pages, inside = booklets[-1]
        needed = _pages_of(leaf, notes, len(pages) + 1)
        if len(pages) + len(needed) >= _PANELS:
            booklets.append((_pages_of(leaf, notes, 1), [leaf]))
        else:
            pages += needed
            inside.append(leaf)
    for number, (pages, inside) in enumerate(booklets, 1):
        yield _pocket(layout, cover(f"{number} of {len(booklets)}", inside), pages, notes)


def _pages_of(leaf: Leaf, notes: Printed, before: int) -> list[Printed]:
    """The pages of a leaf after so many others: one that has an answer begins on a left page."""
    if leaf.back is None or not leaf.answers:
        return [leaf.front]
    return [leaf.front, leaf.back] if before % 2 else [notes, leaf.front, leaf.back]


def _pocket(layout: Layout, cover: Printed, pages: Sequence[Printed], notes: Printed) -> Sheet:
    all_pages = [cover, *pages, *[notes] * (_PANELS - 1 - len(pages))]
    return Sheet(
        [
            (all_pages[page - 1], Spot(cell.x, cell.y, panel < _TURNED_PANELS))
            for panel, (page, cell) in enumerate(zip(POCKET_ORDER, layout.cells, strict=True))
        ]
    )


def booklet_sheets(
    layout: Layout, leaves: Iterable[Leaf], covers: Sequence[Printed], notes: Printed
) -> Iterator[Sheet]:
    """Sheets to be folded once and stapled, the outermost first.

    Inner sheets stand out further at the open edge by `creep` each; their pages move as much
    towards the fold, so that margins are even when the edge is trimmed. However many sheets there
    are, no page moves further than half its margin.
    """
    pages = list(covers)
    for leaf in leaves:
        pages += _pages_of(leaf, notes, len(pages))
    pages += [notes] * (-len(pages) % _PAGES_PER_SHEET)
    left, right = layout.cells
    last, sheets = len(pages) - 1, len(pages) // _PAGES_PER_SHEET
    most = layout.face.margin / 2
    for number in range(sheets):
        creep = min(layout.creep, most / sheets) * number
        first = 2 * number
        inward = Spot(left.x + creep, left.y), Spot(right.x - creep, right.y)
        yield Sheet(
            [(pages[last - first], inward[0]), (pages[first], inward[1])],
            [(pages[first + 1], inward[0]), (pages[last - first - 1], inward[1])],
        )


def tent_sheets(layout: Layout, leaves: Iterable[Leaf], name: Printed) -> Iterator[Sheet]:
    """A tent for each leaf: above the fold the name for them, upside down; below it the card."""
    upper, lower = layout.cells
    for leaf in leaves:
        yield Sheet([(name, Spot(upper.x, upper.y, turned=True)), (leaf.front, lower)])
