"""Fingerprints of spoken text: they tell whether what was cleared or rehearsed still stands."""

from collections.abc import Iterator
from hashlib import sha256
from unicodedata import normalize

from .fields import Kind, specs
from .model import Card, Deck
from .values import FINGERPRINT_DIGITS


def spoken_texts(section: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What our side says in a card or follow-up, with the place of each text within it."""
    for name, spec in specs(section.__class__).items():
        value = getattr(section, name)
        if spec.ours and spec.kind is Kind.TEXT:
            if value:
                yield (name,), value
        elif spec.ours:
            for index, item in enumerate(value):
                yield (name, index), item
        elif name == "follow_ups":
            for index, follow_up in enumerate(value):
                for place, spoken in spoken_texts(follow_up):
                    yield (name, index, *place), spoken


def fingerprint(card: Card) -> str:
    """Twelve hexadecimal digits of the SHA-256 of the card's spoken text.

    Unicode composition and white space do not count, so re-wrapping a card keeps its clearance.
    """
    digest = sha256()
    for place, spoken in spoken_texts(card):
        digest.update(f"{place[0]}\x1f{' '.join(normalize('NFC', spoken).split())}\x1e".encode())
    return digest.hexdigest()[:FINGERPRINT_DIGITS]


def revision(deck: Deck) -> str:
    """Twelve hexadecimal digits over everything in the deck: two prints that differ say so."""
    return sha256(repr(deck).encode("utf-8", "surrogatepass")).hexdigest()[:FINGERPRINT_DIGITS]
