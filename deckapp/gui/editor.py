"""Editing the deck in the window: edits and undo at once, the file in jobs."""

from collections.abc import Callable
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
    Settled,
    SourceDocument,
    UnreadableFileError,
    UnsavableError,
    has_unsaved,
    open_deck,
)

from .document import Document, Opened
from .jobs import Job, JobRunner, kept

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
    else changed the file while there are unsaved edits here.
    """

    began = Signal()
    edited = Signal(object)
    state_changed = Signal()
    saved = Signal(object)
    failed = Signal(object)
    recoverable = Signal(object)
    touched = Signal()

    def __init__(
        self, document: Document, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session: DeckDocument | None = None
        self.is_saving = False
        self._document = document
        self._runner = runner
        self._beginning: Job | None = None
        self._then: Callable[[], object] | None = None
        self._saves_again = False
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

    def begin(self) -> None:
        """Make the deck editable; `began` tells, at once if it is already."""
        path = self._document.path
        if self.session is not None:
            self.began.emit()
        elif self._beginning is None and path is not None:
            self._beginning = self._runner.run(
                lambda _job: kept(lambda: _begin(path)), self._on_begun, self._on_not_begun
            )

    def close(self) -> None:
        """End the session; what is not saved is given up."""
        if self._beginning is not None:
            self._beginning.cancel()
            self._beginning = None
        self._idle.stop()
        self._refresh.stop()
        if self.session is not None:
            session, self.session = self.session, None
            self._document.is_held = False
            session.close()
            self.state_changed.emit()

    def _on_begun(self, begun: "_Begun") -> None:
        self._beginning = None
        self.session = begun.session
        self._document.is_held = True
        self._refresh.start()
        self._document.take(self.session.source, self.session.deck)
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
                lambda _job: has_unsaved(path), self._on_looked_for, self._on_not_looked_for
            )

    def _on_looked_for(self, found: bool) -> None:  # noqa: FBT001  a job's result
        if found:
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
        assert self.session is not None
        before = self.session.deck
        try:
            conflicts = self.session.recover(recovery)
        except EditError as error:
            return str(error)
        self._show(before, None, None)
        return " ".join(map(str, conflicts))

    def discard(self, recovery: Recovery) -> None:
        """Give up what a crashed session left."""
        if self.session is not None:
            self.session.discard(recovery)

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
            session = self.session

            def as_saved() -> SourceDocument:
                try:
                    return session.as_saved()
                except UnsavableError:
                    return session.source

            self._document.examine_as(as_saved)

    # Saving

    def save(self, settled: Settled = ()) -> None:
        """Save in a job; `saved` or `failed` tells. What comes meanwhile is saved after it."""
        if self.session is None:
            return
        if self.is_saving:
            self._saves_again = True
            return
        self.is_saving = True
        self._idle.stop()
        saving = self.session.begin(settled)
        self._runner.run(lambda _job: kept(saving.run), self._on_saved, self._on_not_saved)
        self.state_changed.emit()

    def save_as(self, path: Path) -> None:
        """Save to another file, in which the deck lives from now on."""
        if self.session is None or self.is_saving:
            return
        before = self.session.deck
        try:
            saved = self.session.save_as(path)
        except SaveError as error:
            self.failed.emit(error)
            return
        self._show_saved(before, saved)

    def _on_saved(self, saved: Saved) -> None:
        self.is_saving = False
        if self.session is None:
            return
        before = self.session.deck
        self.session.finish(saved)
        self._show_saved(before, saved)
        if self._saves_again:
            self._saves_again = False
            self.save()

    def _show_saved(self, before: Deck, saved: Saved) -> None:
        assert self.session is not None
        deck = self.session.deck
        self._document.take(self.session.source, deck)
        if deck is not before:
            self.edited.emit(Edited(before, deck, None, None))
        self.state_changed.emit()
        self.saved.emit(saved)
        self._idle.start()

    def _on_not_saved(self, error: Exception) -> None:
        self.is_saving = self._saves_again = False
        self.state_changed.emit()
        self.failed.emit(error)

    # Others at the file

    def _on_changed_on_disk(self) -> None:
        session = self.session
        if session is not None and not self.is_saving:
            self._runner.run(
                lambda _job: session.is_changed_on_disk(),
                self._on_looked_at_disk,
                self.failed.emit,
            )

    def _on_looked_at_disk(self, changed: bool) -> None:  # noqa: FBT001  a job's result
        if changed and self.is_clean:
            self.save()  # of nothing: it takes in what others wrote
        elif changed:
            self.touched.emit()

    def _refresh_lock(self) -> None:
        session = self.session
        if session is not None:
            self._runner.run(
                lambda _job: session.refresh_lock(),
                lambda _nothing: self.state_changed.emit(),
                self.failed.emit,
            )


class _Begun(NamedTuple):
    session: DeckDocument
    found: list[Recovery]


def _begin(path: Path) -> _Begun:
    session = open_deck(path)
    session.prepare()
    found = session.recoveries()
    return _Begun(session, found)
