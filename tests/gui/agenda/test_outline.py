"""The agenda beside the Edit screen: an outline in which cards and issues are rearranged."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QTreeView
from pytestqt.qtbot import QtBot

from deckapp.deck import DeleteCard, MoveCard, MoveIssue, SetField, read_deck_file
from deckapp.gui.agenda.agenda import Agenda
from deckapp.gui.agenda.model import AgendaFilter, AgendaModel
from deckapp.gui.clipboard import CARDS
from deckapp.gui.edit.desk import EditDesk
from deckapp.gui.main_window import MainWindow
from deckapp.gui.theme import DARK, LIGHT, Theme
from tests.benchmarks.decks import big_deck
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, spin, written

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Outline = list[tuple[str, list[str]]]
_ACTIONS = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal

DECK = """\
format: deckapp/1
title: Small deck
marking: TLP:AMBER
issues:
  - id: one
    title: One
    cards:
      - {id: a, title: A, position: Apple.}  # of apples
      - id: b
        # of bees
        title: B
        position: Bees.
      - {id: c, title: C, position: Cats.}
  - id: none
    title: None
    cards: []
  - id: two
    title: Two
    cards:
      - {id: d, title: D, position: Dogs.}
      - {id: e, title: E, position: Emus.}
"""
AT_FIRST: Outline = [("one", ["a", "b", "c"]), ("none", []), ("two", ["d", "e"])]


class Edited:
    """A window on its Edit screen, and what is seen and done there."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.chrome = chrome_of(window)
        self.agenda: Agenda = self.chrome.agenda
        self.tree = self.agenda.tree
        shown = self.tree.model()
        assert isinstance(shown, AgendaFilter)
        self.shown = shown
        model = shown.sourceModel()
        assert isinstance(model, AgendaModel)
        self.model = model
        self.testers = [QAbstractItemModelTester(each, _FATAL) for each in (model, shown)]

    @property
    def desk(self) -> EditDesk:
        assert self.chrome.screens.edit is not None
        return self.chrome.screens.edit

    @property
    def outline(self) -> Outline:
        """The ids of the deck; those of the agenda are the same."""
        deck = self.window.document.deck
        found = [(issue.id, [card.id for card in issue.cards]) for issue in deck.issues]
        if self.agenda.filter.text() == "":
            assert found == self.rows()
        return found

    def rows(self) -> Outline:
        """The ids of what the tree shows."""
        found = []
        for row in range(self.shown.rowCount()):
            issue = self.shown.index(row, 0)
            cards = [
                self.id_at(self.shown.index(n, 0, issue)) for n in range(self.shown.rowCount(issue))
            ]
            found.append((self.id_at(issue), cards))
        return found

    def id_at(self, index: QModelIndex) -> str:
        return self.model.id_at(self.shown.mapToSource(index)) if index.isValid() else ""

    def index(self, id_: str) -> QModelIndex:
        return self.shown.mapFromSource(self.model.indexes([id_])[id_])

    @property
    def current(self) -> str:
        """The row with the keyboard, which the form is of."""
        current = self.id_at(self.tree.currentIndex())
        assert self.desk.screen.target.id == current
        return current

    @property
    def labels(self) -> list[str]:
        assert self.chrome.editor.session is not None
        return list(self.chrome.editor.session.history.labels)[1:]

    def click(self, id_: str, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        place = QPoint(30, self.tree.visualRect(self.index(id_)).center().y())
        QTest.mouseClick(self.tree.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    def select(self, first: str, *more: str) -> None:
        self.click(first)
        for id_ in more:
            self.click(id_, Modifier.ControlModifier)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        self.tree.setFocus()
        QTest.keyClick(self.tree, key, modifier)

    def dragged(self) -> QMimeData:
        return self.shown.mimeData(self.tree.selectionModel().selectedIndexes())

    def drop(self, data: QMimeData, id_: str, place: str = "on") -> None:
        """Drop on a row, at its upper or its lower edge; or below all rows, if it is ""."""
        rect = self.tree.visualRect(self.index(id_)) if id_ else self.tree.viewport().rect()
        y = {"above": rect.top() + 1, "on": rect.center().y(), "below": rect.bottom() - 1}[place]
        at = QPointF(rect.center().x(), y)
        how = at, _ACTIONS, data, Qt.MouseButton.LeftButton, Modifier.NoModifier
        viewport = self.tree.viewport()
        enter, move = QDragEnterEvent(*how), QDragMoveEvent(*how)
        drop = QDropEvent(*how)
        QApplication.sendEvent(viewport, enter)
        if not enter.isAccepted():
            return
        QApplication.sendEvent(viewport, move)
        drop.ignore()
        QApplication.sendEvent(viewport, drop)
        assert self.tree.state() == QTreeView.State.NoState


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return written(tmp_path / "deck.yaml", DECK)


@pytest.fixture
def edit(qtbot: QtBot, make_window: WindowMaker, deck: Path) -> Edited:
    """A small deck on the Edit screen."""
    return editing(qtbot, make_window, deck)


def editing(qtbot: QtBot, make_window: WindowMaker, path: Path) -> Edited:
    window = make_window(path)
    chrome = chrome_of(window)
    chrome.actions["go_edit"].trigger()
    qtbot.waitUntil(lambda: chrome.editor.session is not None)
    window.resize(1200, 900)
    spin()
    return Edited(window)


@pytest.fixture(autouse=True)
def _clipboard(qapp: QApplication) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


# Selecting


def test_that_the_form_follows_the_keyboard_and_the_tree_the_form(edit: Edited) -> None:
    assert edit.current == "a"
    edit.press(Key.Key_Down)
    assert edit.current == "b"
    edit.press(Key.Key_Up)
    edit.press(Key.Key_Up)
    assert edit.current == "one"
    edit.desk.screen.go_to("e")
    assert edit.current == "e"
    edit.desk.screen.go_to("none")
    assert edit.current == "none"
    edit.desk.show_properties()
    assert edit.current == ""
    assert edit.agenda.selected() == []
    edit.click("none")
    assert edit.current == "none"


def test_that_several_rows_are_selected_with_shift_and_control(edit: Edited) -> None:
    edit.select("e", "a", "c")
    assert edit.agenda.selected() == ["a", "c", "e"]
    assert edit.current == "c"
    edit.click("a")
    edit.press(Key.Key_Down, Modifier.ShiftModifier)
    assert edit.agenda.selected() == ["a", "b"]
    assert edit.current == "b"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_that_all_selected_rows_look_selected(edit: Edited, theme: Theme) -> None:
    edit.agenda.set_theme(theme)
    edit.select("a", "d")
    picture = edit.tree.viewport().grab().toImage()
    corners = {id_: edit.tree.visualRect(edit.index(id_)).topRight() for id_ in "abcde"}
    tinted = [
        id_
        for id_, corner in corners.items()
        if picture.pixelColor(corner + QPoint(-3, 3)) == QColor(theme.theirs)
    ]
    assert tinted == ["a", "d"]


def test_that_undoing_goes_to_the_card_and_selects_it(edit: Edited) -> None:
    edit.desk.apply(SetField("b", "title", "Bees"))
    assert edit.index("b").data() == "Bees"
    edit.select("d", "e")
    edit.chrome.actions["undo"].trigger()
    assert edit.current == "b"
    assert edit.agenda.selected() == ["b"]
    assert edit.index("b").data() == "B"
    edit.click("d")
    edit.chrome.actions["redo"].trigger()
    assert edit.current == "b"


def test_that_a_click_on_the_present_card_brings_its_form_back(edit: Edited) -> None:
    edit.click("b")
    edit.desk.show_clearance()
    assert edit.desk.screen.pages.currentWidget() is edit.desk.clearance
    edit.click("b")
    assert edit.desk.screen.pages.currentIndex() == 0


def test_that_leaving_leaves_one_card_selected_the_one_that_was_edited(edit: Edited) -> None:
    edit.select("a", "c", "d")
    edit.desk.apply(SetField("d", "title", "Dogs"))
    edit.chrome.actions["go_rehearse"].trigger()
    assert edit.agenda.selected() == ["d"]
    assert edit.window.rehearse.present_id() == "d"
    edit.tree.setFocus()
    edit.click("e", Modifier.ControlModifier)
    assert edit.agenda.selected() == ["e"]
    assert edit.window.rehearse.present_id() == "e"
    edit.chrome.actions["go_edit"].trigger()
    assert edit.current == "e"


# Moving


def test_that_cards_move_by_keys_one_by_one_and_over_the_ends_of_issues(edit: Edited) -> None:
    edit.click("b")
    seen = []
    for _ in range(6):
        edit.press(Key.Key_Down, Modifier.AltModifier)
        assert edit.current == "b"
        seen.append(edit.outline)
    assert seen[0] == [("one", ["a", "c", "b"]), ("none", []), ("two", ["d", "e"])]
    assert seen[1] == [("one", ["a", "c"]), ("none", ["b"]), ("two", ["d", "e"])]
    assert seen[-1] == [("one", ["a", "c"]), ("none", []), ("two", ["d", "e", "b"])]
    assert edit.labels == ["move of “B”"] * 5
    for _ in range(8):
        edit.press(Key.Key_Up, Modifier.AltModifier)
    assert edit.outline == [("one", ["b", "a", "c"]), ("none", []), ("two", ["d", "e"])]


def test_that_several_cards_move_together_and_stay_selected(edit: Edited) -> None:
    edit.select("a", "c")
    edit.press(Key.Key_Down, Modifier.AltModifier)
    assert edit.outline == [("one", ["b"]), ("none", ["a", "c"]), ("two", ["d", "e"])]
    assert edit.agenda.selected() == ["a", "c"]
    assert edit.current == "c"
    edit.press(Key.Key_Down, Modifier.AltModifier)
    assert edit.outline == [("one", ["b"]), ("none", []), ("two", ["a", "c", "d", "e"])]
    assert edit.agenda.selected() == ["a", "c"]
    edit.chrome.actions["undo"].trigger()
    edit.chrome.actions["undo"].trigger()
    assert edit.outline == AT_FIRST
    assert edit.agenda.selected() == ["a", "c"]
    assert edit.labels == ["move of 2 cards"] * 2


def test_that_issues_move_by_keys(edit: Edited) -> None:
    edit.select("one", "none")
    edit.press(Key.Key_Up, Modifier.AltModifier)
    assert edit.labels == []
    edit.press(Key.Key_Down, Modifier.AltModifier)
    assert edit.outline == [AT_FIRST[2], AT_FIRST[0], AT_FIRST[1]]
    assert edit.labels == ["move of 2 issues"]
    assert edit.agenda.selected() == ["one", "none"]
    edit.press(Key.Key_Down, Modifier.AltModifier)
    assert len(edit.labels) == 1


DRAGS: list[tuple[list[str], str, str, Outline]] = [
    (["c"], "a", "above", [("one", ["c", "a", "b"]), *AT_FIRST[1:]]),
    (["c", "a"], "b", "below", [("one", ["b", "a", "c"]), *AT_FIRST[1:]]),
    (["a", "b"], "d", "below", [("one", ["c"]), ("none", []), ("two", ["d", "a", "b", "e"])]),
    (["e", "a"], "none", "on", [("one", ["b", "c"]), ("none", ["a", "e"]), ("two", ["d"])]),
    (["a", "d"], "", "below", [("one", ["b", "c"]), ("none", []), ("two", ["e", "a", "d"])]),
    (["a"], "two", "below", [("one", ["b", "c"]), ("none", []), ("two", ["a", "d", "e"])]),
    (["a"], "two", "on", [("one", ["b", "c"]), ("none", []), ("two", ["d", "e", "a"])]),
    (["d"], "none", "above", [("one", ["a", "b", "c", "d"]), ("none", []), ("two", ["e"])]),
    (["d"], "one", "above", [("one", ["d", "a", "b", "c"]), ("none", []), ("two", ["e"])]),
    (["d"], "none", "below", [("one", ["a", "b", "c"]), ("none", ["d"]), ("two", ["e"])]),
    (["two"], "one", "above", [AT_FIRST[2], AT_FIRST[0], AT_FIRST[1]]),
    (["one"], "", "below", [AT_FIRST[1], AT_FIRST[2], AT_FIRST[0]]),
    (["one"], "none", "below", [AT_FIRST[1], AT_FIRST[0], AT_FIRST[2]]),
    (["two"], "b", "above", [AT_FIRST[0], AT_FIRST[2], AT_FIRST[1]]),
    (["two", "a"], "none", "on", [("one", ["b", "c"]), ("none", ["a"]), AT_FIRST[2]]),
    (["one", "b"], "e", "below", [AT_FIRST[1], AT_FIRST[2], AT_FIRST[0]]),
]


def test_that_what_is_dragged_comes_where_it_is_dropped(edit: Edited) -> None:
    for ids, onto, place, expected in DRAGS:
        edit.select(*ids)
        selected = set(edit.agenda.selected())
        edit.drop(edit.dragged(), onto, place)
        assert edit.outline == expected, (ids, onto, place)
        assert set(edit.agenda.selected()) == selected
        assert len(edit.labels) == 1
        edit.chrome.actions["undo"].trigger()
        assert edit.outline == AT_FIRST


def test_that_what_is_dropped_where_it_is_stays_there(edit: Edited) -> None:
    for ids, onto, place in (
        (["b"], "b", "above"),
        (["b"], "b", "below"),
        (["b"], "a", "below"),
        (["b"], "c", "above"),
        (["b", "c"], "c", "below"),
        (["a", "b", "c"], "b", "above"),
        (["e"], "", "below"),
        (["one"], "one", "on"),
        (["one"], "b", "above"),
        (["none"], "one", "on"),
        (["two"], "", "below"),
        (["one", "a", "b"], "c", "above"),
    ):
        edit.select(*ids)
        edit.drop(edit.dragged(), onto, place)
        assert edit.outline == AT_FIRST
        assert edit.labels == []


def test_that_the_place_to_drop_at_is_seen(edit: Edited) -> None:
    edit.select("a")
    data = edit.dragged()
    before = edit.tree.viewport().grab().toImage()
    place = QPointF(edit.tree.visualRect(edit.index("d")).topLeft() + QPoint(40, 1))
    how = place, _ACTIONS, data, Qt.MouseButton.LeftButton, Modifier.NoModifier
    QApplication.sendEvent(edit.tree.viewport(), QDragEnterEvent(*how))
    QApplication.sendEvent(edit.tree.viewport(), QDragMoveEvent(*how))
    assert edit.tree.viewport().grab().toImage() != before
    QApplication.sendEvent(edit.tree.viewport(), QDragLeaveEvent())


def test_that_nothing_can_be_dragged_where_nothing_is_edited(edit: Edited) -> None:
    edit.select("a", "b")
    data = edit.dragged()
    edit.chrome.actions["go_rehearse"].trigger()
    edit.drop(data, "e", "below")
    assert edit.outline == AT_FIRST


# Other windows


def test_that_what_comes_from_another_window_is_a_copy(
    qtbot: QtBot, edit: Edited, make_window: WindowMaker, tmp_path: Path
) -> None:
    other = editing(qtbot, make_window, written(tmp_path / "other.yaml", DECK))
    edit.select("a", "e")
    other.drop(edit.dragged(), "d", "above")
    assert other.outline == [
        ("one", ["a", "b", "c"]),
        ("none", []),
        ("two", ["a-2", "e-2", "d", "e"]),
    ]
    assert other.current == "a-2"
    edit.select("two", "d")
    other.drop(edit.dragged(), "one", "above")
    assert other.outline[0] == ("two-2", ["d-2", "e-3"])
    assert other.labels == ["addition of 2 cards", "addition of “Two”"]
    assert edit.outline == AT_FIRST
    assert edit.labels == []


def test_that_foreign_data_is_dropped_without_effect(edit: Edited) -> None:
    for data in (b"", b"\xff", b"[", b"5", b"[1]", b'["name", "a"]', b"{}"):
        foreign = QMimeData()
        foreign.setData("application/x-deckapp-ids", data)
        foreign.setData(CARDS, data)
        edit.drop(foreign, "b")
        edit.drop(foreign, "", "below")
    assert edit.outline == AT_FIRST
    assert edit.labels == []


# The clipboard


def test_that_cut_and_paste_keep_ids_and_comments_in_the_file(
    qtbot: QtBot, edit: Edited, deck: Path
) -> None:
    edit.select("a", "b")
    edit.press(Key.Key_X, Modifier.ControlModifier)
    assert edit.outline == [("one", ["c"]), *AT_FIRST[1:]]
    assert edit.current == "c"
    edit.click("d")
    edit.press(Key.Key_V, Modifier.ControlModifier)
    expected = [("one", ["c"]), ("none", []), ("two", ["d", "a", "b", "e"])]
    assert edit.outline == expected
    assert edit.labels == ["deletion of 2 cards", "addition of 2 cards"]
    with qtbot.waitSignal(edit.chrome.editor.saved):
        edit.chrome.actions["save_deck"].trigger()
    text = deck.read_text(encoding="utf-8")
    assert "Apple.}  # of apples" in text
    assert "- id: b\n        # of bees\n        title: B" in text
    found = read_deck_file(deck).deck
    assert [(issue.id, [card.id for card in issue.cards]) for issue in found.issues] == expected


def test_that_what_is_copied_comes_as_a_copy_and_between_windows_as_it_is(
    qtbot: QtBot, edit: Edited, make_window: WindowMaker, tmp_path: Path
) -> None:
    edit.select("b", "none")
    edit.press(Key.Key_C, Modifier.ControlModifier)
    edit.click("e")
    edit.press(Key.Key_V, Modifier.ControlModifier)
    assert edit.outline == [
        ("one", ["a", "b", "c"]),
        ("none", []),
        ("two", ["d", "e", "b-2"]),
        ("none-2", []),
    ]
    text = DECK.replace("id: b", "id: bee").replace("id: none", "id: no")
    other = editing(qtbot, make_window, written(tmp_path / "other.yaml", text))
    other.click("a")
    other.press(Key.Key_V, Modifier.ControlModifier)
    assert other.outline[0] == ("one", ["a", "b", "bee", "c"])
    assert other.outline[1] == ("none", [])


def test_that_text_of_cards_is_offered_and_other_text_is_not(edit: Edited) -> None:
    clipboard = QGuiApplication.clipboard()
    edit.click("a")
    edit.press(Key.Key_C, Modifier.ControlModifier)
    text = clipboard.text()
    assert text == "Title: A\nPosition: Apple."
    for data in ("", "Nothing like a card.", '[{"$": "Card"', "[" * 100_000):
        clipboard.setText(data)
        edit.press(Key.Key_V, Modifier.ControlModifier)
    foreign = QMimeData()
    foreign.setData(CARDS, json.dumps([{"$": "Deck"}]).encode())
    clipboard.setMimeData(foreign)
    edit.press(Key.Key_V, Modifier.ControlModifier)
    assert edit.labels == []
    assert not edit.desk.texts.offer.isVisible()
    clipboard.setText(text + "\nThey say: No.")
    edit.press(Key.Key_V, Modifier.ControlModifier)
    assert edit.desk.texts.offer.isVisible()


def test_that_copying_nothing_leaves_the_clipboard_alone(edit: Edited) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("Precious")
    edit.desk.show_properties()
    edit.press(Key.Key_C, Modifier.ControlModifier)
    edit.press(Key.Key_X, Modifier.ControlModifier)
    assert clipboard.text() == "Precious"
    assert edit.outline == AT_FIRST


# Adding and deleting


def test_that_deleting_is_one_step_and_goes_to_a_neighbour(edit: Edited) -> None:
    edit.select("a", "b")
    edit.press(Key.Key_Delete)
    assert edit.outline == [("one", ["c"]), *AT_FIRST[1:]]
    assert edit.current == "c"
    assert edit.agenda.selected() == ["c"]
    assert edit.labels == ["deletion of 2 cards"]
    edit.chrome.actions["undo"].trigger()
    assert edit.outline == AT_FIRST
    assert edit.current == "a"
    edit.click("one")
    edit.press(Key.Key_Delete)
    assert edit.current == "none"
    edit.press(Key.Key_A, Modifier.ControlModifier)
    edit.press(Key.Key_Delete)
    assert edit.outline == []
    assert edit.current == ""
    edit.press(Key.Key_Delete)
    assert edit.labels == ["deletion of “One”", "deletion of 2 issues"]
    edit.chrome.actions["undo"].trigger()
    assert edit.outline == AT_FIRST[1:]


def test_that_a_card_is_added_after_the_one_at_hand_or_in_the_issue(edit: Edited) -> None:
    edit.click("a")
    edit.chrome.actions["add_card"].trigger()
    new = edit.current
    assert edit.outline[0] == ("one", ["a", new, "b", "c"])
    assert edit.agenda.selected() == [new]
    edit.click("none")
    edit.chrome.actions["add_card"].trigger()
    assert edit.outline[1] == ("none", [edit.current])
    edit.chrome.actions["undo"].trigger()
    assert edit.current == "none"
    edit.chrome.actions["undo"].trigger()
    assert edit.outline == AT_FIRST


def test_that_a_deck_without_issues_gets_one_for_its_first_card(edit: Edited) -> None:
    edit.press(Key.Key_A, Modifier.ControlModifier)
    edit.press(Key.Key_Delete)
    edit.chrome.actions["add_card"].trigger()
    ((issue, cards),) = edit.outline
    assert [edit.current] == cards
    assert edit.index(issue).data() == "New issue"


def test_that_duplicates_stand_beside_what_they_are_of(edit: Edited) -> None:
    edit.select("a", "none")
    edit.chrome.actions["duplicate_cards"].trigger()
    assert edit.outline == [
        ("one", ["a", "a-2", "b", "c"]),
        ("none", []),
        ("none-2", []),
        ("two", ["d", "e"]),
    ]
    assert edit.labels == ["duplication of 1 issue and 1 card"]


# What stays


def test_that_what_is_folded_stays_folded_and_nothing_scrolls(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    edit = editing(qtbot, make_window, written(tmp_path / "large.yaml", big_deck(600)))
    tree, outline = edit.tree, edit.outline
    issues = [id_ for id_, _ in outline]

    def opened() -> list[int]:
        return [at for at, id_ in enumerate(issues) if tree.isExpanded(edit.index(id_))]

    def top() -> str:
        return edit.id_at(tree.indexAt(QPoint(5, 5)))

    tree.collapseAll()
    for at in (0, 3, 4, 9):
        tree.expand(edit.index(issues[at]))
    edit.click(issues[0])
    tree.verticalScrollBar().setValue(30)
    spin()
    first = top()
    assert edit.current == issues[0] != first
    edit.desk.screen.apply(SetField(issues[0], "minutes", 5))
    assert (opened(), top()) == ([0, 3, 4, 9], first)
    for edit_ in (DeleteCard(outline[20][1][0]), MoveIssue(issues[4], 23)):
        assert edit.desk._editor.apply(edit_, by=edit.desk) == ""
    assert opened() == [0, 3, 4, 9]
    edit.agenda.edit_deck(replace(edit.window.document.deck, issues=()))
    assert edit.rows() == []
    edit.agenda.edit_deck(edit.window.document.deck)


def test_that_a_folded_issue_keeps_the_card_at_hand_to_itself(edit: Edited) -> None:
    edit.click("b")
    edit.tree.collapse(edit.index("one"))
    deck = edit.window.document.deck
    edit.agenda.edit_deck(replace(deck, issues=deck.issues[:2]))
    assert not edit.tree.isExpanded(edit.index("one"))
    assert edit.agenda.selected() == ["b"]
    edit.agenda.edit_deck(deck)
    assert edit.tree.isExpanded(edit.index("two"))  # it is new


# A filter


def test_that_edits_leave_what_the_filter_shows(edit: Edited) -> None:
    edit.click("b")
    edit.agenda.filter.setText("bees")
    assert edit.rows() == [("one", ["b"])]
    edit.desk.screen.apply(SetField("b", "position", "Wasps."))
    assert edit.rows() == [("one", ["b"])]
    assert edit.current == "b"
    edit.chrome.actions["add_card"].trigger()
    new = edit.current
    assert edit.rows() == [("one", ["b", new])]
    assert edit.outline[0] == ("one", ["a", "b", new, "c"])
    edit.click("b")
    edit.press(Key.Key_Down, Modifier.AltModifier)
    assert edit.rows() == [("one", [new, "b"])]
    edit.press(Key.Key_Delete)
    assert edit.rows() == [("one", [new])]
    edit.agenda.filter.setText("bee")
    assert edit.rows() == []
    assert edit.agenda._nothing.isVisible()
    edit.chrome.actions["undo"].trigger()
    assert edit.rows() == [("one", ["b"])]
    assert not edit.agenda._nothing.isVisible()
    edit.agenda.filter.clear()
    assert edit.outline[0] == ("one", ["a", new, "b", "c"])


def test_that_a_filter_finds_what_was_just_typed(edit: Edited) -> None:
    edit.agenda.filter.setText("wasps")
    assert edit.rows() == []
    edit.desk.apply(SetField("b", "position", "Wasps."))
    edit.desk.apply(SetField("two", "title", "Wasps and others"))
    edit.desk.apply(MoveCard("c", "one", 0))
    edit.agenda.filter.setText("wasp")
    assert edit.rows() == [("one", ["b"]), ("two", ["d", "e"])]
    edit.agenda.filter.setText("bees")
    assert edit.rows() == []


def test_that_going_to_a_card_that_the_filter_hides_selects_nothing(edit: Edited) -> None:
    edit.agenda.filter.setText("bees")
    edit.click("b")
    edit.desk.screen.go_to("two")
    assert edit.agenda.selected() == []
    edit.press(Key.Key_Delete)
    assert edit.labels == ["deletion of “Two”"]
    edit.desk.screen.go_to("d")
    assert edit.rows() == [("one", ["b"])]


def test_that_rows_dropped_among_filtered_ones_come_beside_those(edit: Edited) -> None:
    edit.agenda.filter.setText("s.")  # Bees., Cats., Dogs., Emus.
    assert edit.rows() == [("one", ["b", "c"]), ("two", ["d", "e"])]
    edit.select("e")
    edit.drop(edit.dragged(), "b", "above")
    assert edit.outline == [("one", ["a", "e", "b", "c"]), ("none", []), ("two", ["d"])]
    assert edit.rows() == [("one", ["e", "b", "c"]), ("two", ["d"])]
