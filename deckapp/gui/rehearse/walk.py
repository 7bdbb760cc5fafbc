"""Where one is in a deck: a card, a step of revealing it, and a part of a long step."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from deckapp.deck import Card, Deck, Issue

LAST_PART = 1_000_000
"""Stands for the last part of a step, whatever its number; the screen makes it that."""


class Stop(NamedTuple):
    """A card in agenda order, with its issue and that issue's place in the agenda, from 0."""

    issue_number: int
    issue: Issue
    card: Card


class Place(NamedTuple):
    """A card by its place in agenda order, a step of it, and a part of that step; all from 0."""

    card: int = 0
    step: int = 0
    part: int = 0


def stops_of(deck: Deck) -> list[Stop]:
    """Every card of a deck in agenda order."""
    return [
        Stop(number, issue, card)
        for number, issue in enumerate(deck.issues)
        for card in issue.cards
    ]


def next_place(
    place: Place, cards: int, steps: Sequence[int], parts: Callable[[int], int]
) -> Place:
    """Where Space leads: the next part, step or card; at the very end it stays."""
    if place.part + 1 < parts(place.step):
        return Place(place.card, place.step, place.part + 1)
    later = [step for step in steps if step > place.step]
    if later:
        return Place(place.card, later[0])
    return Place(place.card + 1) if place.card + 1 < cards else place


def previous_place(
    place: Place, steps_of: Callable[[int], Sequence[int]], parts: Callable[[int], int]
) -> Place:
    """Where Backspace leads: one step back; from a card's title to the card before, all revealed.

    `steps_of` gives the steps of a card by its place.
    """
    if place.part > 0:
        return Place(place.card, place.step, place.part - 1)
    earlier = [step for step in steps_of(place.card) if step < place.step]
    if earlier:
        return Place(place.card, earlier[-1], parts(earlier[-1]) - 1)
    if place.card == 0:
        return place
    return Place(place.card - 1, steps_of(place.card - 1)[-1], LAST_PART)


def nearest(deck: Deck, card_id: str, fallback: int) -> int:
    """The place of a card by its id; where it is gone, the place nearest to where it was."""
    ids = [card.id for _, card in deck.cards()]
    if card_id and card_id in ids:
        return ids.index(card_id)
    return max(0, min(fallback, len(ids) - 1))
