"""The words that layouts and exports are described with, as they stand in files and options."""

from enum import StrEnum

DEFAULT_LAYOUT = "index-3x5"
"""The id of the layout to print in where none was chosen."""


class Content(StrEnum):
    """What is printed."""

    CARDS = "cards"
    AGENDA = "agenda"
    AVOID = "avoid"
    CONTINGENCIES = "contingencies"


class Faces(StrEnum):
    """How a card becomes faces: a front and a back, or all of it on one."""

    SIDES = "sides"
    WHOLE = "whole"


class Density(StrEnum):
    """How much of a card is printed.

    `points` leaves out asks, red lines and follow-ups; `keywords` is title and short form.
    Conditions (when, only if) always stay.
    """

    FULL = "full"
    POINTS = "points"
    KEYWORDS = "keywords"


class Fold(StrEnum):
    """How a printed sheet is folded."""

    NONE = "none"
    OVER = "over"
    POCKET = "pocket"
    BOOKLET = "booklet"
    TENT = "tent"


class Duplex(StrEnum):
    """The edge over which the sheet is turned; `none` prints backs on sheets of their own."""

    LONG = "long"
    SHORT = "short"
    NONE = "none"


class Marks(StrEnum):
    """Where to cut: ticks outside the corners of cards, or hairlines between cards that touch."""

    NONE = "none"
    CROP = "crop"
    LINES = "lines"


class Side(StrEnum):
    """Which pages: all, or for turning the stack by hand only fronts, then only backs."""

    BOTH = "both"
    FRONTS = "fronts"
    BACKS = "backs"


GROUPS = ("cards", "sheets", "folds", "pages")
"""The headings under which lists show layouts."""
CONTENTS = tuple(Content)
FACES = tuple(Faces)
DENSITIES = tuple(Density)
FOLDS = tuple(Fold)
DUPLEX = tuple(Duplex)
MARKS = tuple(Marks)
SIDES = tuple(Side)
