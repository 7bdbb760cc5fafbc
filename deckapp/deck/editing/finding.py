"""Finding a text in the cards of a deck: each place where it stands, and replacing some of them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from deckapp.deck.characters import shortened
from deckapp.deck.fields import FieldSpec, Kind, section_name, specs
from deckapp.deck.model import Card, Deck, FollowUp

from .addressing import card_of
from .edits import Batch, Edit, SetField
from .paths import EditError, value_at

_WITH_TEXT = (Kind.TEXT, Kind.TEXTS, Kind.TRANSLATIONS, Kind.RECORDS)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in cards; `fields` are those looked at, all if empty.

    Case counts if `case` says so; `words` finds whole words only.
    """

    find: str
    fields: tuple[str, ...] = ()
    case: bool = False
    words: bool = False

    def pattern(self) -> re.Pattern[str]:
        """What matches it in a text."""
        pattern = re.escape(self.find)
        if self.words:
            pattern = rf"(?<!\w){pattern}(?!\w)"
        return re.compile(pattern, 0 if self.case else re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a text stands: from `start` to `end` of a field's whole `text`.

    `card` is the id of the card and `title` its title; `path` leads to the text within the card
    (see `paths`), and `label` is the same in words.
    """

    card: str
    path: str
    start: int
    end: int
    text: str
    title: str
    label: str


class TextOf(NamedTuple):
    """A text of a card, with its path and the same in words: "Follow-up 1, We answer"."""

    path: str
    label: str
    text: str


def hits(deck: Deck, search: Search) -> Iterator[Hit]:
    """Each place where the text stands, in agenda order; none where there is nothing to find."""
    for _, card in deck.cards():
        yield from hits_in(card, search)


def hits_in(card: Card, search: Search) -> Iterator[Hit]:
    """Each place where the text stands in a card."""
    if not search.find:
        return
    pattern = search.pattern()
    for path, label, text in texts_of(card, search.fields):
        for match in pattern.finditer(text):
            yield Hit(card.id, path, match.start(), match.end(), text, card.title, label)


def texts_of(section: Any, fields: tuple[str, ...] = ()) -> Iterator[TextOf]:
    """The texts of a section, in these fields or in all. Those of follow-ups are always asked."""
    kind: type = type(section)
    for name, spec in _with_text(kind):
        value = getattr(section, name)
        looked_at = not fields or name in fields
        if not value or not (looked_at or spec.record is FollowUp):
            continue
        if spec.kind is Kind.TEXT:
            yield TextOf(name, spec.label, value)
        elif spec.kind is Kind.TEXTS:
            for index, text in enumerate(value):
                yield TextOf(f"{name}.{index}", f"{spec.label} {index + 1}", text)
        elif spec.kind is Kind.TRANSLATIONS:
            for tag, text in value.items():
                yield TextOf(f"{name}.{tag}", f"{spec.label} ({tag})", text)
        else:
            called = section_name(type(value[0])).capitalize()
            for index, entry in enumerate(value):
                step = _step(value, index)
                for path, label, text in texts_of(entry, () if looked_at else fields):
                    yield TextOf(f"{name}.{step}.{path}", f"{called} {index + 1}, {label}", text)


@cache
def _with_text(type_: type) -> Sequence[tuple[str, FieldSpec]]:
    return [(name, spec) for name, spec in specs(type_).items() if spec.kind in _WITH_TEXT]


def _step(entries: Sequence[Any], index: int) -> str:
    """What names an entry in a path: its id, or its index where it has none of its own."""
    ids = [getattr(entry, "id", "") for entry in entries]
    if ids[index] and ids.index(ids[index]) == index:
        return str(ids[index])
    # An id may look like an index; with noughts before it, it is still the same index.
    return str(index) if str(index) not in ids else f"{index:09}"


def replacement_of(deck: Deck, hits: Sequence[Hit], replacement: str) -> Edit:
    """The edit that replaces these hits, in the order that they were found in, and no others.

    Raises EditError where a text is no longer the one in which they were found.
    """
    if not hits:
        raise EditError("There is nothing to replace: choose at least one hit.")
    cards = _by_id(deck)
    edits: list[Edit] = []
    # From the last to the first: an entry that is emptied goes, and those after it move up.
    for (id_, path), within in groupby(reversed(hits), lambda hit: (hit.card, hit.path)):
        hit, *others = within
        if value_at(cards[id_] if id_ in cards else card_of(deck, id_)[2], path) != hit.text:
            raise EditError(f"“{shortened(hit.title)}” has changed: search again.")
        edits.append(SetField(id_, path, _replaced((hit, *others), replacement)))
    found = hits[0].text[hits[0].start : hits[0].end]
    return Batch(tuple(edits), f"replacement of “{shortened(found)}”")


def _by_id(deck: Deck) -> dict[str, Card]:
    """The cards that can be told by their id."""
    counts = Counter(card.id for _, card in deck.cards())
    return {card.id: card for _, card in deck.cards() if card.id and counts[card.id] == 1}


def _replaced(hits: Sequence[Hit], replacement: str) -> str:
    """The text that these hits stand in, the last of them first, with each replaced."""
    text = hits[0].text
    for hit in hits:
        text = text[: hit.start] + replacement + text[hit.end :]
    return text
