"""An open deck: edits with undo, saves that touch only what changed, nothing ever lost."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from .comparing.conflicts import Conflict, with_ours
from .comparing.merging import merge
from .editing.edits import Edit, TakeDeck, renames
from .editing.history import History, Step
from .editing.paths import EditError
from .editing.records import to_record
from .files import read_bytes
from .model import Deck
from .naming import Ids, merged_by_first_ids
from .problems import Problem
from .saving import Base, OnDisk, Saved, Saving, Settled, read_now
from .source import SourceDocument, read_deck
from .storage.abandoned import abandoned
from .storage.errors import MissingError, NewerError
from .storage.journal_file import JournalError
from .storage.locking import DeckLock, Holder, NoLock
from .storage.safekeeping import Recovery, Safekeeping, digest, journals_folder, local_data, now
from .writing.verified import UnsavableError

_UPDATE = "Update deckapp to edit it."


class DeckDocument:
    """A deck that is open for editing; `open_deck` opens one.

    `holder` is who else has it open, as far as is known; nobody is kept from anything by that.
    Edits raise EditError and saves SaveError; then nothing changed. So they do where a newer
    deckapp wrote the file (`source.is_newer`): that is only read.
    """

    def __init__(
        self,
        path: Path,
        data: bytes,
        folder: Path,
        clock: Callable[[], datetime] = now,
        *,
        locks: bool = True,
    ) -> None:
        self.path = path
        self.holder: Holder | None = None
        self._keeping = Safekeeping(folder, path, clock)
        self._lock = (DeckLock if locks else NoLock)(path, clock=clock)
        self._is_prepared = False
        self._folder, self._clock = folder, clock
        self._base = Base(data, read_deck(data, path))
        self._history = History(self._base.named)
        self._written = self._base.source
        self._on_disk = OnDisk(data, self._written, self._history.present)

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

    def as_saved(self) -> Callable[[], SourceDocument]:
        """What finds out, in a thread perhaps, what the file would hold if it were saved now.

        That raises UnsavableError.
        """
        step, base = self._history.present, self._base
        return lambda: base.with_deck(step.deck, step.renamed)[1]

    # Edits

    def prepare(self) -> None:
        """Do before the first edit what would hold it up: tell others, keep the file as it is.

        From then on, `refresh_lock` alone asks who has the deck open.
        """
        self._is_prepared = True
        self.holder = self._lock.acquire()
        self._keeping.prepare(self._on_disk.data)

    def refresh_lock(self) -> None:
        """Show others that the deck is still open here; to be called every five minutes."""
        self.holder = self._lock.refresh()

    def apply(self, edit: Edit, *, merging: bool = False) -> Step:
        """Make an edit; with `merging`, successive settings of one field become one step.

        Raises EditError where it cannot be made, or could not be saved.
        """
        before = self._history.present
        if self._written.is_newer:
            raise EditError(f"{self._written.why_read_only} {_UPDATE}")
        try:
            to_record(edit)
        except ValueError as error:
            raise EditError(str(error)) from None
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
            if not (self._lock.held or self._is_prepared):
                self.holder = self._lock.acquire()
            on_disk = self._on_disk
            was_clean = before.deck is on_disk.step.deck
            self._keeping.note(step, before, on_disk.data, is_new=is_new, was_clean=was_clean)
        return step

    # Saving

    def save(self, settled: Settled = ()) -> Saved:
        """Write what changed into the file, durably, and nothing else.

        What others wrote there since is merged first. Where both changed the same, the conflicts
        must be `settled`; those that are not raise ConflictsError, and nothing is written.
        """
        return self.finish(self.begin(settled).run())

    def begin(self, settled: Settled = (), *, takes_in: bool = False) -> Saving:
        """A save of the deck as it is now, to be run in a thread, say, and then finished.

        One at a time, please. Of a clean deck, one that `takes_in` what others wrote writes
        nothing: no id even that is lacking. Raises SaveError for a newer deck.
        """
        self._require_ours()
        step = self._history.present
        return Saving(
            self.path,
            step,
            self._base,
            self._on_disk,
            self._keeping,
            self._keeping.begin(step),
            settled,
            takes_in=takes_in and self.is_clean,
        )

    def finish(self, saved: Saved) -> Saved:
        """Note that a save was made. The deck may have been edited meanwhile.

        What was then edited in the same place as others had, is in conflict in the next save.
        """
        moves = saved.keeping is not self._keeping
        if moves:
            self._move(saved)
        self._written = saved.source
        self._history.mark_clean(saved.step.number)
        if saved.base is not None and self._rebase(saved, saved.base):
            self._on_disk = self._on_disk._replace(step=saved.before._replace(renamed={}))
        else:
            self._on_disk = OnDisk(saved.data, saved.source, saved.step)
        if moves:
            self._noted(self._history.present, saved.step, is_new=False)
        return saved

    def save_as(self, path: Path) -> Saved:
        """Write the deck to another file, or again to its own; it lives there from now on.

        What that file held is replaced, and kept as a snapshot.
        """
        return self.finish(self.begin_as(path).run())

    def begin_as(self, path: Path) -> Saving:
        """As `begin`, but to another file, or again to its own. Raises SaveError for no file."""
        self._require_ours()
        with suppress(MissingError):
            read_now(path)  # before anything is done in its name
        another = os.path.realpath(path) != os.path.realpath(self.path)
        keeping = Safekeeping(self._folder, path, self._clock) if another else self._keeping
        step = self._history.present
        return Saving(
            path if another else self.path,
            step,
            self._base,
            self._on_disk,
            keeping,
            keeping.begin(step),
            overwrites=True,
            another=another,
        )

    def _require_ours(self) -> None:
        if self._written.is_newer:
            raise NewerError(self.path, self._written.why_read_only, _UPDATE)

    def _move(self, saved: Saved) -> None:
        """Live in another file from now on."""
        self.close()
        self.path, self._keeping = saved.path, saved.keeping
        self._lock = DeckLock(saved.path, clock=self._clock)
        self.holder = self._lock.acquire()

    def is_changed_on_disk(self) -> bool:
        """Whether somebody else changed the file since it was read or saved; raises SaveError."""
        return read_now(self.path) != self._on_disk.data

    def _rebase(self, saved: Saved, base: Base) -> bool:
        """Put every step on top of another file; whether the present one is in conflict with it.

        What was done before the save gives way to what others did, as if that had come first.
        What was done since has the last word.
        """
        in_conflict: set[int] = set()

        def beneath(deck: Deck, _ids: Ids) -> tuple[Deck, None]:
            merged = merge(saved.before.deck, base.named, deck)
            new = merged.deck
            for conflict in merged.conflicts:
                with suppress(EditError):
                    new = with_ours(new, conflict)
            return new, None

        def on_top(deck: Deck, _ids: Ids) -> tuple[Deck, bool]:
            merged = merge(saved.sent.deck, deck, saved.step.deck)
            return merged.deck, bool(merged.conflicts)

        def rebased(step: Step) -> Step:
            if step.number == saved.step.number:
                return saved.step
            if step.number < saved.step.number:
                return merged_by_first_ids(saved.before, step, base.named, beneath)[0]
            new, clashes = merged_by_first_ids(saved.sent, step, saved.step.deck, on_top)
            in_conflict.update([step.number] * clashes)
            return new._replace(renamed=renames(saved.step.renamed, new.renamed))

        self._base = base
        present = self._history.rebase(rebased)
        self._keeping.rebased(present, saved.step.number)
        return present.number in in_conflict

    # Safekeeping

    def sync(self) -> bool:
        """Make all edits safe from a power cut at once; that happens within a second anyway.

        Returns whether they are.
        """
        return self._keeping.sync()

    def recoveries(self) -> list[Recovery]:
        """Work on this deck that was not saved when deckapp ended, the latest last."""
        return self._keeping.recoveries(self._on_disk.data, self._on_disk.step.deck)

    def recover(self, recovery: Recovery) -> tuple[Conflict, ...]:
        """Take over such work, as one step; where the file was changed since, both are merged.

        Returns the conflicts, in which the deck has the recovered version. Raises EditError where
        the file cannot take it; it is still there then.
        """

        def merged_with_present(deck: Deck, _ids: Ids) -> tuple[Deck, tuple[Conflict, ...]]:
            merged = merge(recovery.base, deck, self.deck)
            return merged.deck, merged.conflicts

        step = Step(recovery.deck, renamed=recovery.renamed)
        conflicts: tuple[Conflict, ...] = ()
        if digest(self._on_disk.data) != recovery.base_digest or not self.is_clean:
            base = Step(recovery.base)
            step, conflicts = merged_by_first_ids(base, step, self.deck, merged_with_present)
        self.apply(TakeDeck(step.deck, "recovery of unsaved work", step.renamed))
        if self._keeping.sync() or self.is_clean:
            self._keeping.discard(recovery)
        return conflicts

    def discard(self, recovery: Recovery) -> None:
        """Give up such work."""
        self._keeping.discard(recovery)

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


def open_deck(path: Path | str, *, folder: Path | None = None, locks: bool = True) -> DeckDocument:
    """Open a deck for editing; raises UnreadableFileError when its bytes cannot be had.

    Journal and snapshots lie in `folder`, or else in local app data. Unless it `locks`, nobody is
    told that the deck is open: nothing is put beside its file until that is another.
    """
    data = read_bytes(Path(path))
    return DeckDocument(Path(path), data, folder or local_data(), locks=locks)


def has_unsaved(path: Path) -> bool:
    """Whether sessions that ended seem to have left unsaved work on a deck."""
    with suppress(JournalError):
        return bool(abandoned(journals_folder(local_data()), path))
    return True
