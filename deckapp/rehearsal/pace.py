"""How long it takes to rehearse a prompt."""

from collections.abc import Iterable

from deckapp.deck.speaking import WORDS_PER_MINUTE

from .prompts import Prompt
from .reviews import Review

_REMEMBERED = 3
_SHORTEST, _LONGEST = 3.0, 300.0
_GRADING = 6.0
"""Seconds to think, to compare, and to grade."""


class Pace:
    """Seconds for each prompt, as the last few answers to it took; else as long as its words do.

    `Review.seconds` ends when the answer is shown; comparing and grading come on top. A pause of
    many minutes does not count as thinking.
    """

    def __init__(self, reviews: Iterable[Review] = ()) -> None:
        self._answers: dict[str, list[float]] = {}
        for review in reviews:
            if review.seconds is not None:
                seconds = min(max(review.seconds, _SHORTEST), _LONGEST)
                self._answers.setdefault(review.prompt, []).append(seconds)

    def seconds_of(self, prompt: Prompt) -> float:
        """How long a prompt takes from cue to grade."""
        answers = self._answers.get(prompt.id, [])[-_REMEMBERED:]
        if answers:
            return sum(answers) / len(answers) + _GRADING
        words = len(prompt.cue.split()) + len(prompt.answer.split())
        return words * 60 / WORDS_PER_MINUTE + _GRADING
