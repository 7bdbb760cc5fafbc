"""Sessions that are killed at any moment of editing and saving.

DECKAPP_KILLS=200 kills so many; what was found is printed (pytest -s).
"""

import hashlib
import json
import os
import random
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from deckapp.deck import Deck, SetField, read_deck
from deckapp.deck.storage.safekeeping import now
from tests.deck.desk import Desk, recovered

KILLS = int(os.environ.get("DECKAPP_KILLS", "25"))
KILLS_OF_A_DECK = 8

# What is about to be done is told before, and that it was done after, in a call for each line.
SESSION = """
import hashlib, json, os, random, sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from deckapp.deck import AddCard, Card, DeleteCard, EditError, MoveCard, SetField, open_deck
chance = random.Random(int(sys.argv[3]))
document = open_deck(sys.argv[1], folder=Path(sys.argv[2]))
def tell(kind, what, deck):
    digest = hashlib.sha256(repr(deck).encode()).hexdigest()
    os.write(1, (json.dumps([kind, what, digest]) + "\\n").encode())
def do(what, deck, call):
    tell("about", what, deck)
    call()
    assert document.deck == deck
    tell("done", what, deck)
def step_at(index):
    steps = document.history._steps
    return steps[min(max(index, 0), len(steps) - 1)].deck
def edit(number):
    cards = [card.id for _, card in document.deck.cards()]
    what = chance.choice(["set", "set", "set", "move", "add", "delete"])
    if what == "add" or len(cards) < 3:
        return AddCard("syria", Card(title=f"Point {number}", position="x" * (number + 1)))
    if what == "move":
        return MoveCard(chance.choice(cards), chance.choice(["syria", "ukraine"]), 0)
    if what == "delete" and len(cards) > 20:
        return DeleteCard(chance.choice(cards))
    text = f"{number} " * chance.choice([1, 20, 2000])
    return SetField(chance.choice(cards), chance.choice(["position", "notes"]), text)
for recovery in document.recoveries():
    document.recover(recovery)
tell("done", "open", document.deck)
for number in count():
    at = document.history.at
    what = chance.choice(["edit"] * 6 + ["undo", "redo", "save", "save", "save"])
    if what == "save":
        do("save", document.deck, document.save)
    elif what == "undo":
        do("undo", step_at(at - 1), document.undo)
    elif what == "redo":
        do("redo", step_at(at + 1), document.redo)
    else:
        made = edit(number)
        merging = chance.random() < 0.5
        do("edit", made.apply(document.deck).deck, lambda: document.apply(made, merging=merging))
"""


def digest(deck: Deck) -> str:
    return hashlib.sha256(repr(deck).encode()).hexdigest()


class Told(NamedTuple):
    """What is known of a session by what it told: digests of decks, and counts."""

    last: str
    following: str
    saved: str
    saving: str
    done: Counter[str]


def fresh(deck: str) -> Told:
    return Told(deck, deck, deck, deck, Counter())


def killed(desk: Desk, chance: random.Random, before: Told) -> Told:
    """What a session told until it was killed; `before` is what the one before it told."""
    command = [sys.executable, "-c", SESSION, str(desk.path), str(desk.data)]
    with subprocess.Popen(
        [*command, str(chance.random())[2:9]], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        lines = [child.stdout.readline() for _ in range(chance.choice([0, 1, 2, 5, 20, 60]))]
        with suppress(subprocess.TimeoutExpired):
            child.wait(chance.random() * 0.03)
        child.kill()
        lines += child.stdout.read().splitlines(keepends=True)
        assert child.stderr.read() == b""
    last = following = before.last
    saved = saving = before.saved
    done: Counter[str] = Counter()
    for line in lines:
        if not line.endswith(b"\n"):
            break
        kind, what, found = json.loads(line)
        following, saving = found, found if what == "save" else saved
        if kind == "done":
            if what == "open":
                assert found == last
            last, saved = found, saving
            done[what] += 1
    return Told(last, following, saved, saving, done)


def test_that_nothing_is_lost_when_sessions_are_killed(tmp_path: Path) -> None:
    chance = random.Random(KILLS)
    figures: Counter[str] = Counter()
    desk, told = Desk(tmp_path), fresh("")
    for number in range(KILLS):
        if number % KILLS_OF_A_DECK == 0:
            folder = tmp_path / f"{number}"
            folder.mkdir()
            desk = Desk(folder)
            told = fresh(digest(desk.deck))
        told = killed(desk, chance, told)
        figures.update(told.done)
        source = read_deck(desk.path.read_bytes())
        assert source.problems == ()
        in_file = digest(source.deck)
        assert in_file in (told.saved, told.saving)
        figures["killed in a save"] += told.saved != told.saving
        figures["which was complete"] += in_file == told.saving != told.saved
        figures["temporary files"] += any(name.endswith(".tmp") for name in desk.names)
        figures["locks"] += any(name.startswith(".~lock") for name in desk.names)
        figures["journals"] += len(desk.journals)
        session = desk.open_after_crash()
        figures["recovered"] += len(session.recoveries())
        assert session.holder is None
        found = digest(recovered(session))
        assert found in (told.last, told.following)
        figures["with the step that was under way"] += found == told.following != told.last
        told = told._replace(last=found, saved=in_file)
        if number % KILLS_OF_A_DECK == KILLS_OF_A_DECK - 1:
            desk.clock.now = now() + timedelta(minutes=31)  # a lock may have been half written
            with desk.open() as document:
                for recovery in document.recoveries():
                    document.recover(recovery)
                assert digest(document.deck) == told.last
                document.apply(SetField("", "title", "The end"))
                document.save()
            assert desk.deck == document.deck
            assert desk.names == ["deck.yaml"]
            assert desk.journals == []
    print(f"{KILLS} kills:", dict(figures))  # noqa: T201
    assert figures["recovered"]
