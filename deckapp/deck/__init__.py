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
    from .editing.edits import (
        AddCard,
        AddEntry,
        AddIssue,
        Batch,
        DeleteCard,
        DeleteEntry,
        DeleteIssue,
        DuplicateCard,
        Edit,
        Edited,
        MarkCleared,
        MoveCard,
        MoveEntry,
        MoveIssue,
        SetField,
    )
    from .editing.paths import EditError
    from .editing.replacing import ReplaceText
    from .fingerprints import fingerprint, revision, spoken_texts
    from .linting import lint
    from .schema import json_schema
    from .sections import Complaint, read_section
    from .speaking import speaking_seconds
    from .tables import code_tables, field_tables

_LATER = {
    "AddCard": "editing.edits",
    "AddEntry": "editing.edits",
    "AddIssue": "editing.edits",
    "Batch": "editing.edits",
    "DeleteCard": "editing.edits",
    "DeleteEntry": "editing.edits",
    "DeleteIssue": "editing.edits",
    "DuplicateCard": "editing.edits",
    "Edit": "editing.edits",
    "Edited": "editing.edits",
    "MarkCleared": "editing.edits",
    "MoveCard": "editing.edits",
    "MoveEntry": "editing.edits",
    "MoveIssue": "editing.edits",
    "SetField": "editing.edits",
    "EditError": "editing.paths",
    "ReplaceText": "editing.replacing",
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
    "AddCard",
    "AddEntry",
    "AddIssue",
    "AvoidPhrase",
    "Batch",
    "Card",
    "Clearance",
    "Cleared",
    "Complaint",
    "Deck",
    "DeleteCard",
    "DeleteEntry",
    "DeleteIssue",
    "DuplicateCard",
    "Edit",
    "EditError",
    "Edited",
    "Fact",
    "FollowUp",
    "Issue",
    "MarkCleared",
    "Meeting",
    "MoveCard",
    "MoveEntry",
    "MoveIssue",
    "Place",
    "Problem",
    "ReplaceText",
    "SetField",
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
