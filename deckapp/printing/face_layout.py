"""How text lies on one face. All lengths are in points."""

from dataclasses import dataclass
from functools import cached_property

from .geometry import Size

STEP = 0.25
"""Sizes of type are this far apart."""
LEAST_MEASURE = 14
"""A line is at least so many ems of the smallest type wide."""
_ORDINARY_FLOOR = 7.0
_PAGE = 500.0
_HALF_PAGE = 380.0
_MARKING_FLOORS = ((_PAGE, 12.0), (_HALF_PAGE, 10.0), (0.0, 8.0))
"""The smallest marking by the shorter edge of the face: a page, half a page, a card."""


@dataclass(frozen=True)
class FaceLayout:
    """One face: its size, the margin inside its edges, and the type set in it.

    Nothing is drawn nearer to an edge than `margin`, and text stays `inset` further in. Type is
    as large as fits, from `preferred` down to `floor`. `label_width` is the column of headings
    beside the text; where it is 0 they stand above it. What follows from these is computed once.
    """

    width: float
    height: float
    margin: float
    label_width: float
    preferred: float
    floor: float

    @cached_property
    def area(self) -> Size:
        """Width and height."""
        return Size(self.width, self.height)

    @cached_property
    def scale(self) -> float:
        """How much larger everything is than on a card with 7 pt at the least."""
        return self.floor / _ORDINARY_FLOOR

    @cached_property
    def inset(self) -> float:
        """From the margin to the text: a tinted ground needs room around it."""
        return 4.0 * self.scale

    @cached_property
    def measure(self) -> float:
        """The width that text may fill, headings included."""
        return self.width - 2 * (self.margin + self.inset)

    @cached_property
    def text_width(self) -> float:
        """The width of text beside its heading."""
        return self.measure - self.label_width

    @cached_property
    def gutter(self) -> float:
        """Between headings and text; marks hang in it."""
        return 12.0 * self.scale

    @cached_property
    def small(self) -> float:
        """The size of headings and footers."""
        return self.floor

    @cached_property
    def small_leading(self) -> float:
        """Between lines of a heading."""
        return 8.2 * self.scale

    @cached_property
    def issue_size(self) -> float:
        """The size of the issue's title at the head of a face."""
        return self.floor * 8 / 7

    @cached_property
    def marking_floor(self) -> float:
        """The smallest size of a marking: 8 pt on cards, 12 pt on pages."""
        shorter = min(self.width, self.height)
        least = next(size for edge, size in _MARKING_FLOORS if shorter >= edge)
        return max(self.floor, least)

    @cached_property
    def marking_size(self) -> float:
        """The size of a marking that has room."""
        return self.marking_floor + 0.5
