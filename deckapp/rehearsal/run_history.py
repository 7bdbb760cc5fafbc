"""Runs through the agenda of a deck: the one to go on with, and those that have ended."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from deckapp.deck import Deck

from .log.review_log import DeckLog, LogError, ReviewLog
from .log.run_record import Run
from .prompts import prompts_of
from .run_course import Agenda, laps_by_name
from .run_through import RunThrough, begin_run, unfinished_run

_PATIENCE = 0.2
"""Seconds to wait for another process that writes: somebody is speaking."""

_APART = "This run-through was ended in another window, too; what was said here is kept beside it."


@dataclass(frozen=True, slots=True)
class StartedRun:
    """A run that is to be shown, with the open log that it writes to.

    `run` is None where the deck has nothing to say. `resumed` is whether it goes on with one that
    was left. `earlier` are the runs that have ended, the newest first. `notices` must be told.
    """

    log: ReviewLog
    deck_log: DeckLog
    run: RunThrough | None
    resumed: bool
    earlier: tuple[Run, ...]
    notices: tuple[str, ...]

    def close(self) -> None:
        """Leave the run as it is, to be gone on with."""
        self.log.close()


def start_run(folder: Path, path: Path, deck: Deck, now: datetime) -> StartedRun:
    """Go on with the run that was left, or begin one; raises LogError."""
    log = ReviewLog(folder, patience=_PATIENCE)
    try:
        of_deck = log.of(path, deck.title, [prompt.id for prompt in prompts_of(deck)])
        run = unfinished_run(of_deck, deck, now)
        resumed = run is not None
        if run is None and Agenda(deck).points:
            run = begin_run(of_deck, deck, now)
        earlier = of_deck.runs().ended()
    except BaseException:
        log.close()
        raise
    return StartedRun(log, of_deck, run, resumed, earlier, log.notices)


def conclude_run(started: StartedRun, run: RunThrough, now: datetime) -> tuple[Run, str]:
    """End a run and close its log; sentences that must be told, mostly none.

    That it was ended elsewhere, or that no second copy of it could be kept. Raises LogError; then
    the run goes on and the log is open.
    """
    ended = run.end(now)
    told = [_APART] if run.is_apart else []
    with closing(started):
        try:
            started.log.keep_snapshot()
        except LogError as error:
            told.append(f"{error} The run is kept; a second copy of it is not.")
    return ended, " ".join(told)


def compare(run: Run, earlier: Sequence[Run]) -> tuple[tuple[float | None, ...], ...]:
    """For each lap of a run, what the same issue took in each of some earlier runs, in seconds.

    Issues are known by their ids, those without by their titles. None where it was not among them,
    or the run was ended before it was spoken of.
    """
    others = [
        {
            name: lap.actual
            for name, lap in laps_by_name(each.laps).items()
            if lap.actual or not each.ahead
        }
        for each in earlier
    ]
    return tuple(tuple(laps.get(name) for laps in others) for name in laps_by_name(run.laps))
