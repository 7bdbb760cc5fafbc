"""What keeps the work on one deck safe besides its file: earlier versions, and a journal.

All of it lies in local app data. Where that cannot be written, work goes on without: `trouble`
says so.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from deckapp.deck.editing.edits import Edit, renames
from deckapp.deck.editing.history import Step
from deckapp.deck.editing.ids import with_ids
from deckapp.deck.editing.paths import EditError
from deckapp.deck.editing.records import from_record, to_record
from deckapp.deck.model import Deck
from deckapp.deck.source import read_deck

from .abandoned import Abandoned, abandoned
from .journal import Journal
from .journal_file import JournalError
from .snapshots import SnapshotError, Snapshots


def local_data() -> Path:
    """The folder of local app data in which deckapp keeps what is its own."""
    from platformdirs import user_data_path

    return user_data_path("deckapp", appauthor=False)


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def digest(data: bytes) -> str:
    """What names the bytes of a file: their SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


class Recovery(NamedTuple):
    """Work that was not saved when deckapp ended: the deck, and that from which it was made.

    `renamed` has ids of `base` by those of `deck`; `base_digest` names the bytes of `base`.
    """

    deck: Deck
    base: Deck
    base_digest: str
    renamed: dict[str, str]
    left: Abandoned


class Safekeeping:
    """Snapshots of a deck's file, and the journal of what is done to it."""

    def __init__(self, folder: Path, deck: Path, clock: Callable[[], datetime]) -> None:
        self.snapshots = Snapshots(folder / "snapshots", deck, clock)
        self.trouble = ""
        self._journals = folder / "journals"
        self._deck = deck
        self._clock = clock
        self._journal: Journal | None = None
        self._known: set[int] = set()

    def note(self, step: Step, before: Step, data: bytes, *, is_new: bool) -> None:
        """Note in the journal that the deck went from one step to another, which may be new.

        `data` is what the file held when nothing was noted yet, at the step `before`.
        """
        if self._journal is None:
            self.keep(data)
            self._begin(before, data)
        if step.number in self._known:
            self._append({"to": step.number})
        elif is_new:
            self._append({"edit": to_record(step.edit), "number": step.number})
        else:
            self.note_whole(step)

    def note_whole(self, step: Step) -> None:
        """Note in the journal the whole deck of a step."""
        self._append({"deck": to_record(step.deck), "number": step.number})

    @property
    def noted(self) -> int:
        """How many records the journal has."""
        return 0 if self._journal is None else self._journal.count

    def saved(self, step: Step, data: bytes, noted: int) -> None:
        """The deck as of a step, and of so many records, is in a file that holds this data."""
        if self._journal is not None:
            try:
                self._journal.restart(digest(data), noted)
                self._known = {step.number}
            except JournalError as error:
                self.trouble = str(error)

    def keep(self, data: bytes) -> None:
        """Keep a version of the file."""
        try:
            self.snapshots.take(data)
        except SnapshotError as error:
            self.trouble = str(error)

    def sync(self) -> None:
        """Make the journal safe from a power cut at once; usually it is within a second."""
        if self._journal is not None:
            try:
                self._journal.sync()
                self.trouble = ""
            except JournalError as error:
                self.trouble = str(error)

    def close(self, *, discard: bool) -> None:
        """End the journal; leave it to be recovered from unless its work is saved or unwanted."""
        if self._journal is not None:
            try:
                self._journal.close(discard=discard)
            except JournalError as error:
                self.trouble = str(error)
            self._journal = None

    def recoveries(self) -> list[Recovery]:
        """Work on this deck that sessions which ended left unsaved, the latest last."""
        try:
            return list(self._recoveries())
        except (JournalError, SnapshotError) as error:
            self.trouble = str(error)
            return []

    def _recoveries(self) -> Iterator[Recovery]:
        for left in abandoned(self._journals, self._deck):
            snapshot = self.snapshots.find(left.base_digest)
            if snapshot is None:
                self.trouble = (
                    f"Unsaved work was left in {left.path}, but what it began with is gone. "
                    "It can be read there with a text editor."
                )
                continue
            base = with_ids(read_deck(self.snapshots.read(snapshot)).deck)
            deck, renamed = _replayed(left, base)
            if deck != base:
                yield Recovery(deck, base, left.base_digest, renamed, left)
                continue
            with suppress(JournalError):
                left.discard()

    def _begin(self, before: Step, data: bytes) -> None:
        try:
            self._journal = Journal.start(self._journals, self._deck, digest(data), self._clock)
            self._known = {before.number}
        except JournalError as error:
            self.trouble = str(error)

    def _append(self, record: dict[str, object]) -> None:
        if self._journal is None:
            return
        try:
            self._journal.append(record)
            self.trouble = ""
        except JournalError as error:
            self.trouble = str(error)
        number = record.get("number")
        if isinstance(number, int):
            self._known.add(number)


def _replayed(left: Abandoned, base: Deck) -> tuple[Deck, dict[str, str]]:
    """The deck after all that a journal has, as far as it can be made, and its renamed ids."""
    deck, renamed = base, dict[str, str]()
    known: dict[object, tuple[Deck, dict[str, str]]] = {}
    for record in left.records:
        try:
            if "to" in record:
                deck, renamed = known.get(record["to"], (base, {}))
                continue
            if "deck" in record:
                deck, renamed = from_record(record["deck"]), {}
            else:
                edit: Edit = from_record(record["edit"])
                edited = edit.apply(deck)
                deck, renamed = edited.deck, renames(renamed, edited.renamed)
        except (EditError, ValueError):
            break
        known[record["number"]] = deck, renamed
    return deck, renamed
