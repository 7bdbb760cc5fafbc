"""How to print: everything that is not which cards and which layout."""

from dataclasses import dataclass, replace
from pathlib import Path

from .errors import OptionError
from .geometry import Size
from .layouts import Layout
from .profiles import Profile
from .vocabulary import Content, Density, Duplex, Faces, Fold, Marks, Side

PAPERS = {
    "letter": Size(8.5 * 72, 11 * 72),
    "a4": Size(210 * 72 / 25.4, 297 * 72 / 25.4),
}
"""Paper, upright, on which pages can be had."""
MOST_MINUTES = 24 * 60
"""As long as a meeting can be in a deck."""


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """What may be chosen; None leaves it to the layout.

    `start` is the place of the first card on the first sheet, from 1, for sheets that have been
    used in part. `side` prints only fronts or only backs, for turning the stack by hand, with
    `reversed_backs` the last sheet's back first. `profile` mends what a printer does to backs.
    `fonts` are searched for characters that deckapp's own lacks. `paper` is a name of PAPERS.
    An agenda is cut to so many `minutes`, where they are given.
    """

    density: Density | None = None
    duplex: Duplex | None = None
    side: Side = Side.BOTH
    reversed_backs: bool = False
    start: int = 1
    marks: Marks | None = None
    paper: str = ""
    minutes: int | None = None
    profile: Profile | None = None
    fonts: tuple[Path, ...] = ()
    passphrase: str = ""

    def applied_to(self, layout: Layout) -> Layout:
        """The layout as it is to be printed; raises OptionError where they do not go together."""
        if self.paper:
            layout = _on_paper(layout, self.paper)
        two_sided = layout.duplex is not Duplex.NONE
        duplex = self.duplex or (self.profile and self.profile.edge) or layout.duplex
        changed = replace(
            layout,
            density=self.density or layout.density,
            duplex=duplex if two_sided else layout.duplex,
            marks=layout.marks if self.marks is None else self.marks,
        )
        if self.minutes is not None:
            _check_minutes(layout, self.minutes)
        if changed.fold is Fold.BOOKLET and changed.duplex is Duplex.NONE:
            raise OptionError("A booklet is printed on both sides: choose the long or short edge.")
        if self.reversed_backs and self.side is not Side.BACKS:
            raise OptionError("Only backs that are printed by themselves can be reversed.")
        if self.side is Side.BACKS and not has_backs(changed):
            raise OptionError(f"“{layout.id}” has no backs to print by themselves.")
        if not 1 <= self.start <= len(layout.cells) or (self.start > 1 and is_folded(layout)):
            places = 1 if is_folded(layout) else len(layout.cells)
            most = "one place" if places == 1 else f"{places} places"
            raise OptionError(
                f"A sheet of “{layout.id}” has {most} for cards: there is no place {self.start}."
            )
        return changed


def is_folded(layout: Layout) -> bool:
    """Whether a sheet holds panels in reading order instead of cards on a grid."""
    return layout.fold not in (Fold.NONE, Fold.OVER)


def has_backs(layout: Layout) -> bool:
    """Whether sheets are printed on both sides."""
    return layout.fold is Fold.BOOKLET or (layout.fold is Fold.NONE and answers_apart(layout))


def answers_apart(layout: Layout) -> bool:
    """Whether a card has a second face; keywords are said by us, so theirs would be empty."""
    sides = layout.content is Content.CARDS and layout.faces is Faces.SIDES
    return sides and layout.density is not Density.KEYWORDS


def _check_minutes(layout: Layout, minutes: int) -> None:
    if layout.content is not Content.AGENDA:
        raise OptionError(
            f"“{layout.id}” has no agenda to cut: choose the layout “agenda”, or name no minutes."
        )
    if not 0 < minutes <= MOST_MINUTES:
        raise OptionError(f"An agenda is cut to 1 to {MOST_MINUTES} minutes, not to {minutes}.")


def _on_paper(layout: Layout, name: str) -> Layout:
    paper = PAPERS.get(name)
    if paper is None:
        raise OptionError(f"“{name}” is not a paper that deckapp knows: {', '.join(PAPERS)}.")
    if layout.group != "pages":
        raise OptionError(f"“{layout.id}” is made for its own paper: choose another layout.")
    if layout.paper.width > layout.paper.height:
        paper = Size(paper.height, paper.width)
    return layout.on_paper(paper)
