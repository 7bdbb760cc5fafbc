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
    return list(_runs(content, page["/Resources"].get_object(), UPRIGHT))


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


def _runs(content: Any, resources: Any, matrix: Matrix) -> Iterator[Run]:
    fonts = {name: _font(font.get_object()) for name, font in resources["/Font"].items()}
    colour: tuple[float, ...] = ()
    font, size, leading, x, y = "", 0.0, 0.0, 0.0, 0.0
    saved: list[Matrix] = []
    for operands, operator in ContentStream(content, None).operations:
        match operator:
            case b"q":
                saved.append(matrix)
            case b"Q":
                matrix = saved.pop()
            case b"cm":
                a, b, c, d, e, f = map(float, operands)
                matrix = _times((a, b, c, d, e, f), matrix)
            case b"rg":
                colour = tuple(map(float, operands))
            case b"Tf":
                font, size = operands[0], float(operands[1])
            case b"TL":
                leading = float(operands[0])
            case b"Td":  # one to a text object: from the origin
                x, y = map(float, operands)
            case b"T*":
                y -= leading
            case b"Tj":
                name, widths, default = fonts[font]
                text = operands[0].original_bytes.decode("utf-16-be")
                width = sum(widths.get(ord(character), default) for character in text)
                a, b, c, d, e, f = matrix
                place = a * x + c * y + e, b * x + d * y + f
                yield Run(text, *place, width * size / 1000, name, size, colour, a < 0)
            case b"Do":
                form = resources["/XObject"][operands[0]].get_object()
                yield from _runs(form, resources, matrix)
            case _:
                assert operator in DRAWING, operator


def _font(font: DictionaryObject) -> tuple[str, Codes, float]:
    """Name and widths by character code."""
    descendant: Any = font["/DescendantFonts"][0].get_object()  # type: ignore[index]  # an array
    widths: Codes = {}
    array = list(descendant["/W"])
    for first, run in zip(array[::2], array[1::2], strict=True):
        widths |= {int(first) + index: float(width) for index, width in enumerate(run)}
    return str(font["/BaseFont"]), widths, float(descendant["/DW"])
