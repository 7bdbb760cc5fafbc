"""Where in its file each card and issue of an edited deck comes from."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, SequenceNode

from deckapp.deck.model import Card, Deck, Issue
from deckapp.deck.shapes import Kept


class Origin(NamedTuple):
    """A section of the file: the list it is in, its place there, its node, and what it says."""

    siblings: SequenceNode
    place: int
    node: Node
    section: Card | Issue


class Origins:
    """Finds the origin of a card or issue: the very object that was read, or else by id.

    `read` is the deck as it was read, `named` the same with ids, from which the edited deck was
    made; `renamed` has the ids of that by those of the edited deck.
    """

    def __init__(
        self,
        root: Node | None,
        kept: Kept,
        read: Deck,
        named: Deck,
        renamed: Mapping[str, str],
    ) -> None:
        self._kept = kept
        self._renamed = renamed
        self._by_object: dict[int, Origin] = {}
        self._by_id: dict[tuple[type, str], Origin] = {}
        self._named = named  # keeps the objects alive whose identities are the keys
        issues = self._issues(root, read)
        for (origin, cards), issue in zip(issues, named.issues, strict=True):
            self._add(issue, origin)
            for card_origin, card in zip(cards, issue.cards, strict=True):
                self._add(card, card_origin)

    def of(self, section: Card | Issue) -> Origin | None:
        """Where it comes from; None if it is new."""
        name = self._renamed.get(section.id)
        if name is None and section.id not in self._renamed.values():
            name = section.id
        return self._by_object.get(id(section)) or self._by_id.get((type(section), name or ""))

    def items(self, node: SequenceNode) -> list[tuple[int, Node]]:
        """The items of a list that are in the deck, with their indexes in the file."""
        kept = self._kept.get(id(node))
        items = list(enumerate(node.value))
        if kept is None:
            return items
        return [(index, item) for index, item in items if any(item is each for each in kept)]

    def _add(self, section: Card | Issue, origin: Origin) -> None:
        self._by_object[id(section)] = origin
        self._by_id[type(section), section.id] = origin

    def _issues(self, root: Node | None, read: Deck) -> Iterator[tuple[Origin, Iterator[Origin]]]:
        """The origin of each issue with those of its cards."""
        for issue, (siblings, place, node) in zip(
            read.issues, self._items(root, "issues", read.issues), strict=True
        ):
            cards = (
                Origin(*item, card)
                for card, item in zip(
                    issue.cards, self._items(node, "cards", issue.cards), strict=True
                )
            )
            yield Origin(siblings, place, node, issue), cards

    def _items(
        self, node: Node | None, name: str, sections: tuple[Card, ...] | tuple[Issue, ...]
    ) -> list[tuple[SequenceNode, int, Node]]:
        """The items of the list under a key of a section of the file, where it has some."""
        if not sections:
            return []
        assert isinstance(node, MappingNode)
        siblings = next(value for key, value in node.value if key.value == name)
        return [(siblings, index, item) for index, item in self.items(siblings)]
