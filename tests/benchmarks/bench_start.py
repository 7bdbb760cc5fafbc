"""Starting on the reference deck until its first card is painted, beside a bare window."""

from statistics import median
from tempfile import TemporaryDirectory

from deckapp.paths import reference_deck
from tests.benchmarks.measuring import REPORT_PEAK, measured
from tests.benchmarks.table import Row

BOUND = 1.5

_BARE = f"""
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

def leave():
{REPORT_PEAK.replace(chr(10), chr(10) + "    ")}
    os._exit(0)

class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, leave)

app = QApplication([])
label = Label("A bare window")
label.resize(1200, 780)
label.show()
app.exec()
"""

_OURS = f"""
import os, sys
os.environ["XDG_CONFIG_HOME"] = sys.argv[2]
from deckapp.__main__ import load_window
run = load_window()
from deckapp.gui.main_window import MainWindow

def leave(window):
{REPORT_PEAK.replace(chr(10), chr(10) + "    ")}
    os._exit(0)

MainWindow.furnish = leave  # called when the first card is painted
run(sys.argv[1:2])
"""


def run(*, quick: bool = False) -> list[Row]:
    """Wall time and peak memory from starting Python to the first painted card."""
    bare, ours = [], []
    with TemporaryDirectory() as folder:
        for turn in range(6 if quick else 16):  # in turn, so that a busy minute hits both
            pair = measured(_BARE), measured(_OURS, reference_deck(), folder)
            if turn:  # the first warms the caches
                bare.append(pair[0])
                ours.append(pair[1])
    work = "start to first painted card (bare window)"
    return [
        Row(f"{work}: time", _median(ours, 0), _median(bare, 0), "s", BOUND),
        Row(f"{work}: memory", _median(ours, 1), _median(bare, 1), "MiB", BOUND),
    ]


def _median(runs: list[tuple[float, float]], which: int) -> float:
    return median(each[which] for each in runs)
