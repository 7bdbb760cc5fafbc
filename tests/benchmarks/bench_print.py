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
    """Milliseconds against what was promised: a preview, and how long the window is held up.

    The longest of a session depends on what else the machine does, so it is the median of some.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        few = _session(folder, FEW, 12 if quick else 30)
        many = [_session(folder, MANY, 1) for _ in range(1 if quick else 5)]
    preview = median(few["changes"]) * 1000
    shown = median([max(session["gaps"]) for session in many]) * 1000
    painted = median([max(session["painting"]) for session in many]) * 1000
    return [
        _row(f"preview of {FEW} cards after a change", preview, PREVIEW_MILLISECONDS),
        _row(f"longest block, {MANY:,} cards previewed", shown, BLOCK_MILLISECONDS),
        _row("longest block, Letter sheets painted for a printer", painted, BLOCK_MILLISECONDS),
    ]


def _row(work: str, milliseconds: float, promised: float) -> Row:
    return Row(f"{work} (what was promised)", milliseconds, promised, "ms", 1.0)


def _session(folder: Path, cards: int, changes: int) -> dict[str, list[float]]:
    deck = folder / f"{cards}.yaml"
    deck.write_text(big_deck(cards), encoding="utf-8")
    command = [sys.executable, "-m", "tests.benchmarks.print_session", str(deck), str(changes)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found
