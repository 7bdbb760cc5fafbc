"""A drill: prompts one after another, each answered aloud, then graded. It outlives a crash."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice

from .log.deck_log import DeckLog
from .log.drill_record import Deed, DrillRecord, Mode, Step
from .log.errors import LogError
from .log.values import MOST_SECONDS
from .memory import Grade
from .prompts import Prompt
from .reviews import Review

__all__ = ["STALE", "Deed", "Drill", "Mode", "Step", "begin_drill", "tomorrow", "unfinished_drill"]

STALE = timedelta(hours=12)
"""A drill that was left so long ago is not gone on with: the plan has changed since."""

_NIGHT = 4


class Drill:
    """A drill under way. Each deed is in the log before the next prompt is present.

    Everything that changes it raises LogError; then nothing was done, and the prompt is the same.
    Two copies that drill one deck share the drill: what the other one did is not asked again, and
    where both answered at once, the first answer counts.
    """

    def __init__(
        self,
        log: DeckLog,
        record: DrillRecord,
        prompts: Iterable[Prompt],
        buried: Iterable[str] = (),
    ) -> None:
        self._log = log
        self._number = record.number
        self._queue = record.queue
        self._steps = list(record.steps)
        self._done = {step.prompt for step in record.steps} | set(buried)
        self._seen = 0
        self.mode = record.mode
        self.begun = record.begun
        self.is_practice = record.practice
        self.set_prompts(prompts)

    def set_prompts(self, prompts: Iterable[Prompt]) -> None:
        """Go on with the prompts as they are now: the deck was edited."""
        self._prompts = {prompt.id: prompt for prompt in prompts}
        self._at = self._next(0)

    @property
    def left(self) -> tuple[Prompt, ...]:
        """The prompts still to come, the present one first; those that are gone are left out."""
        rest = islice(self._queue, self._at, None)
        return tuple(self._prompts[each] for each in rest if self._is_left(each))

    @property
    def present(self) -> Prompt | None:
        """The prompt that is asked; None at the end."""
        return self._prompts[self._queue[self._at]] if self._at < len(self._queue) else None

    @property
    def done(self) -> int:
        """How many prompts were graded, skipped or buried here."""
        return len(self._steps)

    @property
    def last(self) -> Step | None:
        """What would be taken back."""
        return self._steps[-1] if self._steps else None

    @property
    def given(self) -> tuple[Review, ...]:
        """The answers that were graded here, in that order."""
        return tuple(step.review for step in self._steps if step.review is not None)

    def grade(self, grade: Grade, at: datetime, seconds: float) -> None:
        """Record how the present prompt was answered, `seconds` after it was asked.

        They are kept as from 0 to a day: a clock was set, or a machine slept.
        """
        prompt = self.present
        if prompt is not None:
            taken = min(max(0.0, seconds), MOST_SECONDS)
            review = Review(prompt.id, at, grade, taken, self.is_practice, prompt.fingerprint)
            number = self._log.record(review, prompt.answer, self._number)
            self._go_on(Deed.GRADED, prompt, number, review)

    def skip(self) -> None:
        """Leave the present prompt out of this drill."""
        prompt = self.present
        if prompt is not None:
            self._go_on(Deed.SKIPPED, prompt, self._log.skip(self._number, prompt.id))

    def bury(self, now: datetime) -> None:
        """Do not ask the present prompt again before tomorrow."""
        prompt = self.present
        if prompt is not None:
            number = self._log.bury(self._number, prompt.id, tomorrow(now))
            self._go_on(Deed.BURIED, prompt, number)

    def undo(self) -> Deed | None:
        """Take back the last deed, back to the beginning of the drill; what it was.

        Its prompt is the present one again.
        """
        step = self.last
        if step is None:
            return None
        if step.deed is Deed.GRADED:
            self._log.undo(step.number)
        else:
            self._log.take_back(step.number)
        self._steps.pop()
        self._done.discard(step.prompt)
        self._at = self._next(0)
        return step.deed

    def end(self, at: datetime) -> None:
        """End it: it is not gone on with."""
        self._log.end(self._number, at)

    def _go_on(
        self, deed: Deed, prompt: Prompt, kept: int | None, review: Review | None = None
    ) -> None:
        """Go to the next prompt; without the number of what was kept, the other was quicker."""
        if kept is not None:
            self._steps.append(Step(deed, prompt.id, kept, review))
        self._done.add(prompt.id)
        with suppress(LogError):  # the deed is done; what others did can wait
            for number, done in self._log.done_since(self._number, self._seen):
                self._seen = number
                self._done.add(done)
        self._at = self._next(self._at)

    def _next(self, start: int) -> int:
        """The place in the queue, from a place on, of what is still to come; its end if nothing."""
        places = range(start, len(self._queue))
        return next((at for at in places if self._is_left(self._queue[at])), len(self._queue))

    def _is_left(self, prompt: str) -> bool:
        return prompt not in self._done and prompt in self._prompts


def tomorrow(now: datetime) -> datetime:
    """The next four in the morning: who rehearses at midnight has not begun another day."""
    night = now.replace(hour=_NIGHT, minute=0, second=0, microsecond=0)
    return night if now < night else night + timedelta(days=1)


def begin_drill(
    log: DeckLog,
    prompts: Iterable[Prompt],
    chosen: Sequence[Prompt],
    at: datetime,
    *,
    practice: bool = False,
    mode: Mode = Mode.DRILL,
) -> Drill:
    """Begin a drill of the chosen ones of a deck's prompts; raises LogError.

    Practice does not count for the schedule. What is buried is asked nevertheless: it was chosen.
    """
    queue = tuple(prompt.id for prompt in chosen)
    number = log.begin(queue, at, practice=practice, mode=mode)
    return Drill(log, DrillRecord(number, at, practice, queue, mode=mode), prompts)


def unfinished_drill(
    log: DeckLog, prompts: Iterable[Prompt], now: datetime, mode: Mode = Mode.DRILL
) -> Drill | None:
    """The drill to go on with; None if there is none, nothing of it is left, or it is stale.

    Then it is ended. Raises LogError.
    """
    record = log.unfinished(mode)
    if record is None:
        return None
    drill = Drill(log, record, prompts, log.buried(now, since=record.number))
    if drill.present is not None and abs(now - record.begun) < STALE:
        return drill
    drill.end(now)
    return None
