"""One window, measured from inside: opens a deck, then flips through it with real key events.

Prints JSON: seconds to open (from asking for the deck to its first card painted), and seconds from
each key to the frame painted for it.
"""

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from deckapp.gui.document import Document
from deckapp.gui.fonts import load_card_family
from deckapp.gui.jobs import JobRunner, ThreadExecutor
from deckapp.gui.main_window import MainWindow
from deckapp.gui.settings import Settings
from deckapp.gui.theme import SystemStyleHints
from deckapp.gui.widgets.card_view import CardView
from deckapp.paths import reference_deck

_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right)
_PRESSES = 500


class Frames:
    """Counts the frames of cards, and waits for the next."""

    def __init__(self) -> None:
        self.count = 0
        self._loop = QEventLoop()
        paint = CardView.paintEvent

        def painted(card: CardView, event: QPaintEvent) -> None:
            paint(card, event)
            self.count += 1
            self._loop.quit()

        setattr(CardView, "paintEvent", painted)  # noqa: B010  measuring from outside

    def wait_beyond(self, count: int) -> None:
        """Run the event loop until more than `count` frames were painted."""
        while self.count <= count:
            self._loop.exec()


def main() -> None:
    """Open the deck named on the command line and flip through it."""
    app = QApplication([])
    frames = Frames()
    with TemporaryDirectory() as folder:
        runner = JobRunner(ThreadExecutor())
        document = Document(runner)
        settings = Settings(Path(folder, "settings.ini"))
        window = MainWindow(settings, SystemStyleHints(), runner, document, load_card_family())
        window.open_deck(reference_deck())
        window.show()
        settle(1000)
        start = time.perf_counter()
        window.open_deck(Path(sys.argv[1]))
        while not _shows(window):
            frames.wait_beyond(frames.count)
        opened = time.perf_counter() - start
        settle(3000)  # lint goes on in its thread
        flips = []
        for press in range(_PRESSES):
            before = frames.count
            start = time.perf_counter()
            QTest.keyClick(window.rehearse.card, _KEYS[press % len(_KEYS)])
            frames.wait_beyond(before)
            flips.append(time.perf_counter() - start)
            settle(20)
        print(json.dumps({"open": opened, "flips": flips}))
        window.close()
    app.quit()


def _shows(window: MainWindow) -> bool:
    return window.document.source is not None and window.document.source.path == Path(sys.argv[1])


def settle(milliseconds: int) -> None:
    """Run the event loop for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
