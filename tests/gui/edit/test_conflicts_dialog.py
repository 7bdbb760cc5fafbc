"""Deciding conflicts: both versions are seen, each is decided by keyboard, nothing leaks."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from deckapp.deck import Batch, Conflict, Deck, DeleteCard, Edit, MoveCard, SetField, merge
from deckapp.gui.edit.conflicts_dialog import ConflictsDialog
from deckapp.gui.theme import LIGHT
from tests.deck.editing.two_issues import DECK

ALT = Qt.KeyboardModifier.AltModifier


def after(*edits: Edit) -> Deck:
    return Batch(edits, "several").apply(DECK).deck


OURS = after(
    SetField("gas", "rebuttal", "We saw it."),
    SetField("gas", "asks", ("Fly on.",)),
    DeleteCard("minsk"),
)
THEIRS = after(
    SetField("gas", "rebuttal", "We heard it."),
    SetField("gas", "asks", ("Land.",)),
    SetField("minsk", "title", "Minsk <b>II</b>"),
)
CONFLICTS = tuple(
    sorted(merge(DECK, OURS, THEIRS).conflicts, key=lambda each: each.field, reverse=True)
)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[ConflictsDialog]:
    dialog = ConflictsDialog(CONFLICTS, LIGHT)
    dialog.open()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    yield dialog
    if isValid(dialog):
        dialog.close()


def choose(qtbot: QtBot, dialog: ConflictsDialog, key: Qt.Key) -> None:
    """Decide the chosen conflict; a button that is pressed by its letter takes a moment."""
    button = dialog.ours if key is Qt.Key.Key_Y else dialog.theirs
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(dialog, key, ALT)


def rows(dialog: ConflictsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_that_each_conflict_is_a_sentence_and_both_versions_are_shown(
    dialog: ConflictsDialog,
) -> None:
    assert rows(dialog) == [f"To decide · {conflict}" for conflict in CONFLICTS]
    assert [text.toPlainText() for text in dialog.both.texts] == ["We saw it.", "We heard it."]
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert [text.toPlainText() for text in dialog.both.texts] == ["• Fly on.", "• Land."]
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    ours, theirs = (text.toPlainText() for text in dialog.both.texts)
    assert ours == "Deleted."
    assert "Title: Minsk <b>II</b>" in theirs


def test_that_everything_is_decided_by_keyboard_and_then_saved(
    qtbot: QtBot, dialog: ConflictsDialog
) -> None:
    choose(qtbot, dialog, Qt.Key.Key_Y)
    assert not dialog.save.isEnabled()
    assert dialog.list.currentRow() == 1
    choose(qtbot, dialog, Qt.Key.Key_H)
    choose(qtbot, dialog, Qt.Key.Key_Y)
    assert [row.partition(" ")[0] for row in rows(dialog)] == ["Yours", "Theirs", "Yours"]
    sides = ("ours", "theirs", "ours")
    assert dialog.settled() == tuple(zip(CONFLICTS, sides, strict=True))
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_S, ALT)


def test_that_a_decision_can_be_changed_and_the_next_undecided_one_comes(
    qtbot: QtBot, dialog: ConflictsDialog
) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    choose(qtbot, dialog, Qt.Key.Key_H)
    assert dialog.list.currentRow() == 0
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    choose(qtbot, dialog, Qt.Key.Key_Y)
    assert dialog.settled() == ((CONFLICTS[2], "ours"),)


def test_that_cancel_decides_nothing(qtbot: QtBot, dialog: ConflictsDialog) -> None:
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_that_every_control_has_a_name_and_is_reached_by_tab(dialog: ConflictsDialog) -> None:
    reached = set()
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {dialog.list, *dialog.both.texts, dialog.ours, dialog.theirs, dialog.cancel} <= reached
    assert dialog.list.accessibleName()


def test_that_spots_and_odd_titles_are_shown(qtbot: QtBot) -> None:
    odd = SetField("syria", "title", "Sy\u202eria\u2028 " + "x" * 10_000)
    base = odd.apply(DECK).deck
    ours = MoveCard("gas", "ukraine").apply(base).deck
    theirs = DeleteCard("gas").apply(base).deck
    conflicts = merge(base, ours, theirs).conflicts
    spots = Conflict(
        "moved", "syria", "gas", "", None, _spot(ours), _spot(base), title="Gas\ud800\0 <i>x</i>"
    )
    dialog = ConflictsDialog([*conflicts, spots], LIGHT)
    qtbot.addWidget(dialog)
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    assert "“Ukraine”, place 2" in dialog.both.texts[0].toPlainText()
    assert all(len(row.splitlines()) == 1 for row in rows(dialog))


def _spot(deck: Deck) -> object:
    from deckapp.deck.comparing.agendas import Spot

    home = next(issue for issue, card in deck.cards() if card.id == "gas")
    return Spot(home.id, home.title, [card.id for card in home.cards].index("gas"))


def test_that_a_closed_dialog_is_gone(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = ConflictsDialog(CONFLICTS, LIGHT, parent)
    dialog.open()
    wrapper = ref(dialog)
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del dialog
    gc.collect()
    assert wrapper() is None
    assert not parent.findChildren(ConflictsDialog)
