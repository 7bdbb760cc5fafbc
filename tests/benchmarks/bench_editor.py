"""The Edit screen with 10,000 cards: how soon a key is answered, how long saving holds it up."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from tests.benchmarks.decks import big_deck
from tests.benchmarks.measuring import environment
from tests.benchmarks.table import Row

CARDS = 10_000
KEY_MILLISECONDS = 50.0
BLOCK_MILLISECONDS = 50.0


def run(*, quick: bool = False) -> list[Row]:
    """Milliseconds against what was promised: the 95th percentile of keys, the longest block."""
    with TemporaryDirectory() as folder:
        sessions = [_session(Path(folder), 4 if quick else 12) for _ in range(1 if quick else 3)]
    keys = median([quantiles(session["keys"], n=20)[-1] for session in sessions]) * 1000
    saving = median([max(session["saving"]) for session in sessions]) * 1000
    return [
        Row(
            f"key to lint, fit and time shown, {CARDS:,} cards, 95th percentile (promised)",
            keys,
            KEY_MILLISECONDS,
            "ms",
            1.0,
        ),
        Row(
            f"longest block while {CARDS:,} cards are saved (promised)",
            saving,
            BLOCK_MILLISECONDS,
            "ms",
            1.0,
        ),
    ]


def _session(folder: Path, texts: int) -> dict[str, list[float]]:
    deck = folder / "deck.yaml"
    deck.write_text(big_deck(CARDS), encoding="utf-8")
    command = [sys.executable, "-m", "tests.benchmarks.editor_session", str(deck), str(texts)]
    surroundings = environment() | {"XDG_DATA_HOME": str(folder / "data")}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=surroundings)
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found
