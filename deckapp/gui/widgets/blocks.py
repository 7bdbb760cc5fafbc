"""What a card on screen is made of: blocks of text, each with a voice and a step of revealing."""

from enum import Enum
from typing import NamedTuple


class Voice(Enum):
    """Who speaks, or what kind of remark it is."""

    TITLE = "title"
    OURS = "ours"
    THEIRS = "theirs"
    CUE = "cue"


class Mark(Enum):
    """The shape beside a block that must not be overlooked."""

    NONE = "none"
    TRIGGER = "trigger"
    ONLY_IF = "only if"
    RED_LINE = "red line"
    ASK = "ask"
    WITHHOLD = "withhold"


class Block(NamedTuple):
    """One text on a card with its label above it.

    It is painted from `step` on. Blocks of one `group` (a counter and its rebuttal) stay on one
    page where they fit.
    """

    label: str
    text: str
    voice: Voice
    step: int
    mark: Mark = Mark.NONE
    group: int = 0


Side = tuple[Block, ...]


class Face(NamedTuple):
    """A card as the view shows it: two sides and what stands around them.

    `header` stands at the top left, `number` at the top right; `colour` is the band's, #RRGGBB.
    """

    sides: tuple[Side, ...]
    header: str
    number: str
    colour: str

    @property
    def steps(self) -> list[int]:
        """The steps at which something is revealed, in order."""
        return sorted({block.step for side in self.sides for block in side})
