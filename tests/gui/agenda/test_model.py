"""The agenda as Qt's model keeps Qt's rules, filtered and not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from deckapp.deck import Card, Deck, Issue
from deckapp.gui.agenda.model import AgendaFilter, AgendaModel, Role

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def deck(*sizes: int) -> Deck:
    """A deck with issues of so many cards."""
    return Deck(
        issues=tuple(
            Issue(
                id=f"issue-{number}",
                title=f"Issue {number}" if number else "",
                priority="must",
                minutes=number or None,
                cards=tuple(
                    Card(
                        title=f"Card {number}.{card}" if card else "",
                        when="They ask." if card == 1 else "",
                    )
                    for card in range(size)
                ),
            )
            for number, size in enumerate(sizes)
        )
    )


@settings(max_examples=40, deadline=None)
@given(sizes=st.lists(st.integers(0, 5), max_size=5), data=st.data())
def test_that_model_and_filter_keep_qts_rules(
    qapp: QApplication, sizes: list[int], data: st.DataObject
) -> None:
    model = AgendaModel()
    shown = AgendaFilter(model)
    testers = [QAbstractItemModelTester(each, _FATAL) for each in (model, shown)]
    model.set_deck(deck(*sizes))
    cards = sum(sizes)
    for number in range(cards):
        assert model.card_number(model.index_of_card(number)) == number
    assert not model.index_of_card(cards).isValid()
    if cards:
        chosen = data.draw(st.sets(st.integers(0, cards - 1)))
        shown.set_shown(sorted(chosen))
        rows = sum(shown.rowCount(shown.index(row, 0)) for row in range(shown.rowCount()))
        assert rows == len(chosen)
        shown.set_shown(None)
    assert shown.rowCount() == len(sizes)
    model.set_deck(Deck())
    assert shown.rowCount() == 0
    del testers


@pytest.fixture
def model(qapp: QApplication) -> AgendaModel:
    model = AgendaModel()
    model.set_deck(deck(2, 0, 3))
    return model


def test_that_an_issue_stands_for_its_first_card_and_an_empty_one_for_none(
    model: AgendaModel,
) -> None:
    assert [model.card_number(model.index(row, 0)) for row in range(3)] == [0, None, 2]
    assert model.card_number(QModelIndex()) is None
    assert model.card_number(QPersistentModelIndex(model.index(2, 0))) == 2


def test_that_an_issue_without_cards_is_shown_unless_something_is_searched(
    model: AgendaModel,
) -> None:
    shown = AgendaFilter(model)
    assert shown.rowCount() == 3
    shown.set_shown([2])
    assert shown.rowCount() == 1


def test_that_rows_say_what_they_are(model: AgendaModel) -> None:
    first, third = model.index(0, 0), model.index(2, 0)
    assert first.data() == "Untitled issue"
    assert third.data() == "Issue 2"
    assert third.data(Role.DETAIL) == "2 min"
    assert first.data(Role.DETAIL) == ""
    assert third.data(Qt.ItemDataRole.ToolTipRole) == "Issue 2, must, 2 min"
    assert third.data(Role.ISSUE_NUMBER) == 2
    assert third.data(Qt.ItemDataRole.DecorationRole) is None
    untitled, card = model.index(0, 0, third), model.index(1, 0, third)
    assert untitled.data() == "Untitled card"
    assert card.data() == "Card 2.1"
    assert card.data(Role.IS_CONTINGENCY) is True
    assert untitled.data(Role.IS_CONTINGENCY) is False
    assert card.data(Role.ISSUE_NUMBER) == 2
    assert card.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Card 2.1\nWhen: They ask."
    assert untitled.data(Qt.ItemDataRole.ToolTipRole) == "Untitled card"
    assert card.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
