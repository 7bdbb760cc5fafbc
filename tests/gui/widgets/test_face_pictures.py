"""Pictures of faces: paper at once, the pages when they come, and none of the card before."""

from io import BytesIO

import pytest
from pypdf import PdfWriter
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from deckapp.gui.theme import DARK, LIGHT
from deckapp.gui.widgets.face_pictures import FacePictures
from deckapp.gui.widgets.page_renderer import NO_PDF, PageRenderer, Pdf
from deckapp.printing import render_card
from tests.printing.making import INDEX, LONG, REVISED, card, deck_of


def pdf_of(position: str) -> Pdf:
    deck = deck_of(card(position=position, counter="They say.", rebuttal="We answer."))
    data, pages = render_card(deck, 0, 0, INDEX, REVISED)
    return Pdf(data, pages, QSizeF(INDEX.face.width, INDEX.face.height))


def blank(pages: int) -> Pdf:
    writer, file = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(300, 200)
    writer.write(file)
    return Pdf(file.getvalue(), pages, QSizeF(300, 200))


@pytest.fixture
def pictures(qtbot: QtBot, renderer: PageRenderer) -> FacePictures:
    pictures = FacePictures(LIGHT, renderer)
    qtbot.addWidget(pictures)
    pictures.resize(300, 420)
    pictures.show()
    return pictures


def grabbed(pictures: FacePictures) -> QImage:
    return pictures.grab().toImage()


def ink(image: QImage) -> int:
    """How many pixels of the first face are dark."""
    return sum(
        QColor(image.pixel(x, y)).lightness() < 100
        for x in range(10, image.width() - 10, 2)
        for y in range(10, 150, 2)
    )


def test_that_the_faces_are_seen_one_below_the_other(qtbot: QtBot, pictures: FacePictures) -> None:
    pictures.set_pdf(pdf_of("Words."))
    assert pictures.heightForWidth(300) > 2 * 300 * INDEX.face.height / INDEX.face.width
    assert pictures.hasHeightForWidth()
    assert pictures.sizeHint().height() == pictures.heightForWidth(240)
    qtbot.waitUntil(lambda: ink(grabbed(pictures)) > 0)


def test_that_paper_is_white_before_the_pictures_come_in_every_theme(
    pictures: FacePictures,
) -> None:
    pictures.set_theme(DARK)
    pictures.set_pdf(blank(1))
    assert QColor(grabbed(pictures).pixel(150, 100)) == QColor("#FFFFFF")


def test_that_the_last_pictures_stay_until_new_ones_come(
    qtbot: QtBot, pictures: FacePictures
) -> None:
    pictures.set_pdf(pdf_of(LONG))
    qtbot.waitUntil(lambda: ink(grabbed(pictures)) > 0)
    full = ink(grabbed(pictures))
    pictures.set_pdf(pdf_of("Less."))
    assert ink(grabbed(pictures)) == full
    qtbot.waitUntil(lambda: 0 < ink(grabbed(pictures)) < full)


def test_that_nothing_is_seen_of_a_card_that_cannot_be_shown(
    qtbot: QtBot, pictures: FacePictures
) -> None:
    pictures.set_pdf(pdf_of("Words."))
    qtbot.waitUntil(lambda: ink(grabbed(pictures)) > 0)
    pictures.set_pdf(NO_PDF)
    assert pictures.heightForWidth(300) == 0
    assert ink(grabbed(pictures)) == 0


def test_that_a_card_with_many_faces_shows_some(pictures: FacePictures) -> None:
    pictures.set_pdf(blank(40))
    assert pictures.heightForWidth(300) <= 6 * 210


def test_that_a_broken_pdf_is_white_paper(qtbot: QtBot, pictures: FacePictures) -> None:
    pictures.set_pdf(Pdf(b"no pdf", 1, QSizeF(300, 200)))
    qtbot.waitUntil(pictures._renderer.is_idle)
    assert QColor(grabbed(pictures).pixel(150, 100)) == QColor("#FFFFFF")


def test_that_pictures_are_as_sharp_as_the_widget_is_wide(
    qtbot: QtBot, pictures: FacePictures
) -> None:
    pictures.set_pdf(blank(1))
    qtbot.waitUntil(lambda: 0 in pictures._images)
    pictures.resize(500, 400)
    qtbot.waitUntil(lambda: pictures._images[0].width() == 500)
