"""What an export did."""

from dataclasses import dataclass
from pathlib import Path

from .findings import Finding


@dataclass(frozen=True, slots=True)
class CardReport:
    """How one card or page came out: on how many faces each side stands, and the size of type.

    `name` is the card's id, or its title where the id is missing. Sizes are in points. `page` is
    that of its first face that is printed, from 1, or 0; `area` where on the page it lies (left,
    bottom, right, top), None for all of it.
    """

    name: str
    fronts: int
    backs: int
    front_size: float
    back_size: float
    page: int = 0
    area: tuple[float, float, float, float] | None = None

    @property
    def parts(self) -> int:
        """On how many cards of paper it stands."""
        return max(self.fronts, self.backs)

    @property
    def continued(self) -> bool:
        """Whether the card needed more than one card of paper."""
        return self.parts > 1


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A finished export, card by card in the order of the deck.

    `content` says whether these are cards or a page such as the agenda. `pages` are those of the
    PDF, which is at `path`, or nowhere; `sheets` are those of paper, `two_sided` if the printer
    has to turn them. `findings` are warnings.
    """

    path: Path | None
    layout: str
    content: str
    cards: tuple[CardReport, ...]
    pages: int
    sheets: int
    two_sided: bool
    findings: tuple[Finding, ...]

    @property
    def continued(self) -> tuple[CardReport, ...]:
        """The cards that go on on further cards of paper."""
        return tuple(card for card in self.cards if card.continued)
