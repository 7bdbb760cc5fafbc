"""The plan of an export: what is to be printed, before any of it is fitted or drawn."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from deckapp.deck import Deck

from .cleaning import one_line
from .cut_page import cut_page
from .errors import EmptySelectionError
from .faces import Block, CardFaces, card_faces
from .fitting import FittedCard, fit_card, fit_page
from .fonts import Weight
from .furniture import Frame, Furniture, footer_text, furniture
from .layouts import Layout
from .options import PrintOptions, is_folded
from .pages import cover_blocks, page
from .palette import INK, issue_colour, issue_ink
from .panels import NOTES
from .selection import ChosenCard, Selection, select
from .sheet_marks import SHEET_NOTES, has_note
from .typeface import Typefaces
from .vocabulary import Content, Density, Faces, Fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGEST_DIGITS = 12
"""Hexadecimal digits, as many as a fingerprint of spoken text has."""
NO_ISSUE = -1


@dataclass(frozen=True, slots=True)
class Piece:
    """What is fitted as one: a card, or a page. `frame` is the key of its frame in the plan.

    `header` stands at the head of its faces, `label` in the footer, `group` and `title` in the
    outline; a page has no group.
    """

    name: str
    number: int
    frame: int
    header: str
    label: str
    group: str
    title: str
    faces: CardFaces
    chosen: ChosenCard | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Pieces in order, furniture, and frames: those of issues by index, that of pages by NO_ISSUE.

    `characters` are those to be drawn in each weight, `prints` the digest of each card by its id.
    """

    deck: Deck
    layout: Layout
    options: PrintOptions
    pieces: tuple[Piece, ...]
    furniture: Furniture
    frames: "Mapping[int, Frame]"
    typefaces: Typefaces
    characters: "Mapping[Weight, set[str]]"
    prints: "Mapping[str, str]"

    @property
    def cards(self) -> tuple[Piece, ...]:
        """The pieces that are cards."""
        return tuple(piece for piece in self.pieces if piece.chosen)

    def fitted(self, piece: Piece) -> FittedCard:
        """A piece set in type: a card on its two sides, or a page on as many as it takes."""
        face, height = self.layout.face, self.frames[piece.frame].height
        if piece.chosen:
            return fit_card(piece.faces, face, self.typefaces, height)
        return fit_page(piece.faces.front, face, self.typefaces, height)

    def cover(
        self, pieces: Iterable[Piece], *, caption: str = "", with_cards: bool
    ) -> tuple[Block, ...]:
        """The cover of a booklet that has these cards inside."""
        chosen = [piece.chosen for piece in pieces if piece.chosen]
        return cover_blocks(self.deck, chosen, caption=caption, with_cards=with_cards)


def plan(
    deck: Deck,
    layout: Layout,
    revised: datetime.date,
    selection: Selection,
    options: PrintOptions,
) -> Plan:
    """Choose what is printed and lay out what it has in common.

    Raises what `select`, `Typefaces`, `page`, `cut_page` and `PrintOptions.applied_to` raise.
    """
    layout = options.applied_to(layout)
    typefaces = Typefaces(options.fonts)
    chosen = select(deck, selection)
    of = len(chosen)
    full = {card.number: card_faces(card.card) for card in chosen}
    prints = {card.card.id: _digest(deck, card, full[card.number]) for card in chosen}
    prints.pop("", None)
    before = selection.changed_since
    if before is not None:
        chosen = [card for card in chosen if _has_changed(card, prints, before)]
        if not chosen:
            raise EmptySelectionError("No card has changed since: there is nothing to print.")
    if layout.content is Content.CARDS:
        pieces = tuple(_card_pieces(layout, chosen, of, full))
    else:
        is_whole = selection == Selection()
        pieces = (_page_piece(deck, layout, chosen, options.minutes, whole=is_whole),)
    longest = max((piece.label for piece in pieces), key=len)
    common = furniture(
        deck, layout.face, typefaces, revised, longest, says_full_size=not has_note(layout)
    )
    frames = {
        piece.frame: common.frame(
            common.header_lines(piece.header),
            INK if piece.frame == NO_ISSUE else issue_colour(piece.frame),
            INK if piece.frame == NO_ISSUE else issue_ink(piece.frame),
        )
        for piece in {piece.frame: piece for piece in pieces}.values()
    }
    if layout.fold in (Fold.POCKET, Fold.BOOKLET):
        frames.setdefault(NO_ISSUE, common.frame((), INK, INK))
    characters = _characters(deck, layout, pieces, common, chosen)
    return Plan(deck, layout, options, pieces, common, frames, typefaces, characters, prints)


def _digest(deck: Deck, chosen: ChosenCard, full: CardFaces) -> str:
    """Changes when anything that may be printed on a card changes, the marking included."""
    texts = [f"{block.field}\x1e{block.aside}\x1e{block.items}" for block in full.blocks]
    around = [one_line(deck.marking), one_line(chosen.issue.title), one_line(chosen.card.short)]
    return sha256("\x1f".join([*around, *texts]).encode()).hexdigest()[:_DIGEST_DIGITS]


def issue_header(card: ChosenCard) -> str:
    """The issue's number and title: in greyscale too they say which it is."""
    return f"{card.issue_index + 1} · {one_line(card.issue.title)}"


def _has_changed(
    card: ChosenCard, prints: "Mapping[str, str]", before: "Mapping[str, str]"
) -> bool:
    id_ = card.card.id
    return not id_ or before.get(id_) != prints[id_]


def _page_piece(
    deck: Deck, layout: Layout, chosen: Sequence[ChosenCard], minutes: int | None, *, whole: bool
) -> Piece:
    if minutes is None:
        found = page(deck, layout.content, chosen, layout.density, whole=whole)
    else:
        found = cut_page(deck, chosen, minutes, whole=whole)
    faces = CardFaces(found.blocks, ())
    return Piece(found.title, 1, NO_ISSUE, one_line(deck.title), "", "", found.title, faces)


def _card_pieces(
    layout: Layout, chosen: Sequence[ChosenCard], of: int, full: "Mapping[int, CardFaces]"
) -> Iterable[Piece]:
    """A piece for each card; `full` has the faces of each by its number."""
    for card in chosen:
        faces = full[card.number]
        if layout.density is not Density.FULL:
            faces = card_faces(card.card, layout.density)
        if layout.faces is Faces.WHOLE:
            faces = CardFaces(faces.blocks, ())
        yield Piece(
            name=card.card.id or card.card.title,
            number=card.number,
            frame=card.issue_index,
            header=issue_header(card),
            label=f"Card {card.number} of {of}",
            group=one_line(card.issue.title),
            title=one_line(card.card.title),
            faces=faces,
            chosen=card,
        )


def _characters(
    deck: Deck,
    layout: Layout,
    pieces: Sequence[Piece],
    common: Furniture,
    chosen: Sequence[ChosenCard],
) -> dict[Weight, set[str]]:
    """All characters of each weight, so that fonts are embedded with no more than these."""
    digits = "0123456789/"
    footer = footer_text("Card of Booklet", f"{digits}, cards–{common.edition}")
    regular = {" -…", footer, *common.title, SHEET_NOTES}
    if has_note(layout):
        regular.add(layout.stock)
    semi_bold = {" -·", digits, "continued", one_line(deck.meeting.principal)}
    blocks = [block for piece in pieces for block in piece.faces.blocks]
    if is_folded(layout):
        blocks += cover_blocks(deck, chosen, caption=f"Booklet of {digits}", with_cards=True)
        blocks += cover_blocks(deck, chosen, with_cards=False)
        semi_bold.add(NOTES)
    for piece in pieces:
        semi_bold.add(piece.header)
        regular.add(piece.title)
    for block in blocks:
        texts = semi_bold if block.style.is_semi_bold else regular
        for item in block.items:
            texts.update(item)
        regular.add(block.aside)
        semi_bold |= {block.aside, block.heading.upper()}
    return {
        Weight.REGULAR: set().union(*regular),
        Weight.SEMI_BOLD: set().union(*semi_bold),
        Weight.BOLD: set(one_line(deck.marking)),
    }
