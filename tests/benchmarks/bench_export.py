"""Exporting 1,000 two-sided 3×5 cards, with fitting, beside Typst setting the same text."""

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from deckapp.printing import font_files
from tests.benchmarks.decks import big_deck
from tests.benchmarks.measuring import REPORT_PEAK, measured
from tests.benchmarks.table import Row

CARDS = 1000
WALL_BOUND = 0.9
MEMORY_BOUND = 0.35

_OURS = """
import sys
from datetime import date
from pathlib import Path
from deckapp.deck import read_deck_file
from deckapp.paths import layout_folders
from deckapp.printing import export_pdf, layout_named
deck = read_deck_file(sys.argv[1]).deck
layout = layout_named("index-3x5", layout_folders())
export_pdf(deck, Path(sys.argv[2]), layout, revised=date(2017, 4, 10))
"""
_TYPST = """
import sys, typst
template, folder, fonts, out = sys.argv[1:]
typst.compile(template, output=out, root="/", font_paths=[fonts], ignore_system_fonts=True,
              sys_inputs={"deck": folder}, pdf_tags=False)
"""


def run(*, quick: bool = False) -> list[Row]:
    """Wall time and peak memory of both, each a fresh process from the YAML file to the PDF."""
    with TemporaryDirectory() as folder:
        deck = Path(folder, "deck.yaml")
        deck.write_text(big_deck(CARDS), encoding="utf-8")
        template = Path(__file__).with_name("cards.typ")
        fonts = font_files()[0].parent
        ours, theirs = [], []
        for _ in range(3 if quick else 5):  # in turn, so that a busy minute hits both
            ours.append(measured(_OURS + REPORT_PEAK, deck, Path(folder, "ours.pdf")))
            theirs.append(
                measured(_TYPST + REPORT_PEAK, template, deck, fonts, Path(folder, "typst.pdf"))
            )
    work = f"export {CARDS:,} two-sided cards (Typst)"
    return [
        Row(f"{work}: time", *_medians(ours, theirs, 0), "s", WALL_BOUND),
        Row(f"{work}: memory", *_medians(ours, theirs, 1), "MiB", MEMORY_BOUND),
    ]


def _medians(
    ours: list[tuple[float, float]], theirs: list[tuple[float, float]], which: int
) -> tuple[float, float]:
    return median(run[which] for run in ours), median(run[which] for run in theirs)
