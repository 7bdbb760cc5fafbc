"""Ids: giving them to whatever lacks one, unique in the deck."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import Any
from unicodedata import normalize

from deckapp.deck.model import Card, Deck, FollowUp

from .paths import EditError

_LONGEST_ID = 60


def with_ids(deck: Deck) -> Deck:
    """The deck with an id for each issue, card and follow-up that has none; itself if all have."""
    taken = ids_of(deck)
    issues = []
    for issue in deck.issues:
        named = issue if issue.id else with_id(issue, taken)
        cards = tuple(
            [with_follow_up_ids(card if card.id else with_id(card, taken)) for card in issue.cards]
        )
        same = all(new is old for new, old in zip(cards, issue.cards, strict=True))
        issues.append(named if same else replace(named, cards=cards))
    same = all(new is old for new, old in zip(issues, deck.issues, strict=True))
    return deck if same else replace(deck, issues=tuple(issues))


def with_follow_up_ids(card: Card) -> Card:
    """The card with an id for each follow-up that has none; itself if all have."""
    if all(follow_up.id for follow_up in card.follow_ups):
        return card
    taken = {follow_up.id for follow_up in card.follow_ups}
    named = [each if each.id else with_id(each, taken) for each in card.follow_ups]
    return replace(card, follow_ups=tuple(named))


def ids_of(deck: Deck) -> set[str]:
    """The ids of cards and issues, which share their names."""
    cards = {card.id for _, card in deck.cards()}
    return cards | {issue.id for issue in deck.issues}


def with_id(section: Any, taken: set[str]) -> Any:
    """The section with an id that is not taken, which it then is."""
    id_ = section.id
    if not id_ or id_ in taken:
        words = section.counter if isinstance(section, FollowUp) else section.title
        id_ = free_id(id_ or _slug(words), taken)
    taken.add(id_)
    return section if id_ == section.id else replace(section, id=id_)


def free_id(id_: str, taken: Iterable[str]) -> str:
    """The id, or with a number where it is taken."""
    if id_ not in taken:
        return id_
    return next(new for number in count(2) if (new := f"{id_}-{number}") not in taken)


def _slug(text: str) -> str:
    """Words of a text as an id; letters without their marks, of other scripts left out."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", plain)
    return "-".join(words)[:_LONGEST_ID].strip("-") or "item"


def claim(deck: Deck, id_: str) -> None:
    """Refuse an id that a card or issue has, or none at all."""
    if not id_:
        raise EditError("A card or issue needs an id: rehearsal history hangs on it.")
    if id_ in ids_of(deck):
        raise EditError(f"The id “{id_}” is taken: choose another.")
