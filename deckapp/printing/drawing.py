"""Drawing: text and shapes as PDF operators, in points from the lower left corner of a face.

Deck text reaches paper as strings of character codes only, so nothing in it can act as markup.
"""

from collections.abc import Sequence
from functools import cache

from .fonts import Weight
from .palette import rgb
from .typeface import Typefaces

FONT_NAMES = {Weight.REGULAR: b"R", Weight.SEMI_BOLD: b"S", Weight.BOLD: b"B"}
"""The fonts' names in the resources of every page; those that fill their gaps are X1, X2 …"""

Point = tuple[float, float]


class Drawing:
    """What is drawn on one face, as a list of operators; later things cover earlier ones."""

    __slots__ = ("operators", "typefaces")

    def __init__(self, typefaces: Typefaces) -> None:
        self.typefaces = typefaces
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
        name = FONT_NAMES[weight]
        if self.typefaces.fallbacks:
            shown = b" Tj T*\n".join([self._shown(line, weight, size) for line in lines])
        else:
            shown = b" Tj T*\n".join([_string(line) for line in lines])
        self.operators.append(
            b"%sBT /%s %.2f Tf %.2f TL %.2f %.2f Td\n%s Tj ET"
            % (_fill(colour), name, size, leading, x, y, shown)
        )

    def _shown(self, line: str, weight: Weight, size: float) -> bytes:
        """A line whose characters may come from several fonts, but for its last operator."""
        name = FONT_NAMES[weight]
        pieces = []
        for index, run in self.typefaces[weight].runs(line):
            if index == 0:
                pieces.append(_string(run))
            else:
                string = _escaped(self.typefaces.fallbacks[index - 1].encoded(run))
                pieces.append(
                    b"/X%d %.2f Tf %s Tj /%s %.2f Tf ()" % (index, size, string, name, size)
                )
        return b" Tj ".join(pieces)

    def rectangle(self, colour: str, corner: Point, width: float, height: float) -> None:
        """A filled rectangle; the corner is its lower left."""
        self.operators.append(
            b"%s%.2f %.2f %.2f %.2f re f" % (_fill(colour), *corner, width, height)
        )

    def line(self, colour: str, start: Point, end: Point, thickness: float, dash: str = "") -> None:
        """A straight line; `dash` holds lengths on and off, such as “3 2”."""
        red, green, blue = rgb(colour)
        self.operators.append(
            b"q %.3f %.3f %.3f RG %.2f w [%s] 0 d %.2f %.2f m %.2f %.2f l S Q"
            % (red, green, blue, thickness, dash.encode(), *start, *end)
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
    return _escaped(text.encode("utf-16-be"))


def _escaped(raw: bytes) -> bytes:
    raw = raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(%s)" % raw.replace(b"\r", b"\\r")


@cache
def _fill(colour: str) -> bytes:
    return b"%.3f %.3f %.3f rg " % tuple(rgb(colour))
