"""What came of a drill: how much was known, what was weak, how the number moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from deckapp.deck import Deck

from .forecast import mean
from .memory import Grade
from .prompts import Prompt, prompts_of
from .reviews import Review, memories_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the end of a drill tells.

    `seconds` is from each prompt to its answer, added up. `weak` are the prompts that were missed
    or hard, in the order in which they were asked. `before` and `after` are the mean recall of the
    whole deck without the drill and with it, at the meeting, or now if there is none to come.
    """

    answered: int
    missed: int
    seconds: float
    weak: tuple[tuple[Prompt, Grade], ...]
    before: float
    after: float
    at_meeting: bool


def outcome_of(
    deck: Deck,
    reviews: Sequence[Review],
    given: Sequence[Review],
    now: datetime,
    meeting: datetime | None,
) -> Outcome:
    """The outcome of the reviews `given` in a drill, which are among all the `reviews`."""
    prompts = prompts_of(deck)
    by_id = {prompt.id: prompt for prompt in prompts}
    at_meeting = meeting is not None and meeting >= now
    at = meeting if meeting is not None and at_meeting else now

    def mean_after(known: Sequence[Review]) -> float:
        memories = memories_of(known, now)
        found = (memories.get(prompt.id) for prompt in prompts)
        return mean(memory.recall(at) if memory else None for memory in found)

    in_drill = set(given)
    return Outcome(
        answered=len(given),
        missed=sum(review.grade is Grade.AGAIN for review in given),
        seconds=sum(review.seconds or 0.0 for review in given),
        weak=tuple(
            (by_id[review.prompt], review.grade)
            for review in given
            if review.grade <= Grade.HARD and review.prompt in by_id
        ),
        before=mean_after([review for review in reviews if review not in in_drill]),
        after=mean_after(reviews),
        at_meeting=at_meeting,
    )
