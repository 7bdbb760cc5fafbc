"""One save of a deck: what others wrote meanwhile is merged, then the file is replaced durably.

A save has all it needs from the start, so that it can go on in a thread while somebody edits.
"""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from yaml.nodes import MappingNode

from .comparing.conflicts import Conflict, with_ours, with_theirs
from .comparing.merging import merge
from .editing.history import Step
from .editing.ids import with_ids
from .editing.paths import EditError
from .files import MAX_BYTES, UnreadableFileError, read_bytes
from .model import FORMAT, Deck
from .naming import Ids, merged_by_first_ids, named_like
from .problems import Severity
from .source import SourceDocument, read_deck
from .storage.durable import clear, replacing
from .storage.errors import (
    BrokenOnDiskError,
    ConflictsError,
    MissingError,
    NewerError,
    SaveError,
    UnreachableError,
    read_only,
    save_error,
)
from .storage.safekeeping import Safekeeping
from .writing.verified import UnsavableError, edited_source, encoded, is_unusual

Side = Literal["ours", "theirs"]
Settled = Sequence[tuple[Conflict, Side]]

_ATTEMPTS = 5
_NOTHING = f"format: {FORMAT}\n".encode()


class OnDisk(NamedTuple):
    """A file as it was read or written, and the step whose deck that is."""

    data: bytes
    source: SourceDocument
    step: Step


class Base:
    """A file into which edits are spliced, however often it is saved: undoing gives it back.

    `named` is its deck with an id for all that has none.
    """

    def __init__(self, data: bytes, source: SourceDocument, named: Deck | None = None) -> None:
        self.data = data
        self.source = source
        self.named = with_ids(source.deck) if named is None else named
        self.is_unusual = not isinstance(source.root, MappingNode) or is_unusual(source.text)

    def with_deck(self, deck: Deck, renamed: Mapping[str, str]) -> tuple[bytes, SourceDocument]:
        """The file with a deck in it; raises UnsavableError."""
        edited = edited_source(self.source, self.named, deck, renamed)
        is_same = edited is self.source
        return self.data if is_same else encoded(edited.text, bom=edited.bom), edited


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: `step` is what was saved, `data` and `source` what the file holds now.

    `path` is the file, and `keeping` keeps the work on it safe.

    `sent` is what was to be saved. Where that could not be spliced into the old file, because
    others had changed it, say, `base` is another, which read as `before` and theirs together.
    """

    step: Step
    data: bytes
    source: SourceDocument
    sent: Step
    before: Step
    base: Base | None
    path: Path
    keeping: Safekeeping


@dataclass(frozen=True, slots=True)
class Saving:
    """A save to be made: of a step, spliced into `base`, to a file that is known to be `on_disk`.

    `noted` counts the records that the journal had. A save that `overwrites` merges nothing. To
    `another` file, a deck is written afresh if it cannot be spliced into its own. One that only
    `takes_in` what others wrote writes nothing.
    """

    path: Path
    step: Step
    base: Base
    on_disk: OnDisk
    keeping: Safekeeping
    noted: int
    settled: Settled = ()
    overwrites: bool = False
    another: bool = False
    takes_in: bool = False

    def run(self) -> Saved:
        """Make it; raises SaveError, and then the file is as it was."""
        try:
            return self._made()
        except BaseException:
            self.keeping.not_saved()
            raise

    def _made(self) -> Saved:
        for _ in range(_ATTEMPTS):
            with suppress(_ChangedMeanwhileError):
                return self._attempt()
        reason = "Somebody else is writing this file all the time."
        raise SaveError(self.path, reason, "Try again in a minute.")

    def _attempt(self) -> Saved:
        self._require_whole(self.on_disk.data)
        there = self._there()
        step, base, before = self.step, self._base(there), self.on_disk.step
        if base is not self.base:
            step = self._merged(base)
        try:
            new, written = base.with_deck(step.deck, step.renamed)
        except UnsavableError as error:
            afresh = written_afresh(step.deck) if self.another else None
            if afresh is None:
                reason, _, remedy = str(error).rpartition(". ")
                raise SaveError(self.path, f"{reason}.", remedy) from error
            new, written = afresh
            base, before, step = Base(new, written), step, step._replace(renamed={})
        if there is not None and self.takes_in:
            new, written = there, (self.on_disk if base is self.base else base).source
        if there is not None:
            self.keeping.keep(there)
        if new != there:
            self._replace(new, there)
        self.keeping.keep(new)
        self.keeping.saved(step, new, self.noted)
        if written.path != self.path:
            written = replace(written, path=self.path)
        other = None if base is self.base else base
        return Saved(step, new, written, self.step, before, other, self.path, self.keeping)

    def _there(self) -> bytes | None:
        """What the file holds; None where there is none and need not be."""
        try:
            data = read_now(self.path)
        except MissingError:
            if self.overwrites:
                return None
            raise
        self._require_whole(data)
        return data

    def _require_whole(self, data: bytes) -> None:
        if len(data) > MAX_BYTES:
            raise SaveError(self.path, "The file is too large to be read whole.", "Split it.")

    def _base(self, there: bytes | None) -> Base:
        """What the deck is spliced into: the file of others if they changed it and broke nothing.

        What has no id there gets the one that it already has here. A deck of a newer deckapp is
        neither merged nor overwritten.
        """
        if there is None or there == self.on_disk.data:
            return self.base
        source, known = read_deck(there, self.path), self.on_disk
        require_ours(source, self.path)
        if self.overwrites:
            return self.base
        if _is_broken(source, known.source):
            reason = "Somebody else changed this file, and it has errors now."
            remedy = "Mend them, or save the deck in another place."
            raise BrokenOnDiskError(self.path, reason, remedy)
        return Base(there, source, named_like(source.deck, known.source.deck, known.step.deck))

    def _merged(self, theirs: Base) -> Step:
        """The step with what others wrote merged into it."""
        before = self.on_disk.step

        def merged_with_theirs(ours: Deck, ids: Ids) -> tuple[Deck, None]:
            merged = merge(before.deck, ours, theirs.named)
            conflicts = [_with_ids(conflict, ids) for conflict in merged.conflicts]
            sides = [
                next((side for each, side in self.settled if each == conflict), None)
                for conflict in conflicts
            ]
            if None in sides:
                raise ConflictsError(self.path, conflicts)
            deck = merged.deck
            for conflict, side in zip(merged.conflicts, sides, strict=True):
                with suppress(EditError):  # another may have taken away what it is about
                    deck = (with_theirs if side == "theirs" else with_ours)(deck, conflict)
            return deck, None

        return merged_by_first_ids(before, self.step, theirs.named, merged_with_theirs)[0]

    def _replace(self, data: bytes, there: bytes | None) -> None:
        """Put the data in the place of what was there; raises SaveError."""

        def check() -> None:
            if self._there() != there:
                raise _ChangedMeanwhileError

        if there is not None and not os.access(self.path, os.W_OK):
            raise read_only(self.path)
        try:
            with replacing(self.path, check) as file:
                file.write(data)
        except OSError as error:
            raise save_error(self.path, error) from error
        clear(Path(os.path.realpath(self.path)).parent)


def require_ours(source: SourceDocument, path: Path) -> None:
    """Raise SaveError for what a file holds if a newer deckapp wrote it."""
    if source.is_newer:
        raise NewerError(path, source.why_read_only, "Save the deck in another place.")


def _is_broken(source: SourceDocument, before: SourceDocument) -> bool:
    """Whether a changed file has errors that tell of something lost.

    A card that lacks a text is one that somebody has only begun, unless the file ends amid a line:
    then it may not be written whole yet.
    """
    cut = before.text.endswith("\n") and not source.text.endswith("\n")

    def harm(file: SourceDocument) -> set[str]:
        return {
            problem.code
            for problem in file.problems
            if problem.severity is Severity.ERROR
            and (cut or problem.card is None or problem.code != "missing-key")
        }

    return source.root is None or not harm(source) <= harm(before)


def _with_ids(conflict: Conflict, ids: Ids) -> Conflict:
    """A conflict with other ids of what it is about."""
    issue, card = ids.get(conflict.issue, conflict.issue), ids.get(conflict.card, conflict.card)
    return replace(conflict, issue=issue, card=card)


class _ChangedMeanwhileError(Exception):
    """Somebody changed the file while it was being written anew."""


def written_afresh(deck: Deck) -> tuple[bytes, SourceDocument] | None:
    """A deck as a file without a past, if it can be written at all."""
    nothing = read_deck(_NOTHING)
    with suppress(UnsavableError):
        written = edited_source(nothing, nothing.deck, deck, {})
        return encoded(written.text, bom=False), written
    return None


def read_now(path: Path) -> bytes:
    """What a file holds now; raises SaveError."""
    try:
        return read_bytes(path)
    except UnreadableFileError as error:
        if isinstance(error.__cause__, OSError) and not os.path.isdir(path):  # noqa: PTH112
            raise save_error(path, error.__cause__) from error
        raise UnreachableError(path, error.reason, "Save the deck in another place.") from error
