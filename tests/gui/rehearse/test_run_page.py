"""The page of a run-through: what of a point is said in which form, seen at any size."""

from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.deck import Card, Issue
from deckapp.deck.cutting import Form
from deckapp.gui.rehearse.run_faces import ALL, nothing_left, run_face
from deckapp.gui.rehearse.run_page import RunPage
from deckapp.gui.theme import DARK, LIGHT
from deckapp.gui.widgets.budget_bars import Budget
from deckapp.gui.widgets.readout import Reading
from deckapp.gui.widgets.warning_sign import Level
from tests.gui.helpers import spin

CARD = Card(
    title="Nerve agent",
    precondition="They deny it.",
    addressee="The minister",
    position="A nerve agent lay beside your advisers. Which was it? " * 3,
    short="Which was it?",
    asks=("Tell us how.",),
    red_lines=("No further use.", ""),
    withhold=("The source.",),
    delivery="Then stop talking.",
)
ISSUE = Issue(title="Syria", cards=(CARD,))
BUDGETS = [
    Budget(f"Issue {number}", LIGHT.issue_colour(number), 0.5, "5:00 of 10:00")
    for number in range(8)
]
KEYS = ("Space next", "P pause", "C cut", "Esc ends", "Backspace back", "I interpreter on")
OVER = Reading("This issue", "+11:20", "over", Level.OVER)
WHOLE = Reading("The whole, cut to 10 min", "133:10", "left")


@pytest.fixture
def page(qtbot: QtBot, family: str) -> RunPage:
    page = RunPage(LIGHT, family)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show_point(run_face(ISSUE, CARD, Form.FULL, "1 of 2", LIGHT.issue_colour(0)))
    page.show_budgets(BUDGETS, 2)
    page.show_times(OVER, WHOLE)
    page.tell("1 question, 0:35", KEYS)
    page.show()
    page.activateWindow()
    spin()
    return page


def said(form: Form, card: Card | None = CARD) -> list[tuple[str, str]]:
    (side,) = run_face(ISSUE, card, form, "1 of 2", "#000000").sides
    return [(block.label, block.text) for block in side][2 if card else 0 :]


# Faces


def test_that_each_form_has_its_words_and_red_lines_are_always_there() -> None:
    line = ("Red line", "No further use.")
    assert said(Form.FULL) == [
        ("", "Nerve agent"),
        ("Position", CARD.position.strip()),
        ("Ask", "Tell us how."),
        line,
        ("Do not reveal", "The source."),
        ("Delivery", "Then stop talking."),
    ]
    assert said(Form.SHORT) == [("", "Nerve agent"), ("In one breath", "Which was it?"), line]
    assert said(Form.RED_LINES) == [("", "Nerve agent"), ("Red line alone", "No further use.")]
    assert said(Form.DROPPED)[1][1].startswith("Dropped by the cut")


def test_that_an_issue_without_cards_and_a_deck_without_points_have_faces() -> None:
    assert said(Form.FULL, None)[0] == ("", "Syria")
    assert "no card" in said(Form.FULL, None)[1][1]
    assert "Dropped" in said(Form.DROPPED, None)[1][1]
    assert nothing_left("#000000").steps == [ALL]
    untitled = run_face(Issue(), None, Form.FULL, "", "#000000").sides[0][0]
    assert untitled.text == "Untitled issue"


# What is seen at any size


def seen(part: QWidget, page: RunPage) -> bool:
    """Whether a part is wholly within the page, and as large as it has to be."""
    at = part.mapTo(page, QPoint(0, 0))
    inside = page.rect().contains(part.rect().translated(at))
    least = part.minimumSizeHint()
    return part.isVisible() and inside and part.height() >= least.height()


@pytest.mark.parametrize(
    ("size", "zoom"),
    [
        *product([(640, 320), (800, 420), (1200, 700), (700, 1400)], [0.7, 1.0, 2.0]),
        ((3840, 2000), 1),
    ],
)
def test_that_card_and_clocks_are_seen_whole_at_any_size(
    page: RunPage, size: tuple[int, int], zoom: float
) -> None:
    page.resize(*size)
    font = QFont(page.font())
    font.setPointSizeF(font.pointSizeF() * zoom)
    page.setFont(font)
    spin()
    for clock in (page.issue_clock, page.whole_clock):
        assert seen(clock, page)
        assert clock.width() >= clock.sizeHint().width()
    assert seen(page.card, page)
    assert page.card.height() >= 0.35 * page.height()
    issue, whole = page.issue_clock.geometry(), page.whole_clock.geometry()
    assert not issue.intersects(whole)
    if page.bars.isVisible():
        assert seen(page.bars, page)


def test_that_bars_stand_beside_the_card_or_below_it_or_give_way(page: RunPage) -> None:
    letter, line = page.fontMetrics().averageCharWidth(), page.fontMetrics().lineSpacing()
    assert page.bars.mapTo(page, QPoint(0, 0)).x() > page.card.width() - 5
    page.resize(70 * letter, 60 * line)
    spin()
    assert page.bars.mapTo(page, QPoint(0, 0)).y() > page.card.height()
    page.resize(70 * letter, 25 * line)
    spin()
    assert not page.bars.isVisible()


def test_that_nothing_moves_as_time_goes_on(page: RunPage) -> None:
    def places() -> list[object]:
        parts = (page.card, page.issue_clock, page.whole_clock, page.bars)
        return [part.geometry() for part in parts]

    before = places()
    for figures, word in (("0:01", "left"), ("59:59", "left"), ("+0:10", "over")):
        page.show_times(OVER._replace(figures=figures, word=word), WHOLE)
        page.show_budgets([each._replace(told="9:59 of 10:00") for each in BUDGETS], 2)
        spin()
        assert places() == before


def test_that_where_there_is_little_room_the_foot_is_one_line_of_keys(page: RunPage) -> None:
    texts = page.findChildren(type(page.about))
    keys = next(each.plain() for each in texts if "Space" in each.plain())
    assert keys.replace("\u00a0", " ") == "   ".join(KEYS)
    line = page.fontMetrics().lineSpacing()
    page.resize(45 * page.fontMetrics().averageCharWidth(), 17 * line)
    spin()
    keys = next(each.plain() for each in texts if "Space" in each.plain())
    assert keys.replace("\u00a0", " ").endswith("C cut   ? all keys")
    assert not page.about.isVisible()


# What it does


def test_that_a_click_on_the_card_goes_on(page: RunPage) -> None:
    clicked: list[bool] = []
    page.next_wanted.connect(lambda: clicked.append(True))
    QTest.mouseClick(page.card, Qt.MouseButton.LeftButton)
    assert clicked == [True]


def test_that_the_same_point_stays_where_one_has_read_to(page: RunPage) -> None:
    page.card.set_zoom(4)
    spin()
    assert page.show_more()
    second = page.card.revealed_text()
    face = run_face(ISSUE, CARD, Form.FULL, "1 of 2", LIGHT.issue_colour(1))
    page.show_point(face)
    assert page.card.revealed_text() == second
    page.show_point(face._replace(number="2 of 2"))
    assert page.card.revealed_text() != second
    assert not page.show_less()


def test_that_it_tells_when_it_comes_and_goes(page: RunPage) -> None:
    told: list[str] = []
    page.appeared.connect(lambda: told.append("appeared"))
    page.disappeared.connect(lambda: told.append("disappeared"))
    page.hide()
    page.show()
    assert told == ["disappeared", "appeared"]


def test_that_colours_change_with_the_theme(page: RunPage) -> None:
    recoloured: list[bool] = []
    page.recoloured.connect(lambda: recoloured.append(True))
    before = page.grab().toImage()
    page.set_theme(DARK)
    assert page.grab().toImage() != before
    assert recoloured == [True]
