"""Where the text of a page stands, read from its operators without the code that wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream, DictionaryObject

Codes = dict[int, float]
DRAWING = (b"BT", b"ET", b"re", b"f", b"m", b"l", b"h", b"RG", b"w", b"d", b"S")
Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)
INK = (0.102, 0.102, 0.102)


@dataclass(frozen=True, slots=True)
class Run:
    """One shown string: where it starts, how wide it is, in what font, size and colour.

    `x` and `y` are on the page, from its lower left corner. A `turned` string runs to the left,
    upside down.
    """

    text: str
    x: float
    y: float
    width: float
    font: str
    size: float
    colour: tuple[float, ...]
    turned: bool = False

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the capitals and descenders."""
        below, above = 0.24 * self.size, 0.69 * self.size
        if self.turned:
            return self.x - self.width, self.y - above, self.x, self.y + below
        return self.x, self.y - below, self.x + self.width, self.y + above

    @property
    def is_body(self) -> bool:
        """Whether it is text of a field, set beside its heading."""
        return self.colour == INK and self.font.endswith("-Regular")

    @property
    def is_title(self) -> bool:
        return self.colour == INK and self.font.endswith("-SemiBold")

    @property
    def is_marking(self) -> bool:
        return self.colour == INK and self.font.endswith("-Bold")


def runs(page: PageObject) -> list[Run]:
    """The shown strings of a page, those of its forms included, in the order of drawing."""
    content = page.get_contents()
    assert content is not None
    return list(_Reader(page["/Resources"].get_object()).runs(content))


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = then
    return (
        first[0] * a + first[1] * c,
        first[0] * b + first[1] * d,
        first[2] * a + first[3] * c,
        first[2] * b + first[3] * d,
        first[4] * a + first[5] * c + e,
        first[4] * b + first[5] * d + f,
    )


class _Reader:
    """Follows the operators of a content stream."""

    def __init__(self, resources: Any, matrix: Matrix = UPRIGHT) -> None:
        self._resources = resources
        self._fonts = {name: _font(font.get_object()) for name, font in resources["/Font"].items()}
        self._matrix = matrix
        self._saved: list[Matrix] = []
        self._colour: tuple[float, ...] = ()
        self._font, self._size, self._leading = "", 0.0, 0.0
        self._place = 0.0, 0.0

    def runs(self, content: Any) -> Iterator[Run]:
        for operands, operator in ContentStream(content, None).operations:
            if operator == b"Tj":
                yield self._shown(operands[0].original_bytes)
            elif operator == b"Do":
                form = self._resources["/XObject"][operands[0]].get_object()
                yield from _Reader(self._resources, self._matrix).runs(form)
            else:
                self._set(operator, operands)

    def _set(self, operator: bytes, operands: Any) -> None:
        match operator:
            case b"q":
                self._saved.append(self._matrix)
            case b"Q":
                self._matrix = self._saved.pop()
            case b"cm":
                a, b, c, d, e, f = map(float, operands)
                self._matrix = _times((a, b, c, d, e, f), self._matrix)
            case b"rg":
                self._colour = tuple(map(float, operands))
            case b"Tf":
                self._font, self._size = operands[0], float(operands[1])
            case b"TL":
                self._leading = float(operands[0])
            case b"Td":  # one to a text object: from the origin
                self._place = float(operands[0]), float(operands[1])
            case b"T*":
                self._place = self._place[0], self._place[1] - self._leading
            case _:
                assert operator in DRAWING, operator

    def _shown(self, codes: bytes) -> Run:
        name, widths, default = self._fonts[self._font]
        text = codes.decode("utf-16-be")
        width = sum(widths.get(ord(character), default) for character in text) * self._size / 1000
        a, b, c, d, e, f = self._matrix
        x, y = self._place
        place = a * x + c * y + e, b * x + d * y + f
        return Run(text, *place, width, name, self._size, self._colour, a < 0)


def _font(font: DictionaryObject) -> tuple[str, Codes, float]:
    """Name and widths by character code."""
    descendant: Any = font["/DescendantFonts"][0].get_object()  # type: ignore[index]  # an array
    widths: Codes = {}
    array = list(descendant["/W"])
    for first, run in zip(array[::2], array[1::2], strict=True):
        widths |= {int(first) + index: float(width) for index, width in enumerate(run)}
    return str(font["/BaseFont"]), widths, float(descendant["/DW"])
