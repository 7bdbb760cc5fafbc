"""Decks: reading them, what is wrong with them, what they say. No Qt, nothing else of deckapp's.

What reading a deck does not need is loaded when it is first asked for: the window shows a card
before it lints.
"""

from typing import TYPE_CHECKING

from . import libyaml  # noqa: F401  before anything imports yaml
from .files import UnreadableFileError, read_bytes
from .lazily import names_from
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
from .source import Place, SourceDocument, open_deck, read_deck

if TYPE_CHECKING:
    from .fingerprints import fingerprint, revision, spoken_texts
    from .linting import lint
    from .schema import json_schema
    from .sections import Complaint, read_section
    from .speaking import speaking_seconds
    from .tables import code_tables, field_tables

_LATER = {
    "code_tables": "tables",
    "field_tables": "tables",
    "fingerprint": "fingerprints",
    "json_schema": "schema",
    "Complaint": "sections",
    "lint": "linting",
    "read_section": "sections",
    "revision": "fingerprints",
    "speaking_seconds": "speaking",
    "spoken_texts": "fingerprints",
}
"""The module of each name that is loaded when it is first asked for."""

__all__ = [
    "ERRORS",
    "WARNINGS",
    "AvoidPhrase",
    "Card",
    "Clearance",
    "Cleared",
    "Complaint",
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
    "read_section",
    "revision",
    "speaking_seconds",
    "spoken_texts",
]


__getattr__ = names_from(_LATER, globals())
