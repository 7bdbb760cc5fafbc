"""Layouts: how large a card is and how type is set on it. All lengths are in points."""

from dataclasses import dataclass

from .errors import UnknownNameError
from .suggestions import did_you_mean

INCH = 72.0


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to put cards on paper: here, each face on a page of the card's own size.

    Nothing is drawn nearer to an edge than `margin`, and text stays `inset` further in. Type is
    as large as fits, from `preferred` down to `floor` in steps of `step`; markings are never
    smaller than `marking_floor`. `label_width` is the column of headings. `duplex` is the PDF
    viewer preference that makes backs upright when a card is turned like a page.
    """

    id: str
    title: str
    width: float
    height: float
    margin: float
    inset: float
    label_width: float
    preferred: float
    floor: float
    step: float
    marking_size: float
    marking_floor: float
    duplex: str

    @property
    def measure(self) -> float:
        """The width that text may fill, headings included."""
        return self.width - 2 * (self.margin + self.inset)


LAYOUTS = (
    Layout(
        id="index-3x5",
        title="Index cards, 3 × 5 in., two-sided",
        width=5 * INCH,
        height=3 * INCH,
        margin=18.0,
        inset=4.0,
        label_width=56.0,
        preferred=11.0,
        floor=7.0,
        step=0.25,
        marking_size=8.5,
        marking_floor=8.0,
        duplex="DuplexFlipShortEdge",
    ),
)
"""Every layout, the default first."""


def layout_named(id_: str) -> Layout:
    """The layout of that id; raises UnknownNameError naming close matches."""
    for known in LAYOUTS:
        if known.id == id_:
            return known
    hint = did_you_mean(id_, [known.id for known in LAYOUTS])
    raise UnknownNameError(f"There is no layout “{id_}”. {hint}")
