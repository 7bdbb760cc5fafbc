"""The agenda beside the Edit screen: selecting, adding, deleting and filtering."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from deckapp.deck import DeleteCard, MoveCard, MoveIssue, SetField
from deckapp.gui.theme import DARK, LIGHT, Theme
from tests.benchmarks.decks import big_deck
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import spin, written

from .outline import AT_FIRST, Edited, Key, Modifier, editing

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
