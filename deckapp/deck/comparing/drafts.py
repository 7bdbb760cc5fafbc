"""Three agendas on the way to one: what stays, what is in it, where it stands, what clashes."""

from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import replace
from itertools import chain
from typing import Any

from deckapp.deck.editing.ids import free_id, ids_of, with_id
from deckapp.deck.model import Deck

from .agendas import Agenda, head, moved_in
from .ordering import merged_order
from .sections import Clash, survivor, three_way

Members = dict[int, set[int]]
"""The cards of an issue by its key; none where one may go in the end (see `conflicts`)."""


class Draft:
    """The issues and cards of a merged agenda by key, and what clashes in each of them.

    `sides` are those of base, ours and theirs. `order` has the issues, `listed` the cards of each
    issue in order, unless they are equal on all sides. What cards an issue has in `sections` means
    nothing. A clash about a whole issue or card has no values.
    """

    def __init__(self, base: Agenda, ours: Agenda, theirs: Agenda) -> None:
        self.sides = base, ours, theirs
        self._moved = moved_in(base, ours) | moved_in(base, theirs)
        self.sections: dict[int, Any] = {}
        self.clashes: dict[int, list[Clash]] = defaultdict(list)
        members = self._merge_cards()
        self._merge_issues(members)
        self.order = merged_order(self.sections, *[list(side.issues) for side in self.sides])
        self.listed = {
            issue: merged_order(
                members.get(issue, ()), *[side.listed.get(issue, []) for side in self.sides]
            )
            for issue in self.order
            if any(issue in side.listed for side in self.sides)
        }

    def _merge_cards(self) -> Members:
        base, ours, theirs = self.sides
        members: Members = defaultdict(set)
        for key in {**base.cards, **ours.cards, **theirs.cards}:
            versions = [side.cards.get(key) for side in self.sides]
            if self._stays(key, versions, held=key in self._moved):
                was = base.home.get(key)
                home, agreed = three_way(was, ours.home.get(key, was), theirs.home.get(key, was))
                members[home].add(key)
                if not agreed:
                    self.clashes[key].append(Clash("moved", "", None, None, None))
                for side in (ours, theirs):  # where it may have to go keeps an issue, too
                    deleted = home in base.issues and home not in side.issues
                    if key in side.home and (deleted or not agreed):
                        members.setdefault(side.home[key], set())
        return members

    def _merge_issues(self, needed: Container[int]) -> None:
        base, ours, theirs = (side.issues for side in self.sides)
        for key in {**base, **ours, **theirs}:
            versions = [base.get(key), ours.get(key), theirs.get(key)]
            if versions[0] is versions[1] is versions[2]:
                self.sections[key] = versions[0]
            else:
                heads = [version and head(version) for version in versions]
                self._stays(key, heads, held=key in needed or key in self._moved)

    def _stays(self, key: int, versions: list[Any], *, held: bool) -> bool:
        """Merge the versions of an issue or card; whether there is one left."""
        section, clashes = survivor(*versions, held=held)
        if section is not None:
            self.sections[key] = section
            if clashes:
                self.clashes[key] += clashes
        return section is not None

    def give_ids(self, *decks: Deck) -> None:
        """Give another id to what theirs added with one that ours added, too; it clashes then.

        What clashes and has no id gets one. None of them is in the decks.
        """
        _, ours, theirs = self.sides
        ids = Counter([section.id for section in self.sections.values()])
        doubled = ids - (_ids_of(ours) | _ids_of(theirs))
        changing = [
            key
            for key, section in self.sections.items()
            if (doubled[section.id] if section.id else key in self.clashes)
        ]
        taken = set[str]().union(*map(ids_of, decks)) if changing else set()
        for key in changing:
            section, mine = self.sections[key], ours.section(key)
            if not section.id:
                new = with_id(replace(section, title=section.title or "item"), taken).id
            elif mine is None or mine.id != section.id:
                new = free_id(section.id, taken)
                self.clashes[key].append(Clash("renamed", "", None, None, None))
            else:
                continue
            taken.add(new)
            self.sections[key] = replace(section, id=new)


def _ids_of(side: Agenda) -> Counter[str]:
    issues = (issue.id for issue in side.issues.values())
    return Counter(chain(issues, (card.id for card in side.cards.values())))
