"""Where a murder board is chosen: defaults that begin at once, and what else there is to choose."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from deckapp.deck import Card, Deck, FollowUp, Issue
from deckapp.gui.rehearse.board_start import (
    BoardChoice,
    BoardChoices,
    BoardIssue,
    BoardStart,
    board_choices,
)
from deckapp.gui.theme import DARK, LIGHT
from tests.gui.helpers import spin
from tests.gui.walking import interactive, name_of, tab_round, tab_stops
from tests.gui.walking.keys import keys_of

Key = Qt.Key
CHOICES = BoardChoices(
    (
        BoardIssue("syria", "Syria and\nchemical weapons", 8, 480),
        BoardIssue("minsk", "Minsk", 1, 40),
        BoardIssue("", "Without an id", 15, 900),
    ),
    unanswered=3,
)


@pytest.fixture
def page(qtbot: QtBot) -> BoardStart:
    page = BoardStart(LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.activateWindow()
    page.show_choices(CHOICES)
    spin()
    return page


@pytest.fixture
def chosen(page: BoardStart) -> list[BoardChoice]:
    chosen: list[BoardChoice] = []
    page.begin_wanted.connect(chosen.append)
    return chosen


def offered(box: QComboBox) -> list[str]:
    return [box.itemText(index) for index in range(box.count())]


def test_that_space_or_return_begins_with_what_most_will_want(
    page: BoardStart, chosen: list[BoardChoice]
) -> None:
    assert page.begin.hasFocus()
    for key in (Key.Key_Space, Key.Key_Return):
        QTest.keyClick(page.begin, key)
    assert chosen == 2 * [BoardChoice("", 5, interruptions=True, practice=True)]


def test_that_return_begins_wherever_the_keyboard_is(
    page: BoardStart, chosen: list[BoardChoice]
) -> None:
    for widget in (page.issue, page.interruptions, page.planned):
        widget.setFocus()
        QTest.keyClick(widget, Key.Key_Return)
    assert len(chosen) == 3


def test_that_everything_can_be_chosen_by_keyboard(
    page: BoardStart, chosen: list[BoardChoice]
) -> None:
    QTest.keyClick(page.issue, Key.Key_Down)
    QTest.keyClick(page.rounds, Key.Key_Down)
    QTest.keyClick(page.interruptions, Key.Key_Space)
    page.practice.setFocus()
    QTest.keyClick(page.practice, Key.Key_Right)
    QTest.keyClick(page.begin, Key.Key_Space)
    assert chosen == [BoardChoice("syria", 0, interruptions=False, practice=False)]


def test_that_it_says_how_long_it_takes(page: BoardStart) -> None:
    assert offered(page.issue) == ["The whole agenda", "Syria and chemical weapons", "Minsk"]
    assert offered(page.rounds) == [
        "the 5 nastiest: 5 minutes",
        "the 10 nastiest: 10 minutes",
        "all 24: 24 minutes",
    ]
    page.issue.setCurrentIndex(1)
    assert offered(page.rounds) == ["the 5 nastiest: 5 minutes", "all 8: 8 minutes"]
    page.issue.setCurrentIndex(2)
    assert offered(page.rounds) == ["the only one: 1 minute"]
    assert page.choice().rounds == 0


def test_that_how_many_stays_chosen_where_an_issue_has_so_many(page: BoardStart) -> None:
    page.rounds.setCurrentIndex(1)
    page.issue.setCurrentIndex(1)
    assert page.choice().rounds == 5
    page.rounds.setCurrentIndex(1)
    page.issue.setCurrentIndex(0)
    assert page.choice().rounds == 0


def test_that_what_is_shown_again_remembers_nothing(page: BoardStart) -> None:
    page.issue.setCurrentIndex(2)
    page.planned.setChecked(True)
    page.interruptions.setChecked(False)
    page.show_choices(CHOICES)
    assert page.choice() == BoardChoice("", 5, interruptions=True, practice=True)


def test_that_it_says_what_the_grades_count_for(page: BoardStart) -> None:
    assert page.meaning.plain() == "The plan goes on as if it had not been."
    page.planned.click()
    assert "The plan counts them" in page.meaning.plain()


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (3, "3 counters have no rebuttal yet and are left out."),
        (1, "1 counter has no rebuttal yet and is left out."),
        (0, ""),
    ],
)
def test_that_it_says_what_is_left_out(page: BoardStart, count: int, text: str) -> None:
    page.show_choices(replace(CHOICES, unanswered=count))
    assert page.unanswered.plain() == text
    assert page.unanswered.isVisible() is bool(text)


def test_that_with_nothing_to_ask_it_says_what_is_needed(
    page: BoardStart, chosen: list[BoardChoice]
) -> None:
    page.show_choices(BoardChoices((), 2))
    assert "a counter needs a rebuttal" in page.unanswered.plain()
    assert not page.begin.isEnabled()
    assert page.back.hasFocus()
    QTest.keyClick(page.issue, Key.Key_Return)
    assert not chosen


def test_that_the_other_buttons_tell_what_is_wanted(page: BoardStart, qtbot: QtBot) -> None:
    for button, signal in (
        (page.voice, page.voice_wanted),
        (page.presenter, page.presenter_wanted),
        (page.back, page.closed),
    ):
        with qtbot.waitSignal(signal):
            QTest.keyClick(button, Key.Key_Space)
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page.issue, Key.Key_Escape)


def test_that_tab_reaches_everything_once_and_everything_has_a_name(page: BoardStart) -> None:
    page.setFocus()
    met = tab_round(page, 20)
    assert len(met) == len(set(met))
    # Of two radio buttons, Tab goes to the one that is chosen.
    assert set(met) == set(tab_stops(page)) - {page.planned}
    assert not [each for each in interactive(page) if not name_of(each).strip()]
    assert name_of(page.planned) == "Grades count for the plan"


def test_that_no_letter_with_alt_is_used_twice_nor_by_a_menu(page: BoardStart) -> None:
    letters = [each.keys for each in keys_of(page)]
    assert len(letters) == len(set(letters)) == 9
    assert not {f"Alt+{letter}" for letter in "FECRVHA"} & set(letters)


@pytest.mark.parametrize("zoom", [0.7, 1.0, 2.0])
@pytest.mark.parametrize("width", [640, 800, 1200])
def test_that_nothing_is_cut_off(page: BoardStart, width: int, zoom: float) -> None:
    long = replace(CHOICES.issues[0], title="A very long title of an issue " * 9)
    page.show_choices(BoardChoices((long, *CHOICES.issues), 3))
    font = QFont(page.font())
    font.setPointSizeF(font.pointSizeF() * zoom)
    page.setFont(font)
    page.resize(width, 430)
    spin()
    area = page.findChildren(QScrollArea)[0]
    inner = area.widget()
    assert inner is not None
    assert inner.width() <= area.viewport().width()
    for label in page.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for each in page.findChildren(QAbstractButton):
        if each.isVisible() and each.text():
            assert each.width() >= each.minimumSizeHint().width(), each.text()
            assert each.mapTo(inner, QPoint(each.width(), 0)).x() <= inner.width()


def test_that_colours_change_with_the_theme(page: BoardStart) -> None:
    light = page.grab().toImage()
    page.set_theme(DARK)
    assert page.grab().toImage() != light


def test_that_a_deck_offers_its_counters_that_have_a_rebuttal() -> None:
    answered = FollowUp(id="press", counter="So?", rebuttal="So.")
    cards = (
        Card(id="a", title="A", counter="No.", rebuttal="Yes.", follow_ups=(answered,)),
        Card(id="b", title="B", counter="Why?"),
        Card(id="c", title="C", counter="Why?", rebuttal="Because. " * 100),
    )
    deck = Deck(
        issues=(
            Issue(id="one", title="One", cards=cards),
            Issue(id="two", title="Two", cards=(Card(id="d", title="D", position="We go."),)),
        )
    )
    assert board_choices(deck) == BoardChoices((BoardIssue("one", "One", 2, 110),), 1)
    assert board_choices(Deck()) == BoardChoices(())
