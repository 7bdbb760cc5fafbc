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

from deckapp.deck.editing.edits import renames
from deckapp.deck.editing.history import Step, renamed_since
from deckapp.deck.editing.ids import with_ids
from deckapp.deck.editing.paths import EditError
from deckapp.deck.editing.records import Places, from_record, places_in, to_record
from deckapp.deck.garbage import no_garbage_collection
from deckapp.deck.model import Deck
from deckapp.deck.source import read_deck

from .abandoned import Abandoned, abandoned, bases
from .journal import Journal
from .journal_file import JournalError
from .snapshots import SnapshotError, Snapshots


def local_data() -> Path:
    """The folder of local app data in which deckapp keeps what is its own."""
    from platformdirs import user_data_path

    return user_data_path("deckapp", appauthor=False)


def journals_folder(folder: Path) -> Path:
    """Where in that folder the journals lie."""
    return folder / "journals"


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def digest(data: bytes) -> str:
    """What names the bytes of a file: their SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


class Recovery(NamedTuple):
    """Work that was not saved when deckapp ended: the deck, and that from which it was made.

    `renamed` has ids of `base` by those of `deck`; `base_digest` names the bytes of `base`.
    `is_whole` tells whether all that the journal has is in it.
    """

    deck: Deck
    base: Deck
    base_digest: str
    renamed: dict[str, str]
    left: Abandoned
    is_whole: bool = True


class Safekeeping:
    """Snapshots of a deck's file, and the journal of what is done to it.

    A save runs in a thread, perhaps, between `begin` and `saved` or `not_saved`, while steps are
    noted. Everything else is for one thread.
    """

    def __init__(self, folder: Path, deck: Path, clock: Callable[[], datetime]) -> None:
        self.snapshots = Snapshots(folder / "snapshots", deck, clock)
        self._journals = journals_folder(folder)
        self._deck = deck
        self._clock = clock
        self._journal: Journal | None = None
        self._base: Step | None = None
        self._places: Places = {}
        self._known: set[int] = set()
        self._saving: Step | None = None
        self._lasting: set[int] = set()
        self._troubles: dict[str, str] = {}
        self._kept: bytes | None = None

    @property
    def trouble(self) -> str:
        """Why journal or snapshots do not work at present, in sentences; empty if they do."""
        return " ".join(filter(None, self._troubles.values()))

    # The journal

    def note(self, step: Step, before: Step, data: bytes, *, is_new: bool, was_clean: bool) -> None:
        """Note in the journal that the deck went from one step to another, which may be new.

        `data` is what the file held when nothing was noted yet, and `was_clean` tells whether the
        deck was that at the step `before`.
        """
        if self._journal is None:
            self.prepare(data)
            self._begin(before if was_clean else None, data)
        # What is noted while a save runs must hold before it and after it.
        known = self._known if self._saving is None else self._lasting
        if step.number in known:
            self._append({"to": step.number})
        elif is_new and before.number in known:
            self._append({"edit": to_record(step.edit), "number": step.number}, step.number)
        else:
            self.note_whole(step)

    def note_whole(self, step: Step) -> None:
        """Note in the journal the deck of a step, whatever was noted before."""
        base, places = self._base, self._places
        if self._saving is not None:
            base, places = self._saving, {}
        renamed = {} if base is None else renamed_since(base, step)
        with no_garbage_collection():
            record = {"deck": to_record(step.deck, places), "renamed": renamed}
            self._append({**record, "number": step.number}, step.number)

    def begin(self, step: Step) -> int:
        """A save of a step begins; returns how many records the journal has."""
        self._saving, self._lasting = step, {step.number}
        return 0 if self._journal is None else self._journal.count

    def saved(self, step: Step, data: bytes, noted: int) -> None:
        """The deck as of a step, and of so many records, is in a file that holds this data."""
        if self._journal is not None:
            try:
                self._journal.restart(digest(data), noted)
                self._known = self._lasting
                self._take_base(step)
            except JournalError as error:
                self._troubles["journal"] = str(error)
                self._known = set()
        self._saving = None

    def not_saved(self) -> None:
        """The save that began failed."""
        self._saving = None

    def rebased(self, step: Step, saved: int) -> None:
        """The steps were changed, except that of this number which was saved; present is `step`."""
        self._known = {saved}
        if step.number != saved:
            self.note_whole(step)

    def sync(self) -> bool:
        """Make the journal safe from a power cut at once; usually it is within a second.

        Returns whether it is.
        """
        if self._journal is None:
            return False
        try:
            self._journal.sync()
        except JournalError as error:
            self._troubles["journal"] = str(error)
            return False
        self._troubles["journal"] = ""
        return True

    def close(self, *, discard: bool) -> None:
        """End the journal; leave it to be recovered from unless its work is saved or unwanted."""
        if self._journal is not None:
            try:
                self._journal.close(discard=discard)
            except JournalError as error:
                self._troubles["journal"] = str(error)
            self._journal = None

    def _begin(self, before: Step | None, data: bytes) -> None:
        """Begin a journal, on the step that is in the data if one is."""
        self._known = set() if before is None else {before.number}
        self._lasting &= self._known
        self._take_base(before)
        try:
            self._journal = Journal.start(self._journals, self._deck, digest(data), self._clock)
        except JournalError as error:
            self._troubles["journal"] = str(error)

    def _take_base(self, step: Step | None) -> None:
        """Let records refer to what is in the deck with which the journal begins."""
        with no_garbage_collection():
            self._base, self._places = step, {} if step is None else places_in(step.deck)

    def _append(self, record: dict[str, object], number: int | None = None) -> None:
        if self._journal is None:
            return
        try:
            self._journal.append(record)
            self._troubles["journal"] = ""
        except JournalError as error:
            self._troubles["journal"] = str(error)
        if number is not None:
            self._known.add(number)
            self._lasting.add(number)

    # Snapshots

    def prepare(self, data: bytes) -> None:
        """Keep the version with which a journal is about to begin, unless that was done."""
        if data is not self._kept:
            self.keep(data)
        self._kept = data

    def keep(self, data: bytes) -> None:
        """Keep a version of the file."""
        try:
            self.snapshots.take(data, lambda: bases(self._journals, self._deck))
            self._troubles["snapshots"] = ""
        except SnapshotError as error:
            self._troubles["snapshots"] = str(error)

    # Recovery

    def recoveries(self, data: bytes, deck: Deck) -> list[Recovery]:
        """Work on this deck that sessions which ended left unsaved, the latest last.

        `data` is what the file holds, and `deck` is what it says.
        """
        self._troubles["recovery"] = ""
        try:
            return list(self._recoveries(data, deck))
        except JournalError as error:
            self._troubles["recovery"] = str(error)
            return []

    def discard(self, recovery: Recovery) -> None:
        """Remove what a recovery came from, its work being safe; what was not read of it stays."""
        try:
            recovery.left.discard(aside=not recovery.is_whole)
        except JournalError as error:
            self._troubles["recovery"] = str(error)

    def _recoveries(self, data: bytes, deck: Deck) -> Iterator[Recovery]:
        for left in abandoned(self._journals, self._deck):
            beginning = data if digest(data) == left.base_digest else self._read(left.base_digest)
            if beginning is None:
                self._tell(f"Unsaved work was left in {left.path}, but what it began with is gone.")
                continue
            base = with_ids(read_deck(beginning).deck)
            found = _replayed(left, base)
            if not found.is_whole:
                self._tell(f"Of the unsaved work left in {left.path} not all could be understood.")
            if found.deck not in (base, deck):
                yield found
            elif found.is_whole:
                self.discard(found)

    def _tell(self, trouble: str) -> None:
        sentences = f"{trouble} It can be read there with a text editor."
        self._troubles["recovery"] = f"{self._troubles['recovery']} {sentences}".strip()

    def _read(self, digest_: str) -> bytes | None:
        """The bytes of a snapshot; None if it is gone or damaged."""
        with suppress(SnapshotError):
            snapshot = self.snapshots.find(digest_)
            return None if snapshot is None else self.snapshots.read(snapshot)
        return None


def _replayed(left: Abandoned, base: Deck) -> Recovery:
    """What a journal has. What follows an edit that cannot be made is left out with it."""
    present = _At(base, {})
    known: dict[str, _At | None] = {}
    is_whole = True
    for record in left.records:
        found = None
        with suppress(AttributeError, EditError, KeyError, TypeError, ValueError):
            if "to" in record:
                found = known.get(str(record["to"]), _At(base, {}))
            elif "deck" in record:
                found = _At(from_record(record["deck"], base), dict(record["renamed"]))
            elif is_whole:
                edited = from_record(record["edit"]).apply(present.deck)
                found = _At(edited.deck, renames(present.renamed, edited.renamed))
        known[str(record.get("number"))] = found
        present, is_whole = found or present, found is not None
    is_whole = is_whole and not left.torn
    return Recovery(present.deck, base, left.base_digest, present.renamed, left, is_whole)


class _At(NamedTuple):
    """A deck on the way through a journal, with the ids that it had at first by those it has."""

    deck: Deck
    renamed: dict[str, str]
