"""Which cards to print."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from deckapp.deck import Card, Deck, Issue
from deckapp.deck.model import AUDIENCES, PRIORITIES

from .errors import EmptySelectionError, UnknownNameError
from .suggestions import did_you_mean

UNSAID_AUDIENCE = "private"
"""A card that names no audience is for the meeting room, so it never slips into a press folder."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Cards by id, whole issues by id, or both together; nothing given means the whole deck.

    `audience` then keeps the cards that may be used before any of those audiences, `priorities`
    those whose issue has one of them, `contingencies` those that have a trigger. `changed_since`
    has the digests of an earlier print by card id and keeps what is new or different; cards keep
    the numbers that they have without that. The order is always that of the deck.
    """

    cards: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    contingencies: bool = False
    changed_since: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ChosenCard:
    """A card to print with its issue and the issue's index in the deck; numbers count from 1.

    `place` is the card's own in agenda order over the whole deck, from 0.
    """

    number: int
    issue_index: int
    issue: Issue
    card: Card
    place: int


def select(deck: Deck, selection: Selection) -> list[ChosenCard]:
    """The chosen cards in the order of the deck, before those are left out that did not change.

    Raises UnknownNameError for an id or audience that does not exist, and EmptySelectionError
    when nothing is left to print.
    """
    _check(selection.cards, [card.id for _, card in deck.cards()], "card")
    _check(selection.issues, [issue.id for issue in deck.issues], "issue")
    _check(selection.audience, AUDIENCES, "audience")
    _check(selection.priorities, PRIORITIES, "priority")
    places = count()
    chosen = [
        (index, issue, card, place)
        for index, issue in enumerate(deck.issues)
        for card, place in zip(issue.cards, places, strict=False)
        if _is_chosen(issue, card, selection)
    ]
    if not chosen:
        if not any(issue.cards for issue in deck.issues):
            raise EmptySelectionError("The deck has no cards yet: add one before printing.")
        raise EmptySelectionError(
            "No card is left to print: choose other cards, issues, priorities or audiences."
        )
    return [ChosenCard(number, *found) for number, found in enumerate(chosen, 1)]


def _is_chosen(issue: Issue, card: Card, selection: Selection) -> bool:
    named = selection.cards or selection.issues
    if named and card.id not in selection.cards and issue.id not in selection.issues:
        return False
    if selection.priorities and issue.priority not in selection.priorities:
        return False
    if selection.contingencies and not card.when.strip():
        return False
    audience = card.audience or (UNSAID_AUDIENCE,)
    return not selection.audience or not set(audience).isdisjoint(selection.audience)


def _check(names: Iterable[str], known: Sequence[str], kind: str) -> None:
    for name in names:
        if not name or name not in known:
            hint = did_you_mean(name, list(filter(None, known)))
            article = "an" if kind[0] in "aeiou" else "a"
            raise UnknownNameError(f"“{name}” is not {article} {kind} of this deck. {hint}")
