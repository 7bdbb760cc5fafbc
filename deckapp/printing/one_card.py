"""One card as it will be printed, for whoever is writing it: quick enough to be asked at each key.

The card is numbered as if it were alone; its issue keeps number and colour.
"""

import datetime
from dataclasses import replace
from io import BytesIO

from deckapp.deck import Deck

from .export import render_pdf
from .geometry import Spot
from .layouts import Layout
from .options import PrintOptions
from .planning import plan
from .report import CardReport
from .selection import Selection
from .vocabulary import Content, Duplex, Fold, Marks


def fit_card_of(deck: Deck, issue: int, card: int, layout: Layout) -> CardReport:
    """How a card of an issue, both by index, comes out in a layout: faces and sizes of type."""
    alone, page = _alone(deck, issue, card), one_face_a_page(layout)
    planned = plan(alone, page, datetime.date.min, Selection(), PrintOptions())
    (piece,) = planned.pieces
    return planned.fitted(piece).report(piece.name)


def render_card(
    deck: Deck, issue: int, card: int, layout: Layout, revised: datetime.date
) -> tuple[bytes, int]:
    """A PDF of a card's faces, a page each, front and back in turn, and how many pages it has.

    Raises PreflightError for what stops an export, too.
    """
    file = BytesIO()
    page = one_face_a_page(layout)
    report = render_pdf(_alone(deck, issue, card), file, page, revised=revised)
    return file.getvalue(), report.pages


def one_face_a_page(layout: Layout) -> Layout:
    """A layout of cards on paper of their own size."""
    upright = Duplex.SHORT if layout.face.width > layout.face.height else Duplex.LONG
    duplex = Duplex.NONE if layout.duplex is Duplex.NONE else upright
    return replace(
        layout,
        content=Content.CARDS,
        paper=layout.face.area,
        columns=1,
        rows=1,
        cells=(Spot(0, 0),),
        fold=Fold.NONE,
        creep=0.0,
        duplex=duplex,
        marks=Marks.NONE,
    )


def _alone(deck: Deck, issue: int, card: int) -> Deck:
    """The deck with only this card, whose issue stays where it is."""
    before = tuple([replace(each, cards=()) for each in deck.issues[:issue]])
    its = deck.issues[issue]
    return replace(deck, issues=(*before, replace(its, cards=its.cards[card : card + 1])))
