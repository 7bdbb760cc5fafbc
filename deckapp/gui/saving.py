"""Saving from the window, and everything that can come in between: the bar says it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from deckapp.deck import (
    ConflictsError,
    MissingError,
    Recovery,
    Saved,
    SaveError,
    UnreadableFileError,
)
from deckapp.deck.characters import shown
from deckapp.paths import is_shipped, review_folder

from .editor import Editor
from .jobs import Job
from .own_copy import follow, proposed
from .widgets.announcing import announce
from .widgets.message_bar import Choice, MessageBar

if TYPE_CHECKING:
    from .edit.conflicts_dialog import ConflictsDialog
    from .main_window import MainWindow

_BUTTON = QMessageBox.StandardButton


class DeckSaving(QObject):
    """Saves the deck of a window, and asks before unsaved work would be given up.

    `comparison_wanted` tells that the user wants to see what differs from the file. `followed`
    tells that a deck which came with deckapp has its history and words where it lies now.
    """

    comparison_wanted = Signal()
    followed = Signal()

    def __init__(self, window: "MainWindow", editor: Editor, messages: MessageBar) -> None:
        super().__init__(window)
        self._window = window
        self._editor = editor
        self._messages = messages
        self._then: Callable[[], object] | None = None
        self._chooses = False
        self._said = ""
        self._troubles: set[str] = set()
        self._following: Job | None = None
        self.conflicts: ConflictsDialog | None = None
        editor.began.connect(self._on_began)
        editor.state_changed.connect(self._tell_trouble)
        editor.moved.connect(self._on_moved)
        editor.saved.connect(self._on_saved)
        editor.failed.connect(self._on_failed)
        editor.touched.connect(self._on_touched)
        editor.untouched.connect(self._unsay)
        editor.recoverable.connect(self._on_recoverable)

    def _say(self, text: str, choices: Sequence[Choice] = ()) -> None:
        """Say what holds only until the next save."""
        self._messages.show_message(text, choices)
        self._said = self._messages.text()

    def _unsay(self) -> None:
        """Take back what holds no longer."""
        if self._said and self._messages.text() == self._said:
            self._messages.hide()
        self._said = ""

    # Saving

    def save(self) -> None:
        """Save what was edited; where nothing was, say so."""
        if self._editor.session is None or self._editor.is_clean:
            announce(self._window, "Everything is saved.")
        self._editor.save()

    def choose_file(self) -> None:
        """Ask for another file to save the deck in, as soon as it can be edited."""
        if self._window.document.source is None:
            self._messages.show_message("There is no deck to save. Open one first.")
        elif self._editor.session is None:
            self._chooses = True
            self._editor.begin()
        else:
            self._choose_file()

    def _choose_file(self) -> None:
        path = self._window.document.path
        suggested = str(proposed(path)) if path else ""
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save deck as", suggested, "Decks (*.yaml *.yml)"
        )
        if not name:
            return
        path = Path(name)
        if not path.suffix:
            path = path.with_suffix(".yaml")
            if path.exists() and self._asks_to_keep(path):
                return
        self._editor.save_as(path)

    def _asks_to_keep(self, path: Path) -> bool:
        """Whether a file is to stay that the dialog did not ask about, its name being shorter."""
        answer = self._ask(
            "Save deck as", f"{path.name} is there already. Replace it?", _BUTTON.Yes | _BUTTON.No
        )
        return answer != _BUTTON.Yes

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether nothing would be lost if the deck were left now.

        If something would, the user is asked whether it is wanted; once it is saved, `then` is
        called.
        """
        self._then = None
        is_saved = self._editor.is_clean and not self._editor.is_saving
        if not (is_saved or self._editor.saves_all):
            answer = self._ask(
                "Unsaved changes",
                self._question(),
                _BUTTON.Save | _BUTTON.Discard | _BUTTON.Cancel,
            )
            if answer == _BUTTON.Save:
                self._then = then
                self._editor.save()
                return False
            if answer != _BUTTON.Discard:
                return False
            self._editor.close()
            is_saved = True
        if is_saved and self._following is None:
            return True
        self._then = then
        return False

    def _question(self) -> str:
        path = self._window.document.path
        question = f"Save the changes to {path.name if path else 'this deck'}?"
        if path is None or not is_shipped(path):
            return question
        return f"{question} It came with deckapp; your copy will lie among your documents."

    def _ask(self, title: str, question: str, buttons: QMessageBox.StandardButton) -> int:
        icon = QMessageBox.Icon.Question
        box = QMessageBox(icon, title, shown(question), buttons, self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        for button in (_BUTTON.Save, _BUTTON.No):
            if buttons & button:
                box.setDefaultButton(button)
        answer = box.exec()
        box.deleteLater()
        return answer

    # What becomes of it

    def _on_began(self) -> None:
        session = self._editor.session
        assert session is not None
        if session.holder is not None:
            self._messages.show_message(
                f"{session.holder} You can edit it all the same: when you save, "
                "deckapp merges your changes with theirs."
            )
        self._troubles.clear()
        self._tell_trouble()
        if self._chooses:
            self._chooses = False
            self._choose_file()

    def _tell_trouble(self) -> None:
        """Say once what keeps the work from being kept safe."""
        trouble = self._editor.session.trouble if self._editor.session is not None else ""
        if trouble and trouble not in self._troubles:
            self._troubles.add(trouble)
            self._messages.show_message(trouble)

    def _on_moved(self, old: Path, new: Path) -> None:
        """The deck is the user's own from now on: all that is known of it follows."""
        self._window.settings.move(old, new)
        said = ""
        if new == self._editor.own_copy:
            said = f"This deck came with deckapp. Your copy is saved as {shown(str(new))}."
        self._follow(old, new, said)

    def _follow(self, old: Path, new: Path, said: str) -> None:
        folder = review_folder()

        def tell(trouble: str) -> None:
            self._following = None
            self.followed.emit()
            if trouble:
                self._then = None
                again = ("Try again", lambda: self._follow(old, new, said))
                self._messages.show_message(f"{said} {trouble}".strip(), [again])
            self._leave()

        def fail(error: Exception) -> None:
            self._following = self._then = None
            raise error

        if said:
            self._messages.show_message(said)
        self._following = self._window.runner.run(lambda _job: follow(folder, old, new), tell, fail)

    def _on_saved(self, saved: Saved) -> None:
        self._unsay()
        if saved.base is not None:
            beside = ", beside yours" if saved.sent.deck is not saved.before.deck else ""
            self._messages.show_message(
                "Somebody else changed this file meanwhile. Their changes are in the deck "
                f"now{beside}."
            )
        announce(self._window, "Saved")
        self._window.settings.add_recent(saved.path)
        self._leave()

    def _leave(self) -> None:
        """Do what waits for the deck to be saved, with all that is known of it."""
        if self._then is None or self._following is not None:
            return
        if self._editor.is_clean:
            then, self._then = self._then, None
            self._editor.close()
            then()
        else:
            self._editor.save()  # what was edited since

    def _on_failed(self, error: Exception) -> None:
        self._chooses = False
        if isinstance(error, ConflictsError):
            self._show_conflicts(error)
            return
        self._then = None
        if isinstance(error, UnreadableFileError):
            self._messages.show_message(str(error))
        elif isinstance(error, SaveError):
            again = "Write it anew" if isinstance(error, MissingError) else "Try again"
            self._say(
                f"{error} Your changes are safe here.",
                [
                    (again, lambda: self._save_again(error)),
                    ("Save as…", self.choose_file),
                ],
            )
        else:
            self._say(
                f"deckapp failed unexpectedly ({type(error).__name__}: {shown(str(error))}). "
                "Your changes are safe here.",
                [("Try again", self.save), ("Save as…", self.choose_file)],
            )
            raise error

    def _save_again(self, error: SaveError) -> None:
        """Save once more where it failed; a file that is gone is written in its place.

        A deck that came with deckapp gets a place that is free now.
        """
        path = self._window.document.path
        is_there = error.path == path and not isinstance(error, MissingError)
        is_first = path is not None and is_shipped(path) and error.path == self._editor.own_copy
        if is_there or is_first or is_shipped(error.path):
            self._editor.save()
        else:
            self._editor.save_as(error.path)

    def _on_touched(self) -> None:
        self._say(
            "Somebody else changed this file. When you save, deckapp merges your changes with "
            "theirs.",
            [("Save and merge", self.save)],
        )

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
        self._say(
            "Not saved: you and somebody else changed the same places. Your changes are safe here.",
            [("Look at them again", self.save)],
        )

    # After a crash

    def _on_recoverable(self, found: list[Recovery]) -> None:
        session = self._editor.session
        assert session is not None
        when = found[-1].left.written.astimezone()
        besides = [session.holder, session.trouble]
        self._messages.show_message(
            f"deckapp ended before this deck was saved, on {when:%d %B at %H:%M}. "
            "The work of then can be taken over; it can be undone. "
            + " ".join(str(each) for each in besides if each),
            [
                ("Take it over", lambda: self._recover(found)),
                ("Take it over and compare", lambda: self._recover_and_compare(found)),
                ("Give it up", lambda: self._give_up(found)),
            ],
        )

    def _recover(self, found: list[Recovery]) -> None:
        said = [self._editor.recover(each) for each in found]
        self._messages.show_message(
            " ".join(filter(None, said)) or "The work is back, not saved yet."
        )

    def _recover_and_compare(self, found: list[Recovery]) -> None:
        """Take it over, and show it beside what the file has, which is kept as a version."""
        self._recover(found)
        self.comparison_wanted.emit()

    def _give_up(self, found: list[Recovery]) -> None:
        self._messages.hide()
        for each in found:
            self._editor.discard(each)
