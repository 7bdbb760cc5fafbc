"""Editing the deck in the window: edits and undo at once, the file in jobs."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from deckapp.deck import (
    Deck,
    DeckDocument,
    Edit,
    EditError,
    Recovery,
    Saved,
    SaveError,
    Saving,
    Settled,
    SourceDocument,
    UnreadableFileError,
    UnsavableError,
    has_unsaved,
)
from deckapp.deck.storage.errors import read_only
from deckapp.paths import is_shipped

from .beginning import Begun, begin_editing
from .document import Document, Opened
from .jobs import Job, JobRunner, kept
from .own_copy import put_copy, save_copy

_LOCK_MILLISECONDS = 5 * 60 * 1000
_IDLE_MILLISECONDS = 700
"""After the last edit, until the whole deck is examined."""


class Edited(NamedTuple):
    """The deck went from one state to another; `by` is who asked for that, and `edit` what."""

    before: Deck
    deck: Deck
    edit: Edit | None
    by: object


class Editor(QObject):
    """Owns the editing of the document's deck. `session` is None until `begin` is through.

    `began` tells that it is; `edited` carries Edited; `state_changed` that labels of undo, or
    whether the deck is saved, may be others. `saved` carries Saved, `failed` an exception.
    `recoverable` carries the list of what crashed sessions left. `touched` tells that somebody
    else changed the file while there are unsaved edits here, `untouched` that it is as it was
    left. `moved` tells, before `saved`, that a deck which came with deckapp is the user's own from
    now on: where it lay, and where it lies. `own_copy` is the file that was last made for one.
    """

    began = Signal()
    edited = Signal(object)
    state_changed = Signal()
    saved = Signal(object)
    failed = Signal(object)
    recoverable = Signal(object)
    touched = Signal()
    untouched = Signal()
    moved = Signal(object, object)

    def __init__(
        self, document: Document, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session: DeckDocument | None = None
        self.own_copy: Path | None = None
        self._document = document
        self._runner = runner
        self._beginning: Job | None = None
        self._saving: Saving | None = None
        self._next: Callable[[], None] | None = None
        self._looks_again = False
        self._looked_for: Path | None = None
        self._refresh = QTimer(self)
        self._refresh.setInterval(_LOCK_MILLISECONDS)
        self._refresh.timeout.connect(self._refresh_lock)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MILLISECONDS)
        self._idle.timeout.connect(self._examine)
        document.opened.connect(self._on_opened)
        document.examined.connect(self._look_for_unsaved)
        document.changed_on_disk.connect(self._on_changed_on_disk)

    # Beginning and ending

    @property
    def is_clean(self) -> bool:
        """Whether everything is saved."""
        return self.session is None or self.session.is_clean

    @property
    def is_saving(self) -> bool:
        """Whether a save is under way."""
        return self._saving is not None

    @property
    def saves_all(self) -> bool:
        """Whether a save is under way, of all that there is to save."""
        session, saving = self.session, self._saving
        if session is None or saving is None:
            return False
        return session.history.present.number == saving.step.number

    def begin(self) -> None:
        """Make the deck editable; `began` tells, at once if it is already."""
        path, shown = self._document.path, self._document.deck
        if self.session is not None:
            self.began.emit()
        elif self._beginning is None and path is not None:
            self._beginning = self._runner.run(
                lambda job: kept(lambda: begin_editing(job, path, shown)),
                self._on_begun,
                self._on_not_begun,
            )

    def close(self) -> None:
        """End the session; what is not saved is given up."""
        self._beginning = None
        self._saving = self._next = None
        self._looks_again = False
        self._idle.stop()
        self._refresh.stop()
        if self.session is not None:
            session, self.session = self.session, None
            self._document.is_held = False
            session.close()
            self.state_changed.emit()

    def _on_begun(self, begun: Begun) -> None:
        if begun.job is not self._beginning:
            begun.session.close()  # nobody waits for it any more
            return
        self._beginning = None
        before = self._document.deck
        self.session = begun.session
        self._document.is_held = True
        self._refresh.start()
        self._document.take(self.session.source, self.session.deck)
        if begun.is_other:
            self.edited.emit(Edited(before, self.session.deck, None, None))
        self.began.emit()
        self.state_changed.emit()
        if begun.found:
            self.recoverable.emit(begun.found)

    def _on_not_begun(self, error: Exception) -> None:
        self._beginning = None
        if not isinstance(error, UnreadableFileError):
            raise error
        self.failed.emit(error)

    def _on_opened(self, opened: Opened) -> None:
        """Another deck, or the same one read again: editing begins anew."""
        self.close()
        if not opened.again:
            self._looked_for = None

    def _look_for_unsaved(self) -> None:
        """See, once a deck, whether a session that crashed left work on it."""
        path = self._document.path
        if path is not None and path != self._looked_for and self.session is None:
            self._looked_for = path
            self._runner.run(
                lambda _job: has_unsaved(path),
                partial(self._on_looked_for, path),
                self._on_not_looked_for,
            )

    def _on_looked_for(self, path: Path, found: bool) -> None:  # noqa: FBT001  a job's result
        if found and path == self._document.path:
            self.begin()

    def _on_not_looked_for(self, error: Exception) -> None:
        raise error

    # Edits

    def apply(self, edit: Edit, *, merging: bool = False, by: object = None) -> str:
        """Make an edit; returns why it cannot be made, or nothing."""
        if self.session is None:
            return "This deck cannot be edited just now."
        before = self.session.deck
        try:
            self.session.apply(edit, merging=merging)
        except EditError as error:
            return str(error)
        self._show(before, edit, by)
        return ""

    def undo(self) -> None:
        """Go back a step."""
        if self.session is not None:
            edit = self.session.history.present.edit
            self._go_to(self.session.history.at - 1, edit)

    def redo(self) -> None:
        """Go forward a step."""
        if self.session is not None:
            self._go_to(self.session.history.at + 1, None)

    def go_to(self, index: int) -> None:
        """Go to a step of the history."""
        self._go_to(index, None)

    def recover(self, recovery: Recovery) -> str:
        """Take over what a crashed session left; returns what to know about it."""
        if self.session is None:
            return "This deck cannot be edited just now."
        before = self.session.deck
        try:
            conflicts = self.session.recover(recovery)
        except EditError as error:
            return f"What was not saved cannot be taken over: {error}"
        self._show(before, None, None)
        if not conflicts:
            return ""
        places = " and ".join(dict.fromkeys(f"“{each.title}”" for each in conflicts))
        return (
            "The work is back, not saved yet. The file was changed since then, and in "
            f"{places} in the same places: there the deck has your version."
        )

    def discard(self, recovery: Recovery) -> None:
        """Give up what a crashed session left."""
        if self.session is not None:
            self.session.discard(recovery)
            self.state_changed.emit()

    def _go_to(self, index: int, edit: Edit | None) -> None:
        if self.session is not None:
            before = self.session.deck
            step = self.session.go_to(index)
            self._show(before, edit or step.edit, None)

    def _show(self, before: Deck, edit: Edit | None, by: object) -> None:
        assert self.session is not None
        deck = self.session.deck
        if deck is not before:
            self._document.take(self.session.source, deck)
            self.edited.emit(Edited(before, deck, edit, by))
            self._idle.start()
        self.state_changed.emit()

    def _examine(self) -> None:
        """Lint the deck as it would be in its file."""
        if self.session is not None and not self.is_saving:
            as_saved, source = self.session.as_saved(), self.session.source

            def examined() -> SourceDocument:
                try:
                    return as_saved()
                except UnsavableError:
                    return source

            self._document.examine_as(examined)

    # Saving

    def save(self, settled: Settled = ()) -> None:
        """Save in a job; `saved` or `failed` tells. What comes meanwhile is saved after it.

        A deck that came with deckapp is saved among the user's documents, where it then lives.
        """
        if self.session is None:
            return
        if self.is_saving:
            self._next = self.save
        elif not is_shipped(self.session.path):
            self._run(self.session.begin(settled))
        elif not self.is_clean:
            self._save_copy(self.session)

    def _save_copy(self, session: DeckDocument) -> None:
        try:
            self.own_copy = put_copy(session.source)
            saving = session.begin_as(self.own_copy)
        except SaveError as error:
            self.own_copy = error.path
            self.failed.emit(error)
        else:
            self._run(saving, save_copy)

    def save_as(self, path: Path) -> None:
        """Save to another file, in which the deck lives from now on; all else as `save`.

        What came with deckapp is not written.
        """
        if self.session is None:
            return
        if self.is_saving:
            self._next = partial(self.save_as, path)
            return
        self.own_copy = None
        try:
            if is_shipped(path):
                raise read_only(path)
            saving = self.session.begin_as(path)
        except SaveError as error:
            self.failed.emit(error)
        else:
            self._run(saving)

    def _run(self, saving: Saving, run: Callable[[Saving], Saved] = Saving.run) -> None:
        self._saving = saving
        self._idle.stop()
        self._runner.run(
            lambda _job: kept(partial(run, saving)),
            partial(self._on_saved, saving),
            partial(self._on_not_saved, saving),
        )
        self.state_changed.emit()

    def _on_saved(self, saving: Saving, saved: Saved) -> None:
        if saving is not self._saving or self.session is None:
            return  # of a deck that was left meanwhile
        self._saving = None
        before, old = self.session.deck, self.session.path
        self.session.finish(saved)
        deck = self.session.deck
        self._document.take(self.session.source, deck)
        if deck is not before:
            self.edited.emit(Edited(before, deck, None, None))
        self._idle.start()
        self.state_changed.emit()
        following, self._next = self._next, None
        if is_shipped(old):
            self.moved.emit(old, saved.path)
        self.saved.emit(saved)
        if following is not None:
            following()
        elif self._looks_again:
            self._on_changed_on_disk()

    def _on_not_saved(self, saving: Saving, error: Exception) -> None:
        if saving is self._saving:
            self._saving = self._next = None
            self.state_changed.emit()
            self.failed.emit(error)

    # Others at the file

    def _on_changed_on_disk(self) -> None:
        session = self.session
        self._looks_again = self.is_saving
        # What an upgrade does to a deck that came with deckapp is nothing to the work on it.
        if session is not None and not self.is_saving and not is_shipped(session.path):
            self._runner.run(
                lambda _job: session.is_changed_on_disk(),
                partial(self._on_looked_at_disk, session, session.source),
                partial(self._on_not_looked_at_disk, session, session.source),
            )

    def _on_looked_at_disk(
        self,
        session: DeckDocument,
        source: SourceDocument,
        changed: bool,  # noqa: FBT001  a job's result
    ) -> None:
        if session is not self.session:
            return
        if self.is_saving or session.source is not source:
            self._on_changed_on_disk()  # what changed may have been our doing
        elif changed and self.is_clean:
            self._run(session.begin(takes_in=True))
        elif changed:
            self.touched.emit()
        else:
            self.untouched.emit()

    def _on_not_looked_at_disk(
        self, session: DeckDocument, source: SourceDocument, error: Exception
    ) -> None:
        if session is self.session and session.source is source and not self.is_saving:
            self.failed.emit(error)

    def _refresh_lock(self) -> None:
        session = self.session
        if session is not None:
            self._runner.run(
                lambda _job: session.refresh_lock(),
                lambda _nothing: self._on_refreshed(session),
                self.failed.emit,
            )

    def _on_refreshed(self, session: DeckDocument) -> None:
        if session is self.session:
            self.state_changed.emit()
        else:
            session.close()  # the deck was left while it was shown to be open
