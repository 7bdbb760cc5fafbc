"""What was chosen on the Print screen, as a value."""

from dataclasses import dataclass
from pathlib import Path

from deckapp.printing import (
    DEFAULT_LAYOUT,
    Density,
    Duplex,
    Marks,
    PrintOptions,
    Profile,
    Selection,
    Side,
    printed_in,
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Choices by their names in files and options; an empty one leaves it to the layout.

    No `issues` and no `cards` are all of them, unless `is_nothing`. An agenda is cut to `minutes`,
    if there are any. `changed_since` is an earlier export.
    """

    layout: str = DEFAULT_LAYOUT
    issues: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    is_nothing: bool = False
    audience: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    contingencies: bool = False
    density: str = ""
    paper: str = ""
    minutes: int | None = None
    duplex: str = ""
    side: str = "both"
    is_reversed: bool = False
    start: int = 1
    marks: str = ""
    printer: str = ""
    passphrase: str = ""
    changed_since: Path | None = None
    fonts: tuple[Path, ...] = ()

    def selection(self) -> Selection:
        """Which cards are printed; raises EarlierExportError."""
        before = self.changed_since
        return Selection(
            cards=self.cards,
            issues=self.issues,
            changed_since=None if before is None else printed_in(before, self.passphrase),
            audience=self.audience,
            priorities=self.priorities,
            contingencies=self.contingencies,
        )

    def options(self, profile: Profile | None, *, passphrase: bool) -> PrintOptions:
        """How they are printed; a preview needs no passphrase."""
        return PrintOptions(
            density=Density(self.density) if self.density else None,
            duplex=Duplex(self.duplex) if self.duplex else None,
            side=Side(self.side),
            reversed_backs=self.is_reversed and self.side == Side.BACKS,
            start=self.start,
            marks=Marks(self.marks) if self.marks else None,
            paper=self.paper,
            minutes=self.minutes,
            profile=profile,
            fonts=self.fonts,
            passphrase=self.passphrase if passphrase else "",
        )
