"""Findings: what preflight has to say about an export before anything is written."""

from dataclasses import dataclass

STOPPING = ("missing-glyph", "unset-script", "too-long")
"""Codes of findings that stop an export, since something could not be printed whole."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know before printing.

    `code` is one of STOPPING, or `continued`, `margin`, or a warning of the deck's own lint
    (`no-marking`, `stale-clearance`, `avoid-phrase`). `card` is the card's id (its title where the
    id is missing) and `field` the key within it; `card` is None for what is not about one card.
    """

    code: str
    message: str
    field: str = ""
    card: str | None = None

    @property
    def stops(self) -> bool:
        """Whether nothing is written because of it."""
        return self.code in STOPPING

    def __str__(self) -> str:
        """Where it is, and what is wrong."""
        place = ", ".join(filter(None, [self.card, self.field]))
        return f"{place}: {self.message}" if place else self.message
