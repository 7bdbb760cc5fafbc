"""Decks as tables of issues and cards, in which the same thing has the same key in each deck."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, count, islice
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
    """A deck by keys.

    `issues` are in order, `listed` has the cards of each issue in order, `home` the issue of each
    card, `at` the index of each card there and of each issue. The cards of issues that are equal
    in all the decks, which are nearly all of a large one, are left out.
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
        issue = self.issues[self.home[key]] if key in self.home else Issue()
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
    equal = {
        key
        for key, issue in tables[0].items()
        if all(key in table and table[key].cards == issue.cards for table in tables[1:])
    }
    lists = [
        {key: issue.cards for key, issue in table.items() if key not in equal} for table in tables
    ]
    keys = keyed(paired_by_id, numbers, *([*chain(*each.values())] for each in lists))
    return [_agenda(*each) for each in zip(tables, lists, keys, strict=True)]


def _agenda(
    issues: Mapping[int, Issue], lists: Mapping[int, Sequence[Card]], keys: Iterable[int]
) -> Agenda:
    new = iter(keys)
    cards: dict[int, Card] = {}
    listed: dict[int, list[int]] = {}
    home: dict[int, int] = {}
    at = {issue: index for index, issue in enumerate(issues)}
    for issue, entries in lists.items():
        listed[issue] = [*islice(new, len(entries))]
        cards |= zip(listed[issue], entries, strict=True)
        home |= dict.fromkeys(listed[issue], issue)
        at |= {key: index for index, key in enumerate(listed[issue])}
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
