"""Interruptions of a murder board: when they come, and what is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

_HOW_OFTEN = 0.4
_EARLIEST, _LATEST = 0.2, 0.7
"""Of the time that an answer should take: not before it began, nor when it is nearly done."""

PHRASES: Mapping[str, Sequence[str]] = {
    "en": (
        "That is not what I asked.",
        "You have said that before. It was not true then.",
        "Let me stop you there.",
        "Who told you that?",
        "And you expect us to believe it?",
        "Spare us the lecture.",
        "Yes or no?",
        "You are wasting our time.",
    ),
    "ru": (
        "Я спросил не об этом.",
        "Вы это уже говорили. И тогда это было неправдой.",
        "Позвольте вас прервать.",
        "Кто вам это сказал?",
        "И вы думаете, мы в это поверим?",
        "Избавьте нас от нравоучений.",
        "Да или нет?",
        "Вы тратите наше время.",
    ),
}
"""The same things in several languages, by tag; English stands in for all others."""


@dataclass(frozen=True, slots=True)
class Interruption:
    """What is thrown in, `after` so many seconds of an answer; `phrase` is which of the phrases."""

    after: float
    phrase: int

    def text(self, language: str) -> str:
        """What is said, in a language given by its tag, or else in English."""
        main = language.partition("-")[0].lower()
        return PHRASES.get(main, PHRASES["en"])[self.phrase]


def interruption(seed: int, prompt: str, seconds: float) -> Interruption | None:
    """How the answer to a prompt (an id) is interrupted, if it is; always the same for one seed.

    `seconds` is how long the answer should take. With seed 0 nothing is interrupted.
    """
    chance = Random(f"{seed} {prompt}")  # noqa: S311  it keeps no secret
    is_due = chance.random() < _HOW_OFTEN
    after = seconds * chance.uniform(_EARLIEST, _LATEST)
    phrase = chance.randrange(len(PHRASES["en"]))
    return Interruption(after, phrase) if seed and is_due else None
