"""The deck in the window: opened, linted and reloaded off the GUI thread; edited by the editor."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from deckapp.deck import Deck, Problem, SourceDocument, UnreadableFileError, read_deck_file

from .file_state import FileState, file_state
from .jobs import Job, JobRunner, kept

if TYPE_CHECKING:
    from .file_watch import FileWatch


class Opened(NamedTuple):
    """A deck was read; `again` when it is the same file as before, read anew."""

    source: SourceDocument
    again: bool


class Failed(NamedTuple):
    """A deck could not be read, or not be understood at all; sentences for the person.

    `kept` tells whether an earlier reading of the file is still shown.
    """

    path: Path
    reason: str
    remedy: str
    kept: bool
    problems: tuple[Problem, ...] = ()
    text: str = ""


class Examined(NamedTuple):
    """What takes a while to find out about a deck: all its problems, and its text to search."""

    source: SourceDocument
    problems: tuple[Problem, ...]
    texts: tuple[str, ...]


class Document(QObject):
    """Holds the present deck and tells what becomes of it.

    `source` is the file as it was read or saved last (None at first), `deck` what the deck is now:
    it may have been `edited` since. `failure` tells why the file opened last cannot be read now,
    None if it can; `examination` what was found out about the deck, None until then.

    While an editor has the deck (`is_held`), the file is not read again: `changed_on_disk` tells.
    """

    opened = Signal(object)
    examined = Signal(object)
    failed = Signal(object)
    edited = Signal()
    changed_on_disk = Signal()

    def __init__(
        self,
        runner: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.source: SourceDocument | None = None
        self.deck = Deck()
        self.is_held = False
        self.failure: Failed | None = None
        self.examination: Examined | None = None
        self._runner = runner
        self._watch: FileWatch | None = None
        self._path: Path | None = None
        self._job: Job | None = None
        self._state: FileState | None = None

    @property
    def path(self) -> Path | None:
        """The file that was opened last, even if it could not be read."""
        return self._path

    def open(self, path: Path) -> None:
        """Open a deck file; the latest wins."""
        self._path = path.absolute()
        self._read(self._path)

    def reload(self) -> None:
        """Read the file again; nothing happens if it did not change."""
        if self.is_held:
            self.changed_on_disk.emit()
        elif self._path is not None:
            self._read(self._path)

    def take(self, source: SourceDocument, deck: Deck) -> None:
        """Show a deck as the editor has it, and the file that it was read from or saved to."""
        if source is not self.source and source.path is not None:
            self._path, self._state = source.path, file_state(source.path)
            if self._watch is not None:
                self._watch_file()
        self.source, self.deck = source, deck
        self.edited.emit()

    def look_again(self) -> None:
        """Read the file again if it looks changed: network drives do not always say so."""
        idle = self._job is None and self._watch is not None
        if idle and self._path is not None and file_state(self._path) != self._state:
            self.reload()

    def _read(self, path: Path) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = self._runner.run(
            lambda _job: _read_deck(path),
            self._on_read,
            lambda error: self._on_unreadable(path, error),
        )

    def _on_read(self, read: "_Read") -> None:
        self._job = None
        if self.is_held:  # since it was asked for
            self.changed_on_disk.emit()
            return
        source, self._state = read
        before = self.source if self._shows(source.path) else None
        same = (
            before is not None
            and self.deck is before.deck
            and (before.text, before.bom) == (source.text, source.bom)
        )
        if same and self.failure is None:
            self._watch_file()
            if self.examination is None:  # reading anew has cancelled that
                self.examine()
            return
        if source.root is None:
            self._fail_with(source, kept=before is not None)
            return
        self.source, self.failure, self.examination = source, None, None
        self.deck = source.deck
        self.opened.emit(Opened(source, before is not None))

    def as_edited(self) -> SourceDocument:
        """The file with the deck as it is now, for those who do not ask where in it things are."""
        assert self.source is not None
        return (
            self.source if self.deck is self.source.deck else replace(self.source, deck=self.deck)
        )

    def examine(self) -> None:
        """Lint the present deck; `examined` tells. Asked for once its first card is painted."""
        source = self.source
        if source is not None:
            self.examine_as(lambda: source)

    def examine_as(self, source: Callable[[], SourceDocument]) -> None:
        """Lint what a deck would be in its file, which is found out in the job, too."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._runner.run(
            lambda _job: _examine(kept(source)), self._on_examined, self._on_unexamined
        )

    def _on_examined(self, examined: Examined) -> None:
        self._job = None
        self._watch_file()
        self.examination = examined
        self.examined.emit(examined)

    def _on_unexamined(self, error: Exception) -> None:
        self._job = None
        raise error

    def _fail_with(self, source: SourceDocument, *, kept: bool) -> None:
        """The bytes are there, but they are no deck: the first problem is the reason."""
        assert source.path is not None
        problem = source.problems[0]
        self._watch_file()
        reason = f"Line {problem.line}: {problem.message}"
        self._fail(Failed(source.path, reason, problem.hint, kept, source.problems, source.text))

    def _on_unreadable(self, path: Path, error: Exception) -> None:
        self._job = None
        if self.is_held:
            self.changed_on_disk.emit()
            return
        if not isinstance(error, UnreadableFileError):
            reason = f"deckapp failed unexpectedly ({type(error).__name__}: {error})."
            self._fail(Failed(path, reason, "Please tell its makers.", self._shows(path)))
            raise error
        self._state = file_state(path)
        self._watch_file()
        self._fail(Failed(path, error.reason, error.remedy, self._shows(path)))

    def _fail(self, failure: Failed) -> None:
        if not failure.kept:
            self.source = self.examination = None
            self.deck = Deck()
        self.failure = failure
        self.failed.emit(failure)

    def _shows(self, path: Path | None) -> bool:
        return self.source is not None and self.source.path == path

    def _watch_file(self) -> None:
        """Watching starts with the first deck: it costs time that starting up does not have."""
        if self._watch is None:
            from .file_watch import FileWatch

            self._watch = FileWatch(self)
            self._watch.changed.connect(self.reload)
        if self._path is not None:
            self._watch.watch(self._path, self._state)


class _Read(NamedTuple):
    """A deck and the state that its file was in just before."""

    source: SourceDocument
    state: FileState | None


def _read_deck(path: Path) -> _Read:
    state = file_state(path)
    return _Read(kept(lambda: read_deck_file(path)), state)


def _examine(source: SourceDocument) -> Examined:
    from deckapp.deck import lint
    from deckapp.deck.searching import searchable_texts

    problems = sorted([*source.problems, *lint(source)], key=lambda p: (p.line, p.column))
    return Examined(source, tuple(problems), tuple(searchable_texts(source.deck)))
