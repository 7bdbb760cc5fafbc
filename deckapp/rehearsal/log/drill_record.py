"""A drill as the log has it: what was to be asked, and what was done with it, in that order."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from deckapp.rehearsal.reviews import Review


class Mode(Enum):
    """How prompts are asked."""

    DRILL = "drill"
    BOARD = "board"
    SHUFFLE = "shuffle"


class Deed(Enum):
    """What was done with a prompt."""

    GRADED = "graded"
    SKIPPED = "skipped"
    BURIED = "buried"


@dataclass(frozen=True, slots=True)
class Step:
    """A deed that can be taken back.

    `number` is that of the `review` where it was graded, for `DeckLog.undo`, else that of the
    step, for `DeckLog.take_back`.
    """

    deed: Deed
    prompt: str
    number: int
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class DrillRecord:
    """A drill as far as it went: `queue` are ids of prompts as it began.

    `steps` are in the order in which they were done, without those taken back. It goes on at the
    first of the queue that is in none of them. What is random in it comes of its `seed`.
    """

    number: int
    begun: datetime
    practice: bool
    queue: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    mode: Mode = Mode.DRILL
    seed: int = 0

    @property
    def skipped(self) -> frozenset[str]:
        """The prompts that were skipped."""
        return frozenset(step.prompt for step in self.steps if step.deed is Deed.SKIPPED)
