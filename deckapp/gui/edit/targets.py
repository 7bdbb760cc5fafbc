"""What can be chosen for editing, by id: the deck itself (""), an issue, a card."""

from typing import NamedTuple

from deckapp.deck import (
    AddEntry,
    Card,
    Deck,
    DeleteEntry,
    DuplicateCard,
    Edit,
    Issue,
    MarkCleared,
    MoveCard,
    MoveEntry,
    MoveIssue,
    SetField,
)


class Target(NamedTuple):
    """Something in a deck: its id, and the indexes of its issue and of it there.

    Of the deck both are None, of an issue only the second.
    """

    id: str
    issue: int | None = None
    card: int | None = None


DECK = Target("")


def target_of(deck: Deck, id_: str) -> Target | None:
    """The issue or card of an id; None where there is none."""
    for at, issue in enumerate(deck.issues):
        if issue.id == id_:
            return Target(id_, at)
        for index, card in enumerate(issue.cards):
            if card.id == id_:
                return Target(id_, at, index)
    return None


def section_at(deck: Deck, target: Target) -> Deck | Issue | Card:
    """The deck, an issue or a card."""
    if target.issue is None:
        return deck
    issue = deck.issues[target.issue]
    return issue if target.card is None else issue.cards[target.card]


def nearest(deck: Deck, target: Target) -> Target:
    """What stands where something was that is gone, or near there."""
    if target.issue is None or not deck.issues:
        return DECK
    at = min(target.issue, len(deck.issues) - 1)
    issue = deck.issues[at]
    if target.card is None or not issue.cards:
        return Target(issue.id, at)
    index = min(target.card, len(issue.cards) - 1)
    return Target(issue.cards[index].id, at, index)


def numbered(deck: Deck, number: int) -> Target:
    """The card of that number in agenda order, from 0."""
    for at, issue in enumerate(deck.issues):
        if number < len(issue.cards):
            return Target(issue.cards[number].id, at, number)
        number -= len(issue.cards)
    return DECK


def number_of(deck: Deck, target: Target) -> int | None:
    """A card's place in agenda order, from 0; that of an issue's first card; None of the deck."""
    if target.issue is None:
        return None
    return sum(len(issue.cards) for issue in deck.issues[: target.issue]) + (target.card or 0)


def after_edit(before: Deck, deck: Deck, edit: Edit | None) -> Target | None:
    """What an edit was about, if that is one thing that is there; what is new goes first."""
    known = _ids(before)
    new = [id_ for id_ in _ids(deck) if id_ not in known] if before.issues != deck.issues else []
    if new:
        return target_of(deck, new[0])
    match edit:
        case SetField(target=id_) | AddEntry(target=id_) | DeleteEntry(target=id_):
            return target_of(deck, id_) if id_ else DECK
        case MoveEntry(target=id_) | MoveCard(card=id_) | DuplicateCard(card=id_):
            return target_of(deck, id_) if id_ else DECK
        case MoveIssue(issue=id_):
            return target_of(deck, id_)
        case MarkCleared(cards=(id_,)):
            return target_of(deck, id_)
    return None


def _ids(deck: Deck) -> dict[str, None]:
    found: dict[str, None] = {}
    for issue in deck.issues:
        found[issue.id] = None
        found.update(dict.fromkeys(card.id for card in issue.cards))
    return found
