"""What a sheet of cards costs beside single cards, and 20,000 cards beside 2,000."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.decks import big_deck
from tests.benchmarks.measuring import environment
from tests.benchmarks.table import Row

CARDS = 1000
FEW, MANY = 2000, 20_000
SHEET_BOUND = 1.2
LINEAR_BOUND = 1.2

_PROGRAM = """
import json, sys, time
from datetime import date
from pathlib import Path
from statistics import median
from deckapp.deck import read_deck_file
from deckapp.paths import layout_folders
from deckapp.printing import export_pdf, layout_named

rounds, out, *works = sys.argv[1:]
decks = {path: read_deck_file(path).deck for path, _ in (work.split("=") for work in works)}
times = {work: [] for work in works}
for _ in range(int(rounds)):  # in turn, so that a busy minute hits all
    for work in works:
        path, layout = work.split("=")
        start = time.process_time()
        layout = layout_named(layout, layout_folders())
        export_pdf(decks[path], Path(out), layout, revised=date(2017, 4, 10))
        times[work].append(time.process_time() - start)
print(json.dumps([median(times[work]) for work in works]))
"""


def run(*, quick: bool = False) -> list[Row]:
    """Processor seconds of exports, all in one process, the deck read before."""
    rounds = 3 if quick else 5
    with TemporaryDirectory() as name:
        folder = Path(name)
        some, few, many = (_deck(folder, cards) for cards in (CARDS, FEW, MANY))
        single, sheet = _times(rounds, folder, f"{some}=index-3x5", f"{some}=letter-3x5")
        small, large = _times(3, folder, f"{few}=index-3x5", f"{many}=index-3x5")
    times = MANY // FEW
    return [
        Row(f"export {CARDS:,} cards, three a sheet (single)", sheet, single, "s", SHEET_BOUND),
        Row(f"export {MANY:,} cards ({times} × {FEW:,})", large, times * small, "s", LINEAR_BOUND),
    ]


def _deck(folder: Path, cards: int) -> Path:
    path = folder / f"{cards}.yaml"
    path.write_text(big_deck(cards), encoding="utf-8")
    return path


def _times(rounds: int, folder: Path, *works: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(rounds), str(folder / "out.pdf"), *works],
        check=True,
        capture_output=True,
        text=True,
        env=environment(),
    )
    times: list[float] = json.loads(done.stdout)
    return times
