"""Saving from the window, and everything that can come in between: the bar says it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox

from deckapp.deck import (
    ConflictsError,
    MissingError,
    Recovery,
    Saved,
    SaveError,
    UnreadableFileError,
)

from .editor import Editor
from .widgets.announcing import announce
from .widgets.message_bar import Choice, MessageBar

if TYPE_CHECKING:
    from .edit.conflicts_dialog import ConflictsDialog
    from .main_window import MainWindow


class DeckSaving(QObject):
    """Saves the deck of a window, and asks before unsaved work would be given up."""

    def __init__(self, window: "MainWindow", editor: Editor, messages: MessageBar) -> None:
        super().__init__(window)
        self._window = window
        self._editor = editor
        self._messages = messages
        self._then: Callable[[], object] | None = None
        self.conflicts: ConflictsDialog | None = None
        editor.began.connect(self._on_began)
        editor.saved.connect(self._on_saved)
        editor.failed.connect(self._on_failed)
        editor.touched.connect(self._on_touched)
        editor.recoverable.connect(self._on_recoverable)

    # Saving

    def save(self) -> None:
        """Save what was edited; where nothing was, say so."""
        if self._editor.session is None or self._editor.is_clean:
            announce(self._window, "Everything is saved.")
        self._editor.save()

    def choose_file(self) -> None:
        """Ask for another file to save the deck in."""
        path = self._window.document.path
        if self._editor.session is None or path is None:
            self._messages.show_message("There is nothing to save: edit the deck first.")
            return
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save deck as", str(path), "Decks (*.yaml *.yml)"
        )
        if name:
            out = Path(name)
            self._editor.save_as(out if out.suffix else out.with_suffix(".yaml"))

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether nothing would be lost if the deck were left now.

        If something would, the user is asked; once it is saved or not wanted, `then` is called.
        """
        if self._editor.is_clean and not self._editor.is_saving:
            return True
        answer = self._ask()
        button = QMessageBox.StandardButton
        if answer == button.Save:
            self._then = then
            self._editor.save()
        elif answer == button.Discard:
            self._editor.close()
            then()
        return False

    def _ask(self) -> int:
        path = self._window.document.path
        name = path.name if path else "this deck"
        button = QMessageBox.StandardButton
        box = QMessageBox(
            QMessageBox.Icon.Question,
            "Unsaved changes",
            f"Save the changes to {name}?",
            button.Save | button.Discard | button.Cancel,
            self._window,
        )
        box.setDefaultButton(button.Save)
        answer = box.exec()
        box.deleteLater()
        return answer

    # What becomes of it

    def _on_began(self) -> None:
        session = self._editor.session
        if session is not None and session.holder is not None:
            self._messages.show_message(
                f"{session.holder} You can edit it all the same: when you save, "
                "deckapp merges your changes with theirs."
            )
        elif session is not None and session.trouble:
            self._messages.show_message(session.trouble)

    def _on_saved(self, saved: Saved) -> None:
        if saved.base is not None:
            self._messages.show_message(
                "Somebody else changed this file meanwhile. Their changes are in the deck now, "
                "beside yours."
            )
        announce(self._window, "Saved")
        if self._then is not None and self._editor.is_clean:
            then, self._then = self._then, None
            self._editor.close()
            then()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ConflictsError):
            self._show_conflicts(error)
            return
        self._then = None
        if isinstance(error, UnreadableFileError):
            self._messages.show_message(str(error))
        elif isinstance(error, SaveError):
            again = "Write it anew" if isinstance(error, MissingError) else "Try again"
            choices: list[Choice] = [
                (again, self._save_anew if isinstance(error, MissingError) else self.save),
                ("Save as…", self.choose_file),
            ]
            self._messages.show_message(f"{error} Your changes are safe here.", choices)
        else:
            raise error

    def _save_anew(self) -> None:
        """Write a file that is gone again, in its place."""
        path = self._window.document.path
        self._messages.hide()
        if path is not None:
            self._editor.save_as(path)

    def _on_touched(self) -> None:
        self._messages.show_message(
            "Somebody else changed this file. When you save, deckapp merges your changes with "
            "theirs.",
            [("Save and merge", self._save_and_hide)],
        )

    def _save_and_hide(self) -> None:
        self._messages.hide()
        self._editor.save()

    # Conflicts

    def _show_conflicts(self, error: ConflictsError) -> None:
        from .edit.conflicts_dialog import ConflictsDialog

        dialog = ConflictsDialog(error.conflicts, self._window.theme, self._window)
        dialog.accepted.connect(self._on_settled)
        dialog.rejected.connect(self._on_unsettled)
        self.conflicts = dialog
        dialog.open()

    def _on_settled(self) -> None:
        dialog, self.conflicts = self.conflicts, None
        if dialog is not None:
            self._editor.save(dialog.settled())

    def _on_unsettled(self) -> None:
        self.conflicts = self._then = None
        self._messages.show_message(
            "Not saved: you and somebody else changed the same places. Your changes are safe here.",
            [("Look at them again", self._save_and_hide)],
        )

    # After a crash

    def _on_recoverable(self, found: list[Recovery]) -> None:
        when = found[-1].left.written.astimezone()
        self._messages.show_message(
            f"deckapp ended before this deck was saved, on {when:%d %B at %H:%M}. "
            "The work of then can be taken over; it can be undone.",
            [
                ("Take it over", lambda: self._recover(found)),
                ("Give it up", lambda: self._give_up(found)),
            ],
        )

    def _recover(self, found: list[Recovery]) -> None:
        said = [self._editor.recover(each) for each in found]
        self._messages.show_message(
            " ".join(filter(None, said)) or "The work is back, not saved yet."
        )

    def _give_up(self, found: list[Recovery]) -> None:
        for each in found:
            self._editor.discard(each)
        self._messages.hide()
