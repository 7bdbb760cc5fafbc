"""Folds: every sheet is cut, folded and read as somebody would who holds it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from re import fullmatch
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject

from deckapp.deck import Card, Deck, Meeting
from deckapp.printing import Duplex, ExportReport, OptionError, PrintOptions

from .extraction import UPRIGHT, Matrix, Run, runs
from .making import LAYOUTS, LONG, card, deck_of, export

MARKING = "TLP:RED"
NEAR = 0.1
POCKET = ((5, 4, 3, 2), (6, 7, 8, 1))
"""The page of a pocket booklet that each panel becomes, as the sheet lies unfolded."""
POCKETS = ["pocket-letter", "pocket-a4"]
BOOKLETS = ["booklet-a5", "booklet-half-letter"]
CREEP = 0.2 * 72 / 25.4

Panel = list[Run]
Line = tuple[float, float, float, float]


def saying(number: int, *, answered: bool = True, more: str = "") -> Card:
    theirs = {"counter": f"They say {number}.", "rebuttal": f"We answer {number}."}
    fields = theirs if answered else {}
    return card(f"c{number}", title=f"Point {number}", position=f"We say. {more}", **fields)


def deck(*cards: Card) -> Deck:
    return deck_of(*cards, marking=MARKING)


def panels_of(page: PageObject, columns: int, rows: int) -> list[list[Panel]]:
    """The panels of a sheet by row and column, from the upper left; no text crosses a fold."""
    _, _, width, height = map(float, page.mediabox)
    panels: list[list[Panel]] = [[[] for _ in range(columns)] for _ in range(rows)]
    for run in runs(page):
        left, bottom, right, top = run.box
        column, row = int(left / width * columns), int((height - top) / height * rows)
        assert int(right / width * columns) == column
        assert int((height - bottom) / height * rows) == row
        panels[row][column].append(run)
    return panels


def texts(panel: Panel) -> list[str]:
    return [run.text for run in panel]


def label(panel: Panel) -> str:
    """Which card and which part of it a face says it is; nothing on a cover or for notes."""
    found = [text.partition(" · ")[0] for text in texts(panel) if text.startswith("Card ")]
    parts = [text for text in texts(panel) if fullmatch(r"\d+/\d+", text)]
    return " ".join(found + parts)


def folded_book(page: PageObject) -> list[Panel]:
    """The eight pages of a pocket booklet in the order of reading."""
    pages: dict[int, Panel] = {}
    for row, numbers in zip(panels_of(page, 4, 2), POCKET, strict=True):
        for panel, number in zip(row, numbers, strict=True):
            assert {run.turned for run in panel} == {number in POCKET[0]}
            pages[number] = panel
    return [pages[number] for number in sorted(pages)]


def pockets(cards: Sequence[Card], id_: str) -> tuple[list[list[Panel]], ExportReport]:
    with TemporaryDirectory() as folder:
        reader, report = export(deck(*cards), Path(folder), layout=LAYOUTS[id_])
        books = [folded_book(page) for page in reader.pages]
    assert report.sheets == report.pages == len(books)
    return books, report


def places(answered: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The booklet and the page on which each card begins: answers stand on right pages."""
    book, page = 1, 2
    for has_answer in answered:
        page += has_answer and page % 2
        if page + has_answer > 8:
            book, page = book + 1, 2
        yield book, page
        page += 1 + has_answer


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(POCKETS), st.lists(st.booleans(), min_size=1, max_size=17))
def test_that_a_pocket_booklet_reads_in_the_order_of_the_deck(
    id_: str, answered: list[bool]
) -> None:
    cards = [saying(n, answered=answer) for n, answer in enumerate(answered, 1)]
    books, _ = pockets(cards, id_)
    found = {
        (book, page): panel
        for book, panels in enumerate(books, 1)
        for page, panel in enumerate(panels, 1)
        if label(panel)
    }
    for number, (place, answer) in enumerate(zip(places(answered), answered, strict=True), 1):
        front = found.pop(place)
        assert label(front) == f"Card {number} of {len(cards)}"
        assert {f"Point {number}", "We say."} <= set(texts(front))
        if answer:
            book, page = place
            facing = found.pop((book, page + 1))
            assert page % 2 == 0
            assert label(facing) == label(front)
            assert {f"They say {number}.", f"We answer {number}."} <= set(texts(facing))
            assert not {f"They say {number}.", f"We answer {number}."} & set(texts(front))
    assert found == {}
    assert len(books) == max(book for book, _ in places(answered))


@pytest.mark.parametrize("id_", POCKETS)
def test_that_the_cover_of_a_pocket_booklet_lists_what_is_inside(id_: str) -> None:
    books, _ = pockets([saying(n) for n in range(1, 11)], id_)
    assert [len(book) for book in books] == [8] * 4
    for number, (cover, *_) in enumerate(books, 1):
        titles = [f"Point {n}" for n in range(3 * number - 2, min(3 * number, 10) + 1)]
        assert [text for text in texts(cover) if text.startswith("Point")] == titles
        assert f"Booklet {number} of 4" in texts(cover)


@pytest.mark.parametrize("id_", POCKETS)
def test_that_pages_without_a_card_are_for_notes_and_all_are_marked(id_: str) -> None:
    ((cover, *pages),), _ = pockets([saying(1)], id_)
    assert ["NOTES" in texts(panel) for panel in pages] == [False] * 2 + [True] * 5
    for panel in [cover, *pages]:
        assert texts(panel).count(MARKING) == 2


@pytest.mark.parametrize("id_", POCKETS)
def test_that_cards_that_go_on_stay_in_order_with_answers_facing(id_: str) -> None:
    first, second, third = saying(1), saying(2, more=LONG * 40), saying(3)
    more = [saying(n, answered=False, more=LONG * 40) for n in (4, 5)]
    books, report = pockets([first, second, third, *more], id_)
    assert report.cards[1].fronts > 2
    wanted = []
    for number, entry in enumerate(report.cards, 1):
        for part in range(1, entry.parts + 1):
            suffix = f" {part}/{entry.parts}" if entry.continued else ""
            wanted += [f"Card {number} of 5{suffix}"] * (1 + (part <= entry.backs and number < 4))
    assert [label(panel) for book in books for panel in book if label(panel)] == wanted
    for book in books:
        for left, right in zip(book[1::2], book[2::2], strict=False):
            assert ("THEY SAY" in texts(right)) <= (label(left) == label(right) != "")
            assert "THEY SAY" not in texts(left)


@pytest.mark.parametrize("id_", POCKETS)
def test_that_a_pocket_sheet_shows_where_to_fold_and_where_to_cut(tmp_path: Path, id_: str) -> None:
    reader, _ = export(deck(saying(1)), tmp_path, layout=LAYOUTS[id_])
    _, _, width, height = map(float, reader.pages[0].mediabox)
    folds, cuts = lines(reader.pages[0])
    quarter, middle = width / 4, height / 2
    assert_same_lines(cuts, [(quarter, middle, 3 * quarter, middle)])
    across = [(0, middle, quarter, middle), (3 * quarter, middle, width, middle)]
    assert_same_lines(folds, [*[(n * quarter, 0, n * quarter, height) for n in (1, 2, 3)], *across])


def assert_same_lines(found: list[Line], wanted: Sequence[Line]) -> None:
    for line, other in zip(sorted(found), sorted(wanted), strict=True):
        assert line == pytest.approx(other, abs=NEAR)


def lines(page: PageObject) -> tuple[list[Line], list[Line]]:
    """The straight lines of a page: those that are dashed, and the others."""
    dashed: list[Line] = []
    solid: list[Line] = []
    points: list[tuple[float, float]] = []
    found = solid

    def visit(operator: bytes, operands: list[Any], matrix: Matrix, _: object) -> None:
        nonlocal found
        if operator == b"d":
            found = dashed if operands[0] else solid
        elif operator in (b"m", b"l"):
            assert [*matrix] == [*UPRIGHT]
            x, y = map(float, operands)
            points.append((x, y))
        elif operator == b"S":
            found.append((*points[-2], *points[-1]))

    page.extract_text(visitor_operand_before=visit)
    return dashed, solid


def booklet(count: int, id_: str, edge: Duplex) -> list[tuple[list[Panel], list[Panel]]]:
    """The halves of both sides of each sheet, the back as it is seen when turned like a page."""
    with TemporaryDirectory() as folder:
        cards = [saying(n) for n in range(1, count + 1)]
        options = PrintOptions(duplex=edge)
        reader, report = export(deck(*cards), Path(folder), layout=LAYOUTS[id_], options=options)
        sides = [panels_of(page, 2, 1)[0] for page in reader.pages]
    assert len(sides) == report.pages == report.sheets * (1 + report.two_sided)
    backs = sides[1::2]
    for halves in backs:
        assert {run.turned for half in halves for run in half} == {edge is Duplex.LONG}
    if edge is Duplex.LONG:  # the upper edge comes to lie below
        backs = [halves[::-1] for halves in backs]
    return list(zip(sides[::2], backs, strict=True))


@pytest.mark.parametrize("edge", [Duplex.LONG, Duplex.SHORT])
@pytest.mark.parametrize("id_", BOOKLETS)
@pytest.mark.parametrize("count", [1, 3, 4, 13])
def test_that_a_booklet_reads_in_the_order_of_the_deck(id_: str, edge: Duplex, count: int) -> None:
    sheets = booklet(count, id_, edge)
    cover, *pages = [half for (_, right), (left, _) in sheets for half in (right, left)]
    pages += [half for (left, _), (_, right) in sheets[::-1] for half in (right, left)]
    assert len(pages) < count + 4
    assert {"Deck", "Syria", MARKING} <= set(texts(cover))
    for number, panel in enumerate(pages[:count], 1):
        assert label(panel) == f"Card {number} of {count}"
        said = {f"Point {number}", "We say.", f"They say {number}.", f"We answer {number}."}
        assert said <= set(texts(panel))
    for panel in pages[count:]:
        assert "NOTES" in texts(panel)
        assert not label(panel)


@pytest.mark.parametrize("edge", [Duplex.LONG, Duplex.SHORT])
@pytest.mark.parametrize("id_", BOOKLETS)
def test_that_inner_sheets_creep_towards_the_fold(id_: str, edge: Duplex) -> None:
    sheets = booklet(13, id_, edge)
    assert len(sheets) == 4
    for side in (0, 1):
        outermost = [marks(half) for half in sheets[0][side]]
        for number, sheet in enumerate(sheets):
            inward = (number * CREEP, -number * CREEP)
            if side and edge is Duplex.LONG:  # these places are on the page, which is upside down
                inward = inward[::-1]
            for half, first, by in zip(sheet[side], outermost, inward, strict=True):
                for (x, y), (first_x, first_y) in zip(marks(half), first, strict=True):
                    assert (x, y) == pytest.approx((first_x + by, first_y), abs=0.02)


def marks(panel: Panel) -> list[tuple[float, float]]:
    """Where the markings of a face start."""
    found = [(run.x, run.y) for run in panel if run.text == MARKING]
    assert len(found) == 2
    return found


def test_that_a_back_folds_over_onto_its_front(tmp_path: Path) -> None:
    cards = [saying(n) for n in (1, 2, 3)]
    reader, report = export(deck(*cards), tmp_path, layout=LAYOUTS["fold-over-3x5"])
    assert report.sheets == report.pages == 2
    for page, numbers in zip(reader.pages, ([1, 2], [3]), strict=True):
        shown = runs(page)
        folds, _ = lines(page)
        (fold,) = {x for line in folds for x in line[::2]}
        footers = [run.text for run in shown if run.text.startswith("Card ")]
        assert [int(text.split()[1]) for text in footers[::2]] == numbers
        framing = [run for run in shown if run.text in {MARKING, "1 · Syria", *footers}]
        fronts = [run for run in framing if run.x < fold]
        backs = [replace(run, x=run.x - 5 * 72) for run in framing if run.x > fold]
        assert len(fronts) == 4 * len(numbers)
        for front, back in zip(fronts, backs, strict=True):
            assert (back.text, back.turned) == (front.text, False)
            assert (back.x, back.y) == pytest.approx((front.x, front.y), abs=0.02)
        left = {run.text for run in shown if run.right < fold}
        right = {run.text for run in shown if run.x > fold}
        for n in numbers:
            assert {f"Point {n}", "We say."} <= left
            assert {f"They say {n}.", f"We answer {n}."} <= right


@pytest.mark.parametrize("paper", ["", "letter", "a4"])
@pytest.mark.parametrize("name", ["Rex W. Tillerson", ""])
def test_that_a_tent_shows_them_the_name_and_us_the_card(
    tmp_path: Path, paper: str, name: str
) -> None:
    cards = [replace(saying(n), short=f"Keyword {n}") for n in (1, 2, 3)]
    named = replace(deck(*cards), meeting=Meeting(principal=name))
    options = PrintOptions(paper=paper)
    reader, report = export(named, tmp_path, layout=LAYOUTS["tent"], options=options)
    assert report.sheets == report.pages == len(cards)
    for number, page in enumerate(reader.pages, 1):
        ((theirs,), (ours,)) = panels_of(page, 1, 2)
        assert {run.turned for run in theirs} == {True}
        assert {run.turned for run in ours} == {False}
        assert " ".join(text for text in texts(theirs) if text != MARKING) == name
        assert texts(theirs).count(MARKING) == texts(ours).count(MARKING) == 2
        assert {f"Point {number}", f"Keyword {number}"} <= set(texts(ours))
        assert not {"We say.", f"They say {number}."} & set(texts(ours))
        _, _, width, height = map(float, page.mediabox)
        assert_same_lines(lines(page)[0], [(0, height / 2, width, height / 2)])


def test_that_in_a_thick_booklet_no_page_moves_over_its_margin(tmp_path: Path) -> None:
    layout = LAYOUTS["booklet-a5"]
    reader, report = export(deck_of(*(card(f"c{n}") for n in range(400))), tmp_path, layout=layout)
    assert layout.creep * report.sheets > layout.face.margin
    for page in reader.pages[-2:]:
        for run in runs(page):
            left, _, right, _ = run.box
            fold = layout.paper.width / 2
            assert abs(left - fold) > layout.face.margin / 2
            assert abs(right - fold) > layout.face.margin / 2


def test_that_a_booklet_is_printed_on_both_sides(tmp_path: Path) -> None:
    options = PrintOptions(duplex=Duplex.NONE)
    with pytest.raises(OptionError, match="printed on both sides"):
        export(deck_of(card()), tmp_path, layout=LAYOUTS["booklet-a5"], options=options)


def test_that_a_long_name_on_a_tent_is_set_smaller_until_it_fits(tmp_path: Path) -> None:
    principal = "Her Excellency the Extraordinary and Plenipotentiary Ambassador " * 2
    deck = replace(deck_of(card()), meeting=Meeting(principal=principal))
    reader, _ = export(deck, tmp_path, layout=LAYOUTS["tent"])
    name = [run for run in runs(reader.pages[0]) if run.turned and run.is_title]
    assert " ".join(run.text for run in name) == principal.strip()
    assert all(14 <= run.size < 80 for run in name)
