"""Nothing is ever clipped, dropped or too small to read, whatever the card and the window."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from deckapp.deck import Card, Issue
from deckapp.gui.rehearse.faces import face_of
from deckapp.gui.theme import LIGHT
from deckapp.gui.widgets.blocks import Block, Face, Mark, Voice
from deckapp.gui.widgets.card_view import CardView
from deckapp.gui.widgets.setting import FLOOR, Page, SetBlock
from tests.gui.strategies import cards

_ISSUE = Issue(id="issue", title="Issue")
_HAIR = 0.75
"""Half a pixel of rounding, and a quarter for what italics lean over."""

# What is left for the view of a window of 640×400 … 3840×2160 with its agenda open or closed.
_SIZES = st.tuples(st.integers(330, 3840), st.integers(230, 2090))
_ZOOMS = st.sampled_from((0.7, 0.9, 1.0, 1.3, 2.0))


def view_of(face: Face, family: str, size: tuple[int, int], zoom: float) -> CardView:
    view = CardView(LIGHT, family)
    view.resize(*size)
    view.set_zoom(zoom)
    view.set_face(face)
    # A view that was never shown gets its first resize event with the first show.
    view.set_zoom(zoom)
    return view


def area_of(view: CardView) -> QRectF:
    return view._painter.content(view._card(), view._zoom)


def pages_of(view: CardView, face: Face) -> list[list[Page]]:
    return [view._pages_of_side(number) for number in range(len(face.sides))]


def assert_inside(placed: SetBlock, area: QRectF, *, zoom: float) -> None:
    assert area.top() - _HAIR <= placed.box.top()
    assert placed.box.bottom() <= area.bottom() + _HAIR
    assert placed.size >= FLOOR * zoom * 0.86 - 0.01
    for number in placed.lines:
        line = placed.layout.lineAt(number)
        right = placed.origin.x() + line.naturalTextWidth() * placed.scale
        assert right <= area.right() + placed.size * 0.3 + _HAIR, placed.block.text
        if placed.block.mark is not Mark.NONE:
            assert placed.mark.right() <= placed.origin.x()


def assert_whole(pages: list[Page], blocks: tuple[Block, ...]) -> None:
    """Every line of every block stands on exactly one page, and blocks do not overlap."""
    lines: dict[int, list[int]] = {}
    for page in pages:
        assert page.blocks
        bottom = float("-inf")
        for placed in page.blocks:
            assert placed.box.top() >= bottom - 0.01
            bottom = placed.box.bottom()
            lines.setdefault(id(placed.block), []).extend(placed.lines)
    assert list(lines) == [id(block) for block in blocks]
    for page in pages:
        for placed in page.blocks:
            expected = list(range(placed.layout.lineCount()))
            assert lines[id(placed.block)] == expected, placed.block.text


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(card=cards(), size=_SIZES, zoom=_ZOOMS)
def test_that_every_line_of_every_block_lies_inside_the_card_on_one_page(
    family: str, card: Card, size: tuple[int, int], zoom: float
) -> None:
    face = face_of(_ISSUE, card, "1 of 1", "#000000")
    view = view_of(face, family, size, zoom)
    area = area_of(view)
    for side, pages in zip(face.sides, pages_of(view, face), strict=True):
        assert_whole(pages, side)
        for page in pages:
            for placed in page.blocks:
                assert_inside(placed, area, zoom=zoom)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(card=cards(), size=_SIZES, zoom=_ZOOMS)
def test_that_stepping_to_the_end_reveals_every_text_of_the_face(
    family: str, card: Card, size: tuple[int, int], zoom: float
) -> None:
    face = face_of(_ISSUE, card, "1 of 1", "#000000")
    view = view_of(face, family, size, zoom)
    painted: dict[int, set[int]] = {}
    counts: dict[int, int] = {}
    met: set[Block] = set()
    for step in face.steps:
        for part in range(view.parts(step)):
            view.show_step(step, part)
            page = view._page()
            assert page is not None
            for placed in page.blocks:
                if placed.block.step <= step:
                    met.add(placed.block)
                    assert placed.block.text in view.revealed_text()
                    painted.setdefault(id(placed.layout), set()).update(placed.lines)
                    counts[id(placed.layout)] = placed.layout.lineCount()
    assert met == {block for side in face.sides for block in side}
    assert {key: len(lines) for key, lines in painted.items()} == counts


def test_that_a_short_text_is_set_large_and_a_long_one_smaller(family: str) -> None:
    def size_of(words: int) -> float:
        block = Block("Position", "word " * words, Voice.OURS, 1)
        face = Face(((block,),), "Issue", "1 of 1", "#000000")
        return view_of(face, family, (900, 560), 1.0)._pages_of_side(0)[0].blocks[0].size

    sizes = [size_of(words) for words in (3, 30, 100, 300)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 2 * sizes[-1]


def test_that_a_text_said_twice_is_whole_on_pages_of_different_sizes(family: str) -> None:
    def ask() -> Block:
        return Block("", "Tell us today who gave the order. " * 8, Voice.OURS, 1, Mark.ASK)

    long = Block("Position", "word " * 80, Voice.OURS, 1)
    face = Face(((ask(), long, ask()),), "Issue", "1 of 1", "#000000")
    view = view_of(face, family, (500, 300), 1.0)
    pages = view._pages_of_side(0)
    area = area_of(view)
    assert len(pages) > 1
    for page in pages:
        for placed in page.blocks:
            assert_inside(placed, area, zoom=1.0)
            assert max(placed.lines) < placed.layout.lineCount()


def test_that_line_breaks_of_a_text_are_kept(family: str) -> None:
    block = Block("", "One.\nTwo.\nThree.", Voice.OURS, 0)
    face = Face(((block,),), "Issue", "1 of 1", "#000000")
    placed = view_of(face, family, (900, 560), 1.0)._pages_of_side(0)[0].blocks[0]
    assert len(placed.lines) == 3


@pytest.mark.parametrize("zoom", [0.7, 1.0, 2.0])
def test_that_a_view_of_any_size_at_all_can_be_set(family: str, zoom: float) -> None:
    block = Block("Position", "A few words.", Voice.OURS, 0)
    face = Face(((block,),), "Issue", "1 of 1", "#000000")
    view = CardView(LIGHT, family)
    view.set_zoom(zoom)
    view.set_face(face)
    for width in (1, 60, 200):
        for height in range(1, 200, 1 if width == 60 else 7):
            view.resize(width, height)
            view.set_zoom(zoom)
            assert view.parts(0) >= 1
