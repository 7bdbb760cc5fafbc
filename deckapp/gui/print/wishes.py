"""What was chosen on the Print screen, as a value."""

from dataclasses import dataclass

from deckapp.printing import Density, Duplex, Marks, PrintOptions, Profile, Selection, Side


@dataclass(frozen=True, slots=True)
class Wishes:
    """Choices by their names in files and options; an empty one leaves it to the layout.

    No `issues` are all of them, unless `is_nothing`.
    """

    layout: str = "index-3x5"
    issues: tuple[str, ...] = ()
    is_nothing: bool = False
    audience: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    contingencies: bool = False
    density: str = ""
    paper: str = ""
    duplex: str = ""
    side: str = "both"
    is_reversed: bool = False
    start: int = 1
    marks: str = ""
    printer: str = ""
    passphrase: str = ""

    def selection(self) -> Selection:
        """Which cards are printed."""
        return Selection(
            issues=self.issues,
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
            profile=profile,
            passphrase=self.passphrase if passphrase else "",
        )
