"""A drill: prompts one after another, each answered aloud, then graded. It outlives a crash."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from .log.deck_log import DeckLog, DrillRecord
from .log.errors import LogError
from .memory import Grade
from .prompts import Prompt
from .reviews import Review

STALE = timedelta(hours=12)
"""A drill that was left so long ago is not gone on with: the plan has changed since."""

_NIGHT = 4


class Deed(Enum):
    """What was done with a prompt."""

    GRADED = "graded"
    SKIPPED = "skipped"
    BURIED = "buried"


@dataclass(frozen=True, slots=True)
class Step:
    """What can be taken back; `number` is that of the `review`."""

    deed: Deed
    prompt: str
    number: int = 0
    review: Review | None = None


def _graded(number: int, review: Review) -> Step:
    return Step(Deed.GRADED, review.prompt, number, review)


class Drill:
    """A drill under way. Each deed is in the log before the next prompt is present.

    Everything that changes it raises LogError; then nothing was done, and the prompt is the same.
    Two copies that drill one deck share the drill: what the other one did is not asked again.
    """

    def __init__(
        self, log: DeckLog, record: DrillRecord, prompts: Iterable[Prompt], buried: set[str]
    ) -> None:
        self._log = log
        self._number = record.number
        self._queue = record.queue
        self._prompts: dict[str, Prompt] = {}
        self._buried = set(buried)
        self._steps = [
            *(Step(Deed.SKIPPED, each) for each in record.queue if each in record.skipped),
            *(_graded(number, review) for number, review in record.answered),
        ]
        self._elsewhere: set[str] = set()
        self.begun = record.begun
        self.is_practice = record.practice
        self.set_prompts(prompts)

    def set_prompts(self, prompts: Iterable[Prompt]) -> None:
        """Go on with the prompts as they are now: the deck was edited."""
        self._prompts = {prompt.id: prompt for prompt in prompts}

    @property
    def left(self) -> tuple[Prompt, ...]:
        """The prompts still to come, the present one first; those that are gone are left out."""
        done = {step.prompt for step in self._steps} | self._elsewhere | self._buried
        return tuple(
            self._prompts[each]
            for each in self._queue
            if each not in done and each in self._prompts
        )

    @property
    def present(self) -> Prompt | None:
        """The prompt that is asked; None at the end."""
        return next(iter(self.left), None)

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
        """Record how the present prompt was answered, `seconds` after it was asked."""
        prompt = self.present
        if prompt is not None:
            review = Review(
                prompt.id, at, grade, max(0.0, seconds), self.is_practice, prompt.fingerprint
            )
            number = self._log.record(review, prompt.answer, self._number)
            self._go_on(_graded(number, review))

    def skip(self) -> None:
        """Leave the present prompt out of this drill."""
        prompt = self.present
        if prompt is not None:
            self._log.skip(self._number, prompt.id)
            self._go_on(Step(Deed.SKIPPED, prompt.id))

    def bury(self, now: datetime) -> None:
        """Do not ask the present prompt again before tomorrow."""
        prompt = self.present
        if prompt is not None:
            self._log.bury(prompt.id, tomorrow(now))
            self._go_on(Step(Deed.BURIED, prompt.id))

    def undo(self) -> Deed | None:
        """Take back the last deed, back to the beginning of the drill; what it was.

        Its prompt is the present one again.
        """
        step = self.last
        if step is None:
            return None
        if step.deed is Deed.GRADED:
            self._log.undo(step.number)
        elif step.deed is Deed.SKIPPED:
            self._log.unskip(self._number, step.prompt)
        else:
            self._log.unbury(step.prompt)
            self._buried.discard(step.prompt)
        self._steps.pop()
        self._elsewhere.discard(step.prompt)
        return step.deed

    def end(self, at: datetime) -> None:
        """End it: it is not gone on with."""
        self._log.end(self._number, at)

    def _go_on(self, step: Step) -> None:
        self._steps.append(step)
        with suppress(LogError):  # the deed is done; what others did can wait
            record = self._log.unfinished()
            if record is not None and record.number == self._number:
                answered = {review.prompt for _, review in record.answered}
                self._elsewhere = answered | record.skipped


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
) -> Drill:
    """Begin a drill of the chosen ones of a deck's prompts; raises LogError.

    Practice does not count for the schedule. What is buried is asked nevertheless: it was chosen.
    """
    queue = tuple(prompt.id for prompt in chosen)
    number = log.begin(queue, at, practice=practice)
    record = DrillRecord(number, at, practice, queue, (), frozenset())
    return Drill(log, record, prompts, set())


def unfinished_drill(log: DeckLog, prompts: Iterable[Prompt], now: datetime) -> Drill | None:
    """The drill to go on with; None if there is none, nothing of it is left, or it is stale.

    Then it is ended. Raises LogError.
    """
    record = log.unfinished()
    if record is None:
        return None
    drill = Drill(log, record, prompts, log.buried(now))
    if drill.present is not None and abs(now - record.begun) < STALE:
        return drill
    drill.end(now)
    return None
