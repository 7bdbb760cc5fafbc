"""Cards and issues moved in the outline, by keys and by mouse, also from window to window."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deckapp.gui.clipboard import CARDS
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import written

from .outline import ACTIONS, AT_FIRST, DECK, Edited, Key, Modifier, Outline, editing

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
    how = place, ACTIONS, data, Qt.MouseButton.LeftButton, Modifier.NoModifier
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
