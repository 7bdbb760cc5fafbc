"""An open deck: edits with undo, saves that touch only what changed, nothing ever lost."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from .comparing.conflicts import Conflict
from .comparing.merging import merge
from .editing.edits import Edit, TakeDeck, renames
from .editing.history import History, Step
from .editing.paths import EditError
from .files import UnreadableFileError, read_bytes
from .model import Deck
from .problems import Problem
from .saving import Base, Saved, Saving, Settled, read_now
from .source import SourceDocument, read_deck
from .storage.locking import DeckLock, Holder
from .storage.safekeeping import Recovery, Safekeeping, digest, local_data, now
from .writing.verified import UnsavableError


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
        self._base = Base(data, read_deck(data, path))
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

    def save(self, settled: Settled = ()) -> Saved:
        """Write what changed into the file, durably, and nothing else.

        What others wrote there since is merged first. Where both changed the same, the conflicts
        must be `settled`; those that are not raise ConflictsError, and nothing is written.
        """
        return self.finish(self.begin(settled).run())

    def begin(self, settled: Settled = ()) -> Saving:
        """A save of the deck as it is now, to be run in a thread, say, and then finished."""
        return self._saving(self.path, self._keeping, settled)

    def finish(self, saved: Saved) -> Saved:
        """Note that a save was made. The deck may have been edited meanwhile."""
        if saved.theirs is not None:
            self._rebase(saved.step, saved.theirs, saved.base)
        self._data, self._written, self._on_disk = saved.data, saved.source, saved.step.deck
        self._history.mark_clean(saved.step.number)
        if not self.is_clean:
            self._keeping.note_whole(self._history.present)
        return saved

    def save_as(self, path: Path) -> Saved:
        """Write the deck to another file, or again to its own; it lives there from now on.

        What that file held is replaced, and kept as a snapshot.
        """
        is_other = path != self.path
        keeping = Safekeeping(self._folder, path, self._clock) if is_other else self._keeping
        with suppress(UnreadableFileError):
            keeping.keep(read_bytes(path))
        saved = self.finish(self._saving(path, keeping, (), overwrites=True).run())
        if is_other:
            self.close()
            self.path, self._keeping = path, keeping
            self._lock = DeckLock(path, clock=self._clock)
            self.holder = self._lock.acquire()
        return saved

    def _saving(
        self, path: Path, keeping: Safekeeping, settled: Settled, *, overwrites: bool = False
    ) -> Saving:
        step, noted = self._history.present, keeping.noted
        known, on_disk = self._data, self._on_disk
        return Saving(path, step, self._base, known, on_disk, keeping, noted, settled, overwrites)

    def is_changed_on_disk(self) -> bool:
        """Whether somebody else changed the file since it was read or saved; raises SaveError."""
        return read_now(self.path) != self._data

    def _rebase(self, saved: Step, theirs: Base, base: Deck) -> None:
        """Take over what others wrote, and put every step on top of it."""

        def rebased(step: Step) -> Step:
            if step.number == saved.number:
                return saved
            return step._replace(deck=merge(base, step.deck, theirs.named).deck)

        self._history.rebase(rebased)
        self._base = theirs

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


def open_deck(path: Path | str, *, folder: Path | None = None) -> DeckDocument:
    """Open a deck for editing; raises UnreadableFileError when its bytes cannot be had.

    Journal and snapshots lie in `folder`, or else in local app data.
    """
    return DeckDocument(Path(path), read_bytes(Path(path)), folder or local_data())
