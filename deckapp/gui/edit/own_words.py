"""The deck's own list of words: a text file that officers share by putting it beside the deck."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from deckapp.deck.characters import shown
from deckapp.deck.files import UnreadableFileError, read_bytes
from deckapp.deck.storage.durable import replacing
from deckapp.deck.storage.safekeeping import local_data
from deckapp.deck.storage.snapshots import folder_name
from deckapp.paths import is_shipped

from .text_words import plain

_MOST_BYTES = 1 << 20
_SUFFIX = ".words.txt"
_HEAD = "# Words that are spelt right in this deck, one a line"


def words_file(deck: Path) -> Path:
    """Where the own words of a deck lie: beside it if a list is there, else in local app data.

    A list that came with deckapp is no place for them: see `shipped_words`.
    """
    beside = _beside(deck)
    if beside.is_file() and not is_shipped(beside):
        return beside
    return local_data() / "words" / f"{folder_name(deck)}.txt"


def shipped_words(deck: Path) -> Path | None:
    """The list with which that of a deck begins which came with deckapp; None for any other."""
    return _beside(deck) if is_shipped(deck) else None


def give_words(old: Path, new: Path) -> str:
    """Put the words of a deck beside its copy, with those that a list there has already.

    Returns why that could not be, in sentences; nothing if it could, or there are none.
    """
    given = OwnWords(words_file(old), shipped_words(old))
    given.read()
    if not given.words:
        return given.trouble
    copy = OwnWords(_beside(new), given.source)
    copy.add_all(given.words)
    return copy.trouble


def _beside(deck: Path) -> Path:
    return deck.with_name(f"{deck.stem}{_SUFFIX}")


class OwnWords:
    """The words of one list, as they are compared (`plain`); none before `read`.

    Until there is such a file, it is `first` that is read. Where the file does not work, `trouble`
    says why in sentences; words are kept in mind all the same, and are written as soon as the file
    can be.
    """

    def __init__(self, path: Path, first: Path | None = None) -> None:
        self.words: frozenset[str] = frozenset()
        self.trouble = ""
        self._path = path
        self._first = first
        self._added: set[str] = set()
        self._forgotten: set[str] = set()

    @property
    def source(self) -> Path:
        """The file that is read."""
        return self._path if self._first is None or self._path.exists() else self._first

    def read(self) -> bool:
        """Read the list again; returns whether the words are others than before."""
        before = self.words
        self._take(self._content())
        return self.words != before

    def add(self, word: str) -> None:
        """Take a word into the list."""
        self.add_all([plain(word)])

    def add_all(self, words: Iterable[str]) -> None:
        """Take words, as they are compared, into the list."""
        self._added.update(words)
        self._forgotten -= self._added
        self._write()

    def forget(self, word: str) -> None:
        """Take a word off the list; comments above it stay."""
        self._added.discard(plain(word))
        self._forgotten.add(plain(word))
        self._write()

    def _write(self) -> None:
        """Change the list as it is on the disk now: another officer may have added words."""
        content = self._content()
        self._take(content)
        if content is None:
            return
        try:
            if self._path.is_relative_to(local_data()):
                self._path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self._path) as file:
                file.write(content.changed(self._added, self._forgotten))
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            self.trouble = (
                f"{shown(str(self._path))} could not be written ({reason}). "
                "The deck's own words are known until you close it."
            )
            return
        self._added.clear()
        self._forgotten.clear()

    def _take(self, content: "_Content | None") -> None:
        found = set() if content is None else {plain(entry.word) for entry in content.entries}
        self.words = frozenset((found | self._added) - self._forgotten)

    def _content(self) -> "_Content | None":
        """What the file holds; None with a trouble if it cannot be read."""
        self.trouble = reason = ""
        try:
            data = read_bytes(self.source, _MOST_BYTES)
            if len(data) <= _MOST_BYTES:
                return _Content.of(data)
            reason = "It is too large for a list of words."
        except UnreadableFileError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                return _Content((_HEAD,))
            reason = error.reason
        except UnicodeDecodeError:
            reason = "It is not text in UTF-8."
        self.trouble = (
            f"{shown(str(self.source))}: {reason} It is to be a text with one word a line. "
            "Mend it, or move it away; until then words that you add are not saved."
        )
        return None


class _Entry(NamedTuple):
    """A line with a word, and the lines with comments above it."""

    above: tuple[str, ...]
    line: str

    @property
    def word(self) -> str:
        return _word(self.line)


class _Content(NamedTuple):
    """What a list holds: what stands above all words, the words, and what stands below them."""

    head: tuple[str, ...]
    entries: tuple[_Entry, ...] = ()
    foot: tuple[str, ...] = ()
    newline: str = "\n"

    @classmethod
    def of(cls, data: bytes) -> "_Content":
        """The content of a file; raises UnicodeDecodeError."""
        head: tuple[str, ...] = ()
        entries: list[_Entry] = []
        above: list[str] = []
        lines = re.split("\r\n|\n|\r", data.decode("utf-8-sig"))
        for line in lines if lines[-1] else lines[:-1]:
            if not _word(line):
                above.append(line)
                continue
            if not entries:  # what an empty line parts from the first word is about all of them
                count = next((n for n in range(len(above), 0, -1) if not above[n - 1].strip()), 0)
                count = count or len(above)
                head, above = tuple(above[:count]), above[count:]
            entries.append(_Entry(tuple(above), line))
            above = []
        newline = "\r\n" if b"\r\n" in data else "\n"
        return cls(head, tuple(entries), tuple(above), newline)

    def changed(self, added: set[str], forgotten: set[str]) -> bytes:
        """The bytes of a file with some words more and some less, sorted."""
        entries = list(self.entries)
        known = {plain(entry.word) for entry in entries}
        entries += (_Entry((), word) for word in added - known)
        lines = list(self.head)
        for entry in sorted(entries, key=lambda entry: (entry.word.casefold(), entry.word)):
            lines += entry.above
            if plain(entry.word) not in forgotten:
                lines.append(entry.line)
        return "".join(f"{line}{self.newline}" for line in (*lines, *self.foot)).encode()


def _word(line: str) -> str:
    return line.partition("#")[0].strip()
