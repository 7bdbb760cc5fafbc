"""Where the text of a page stands, read from its operators without the code that wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream, DictionaryObject

Codes = dict[int, float]
DRAWING = (b"BT", b"ET", b"re", b"f", b"m", b"l", b"h")
INK = (0.102, 0.102, 0.102)


@dataclass(frozen=True, slots=True)
class Run:
    """One shown string: where it starts, how wide it is, in what font, size and colour."""

    text: str
    x: float
    y: float
    width: float
    font: str
    size: float
    colour: tuple[float, ...]

    @property
    def right(self) -> float:
        return self.x + self.width

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
    return list(_runs(content, page["/Resources"].get_object()))


def _runs(content: Any, resources: Any) -> Iterator[Run]:
    fonts = {name: _font(font.get_object()) for name, font in resources["/Font"].items()}
    colour: tuple[float, ...] = ()
    font, size, leading, x, y = "", 0.0, 0.0, 0.0, 0.0
    for operands, operator in ContentStream(content, None).operations:
        match operator:
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
                yield Run(text, x, y, width * size / 1000, name, size, colour)
            case b"Do":
                form = resources["/XObject"][operands[0]].get_object()
                yield from _runs(form, resources)
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
