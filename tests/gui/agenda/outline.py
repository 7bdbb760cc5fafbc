"""The agenda beside the Edit screen in a window, and what is seen and done there."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QTreeView
from pytestqt.qtbot import QtBot

from deckapp.gui.agenda.agenda import Agenda
from deckapp.gui.agenda.model import AgendaFilter, AgendaModel
from deckapp.gui.edit.desk import EditDesk
from deckapp.gui.main_window import MainWindow
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, spin

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Outline = list[tuple[str, list[str]]]
ACTIONS = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
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
        how = at, ACTIONS, data, Qt.MouseButton.LeftButton, Modifier.NoModifier
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


def editing(qtbot: QtBot, make_window: WindowMaker, path: Path) -> Edited:
    """A new window on a deck, on its Edit screen."""
    window = make_window(path)
    chrome = chrome_of(window)
    chrome.actions["go_edit"].trigger()
    qtbot.waitUntil(lambda: chrome.editor.session is not None)
    window.resize(1200, 900)
    spin()
    return Edited(window)
