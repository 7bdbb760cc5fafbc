"""Where faces lie on paper. Lengths are in points from the lower left corner of the page."""

from dataclasses import dataclass

from .vocabulary import Duplex

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f of the PDF transformation x' = ax + cy + e, y' = bx + dy + f."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a face lies on a page: the lower left corner of its area; `turned` is upside down."""

    x: float
    y: float
    turned: bool = False

    def matrix(self, face: Size) -> Matrix:
        """From the coordinates of a face of that size to those of the page."""
        if self.turned:
            return (-1, 0, 0, -1, self.x + face.width, self.y + face.height)
        return (1, 0, 0, 1, self.x, self.y)

    def mirrored(self, face: Size, paper: Size) -> "Spot":
        """The spot on the back that lies behind this one, the sheet turned like a page."""
        return Spot(paper.width - self.x - face.width, self.y, self.turned)

    def upside_down(self, face: Size, paper: Size) -> "Spot":
        """The same spot on a page that was turned by 180 degrees."""
        x, y = paper.width - self.x - face.width, paper.height - self.y - face.height
        return Spot(x, y, not self.turned)


def tumbles(paper: Size, duplex: Duplex) -> bool:
    """Whether the sheet is turned over its upper edge like a calendar, not like a page.

    Then whatever is on its back is printed upside down, so that cards still turn like pages.
    """
    portrait = paper.height >= paper.width
    return (duplex is Duplex.SHORT) == portrait and duplex is not Duplex.NONE


def times(first: Matrix, then: Matrix) -> Matrix:
    """The transformation that does one and then the other."""
    a, b, c, d, e, f = then
    return (
        first[0] * a + first[1] * c,
        first[0] * b + first[1] * d,
        first[2] * a + first[3] * c,
        first[2] * b + first[3] * d,
        first[4] * a + first[5] * c + e,
        first[4] * b + first[5] * d + f,
    )


def operator(matrix: Matrix) -> bytes:
    """The numbers of a transformation as PDF writes them."""
    return b" ".join([b"%.6f" % number if number % 1 else b"%d" % number for number in matrix])


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point transformed."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
