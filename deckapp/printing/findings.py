"""Findings: what preflight has to say about a deck before anything is written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason why the deck cannot be printed whole.

    `code` is `missing-glyph` or `too-long`. `card` is the card's id (its title where the id is
    missing) and `field` the key within it; `card` is None for the deck's and issues' own fields.
    """

    code: str
    message: str
    field: str
    card: str | None = None

    def __str__(self) -> str:
        """Where it is, and what is wrong."""
        place = self.field if self.card is None else f"{self.card}, {self.field}"
        return f"{place}: {self.message}"
