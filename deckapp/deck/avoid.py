"""Finding avoid phrases in what our side says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from unicodedata import normalize

from .model import AvoidPhrase

_MOST_WORDS = 50
"""Of a phrase only so many words are compared: it keeps the time in proportion to the text."""

# Marks that stand above or below a letter belong to its word; the signs of scripts that are
# written without spaces are words of their own.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u1ab0-\u1aff\u1dc0-\u1dff"
)
_SIGNS = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_SIGNS}]|(?:(?![{_SIGNS}])[\\w{_MARKS}])+|[^\\w\\s]")
_WORD_BEFORE_U0300 = re.compile(r"\w+|[^\w\s]")
_SAME = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-", "ё": "е"})

_Tree = dict[str, Any]
"""Words to the trees of words that may follow; under "" the phrase that ends here."""


@dataclass(frozen=True, slots=True)
class Found:
    """An avoid phrase in a text, from index `start` to before `end`."""

    start: int
    end: int
    phrase: AvoidPhrase


class AvoidPhrases:
    """Some avoid phrases, searched together with those in force `around` them."""

    def __init__(
        self, phrases: Iterable[AvoidPhrase], around: "AvoidPhrases | None" = None
    ) -> None:
        own = _tree(phrases)
        outer = around.trees if around else ()
        self.trees: tuple[_Tree, ...] = (*outer, own) if own else outer
        self._first_words = {word for tree in self.trees for word in tree}

    def find(self, text: str) -> Iterator[Found]:
        """The phrases in a text, in order; of two that overlap the earlier, then the longer.

        Case does not count, nor how the words are spaced, wrapped, composed or apostrophed; whole
        words do: "equality" is not found in "equally".
        """
        if not self._may_be_in(text):
            return
        words = _words(text)
        at = 0
        while at < len(words):
            if words[at][0] not in self._first_words:
                at += 1
                continue
            matches = (_longest(tree, words, at) for tree in self.trees)
            length, phrase = max(matches, key=itemgetter(0))
            if phrase is not None:
                yield Found(words[at][1], words[at + length - 1][2], phrase)
            at += max(length, 1)

    def _may_be_in(self, text: str) -> bool:
        """A quick look that spares most texts a slow one."""
        if len(self._first_words) > _MOST_WORDS:
            return True
        compared = _compared(text)
        return any(word in compared for word in self._first_words)


def _words(text: str) -> list[tuple[str, int, int]]:
    """Each word or punctuation mark as it is compared, with its indexes."""
    pattern = _WORD_BEFORE_U0300 if text.isascii() else _WORD
    return [
        (_compared(match.group()), match.start(), match.end()) for match in pattern.finditer(text)
    ]


def _compared(word: str) -> str:
    return word.lower() if word.isascii() else normalize("NFKC", word).casefold().translate(_SAME)


def _tree(phrases: Iterable[AvoidPhrase]) -> _Tree:
    tree: _Tree = {}
    for phrase in phrases:
        for form in (phrase.phrase, *phrase.also):
            here = tree
            for word, _, _ in _words(form)[:_MOST_WORDS]:
                here = here.setdefault(word, {})
            if here is not tree:
                here.setdefault("", phrase)
    return tree


def _longest(
    tree: _Tree, words: list[tuple[str, int, int]], at: int
) -> tuple[int, AvoidPhrase | None]:
    """How many words from one on make the longest phrase, and the phrase; (0, None) if none."""
    length, phrase = 0, None
    for following, (word, _, _) in enumerate(words[at : at + _MOST_WORDS], 1):
        deeper = tree.get(word)
        if deeper is None:
            break
        tree = deeper
        if "" in tree:
            length, phrase = following, tree[""]
    return length, phrase
