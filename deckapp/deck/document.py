"""An open deck: edits with undo, saves that touch only what changed, nothing ever lost."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple, Self

from .comparing.conflicts import Conflict, with_theirs
from .comparing.merging import merge
from .editing.edits import Edit, TakeDeck, renames
from .editing.history import History, Step
from .editing.ids import with_ids
from .editing.paths import EditError
from .files import UnreadableFileError, read_bytes
from .model import Deck
from .problems import Problem
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
from .storage.locking import DeckLock, Holder
from .storage.safekeeping import Recovery, Safekeeping, digest, local_data, now
from .writing.verified import UnsavableError, edited_source, encoded, is_unusual

Side = Literal["ours", "theirs"]


class Saved(NamedTuple):
    """What a save did: `merged` tells whether changes that others made meanwhile were merged."""

    merged: bool


class _Base:
    """A file into which edits are spliced, however often it is saved: undoing gives it back."""

    def __init__(self, data: bytes, source: SourceDocument) -> None:
        self.source = source
        self.named = with_ids(source.deck)
        self.is_unusual = is_unusual(source.text)
        self._data = data

    def with_deck(self, deck: Deck, renamed: Mapping[str, str]) -> tuple[bytes, SourceDocument]:
        """The file with a deck in it; raises UnsavableError."""
        edited = edited_source(self.source, self.named, deck, renamed)
        is_same = edited is self.source
        return self._data if is_same else encoded(edited.text, bom=edited.bom), edited


class DeckDocument:
    """A deck that is open for editing; `open_deck` opens one.

    `holder` is who else has it open, as far as is known; nobody is kept from anything by that.
    Edits raise EditError and saves SaveError; then nothing changed.
    """

    def __init__(
        self, path: Path, data: bytes, folder: Path, clock: Callable[[], datetime] = now
    ) -> None:
        self.path = path
        self.holder: Holder | None = None
        self._keeping = Safekeeping(folder, path, clock)
        self._lock = DeckLock(path, clock=clock)
        self._folder, self._clock = folder, clock
        self._base = _Base(data, read_deck(data, path))
        self._history = History(self._base.named)
        self._data, self._written, self._on_disk = data, self._base.source, self._base.named

    # What it is

    @property
    def deck(self) -> Deck:
        """The deck as it is now, with an id for all that lacks one in the file."""
        return self._history.present.deck

    @property
    def source(self) -> SourceDocument:
        """What the file held when it was read or saved last, with places and problems."""
        return self._written

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What reading the file found wrong."""
        return self._written.problems

    @property
    def history(self) -> History:
        """The steps that were made, for labels; go to one with `go_to`."""
        return self._history

    @property
    def is_clean(self) -> bool:
        """Whether the deck is as it was opened or saved."""
        return self._history.is_clean

    @property
    def trouble(self) -> str:
        """Why journal or snapshots do not work at present, in a sentence; empty if they do."""
        return self._keeping.trouble

    # Edits

    def apply(self, edit: Edit, *, merging: bool = False) -> Step:
        """Make an edit; with `merging`, successive settings of one field become one step.

        Raises EditError where it cannot be made, or could not be saved.
        """
        before = self._history.present
        if self._base.is_unusual:
            edited = edit.apply(before.deck)
            try:
                self._base.with_deck(edited.deck, renames(before.renamed, edited.renamed))
            except UnsavableError as error:
                raise EditError(str(error)) from error
        step = self._history.apply(edit, merging=merging)
        return self._noted(step, before, is_new=True)

    def undo(self) -> Step:
        """Go back a step; at the first nothing happens."""
        return self.go_to(self._history.at - 1)

    def redo(self) -> Step:
        """Go forward a step; at the last nothing happens."""
        return self.go_to(self._history.at + 1)

    def go_to(self, index: int) -> Step:
        """Go to a step of the history, from 0; beyond the ends nothing happens."""
        before = self._history.present
        return self._noted(self._history.go_to(index), before, is_new=False)

    def _noted(self, step: Step, before: Step, *, is_new: bool) -> Step:
        if step.number != before.number:
            if not self._lock.held:
                self.holder = self._lock.acquire()
            self._keeping.note(step, before, self._data, is_new=is_new)
        return step

    # Saving

    def save(self, settled: Sequence[tuple[Conflict, Side]] = ()) -> Saved:
        """Write what changed into the file, durably, and nothing else.

        What others wrote there since is merged first. Where both changed the same, the conflicts
        must be `settled`; those that are not raise ConflictsError, and nothing is written.
        """
        data = self._read()
        merged = data != self._data
        if merged:
            self._merge(data, settled)
        self._write(self.path)
        return Saved(merged)

    def save_as(self, path: Path) -> None:
        """Write the deck to another file, or again to its own; it lives there from now on.

        What that file held is replaced, and kept as a snapshot.
        """
        is_other = path != self.path
        keeping = Safekeeping(self._folder, path, self._clock) if is_other else self._keeping
        with suppress(UnreadableFileError):
            keeping.keep(read_bytes(path))
        self._write(path, keeping)
        if is_other:
            self.close()
            self.path, self._keeping = path, keeping
            self._lock = DeckLock(path, clock=self._clock)
            self.holder = self._lock.acquire()

    def is_changed_on_disk(self) -> bool:
        """Whether somebody else changed the file since it was read or saved; raises SaveError."""
        return self._read() != self._data

    def _read(self) -> bytes:
        """What the file holds now."""
        try:
            return read_bytes(self.path)
        except UnreadableFileError as error:
            cause = error.__cause__
            if isinstance(cause, OSError):
                raise save_error(self.path, cause) from error
            raise UnreachableError(self.path, error.reason, error.remedy) from error

    def _merge(self, data: bytes, settled: Sequence[tuple[Conflict, Side]]) -> None:
        """Take over what others wrote, and put every step on top of it."""
        theirs = read_deck(data, self.path)
        if theirs.root is None or (theirs.has_errors and not self._written.has_errors):
            reason = "Somebody else changed this file, and it cannot be read any more."
            remedy = "Save the deck in another place, and compare them."
            raise BrokenOnDiskError(self.path, reason, remedy)
        base, named = self._on_disk, with_ids(theirs.deck)
        merged = merge(base, self.deck, named)
        choices = [(conflict, _choice(conflict, settled)) for conflict in merged.conflicts]
        if any(side is None for _, side in choices):
            raise ConflictsError(self.path, merged.conflicts)
        present = merged.deck
        for conflict, side in choices:
            if side == "theirs":
                present = with_theirs(present, conflict)

        def rebased(step: Step) -> Step:
            if step.number == number:
                return step._replace(deck=present)
            return step._replace(deck=merge(base, step.deck, named).deck)

        number = self._history.present.number
        step = self._history.rebase(rebased)
        self._base = _Base(data, theirs)
        self._data, self._written, self._on_disk = data, theirs, named
        self._keeping.rebase(step, data)

    def _write(self, path: Path, keeping: Safekeeping | None = None) -> None:
        """Write the deck as it is now to a file."""
        keeping = keeping or self._keeping
        step = self._history.present
        try:
            data, written = self._base.with_deck(step.deck, step.renamed)
        except UnsavableError as error:
            raise SaveError(path, str(error), "") from error
        if path.exists() and not os.access(path, os.W_OK):
            raise read_only(path)
        keeping.keep(self._data)
        try:
            with replacing(path) as file:
                file.write(data)
        except OSError as error:
            raise save_error(path, error) from error
        keeping.keep(data)
        self._written, self._data, self._on_disk = written, data, step.deck
        self._history.mark_clean()
        keeping.saved(step, data)

    # Safekeeping

    def sync(self) -> None:
        """Make all edits safe from a power cut at once; that happens within a second anyway."""
        self._keeping.sync()

    def recoveries(self) -> list[Recovery]:
        """Work on this deck that was not saved when deckapp ended, the latest last."""
        return self._keeping.recoveries()

    def recover(self, recovery: Recovery) -> tuple[Conflict, ...]:
        """Take over such work, as one step; where the file was changed since, both are merged.

        Returns the conflicts, in which the deck has the recovered version.
        """
        deck, renamed = recovery.deck, recovery.renamed
        conflicts: tuple[Conflict, ...] = ()
        if digest(self._data) != recovery.base_digest or not self.is_clean:
            merged = merge(recovery.base, deck, self.deck)
            deck, conflicts, renamed = merged.deck, merged.conflicts, {}
        self.apply(TakeDeck(deck, "recovery of unsaved work", renamed))
        self.sync()
        recovery.left.discard()
        return conflicts

    def close(self) -> None:
        """Give up what was not saved, and let others know that the deck is free."""
        self._keeping.close(discard=True)
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, type_: type[BaseException] | None, *_exception: object) -> None:
        """Close it; after an exception, unsaved work is left to be recovered."""
        self._keeping.close(discard=type_ is None or self.is_clean)
        self.close()


def _choice(conflict: Conflict, settled: Sequence[tuple[Conflict, Side]]) -> Side | None:
    return next((side for each, side in settled if each == conflict), None)


def open_deck(path: Path | str, *, folder: Path | None = None) -> DeckDocument:
    """Open a deck for editing; raises UnreadableFileError when its bytes cannot be had.

    Journal and snapshots lie in `folder`, or else in local app data.
    """
    return DeckDocument(Path(path), read_bytes(Path(path)), folder or local_data())
