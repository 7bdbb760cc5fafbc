"""The layout file, `format: deckapp-layout/1`: frozen dataclasses that are its only definition.

All lengths are in points once read, and measured from the upper left corner of the paper as it is
seen from the front.
"""

from dataclasses import dataclass

from deckapp.deck.fields import choice_field, length_field, number_field, record_field, text_field

from .vocabulary import CONTENTS, DENSITIES, DUPLEX, FACES, FOLDS, GROUPS, MARKS

LAYOUT_FORMAT = "deckapp-layout/1"


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet as it lies in front of the reader."""

    width: float | None = length_field("Width", "How wide the sheet is.", required=True)
    height: float | None = length_field("Height", "How high the sheet is.", required=True)


@dataclass(frozen=True, slots=True)
class CardSize:
    """One card, after cutting."""

    width: float | None = length_field("Width", "How wide a card is.", required=True)
    height: float | None = length_field("Height", "How high a card is.", required=True)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cards of a sheet lie."""

    columns: int | None = number_field("Columns", "Cards beside each other.", 50, required=True)
    rows: int | None = number_field("Rows", "Cards below each other.", 50, required=True)
    left: float | None = length_field(
        "Left", "From the left edge of the paper to the first card; centred if absent."
    )
    top: float | None = length_field(
        "Top", "From the top edge of the paper to the first card; centred if absent."
    )
    across: float | None = length_field(
        "Across", "From the left edge of a card to that of the next; its width if absent."
    )
    down: float | None = length_field(
        "Down", "From the top edge of a card to that of the next; its height if absent."
    )


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set."""

    preferred: float | None = length_field(
        "Preferred", "The size of type where there is room.", required=True
    )
    floor: float | None = length_field(
        "Floor", "No type is smaller; what does not fit at it goes on.", required=True
    )
    headings: float | None = length_field(
        "Headings", "The column of headings beside the text; 0 pt sets them above it."
    )


@dataclass(frozen=True, slots=True)
class LayoutFile:
    """One way to put a deck on paper."""

    format: str = text_field("Format", f"Always `{LAYOUT_FORMAT}`.", required=True)
    title: str = text_field("Title", "What it is, for lists.", required=True)
    group: str = choice_field("Group", "Where lists show it.", GROUPS, required=True)
    stock: str = text_field("Stock", "The card stock it is made for.")
    content: str = choice_field("Content", "What is printed; cards if absent.", CONTENTS)
    faces: str = choice_field(
        "Faces", "A front and a back, or the whole card on one face; sides if absent.", FACES
    )
    density: str = choice_field("Density", "How much of a card; full if absent.", DENSITIES)
    paper: Paper = record_field("Paper", "The sheet.", Paper, required=True)
    card: CardSize = record_field(
        "Card", "One card; what the paper and the fold leave, if absent.", CardSize
    )
    margin: float | None = length_field(
        "Margin", "Kept free inside every edge of a face.", required=True
    )
    grid: Grid = record_field("Grid", "Where cards lie; one, centred, if absent.", Grid)
    fold: str = choice_field("Fold", "How the sheet is folded; none if absent.", FOLDS)
    creep: float | None = length_field(
        "Creep", "What each further sheet of a booklet stands out by: twice the paper's thickness."
    )
    duplex: str = choice_field("Duplex", "The edge over which the sheet is turned.", DUPLEX)
    marks: str = choice_field("Marks", "Where to cut; none if absent.", MARKS)
    type: Type = record_field("Type", "How text is set.", Type, required=True)
