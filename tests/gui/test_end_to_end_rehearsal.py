"""Drills and readiness in the real program on a real X display, by real keys and a clock of ours.

Run as a program, it is deckapp with the clock that the file named first tells; beside that file it
keeps the name of the page that is shown.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PySide6.QtCore import QTimer
from pytestqt.exceptions import TimeoutError as WaitedInVain
from pytestqt.qtbot import QtBot

from deckapp.gui import app
from deckapp.gui.main_window import MainWindow
from deckapp.paths import review_folder
from deckapp.rehearsal import Grade, Review, ReviewLog
from deckapp.rehearsal.log.drill_record import DrillRecord

from .helpers import small_deck, written
from .test_end_to_end import PATIENCE, ROOT, User, display, pytestmark

__all__ = ["display", "pytestmark"]  # pytest looks for them here

EVENING = datetime.fromisoformat("2017-04-08T20:00:00+03:00")
LATER = datetime.fromisoformat("2017-04-08T20:05:00+03:00")
NEXT_DAY = datetime.fromisoformat("2017-04-09T20:00:00+03:00")
_EFFECT = 1_000


class Rehearser(User):
    """Somebody before the screen, with a deck of 20 prompts, four days before the meeting."""

    def __init__(self, display: str, home: Path, qtbot: QtBot, folder: Path) -> None:
        super().__init__(display, home, qtbot)
        text = small_deck(10).replace("issues:", "meeting:\n  date: 2017-04-12\nissues:", 1)
        self.deck = written(folder / "small.yaml", text)
        self._clock = folder / "clock"

    def start_at(self, moment: datetime) -> None:
        """Start deckapp at some time, which stands still."""
        self._clock.write_text(moment.isoformat(), encoding="utf-8")
        _page_file(self._clock).write_text("", encoding="utf-8")
        self.program = subprocess.Popen(
            [sys.executable, "-m", __name__, str(self._clock), str(self.deck)],
            cwd=ROOT,
            env=self._environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.look_at("— deckapp")

    def kill(self) -> None:
        """End it as a crash would."""
        assert self.program is not None
        self.program.kill()
        _, errors = self.program.communicate(timeout=PATIENCE / 1000)
        assert errors == ""
        self.program = None

    def until(self, condition: Callable[[], bool], *keys: str) -> None:
        """Press keys until they had their effect: they get lost before their page is there."""
        for _ in range(PATIENCE // _EFFECT):
            self.press(*keys)
            try:
                self._qtbot.waitUntil(condition, timeout=_EFFECT)
            except WaitedInVain:
                continue
            return
        pytest.fail(f"{keys} had no effect")

    def wait_for_page(self, name: str) -> None:
        """Wait until a page is shown, which takes keys from then on."""
        self.wait(lambda: _page_file(self._clock).read_text(encoding="utf-8") == name)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait for the effect of what was pressed."""
        self._qtbot.waitUntil(condition, timeout=PATIENCE)

    def reviews(self) -> list[Review]:
        """The grades in the log."""
        with ReviewLog(review_folder()) as log:
            return [review for _, review in log.of(self.deck).reviews()]

    def drill(self) -> DrillRecord | None:
        """The drill under way, as the log has it."""
        with ReviewLog(review_folder()) as log:
            return log.of(self.deck).unfinished()

    def skipped(self) -> frozenset[str]:
        """What was skipped in the drill under way."""
        drill = self.drill()
        return drill.skipped if drill is not None else frozenset()


@pytest.fixture
def rehearser(display: str, home: Path, qtbot: QtBot, tmp_path: Path) -> Iterator[Rehearser]:
    user = Rehearser(display, home, qtbot, tmp_path)
    yield user
    if user.program is not None:
        user.kill()


def test_that_a_drill_that_is_killed_goes_on_at_its_question_with_every_grade(
    rehearser: Rehearser, tmp_path: Path
) -> None:
    user = rehearser
    user.start_at(EVENING)
    user.until(lambda: user.drill() is not None, "F6")
    begun = user.drill()
    assert begun is not None
    assert len(begun.queue) == 20
    user.until(lambda: bool(user.skipped()), "s")
    user.until(lambda: not user.skipped(), "BackSpace")
    user.press("space", "1", "space", "2", "space", "4")
    user.wait(lambda: len(user.reviews()) == 3)
    user.press("BackSpace", "space", "3", "space")
    user.wait(lambda: [review.grade for review in user.reviews()] == [1, 2, 3])
    user.kill()

    user.start_at(LATER)
    user.until(lambda: bool(user.skipped()), "F6", "s")
    user.press("space", "4")
    user.wait(lambda: len(user.reviews()) == 4)
    gone_on = user.drill()
    assert gone_on is not None
    assert gone_on.number == begun.number
    after = 3 + len(gone_on.skipped)
    assert gone_on.skipped == set(begun.queue[3:after])
    asked = (*begun.queue[:3], begun.queue[after])
    grades = (Grade.AGAIN, Grade.HARD, Grade.GOOD, Grade.EASY)
    times = (EVENING, EVENING, EVENING, LATER)
    reviews = user.reviews()
    given = [(review.prompt, review.grade, review.at) for review in reviews]
    assert given == list(zip(asked, grades, times, strict=True))
    user.until(lambda: user.drill() is None, "Escape")
    user.press("ctrl+q")
    user.wait_for_end()

    user.start_at(NEXT_DAY)
    user.until(lambda: bool(user.windows("Export PDF")), "F7", "alt+p")
    user.look_at("Export PDF")
    user.press("Return")  # the name that is suggested, beside the deck
    out = tmp_path / "small-readiness.pdf"
    user.wait(out.exists)
    user.look_at("— deckapp")
    user.until(lambda: user.drill() is not None, "alt+d")
    user.press("ctrl+q")
    user.wait_for_end()
    assert out.read_bytes().startswith(b"%PDF")
    assert user.reviews() == reviews


def main() -> int:
    """Run deckapp on a deck, by the clock in a file."""
    clock = Path(sys.argv[1])

    def now() -> datetime:
        return datetime.fromisoformat(clock.read_text(encoding="utf-8"))

    def watched(*arguments: Any) -> MainWindow:
        window = partial(MainWindow, clock=now)(*arguments)

        def tell() -> None:
            name = type(window.screens.currentWidget()).__name__
            _page_file(clock).write_text(name, encoding="utf-8")

        # What shows a page goes on with it before it takes a key: it is told after that.
        window.screens.currentChanged.connect(lambda: QTimer.singleShot(0, window, tell))
        return window

    with patch.object(app, "MainWindow", watched):
        return app.run(sys.argv[2:])


def _page_file(clock: Path) -> Path:
    return clock.with_name("page")


if __name__ == "__main__":
    sys.exit(main())
