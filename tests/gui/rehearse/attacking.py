"""Driving a murder board as a user does: keys, a clock that ticks, and what is seen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from deckapp.gui.main_window import MainWindow
from deckapp.gui.rehearse.board_desk import BoardDesk
from deckapp.gui.rehearse.board_page import BoardPage
from deckapp.paths import review_folder
from deckapp.rehearsal import ReviewLog
from deckapp.rehearsal.log.drill_record import Mode
from deckapp.rehearsal.log.times import Timed
from tests.gui.helpers import chrome_of, spin

from .drilling import FakeClock, Key, Rehearser

ATTACKED = """
format: deckapp/1
title: Attacked
language: en
avoid:
  - {phrase: mutual respect, say: interests}
issues:
  - id: syria
    title: Syria
    cards:
      - {id: calm, title: Calm, position: We stay., counter: Why stay?, rebuttal: Because.,
         likelihood: unlikely}
      - id: gas
        title: Gas
        position: They did it.
        counter: Prove it.
        counter_in: {ru: Докажите.}
        rebuttal: We know what was stored there.
        likelihood: certain
        follow_ups:
          - {id: more, counter: That is no proof., rebuttal: It is.}
"""


class Attacked:
    """A principal before a murder board."""

    def __init__(self, user: Rehearser) -> None:
        self.user = user

    @property
    def window(self) -> MainWindow:
        return self.user.window

    @property
    def clock(self) -> FakeClock:
        return self.user.clock

    @property
    def board(self) -> BoardDesk:
        return self.user.desk.board

    @property
    def page(self) -> BoardPage:
        return self.board.page

    @property
    def card(self) -> str:
        """What can be read on the card."""
        return self.page.card.revealed_text()

    @property
    def said(self) -> str:
        """What the message bar says."""
        return self.user.said

    def press(self, *keys: Qt.Key) -> None:
        self.user.press(*keys)

    def ask_for(self) -> None:
        """Ask for a murder board, and wait until one can choose which."""
        self.press(Key.Key_F3)
        self.user.until(lambda: self.user.is_at(self.board.start_page))

    def begin(self, *, counts: bool = False, interruptions: bool = False) -> None:
        """Begin one with everything in the deck."""
        page = self.board.start_page
        if not self.user.is_at(page):
            self.ask_for()
        (page.planned if counts else page.practice).setChecked(True)
        page.interruptions.setChecked(interruptions)
        page.rounds.setCurrentIndex(page.rounds.count() - 1)
        page.begin.setFocus()
        self.press(Key.Key_Return)
        self.user.until(lambda: self.user.is_at(self.page))

    def come_back(self) -> None:
        """Close it as a crash would, and ask for it again."""
        self.board.close()
        self.press(Key.Key_F3)
        self.user.until(lambda: self.board.is_under_way or self.user.is_at(self.user.page))
        spin()

    def wait(self, seconds: float) -> None:
        """Let the clock tick."""
        while seconds > 0:
            step = min(seconds, 2.0)
            self.clock.go_on(step)
            self.board.tick()
            seconds -= step

    def answer(self, seconds: float = 5) -> None:
        """Answer after some seconds; a reminder after it is gone on from."""
        self.wait(seconds)
        self.press(Key.Key_Space)
        if "Do not say" in self.card:
            self.press(Key.Key_Space)

    def answer_all(self) -> None:
        while self.board.is_under_way:
            self.answer()

    def times(self) -> tuple[Timed, ...]:
        """What the log has of the board that is under way."""
        path = self.window.document.path
        assert path is not None
        with ReviewLog(review_folder()) as log:
            of = log.of(path)
            record = of.unfinished(Mode.BOARD)
            return of.times(record.number).all() if record is not None else ()

    def choose(self, text: str) -> None:
        """Click on what the message bar offers."""
        buttons = chrome_of(self.window).messages.findChildren(QPushButton)
        next(button for button in buttons if button.text() == text).click()
        spin()
