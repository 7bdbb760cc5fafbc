"""Finding cards by any word in them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from .model import Deck


def searchable_texts(deck: Deck) -> list[str]:
    """All text of each card with its issue's title, in agenda order, folded for `matches`."""
    return [_folded(" ".join((issue.title, *_texts(card)))) for issue, card in deck.cards()]


def matches(searchable: str, query: str) -> bool:
    """Whether every word of a query occurs, in whatever case."""
    return all(word in searchable for word in _folded(query).split())


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е").replace("’", "'")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        yield from value.values()
    elif is_dataclass(value):
        for item in fields(value):
            yield from _texts(getattr(value, item.name))
