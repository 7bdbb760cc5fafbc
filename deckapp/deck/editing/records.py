"""Edits and decks as plain data (for JSON), and back: what a journal keeps."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from deckapp.deck.fields import sections
from deckapp.deck.model import Deck

from . import edits
from .replacing import ReplaceText

_TYPES: Mapping[str, type] = {
    type_.__name__: type_
    for type_ in (
        *sections(Deck),
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
}
_KIND = "$"


def to_record(value: Any) -> Any:
    """An edit, a deck or a part of one as what JSON can hold."""
    if is_dataclass(value):
        held = {
            field.name: to_record(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != field.default
        }
        return {_KIND: type(value).__name__, **held}
    if isinstance(value, date):
        return {_KIND: "date", "day": value.isoformat()}
    if isinstance(value, Mapping):
        return {_KIND: "texts", "pairs": [[key, to_record(each)] for key, each in value.items()]}
    if isinstance(value, (tuple, list)):
        return [to_record(each) for each in value]
    return value


def from_record(record: Any) -> Any:
    """What a record was made of; raises ValueError for what is none."""
    if isinstance(record, list):
        return tuple([from_record(each) for each in record])
    if not isinstance(record, dict):
        return record
    try:
        match record.pop(_KIND):
            case "date":
                return date.fromisoformat(record["day"])
            case "texts":
                return {key: from_record(each) for key, each in record["pairs"]}
            case name:
                return _TYPES[name](**{key: from_record(each) for key, each in record.items()})
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("This is not a record of an edit.") from error
