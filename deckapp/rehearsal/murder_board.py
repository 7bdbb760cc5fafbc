"""A murder board: counters only, nastiest first, answered aloud against a countdown.

How long each answer took is kept at once, and none is graded before the end: then a `Drill` goes
through them. A round is the counter of one card with the follow-ups that press on at once.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from deckapp.deck import Deck
from deckapp.deck.model import LIKELIHOODS
from deckapp.deck.speaking import WORDS_PER_MINUTE

from .drill import STALE, Drill
from .interrupting import Interruption, interruption
from .log.deck_log import DeckLog
from .log.drill_record import DrillRecord, Mode
from .log.times import Timed
from .memory import Memory
from .prompts import Prompt, PromptKind

_SLACK = 1.5
_LEAST, _STEP = 20, 5


@dataclass(frozen=True, slots=True)
class Question:
    """A counter that is to be answered in so many seconds; `presses` is whether it follows one.

    `round` counts from 1. The answer is interrupted where there is an `interruption`.
    """

    prompt: Prompt
    round: int
    presses: bool
    seconds: int
    interruption: Interruption | None


def answer_seconds(prompt: Prompt) -> int:
    """How long an answer should take: half as long again as its words do, in steps of 5, from 20.

    Nobody says it word for word, and nobody interprets on a murder board.
    """
    words = len(prompt.answer.split())
    return max(_LEAST, _STEP * math.ceil(words * _SLACK * 60 / WORDS_PER_MINUTE / _STEP))


def nastiest_first(
    deck: Deck, prompts: Iterable[Prompt], memories: dict[str, Memory], at: datetime
) -> tuple[tuple[Prompt, ...], ...]:
    """The counters among a deck's prompts as rounds, the nastiest before others.

    First the likelier ones; of equally likely ones those whose answer is the least likely to be
    recalled at that moment, what was never rehearsed before all; then those that press on most;
    then as in the agenda.
    """
    likelihood = {card.id: _place(card.likelihood) for _, card in reversed([*deck.cards()])}
    asked = [each for each in prompts if each.kind in (PromptKind.REBUTTAL, PromptKind.FOLLOW_UP)]
    rounds = [tuple(group) for _, group in groupby(asked, lambda prompt: prompt.card)]

    def recall(prompt: Prompt) -> float:
        memory = memories.get(prompt.id)
        return memory.recall(at) if memory else 0.0

    def niceness(round_: tuple[Prompt, ...]) -> tuple[int, float, int]:
        return likelihood[round_[0].card], min(map(recall, round_)), -len(round_)

    return tuple(sorted(rounds, key=niceness))


def unanswered_counters(deck: Deck) -> int:
    """How many counters have no rebuttal yet, so that nothing could be compared."""
    pairs = (
        pair
        for _, card in deck.cards()
        for pair in (
            (card.counter, card.rebuttal),
            *((each.counter, each.rebuttal) for each in card.follow_ups),
        )
    )
    return sum(bool(counter.strip()) and not rebuttal.strip() for counter, rebuttal in pairs)


def _place(likelihood: str) -> int:
    """From certain to unlikely; what nobody judged comes between likely and possible."""
    if likelihood in LIKELIHOODS:
        return 2 * LIKELIHOODS.index(likelihood)
    return len(LIKELIHOODS) - 1


class MurderBoard:
    """A murder board under way. What changes it is in the log when it returns, or raises LogError.

    `begun` is when it began, `is_practice` whether its grades are outside the plan.
    """

    def __init__(self, log: DeckLog, record: DrillRecord, prompts: Iterable[Prompt]) -> None:
        self._log = log
        self._record = record
        self._kept = log.times(record.number)
        self._answers = {timed.prompt: timed for timed in self._kept.all()}
        self.begun = record.begun
        self.is_practice = record.practice
        self.set_prompts(prompts)

    def set_prompts(self, prompts: Iterable[Prompt]) -> None:
        """Go on with the prompts as they are now: the deck was edited."""
        self._prompts = {prompt.id: prompt for prompt in prompts}
        found = [self._prompts[id_] for id_ in self._record.queue if id_ in self._prompts]
        rounds = groupby(found, lambda prompt: prompt.card)
        self.questions = tuple(
            self._question(prompt, number, presses=place > 0)
            for number, (_, round_) in enumerate(rounds, start=1)
            for place, prompt in enumerate(round_)
        )

    def _question(self, prompt: Prompt, number: int, *, presses: bool) -> Question:
        seconds = answer_seconds(prompt)
        breaks_in = interruption(self._record.seed, prompt.id, seconds)
        return Question(prompt, number, presses, seconds, breaks_in)

    @property
    def present(self) -> Question | None:
        """The question that is asked; None once all were answered."""
        return next((each for each in self.questions if not self.is_answered(each)), None)

    @property
    def answered(self) -> tuple[Timed, ...]:
        """The answers given so far, in that order."""
        return tuple(self._answers.values())

    @property
    def is_graded(self) -> bool:
        """Whether grading has begun, as it had before a crash."""
        return bool(self._record.steps)

    def is_answered(self, question: Question) -> bool:
        """Whether there is an answer to a question."""
        return question.prompt.id in self._answers

    def answer(self, seconds: float, *, looked: bool = False) -> None:
        """Keep how long the answer to the present question took, and if the words were seen."""
        question = self.present
        if question is not None:
            timed = Timed(question.prompt.id, seconds, looked)
            self._kept.add(timed)
            self._answers[timed.prompt] = timed

    def step_back(self) -> None:
        """Forget the last answer: its question is asked again."""
        if self._answers:
            last = next(reversed(self._answers))
            self._kept.take_back(last)
            del self._answers[last]

    def grading(self) -> Drill:
        """The drill that grades what was answered, in that order."""
        unanswered = set(self._record.queue) - self._answers.keys()
        return Drill(self._log, self._record, self._prompts.values(), unanswered)

    def end(self, at: datetime) -> None:
        """End it without a grade."""
        self._log.end(self._record.number, at)


def begin_board(
    log: DeckLog,
    prompts: Collection[Prompt],
    rounds: Sequence[Sequence[Prompt]],
    at: datetime,
    *,
    practice: bool,
    seed: int,
) -> MurderBoard:
    """Begin a murder board of these rounds; raises LogError. Seed 0 has no interruptions."""
    queue = tuple(prompt.id for round_ in rounds for prompt in round_)
    number = log.begin(queue, at, practice=practice, mode=Mode.BOARD, seed=seed)
    record = DrillRecord(number, at, practice, queue, mode=Mode.BOARD, seed=seed)
    return MurderBoard(log, record, prompts)


def unfinished_board(
    log: DeckLog, prompts: Collection[Prompt], now: datetime
) -> MurderBoard | None:
    """The murder board to go on with; None if there is none, nothing of it is left, or it is stale.

    Then it is ended. Raises LogError.
    """
    record = log.unfinished(Mode.BOARD)
    if record is None:
        return None
    board = MurderBoard(log, record, prompts)
    is_left = board.present is not None or board.grading().present is not None
    if is_left and abs(now - record.begun) < STALE:
        return board
    board.end(now)
    return None
