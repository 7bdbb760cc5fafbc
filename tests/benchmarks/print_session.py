"""The Print screen, measured from inside: changes of layout, and how long the GUI thread is gone.

Prints JSON: seconds from each change to all pages in sight painted, and the longest times for
which the event loop did not come round while a deck was rendered (`gaps`) and while sheets were
painted for a printer (`painting`).
"""

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from deckapp.gui.document import Document
from deckapp.gui.fonts import load_card_family
from deckapp.gui.jobs import JobRunner, ThreadExecutor
from deckapp.gui.main_window import MainWindow
from deckapp.gui.print.screen import PrintScreen
from deckapp.gui.print.to_printer import printout_of, send, set_up
from deckapp.gui.settings import Settings
from deckapp.gui.theme import SystemStyleHints
from tests.benchmarks.watchdog import Watchdog
from tests.benchmarks.window_session import settle

_LAYOUTS = ("letter-3x5", "index-4x6", "a4-a7", "pocket-letter", "booklet-a5", "index-3x5")


def main() -> None:
    """Open the deck named first, and change the layout as often as said second."""
    app = QApplication([])
    with TemporaryDirectory() as folder:
        runner = JobRunner(ThreadExecutor())
        document = Document(runner)
        settings = Settings(Path(folder, "settings.ini"))
        window = MainWindow(settings, SystemStyleHints(), runner, document, load_card_family())
        window.resize(1240, 800)
        window.open_deck(Path(sys.argv[1]))
        window.show()
        while window.chrome is None or document.examination is None:
            settle(100)
        window.chrome.actions["go_print"].trigger()
        screen = window.chrome.screens.print_desk().screen
        _until_complete(screen, screen.wishes().layout)
        watchdog = Watchdog()
        changes = []
        for turn in range(int(sys.argv[2])):
            layout = _LAYOUTS[turn % len(_LAYOUTS)]
            start = time.perf_counter()
            screen.picker.choose(layout)
            screen.picker.chosen.emit(layout)
            _until_complete(screen, layout)
            changes.append(time.perf_counter() - start)
        gaps = watchdog.longest()
        _paint(Path(folder, "painted.pdf"), screen)
        print(json.dumps({"changes": changes, "gaps": gaps, "painting": watchdog.longest()}))
        window.close()
    app.quit()


def _until_complete(screen: PrintScreen, layout: str) -> None:
    """Run the event loop until a layout is rendered and its pages in sight are painted."""
    while not (
        screen.rendered is not None
        and screen.rendered.wishes.layout == layout
        and screen.paper.is_complete()
    ):
        settle(2)


def _paint(out: Path, screen: PrintScreen) -> None:
    """Paint two sheets in a thread, as it is done for printers without CUPS."""
    assert screen.rendered is not None
    printout = printout_of(screen.rendered)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    set_up(printer, printout)

    def paint() -> None:
        send(printer, printout, range(2), lambda: False, lambda _done, _total: None)

    thread = Thread(target=paint)
    thread.start()
    while thread.is_alive():
        settle(20)


if __name__ == "__main__":
    main()
