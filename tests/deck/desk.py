"""A deck on a desk: opened, changed behind one's back, left by a session that was killed."""

import shutil
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from deckapp.deck import Card, Deck, DeckDocument, read_deck
from deckapp.deck.editing.ids import with_ids

NOW = datetime(2017, 4, 12, 9, 30, tzinfo=UTC)

TEXT = """\
# Moscow

format: deckapp/1
title: Talks
marking: UNCLASSIFIED
issues:
  - id: syria
    title: Syria
    cards:
      # the nastiest
      - id: gas
        title: Gas
        position: Civilians were gassed.   # slowly
        counter: No proof.
        rebuttal: We know.
      - id: jets
        title: Jets
        position: We fly on.
        rebuttal: We saw them.
  - id: ukraine
    title: Ukraine
    cards:
      - id: minsk
        title: Minsk
        position: Leave.
"""
UNNAMED = TEXT.replace("- id: gas\n        title", "- title").replace(
    "- id: ukraine\n    title", "- title"
)


class Clock:
    """A clock that tells what it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Desk:
    """A folder with a deck, and another with what deckapp keeps for itself."""

    def __init__(self, folder: Path, content: str | bytes = TEXT) -> None:
        self.path = folder / "deck.yaml"
        self.data = folder / "data"
        self.clock = Clock()
        self._copies = count()
        self.path.write_bytes(content.encode() if isinstance(content, str) else content)

    def open(self, data: Path | None = None) -> DeckDocument:
        """The deck, opened."""
        return DeckDocument(self.path, self.path.read_bytes(), data or self.data, self.clock)

    def open_after_crash(self) -> DeckDocument:
        """The deck as the next session finds it if the present one is killed now."""
        copy = self.data.with_name(f"data-{next(self._copies)}")
        if self.data.exists():
            shutil.copytree(self.data, copy)
        return self.open(copy)

    def change(self, old: str, new: str) -> None:
        """Somebody else puts a text in the place of another."""
        assert old in self.text
        self.path.write_bytes(self.text.replace(old, new).encode())

    @property
    def text(self) -> str:
        """What the file holds."""
        return self.path.read_bytes().decode()

    @property
    def deck(self) -> Deck:
        """What the file says."""
        return with_ids(read_deck(self.path.read_bytes()).deck)

    @property
    def journals(self) -> list[Path]:
        """The files of journals."""
        return sorted((self.data / "journals").glob("*"))

    @property
    def names(self) -> list[str]:
        """What is beside the deck, except deckapp's own folders."""
        return sorted(
            path.name for path in self.path.parent.iterdir() if not path.name.startswith("data")
        )


def card_of(deck: Deck | DeckDocument, id_: str) -> Card:
    """A card by its id."""
    deck = deck.deck if isinstance(deck, DeckDocument) else deck
    return next(card for _, card in deck.cards() if card.id == id_)


def ids_in(deck: Deck | DeckDocument) -> list[str]:
    """The ids of the cards."""
    deck = deck.deck if isinstance(deck, DeckDocument) else deck
    return [card.id for _, card in deck.cards()]


def recovered(document: DeckDocument) -> Deck:
    """The deck after all that can be recovered was."""
    for recovery in document.recoveries():
        document.recover(recovery)
    assert document.trouble == ""
    deck = document.deck
    document.close()
    return deck
