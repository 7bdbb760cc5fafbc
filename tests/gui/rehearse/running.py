"""Running through an agenda as a user does, with a clock of the test's own."""

from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from deckapp.gui.rehearse.run_page import RunPage
from deckapp.gui.widgets.budget_bars import Budget
from deckapp.paths import review_folder
from deckapp.rehearsal import ReviewLog
from deckapp.rehearsal.run_through import Run
from tests.gui.helpers import spin

from .drilling import Rehearser

_STEP = 10.0
"""Seconds; more between two ticks is sleep."""

AGENDA = """format: deckapp/1
title: Two issues
marking: TLP:AMBER
meeting: {minutes: 10}
issues:
  - id: gas
    title: Gas
    priority: must
    minutes: 6
    cards:
      - id: pipeline
        title: The pipeline
        position: We want the pipeline to be open to everybody, at the same price and time.
        short: Open the pipeline.
        asks: [Open it by May.]
        red_lines: [No sale to one alone.]
      - id: price
        title: The price
        position: The price that was agreed in spring holds for all of us until the end.
        short: The price holds.
      - id: leak
        title: A leak
        when: They speak of a leak.
        position: There is none.
  - id: visas
    title: Visas
    priority: could
    minutes: 4
    cards:
      - id: visas-students
        title: Students
        position: Students should travel freely between our countries, now and in future.
        red_lines: [No lists of names.]
      - id: visas-press
        title: Journalists
        position: Journalists should be let in whatever it is that they wrote before.
"""


class Runner(Rehearser):
    """A user who runs through the agenda of a window's deck."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        super().__init__(qtbot, window)
        self.run = self.desk.run

    @property
    def sheet(self) -> RunPage:
        return self.run.page

    def start(self) -> None:
        """Begin, or go on, and wait for the first point."""
        self.run.start()
        self.until(lambda: self.is_at(self.sheet) and self.run.is_under_way)

    def speak(self, seconds: float) -> None:
        """Let time pass, a step at a time."""
        while seconds > 0:
            self.clock.go_on(min(_STEP, seconds))
            self.run.tick()
            seconds -= _STEP

    def finish(self) -> None:
        """End it, and wait for what came of it."""
        self.run.finish()
        self.until(lambda: self.is_at(self.run.summary))

    def go_elsewhere(self) -> None:
        """Go to the cards."""
        self.window.screens.setCurrentWidget(self.window.rehearse)
        spin()

    @property
    def point(self) -> str:
        """What can be read on the card."""
        return self.sheet.card.revealed_text()

    @property
    def time(self) -> str:
        """What the clocks say, of the issue and of the whole."""
        return f"{self.sheet.issue_clock.text()}; {self.sheet.whole_clock.text()}"

    @property
    def bars(self) -> list[Budget]:
        return list(self.sheet.bars.budgets())

    def runs(self) -> tuple[Run, ...]:
        """The runs that are kept, the newest first."""
        path = self.window.document.path
        assert path is not None
        with ReviewLog(review_folder()) as log:
            return log.of(path).runs().ended()
