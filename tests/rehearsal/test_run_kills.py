"""Runs that are killed at any moment: place, questions and laps are there, but for some seconds.

DECKAPP_KILLS=200 kills so many; what was found is printed (pytest -s).
"""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from deckapp.rehearsal.run_through import KEEP, unfinished_run

from .histories import NOW
from .running import DECK, logged

KILLS = int(os.environ.get("DECKAPP_KILLS", "4"))

# What is about to be done is told before, and that it was done after, in a call for each line.
SESSION = """
import json, os, random, sys
from datetime import datetime, timedelta
from pathlib import Path
from deckapp.rehearsal.run_through import begin_run, unfinished_run
from tests.rehearsal.log.logs import of_deck, opened
from tests.rehearsal.running import DECK
folder, session, now = sys.argv[1], int(sys.argv[2]), datetime.fromisoformat(sys.argv[3])
chance = random.Random(session)
log = opened(Path(folder))
assert log.notices == ()
def say(*what):
    os.write(1, (json.dumps(what) + "\\n").encode())
def told():
    return [run.place, run.questions, run.spoken + run.paused, now.isoformat()]
run = unfinished_run(of_deck(log), DECK, now) or begin_run(of_deck(log), DECK, now)
say("done", *told())
while True:
    for _ in range(chance.randrange(12)):
        now += timedelta(seconds=1)
        run.tick(now)
        say("ticked", *told())
    place, questions = chance.randrange(5), run.questions
    # Each deed changes something: to pause twice keeps nothing.
    deed = chance.choice(["go to", "go on" if run.is_paused else "pause", "cut"])
    say("doing", place if deed == "go to" else run.place,
        questions + (deed == "pause"), *told()[2:])
    if deed == "go to":
        run.go_to(place, now)
    elif deed == "pause":
        run.pause(now)
    elif deed == "go on":
        run.go_on(now)
    else:
        run.cut(chance.randrange(30), now)
    say("done", *told())
"""


def killed(folder: Path, session: int, now: datetime, chance: random.Random) -> list[bytes]:
    """The lines that a session told until it was killed."""
    command = [sys.executable, "-c", SESSION, str(folder), str(session), now.isoformat()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        lines = [child.stdout.readline() for _ in range(chance.choice([1, 2, 8, 40, 200]))]
        with suppress(subprocess.TimeoutExpired):
            child.wait(chance.random() * 0.03)
        child.kill()
        lines += child.stdout.read().splitlines(keepends=True)
        assert child.stderr.read() == b""
    return [line for line in lines if line.endswith(b"\n")]


def test_that_a_killed_run_goes_on_where_it_stood(tmp_path: Path) -> None:
    chance = random.Random(KILLS)
    figures: Counter[str] = Counter()
    now = NOW
    for session in range(KILLS):
        done = doing = (0, 0)
        kept = counted = 0.0
        for line in killed(tmp_path, session, now, chance):
            deed, place, questions, counted, moment = json.loads(line)
            now = datetime.fromisoformat(moment)
            doing = place, questions
            figures[deed] += 1
            if deed == "done":
                done, kept = doing, counted
        with logged(tmp_path) as log:
            run = unfinished_run(log, DECK, now)
            assert run is not None
            found = run.spoken + run.paused
        assert (run.place, run.questions) in (done, doing)
        assert max(kept, counted - KEEP) <= found <= counted + 1
        figures["seconds lost"] += round(max(0.0, counted - found))
        figures["killed in a deed"] += done != doing
    print(f"{KILLS} kills:", dict(figures))  # noqa: T201
    assert figures["done"]
