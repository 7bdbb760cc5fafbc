"""A pen for pages of plain texts: sets them into the room they have, remembers what it drew."""

from collections.abc import Sequence

from .breaking import measured
from .cleaning import one_line
from .drawing import Drawing, Point
from .fonts import Weight
from .furniture import width
from .typeface import Typefaces

_LEADING = 1.22
_ELLIPSIS = "…"
_UNKNOWN = "?"


class Pen:
    """Draws texts of anybody's. `characters` are those drawn in each weight, to be embedded.

    `missing` are characters that no font has: a question mark stands for each.
    """

    def __init__(self, typefaces: Typefaces) -> None:
        self.drawing = Drawing(typefaces)
        self.characters: dict[Weight, set[str]] = {weight: set() for weight in Weight}
        self.missing: set[str] = set()
        self._typefaces = typefaces

    def set_lines(
        self, text: str, weight: Weight, size: float, room: float, most: int = 0
    ) -> tuple[str, ...]:
        """The lines of a text in a width; after `most` of them (0: all) it is cut short."""
        cleaned = self._known(one_line(text), weight)
        if not cleaned:
            return ()
        lines = measured(cleaned, self._typefaces[weight]).lines(room / size)
        if most and len(lines) > most:
            lines = [*lines[: most - 1], self._cut(lines[most - 1], weight, size, room)]
        return tuple(lines)

    def _known(self, text: str, weight: Weight) -> str:
        missing = self._typefaces[weight].missing([text])
        self.missing |= missing
        return text.translate({ord(character): _UNKNOWN for character in missing})

    def _cut(self, line: str, weight: Weight, size: float, room: float) -> str:
        while line and self.width(f"{line}{_ELLIPSIS}", weight, size) > room:
            line = line[:-1].rstrip()
        return f"{line}{_ELLIPSIS}"

    def width(self, line: str, weight: Weight, size: float) -> float:
        """The width of a line in points."""
        return width(line, self._typefaces, weight, size)

    def put(
        self, lines: Sequence[str], weight: Weight, size: float, colour: str, start: Point
    ) -> float:
        """Draw lines that were set from a first baseline down; return the next baseline."""
        x, y = start
        if lines:
            self.characters[weight].update(*lines)
            self.drawing.text(weight, size, colour, (x, y), lines, _LEADING * size)
        return y - _LEADING * size * len(lines)

    def put_right(self, line: str, weight: Weight, size: float, colour: str, start: Point) -> None:
        """Draw one line that ends at a point of its baseline."""
        x, y = start
        self.put([line], weight, size, colour, (x - self.width(line, weight, size), y))
