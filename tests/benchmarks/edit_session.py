"""One editing session on a large deck, in seconds: reading it, an edit, an undo, a save."""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from deckapp.deck import ReplaceText, SetField, open_deck, read_deck_file

EDITS = 20
REPLACED = 1_000


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(path: Path) -> dict[str, float]:
    """What each took; edits are set, undone and saved through the public face."""
    found = {"read": seconds(lambda: read_deck_file(path))}
    with TemporaryDirectory() as folder, open_deck(path, folder=Path(folder)) as document:
        cards = [card.id for _, card in document.deck.cards()]
        edits = [SetField(card, "rebuttal", "No.") for card in cards[:: len(cards) // EDITS]]
        found["edit"] = median(seconds(partial(document.apply, edit)) for edit in edits)
        document.save()
        document.apply(SetField(cards[-1], "rebuttal", "That is all."))
        found["save"] = seconds(document.save)
        before = document.deck
        document.apply(ReplaceText("point 1", "point one"))
        after = document.deck
        changed = sum(
            new is not old for (_, new), (_, old) in zip(after.cards(), before.cards(), strict=True)
        )
        assert changed >= REPLACED, changed
        found["undo"] = seconds(document.undo)
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
