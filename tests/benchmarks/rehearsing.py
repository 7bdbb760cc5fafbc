"""Rehearsals simulated: what is recalled on the day, by the rule that chooses what to rehearse.

Whether something is recalled is drawn from the memory model itself: Good with the probability of
recall at that moment, Again otherwise. What is drawn depends on nothing but the seed, the prompt
and how often it was reviewed before, so that rules meet with the same luck and compare pairwise.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from deckapp.rehearsal.memory import DESIRED, Grade, Memory, after
from deckapp.rehearsal.planning import plan_session, sessions_until
from deckapp.rehearsal.prompts import Prompt, PromptKind

PROMPTS = 60
WEAKEST = 10
DAY = timedelta(days=1)
START = datetime(2017, 3, 1, 9, tzinfo=UTC)
FIRST_GRADES = {Grade.AGAIN: 0.25, Grade.HARD: 0.1, Grade.GOOD: 0.6, Grade.EASY: 0.05}
SECONDS = 30.0
"""Each prompt takes the same time, so that a session has a number of them."""


class Luck:
    """How reviews go, by a seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def grade(self, prompt: str, reviews: int, memory: Memory | None, at: datetime) -> Grade:
        """The grade of a prompt that was reviewed so often before."""
        drawn = Random(f"{self._seed} {prompt} {reviews}").random()
        if memory is not None:
            return Grade.GOOD if drawn < memory.recall(at) else Grade.AGAIN
        for grade, share in FIRST_GRADES.items():
            drawn -= share
            if drawn < 0:
                return grade
        return Grade.EASY


@dataclass(frozen=True, slots=True)
class Scenario:
    """A meeting so many days after the first session, sessions of so many prompts each day."""

    days: int
    size: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What a rule knows when it chooses the prompts of the first of some sessions.

    `room` is for how many prompts there is time: in the last session for all.
    """

    prompts: Sequence[Prompt]
    memories: Mapping[str, Memory]
    sessions: Sequence[datetime]
    meeting: datetime
    room: int


Rule = Callable[[Turn], Sequence[Prompt]]


def planned(turn: Turn) -> Sequence[Prompt]:
    """Ours."""
    return plan_session(
        turn.prompts,
        turn.memories,
        turn.meeting,
        turn.sessions,
        lambda _prompt: SECONDS,
        turn.room * SECONDS,
    )


def due(turn: Turn) -> Sequence[Prompt]:
    """What has fallen below 90 %, the most forgotten first."""
    now = turn.sessions[0]
    most = 1.0 if len(turn.sessions) == 1 else DESIRED
    return _by(turn, lambda memory: memory.recall(now), most)


def round_robin(turn: Turn) -> Sequence[Prompt]:
    """What was not reviewed for the longest time."""
    return _by(turn, lambda memory: memory.reviewed.timestamp())


def lowest_recall(turn: Turn) -> Sequence[Prompt]:
    """The most forgotten first, due or not."""
    now = turn.sessions[0]
    return _by(turn, lambda memory: memory.recall(now))


def greedy_gain(turn: Turn) -> Sequence[Prompt]:
    """What gains most for the day if nothing comes after: p·R(Good) + (1 − p)·R(Again) − R."""
    now, meeting = turn.sessions[0], turn.meeting

    def loss(memory: Memory) -> float:
        known = memory.recall(now)
        good, again = (
            after(memory, grade, now).recall(meeting) for grade in (Grade.GOOD, Grade.AGAIN)
        )
        return memory.recall(meeting) - known * good - (1 - known) * again

    return _by(turn, loss)


RULES: Mapping[str, Rule] = {
    "ours": planned,
    "due at 90 %": due,
    "round robin": round_robin,
    "lowest recall": lowest_recall,
    "greedy gain": greedy_gain,
}


def _by(
    turn: Turn, order: Callable[[Memory], float], most: float = float("inf")
) -> Sequence[Prompt]:
    """What was never seen, then the rest where `order` is below the `most`, the least first."""
    new = [prompt for prompt in turn.prompts if prompt.id not in turn.memories]
    orders = {id_: order(memory) for id_, memory in turn.memories.items()}
    known = [each for each in turn.prompts if each.id in orders and orders[each.id] < most]
    known.sort(key=lambda prompt: orders[prompt.id])
    return (*new, *known)[: turn.room]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The recall at the meeting: the mean of all prompts, and that of the ten weakest."""

    mean: float
    weakest: float


def outcome(rule: Rule, scenario: Scenario, seed: int) -> Outcome:
    """Rehearse by a rule until the meeting."""
    prompts = [
        Prompt(f"{number}/position", PromptKind.POSITION, str(number), "", "", (0, 0, 0))
        for number in range(PROMPTS)
    ]
    meeting = START + scenario.days * DAY
    sessions = sessions_until(meeting, START)
    luck = Luck(seed)
    memories: dict[str, Memory] = {}
    counts = dict.fromkeys((prompt.id for prompt in prompts), 0)
    for number, at in enumerate(sessions):
        room = PROMPTS if number == len(sessions) - 1 else scenario.size
        for prompt in rule(Turn(prompts, memories, sessions[number:], meeting, room)):
            memory = memories.get(prompt.id)
            grade = luck.grade(prompt.id, counts[prompt.id], memory, at)
            memories[prompt.id] = after(memory, grade, at)
            counts[prompt.id] += 1
    recalls = sorted(memory.recall(meeting) for memory in memories.values())
    assert len(recalls) == PROMPTS
    return Outcome(sum(recalls) / PROMPTS, sum(recalls[:WEAKEST]) / WEAKEST)
