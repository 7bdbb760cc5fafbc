"""The dictionaries of the extra `spelling`: Hunspell, and its word lists of English and Russian.

Hunspell holds Python's lock while it reads, a fifth of a second for Russian. So a list is cut into
pieces that are read one after the other, and the window has its turn in between.
"""

import os
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hunspell import Hunspell

_SOURCES = {
    "en": ("hunspell", "dictionaries/en_US"),
    "ru": ("spylls", "hunspell/data/ru/ru"),
}
"""The package of each language's dictionary, and where in it that is."""

_PIECE = 10_000
"""Words that are read at once, in about ten milliseconds."""

_LONGEST_SUGGESTED = 40
_LONG_PATHS = "\\\\?\\" if os.name == "nt" else ""
"""With this before it, Hunspell takes a path on Windows as UTF-8."""


class DictionaryError(Exception):
    """A dictionary could not be read; `str()` is a sentence."""


class Dictionary:
    """The words of one language; only words in its letters are asked about."""

    def __init__(self, hunspell: "Hunspell") -> None:
        self._hunspell = hunspell
        self.suggestions = lru_cache(1000)(self._suggestions)

    def has(self, word: str) -> bool:
        """Whether a word is spelt as in the dictionary, or with a capital letter instead."""
        return bool(self._hunspell.spell(word))

    def _suggestions(self, word: str) -> tuple[str, ...]:
        """What may have been meant, likeliest first. Hunspell gives up after a third of a second.

        The time it takes grows with the length of a word, so there are none for endless ones.
        """
        if len(word) > _LONGEST_SUGGESTED:
            return ()
        return tuple(self._hunspell.suggest(word))


def are_installed() -> bool:
    """Whether the extra is installed; nothing is loaded to find out."""
    return all(_folder(package) is not None for package, _ in _SOURCES.values())


def load(language: str) -> Dictionary:
    """The dictionary of a language, `en` or `ru`; takes a while. Raises DictionaryError."""
    package, place = _SOURCES[language]
    folder = _folder(package)
    if folder is None:
        raise DictionaryError("The dictionaries are not installed.")
    try:
        from hunspell import Hunspell

        with TemporaryDirectory(prefix="deckapp-") as temporary:
            pieces = _cut(folder / place, Path(temporary))
            first = next(pieces).stem
            hunspell = Hunspell(first, hunspell_data_dir=temporary, system_encoding="utf-8")
            for piece in pieces:
                hunspell.add_dic(f"{_LONG_PATHS}{piece}")
    except (ImportError, OSError) as error:
        raise DictionaryError(f"The dictionaries could not be read ({error}).") from error
    return Dictionary(hunspell)


def _cut(dictionary: Path, into: Path) -> Iterator[Path]:
    """Write a dictionary in pieces; the rules of its words go with the first."""
    rules, words = (Path(f"{dictionary}.{suffix}") for suffix in ("aff", "dic"))
    (into / "0.aff").write_bytes(rules.read_bytes())
    lines = iter(words.read_bytes().splitlines(keepends=True)[1:])  # the first is their number
    number = 0
    while piece := list(islice(lines, _PIECE)):
        path = into / f"{number}.dic"
        path.write_bytes(b"%d\n" % len(piece) + b"".join(piece))
        yield path
        number += 1


def _folder(package: str) -> Path | None:
    """Where a package is installed."""
    spec = find_spec(package)
    origin = None if spec is None else spec.origin
    return None if origin is None else Path(origin).parent
