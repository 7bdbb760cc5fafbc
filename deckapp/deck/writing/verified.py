"""The text of an edited deck, read again and compared before anybody writes it anywhere."""

import re
from collections.abc import Mapping

from deckapp.deck.garbage import no_garbage_collection
from deckapp.deck.model import Deck
from deckapp.deck.source import SourceDocument, read_deck

from .splicing import Instead, Splicing

_BEFORE = r"(?:^|(?<=[\s\[{,:-]))"
_ALIAS = re.compile(rf"{_BEFORE}\*([^\s,\[\]{{}}]+)", re.MULTILINE)
_ANCHOR = re.compile(rf"{_BEFORE}&[^\s,\[\]{{}}]+(?=\s)", re.MULTILINE)
_EXPLICIT_KEY = re.compile(r"^[ \t-]*\?[ \t]", re.MULTILINE)


class UnsavableError(Exception):
    """A deck that cannot be written into its file; `str()` says why and what to do."""


def is_unusual(text: str) -> bool:
    """Whether a file may hold what some edits cannot be written into (anchors, `? ` keys)."""
    shares = "*" in text and "&" in text and _ALIAS.search(text) and _ANCHOR.search(text)
    return bool(shares or ("? " in text and _EXPLICIT_KEY.search(text)))


def edited_source(
    source: SourceDocument,
    named: Deck,
    deck: Deck,
    renamed: Mapping[str, str],
    instead: Instead | None = None,
) -> SourceDocument:
    """The source with which the file reads as `deck`; only what differs from it has changed.

    `named`, `renamed` and `instead` are as for Splicing. Raises UnsavableError.
    """
    if deck is source.deck and instead is None:
        return source
    try:
        with no_garbage_collection():
            text = Splicing(source, named, deck, renamed, instead).text()
    except (AssertionError, StopIteration, IndexError) as error:
        raise UnsavableError(_reason(source.text)) from error
    try:
        edited = read_deck(encoded(text, bom=source.bom), source.path)
    except UnicodeEncodeError as error:
        raise UnsavableError("A text has half a character in it. Delete it.") from error
    if edited.deck != deck:
        raise UnsavableError(_reason(source.text))
    return edited


def encoded(text: str, *, bom: bool) -> bytes:
    """The bytes of a file."""
    return ("\ufeff" * bom + text).encode()


def _reason(text: str) -> str:
    alias = _ALIAS.search(text)
    if alias is not None and _ANCHOR.search(text):
        line = text.count("\n", 0, alias.start()) + 1
        return (
            "This changes a text that the file uses in several places, by an anchor: line "
            f"{line} has “*{alias[1]}”. Open the file in a text editor and write out there what "
            f"stands at “&{alias[1]}”."
        )
    return (
        "This change cannot be written into the file without touching other things in it. "
        "Save the deck as another file."
    )
