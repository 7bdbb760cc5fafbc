"""A drill with a long history: from a grade to the next prompt, safe in the log, on the screen."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.decks import big_deck
from tests.benchmarks.measuring import environment
from tests.benchmarks.table import Row

CARDS, REVIEWS = 100, 50_000
FRAME_MILLISECONDS = 16.0


def run(*, quick: bool = False) -> list[Row]:
    """The slowest grades against a frame."""
    grades: list[float] = []
    with TemporaryDirectory() as folder:
        deck = Path(folder, "deck.yaml")
        deck.write_text(big_deck(CARDS), encoding="utf-8")
        command = [sys.executable, "-m", "tests.benchmarks.drill_session", str(deck), str(REVIEWS)]
        for _ in range(1 if quick else 3):
            done = subprocess.run(
                command, check=True, capture_output=True, text=True, env=environment()
            )
            session = json.loads(done.stdout)
            print(f"  {REVIEWS:,} reviews read, first prompt shown: {session['begin']:.2f} s")
            grades += session["grades"]
    grades.sort()
    slowest = grades[int(len(grades) * 0.99)] * 1000
    work = f"grade to next prompt, {REVIEWS:,} reviews, 99th percentile (a frame)"
    return [Row(work, slowest, FRAME_MILLISECONDS, "ms", 1.0)]
