"""Looking up cards and issues by title, id or any text in them, the best first."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from .editing.finding import texts_of
from .model import Card, Deck, Issue
from .searching import searchable_texts

_ACCENTS = re.compile("[\u0300-\u036f]")
_NAMES_FOR_A_TEXT = 10
"""How many titles are read in the time of one text."""
_BETWEEN_WORDS = re.compile(r"\W+")


class Entry(NamedTuple):
    """A card or issue with its issue, and the place of that in the agenda, from 0."""

    section: Card | Issue
    issue: Issue
    number: int


class Standing(NamedTuple):
    """Where a word stands: the field in words, its text, and from where to where in it."""

    label: str
    text: str
    start: int
    end: int


class _Names(NamedTuple):
    """What an entry is called, folded: its title, the words of that, its id; and all together."""

    title: str
    words: str
    id: str
    all: str

    def rank(self, query: str, words: Sequence[str]) -> int | None:
        """How well a query names it, 0 best; None if it does not."""
        if self.title.startswith(query):
            return 0
        if all(f" {word}" in self.words for word in words):
            return 1
        if all(word in self.id for word in words):
            return 2
        return 3 if all(word in self.title for word in words) else None


class Lookup:
    """The cards and issues of a deck that have an id, to be looked up while somebody types.

    Reading all text takes a while: `read_on` does a part of it. Until it is done, `find` knows
    all titles and ids, but only the texts that were read.
    """

    def __init__(self, deck: Deck) -> None:
        self._entries = [entry for entry in _entries(deck) if entry.section.id]
        self._names: list[_Names] = []
        self._texts: list[str] = []

    def read_on(self, entries: int) -> bool:
        """Read the text of so many more entries; whether there is more to read."""
        if len(self._names) < len(self._entries):
            self._name(_NAMES_FOR_A_TEXT * entries)
            return True
        at = len(self._texts)
        self._texts += map(_text_of, self._entries[at : at + entries])
        return len(self._texts) < len(self._entries)

    def find(self, query: str, most: int = 200) -> Sequence[Entry]:
        """The entries that have all words of a query, in any order; the first ones for none."""
        words = folded(query).split()
        if not words:
            return self._entries[:most]
        self._name(len(self._entries))
        whole, longest = " ".join(words), max(words, key=len)
        ranks = {
            at: rank
            for at, names in enumerate(self._names)
            if longest in names.all and (rank := names.rank(whole, words)) is not None
        }
        named = sorted(ranks, key=ranks.__getitem__)[:most]
        with_words = (
            at
            for at, text in enumerate(self._texts)
            if longest in text and at not in ranks and all(word in text for word in words)
        )
        return [self._entries[at] for at in (*named, *islice(with_words, most - len(named)))]

    def _name(self, entries: int) -> None:
        """Learn what so many more entries are called."""
        at = len(self._names)
        self._names += [_names_of(entry.section) for entry in self._entries[at : at + entries]]


def standing_of(entry: Entry, query: str) -> Standing | None:
    """Where the first word of a query stands that is not in an entry's title; None if nowhere."""
    title = folded(entry.section.title)
    missing = [word for word in folded(query).split() if word not in title]
    for word in missing[:1]:
        for _path, label, text in texts_of(entry.section):
            at = folded(text).find(word)
            if at >= 0:
                return Standing(label, text, *_span(text, at, at + len(word)))
    return None


def folded(text: str) -> str:
    """The text without case, accents and typographic apostrophes; ё is е."""
    folded = text.casefold().replace("’", "'")
    return folded if folded.isascii() else _ACCENTS.sub("", normalize("NFD", folded))


def _span(text: str, start: int, end: int) -> tuple[int, int]:
    """A part of a folded text as a part of the text."""
    if len(folded(text)) == len(text):
        return start, end
    origins = [index for index, character in enumerate(text) for _ in folded(character)]
    return origins[start], origins[end - 1] + 1


def _entries(deck: Deck) -> Iterator[Entry]:
    for number, issue in enumerate(deck.issues):
        yield Entry(issue, issue, number)
        for card in issue.cards:
            yield Entry(card, issue, number)


def _text_of(entry: Entry) -> str:
    """All text of a card with its issue's title; an issue is found by its title alone."""
    if isinstance(entry.section, Issue):
        return folded(entry.issue.title)
    (text,) = searchable_texts(
        Deck(issues=(Issue(title=entry.issue.title, cards=(entry.section,)),))
    )
    return folded(text)


def _names_of(section: Card | Issue) -> _Names:
    title = folded(section.title)
    words = f" {_BETWEEN_WORDS.sub(' ', title)}"
    return _Names(title, words, section.id, f"{title}{words} {section.id}")
