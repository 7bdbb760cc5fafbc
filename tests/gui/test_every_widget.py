"""Every widget of every stage: named, reached by Tab, with its own keys, gone once closed."""

import gc
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from weakref import ref

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.edit.fields import LineField, PlainField
from deckapp.gui.edit.form import SectionForm
from deckapp.gui.main_window import MainWindow

from .conftest import WindowMaker
from .helpers import chrome_of, spin, written
from .walking import (
    BOXES,
    FULL_DECK,
    IN_WINDOW,
    STAGES,
    calendar,
    delete_deferred,
    desk_of,
    edit_card,
    interactive,
    keys_of,
    name_of,
    role_of,
    tab_round,
    tab_stops,
    told,
)

EVERY_STAGE = pytest.mark.parametrize("stage", STAGES)


@EVERY_STAGE
def test_that_everything_that_can_be_used_has_a_name_and_a_role(
    stage: str, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    root = STAGES[stage](qtbot, make_window(written(tmp_path / "full.yaml", FULL_DECK)))
    spin()
    nameless = [told(each) for each in interactive(root) if not name_of(each).strip()]
    assert not nameless, "Give each setAccessibleName:\n" + "\n".join(nameless)
    strange = [
        told(each)
        for each in interactive(root)
        if role_of(each) in (QAccessible.Role.NoRole, QAccessible.Role.StaticText)
        and not isinstance(each, QLabel)
    ]
    assert not strange, "A screen reader does not know what this is:\n" + "\n".join(strange)
    if root.isWindow() and root.parent() is not None:
        root.close()


@EVERY_STAGE
def test_that_tab_reaches_everything_once_a_round(
    stage: str, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    root = STAGES[stage](qtbot, make_window(written(tmp_path / "full.yaml", FULL_DECK)))
    root.activateWindow()
    spin()
    wanted = tab_stops(root)
    if not wanted:  # a sheet that any key closes
        return
    met = tab_round(root, 3 * len(wanted) + 5)
    passed = [told(each) for each in wanted if each not in met]
    assert not passed, "Tab passes by:\n" + "\n".join(passed)
    twice = [told(each) for each in met if met.count(each) > 1]
    assert not twice, "Tab goes there twice a round, or not on:\n" + "\n".join(twice)
    more = [told(each) for each in met if each not in wanted]
    assert not more, "Tab goes where there is nothing to do:\n" + "\n".join(more)
    if root.isWindow() and root.parent() is not None:
        root.close()


@pytest.mark.parametrize("stage", ["edit a card", "edit an issue", "edit the deck", "new deck"])
def test_that_tab_goes_down_the_form(
    stage: str, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    root = STAGES[stage](qtbot, make_window(written(tmp_path / "full.yaml", FULL_DECK)))
    spin()
    met = tab_round(root, 300)
    form = [each for each in met if any(_is_form(parent) for parent in _parents(each))]
    assert len(form) > 8
    at = form.index(min(form, key=lambda each: each.mapTo(root, QPoint(0, 0)).y()))
    down = form[at:] + form[:at]
    up = [
        f"{told(one)}\n    then {told(other)}"
        for one, other in pairwise(down)
        if _bottom(other, root) <= one.mapTo(root, QPoint(0, 0)).y()
        and one.parentWidget() is not other.parentWidget()  # a language's text before “Remove”
    ]
    assert not up, "Tab goes up (see put_before in widgets/tab_order.py):\n" + "\n".join(up)


def _is_form(widget: QWidget) -> bool:
    return isinstance(widget, SectionForm) or type(widget).__name__ == "NewDeckPage"


def _parents(widget: QWidget | None) -> list[QWidget]:
    found = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return found


def _bottom(widget: QWidget, root: QWidget) -> int:
    return widget.mapTo(root, QPoint(0, widget.height())).y()


@EVERY_STAGE
def test_that_no_key_does_two_things(
    stage: str, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    root = STAGES[stage](qtbot, make_window(written(tmp_path / "full.yaml", FULL_DECK)))
    twice = [
        f"{one.keys}: {one.owner}, and {other.owner}"
        for one, other in combinations(list(keys_of(root)), 2)
        if one.keys == other.keys and one.owner != other.owner and one.meets(other)
    ]
    assert not twice, "Give one of both another key:\n" + "\n".join(twice)
    if root.isWindow() and root.parent() is not None:
        root.close()


def test_that_no_letter_of_a_menu_stands_for_two_entries(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(written(tmp_path / "full.yaml", FULL_DECK))
    edit_card(qtbot, window)
    for menu in window.menuBar().findChildren(QMenu):
        letters = Counter(
            QKeySequence.mnemonic(action.text()).toString() for action in menu.actions()
        )
        twice = [letter for letter, count in letters.items() if letter and count > 1]
        assert not twice, f"{menu.title()}: {twice}"


def test_that_texts_leave_the_windows_keys_to_the_window(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(written(tmp_path / "full.yaml", FULL_DECK))
    edit_card(qtbot, window)
    kept = []
    for kind in (PlainField, LineField):
        field = next(each for each in window.findChildren(kind) if each.isVisible())
        for action in chrome_of(window).actions.values():
            if action.shortcutContext() is not Qt.ShortcutContext.WindowShortcut:
                continue
            for sequence in action.shortcuts():
                combined = sequence[0]  # type: ignore[index]  # missing in its stubs
                if not combined.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
                    continue
                event = QKeyEvent(
                    QEvent.Type.ShortcutOverride, combined.key(), combined.keyboardModifiers()
                )
                event.ignore()
                QApplication.sendEvent(field, event)
                if event.isAccepted():
                    kept.append(f"{kind.__name__} keeps {sequence.toString()}: {action.text()}")
    assert not kept, "\n".join(kept)


# What was closed is gone


_TURNS = 5
"""What is left behind each time has added up by then."""


def _alive(kind: str) -> int:
    return sum(type(each).__name__ == kind for each in QApplication.allWidgets())


def _kinds(window: MainWindow) -> Counter[str]:
    """How many objects of which kind there are below a window."""
    kinds = Counter(type(each).__name__ for each in window.findChildren(QObject))
    del kinds["QPropertyAnimation"]  # Qt's own, which fades marks of boxes in and out
    return kinds


@pytest.mark.parametrize("box", BOXES)
def test_that_a_box_that_was_closed_is_gone(
    box: str, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(written(tmp_path / "full.yaml", FULL_DECK))
    counts = []
    for _ in range(_TURNS):
        root = BOXES[box](qtbot, window)
        kind = type(root).__name__
        root.close()
        del root
        delete_deferred()
        counts.append((_alive(kind), _kinds(window).total()))
    assert counts[-1] == counts[1], counts


@pytest.mark.parametrize("stage", IN_WINDOW)
def test_that_a_page_that_is_shown_again_is_the_same(
    stage: str, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(written(tmp_path / "full.yaml", FULL_DECK))
    before: Counter[str] = Counter()
    for turn in range(_TURNS):
        IN_WINDOW[stage](qtbot, window)
        chrome = chrome_of(window)
        if stage == "history":
            desk_of(qtbot, window).toggle_history()
        if stage == "messages and problems":
            chrome.messages.hide()
        spin()
        delete_deferred()
        now = _kinds(window)
        if turn == 1:
            before = now
    assert now == before, f"more: {now - before}, less: {before - now}"


def test_that_going_from_card_to_card_leaves_nothing_behind(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(written(tmp_path / "full.yaml", FULL_DECK))
    desk = desk_of(qtbot, window)
    counts = []
    for _ in range(6):
        for id_ in ("gas", "base", "syria", "minsk"):
            desk.screen.go_to(id_)
            spin()
        delete_deferred()
        counts.append(len(window.findChildren(QObject)))
    assert counts[-1] == counts[1], counts


def test_that_a_calendar_is_made_once(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(written(tmp_path / "full.yaml", FULL_DECK))
    for _ in range(3):
        popup = calendar(qtbot, window)
        assert not [told(each) for each in interactive(popup) if not name_of(each).strip()]
        popup.close()
    assert _alive("CalendarPopup") == 1


@pytest.mark.parametrize("stage", ["rehearse", "edit a card", "clearance", "compare", "print"])
def test_that_a_window_that_is_dropped_is_gone(
    stage: str, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    def walk() -> list[ref[object]]:
        window = make_window(written(tmp_path / "full.yaml", FULL_DECK))
        IN_WINDOW[stage](qtbot, window)
        chrome = chrome_of(window)
        parts: list[object] = [window, chrome, chrome.editor, chrome.view, window.document]
        if chrome.screens.edit is not None:
            desk = chrome.screens.edit
            parts += [desk, desk.screen, desk.texts, desk.spelled, desk.find]
        window.close()
        window.deleteLater()
        return [ref(each) for each in parts]

    found = walk()
    delete_deferred()
    gc.unfreeze()
    gc.collect()
    delete_deferred()
    gc.collect()
    left = [repr(each()) for each in found if each() is not None]
    assert not left, "Something holds on to it: a lambda that captures self?\n" + "\n".join(left)
