"""Decks: reading them, what is wrong with them, what they say. No Qt, nothing else of deckapp's."""

from .files import UnreadableFileError, read_bytes
from .fingerprint import fingerprint, revision, spoken_texts
from .linting import lint
from .model import (
    AvoidPhrase,
    Card,
    Clearance,
    Cleared,
    Deck,
    Fact,
    FollowUp,
    Issue,
    Meeting,
)
from .problems import ERRORS, WARNINGS, Problem, Severity
from .schema import json_schema
from .source import Place, SourceDocument, open_deck, read_deck
from .speaking import speaking_seconds
from .tables import code_tables, field_tables

__all__ = [
    "ERRORS",
    "WARNINGS",
    "AvoidPhrase",
    "Card",
    "Clearance",
    "Cleared",
    "Deck",
    "Fact",
    "FollowUp",
    "Issue",
    "Meeting",
    "Place",
    "Problem",
    "Severity",
    "SourceDocument",
    "UnreadableFileError",
    "code_tables",
    "field_tables",
    "fingerprint",
    "json_schema",
    "lint",
    "open_deck",
    "read_bytes",
    "read_deck",
    "revision",
    "speaking_seconds",
    "spoken_texts",
]
