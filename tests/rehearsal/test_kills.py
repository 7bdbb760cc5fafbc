"""Drills that are killed at any moment: what was graded is there, and the drill goes on there.

DECKAPP_KILLS=200 kills so many; what was found is printed (pytest -s).
"""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from tests.rehearsal.log.logs import START, of_deck, opened

KILLS = int(os.environ.get("DECKAPP_KILLS", "8"))
QUEUE = tuple(f"card-{number}/position" for number in range(9))

# What is about to be done is told before, and that it was done after, in a call for each line.
SESSION = """
import json, os, random, sys
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from deckapp.rehearsal import Grade, Prompt, PromptKind, ReviewLog
from deckapp.rehearsal.drill import begin_drill, unfinished_drill
folder, session, start, queue = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:]
start, chance = datetime.fromisoformat(start), random.Random(session)
prompts = [Prompt(id, PromptKind.POSITION, "", "Cue", "x" * 900, (0, 0, 0)) for id in queue]
log = ReviewLog(Path(folder), patience=0)
assert log.notices == ()
deck = log.of(Path("deck.yaml"), "Moscow")
def do(step, what, call, *arguments):
    os.write(1, (json.dumps([step, what]) + "\\n").encode())
    result = call(*arguments)
    os.write(1, b"done\\n")
    return result
drill = do("resume", None, unfinished_drill, deck, prompts, start)
for serial in count(session * 1_000_000):
    if drill is None:
        drill = do("begin", None, begin_drill, deck, prompts, prompts, start)
    elif drill.present is None:
        do("end", None, drill.end, start)
        drill = None
    else:
        present = drill.present.id
        step = chance.choice(["answer"] * 9 + ["skip", "bury", "undo", "undo", "snapshot"])
        if step == "answer":
            at = start + timedelta(microseconds=serial)
            do(step, [present, serial], drill.grade, Grade.GOOD, at, 1)
        elif step == "skip":
            do(step, present, drill.skip)
        elif step == "bury":
            do(step, present, drill.bury, start)
        elif step == "undo" and drill.done:
            do(step, drill.last.deed.value, drill.undo)
        elif step == "snapshot":
            do(step, None, log.keep_snapshot)
"""


Done = tuple[str, str, int]
"""A deed, its prompt, and the serial number of a grade."""


@dataclass(frozen=True)
class State:
    """Reviews (prompt and serial number) in the log, and what was done in the drill, if any."""

    reviews: frozenset[tuple[str, int]] = frozenset()
    done: tuple[Done, ...] = ()
    is_drill: bool = False

    @property
    def next(self) -> str | None:
        """Where the drill goes on."""
        done = {prompt for _, prompt, _ in self.done}
        return next((each for each in QUEUE if each not in done), None)

    def after(self, step: str, what: object) -> "State":
        """What it is when something was done."""
        if step == "begin":
            return State(self.reviews, is_drill=True)
        if step == "end" or (step == "resume" and self.next is None):
            return State(self.reviews)
        if step in ("resume", "snapshot"):
            return self
        if step == "undo":
            deed, prompt, serial = self.done[-1]
            assert deed == what
            return replace(self, reviews=self.reviews - {(prompt, serial)}, done=self.done[:-1])
        if step == "answer":
            assert isinstance(what, list)
            prompt, serial = what
            assert prompt == self.next
            done = (*self.done, ("graded", prompt, serial))
            return replace(self, reviews=self.reviews | {(prompt, serial)}, done=done)
        assert what == self.next
        deed = {"skip": "skipped", "bury": "buried"}[step]
        return replace(self, done=(*self.done, (deed, str(what), 0)))


def in_log(folder: Path) -> State:
    """What is found in a log."""
    with opened(folder) as log:
        assert log.notices == ()
        deck = of_deck(log)
        tick = timedelta(microseconds=1)
        serials = {
            number: (review.prompt, (review.at - START) // tick)
            for number, review in deck.reviews()
        }
        drill = deck.unfinished()
        if drill is None:
            return State(frozenset(serials.values()))
        assert drill.queue == QUEUE
        done = tuple(
            (step.deed.value, step.prompt, 0 if step.review is None else serials[step.number][1])
            for step in drill.steps
        )
        return State(frozenset(serials.values()), done, is_drill=True)


def killed(folder: Path, session: int, chance: random.Random) -> list[bytes]:
    """The lines that a session told until it was killed."""
    command = [sys.executable, "-c", SESSION, str(folder), str(session), START.isoformat(), *QUEUE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        lines = [child.stdout.readline() for _ in range(chance.choice([0, 1, 2, 5, 20, 60, 200]))]
        with suppress(subprocess.TimeoutExpired):
            child.wait(chance.random() * 0.03)
        child.kill()
        lines += child.stdout.read().splitlines(keepends=True)
        assert child.stderr.read() == b""
    return [line for line in lines if line.endswith(b"\n")]


def test_that_nothing_graded_is_lost_when_drills_are_killed(tmp_path: Path) -> None:
    chance = random.Random(KILLS)
    figures: Counter[str] = Counter()
    state = State()
    for session in range(KILLS):
        following = state
        for line in killed(tmp_path, session, chance):
            if line == b"done\n":
                state = following
                figures["done"] += 1
            else:
                step, what = json.loads(line)
                following = state.after(step, what)
                figures[step] += 1
        figures["killed in a step"] += following != state
        found = in_log(tmp_path)
        assert found in (state, following)
        assert found.next in (state.next, following.next)
        figures["which was complete"] += found == following != state
        state = found
        figures["resumed in a drill"] += found.is_drill
    figures["reviews in the end"] = len(state.reviews)
    print(f"{KILLS} kills:", dict(figures))  # noqa: T201
    assert figures["done"]
