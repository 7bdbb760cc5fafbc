"""A new deck on one page: what is typed becomes a deck, or one sentence says what is wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import Deck
from deckapp.gui.edit.new_deck import NewDeckPage, issues_in
from deckapp.gui.theme import DARK, LIGHT

from .filling import CTRL, focused, press_key, type_text

AGENDA = "Syria 15\n- Nerve agent\n- The agreement of 2013\n\nUkraine (12 min)\n  Minsk"


@pytest.fixture
def page(qtbot: QtBot) -> NewDeckPage:
    page = NewDeckPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(700, 700)
    page.show()
    page.setFocus()
    return page


def create(page: NewDeckPage) -> list[Deck]:
    made: list[Deck] = []
    page.wanted.connect(made.append)
    page.make.setFocus()
    QTest.keyClick(page.make, Qt.Key.Key_Space)
    page.wanted.disconnect(made.append)
    return made


def test_that_a_deck_is_written_down_by_keyboard_alone(page: NewDeckPage) -> None:
    for text in ("Moscow", "SECRET", "en", "Lavrov", "Tillerson", "Moscow", "2017-04-12", "60"):
        type_text(text + "\n")
    press_key(Qt.Key.Key_Down)
    press_key(Qt.Key.Key_Tab)
    type_text(AGENDA)
    assert page.count.plain() == "2 issues, 3 cards, 27 of 60 minutes"
    press_key(Qt.Key.Key_Tab)
    assert focused() is page.make
    (deck,) = create(page)
    assert (deck.title, deck.marking, deck.language) == ("Moscow", "SECRET", "en")
    meeting = deck.meeting
    assert (meeting.counterpart, meeting.principal, meeting.place) == (
        "Lavrov",
        "Tillerson",
        "Moscow",
    )
    assert (meeting.date, meeting.minutes, meeting.interpreted) == (date(2017, 4, 12), 60, "none")
    assert [(issue.title, issue.minutes) for issue in deck.issues] == [
        ("Syria", 15),
        ("Ukraine", 12),
    ]
    assert [card.title for _, card in deck.cards()] == [
        "Nerve agent",
        "The agreement of 2013",
        "Minsk",
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("title", " ", "Title: give the deck a name."),
        ("date", "2017-02-30", "Date: There is no such date"),
        ("minutes", "an hour", "Minutes: “an hour” is not a whole number"),
        ("language", "english!", "Language: “english!” is not a language tag"),
    ],
)
def test_that_what_is_wrong_is_said_and_has_the_keyboard(
    page: NewDeckPage, name: str, text: str, said: str
) -> None:
    page.fields["title"][1].set_value("Moscow")
    page.agenda.set_value("Syria")
    field = page.fields[name][1]
    field.set_value(text)
    assert create(page) == []
    assert page.trouble.plain().startswith(said)
    assert field.hasFocus()
    assert field.value() == text
    press_key(Qt.Key.Key_A, CTRL)
    type_text("7")
    assert page.trouble.plain() == ""


def test_that_an_agenda_without_issues_is_said(page: NewDeckPage) -> None:
    page.fields["title"][1].set_value("Moscow")
    assert create(page) == []
    assert page.trouble.plain() == "Issues: write at least one."
    assert page.agenda.hasFocus()


def test_that_escape_leaves_the_page(page: NewDeckPage) -> None:
    left: list[None] = []
    page.dismissed.connect(lambda: left.append(None))
    press_key(Qt.Key.Key_Escape)
    page.cancel.click()
    assert len(left) == 2


def test_that_clearing_keeps_what_is_seldom_another(page: NewDeckPage) -> None:
    page.fields["place"][1].set_value("Moscow")
    page.fields["interpreted"][1].set_value("consecutive")
    page.agenda.set_value("Syria")
    page.clear(principal="Tillerson", marking="SECRET")
    values = {name: field.value() for name, (_, field) in page.fields.items()}
    assert {name: value for name, value in values.items() if value} == {
        "principal": "Tillerson",
        "marking": "SECRET",
    }
    assert page.agenda.value() == ""
    assert page.count.plain() == "0 issues, 0 cards"


@pytest.mark.parametrize("zoom", [1, 2])
def test_that_nothing_is_clipped_on_a_narrow_page(
    qtbot: QtBot, page: NewDeckPage, zoom: int
) -> None:
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * zoom)
    page.setFont(font)
    page.resize(380, 700)
    page.set_theme(DARK)
    fields = [field for _, field in page.fields.values()]
    qtbot.waitUntil(
        lambda: all(each.height() >= each.minimumSizeHint().height() for each in fields)
    )
    for _, field in page.fields.values():
        right = field.mapTo(page, field.rect().bottomRight()).x()
        assert right < page.width()


@pytest.mark.parametrize(
    ("line", "title", "minutes"),
    [
        ("Syria 15", "Syria", 15),
        ("Syria, 15 min.", "Syria", 15),
        ("Syria (15 minutes)", "Syria", 15),
        ("The agreement of 2013", "The agreement of 2013", None),
        ("Article 0", "Article 0", None),
        ("15", "15", None),
        ("G7", "G7", None),
        ("- Syria", "Syria", None),
    ],
)
def test_that_minutes_stand_at_the_end_of_an_issue(
    line: str, title: str, minutes: int | None
) -> None:
    (issue,) = issues_in(line)
    assert (issue.title, issue.minutes) == (title, minutes)


@given(st.text(st.sampled_from("ab 019-–•()\n\t,й\x00\u2028"), max_size=60))
def test_that_no_word_of_an_agenda_is_lost(text: str) -> None:
    letters = [letter for letter in text if letter.isalpha()]
    found: list[str] = []
    for issue in issues_in(text):
        assert issue.title
        found += [letter for letter in issue.title if letter.isalpha()]
        for card in issue.cards:
            assert card.title
            found += [letter for letter in card.title if letter.isalpha()]
    assert found == letters
