"""Editing a deck of 10,000 cards: an edit, undoing a replacement, saving one edit."""

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
SAVE_BOUND = 2.0
EDIT_MILLISECONDS = 20.0
UNDO_MILLISECONDS = 100.0


def run(*, quick: bool = False) -> list[Row]:
    """Saving as a multiple of reading in the same process; edits against their milliseconds."""
    sessions = []
    for _ in range(1 if quick else 3):
        with TemporaryDirectory() as folder:
            deck = Path(folder, "deck.yaml")
            deck.write_text(big_deck(CARDS), encoding="utf-8")
            command = [sys.executable, "-m", "tests.benchmarks.edit_session", str(deck)]
            done = subprocess.run(
                command, check=True, capture_output=True, text=True, env=environment()
            )
            sessions.append(json.loads(done.stdout))
    found = {name: median(session[name] for session in sessions) for name in sessions[0]}
    return [
        Row(
            f"save one edit in {CARDS:,} cards (reading them)",
            found["save"],
            found["read"],
            "s",
            SAVE_BOUND,
        ),
        Row(
            f"apply one edit in {CARDS:,} cards ({EDIT_MILLISECONDS:.0f} ms)",
            found["edit"] * 1000,
            EDIT_MILLISECONDS,
            "ms",
            1.0,
        ),
        Row(
            f"undo a replacement in 1,000 cards ({UNDO_MILLISECONDS:.0f} ms)",
            found["undo"] * 1000,
            UNDO_MILLISECONDS,
            "ms",
            1.0,
        ),
    ]
