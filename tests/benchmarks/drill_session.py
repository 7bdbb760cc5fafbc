"""One drill, measured from inside: a log of many reviews, then grades with real key events.

Prints JSON: seconds from asking for the drill to its first prompt painted, and seconds from each
grade to the frame of the next prompt.
"""

import json
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from deckapp.gui.document import Document
from deckapp.gui.fonts import load_card_family
from deckapp.gui.jobs import JobRunner, ThreadExecutor
from deckapp.gui.main_window import MainWindow
from deckapp.gui.settings import Settings
from deckapp.gui.theme import SystemStyleHints
from deckapp.paths import review_folder
from deckapp.rehearsal import Grade, Prompt, Review, ReviewLog, prompts_of
from tests.benchmarks.window_session import Frames, settle

_START = datetime(2017, 3, 1, 9, tzinfo=UTC)
_GRADES = 250


def main() -> None:
    """Drill the deck named first, with as many reviews in its log as named second."""
    path, count = Path(sys.argv[1]), int(sys.argv[2])
    app = QApplication([])
    frames = Frames()
    with TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        runner = JobRunner(ThreadExecutor())
        document = Document(runner)
        settings = Settings(Path(folder, "settings.ini"))
        window = MainWindow(settings, SystemStyleHints(), runner, document, load_card_family())
        window.open_deck(path)
        window.show()
        settle(3000)
        assert window.chrome is not None
        with ReviewLog(review_folder()) as log:
            log.of(path).add(_reviews(prompts_of(document.deck), count))
        desk = window.chrome.screens.rehearsal_desk()
        start = time.perf_counter()
        window.chrome.actions["practise_all"].trigger()
        while not desk.drill.is_under_way:
            frames.wait_beyond(frames.count)
        begun = time.perf_counter() - start
        settle(1000)
        grades = []
        for _ in range(_GRADES):
            QTest.keyClick(desk.drill.page.card, Qt.Key.Key_Space)
            settle(20)
            before = frames.count
            start = time.perf_counter()
            QTest.keyClick(desk.drill.page.card, Qt.Key.Key_3)
            frames.wait_beyond(before)
            grades.append(time.perf_counter() - start)
            settle(20)
        with ReviewLog(review_folder()) as log:
            assert len(log.of(path).reviews()) == count + _GRADES
        print(json.dumps({"begin": begun, "grades": grades}))
        window.close()
    app.quit()


def _reviews(prompts: tuple[Prompt, ...], count: int) -> list[Review]:
    chance = Random(count)
    return [
        Review(
            chance.choice(prompts).id,
            _START + timedelta(minutes=number),
            chance.choice(tuple(Grade)),
            5.0,
        )
        for number in range(count)
    ]


if __name__ == "__main__":
    main()
