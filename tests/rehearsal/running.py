"""Runs through an agenda for tests: a deck with all that an agenda may have, and its clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from deckapp.deck import Card, Deck, Issue, Meeting
from deckapp.rehearsal.log.review_log import DeckLog
from deckapp.rehearsal.run_through import RunThrough

from .histories import NOW
from .log.logs import of_deck, opened

GAS = Card(
    id="gas",
    title="Nerve agent",
    position="Civilians were gassed beside your advisers, and we know with what.",
    short="Civilians were gassed.",
    red_lines=("No further use.",),
)
USE = Card(id="use", title="No further use", position="It must never happen again, anywhere.")
MINSK = Card(id="minsk", title="Minsk", position="Leave the Donbass, and give back the border.")
ATTACK = Card(id="attack", title="An attack", position="Stop it.", when="if they attack")
VISAS = Card(title="Visas", position="No.", seconds=30)
DECK = Deck(
    title="Moscow",
    meeting=Meeting(minutes=20),
    issues=(
        Issue(id="syria", title="Syria", priority="must", minutes=2, cards=(GAS, USE)),
        Issue(id="ukraine", title="Ukraine", priority="could", minutes=3, cards=(MINSK, ATTACK)),
        Issue(id="empty", title="Nothing"),
        Issue(title="Lunch", minutes=10),
        Issue(title="Other business", cards=(VISAS,)),
    ),
)
EDITED = replace(
    DECK,
    issues=(
        DECK.issues[4],
        replace(DECK.issues[0], title="Syria, and gas", cards=(USE, GAS)),
        Issue(id="korea", title="Korea", minutes=1, cards=(replace(USE, id="leverage"),)),
    ),
)
"""The same, edited: Ukraine and the lunch are gone."""
EMPTY = Deck(title="Moscow", issues=(Issue(id="x", title="X", cards=(ATTACK,)),))


class Speaker:
    """Somebody who speaks, and the clock that runs meanwhile."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def passes(self, seconds: float) -> datetime:
        """So much time passes at once; the moment afterwards."""
        self.now += timedelta(seconds=seconds)
        return self.now

    def speaks(self, run: RunThrough, seconds: int) -> None:
        """Speak for so many seconds, with a tick each."""
        for _ in range(seconds):
            assert run.tick(self.passes(1)) == 0


@contextmanager
def logged(folder: Path) -> Iterator[DeckLog]:
    """The log of a deck in a folder."""
    with opened(folder) as log:
        yield of_deck(log)


def present(run: RunThrough) -> str:
    """The present point: the title of its card, or that of its issue."""
    assert run.point is not None
    assert run.lap is not None
    return run.lap.title if run.point.card is None else run.point.card.title


def spoken(run: RunThrough) -> dict[str, float]:
    """What was spoken of each issue, by titles; without those that were not spoken of."""
    return {lap.title: lap.actual for lap in run.laps if lap.actual}
