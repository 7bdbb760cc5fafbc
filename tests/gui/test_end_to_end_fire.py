"""Murder board, contingencies and run-through in the real program on a real X display.

Real keys, a clock of ours, and chance that comes of that clock.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deckapp.paths import review_folder
from deckapp.rehearsal import ReviewLog
from deckapp.rehearsal.log.drill_record import DrillRecord, Mode
from deckapp.rehearsal.log.run_record import RunRecord
from deckapp.rehearsal.log.times import Timed

from .helpers import written
from .rehearse.attacking import ATTACKED
from .test_end_to_end import display, pytestmark
from .test_end_to_end_rehearsal import EVENING, LATER, Rehearser

__all__ = ["display", "pytestmark"]  # pytest looks for them here

CONTINGENCY = """
      - {id: leaves, title: He leaves, when: He stands up., position: Let him.}
"""


class Attacked(Rehearser):
    """Somebody before the screen whose deck attacks."""

    def __init__(self, display: str, home: Path, qtbot: QtBot, folder: Path) -> None:
        super().__init__(display, home, qtbot, folder)
        self.deck = written(folder / "attacked.yaml", ATTACKED.rstrip("\n") + CONTINGENCY)
        self._environment["SPEECHD_ADDRESS"] = f"unix_socket:{folder}/nowhere"

    def go_on(self, seconds: float) -> None:
        """Let the clock go on, in one tick."""
        now = datetime.fromisoformat(self._clock.read_text(encoding="utf-8"))
        now += timedelta(seconds=seconds)
        self._clock.write_text(now.isoformat(), encoding="utf-8")

    def board(self, mode: Mode = Mode.BOARD) -> DrillRecord | None:
        with ReviewLog(review_folder()) as log:
            return log.of(self.deck).unfinished(mode)

    def times(self) -> tuple[Timed, ...]:
        board = self.board()
        if board is None:
            return ()
        with ReviewLog(review_folder()) as log:
            return log.of(self.deck).times(board.number).all()

    def run(self) -> RunRecord | None:
        with ReviewLog(review_folder()) as log:
            return log.of(self.deck).runs().unfinished()

    def is_at(self, place: int) -> bool:
        run = self.run()
        return run is not None and run.state.place == place

    def is_ended(self) -> bool:
        with ReviewLog(review_folder()) as log:
            return bool(log.of(self.deck).runs().ended())


@pytest.fixture
def attacked(display: str, home: Path, qtbot: QtBot, tmp_path: Path) -> Iterator[Attacked]:
    user = Attacked(display, home, qtbot, tmp_path)
    yield user
    if user.program is not None:
        user.kill()


def test_that_what_is_under_fire_goes_on_after_each_crash(attacked: Attacked) -> None:
    user = attacked
    user.start_at(EVENING)
    user.until(lambda: user.board() is not None, "F3", "Return")
    begun = user.board()
    assert begun is not None
    assert begun.seed == EVENING.timestamp()
    assert begun.queue == ("gas/rebuttal", "gas/more", "calm/rebuttal")
    user.wait_for_page("BoardPage")
    user.go_on(6)
    user.press("space")
    user.wait(lambda: user.times() == (Timed("gas/rebuttal", 6),))
    user.kill()

    user.start_at(LATER)
    user.until(lambda: len(user.times()) == 2, "F3", "space")
    assert user.times()[0] == Timed("gas/rebuttal", 6)
    user.press("Escape")
    user.until(lambda: len(user.reviews()) == 1, "2")
    (review,) = user.reviews()
    assert (review.prompt, review.seconds, review.practice) == ("gas/rebuttal", 6, True)
    user.kill()

    user.start_at(LATER)
    user.until(lambda: len(user.reviews()) == 2, "F3", "3")
    user.wait(lambda: user.board() is None)
    user.until(lambda: user.board(Mode.SHUFFLE) is not None, "shift+F6")
    user.wait_for_page("DrillPage")
    user.press("space", "4")
    user.wait(lambda: len(user.reviews()) == 3)
    assert user.reviews()[-1].prompt == "leaves/position"
    user.until(lambda: user.run() is not None, "F4")
    user.wait_for_page("RunPage")
    user.go_on(8)
    user.press("Right")
    user.wait(lambda: user.is_at(1))
    user.kill()

    user.start_at(LATER)
    user.until(user.is_ended, "F4", "Escape")
    with ReviewLog(review_folder()) as log:
        (run,) = log.of(user.deck).runs().ended()
    assert run.actual >= 8
    user.press("ctrl+q")
    user.wait_for_end()
