"""Starting the window: small steps in order, nothing heavy before the first card is painted."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from deckapp import __version__
from deckapp.paths import reference_deck, settings_file, went_with_upgrade

from .document import Document
from .fonts import load_card_family
from .jobs import JobRunner, ThreadExecutor
from .main_window import MainWindow
from .settings import Settings
from .theme import SystemStyleHints

_PATIENCE_MILLISECONDS = 250


def run(arguments: Sequence[str]) -> int:
    """Open the window on the deck named, or on the one of last time; return the exit status."""
    settings = Settings(settings_file())
    runner = JobRunner(ThreadExecutor())
    document = Document(runner)
    # Qt sets itself up without holding Python's lock, so the deck is read meanwhile.
    names = [name for name in arguments if not name.startswith("-")]
    document.open(deck_to_open(names, settings))
    app = QApplication([sys.argv[0], "-style", "fusion", *arguments])
    app.setApplicationName("deckapp")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("deckapp")
    window = MainWindow(settings, SystemStyleHints(), runner, document, load_card_family())
    if sys.platform == "darwin":
        from .opened_files import OpenedFiles

        OpenedFiles(app, window.open_deck)
    show_with_deck(window)
    window.rehearse.card.first_painted.connect(gc.enable)
    for late in (window.rehearse.card.first_painted, document.examined, document.failed):
        late.connect(lambda: keep_from_crashing(window))
    return app.exec()


def keep_from_crashing(window: MainWindow) -> None:
    """From now on, keep unsaved work safe from mistakes of our own, and say them."""
    from .crash import CrashGuard

    if not isinstance(sys.excepthook, CrashGuard):
        CrashGuard(window).install()


def show_with_deck(window: MainWindow) -> None:
    """Show the window together with its deck, or, while a large deck is read, before it."""
    patience = QTimer(window)
    patience.setSingleShot(True)
    patience.timeout.connect(window.show)
    for settled in (window.document.opened, window.document.failed):
        settled.connect(patience.stop)
        settled.connect(window.show)
    patience.start(_PATIENCE_MILLISECONDS)


def deck_to_open(names: Sequence[str], settings: Settings) -> Path:
    """The deck named first; else the one opened last; on the first start, the Moscow deck.

    An upgrade may put what ships elsewhere.
    """
    if names:
        return Path(names[0])
    last = next(iter(settings.recent), None)
    return reference_deck() if last is None or went_with_upgrade(last) else last
