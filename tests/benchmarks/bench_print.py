"""The Print screen: how soon a preview is seen, and whether the window stays alive meanwhile."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.decks import big_deck
from tests.benchmarks.measuring import environment
from tests.benchmarks.table import Row

FEW, MANY = 100, 10_000
PREVIEW_MILLISECONDS = 300.0
BLOCK_MILLISECONDS = 50.0


def run(*, quick: bool = False) -> list[Row]:
    """Milliseconds against what was promised: a preview, and the longest block."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        changes = _session(folder, FEW, 12 if quick else 30)["changes"]
        gaps = _session(folder, MANY, 1 if quick else 2)["gaps"]
    return [
        Row(
            f"preview of {FEW} cards after a change (what was promised)",
            median(changes) * 1000,
            PREVIEW_MILLISECONDS,
            "ms",
            1.0,
        ),
        Row(
            f"longest block while {MANY:,} cards are previewed (what was promised)",
            max(gaps) * 1000,
            BLOCK_MILLISECONDS,
            "ms",
            1.0,
        ),
    ]


def _session(folder: Path, cards: int, changes: int) -> dict[str, list[float]]:
    deck = folder / f"{cards}.yaml"
    deck.write_text(big_deck(cards), encoding="utf-8")
    command = [sys.executable, "-m", "tests.benchmarks.print_session", str(deck), str(changes)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found
