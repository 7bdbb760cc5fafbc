"""The Edit screen, measured from inside: keystrokes, and how long the GUI thread is gone on saving.

Prints JSON: seconds from each key until what it changes is painted (`keys`), and the longest times
for which the event loop did not come round while the deck was saved and examined (`saving`).
"""

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from deckapp.gui.document import Document
from deckapp.gui.fonts import load_card_family
from deckapp.gui.jobs import JobRunner, ThreadExecutor
from deckapp.gui.main_window import MainWindow
from deckapp.gui.settings import Settings
from deckapp.gui.theme import SystemStyleHints
from deckapp.gui.widgets.text_field import TextField
from tests.benchmarks.watchdog import Watchdog
from tests.benchmarks.window_session import settle

_TEXT = "Minister, we do not seek mutual respect. "
_FIELDS = ("position", "rebuttal", "title", "counter")


def main() -> None:
    """Open the deck named first on the Edit screen, type as many texts as said second, and save."""
    app = QApplication([])
    with TemporaryDirectory() as folder:
        runner = JobRunner(ThreadExecutor())
        document = Document(runner)
        settings = Settings(Path(folder, "settings.ini"))
        window = MainWindow(settings, SystemStyleHints(), runner, document, load_card_family())
        window.resize(1280, 820)
        window.open_deck(Path(sys.argv[1]))
        window.show()
        while window.chrome is None or document.examination is None:
            settle(100)
        chrome = window.chrome
        chrome.actions["go_edit"].trigger()
        while chrome.editor.session is None:
            settle(50)
        settle(1500)  # spelling is loaded, the picture painted
        screen = chrome.screens.edit_desk().screen
        cards = [card.id for _, card in document.deck.cards()]
        keys: list[float] = []
        for turn in range(int(sys.argv[2])):
            screen.go_to(cards[turn * 7919 % len(cards)])
            field = screen.form.rows[_FIELDS[turn % len(_FIELDS)]].field
            assert isinstance(field, TextField)
            field.setFocus()
            settle(400)
            keys += _typed(app, field)
        watchdog = Watchdog()
        settle(20)
        watchdog.longest()
        chrome.actions["save_deck"].trigger()
        while chrome.editor.is_saving:
            settle(20)
        assert chrome.editor.is_clean, chrome.messages.text()
        settle(3000)
        print(json.dumps({"keys": keys, "saving": watchdog.longest()}))
        chrome.editor.close()
        window.close()
    app.quit()


def _typed(app: QApplication, field: TextField) -> list[float]:
    """Type a text, and paint what each key changes before the next one comes."""
    found = []
    for character in _TEXT:
        start = time.perf_counter()
        QTest.keyClicks(field, character)
        app.processEvents()
        found.append(time.perf_counter() - start)
        settle(5)
    return found


if __name__ == "__main__":
    main()
