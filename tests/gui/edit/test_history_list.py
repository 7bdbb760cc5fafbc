"""The history as a list: in which order, what is marked, where Return leads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deckapp.deck import Deck, SetField
from deckapp.deck.editing.history import History
from deckapp.gui.edit.history_list import HistoryList, HistoryModel
from deckapp.gui.theme import DARK, LIGHT, Theme
from tests.gui.helpers import spin

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def _history(*titles: str) -> History:
    """A history in which the title of a deck was set again and again."""
    history = History(Deck(title="First"))
    for title in titles:
        history.apply(SetField("", "title", title))
    return history


def _rows(model: HistoryModel) -> list[str]:
    """What a screen reader says of each row."""
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row).data(role)) for row in range(model.rowCount())]


@pytest.fixture
def steps(qtbot: QtBot) -> HistoryList:
    steps = HistoryList()
    qtbot.addWidget(steps)
    steps.show()
    steps.activateWindow()
    steps.setFocus()
    spin()
    return steps


def _told(steps: HistoryList) -> list[int]:
    told: list[int] = []
    steps.step_wanted.connect(told.append)
    return told


def test_that_the_newest_step_is_first_and_the_opened_deck_last(steps: HistoryList) -> None:
    steps.set_history(_history("A", "B"))
    change = "Change of “Title” in “{}”"
    assert _rows(steps.model) == [
        f"{change.format('A')}, now",
        change.format("First"),
        "As opened, saved",
    ]


def test_that_undone_present_and_saved_steps_are_told_apart(steps: HistoryList) -> None:
    history = _history("A", "B", "C")
    history.mark_clean()
    history.go_to(1)
    steps.set_history(history)
    notes = [row.partition("”, ")[2] for row in _rows(steps.model)]
    assert notes == ["undone, saved", "undone", "now", ""]
    assert steps.list.currentIndex().row() == 2


def test_that_a_saved_step_that_was_forgotten_is_nowhere(steps: HistoryList) -> None:
    history = _history("A", "B")
    history.mark_clean()
    history.undo()
    saved = [history.saved_at]
    history.apply(SetField("", "title", "Other"))
    steps.set_history(history)
    assert [*saved, history.saved_at] == [2, None]
    assert not [row for row in _rows(steps.model) if "saved" in row]


def test_that_return_asks_for_the_step_there(steps: HistoryList) -> None:
    steps.set_history(_history("A", "B", "C"))
    told = _told(steps)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Return):
        QTest.keyClick(steps.list, key)
    assert told == [2, 0]


def test_that_a_double_click_asks_for_the_step_there(steps: HistoryList) -> None:
    steps.set_history(_history("A", "B"))
    told = _told(steps)
    where = steps.list.visualRect(steps.model.index(1)).center()
    QTest.mouseClick(steps.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told == []
    QTest.mouseDClick(steps.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told == [1]


def test_that_going_to_a_step_keeps_the_rows_and_moves_the_mark(steps: HistoryList) -> None:
    history = _history("A", "B")
    steps.set_history(history)
    resets: list[int] = []
    steps.model.modelReset.connect(lambda: resets.append(history.at))
    history.undo()
    for _ in range(2):
        steps.set_history(history)
    rows = [steps.list.currentIndex().row()]
    history.apply(SetField("", "language", "ru"))
    steps.set_history(history)
    rows.append(steps.list.currentIndex().row())
    assert (rows, resets) == ([1, 0], [2])


@settings(max_examples=30, deadline=None)
@given(moves=st.lists(st.sampled_from(["edit", "undo", "redo", "save"]), max_size=12))
def test_that_the_model_keeps_qts_rules(qapp: QApplication, moves: list[str]) -> None:
    history, model = _history(), HistoryModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    for number, move in enumerate(moves):
        match move:
            case "edit":
                history.apply(SetField("", "title", f"Title {number}"))
            case "undo":
                history.undo()
            case "redo":
                history.redo()
            case _:
                history.mark_clean()
        model.set_history(history)
        assert model.rowCount() == len(history.labels)
        assert sum("now" in row for row in _rows(model)) == 1
    assert tester.model() is model
    assert model.data(QModelIndex()) is None


def test_that_ten_thousand_steps_are_listed_with_the_present_one_in_sight(
    steps: HistoryList,
) -> None:
    history = _history(*[f"Title {number}" for number in range(10_000)])
    history.go_to(5_000)
    steps.set_history(history)
    spin()
    seen = steps.list.visualRect(steps.list.currentIndex())
    assert steps.model.rowCount() == 10_001
    assert steps.list.viewport().rect().contains(seen)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_labels_of_any_text_are_painted_plainly(steps: HistoryList, theme: Theme) -> None:
    steps.setPalette(theme.palette())
    steps.set_history(_history("<b>bold</b>", "\x00\u202e", "x" * 100_000, "👩‍🚀\n", ""))
    assert all(len(row) < 250 for row in _rows(steps.model))
    tip = str(steps.model.index(3).data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;" in tip
    assert not steps.grab().isNull()


def test_that_the_list_is_named_like_the_widget(steps: HistoryList) -> None:
    steps.setAccessibleName("Steps")
    assert steps.list.accessibleName() == "Steps"
    assert steps.list.accessibleDescription().endswith("Return goes to a step.")
