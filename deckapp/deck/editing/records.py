"""Edits and decks as plain data (for JSON), and back: what a journal keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from deckapp.deck.fields import sections
from deckapp.deck.model import Deck

from . import edits
from .replacing import ReplaceText

_EDITS: tuple[type, ...] = (
    edits.AddCard,
    edits.AddEntry,
    edits.AddIssue,
    edits.Batch,
    edits.DeleteCard,
    edits.DeleteEntry,
    edits.DeleteIssue,
    edits.DuplicateCard,
    edits.MarkCleared,
    edits.MoveCard,
    edits.MoveEntry,
    edits.MoveIssue,
    edits.SetField,
    edits.TakeDeck,
    ReplaceText,
)
_TYPES: Mapping[str, type] = {type_.__name__: type_ for type_ in (*sections(Deck), *_EDITS)}
_KIND = "$"
_SAME = "same"
_NO_RECORD = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
_PLAIN = (str, int, bool, type(None))

Places = Mapping[int, Sequence[int]]
"""Where the issues and cards of a deck stand, by `id()`: the index of an issue, and of a card."""


def places_in(deck: Deck) -> Places:
    """The places of what is in a deck, for a record to name it by (see `to_record`)."""
    found = {id(issue): [at] for at, issue in enumerate(deck.issues)}
    for at, issue in enumerate(deck.issues):
        found |= {id(card): [at, index] for index, card in enumerate(issue.cards)}
    return found


def to_record(value: Any, known: Places | None = None) -> Any:
    """An edit, a deck or a part of one as what JSON can hold.

    Of what is `known`, only the place is told; whoever reads it must have that deck. Raises
    ValueError for what cannot be told, or cannot stand in a file.
    """
    kind: type = type(value)
    if kind is str and not value.isascii():
        return _writable(value)
    if kind in _PLAIN:
        return value
    if known and id(value) in known:
        return {_KIND: _SAME, "at": known[id(value)]}
    if _TYPES.get(kind.__name__) is kind:
        record = {_KIND: kind.__name__}
        for name, default in _defaults(kind):
            held = getattr(value, name)
            if held is not default and held != default:
                record[name] = to_record(held, known)
        return record
    if kind is date:
        return {_KIND: "date", "day": value.isoformat()}
    if isinstance(value, Mapping):
        return {_KIND: "texts", "pairs": [[key, to_record(each)] for key, each in value.items()]}
    if isinstance(value, (tuple, list)):
        return [to_record(each, known) for each in value]
    raise ValueError(f"A deck cannot hold a {kind.__name__}: give texts, numbers, dates or lists.")


def from_record(record: Any, known: Deck | None = None) -> Any:
    """What a record was made of; raises ValueError for what is none."""
    try:
        return _made(record, known)
    except _NO_RECORD as error:
        raise ValueError("This is not a record of an edit.") from error


def _made(record: Any, known: Deck | None) -> Any:
    if isinstance(record, list):
        return tuple([_made(each, known) for each in record])
    if not isinstance(record, dict):
        return record
    values = {name: each for name, each in record.items() if name != _KIND}
    match record[_KIND]:
        case "date":
            return date.fromisoformat(values["day"])
        case "texts":
            return {key: _made(each, known) for key, each in values["pairs"]}
        case "same":
            return _at(known, **values)
        case name:
            held = {name: _made(each, known) for name, each in values.items()}
            return _checked(_TYPES[name](**held))


def _at(deck: Any, at: list[int]) -> Any:
    """The issue or card at a place."""
    issue, *card = at
    found = deck.issues[issue]
    return found.cards[card[0]] if card else found


def _checked(value: Any) -> Any:
    kind: type = type(value)
    for name, hint in _hints(kind).items():
        if not _is(getattr(value, name), hint):
            raise TypeError(name)
    return value


def _is(value: Any, hint: Any) -> bool:
    """Whether a value is of a type, down to what is in a list."""
    if hint is Any or hint is edits.Edit:
        return hint is Any or isinstance(value, _EDITS)
    origin, within = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return any(_is(value, each) for each in within)
    if origin is tuple:
        return type(value) is tuple and all(_is(each, within[0]) for each in value)
    if origin is Mapping:
        return type(value) is dict and all(type(each) is str for each in (*value, *value.values()))
    return type(value) is hint


@cache
def _hints(type_: type) -> Mapping[str, Any]:
    return get_type_hints(type_)


@cache
def _defaults(type_: type) -> Sequence[tuple[str, Any]]:
    return [(field.name, field.default) for field in fields(type_)]


def _writable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = "This text holds half a character, which no file can: type it again."
        raise ValueError(message) from error
    return text
