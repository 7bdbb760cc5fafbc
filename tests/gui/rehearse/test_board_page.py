"""The page of a murder board: parts, ring and foot, and that nothing jumps or is cut off."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from deckapp.gui.rehearse.board_faces import ANSWER, ASKED
from deckapp.gui.rehearse.board_page import BoardPage
from deckapp.gui.theme import DARK, LIGHT
from deckapp.gui.widgets.blocks import Block, Face, Voice
from tests.gui.helpers import spin

KEYS = [
    "Space answered",
    "L Russian",
    "Return shows the answer",
    "Backspace takes back",
    "Esc ends",
]
ABOUT = "about 6 minutes left  ·  practice: the plan does not count it"
LONG = " ".join(f"Objection {number}." for number in range(600))


def face_of(counter: str = "No proof.", answer: str = "We know.", number: str = "1 of 9") -> Face:
    asked = Block("They say", counter, Voice.THEIRS, ASKED)
    answered = Block("We answer", answer, Voice.OURS, ANSWER)
    return Face(((asked,), (asked, answered)), "Syria", number, "#005c90")


@pytest.fixture
def page(qtbot: QtBot, family: str) -> BoardPage:
    page = BoardPage(LIGHT, family)
    qtbot.addWidget(page)
    page.resize(1200, 730)
    page.show()
    page.activateWindow()
    page.tell(3, 24, ABOUT, KEYS)
    page.ask(face_of(), ASKED)
    page.show_time(3, 40)
    spin()
    return page


def test_that_a_counter_is_asked_without_its_answer(page: BoardPage) -> None:
    assert page.card.hasFocus()
    assert page.card.revealed_text() == "They say: No proof."
    page.ask(face_of(), ANSWER)
    assert page.card.revealed_text() == "They say: No proof.\nWe answer: We know."


def test_that_what_does_not_fit_comes_in_parts(page: BoardPage) -> None:
    assert not page.reveal_part()
    page.ask(face_of(LONG), ASKED)
    pages = [page.card.accessibleDescription()]
    while page.reveal_part():
        pages.append(page.card.revealed_text())
    assert len(pages) == page.card.parts(ASKED) > 1
    page.ask(face_of(LONG), ASKED)
    assert not page.reveal_part()  # shown again, it stays where it was
    page.ask(face_of(LONG, number="2 of 9"), ASKED)
    assert page.reveal_part()  # the next begins at its beginning


def test_that_an_interruption_is_seen_however_long_the_counter_is(page: BoardPage) -> None:
    page.ask(face_of(LONG), ASKED)
    (side, other) = face_of(LONG).sides
    broken = Face(
        ((*side, Block("They interrupt", "Yes or no?", Voice.CUE, ASKED)), other),
        *("Syria", "1 of 9", "#005c90"),
    )
    page.ask(broken, ASKED, at_end=True)
    assert "Yes or no?" in page.card.revealed_text()
    assert not page.reveal_part()


def test_that_a_click_on_the_card_is_told(page: BoardPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.clicked):
        QTest.mouseClick(page.card, Qt.MouseButton.LeftButton, pos=page.card.rect().center())


def test_that_the_foot_tells_how_far_it_is_and_which_keys_there_are(page: BoardPage) -> None:
    assert (page.progress.value(), page.progress.maximum()) == (3, 24)
    assert page.about.plain() == ABOUT
    assert page.keys.plain().replace("\u00a0", " ").split("   ") == KEYS
    page.tell(0, 0, "", [])
    assert not page.progress.isVisible()


def test_that_on_a_low_page_the_card_has_the_height_and_the_keys_one_line(page: BoardPage) -> None:
    font = QFont(page.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    page.setFont(font)
    page.resize(800, 352)
    spin()
    assert page.keys.plain().replace("\u00a0", " ").split("   ") == KEYS[:3]
    assert page.keys.height() < 2 * page.fontMetrics().lineSpacing()
    assert page.keys.toolTip().count("   ") == len(KEYS) - 1
    page.tell(4, 24, ABOUT, ["Space goes on"])
    assert page.keys.plain() == "Space\u00a0goes\u00a0on"


def test_that_the_card_keeps_its_place_when_the_ring_goes_and_text_changes(
    page: BoardPage,
) -> None:
    for size in ((1200, 730), (620, 900), (800, 430)):
        page.resize(*size)
        page.tell(4, 24, ABOUT, [*KEYS, *KEYS])
        spin()
        before = page.card.geometry()
        page.show_ring(shown=False)
        page.tell(4, 24, "Between rounds", ["Space goes on"])
        spin()
        assert page.card.geometry() == before
        page.show_ring(shown=True)
        page.tell(4, 24, ABOUT, [*KEYS, *KEYS])
        spin()
        assert page.card.geometry() == before
        assert page.ring.isVisible()


@pytest.mark.parametrize(
    ("size", "is_beside"), [((1200, 730), True), ((800, 430), True), ((620, 900), False)]
)
def test_that_the_ring_stands_where_it_takes_least_from_the_card(
    page: BoardPage,
    size: tuple[int, int],
    is_beside: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    page.resize(*size)
    spin()
    card, ring = page.card.geometry(), page.ring.geometry()
    assert (ring.left() >= card.right()) is is_beside
    assert (ring.top() >= card.bottom()) is not is_beside


@pytest.mark.parametrize("zoom", [0.7, 1.0, 2.0])
@pytest.mark.parametrize("size", [(640, 360), (800, 430), (1200, 730), (620, 900), (3000, 1600)])
def test_that_nothing_is_cut_off_or_overlaps(
    page: BoardPage, size: tuple[int, int], zoom: float
) -> None:
    mark = QLabel("● Recording")
    page.set_mark(mark)
    font = QFont(page.font())
    font.setPointSizeF(font.pointSizeF() * zoom)
    page.setFont(font)
    page.resize(*size)
    spin()
    spin()
    assert (page.width(), page.height()) == size
    for label in (page.about, page.keys):
        assert label.height() >= label.heightForWidth(label.width())
    for widget in (page.card, page.ring, page.about, page.keys, page.progress, mark):
        low = widget.mapTo(page, QPoint(widget.width(), widget.height()))
        assert low.x() <= size[0]
        assert low.y() <= size[1]
        assert widget.mapTo(page, QPoint()).x() >= 0
    assert not page.card.geometry().intersects(page.ring.geometry())
    assert page.card.height() > size[1] / 3
    assert page.ring.width() >= 2 * page.fontMetrics().lineSpacing()


def test_that_letters_on_the_card_grow_with_the_text(page: BoardPage) -> None:
    page.ask(face_of(LONG), ASKED)
    before = page.card.type_size()
    font = QFont(page.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    page.setFont(font)
    assert page.card.type_size() > 1.5 * before


def test_that_colours_change_with_the_theme(page: BoardPage, qtbot: QtBot) -> None:
    light = page.grab().toImage()
    with qtbot.waitSignal(page.recoloured):
        page.set_theme(DARK)
    assert page.theme is DARK
    assert page.grab().toImage() != light


def test_that_it_can_be_read_by_ear(page: BoardPage) -> None:
    assert page.card.accessibleName() == "Card 1 of 9, Syria"
    assert page.ring.accessibleDescription() == "37 seconds left"
    assert page.progress.accessibleName()
