"""The real program, started as a user starts it, in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from deckapp.gui.immortals import CONSTANTS
from deckapp.paths import reference_deck
from tests.hostile.corpus import FOLDER

ROOT = Path(__file__).parents[2]

# Presses Space on the card until the last one is reached, as `deckapp DECK` shows it, then quits.
_WALK = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from deckapp.gui import app
from deckapp.gui.main_window import MainWindow

def walk(window):
    place = window.rehearse.place
    QTest.keyClick(window.rehearse.card, Qt.Key.Key_Space)
    if window.rehearse.place != place:
        QTimer.singleShot(0, window, lambda: walk(window))
        return
    print(window.rehearse.present_id(), window.rehearse.place.step)
    print(min(map(sys.getrefcount, {constants})) > 1_000_000)
    window.close()

furnish = MainWindow.furnish

def furnish_and_walk(window):
    furnish(window)
    QTimer.singleShot(0, window, lambda: walk(window))

MainWindow.furnish = furnish_and_walk
sys.exit(app.run([{deck!r}]))
"""


def test_that_the_program_is_walked_from_start_to_end_and_remembers_where_it_was(
    home: Path,
) -> None:
    deck = reference_deck()
    constants = "(" + ", ".join(map(repr, CONSTANTS)) + ")"
    program = _WALK.format(deck=str(deck), constants=constants)
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    last, immortal = done.stdout.splitlines()
    assert last.split()[0] == "putin-summons"
    assert immortal == "True"
    remembered = (home / ".config" / "deckapp" / "settings.ini").read_text(encoding="utf-8")
    assert f"=putin-summons {last.split()[1]}" in remembered


@pytest.mark.parametrize("name", ["missing.yaml", "syntax-whole-file.yaml", "empty.yaml"])
def test_that_the_program_explains_a_deck_it_cannot_open(name: str) -> None:
    program = f"""
import sys
from PySide6.QtCore import QTimer
from deckapp.gui import app
from deckapp.gui.main_window import MainWindow

furnish = MainWindow.furnish

def furnish_and_read(window):
    furnish(window)
    print(window.chrome.page.text(), window.screens.currentWidget() is window.chrome.page)
    QTimer.singleShot(0, window, window.close)

MainWindow.furnish = furnish_and_read
sys.exit(app.run([{str(FOLDER / name)!r}]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "This deck cannot be opened" in done.stdout
    assert name in done.stdout
    assert done.stdout.rstrip().endswith("True")
