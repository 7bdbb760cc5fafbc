"""Colours: told apart by everyone, read by everyone."""

from itertools import combinations
from math import dist

from deckapp.printing import ISSUE_COLOURS, issue_colour
from deckapp.printing.palette import INK, QUIET, STOP, TINT, contrast

Linear = tuple[float, float, float]

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
DEUTERANOPIA = (
    0.367322,
    0.860646,
    -0.227968,
    0.280085,
    0.672501,
    0.047413,
    -0.01182,
    0.04294,
    0.968881,
)
PROTANOPIA = (
    0.152286,
    1.052583,
    -0.204868,
    0.114503,
    0.786281,
    0.099216,
    -0.003882,
    -0.048116,
    1.051998,
)
NORMAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


def seen(colour: str, eye: tuple[float, ...]) -> Linear:
    """CIE L*a*b* of a colour as an eye sees it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    red, green, blue = (
        min(1.0, max(0.0, sum(eye[row * 3 + at] * linear[at] for at in range(3))))
        for row in range(3)
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, eye: tuple[float, ...]) -> float:
    """CIE 1976 colour difference; about 2.3 can just be noticed side by side."""
    return dist(seen(one, eye), seen(other, eye))


def test_that_eight_issues_have_a_colour_each_and_then_they_come_again() -> None:
    assert len(set(ISSUE_COLOURS)) == 8
    assert issue_colour(0) == issue_colour(8) == ISSUE_COLOURS[0]


def test_that_issue_colours_read_on_white_and_white_on_them() -> None:
    assert min(contrast(colour, "#FFFFFF") for colour in ISSUE_COLOURS) >= 4.5


def test_that_text_has_a_contrast_of_seven_to_one() -> None:
    assert min(contrast(INK, ground) for ground in ("#FFFFFF", TINT)) >= 7
    assert min(contrast(QUIET, ground) for ground in ("#FFFFFF", TINT)) >= 7
    assert contrast(STOP, "#FFFFFF") >= 7


def test_that_colour_blind_eyes_tell_issues_apart() -> None:
    for eye in (NORMAL, DEUTERANOPIA, PROTANOPIA):
        assert min(distance(*pair, eye) for pair in combinations(ISSUE_COLOURS, 2)) >= 12
