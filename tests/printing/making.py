"""Decks made for tests, and the PDFs made from them."""

import datetime
from pathlib import Path

from hypothesis import strategies as st
from pypdf import PdfReader

from deckapp.deck import Card, Deck, FollowUp, Issue
from deckapp.paths import resources
from deckapp.printing import (
    ExportReport,
    Layout,
    PrintOptions,
    Selection,
    export_pdf,
    find_layouts,
)

LAYOUTS = {layout.id: layout for layout in find_layouts([resources() / "layouts"])[0]}
INDEX = LAYOUTS["index-3x5"]
REVISED = datetime.date(2017, 4, 10)
LONG = "Nobody in this room believes that it happened by accident, and we shall say so. "


def deck_of(*cards: Card, marking: str = "UNCLASSIFIED", title: str = "Deck") -> Deck:
    """A deck with all cards in one issue."""
    issue = Issue(id="syria", title="Syria", cards=cards)
    return Deck(format="deckapp/1", title=title, marking=marking, issues=(issue,))


def card(id_: str = "card", **fields: object) -> Card:
    """A card with a title and a position, unless they are given."""
    given = {"title": "Title", "position": "Position.", **fields}
    return Card(id=id_, **given)  # type: ignore[arg-type]  # fields come by name


def export(
    deck: Deck,
    folder: Path,
    selection: Selection | None = None,
    layout: Layout = INDEX,
    options: PrintOptions | None = None,
) -> tuple[PdfReader, ExportReport]:
    """Export to a file in the folder; return what a reader finds in it, and the report."""
    out = folder / "cards.pdf"
    report = export_pdf(
        deck,
        out,
        layout,
        revised=REVISED,
        selection=selection or Selection(),
        options=options or PrintOptions(),
    )
    return PdfReader(out, strict=True), report


ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґАБВГДШЩ",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "<>&;{}()\\/%#'\"“”—–-…!?.,:*_[]@$€+=|~^`",
)
words = st.text(st.sampled_from("".join(ALPHABETS)), min_size=1, max_size=18)
texts = st.lists(words, max_size=60).map(" ".join)
long_texts = st.one_of(
    texts,
    st.lists(words, min_size=1, max_size=9).map(lambda some: " ".join(some * 40)),
    st.text(st.sampled_from("abcШ-/.("), min_size=200, max_size=400),
)
follow_ups = st.builds(FollowUp, id=st.just("f"), counter=texts, rebuttal=long_texts)
cards = st.builds(
    Card,
    id=st.uuids().map(lambda id_: f"card-{id_}"),
    title=st.one_of(texts, st.lists(words, min_size=40, max_size=70).map(" ".join)),
    when=texts,
    precondition=texts,
    addressee=texts,
    position=long_texts,
    short=texts,
    asks=st.lists(texts, max_size=3).map(tuple),
    red_lines=st.lists(texts, max_size=2).map(tuple),
    counter=long_texts,
    likelihood=st.sampled_from(["", "certain", "likely"]),
    rebuttal=long_texts,
    follow_ups=st.lists(follow_ups, max_size=3).map(tuple),
)
issues = st.builds(
    Issue,
    id=st.just("issue"),
    title=st.lists(words, min_size=1, max_size=12).map(" ".join),
    cards=st.lists(cards, min_size=1, max_size=2).map(tuple),
)
decks = st.builds(
    Deck,
    format=st.just("deckapp/1"),
    title=st.lists(words, min_size=1, max_size=8).map(" ".join),
    marking=st.sampled_from(["", "UNCLASSIFIED", "TLP:AMBER", "SECRET // " + "RELEASABLE TO " * 7]),
    issues=st.lists(issues, min_size=1, max_size=2).map(tuple),
)
