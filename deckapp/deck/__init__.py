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
    from .creating import create_deck
    from .cutting import (
        CutPlan,
        Form,
        PlannedCard,
        PlannedIssue,
        cut_agenda,
        issue_seconds,
        whole_agenda,
    )
    from .document import DeckDocument, has_unsaved, open_deck
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
    from .editing.finding import Hit, Search, hits, replacement_of
    from .editing.paths import EditError
    from .editing.replacing import ReplaceText
    from .findings import AvoidInForce, Finding, card_findings, deck_findings, issue_findings
    from .fingerprints import fingerprint, revision, spoken_texts
    from .fixing import Fix, fixes
    from .linting import lint
    from .pasting import cards_in, clean_text
    from .saving import Saved, Saving, Settled
    from .schema import json_schema
    from .sections import Complaint, read_section
    from .speaking import speaking_seconds
    from .storage.errors import (
        BrokenOnDiskError,
        ConflictsError,
        FullDiskError,
        MissingError,
        NewerError,
        ReadOnlyError,
        SaveError,
        UnreachableError,
    )
    from .storage.safekeeping import Recovery
    from .storage.snapshots import Snapshot, SnapshotError
    from .tables import code_tables, field_tables
    from .writing.verified import UnsavableError

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
    "create_deck": "creating",
    "CutPlan": "cutting",
    "Form": "cutting",
    "PlannedCard": "cutting",
    "PlannedIssue": "cutting",
    "cut_agenda": "cutting",
    "issue_seconds": "cutting",
    "whole_agenda": "cutting",
    "DeckDocument": "document",
    "has_unsaved": "document",
    "cards_in": "pasting",
    "clean_text": "pasting",
    "Saved": "saving",
    "Saving": "saving",
    "Settled": "saving",
    "Recovery": "storage.safekeeping",
    "UnsavableError": "writing.verified",
    "open_deck": "document",
    "TakeDeck": "editing.edits",
    "BrokenOnDiskError": "storage.errors",
    "ConflictsError": "storage.errors",
    "FullDiskError": "storage.errors",
    "MissingError": "storage.errors",
    "NewerError": "storage.errors",
    "ReadOnlyError": "storage.errors",
    "SaveError": "storage.errors",
    "UnreachableError": "storage.errors",
    "Snapshot": "storage.snapshots",
    "SnapshotError": "storage.snapshots",
    "EditError": "editing.paths",
    "Hit": "editing.finding",
    "Search": "editing.finding",
    "hits": "editing.finding",
    "replacement_of": "editing.finding",
    "ReplaceText": "editing.replacing",
    "code_tables": "tables",
    "field_tables": "tables",
    "AvoidInForce": "findings",
    "Finding": "findings",
    "card_findings": "findings",
    "deck_findings": "findings",
    "issue_findings": "findings",
    "Fix": "fixing",
    "fixes": "fixing",
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
    "AvoidInForce",
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
    "CutPlan",
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
    "Finding",
    "Fix",
    "FollowUp",
    "Form",
    "FullDiskError",
    "Hit",
    "Issue",
    "MarkCleared",
    "Meeting",
    "Merged",
    "MissingError",
    "MoveCard",
    "MoveEntry",
    "MoveIssue",
    "NewerError",
    "Place",
    "PlannedCard",
    "PlannedIssue",
    "Problem",
    "ReadOnlyError",
    "Recovery",
    "ReplaceText",
    "SaveError",
    "Saved",
    "Saving",
    "Search",
    "SetField",
    "Settled",
    "Severity",
    "Snapshot",
    "SnapshotError",
    "SourceDocument",
    "TakeDeck",
    "UnreachableError",
    "UnreadableFileError",
    "UnsavableError",
    "WordChange",
    "card_findings",
    "cards_in",
    "changes",
    "clean_text",
    "code_tables",
    "create_deck",
    "cut_agenda",
    "deck_findings",
    "field_tables",
    "fingerprint",
    "fixes",
    "has_unsaved",
    "hits",
    "issue_findings",
    "issue_seconds",
    "json_schema",
    "lint",
    "merge",
    "open_deck",
    "read_bytes",
    "read_deck",
    "read_deck_file",
    "read_section",
    "replacement_of",
    "revision",
    "speaking_seconds",
    "spoken_texts",
    "whole_agenda",
    "word_changes",
]


__getattr__ = names_from(_LATER, globals())
