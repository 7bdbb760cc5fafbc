"""Finding avoid phrases in what our side says."""

import re
from collections.abc import Iterable
from functools import lru_cache

from .model import AvoidPhrase


class AvoidPhrases:
    """The avoid phrases in force for a card: the deck's, the issue's and its own."""

    def __init__(self, phrases: Iterable[AvoidPhrase]) -> None:
        self._by_form = {
            _key(form): phrase
            for phrase in phrases
            for form in (phrase.phrase, *phrase.also)
            if form.strip()
        }
        self._pattern = _pattern(tuple(sorted(self._by_form, key=len, reverse=True)))

    def find(self, text: str) -> list[tuple[str, AvoidPhrase]]:
        """The words found, in order, each with the phrase that forbids them.

        Case does not count, nor how the words are spaced, wrapped or apostrophed; whole words do:
        "equality" is not found in "equally".
        """
        if self._pattern is None:
            return []
        return [
            (match.group(), self._by_form[_key(match.group())])
            for match in self._pattern.finditer(text)
        ]


def _key(form: str) -> str:
    return " ".join(form.replace("’", "'").casefold().split())


@lru_cache(maxsize=256)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    if not forms:
        return None
    alternatives = (
        r"\s+".join(re.escape(word).replace("'", "['’]") for word in form.split()) for form in forms
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)
