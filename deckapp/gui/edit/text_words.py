"""The words of a text that spelling is about: where they stand, how they are compared."""

import re
from collections.abc import Iterator
from unicodedata import normalize

_MARKS = "\u0300-\u036f\u00ad"
"""Accents of their own, and the soft hyphen."""

_RUN = re.compile(r"\S+")
_COMPOUND = re.compile(rf"[\w{_MARKS}]+(?:['’ʼ‐‑-][\w{_MARKS}]+)*")
_PART = re.compile("[^‐‑-]+")
_NO_PROSE = re.compile(r"://|[@\\]|^\W*(?:www\.|#\w)|\w\.[a-zа-яё]")
"""What addresses, paths, tags, names of files and dotted abbreviations have."""

_ID = re.compile(r"[\d_]|[^\W\d_A-ZА-ЯЁ][A-ZА-ЯЁ]")
"""What ids and other made-up names have: digits, underscores, capitals after small letters."""

_ABBREVIATION = re.compile(r"[A-ZА-ЯЁ]{2,}(?:'?s)?|[А-ЯЁ]{3,}[а-яё]{1,3}")
"""With the endings that plurals and Russian cases put to them."""

_LANGUAGES = {
    "en": re.compile(r"[A-Za-z']{2,}"),
    "ru": re.compile(r"[А-Яа-яЁё']{2,}"),
}
LONGEST = 60
"""Letters of the longest word that is looked at."""

_STRESS = re.compile(r"(?<![иИ])\u0306|(?<![еЕ])\u0308|[\u0300-\u0305\u0307\u0309-\u036f\u00ad]")
"""Marks that are no part of a letter of Russian or English."""


def runs(text: str) -> Iterator[tuple[int, str]]:
    """What stands between the spaces of a text, and where each begins."""
    for match in _RUN.finditer(text):
        yield match.start(), match.group()


def compounds(run: str) -> Iterator[tuple[int, str]]:
    """Words, with what is joined to them by hyphens; nothing that is no prose."""
    if _NO_PROSE.search(run):
        return
    for match in _COMPOUND.finditer(run):
        if not _ID.search(match.group()):
            yield match.start(), match.group()


def parts(compound: str) -> Iterator[tuple[int, str]]:
    """What hyphens join."""
    for match in _PART.finditer(compound):
        yield match.start(), match.group()


def plain(word: str) -> str:
    """A word as it is compared: apostrophes and hyphens of one kind, no accents that say stress."""
    if word.isascii():
        return word
    word = re.sub("[’ʼ]", "'", re.sub("[‐‑]", "-", word))
    return normalize("NFC", _STRESS.sub("", normalize("NFD", word)))


def language_of(word: str) -> str:
    """The language in whose dictionary a plain word belongs; empty if it is never wrong."""
    if len(word) > LONGEST or _ABBREVIATION.fullmatch(word):
        return ""
    return next((name for name, letters in _LANGUAGES.items() if letters.fullmatch(word)), "")
