"""What is still to clear: states, filters, ticks by keys, marking, and what is kept of it all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deckapp.deck import Card, Clearance, Cleared, Deck, Issue, MarkCleared, SetField, fingerprint
from deckapp.gui.edit.clearance_model import ClearanceModel
from deckapp.gui.edit.clearance_page import ClearancePage
from deckapp.gui.edit.standing import Standing, entry_of
from deckapp.gui.theme import DARK, LIGHT, Theme
from tests.gui.helpers import spin

TODAY, BEFORE = date(2017, 4, 10), date(2017, 4, 8)
ALL = 1


def _card(number: int, *notes: Cleared, drafted_by: str = "") -> Card:
    clearance = Clearance(drafted_by=drafted_by, cleared=notes)
    return Card(
        id=f"card-{number}", title=f"Card {number}", position="We say.", clearance=clearance
    )


def _note(by: str, on: date | None = BEFORE, covers: str = fingerprint(_card(0))) -> Cleared:
    return Cleared(by=by, on=on, covers=covers)


CARDS = (
    _card(1),
    _card(2, _note("NEA"), drafted_by="EUR"),
    _card(3, _note("NEA", covers="0" * 12)),
    _card(4, _note("L"), _note("NEA", None)),
    _card(5, drafted_by="EUR"),
)


def _deck(cards: Sequence[Card] = CARDS) -> Deck:
    return Deck(issues=(Issue(id="issue", title="Only issue", cards=tuple(cards)),))


@pytest.fixture
def page(qtbot: QtBot) -> ClearancePage:
    page = ClearancePage(LIGHT, lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(700, 500)
    page.set_deck(_deck())
    page.show()
    page.activateWindow()
    page.table.setFocus()
    spin()
    return page


def _told(page: ClearancePage) -> list[object]:
    """The edits that are wanted; the deck takes each of them."""
    told: list[object] = []

    def take(edit: MarkCleared) -> None:
        told.append(edit)
        assert page._deck is not None
        page.set_deck(edit.apply(page._deck).deck)

    page.edit_wanted.connect(take)
    return told


def _rows(page: ClearancePage, column: int = 0) -> list[str]:
    model = page.table.cards
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def _press(page: ClearancePage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.table, key)


def _tick_all(page: ClearancePage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


# What is listed


def test_that_each_card_says_how_it_stands(page: ClearancePage) -> None:
    page.which.setCurrentIndex(ALL)
    assert _rows(page, 3) == [
        "Never cleared",
        "Cleared by NEA on 2017-04-08",
        "Text changed since NEA cleared it on 2017-04-08",
        "Cleared by NEA, L on 2017-04-08",
        "Never cleared",
    ]
    assert _rows(page, 1) == ["Only issue"] * 5
    assert _rows(page, 2) == ["", "EUR", "", "", "EUR"]


@pytest.mark.parametrize(
    ("notes", "standing", "words"),
    [
        ([_note("NEA"), _note("L", covers="0" * 12)], Standing.CHANGED, "since L cleared"),
        ([_note("NEA", covers="")], Standing.CHANGED, "not said which text"),
        ([_note("", None)], Standing.CLEARED, "Cleared by somebody"),
        (
            [_note("A", date(2017, 4, 1), "0" * 12), _note("B", None, "0" * 12)],
            Standing.CHANGED,
            "since A cleared it on 2017-04-01",
        ),
    ],
)
def test_that_one_void_clearance_makes_a_card_one_to_clear(
    notes: list[Cleared], standing: Standing, words: str
) -> None:
    entry = entry_of(Issue(), _card(1, *notes))
    assert (entry.standing, entry.is_to_clear) == (standing, standing is not Standing.CLEARED)
    assert words in entry.words


def test_that_cleared_cards_are_listed_only_if_all_are(page: ClearancePage) -> None:
    assert _rows(page) == ["Card 1", "Card 3", "Card 5"]
    assert page.summary() == "3 of 5 cards are still to clear."
    page.which.setCurrentIndex(ALL)
    assert len(_rows(page)) == 5


def test_that_cards_can_be_listed_by_office(page: ClearancePage) -> None:
    offices = [page.office.itemText(index) for index in range(page.office.count())]
    assert offices == ["All offices", "EUR", "L", "NEA"]
    page.office.setCurrentIndex(1)
    assert _rows(page) == ["Card 5"]
    page.which.setCurrentIndex(ALL)
    assert _rows(page) == ["Card 2", "Card 5"]
    page.office.setCurrentIndex(2)
    page.which.setCurrentIndex(0)
    assert page.summary().endswith("None of them is of this office.")


def test_that_the_office_chosen_stays_while_it_is_there(page: ClearancePage) -> None:
    page.office.setCurrentIndex(3)
    page.set_deck(_deck([*CARDS, _card(6, drafted_by="AA")]))
    assert page.office.currentText() == "NEA"
    page.set_deck(_deck([_card(6, drafted_by="AA")]))
    assert (page.office.currentText(), _rows(page)) == ("All offices", ["Card 6"])


@pytest.mark.parametrize(
    ("cards", "summary"),
    [
        ([], "This deck has no cards yet."),
        ([CARDS[1]], "Every card is cleared."),
        ([CARDS[0], CARDS[1]], "1 of 2 cards is still to clear."),
    ],
)
def test_that_an_empty_list_says_why(page: ClearancePage, cards: list[Card], summary: str) -> None:
    page.set_deck(_deck(cards))
    assert page.summary().startswith(summary)


# Ticks and marking


def test_that_space_ticks_and_the_button_counts(page: ClearancePage) -> None:
    assert (page.mark.text(), page.mark.isEnabled()) == ("Mark cards as cleared", False)
    page.by.setText("NEA")
    _press(page, Qt.Key.Key_Space)
    assert (page.mark.text(), page.mark.isEnabled()) == ("Mark 1 card as cleared", True)
    _press(page, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert page.table.cards.ticked() == ("card-1", "card-3")
    _press(page, Qt.Key.Key_Space)
    assert page.table.cards.ticked() == ("card-1",)
    _tick_all(page)
    assert page.mark.text() == "Mark 3 cards as cleared"


def test_that_space_ticks_all_rows_that_are_marked(page: ClearancePage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    _press(page, Qt.Key.Key_Space)
    assert page.table.cards.ticked() == ("card-1", "card-3")


def test_that_a_click_on_a_box_ticks(page: ClearancePage) -> None:
    where = page.table.visualRect(page.table.cards.index(1, 0))
    box = where.topLeft()
    box.setX(box.x() + 10)
    box.setY(where.center().y())
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert page.table.cards.ticked() == ("card-3",)


def test_that_marking_asks_for_one_edit_and_leaves_no_tick(page: ClearancePage) -> None:
    told = _told(page)
    page.which.setCurrentIndex(ALL)
    _press(page, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    QTest.keyClicks(page.by, " L/T ")
    QTest.keyClick(page.mark, Qt.Key.Key_Space)
    assert told == [MarkCleared(("card-1", "card-2"), "L/T", TODAY)]
    assert _rows(page, 3)[0] == "Cleared by L/T on 2017-04-10"
    assert page.table.cards.ticked() == ()
    assert (page.by.text(), page.table.hasFocus()) == (" L/T ", True)


def test_that_ticks_stay_where_an_edit_was_refused(page: ClearancePage) -> None:
    wanted: list[object] = []
    page.edit_wanted.connect(wanted.append)
    page.by.setText("L")
    _tick_all(page)
    page.mark.click()
    assert len(wanted) == 1
    assert len(page.table.cards.ticked()) == 3


@pytest.mark.parametrize(
    ("by", "on", "hint"),
    [
        ("  ", "2017-04-10", "Say who"),
        ("L", "", "is not a date"),
        ("L", "10 April", "is not a date"),
        ("L", "2017-02-30", "no such date"),
    ],
)
def test_that_what_is_missing_is_said_instead_of_marking(
    page: ClearancePage, by: str, on: str, hint: str
) -> None:
    _press(page, Qt.Key.Key_Space)
    page.by.setText(by)
    page.on.edit.selectAll()
    page.on.edit.del_()
    QTest.keyClicks(page.on.edit, on)
    assert not page.mark.isEnabled()
    assert hint in page._hint.plain()


# What is kept


def test_that_ticks_and_place_outlast_an_edit(page: ClearancePage) -> None:
    _press(page, Qt.Key.Key_Space, Qt.Key.Key_Down)
    deck = SetField("card-5", "position", "Other.").apply(_deck()).deck
    page.set_deck(deck)
    assert page.table.cards.ticked() == ("card-1",)
    page.set_deck(_deck([_card(9), *CARDS]))
    present = page.table.present()
    assert present is not None
    assert present.card.id == "card-3"
    assert page.table.cards.ticked() == ("card-1",)


def test_that_a_tick_goes_with_its_card(page: ClearancePage) -> None:
    _tick_all(page)
    _press(page, Qt.Key.Key_Down)
    page.set_deck(_deck([CARDS[0], CARDS[4]]))
    assert page.table.cards.ticked() == ("card-1", "card-5")
    present = page.table.present()
    assert present is not None
    assert present.card.id == "card-5"
    page.office.setCurrentIndex(1)
    page.office.setCurrentIndex(0)
    assert page.table.cards.ticked() == ("card-5",)


def test_that_editing_spoken_text_lists_the_card_again(page: ClearancePage) -> None:
    page.set_deck(SetField("card-2", "position", "Other.").apply(_deck()).deck)
    assert "Card 2" in _rows(page)
    page.set_deck(SetField("issue", "title", "New title").apply(_deck()).deck)
    assert set(_rows(page, 1)) == {"New title"}


def test_that_the_day_follows_the_clock_until_it_is_changed(qtbot: QtBot) -> None:
    days = [date(2017, 4, 10)]
    page = ClearancePage(LIGHT, lambda: days[-1])
    qtbot.addWidget(page)
    shown = []
    for day in (10, 11):
        days.append(date(2017, 4, day))
        page.show()
        shown.append(page.on.value())
        page.hide()
    page.on.set_value("2017-04-01")
    days.append(date(2017, 4, 12))
    page.show()
    assert [*shown, page.on.value()] == ["2017-04-10", "2017-04-11", "2017-04-01"]


# Going elsewhere


def test_that_return_goes_to_the_card_and_escape_closes(page: ClearancePage) -> None:
    chosen: list[str] = []
    closed: list[object] = []
    page.card_chosen.connect(chosen.append)
    page.closed.connect(lambda: closed.append(None))
    _press(page, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    page.close_button.click()
    assert (chosen, len(closed)) == (["card-3"], 2)


def test_that_tab_leads_through_the_page(page: ClearancePage) -> None:
    page.by.setText("L")
    _tick_all(page)
    met = []
    page.close_button.setFocus()
    for _ in range(7):
        focused = QApplication.focusWidget()
        assert focused is not None
        met.append(focused.accessibleName() or page.mark.text())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert met == [
        "Close the list of clearances",
        "Which cards",
        "Office that drafted or cleared them",
        "Cards and their clearance",
        "Cleared by",
        "Cleared on",
        "Mark 3 cards as cleared",
    ]


# Many cards, odd cards


def test_that_many_cleared_cards_are_looked_at_a_few_at_a_time(
    page: ClearancePage, qtbot: QtBot
) -> None:
    cards = [_card(number, _note("NEA")) for number in range(1_000)]
    page.set_deck(_deck(cards))
    assert page.summary() == "Looking at the cards…"
    page.set_deck(_deck([_card(1_000), *cards[1:]]))
    qtbot.waitUntil(lambda: page.summary() == "1 of 1,000 cards is still to clear.")
    assert _rows(page) == ["Card 1000"]


def test_that_nothing_is_looked_at_before_the_page_is_shown(page: ClearancePage) -> None:
    page.hide()
    page.set_deck(_deck([_card(8)]))
    assert "Card 8" not in _rows(page)
    page.show()
    assert _rows(page) == ["Card 8"]


HOSTILE = ["", "<b>bold</b>", "\x00\u202e", "x" * 100_000, "👩‍🚀\nשלום", "half \ud83d"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_cards_of_any_text_are_listed_plainly(page: ClearancePage, theme: Theme) -> None:
    page.set_theme(theme)
    page.setPalette(theme.palette())
    cards = [
        replace(_card(number, _note(text), drafted_by=text), title=text)
        for number, text in enumerate(HOSTILE)
    ]
    page.set_deck(_deck(cards))
    page.which.setCurrentIndex(ALL)
    page.resize(400, 400)
    for row in range(len(cards)):
        page.table.setCurrentIndex(page.table.cards.index(row, 0))
        assert not page.grab().isNull()
    assert all(len(text) <= 300 and text.isprintable() for text in _rows(page))
    tip = page.table.cards.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<span>&lt;b&gt;bold&lt;/b&gt;</span>"


def test_that_standings_are_told_apart_by_marks_of_their_own(page: ClearancePage) -> None:
    page.which.setCurrentIndex(ALL)
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    page.setFont(font)
    icons = [
        page.table.cards.index(row, 3).data(Qt.ItemDataRole.DecorationRole) for row in range(4)
    ]
    shapes = [icon.pixmap(20).toImage().createAlphaMask() for icon in icons]
    never, cleared, changed, again = shapes
    assert cleared == again
    assert never != cleared
    assert cleared != changed
    assert changed != never


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_that_the_model_keeps_qts_rules(qapp: QApplication, data: st.DataObject) -> None:
    model = ClearanceModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for _ in range(4):
        cards = data.draw(st.lists(st.sampled_from(CARDS), unique_by=lambda card: card.id))
        model.set_entries([entry_of(Issue(), card) for card in cards])
        if cards:
            model.toggle([data.draw(st.integers(0, len(cards) - 1))])
        assert set(model.ticked()) <= {card.id for card in cards}
    assert tester.model() is model
    assert model.data(QModelIndex()) is None
    assert model.setData(model.index(0, 0), "text") is False
