"""A deck of 10,000 cards in the window: opening it, and going from card to card."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.decks import big_deck
from tests.benchmarks.measuring import environment
from tests.benchmarks.table import Row

CARDS = 10_000
OPEN_BOUND = 1.5
FRAME_MILLISECONDS = 16.0

_LOAD = """
import sys, time, yaml
text = open(sys.argv[1], encoding="utf-8").read()
start = time.perf_counter()
yaml.load(text, yaml.CSafeLoader)
print(time.perf_counter() - start)
"""


def run(*, quick: bool = False) -> list[Row]:
    """Opening as a multiple of loading with CSafeLoader; the slowest flips against a frame."""
    loading, opening, flips = [], [], list[float]()
    with TemporaryDirectory() as folder:
        deck = Path(folder, "deck.yaml")
        deck.write_text(big_deck(CARDS), encoding="utf-8")
        for _ in range(1 if quick else 3):
            loading.append(float(_output("-c", _LOAD, str(deck))))
            session = json.loads(_output("-m", "tests.benchmarks.window_session", str(deck)))
            opening.append(session["open"])
            flips += session["flips"]
    flips.sort()
    slowest = flips[int(len(flips) * 0.99)] * 1000
    return [
        Row(
            f"open {CARDS:,} cards to first painted card (CSafeLoader)",
            median(opening),
            median(loading),
            "s",
            OPEN_BOUND,
        ),
        Row("flip or next card, 99th percentile (a frame)", slowest, FRAME_MILLISECONDS, "ms", 1.0),
    ]


def _output(*arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())
    return done.stdout
