"""One card as it prints: the same faces and sizes as in an export, alone and quickly."""

import datetime
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from deckapp.deck import Deck, Issue
from deckapp.printing import Layout, PreflightError, fit_card_of, one_face_a_page, render_card
from deckapp.printing.vocabulary import Content, Duplex

from .making import INDEX, LAYOUTS, LONG, REVISED, card

DECK = Deck(
    format="deckapp/1",
    title="Deck",
    marking="UNCLASSIFIED",
    issues=(
        Issue(id="syria", title="Syria", cards=(card("one"), card("two", title="Second"))),
        Issue(
            id="minsk",
            title="Minsk",
            cards=(
                card("three", position="Third.", counter="They say.", rebuttal="We answer."),
                card("long", position=LONG * 40),
                card("odd", position="Nothing \U0001f600 here."),
            ),
        ),
    ),
)
OF_CARDS = [layout for layout in LAYOUTS.values() if layout.content is Content.CARDS]


def pages_of(issue: int, card: int, layout: Layout = INDEX) -> tuple[PdfReader, int]:
    data, pages = render_card(DECK, issue, card, layout, REVISED)
    return PdfReader(BytesIO(data), strict=True), pages


def test_that_a_card_has_a_page_for_front_and_back_of_its_own_size() -> None:
    reader, pages = pages_of(1, 0)
    assert (len(reader.pages), pages) == (2, 2)
    texts = [page.extract_text() for page in reader.pages]
    assert "Third." in texts[0]
    assert "2 · Minsk" in texts[0]  # the issue keeps its number
    assert "We answer." in texts[1]
    assert "Second" not in "".join(texts)
    for page in reader.pages:
        assert float(page.mediabox.width) == pytest.approx(INDEX.face.width)
        assert float(page.mediabox.height) == pytest.approx(INDEX.face.height)


def test_that_a_card_that_fits_is_one_and_a_long_one_goes_on() -> None:
    fitting, long = (fit_card_of(DECK, 1, at, INDEX) for at in (0, 1))
    assert (fitting.name, fitting.parts, fitting.continued) == ("three", 1, False)
    assert fitting.front_size == INDEX.face.preferred
    assert long.continued
    assert long.front_size == INDEX.face.floor
    assert pages_of(1, 1)[1] == 2 * long.parts


def test_that_a_character_that_no_font_has_is_said() -> None:
    with pytest.raises(PreflightError, match="position"):
        render_card(DECK, 1, 2, INDEX, datetime.date.min)
    assert fit_card_of(DECK, 1, 2, INDEX).parts == 1  # to be told at each key, it is not


@pytest.mark.parametrize("layout", OF_CARDS, ids=[layout.id for layout in OF_CARDS])
def test_that_every_layout_of_cards_shows_a_card_by_itself(layout: Layout) -> None:
    reader, pages = pages_of(1, 0, layout)
    assert len(reader.pages) == pages > 0
    assert "Third." in reader.pages[0].extract_text()


def test_that_faces_are_turned_over_the_edge_that_leaves_them_upright() -> None:
    face = INDEX.face
    tall = replace(INDEX, face=replace(face, width=face.height, height=face.width))
    assert face.width > face.height
    assert one_face_a_page(INDEX).duplex is Duplex.SHORT
    assert one_face_a_page(tall).duplex is Duplex.LONG
    assert one_face_a_page(replace(INDEX, duplex=Duplex.NONE)).duplex is Duplex.NONE
