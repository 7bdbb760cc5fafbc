"""One save of a deck: what others wrote meanwhile is merged, then the file is replaced durably.

A save has all it needs from the start, so that it can go on in a thread while somebody edits.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .comparing.conflicts import Conflict, with_theirs
from .comparing.merging import merge
from .editing.history import Step
from .editing.ids import with_ids
from .files import UnreadableFileError, read_bytes
from .model import Deck
from .source import SourceDocument, read_deck
from .storage.durable import replacing
from .storage.errors import (
    BrokenOnDiskError,
    ConflictsError,
    SaveError,
    UnreachableError,
    read_only,
    save_error,
)
from .storage.safekeeping import Safekeeping
from .writing.verified import UnsavableError, edited_source, encoded, is_unusual

Side = Literal["ours", "theirs"]
Settled = Sequence[tuple[Conflict, Side]]


class Base:
    """A file into which edits are spliced, however often it is saved: undoing gives it back."""

    def __init__(self, data: bytes, source: SourceDocument) -> None:
        self.data = data
        self.source = source
        self.named = with_ids(source.deck)
        self.is_unusual = is_unusual(source.text)

    def with_deck(self, deck: Deck, renamed: Mapping[str, str]) -> tuple[bytes, SourceDocument]:
        """The file with a deck in it; raises UnsavableError."""
        edited = edited_source(self.source, self.named, deck, renamed)
        is_same = edited is self.source
        return self.data if is_same else encoded(edited.text, bom=edited.bom), edited


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: `step` is what was saved, `data` and `source` what the file holds now.

    `theirs` is the file of others with which it was merged first, if it was, and `base` the deck
    from which both came.
    """

    step: Step
    data: bytes
    source: SourceDocument
    theirs: Base | None
    base: Deck


@dataclass(frozen=True, slots=True)
class Saving:
    """A save to be made: of a step, spliced into `base`, to a file that held `known` data.

    `on_disk` is the deck in that data. `noted` counts the records that the journal had.
    """

    path: Path
    step: Step
    base: Base
    known: bytes
    on_disk: Deck
    keeping: Safekeeping
    noted: int
    settled: Settled = ()
    overwrites: bool = False

    def run(self) -> Saved:
        """Make it; raises SaveError, and then the file is as it was."""
        step, base, theirs = self.step, self.base, None
        data = self.known if self.overwrites else read_now(self.path)
        if data != self.known:
            base = theirs = _readable(self.path, data, self.base)
            step = self._merged(theirs)
        try:
            new, written = base.with_deck(step.deck, step.renamed)
        except UnsavableError as error:
            raise SaveError(self.path, str(error), "") from error
        self.keeping.keep(data)
        _replace(self.path, new)
        self.keeping.keep(new)
        self.keeping.saved(step, new, self.noted)
        return Saved(step, new, written, theirs, self.on_disk)

    def _merged(self, theirs: Base) -> Step:
        """The step with what others wrote merged into it."""
        merged = merge(self.on_disk, self.step.deck, theirs.named)
        deck = merged.deck
        for conflict in merged.conflicts:
            side = next((side for each, side in self.settled if each == conflict), None)
            if side is None:
                raise ConflictsError(self.path, merged.conflicts)
            if side == "theirs":
                deck = with_theirs(deck, conflict)
        return self.step._replace(deck=deck)


def read_now(path: Path) -> bytes:
    """What a file holds now; raises SaveError."""
    try:
        return read_bytes(path)
    except UnreadableFileError as error:
        if isinstance(error.__cause__, OSError):
            raise save_error(path, error.__cause__) from error
        raise UnreachableError(path, error.reason, error.remedy) from error


def _readable(path: Path, data: bytes, before: Base) -> Base:
    """A file that others wrote, unless they broke it."""
    source = read_deck(data, path)
    if source.root is None or (source.has_errors and not before.source.has_errors):
        reason = "Somebody else changed this file, and it has errors now."
        raise BrokenOnDiskError(path, reason, "Mend them, or save the deck in another place.")
    return Base(data, source)


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not os.access(path, os.W_OK):
        raise read_only(path)
    try:
        with replacing(path) as file:
            file.write(data)
    except OSError as error:
        raise save_error(path, error) from error
