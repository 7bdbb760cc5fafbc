"""The two faces of a card as blocks of text, derived from the model's field metadata.

A field with a face is printed without a line here: its heading is its label. The table below only
says what deserves a look of its own.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum
from functools import cache

from deckapp.deck import Card
from deckapp.deck.fields import Face, FieldSpec, Kind, specs

from .cleaning import one_line, paragraphs
from .vocabulary import Density


class Mark(Enum):
    """The shape drawn beside a block, which says what it is without colour."""

    NONE = "none"
    ARROW = "arrow"
    OCTAGON = "octagon"
    FLAG = "flag"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class Style:
    """How a field looks.

    `heading` stands beside a single item, the field's label beside several or where it is empty.
    `scale` multiplies the size of type. `theirs` is tinted. A `title` is bold, as wide as the
    card, and without a heading. `opens` a section of a page: a rule stands above it, and it stays
    with what follows. `bold` is for what must be seen first.
    """

    heading: str = ""
    scale: float = 0.92
    mark: Mark = Mark.NONE
    theirs: bool = False
    title: bool = False
    opens: bool = False
    bold: bool = False

    @property
    def is_semi_bold(self) -> bool:
        """Whether the text is set in the heavier weight."""
        return self.title or self.bold


_STYLES = {
    "title": Style(scale=1.28, title=True),
    "when": Style(mark=Mark.FLAG),
    "precondition": Style(mark=Mark.DIAMOND),
    "position": Style(scale=1.0),
    "asks": Style("Ask", mark=Mark.ARROW),
    "red_lines": Style("Red line", mark=Mark.OCTAGON),
    "short": Style("Say", scale=1.0),
    "counter": Style("They say", scale=1.0, theirs=True),
    "rebuttal": Style("We answer", scale=1.0),
    "follow_ups.counter": Style(theirs=True),
}
_ASIDES = {"counter": "likelihood"}
"""Fields whose value stands under another field's heading while that one is there."""
_HOSTS = {aside: host for host, aside in _ASIDES.items()}

_CONDITIONS = {"title", "when", "precondition"}
"""Never left out: a red line without its condition says something else."""
_FIELDS = {
    Density.POINTS: _CONDITIONS | {"position", "counter", "likelihood", "rebuttal"},
    Density.KEYWORDS: _CONDITIONS | {"short"},
}
"""The fields of each density; `full` has every field that the model prints."""
_KEYWORDS_WITHOUT_SHORT = _CONDITIONS | {"position"}
"""A card that has no short form would have nothing to say."""
_UNPRINTED = {"short": Face.FRONT}
"""Fields that are printed only where a density asks for them, with their face."""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading with its text: items (one, unless the field is a list) of paragraphs.

    `aside` stands under the heading. `step` counts the rungs of a ladder from 1; outside one, or
    on the only rung, it is 0. `field` is the key within the card. On a page that has several
    cards, `card` names the block's own and `colour` is that of its issue.
    """

    field: str
    heading: str
    items: tuple[tuple[str, ...], ...]
    style: Style
    aside: str = ""
    step: int = 0
    colour: str = ""
    card: str = ""

    @property
    def is_rung(self) -> bool:
        """Whether it belongs to one record of a list, such as a follow-up."""
        return "." in self.field


@dataclass(frozen=True, slots=True)
class CardFaces:
    """A card's text by face, cleaned."""

    front: tuple[Block, ...]
    back: tuple[Block, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks, front first."""
        return self.front + self.back


def card_faces(card: Card, density: Density = Density.FULL) -> CardFaces:
    """What stands on the front and the back of a card. Empty fields leave no trace."""
    wanted = _FIELDS.get(density)
    if density is Density.KEYWORDS and not paragraphs(card.short):
        wanted = _KEYWORDS_WITHOUT_SHORT
    front = tuple(_blocks(card, Face.FRONT, wanted))
    return CardFaces(front, tuple(_blocks(card, Face.BACK, wanted)))


def _blocks(
    section: object, face: Face, wanted: AbstractSet[str] | None, prefix: str = "", step: int = 0
) -> Iterator[Block]:
    type_: type = type(section)
    for name, spec in _specs_on(type_, face):
        if (name not in wanted) if wanted and not prefix else (name in _UNPRINTED):
            continue
        value = getattr(section, name)
        field = f"{prefix}{name}"
        if spec.kind is Kind.RECORDS:
            for index, record in enumerate(value, 1):
                rung = index if len(value) > 1 else 0
                yield from _blocks(record, face, None, f"{field}.", rung)
        elif not _stands_aside(field, section) and (items := _items(value)):
            style = _STYLES.get(field, _PLAIN)
            aside = one_line(getattr(section, _ASIDES[field])) if field in _ASIDES else ""
            single = style.heading and len(items) == 1
            heading = style.heading if single else spec.label
            yield Block(field, heading, items, style, aside, step)


@cache
def _specs_on(type_: type, face: Face) -> tuple[tuple[str, FieldSpec], ...]:
    """The fields of a section that stand on a face."""
    found = specs(type_).items()
    return tuple((name, spec) for name, spec in found if face in (spec.face, _UNPRINTED.get(name)))


def _stands_aside(field: str, section: object) -> bool:
    """Whether the field's value stands under the heading of another, which is there."""
    return field in _HOSTS and bool(paragraphs(getattr(section, _HOSTS[field])))


_PLAIN = Style()


def _items(value: object) -> tuple[tuple[str, ...], ...]:
    """The items of a field that have something to print, each as cleaned paragraphs."""
    texts = value if isinstance(value, tuple) else (value,)
    cleaned = (paragraphs(str(text)) for text in texts)
    return tuple(item for item in cleaned if item)
