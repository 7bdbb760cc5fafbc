"""How long a card takes to say."""

import math
from collections.abc import Iterator

from .model import Card, Meeting

WORDS_PER_MINUTE = 130
"""Deliberate speech; about what newsreaders and interpreters' associations reckon with."""


def speaking_seconds(card: Card, meeting: Meeting) -> int:
    """Seconds to say position, rebuttal and every follow-up rebuttal, rounded up.

    Consecutive interpreting doubles it: everything is said twice.
    """
    words = sum(len(text.split()) for text in _said(card))
    turns = 2 if meeting.interpreted == "consecutive" else 1
    return math.ceil(words * 60 * turns / WORDS_PER_MINUTE)


def _said(card: Card) -> Iterator[str]:
    yield card.position
    yield card.rebuttal
    for follow_up in card.follow_ups:
        yield follow_up.rebuttal
