"""Issue colours, on paper and in the window: eight that colour-blind readers can tell apart.

They are Okabe and Ito's hues (“Color Universal Design”, 2008), darkened to a contrast of at least
4.5:1 with white (WCAG 2.2), so that white may stand on them and they on white, and so that any two
differ by 12 or more in CIE L*a*b* for normal, red-blind and green-blind eyes. In greyscale too the
issue's title says which it is.
"""

from collections.abc import Sequence

ISSUE_COLOURS = (
    "#0076B8",  # blue
    "#B85100",  # vermilion
    "#005C43",  # bluish green
    "#AD5284",  # reddish purple
    "#65490B",  # orange, as brown
    "#143C52",  # sky blue, as navy
    "#3C390B",  # yellow, as dark olive
    "#202020",  # black
)
"""RGB in hexadecimal, in the order in which issues take them."""

_ISSUE_INKS = (
    "#005C90",
    "#903F00",
    "#005C43",
    "#813D62",
    "#65490B",
    "#143C52",
    "#3C390B",
    "#202020",
)
"""The same hues for text: at least 7:1 on white."""

INK = "#1A1A1A"
QUIET = "#4D4D4D"
"""Labels and footers: 8.5:1 on white."""
TINT = "#E9EDF1"
"""The ground behind what the other side says; ink on it has 14.8:1."""
FAINT = "#B8BEC4"
"""Hairlines."""
STOP = "#9B1C1C"
"""Red lines, always with their octagon."""


def issue_colour(index: int) -> str:
    """The colour of the issue at an index from 0; after eight they come again."""
    return ISSUE_COLOURS[index % len(ISSUE_COLOURS)]


def issue_ink(index: int) -> str:
    """The colour of text about the issue at an index from 0: that of the issue, or darker."""
    return _ISSUE_INKS[index % len(_ISSUE_INKS)]


def rgb(colour: str) -> Sequence[float]:
    """Red, green and blue of `#rrggbb`, each from 0 to 1."""
    return tuple(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
