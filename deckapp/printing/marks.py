"""The shapes that say what a text is: drawn, because fonts lack them and colour may not print."""

from math import cos, pi, sin

from .drawing import Drawing, Point
from .faces import Mark
from .palette import STOP


def draw_mark(drawing: Drawing, mark: Mark, centre: Point, size: float, colour: str) -> None:
    """Draw a mark around a point, about `size` points wide and high.

    A red line has its own red, the others take the colour.
    """
    x, y = centre
    half = size / 2
    match mark:
        case Mark.ARROW:
            drawing.shape(colour, [(x - half, y + half), (x + half, y), (x - half, y - half)])
        case Mark.OCTAGON:
            drawing.shape(STOP, _octagon(x, y, half * 1.08))
            drawing.rectangle("#FFFFFF", (x - half * 0.6, y - half * 0.17), half * 1.2, half * 0.34)
        case Mark.FLAG:
            left = x - half * 0.8
            drawing.rectangle(colour, (left, y - half * 1.15), half * 0.3, half * 2.3)
            drawing.shape(
                colour,
                [(left, y + half * 1.15), (x + half, y + half * 0.5), (left, y - half * 0.15)],
            )
        case Mark.DIAMOND:
            drawing.shape(colour, [(x, y + half), (x + half, y), (x, y - half), (x - half, y)])


def _octagon(x: float, y: float, radius: float) -> list[Point]:
    angles = [pi / 8 + turn * pi / 4 for turn in range(8)]
    return [(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]
