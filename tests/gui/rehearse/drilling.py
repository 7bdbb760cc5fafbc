"""Driving a drill as a user does: a clock of the test's own, keys, and what is seen."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from deckapp.gui.rehearse.desk import RehearsalDesk
from deckapp.gui.rehearse.drill_page import DrillPage
from deckapp.paths import review_folder
from deckapp.rehearsal import Review, ReviewLog
from tests.gui.helpers import chrome_of, spin

Key = Qt.Key
EVENING = datetime(2017, 4, 8, 20, tzinfo=UTC)


class FakeClock:
    """Stands still until it is told to go on."""

    def __init__(self, now: datetime = EVENING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Rehearser:
    """A user who rehearses in a window, by keyboard."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self.clock = FakeClock()
        window.clock = self.clock

    @property
    def desk(self) -> RehearsalDesk:
        return chrome_of(self.window).screens.rehearsal_desk()

    @property
    def page(self) -> DrillPage:
        return self.desk.drill.page

    @property
    def card(self) -> str:
        """What can be read on the card."""
        return self.page.card.revealed_text()

    @property
    def said(self) -> str:
        """What the message bar says."""
        return chrome_of(self.window).messages.text()

    def is_at(self, page: object) -> bool:
        return self.window.screens.currentWidget() is page

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    def press(
        self, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.window.activateWindow()
        for key in keys:
            QTest.keyClick(self.window.focusWidget(), key, with_)
            spin()

    def trigger(self, action: str) -> None:
        chrome_of(self.window).actions[action].trigger()
        spin()

    def choose(self, text: str) -> None:
        """Click on what the message bar offers."""
        buttons = chrome_of(self.window).messages.findChildren(QPushButton)
        next(button for button in buttons if button.text() == text).click()
        spin()

    def drill(self) -> None:
        """Begin to drill, and wait for the first prompt."""
        self.press(Key.Key_F6)
        self.until(lambda: self.is_at(self.page))

    def answer(self, grade: Qt.Key = Key.Key_3, seconds: float = 5) -> None:
        """Answer after some seconds, and grade it."""
        self.clock.go_on(seconds)
        self.press(Key.Key_Space)
        self.clock.go_on(2)
        self.press(grade)

    def end(self) -> None:
        """End the drill, and wait for what came of it."""
        self.press(Key.Key_Escape)
        self.until(lambda: self.is_at(self.desk.drill.summary))

    def reviews(self) -> list[Review]:
        """What is in the log by now."""
        path = self.window.document.path
        assert path is not None
        return reviews_of(path)


def reviews_of(path: Path) -> list[Review]:
    """What is in the user's log of the deck in a file, as it was recorded."""
    with ReviewLog(review_folder()) as log:
        return [review for _, review in sorted(log.of(path).reviews())]
