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
from .source import Place, SourceDocument, read_deck, read_deck_file

if TYPE_CHECKING:
    from .comparing.changes import Change, changes
    from .comparing.conflicts import Conflict
    from .comparing.merging import Merged, merge
    from .comparing.words import WordChange, word_changes
    from .document import DeckDocument, open_deck
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
        TakeDeck,
    )
    from .editing.paths import EditError
    from .editing.replacing import ReplaceText
    from .fingerprints import fingerprint, revision, spoken_texts
    from .linting import lint
    from .saving import Saved, Saving
    from .schema import json_schema
    from .sections import Complaint, read_section
    from .speaking import speaking_seconds
    from .storage.errors import (
        BrokenOnDiskError,
        ConflictsError,
        FullDiskError,
        MissingError,
        ReadOnlyError,
        SaveError,
        UnreachableError,
    )
    from .storage.snapshots import Snapshot, SnapshotError
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
    "Change": "comparing.changes",
    "changes": "comparing.changes",
    "Conflict": "comparing.conflicts",
    "Merged": "comparing.merging",
    "merge": "comparing.merging",
    "WordChange": "comparing.words",
    "word_changes": "comparing.words",
    "DeckDocument": "document",
    "Saved": "saving",
    "Saving": "saving",
    "open_deck": "document",
    "TakeDeck": "editing.edits",
    "BrokenOnDiskError": "storage.errors",
    "ConflictsError": "storage.errors",
    "FullDiskError": "storage.errors",
    "MissingError": "storage.errors",
    "ReadOnlyError": "storage.errors",
    "SaveError": "storage.errors",
    "UnreachableError": "storage.errors",
    "Snapshot": "storage.snapshots",
    "SnapshotError": "storage.snapshots",
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
    "BrokenOnDiskError",
    "Card",
    "Change",
    "Clearance",
    "Cleared",
    "Complaint",
    "Conflict",
    "ConflictsError",
    "Deck",
    "DeckDocument",
    "DeleteCard",
    "DeleteEntry",
    "DeleteIssue",
    "DuplicateCard",
    "Edit",
    "EditError",
    "Edited",
    "Fact",
    "FollowUp",
    "FullDiskError",
    "Issue",
    "MarkCleared",
    "Meeting",
    "Merged",
    "MissingError",
    "MoveCard",
    "MoveEntry",
    "MoveIssue",
    "Place",
    "Problem",
    "ReadOnlyError",
    "ReplaceText",
    "SaveError",
    "Saved",
    "Saving",
    "SetField",
    "Severity",
    "Snapshot",
    "SnapshotError",
    "SourceDocument",
    "TakeDeck",
    "UnreachableError",
    "UnreadableFileError",
    "WordChange",
    "changes",
    "code_tables",
    "field_tables",
    "fingerprint",
    "json_schema",
    "lint",
    "merge",
    "open_deck",
    "read_bytes",
    "read_deck",
    "read_deck_file",
    "read_section",
    "revision",
    "speaking_seconds",
    "spoken_texts",
    "word_changes",
]


__getattr__ = names_from(_LATER, globals())
