"""What was rehearsed of a deck so far, and the drill to go on with, read from the log in one go."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from deckapp.deck import Deck

from .drill import Drill, begin_drill, unfinished_drill
from .log.review_log import DeckLog, LogError, ReviewLog
from .murder_board import MurderBoard
from .outcome import Outcome, outcome_of
from .planning import plan_now
from .prompts import Prompt, prompts_of
from .readiness import meeting_moment
from .reviews import Review, until

Wish = Callable[[Prompt], bool]
"""Which prompts are to be practised."""

_PATIENCE = 0.2
"""Seconds to wait for another process that writes: somebody is waiting for the next question."""


@dataclass(frozen=True, slots=True)
class History:
    """The reviews of a deck by their times, what is buried (ids), and what must be told."""

    reviews: tuple[Review, ...] = ()
    buried: frozenset[str] = frozenset()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """What was begun, or goes on if `resumed`: at most one of the two, none with nothing to ask."""

    drill: Drill | None = None
    board: MurderBoard | None = None
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class Started:
    """A drill or murder board that is to be shown, with the open log that it writes to.

    Both are None where there is nothing to ask now. `resumed` is whether an earlier one goes on.
    `prompts` are all of the deck's; `words` are the fingerprints of the words of each prompt when
    it was last rehearsed.
    """

    log: ReviewLog
    deck_log: DeckLog
    history: History
    prompts: tuple[Prompt, ...]
    drill: Drill | None
    board: MurderBoard | None
    resumed: bool
    words: dict[str, str]

    def close(self) -> None:
        """Leave the drill as it is, to be gone on with."""
        self.log.close()


def read_history(folder: Path, path: Path, deck: Deck, now: datetime) -> History:
    """The history of the deck in a file; raises LogError. Where there is no log, none is made."""
    if not folder.exists():
        return History()
    with ReviewLog(folder) as log:
        return _history(log, _of(log, path, deck), now)


def move_history(folder: Path, old: Path, new: Path) -> None:
    """Let what was rehearsed of a deck go on in another file; raises LogError. No log is made."""
    if folder.exists():
        with ReviewLog(folder) as log:
            log.move(old, new)


def start(
    folder: Path,
    path: Path,
    deck: Deck,
    now: datetime,
    begin: Callable[[DeckLog, History, tuple[Prompt, ...]], Begun],
) -> Started:
    """Open the log of the deck in a file, and begin something with it; raises LogError."""
    log = ReviewLog(folder, patience=_PATIENCE)
    try:
        of_deck = _of(log, path, deck)
        history = _history(log, of_deck, now)
        prompts = prompts_of(deck)
        begun = begin(of_deck, history, prompts)
    except BaseException:
        log.close()
        raise
    words = {each.prompt: each.fingerprint for each in history.reviews if each.fingerprint}
    return Started(log, of_deck, history, prompts, begun.drill, begun.board, begun.resumed, words)


def start_drill(
    folder: Path,
    path: Path,
    deck: Deck,
    now: datetime,
    meeting: datetime | None,
    minutes: float,
    practice: Wish | None = None,
) -> Started:
    """Go on with the drill that was left, or begin what the plan chooses; raises LogError.

    With `practice`, begin to practise what is wished for, in the order of the agenda.
    """

    def begin(log: DeckLog, history: History, prompts: tuple[Prompt, ...]) -> Begun:
        if practice is not None:
            chosen = tuple(filter(practice, prompts))
        else:
            drill = unfinished_drill(log, prompts, now)
            if drill is not None:
                return Begun(drill, resumed=True)
            asked = [each for each in prompts if each.id not in history.buried]
            chosen = plan_now(asked, history.reviews, meeting, now, minutes)
        if not chosen:
            return Begun()
        return Begun(begin_drill(log, prompts, chosen, now, practice=practice is not None))

    return start(folder, path, deck, now, begin)


def conclude(started: Started, drill: Drill, deck: Deck, now: datetime) -> tuple[Outcome, str]:
    """Close the log after a drill: what came of it, and a sentence if no copy of it could be kept.

    Raises LogError.
    """
    with closing(started):
        reviews = [review for _, review in started.deck_log.reviews()]
        meeting = meeting_moment(deck.meeting.date, now)
        outcome = outcome_of(deck, reviews, drill.given, now, meeting)
        try:
            started.log.keep_snapshot()
        except LogError as error:
            return outcome, f"{error} Your answers are kept; a second copy of them is not."
    return outcome, ""


def _of(log: ReviewLog, path: Path, deck: Deck) -> DeckLog:
    return log.of(path, deck.title, [prompt.id for prompt in prompts_of(deck)])


def _history(log: ReviewLog, of_deck: DeckLog, now: datetime) -> History:
    reviews = tuple(review for _, review in of_deck.reviews())
    notices = list(log.notices)
    ahead = len(reviews) - len(until(reviews, now))
    if ahead:
        last = reviews[-1].at.astimezone(now.tzinfo)
        which = "1 review is" if ahead == 1 else f"{ahead:,} reviews are"
        notices.append(
            f"{which} dated after {now:%Y-%m-%d %H:%M}, the last {last:%Y-%m-%d %H:%M}: that does "
            "not count before. If it is later now, set the clock of this computer right."
        )
    return History(reviews, frozenset(of_deck.buried(now)), tuple(notices))
