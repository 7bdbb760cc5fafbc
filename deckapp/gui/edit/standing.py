"""Whether a card is cleared: as it stands, as it was, or never."""

from datetime import date
from enum import Enum
from typing import NamedTuple

from deckapp.deck import Card, Cleared, Issue, fingerprint
from deckapp.deck.characters import shown


class Standing(Enum):
    """What a card's clearances are worth."""

    NEVER = "never cleared"
    CHANGED = "text changed since"
    CLEARED = "cleared"


class Entry(NamedTuple):
    """A card with its issue, its standing with words about it, and who drafted or cleared it."""

    issue: Issue
    card: Card
    standing: Standing
    words: str
    offices: frozenset[str]

    @property
    def is_to_clear(self) -> bool:
        """Whether the card is still to clear."""
        return self.standing is not Standing.CLEARED


def entry_of(issue: Issue, card: Card) -> Entry:
    """A card with its standing; one clearance that is void makes it one to clear."""
    notes = card.clearance.cleared
    offices = frozenset([card.clearance.drafted_by, *(note.by for note in notes)]) - {""}
    if not notes:
        return Entry(issue, card, Standing.NEVER, "Never cleared", offices)
    now = fingerprint(card)
    void = [note for note in notes if note.covers != now]
    if void:
        words = _about_void(max(void, key=_day))
        return Entry(issue, card, Standing.CHANGED, words, offices)
    by = ", ".join(f"{_office(note)}{_on(note)}" for note in sorted(notes, key=_day))
    return Entry(issue, card, Standing.CLEARED, f"Cleared by {by}", offices)


def _about_void(note: Cleared) -> str:
    if not note.covers:
        return f"Cleared by {_office(note)}{_on(note)}, but it is not said which text"
    return f"Text changed since {_office(note)} cleared it{_on(note)}"


def _day(note: Cleared) -> date:
    return note.on or date.min


def _office(note: Cleared) -> str:
    return shown(note.by) or "somebody"


def _on(note: Cleared) -> str:
    return f" on {note.on.isoformat()}" if note.on else ""
