"""The plan of an export: what is to be printed, before any of it is fitted or drawn."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from deckapp.deck import Deck

from .cleaning import one_line
from .faces import CardFaces, card_faces
from .fonts import Weight
from .furniture import Frame, Furniture, footer_text, furniture, issue_lines
from .layouts import Layout
from .palette import issue_colour
from .selection import ChosenCard, Selection, select

_DIGEST = 12
"""Hexadecimal digits, as many as a fingerprint of spoken text has."""


@dataclass(frozen=True, slots=True)
class PlannedCard:
    """A chosen card with its faces; `number` counts from 1 within what is printed."""

    number: int
    chosen: ChosenCard
    faces: CardFaces

    @property
    def name(self) -> str:
        """The card's id, or its title where the id is missing."""
        return self.chosen.card.id or self.chosen.card.title

    @property
    def digest(self) -> str:
        """Changes when anything printed on the card changes."""
        texts = [f"{block.field}\x1e{block.aside}\x1e{block.items}" for block in self.faces.blocks]
        printed = "\x1f".join([self.faces.issue, *texts])
        return sha256(printed.encode()).hexdigest()[:_DIGEST]


@dataclass(frozen=True, slots=True)
class Plan:
    """Cards in order, furniture, and the frame of each issue that has cards, by its index.

    `characters` are those to be drawn in each weight.
    """

    deck: Deck
    layout: Layout
    cards: tuple[PlannedCard, ...]
    furniture: Furniture
    frames: dict[int, Frame]
    characters: dict[Weight, set[str]]


def plan(deck: Deck, layout: Layout, revised: datetime.date, selection: Selection) -> Plan:
    """Choose the cards and lay out what they have in common; raises what `select` raises."""
    chosen = select(deck, selection)
    common = furniture(deck, layout, revised, len(chosen))
    frames = {
        card.issue_index: common.frame(
            issue_lines(one_line(card.issue.title), layout), issue_colour(card.issue_index)
        )
        for card in {card.issue_index: card for card in chosen}.values()
    }
    cards = tuple(
        PlannedCard(number, card, card_faces(card.issue, card.card))
        for number, card in enumerate(chosen, 1)
    )
    return Plan(deck, layout, cards, common, frames, _characters(deck, cards, common.edition))


def _characters(deck: Deck, cards: Sequence[PlannedCard], edition: str) -> dict[Weight, set[str]]:
    digits = "0123456789/"
    regular = {" -", footer_text(len(cards), len(cards), digits, edition), one_line(deck.title)}
    semi_bold = {" -", digits}
    for card in cards:
        semi_bold.add(card.faces.issue)
        for block in card.faces.blocks:
            texts = semi_bold if block.style.title else regular
            for item in block.items:
                texts.update(item)
            regular.add(block.aside)
            semi_bold.add(block.heading.upper())
    return {
        Weight.REGULAR: set().union(*regular),
        Weight.SEMI_BOLD: set().union(*semi_bold),
        Weight.BOLD: set(one_line(deck.marking)),
    }
