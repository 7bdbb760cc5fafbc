"""The typeface of the card, on paper and in the window: Fira Sans Condensed."""

from enum import StrEnum
from pathlib import Path

FAMILY = "Fira Sans Condensed"


class Weight(StrEnum):
    """The weights in use; values are the ends of file names."""

    REGULAR = "Regular"
    SEMI_BOLD = "SemiBold"
    BOLD = "Bold"


def font_file(weight: Weight) -> Path:
    """The static TrueType file of a weight."""
    from fontpkg_fira_sans_condensed import ROOT

    return Path(ROOT) / "files" / f"FiraSansCondensed-{weight}.ttf"


def font_files() -> tuple[Path, ...]:
    """The TrueType files of all weights, for whoever draws cards elsewhere."""
    return tuple(font_file(weight) for weight in Weight)
