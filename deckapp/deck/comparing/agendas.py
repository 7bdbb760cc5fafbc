"""Decks as tables of issues and cards, in which the same thing has the same key in each deck."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from typing import Any, NamedTuple

from deckapp.deck.fields import specs
from deckapp.deck.model import Card, Deck, Issue

from .ordering import moved
from .pairing import keyed, paired_by_id


class Spot(NamedTuple):
    """Where a card stands: the id and title of its issue, and its index there.

    Of an issue only the index is told.
    """

    issue: str
    title: str
    at: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """A deck by keys; the cards of issues that are one object in all the decks are left out.

    `issues` are in order, `listed` has the cards of each issue in order, `home` the issue of each
    card, `at` the index of each card there.
    """

    issues: Mapping[int, Issue]
    cards: Mapping[int, Card]
    listed: Mapping[int, Sequence[int]]
    home: Mapping[int, int]
    at: Mapping[int, int]

    def section(self, key: int) -> Issue | Card | None:
        """What has a key."""
        return self.cards.get(key) or self.issues.get(key)

    def spot(self, key: int) -> Spot:
        """Where it stands."""
        if key not in self.home:
            return Spot("", "", list(self.issues).index(key))
        issue = self.issues[self.home[key]]
        return Spot(issue.id, issue.title, self.at[key])


def agendas_of(*decks: Deck) -> list[Agenda]:
    """The tables of a deck and its versions. Issues and cards share their keys.

    Cards are the same by their ids wherever they are (see `pairing` for broken files).
    """
    numbers = count()
    keys = keyed(paired_by_id, numbers, *(deck.issues for deck in decks))
    tables = [
        dict(zip(each, deck.issues, strict=True)) for each, deck in zip(keys, decks, strict=True)
    ]
    shared = {
        key
        for key, issue in tables[0].items()
        if all(table.get(key) is issue for table in tables[1:])
    }
    placed = [
        [(key, card) for key, issue in table.items() if key not in shared for card in issue.cards]
        for table in tables
    ]
    keys = keyed(paired_by_id, numbers, *([card for _, card in cards] for cards in placed))
    return [_agenda(*each) for each in zip(tables, keys, placed, strict=True)]


def _agenda(
    issues: Mapping[int, Issue], keys: Sequence[int], placed: Sequence[tuple[int, Card]]
) -> Agenda:
    listed: dict[int, list[int]] = {key: [] for key in issues}
    cards, home, at = {}, {}, {}
    for key, (issue, card) in zip(keys, placed, strict=True):
        cards[key] = card
        home[key] = issue
        at[key] = len(listed[issue])
        listed[issue].append(key)
    return Agenda(issues, cards, listed, home, at)


def moved_in(before: Agenda, after: Agenda) -> set[int]:
    """The keys of the issues and cards that stand elsewhere in a later deck."""
    found = moved(list(before.issues), list(after.issues))
    for issue, cards in after.listed.items():
        found |= moved(before.listed.get(issue, ()), cards)
    return found | {
        card for card, home in after.home.items() if before.home.get(card, home) != home
    }


def head(section: Any) -> Any:
    """An issue without its cards, a deck without its issues: its own fields alone."""
    type_: type = type(section)
    below = _below(type_)
    return replace(section, **below) if below else section


@cache
def _below(type_: type) -> Mapping[str, tuple[()]]:
    return {name: () for name, spec in specs(type_).items() if spec.record in (Issue, Card)}
