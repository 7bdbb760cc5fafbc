"""Stand-ins for what the window gets from outside, and short ways to read it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import Card, Deck, read_deck
from deckapp.gui.chrome import Chrome
from deckapp.gui.main_window import MainWindow

HEAD = "format: deckapp/1\ntitle: Small deck\nmarking: TLP:AMBER\nissues:\n"


@dataclass
class FakeHints:
    """A desktop with wishes of the test's own."""

    dark: bool = False
    still: bool = True
    high: bool = False

    def is_dark(self) -> bool:
        return self.dark

    def is_still(self) -> bool:
        return self.still

    def note_scheme(self, *, dark: bool) -> None:
        self.dark = dark

    def is_high(self) -> bool:
        return self.high

    def note_contrast(self, *, high: bool) -> None:
        self.high = high


class ManualExecutor:
    """Keeps what was submitted until it is told to run it."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, function: Callable[[], None]) -> None:
        self.waiting.append(function)

    def run_next(self) -> None:
        self.waiting.pop(0)()

    def run_all(self) -> None:
        while self.waiting:
            self.run_next()


class LoopExecutor:
    """Runs what was submitted in the GUI thread, as soon as the event loop comes to it."""

    def submit(self, function: Callable[[], None]) -> None:
        QTimer.singleShot(0, function)


def small_deck(cards: int = 3, extra: str = "", prefix: str = "card") -> str:
    """A deck of one issue with simple cards; `extra` is YAML that each of them has, too."""
    head = f"{HEAD}  - id: {prefix}-issue\n    title: Only issue\n    cards:\n"
    lines = [
        f"      - id: {prefix}-{number}\n"
        f"        title: Title {number}\n"
        f"        position: Position {number}.\n"
        f"        counter: Counter {number}.\n"
        f"        rebuttal: Rebuttal {number}.\n{extra}"
        for number in range(1, cards + 1)
    ]
    return head + "".join(lines)


def deck_of(text: str) -> Deck:
    """The deck that a text says, which must be clean."""
    source = read_deck(text.encode())
    assert not source.has_errors, [str(problem) for problem in source.problems]
    return source.deck


def written(path: Path, text: str) -> Path:
    """The path, with the text in it."""
    path.write_text(text, encoding="utf-8")
    return path


def chrome_of(window: MainWindow) -> Chrome:
    """What surrounds the card, which must be there by now."""
    assert window.chrome is not None
    return window.chrome


def cards_of(window: MainWindow) -> list[Card]:
    """The cards of the deck shown, in agenda order."""
    assert window.document.source is not None
    return [card for _, card in window.document.source.deck.cards()]


def press(window: MainWindow, key: Qt.Key, times: int = 1) -> None:
    """Press a key on the card."""
    for _ in range(times):
        QTest.keyClick(window.rehearse.card, key)


def seen(window: MainWindow) -> str:
    """The text that can be read on the card."""
    return window.rehearse.card.revealed_text()


def spin() -> None:
    """Let all that is pending happen: layout, painting, timers that are due."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()


def open_and_wait(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Open a deck in a window and wait until all is known about it, whatever that is."""
    with settling(qtbot, window):
        window.open_deck(path)


@contextmanager
def settling(qtbot: QtBot, window: MainWindow) -> Iterator[None]:
    """At the end, wait until the document that is being read is examined, or given up."""
    settled: list[object] = []
    signals = window.document.examined, window.document.failed
    for signal in signals:
        signal.connect(settled.append)
    yield
    qtbot.waitUntil(lambda: bool(settled))
    for signal in signals:
        signal.disconnect(settled.append)
