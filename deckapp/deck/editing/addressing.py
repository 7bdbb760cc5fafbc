"""Cards and issues of a deck by id: finding them, and a deck with one of them replaced."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from deckapp.deck.characters import shortened
from deckapp.deck.model import Card, Deck, Issue

from .paths import EditError


def issue_of(deck: Deck, id_: str) -> tuple[int, Issue]:
    """An issue with its index."""
    found = [(index, issue) for index, issue in enumerate(deck.issues) if issue.id == id_]
    index, issue = _only(found, id_, "issue")
    return index, issue


def card_of(deck: Deck, id_: str) -> tuple[Issue, int, Card]:
    """A card with its issue and its index there."""
    found = [
        (issue, index, card)
        for issue in deck.issues
        for index, card in enumerate(issue.cards)
        if card.id == id_
    ]
    issue, index, card = _only(found, id_, "card")
    return issue, index, card


def _only(found: Sequence[Any], id_: str, kind: str) -> Any:
    if len(found) == 1 and id_:
        return found[0]
    if found and id_:
        raise EditError(f"Two {kind}s have the id “{id_}”: give one of them another id first.")
    raise EditError(f"There is no {kind} with the id “{id_}”.")


def section_of(deck: Deck, target: str) -> Any:
    """The deck, an issue or a card."""
    if not target:
        return deck
    issues = [issue for issue in deck.issues if issue.id == target]
    cards = [card for _, card in deck.cards() if card.id == target]
    return _only([*issues, *cards], target, "card or issue")


def with_section(deck: Deck, target: str, new: Any) -> Any:
    """The deck with that section (itself, an issue or a card) replaced."""
    if not target:
        return new
    if isinstance(new, Issue):
        index, _ = issue_of(deck, target)
        return replace(deck, issues=(*deck.issues[:index], new, *deck.issues[index + 1 :]))
    issue, index, _ = card_of(deck, target)
    return with_cards(deck, issue.id, lambda cards: (*cards[:index], new, *cards[index + 1 :]))


def with_cards(
    deck: Deck, issue: str, change: Callable[[tuple[Card, ...]], tuple[Card, ...]]
) -> Deck:
    """The deck with the cards of one issue changed."""
    index, found = issue_of(deck, issue)
    new = replace(found, cards=change(found.cards))
    return replace(deck, issues=(*deck.issues[:index], new, *deck.issues[index + 1 :]))


def quoted(section: Any) -> str:
    """A section in words: its title in quotes."""
    title = getattr(section, "title", "")
    return f"“{shortened(title)}”" if title else "the deck"


def with_each_card(deck: Deck, ids: frozenset[str], change: Callable[[Card], Card]) -> Deck:
    """The deck with the cards of these ids changed; raises EditError where one is not there."""
    found = Counter(card.id for _, card in deck.cards())
    for id_ in ids:
        _only([id_] * found[id_], id_, "card")
    issues = []
    for issue in deck.issues:
        cards = tuple([change(card) if card.id in ids else card for card in issue.cards])
        same = all(new is old for new, old in zip(cards, issue.cards, strict=True))
        issues.append(issue if same else replace(issue, cards=cards))
    return replace(deck, issues=tuple(issues))
