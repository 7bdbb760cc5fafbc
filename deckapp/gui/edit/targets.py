"""What can be chosen for editing, by id: the deck itself (""), an issue, a card."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from deckapp.deck import (
    AddCard,
    AddEntry,
    AddIssue,
    Batch,
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


def after_edit(before: Deck, deck: Deck, edit: Edit | None, at: Target) -> Target:
    """What to show after an edit, or after it was undone, where `at` was shown.

    What is new goes first, then what the edit was about, then what was shown. Where that is gone,
    it is what came after it, or before it where an addition was undone.
    """
    new = _new_id(before, deck)
    if new:
        return target_of(deck, new) or DECK
    about = list(_about(edit, deck))
    for id_ in (at.id,) if at.id in about else (*about, at.id):
        found = target_of(deck, id_) if id_ else DECK
        if found is not None:
            return found
    return _instead(before, deck, at, edit)


def _new_id(before: Deck, deck: Deck) -> str:
    """The first id that was not there before, or nothing; issues that are the same have none."""
    same = {id(issue) for issue in before.issues} & {id(issue) for issue in deck.issues}
    known = set(_ids(issue for issue in before.issues if id(issue) not in same))
    ids = _ids(issue for issue in deck.issues if id(issue) not in same)
    return next((id_ for id_ in ids if id_ not in known), "")


def _about(edit: Edit | None, deck: Deck) -> Iterator[str]:
    """The ids of what an edit changed or moved, the deck's being empty."""
    match edit:
        case Batch(edits=edits):
            for each in edits:
                yield from _about(each, deck)
        case SetField(target=id_, field="id", value=str(new)) if id_:
            yield from (id_, new)
        case SetField(target=id_) | AddEntry(target=id_) | DeleteEntry(target=id_):
            yield id_
        case MoveEntry(target=id_) | MoveCard(card=id_) | DuplicateCard(card=id_):
            yield id_
        case MoveIssue(issue=id_):
            yield id_
            moved = (issue for issue in deck.issues if issue.id == id_)
            yield from (card.id for issue in moved for card in issue.cards)
        case MarkCleared(cards=ids):
            yield from ids


def _instead(before: Deck, deck: Deck, at: Target, edit: Edit | None) -> Target:
    """What to show instead of what is gone: the next in its issue or the one before, or the issue.

    Of issues, the next or the one before.
    """
    if at.issue is None or at.issue >= len(before.issues):
        return DECK
    first = edit.edits[0] if isinstance(edit, Batch) and edit.edits else edit
    backwards = isinstance(first, (AddCard, AddIssue))
    left, issue = set(_ids(deck.issues)), before.issues[at.issue]
    ids = [each.id for each in before.issues]
    near = _around(ids, at.issue, backwards=backwards)
    if at.card is not None:
        cards = [card.id for card in issue.cards]
        near = [*_around(cards, at.card, backwards=backwards), issue.id, *near]
    found = next((id_ for id_ in near if id_ in left), "")
    return target_of(deck, found) or DECK


def _around(ids: Sequence[str], at: int, *, backwards: bool) -> list[str]:
    """What comes after a place and what before it, the nearest first."""
    after, before = [*ids[at + 1 :]], [*reversed(ids[:at])]
    return before + after if backwards else after + before


def _ids(issues: Iterable[Issue]) -> Iterator[str]:
    for issue in issues:
        yield issue.id
        yield from (card.id for card in issue.cards)
