"""Backs behind their fronts: the printed sheet is turned over, and every card cut out and turned.

Where a face lies is read from the PDF: its header and both markings stand where they stand on the
same card printed by itself. Points are complex numbers.
"""

from cmath import rect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cache
from itertools import permutations
from math import radians
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from deckapp.deck import Card, Deck
from deckapp.printing import (
    PAPERS,
    Content,
    Duplex,
    ExportReport,
    Faces,
    Fold,
    Layout,
    PrintOptions,
    Profile,
    Side,
    calibration_sheet,
    measured_profile,
)
from deckapp.printing.geometry import Size

from .extraction import Matrix, runs
from .making import INDEX, LAYOUTS, LONG, REVISED, card, deck_of, export

HEADER, MARKING = "1 · Syria", "TLP:RED"
NEAR = 0.1
GRIDS = [
    id_
    for id_, layout in LAYOUTS.items()
    if (layout.fold, layout.faces, layout.content) == (Fold.NONE, Faces.SIDES, Content.CARDS)
]
SHEETS = [id_ for id_ in GRIDS if len(LAYOUTS[id_].cells) > 1]

View = Callable[[complex], complex]
Line = tuple[complex, complex]


@dataclass(frozen=True)
class Face:
    """Whose face it is, and where its upper marking, header and lower marking start."""

    label: str
    points: tuple[complex, ...]

    def seen(self, view: View) -> "Face":
        return Face(self.label, tuple(map(view, self.points)))

    def lies_on(self, other: "Face") -> bool:
        pairs = zip(self.points, other.points, strict=True)
        return all(abs(mine - its) < NEAR for mine, its in pairs)


def faces(page: PageObject) -> list[Face]:
    shown = runs(page)
    found = []
    for index, run in enumerate(shown):
        if run.text == HEADER:
            upper = shown[index - 1]
            lower = next(other for other in shown[index:] if other.is_marking)
            start = next(n for n in range(index, len(shown)) if shown[n].text.startswith("Card "))
            label, part = (shown[n].text for n in (start, start + 1))
            assert upper.text == lower.text == MARKING
            points = tuple(complex(at.x, at.y) for at in (upper, run, lower))
            found.append(Face(label + part * ("/" in part), points))
    return found


def cards(count: int) -> list[Card]:
    return [card(f"c{n}", title=f"Point {n}", counter="They.") for n in range(1, count + 1)]


def deck(count: int) -> Deck:
    return deck_of(*cards(count), marking=MARKING)


def deck_that_goes_on() -> Deck:
    """The second card has more fronts than backs, the fourth more backs than fronts."""
    first, second, third, fourth, fifth = cards(5)
    second = replace(second, position=LONG * 40)
    fourth = replace(fourth, rebuttal=LONG * 40)
    return deck_of(first, second, third, fourth, fifth, marking=MARKING)


def sheets(
    deck: Deck, layout: Layout, options: PrintOptions
) -> tuple[list[tuple[list[Face], list[Face]]], ExportReport]:
    """The faces on both sides of each sheet."""
    with TemporaryDirectory() as folder:
        reader, report = export(deck, Path(folder), layout=layout, options=options)
        pages = [faces(page) for page in reader.pages]
    assert len(pages) == report.pages == report.sheets * (1 + report.two_sided)
    return list(zip(pages[::2], pages[1::2], strict=True)), report


@cache
def by_itself(id_: str) -> tuple[Face, Face]:
    """The front and the back of a card on paper of its own size."""
    layout = LAYOUTS[id_]
    single = replace(layout, paper=layout.face.area, cells=INDEX.cells)
    (((front,), (back,)),), _ = sheets(deck(1), single, PrintOptions(duplex=Duplex.NONE))
    assert back.lies_on(front)
    return front, back


def through_the_front(paper: Size, edge: Duplex) -> View:
    """Where a point of the second page is seen, the sheet turned over that edge of the paper.

    Backs on sheets of their own are turned like the pages of a book.
    """
    if edge is Duplex.NONE or (edge is Duplex.LONG) == (paper.height > paper.width):
        return lambda point: complex(paper.width - point.real, point.imag)
    return lambda point: complex(point.real, paper.height - point.imag)


def corner(id_: str, front: Face) -> complex:
    """The lower left corner of a front."""
    own = by_itself(id_)[0]
    away = front.points[0] - own.points[0]
    assert front.lies_on(own.seen(lambda point: away + point))
    return away


def turned_like_a_page(id_: str, lower_left: complex) -> View:
    """From the back of a card to where its points are seen through the front."""
    width = LAYOUTS[id_].face.width
    return lambda point: lower_left + complex(width - point.real, point.imag)


def assert_backs_lie_behind(
    id_: str, fronts: Iterable[Face], backs: Iterable[Face], seen: View
) -> None:
    """Behind every front its own back stands, upright when the card is turned like a page."""
    waiting = [back.seen(seen) for back in backs]
    for front in fronts:
        wanted = by_itself(id_)[1].seen(turned_like_a_page(id_, corner(id_, front)))
        (behind,) = [back for back in waiting if back.lies_on(wanted)]
        assert behind.label == front.label
        waiting.remove(behind)
    assert waiting == []


@pytest.mark.parametrize("edge", Duplex)
@pytest.mark.parametrize("id_", GRIDS)
def test_that_every_back_lies_behind_its_front(id_: str, edge: Duplex) -> None:
    layout = LAYOUTS[id_]
    places = len(layout.cells)
    behind = through_the_front(layout.paper, edge)
    last_row_is_incomplete = deck(places + (3 if places > 3 else 1))
    for printed in (deck(1), last_row_is_incomplete, deck_that_goes_on()):
        both_sides, report = sheets(printed, layout, PrintOptions(duplex=edge))
        labels = [front.label for fronts, _ in both_sides for front in fronts]
        wanted = [n for n, entry in enumerate(report.cards, 1) for _ in range(entry.parts)]
        assert [int(label.split()[1]) for label in labels] == wanted
        assert len(set(labels)) == len(labels)
        taken = range(0, len(labels), places)
        filled = [len(fronts) for fronts, _ in both_sides]
        assert filled == [min(places, len(labels) - before) for before in taken]
        for fronts, backs in both_sides:
            assert_backs_lie_behind(id_, fronts, backs, behind)
    _, second, _, fourth, _ = report.cards
    assert second.fronts > second.backs
    assert fourth.backs > fourth.fronts


@pytest.mark.parametrize("edge", Duplex)
@pytest.mark.parametrize("id_", SHEETS)
def test_that_places_before_the_start_stay_free_on_both_sides(id_: str, edge: Duplex) -> None:
    layout = LAYOUTS[id_]
    places = len(layout.cells)
    ((full, _),), _ = sheets(deck(places), layout, PrintOptions(duplex=edge))
    corners = [corner(id_, front) for front in full]
    behind = through_the_front(layout.paper, edge)
    for start in {2, places}:
        options = PrintOptions(start=start, duplex=edge)
        (first, second), _ = sheets(deck(places + 1), layout, options)
        for (fronts, backs), free in ((first, corners[start - 1 :]), (second, corners[:start])):
            found = [corner(id_, front) for front in fronts]
            assert all(abs(a - b) < NEAR for a, b in zip(found, free, strict=True))
            assert_backs_lie_behind(id_, fronts, backs, behind)


@pytest.mark.parametrize("id_", ["index-3x5", "letter-business-8", "letter-quarter"])
def test_that_a_pass_prints_one_side_of_every_sheet(tmp_path: Path, id_: str) -> None:
    def pages(side: Side, *, backwards: bool = False) -> list[tuple[str, object]]:
        options = PrintOptions(side=side, reversed_backs=backwards, duplex=Duplex.LONG)
        reader, _ = export(deck_that_goes_on(), tmp_path, layout=LAYOUTS[id_], options=options)
        return list(zip(reader.page_labels, map(runs, reader.pages), strict=True))

    both = pages(Side.BOTH)
    assert len({label for label, _ in both}) == len(both) >= 4
    assert pages(Side.FRONTS) == both[::2]
    assert pages(Side.BACKS) == both[1::2]
    assert pages(Side.BACKS, backwards=True) == both[1::2][::-1]


def put_out(paper: Size, edge: Duplex, profile: Profile) -> View:
    """Where a printer puts a point of the second page, seen through the front."""
    behind, middle = through_the_front(paper, edge), complex(paper.width, paper.height) / 2
    turn, shift = rect(1, radians(profile.turned)), complex(profile.right, profile.up)
    return lambda point: (behind(point) - middle) * turn + middle + shift


MILLIMETRE = 72 / 25.4
shifts = st.floats(-5, 5).map(lambda millimetres: millimetres * MILLIMETRE)
profiles = st.builds(Profile, st.just("office"), shifts, shifts, st.floats(-1.5, 1.5))
edges = st.sampled_from([Duplex.LONG, Duplex.SHORT])
ways = [Size(*way) for size in PAPERS.values() for way in permutations(astuple(size))]
profiled = st.sampled_from(["letter-business-10", "a4-business-wide", "letter-quarter", "a7"])


@settings(max_examples=60, deadline=None)
@given(profiled, edges, profiles)
def test_that_a_profile_brings_backs_behind_their_fronts(
    id_: str, edge: Duplex, profile: Profile
) -> None:
    layout = LAYOUTS[id_]
    seen = put_out(layout.paper, edge, profile)
    both_sides, _ = sheets(deck(3), layout, PrintOptions(profile=replace(profile, edge=edge)))
    for fronts, backs in both_sides:
        assert_backs_lie_behind(id_, fronts, backs, seen)


@cache
def calibration_lines(paper: Size, edge: Duplex) -> list[list[Line]]:
    """The straight lines on the front and on the back."""
    with TemporaryDirectory() as folder:
        calibration_sheet(out := Path(folder, "a.pdf"), paper, edge, revised=REVISED)
        return [lines(page) for page in PdfReader(out).pages]


def lines(page: PageObject) -> list[Line]:
    points: list[complex] = []

    def visit(operator: bytes, operands: Sequence[float], matrix: Matrix, _: object) -> None:
        if operator in (b"m", b"l"):
            (x, y), (a, b, c, d, e, f) = map(float, operands), matrix
            points.append(complex(a * x + c * y + e, b * x + d * y + f))

    page.extract_text(visitor_operand_before=visit)
    return list(zip(points[::2], points[1::2], strict=True))


def reading(ruler: Line, crosses: Iterable[Line]) -> float:
    """Where a line of a cross crosses a ruler of 20 mm, in millimetres from its middle."""
    middle, unit = sum(ruler) / 2, (ruler[1] - ruler[0]) / 20
    placed = [((a - middle) / unit, (b - middle) / unit) for a, b in crosses]
    ahead = [a + (b - a) * a.imag / (a - b).imag for a, b in placed if a.imag * b.imag < 0]
    (found,) = [at.real for at in ahead if abs(at.real) <= 10]
    return found


def measured(paper: Size, edge: Duplex, profile: Profile) -> Profile:
    """The profile from what is read on the sheet that a printer of that profile puts out."""
    front, back = calibration_lines(paper, edge)
    seen = put_out(paper, edge, profile)
    crosses = [(seen(first), seen(last)) for first, last in back]
    rulers = [line for line in front if abs(abs(line[1] - line[0]) - 20 * MILLIMETRE) < NEAR]
    rulers.sort(key=lambda ruler: (ruler[0].real == ruler[1].real, -ruler[0].imag))
    right, lower_right, up, lower_up = (reading(ruler, crosses) for ruler in rulers)
    return measured_profile("office", paper, edge, (right, up), (lower_right, lower_up))


@settings(deadline=None)
@given(st.sampled_from(ways), edges, profiles)
def test_that_what_is_read_on_the_calibration_sheet_gives_the_profile(
    paper: Size, edge: Duplex, profile: Profile
) -> None:
    found = measured(paper, edge, profile)
    assert (found.name, found.edge) == ("office", edge)
    assert found.turned == pytest.approx(profile.turned, abs=0.02)
    assert found.right == pytest.approx(profile.right, abs=NEAR)
    assert found.up == pytest.approx(profile.up, abs=NEAR)
