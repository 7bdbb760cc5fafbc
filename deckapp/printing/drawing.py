"""Drawing: text and shapes as PDF operators, in points from the lower left corner of a face.

Deck text reaches paper as strings of character codes only, so nothing in it can act as markup.
"""

from collections.abc import Sequence
from functools import cache

from .fonts import Weight
from .palette import rgb

FONT_NAMES = {Weight.REGULAR: b"R", Weight.SEMI_BOLD: b"S", Weight.BOLD: b"B"}
"""The fonts' names in the resources of every page."""

Point = tuple[float, float]


class Drawing:
    """What is drawn on one face, as a list of operators; later things cover earlier ones."""

    __slots__ = ("operators",)

    def __init__(self) -> None:
        self.operators: list[bytes] = []

    def text(
        self,
        weight: Weight,
        size: float,
        colour: str,
        start: Point,
        lines: Sequence[str],
        leading: float = 0.0,
    ) -> None:
        """Lines of text whose first baseline starts at a point, `leading` apart."""
        x, y = start
        shown = b" Tj T*\n".join([_string(line) for line in lines])
        name = FONT_NAMES[weight]
        self.operators.append(
            b"%sBT /%s %.2f Tf %.2f TL %.2f %.2f Td\n%s Tj ET"
            % (_fill(colour), name, size, leading, x, y, shown)
        )

    def rectangle(self, colour: str, corner: Point, width: float, height: float) -> None:
        """A filled rectangle; the corner is its lower left."""
        self.operators.append(
            b"%s%.2f %.2f %.2f %.2f re f" % (_fill(colour), *corner, width, height)
        )

    def shape(self, colour: str, points: Sequence[Point]) -> None:
        """A filled polygon."""
        first, *others = (b"%.2f %.2f" % point for point in points)
        path = b"".join([b" %s l" % point for point in others])
        self.operators.append(b"%s%s m%s h f" % (_fill(colour), first, path))

    def content(self) -> bytes:
        """The content stream."""
        return b"\n".join(self.operators)


def _string(text: str) -> bytes:
    """A PDF string: the fonts take UTF-16 code units as character codes."""
    raw = text.encode("utf-16-be")
    raw = raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(%s)" % raw.replace(b"\r", b"\\r")


@cache
def _fill(colour: str) -> bytes:
    return b"%.3f %.3f %.3f rg " % tuple(rgb(colour))
