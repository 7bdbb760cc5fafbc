"""What an export did."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CardReport:
    """How one card came out: on how many cards of paper, and the size of type on each side.

    `name` is the card's id, or its title where the id is missing. Sizes are in points.
    """

    name: str
    parts: int
    front_size: float
    back_size: float

    @property
    def continued(self) -> bool:
        """Whether the card needed more than one card of paper."""
        return self.parts > 1


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A finished export, card by card in the order of the pages."""

    path: Path
    cards: tuple[CardReport, ...]

    @property
    def pages(self) -> int:
        """Pages of the PDF: two for each card of paper."""
        return 2 * sum(card.parts for card in self.cards)

    @property
    def continued(self) -> tuple[CardReport, ...]:
        """The cards that go on on further cards of paper."""
        return tuple(card for card in self.cards if card.continued)
