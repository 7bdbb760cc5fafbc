"""Which words of a text are misspelt, and what may have been meant."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from .british import american
from .dictionaries import Dictionary, DictionaryError, are_installed, load
from .own_words import OwnWords
from .text_words import LONGEST, compounds, language_of, parts, plain, runs

_LANGUAGES = ("", "en", "ru")
"""Texts in any other language are not checked; the empty one is unknown."""

_JOINED = frozenset(("de", "pre", "un"))
"""No words, but right before a hyphen."""

_MOST_KEPT = 100_000
_MOST_SUGGESTED = 6

Spans = tuple[tuple[int, int], ...]
"""Where words stand: the first character of each, and the one after it."""


class Spelling:
    """Spelling of one deck, in English and Russian: each word in the dictionary of its script.

    `own_words` is the file of the deck's own words (`words_file`), `first` the list that is read
    until there is one. Without the extra `spelling`
    nothing is misspelt. Everything but `load` is for one thread at a time.
    """

    def __init__(self, own_words: Path, first: Path | None = None) -> None:
        self.is_available = are_installed()
        self._own = OwnWords(own_words, first)
        self._trouble = ""
        self._learned: frozenset[str] = frozenset()
        self._dictionaries: dict[str, Dictionary] = {}
        self._right: dict[str, bool] = {}
        self._wrong: dict[str, Spans] = {}

    @property
    def trouble(self) -> str:
        """Why dictionaries or the list of words do not work, in sentences; empty if they do."""
        return " ".join(filter(None, (self._trouble, self._own.trouble)))

    def load(self) -> None:
        """Load words and dictionaries, perhaps in a thread; nothing is misspelt before."""
        self._own.read()
        if not self.is_available:
            return
        try:
            self._dictionaries = {name: load(name) for name in ("en", "ru")}
        except DictionaryError as error:
            self.is_available = False
            self._trouble = str(error)

    def misspelt(self, text: str, language: str = "") -> list[tuple[int, int]]:
        """Where wrong words begin and end, in characters; `language` is the tag of the text."""
        if not self._dictionaries or _primary(language) not in _LANGUAGES:
            return []
        if len(self._wrong) > _MOST_KEPT:
            self._wrong.clear()
        found = []
        for start, run in runs(text):
            wrong = self._wrong.get(run)
            if wrong is None:
                wrong = self._wrong_in(run)
                if len(run) <= LONGEST:
                    self._wrong[run] = wrong
            if wrong:  # seldom
                found += [(start + first, start + end) for first, end in wrong]
        return found

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What may have been meant by a word, at most six, likeliest first.

        It takes up to a third of a second for a word that was not asked about before.
        """
        looked_for = plain(word)
        dictionary = self._dictionaries.get(language_of(looked_for))
        if dictionary is None:
            return ()
        near = [each for each in self._own.words | self._learned if _may_be(each, looked_for)]
        meant = get_close_matches(looked_for, sorted(near), 2, 0.8)
        found = dict.fromkeys((*meant, *dictionary.suggestions(looked_for)))
        apostrophe = "’" if "’" in word else "'"
        return tuple(each.replace("'", apostrophe) for each in found)[:_MOST_SUGGESTED]

    def add(self, word: str) -> None:
        """Take a word, or each word of a text, into the deck's own list."""
        for _, run in runs(word):
            for _, compound in compounds(run):
                self._own.add(compound)
        self._wrong.clear()

    def forget(self, word: str) -> None:
        """Take a word off the deck's own list."""
        self._own.forget(word)
        self._wrong.clear()

    def learn(self, texts: Iterable[str]) -> None:
        """Take the words of these texts for right, such as the names of who meets; no others."""
        found = {plain(word) for text in texts for _, run in runs(text) for word in _words(run)}
        if found != self._learned:
            self._learned = frozenset(found)
            self._wrong.clear()

    def use_words(self, own_words: Path) -> None:
        """Take another file for that of the deck's own words from now on."""
        self._own = OwnWords(own_words)
        self._own.read()
        self._wrong.clear()

    def refresh(self) -> bool:
        """Read the deck's own words again; returns whether they changed since."""
        changed = self._own.read()
        if changed:
            self._wrong.clear()
        return changed

    def _wrong_in(self, run: str) -> Spans:
        """The wrong words between two spaces."""
        wrong = []
        for start, compound in compounds(run):
            if not self._is_right(plain(compound)):
                for first, part in parts(compound):
                    if not self._is_right(plain(part)):
                        wrong.append((start + first, start + first + len(part)))
        return tuple(wrong)

    def _is_right(self, word: str) -> bool:
        """Whether a plain word is one of the deck's, or in a dictionary."""
        if len(word) > LONGEST:
            return "-" not in word
        forms = {word, f"{word[:1].lower()}{word[1:]}", word.removesuffix("'s")}
        if not forms.isdisjoint(self._own.words) or not forms.isdisjoint(self._learned):
            return True
        right = self._right.get(word)
        if right is None:
            if len(self._right) > _MOST_KEPT:
                self._right.clear()
            right = self._right[word] = self._is_in_dictionary(word)
        return right

    def _is_in_dictionary(self, word: str) -> bool:
        language = language_of(word.replace("-", ""))
        if not language:
            return "-" not in word  # its parts may be of two scripts
        has = self._dictionaries[language].has
        if language == "ru":
            return has(word) or ("ё" in word and has(word.replace("ё", "е")))
        base = word.removesuffix("'s")
        return has(word) or has(base) or base.lower() in _JOINED or has(american(base.lower()))


def _words(run: str) -> Iterator[str]:
    """The words between two spaces, with and without what is joined to them."""
    for _, compound in compounds(run):
        yield compound
        for _, part in parts(compound):
            yield part


def _may_be(known: str, word: str) -> bool:
    """Whether a word looks enough like a known one to be compared with it, which takes longer."""
    return known[:1] == word[:1] and abs(len(known) - len(word)) <= 2 and known != word


def _primary(language: str) -> str:
    """The language of a tag, without region and script."""
    return language.replace("_", "-").partition("-")[0].strip().lower()
