"""Whatever a deck says: nothing is lost, nothing is clipped, nothing is too small."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from pypdf import PdfReader

from deckapp.deck import Card, Deck
from deckapp.printing import ExportReport

from .extraction import Run, runs
from .making import INDEX, decks, export

LAYOUT = INDEX.face
SAFE = LAYOUT.margin + LAYOUT.inset
ROUNDING = 0.05


def exported(deck: Deck) -> tuple[list[list[Run]], ExportReport]:
    with TemporaryDirectory() as folder:
        reader, report = export(deck, Path(folder))
        return [runs(page) for page in reader.pages], report


def squeezed(texts: list[str]) -> str:
    """All characters but white space: what must survive even where words are broken."""
    return re.sub(r"\s", "", "".join(texts))


def front_fields(card: Card) -> list[str]:
    texts = [card.when, card.precondition, card.addressee, card.position]
    return [*texts, *card.asks, *card.red_lines]


def back_fields(card: Card) -> list[str]:
    ladder = [text for step in card.follow_ups for text in (step.counter, step.rebuttal)]
    counter = card.counter if card.counter.strip() else card.likelihood
    return [counter, card.rebuttal, *ladder]


@settings(max_examples=40, deadline=None)
@given(decks)
def test_that_every_word_is_on_its_face_in_its_order_and_no_other_is(deck: Deck) -> None:
    pages, report = exported(deck)
    for (_, card), entry in zip(deck.cards(), report.cards, strict=True):
        faces, pages = pages[: 2 * entry.parts], pages[2 * entry.parts :]
        for side, fields in (0, front_fields(card)), (1, back_fields(card)):
            body = [run.text for page in faces[side::2] for run in page if run.is_body]
            assert squeezed(body) == squeezed(fields)
            wanted = [word for field in fields for word in field.split()]
            found = Counter(word for line in body for word in line.split())
            # A word of more than forty characters may be broken across lines.
            assert not Counter(word for word in wanted if len(word) <= 40) - found
        titles = squeezed([run.text for page in faces[::2] for run in page if run.is_title])
        assert titles in (squeezed([card.title]), squeezed([card.title]) * entry.parts)
        assert not any(run.is_title for page in faces[1::2] for run in page)
    assert pages == []


@settings(max_examples=40, deadline=None)
@given(decks)
def test_that_all_text_is_inside_the_margins_and_none_too_small(deck: Deck) -> None:
    pages, report = exported(deck)
    assert len(pages) == report.pages
    assert report.pages % 2 == 0
    for page in pages:
        for run in page:
            assert run.size >= LAYOUT.floor
            assert run.x >= SAFE - ROUNDING
            assert run.right <= LAYOUT.width - SAFE + ROUNDING
            assert run.y - 0.24 * run.size >= LAYOUT.margin - ROUNDING
            assert run.y + 0.69 * run.size <= LAYOUT.height - LAYOUT.margin + ROUNDING
            assert not run.is_marking or run.size >= LAYOUT.marking_floor


@settings(max_examples=40, deadline=None)
@given(decks)
def test_that_no_line_stands_on_another(deck: Deck) -> None:
    pages, _ = exported(deck)
    for page in pages:
        body = [run for run in page if run.is_body or run.is_title]
        for upper, lower in pairwise(body):
            assert lower.y <= upper.y - lower.size * 0.95
        rest = [run for run in page if run not in body]
        for run in body:
            for other in rest:
                apart = other.x >= run.right or other.right <= run.x
                above = abs(other.y - run.y) >= min(run.size, other.size) * 0.9
                assert apart or above


@settings(max_examples=15, deadline=None)
@given(decks)
def test_that_the_same_deck_gives_the_same_bytes(deck: Deck) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        export(deck, Path(one))
        export(deck, Path(other))
        assert Path(one, "cards.pdf").read_bytes() == Path(other, "cards.pdf").read_bytes()


@settings(max_examples=15, deadline=None)
@given(decks)
def test_that_a_reader_of_another_make_finds_the_words_too(deck: Deck) -> None:
    with TemporaryDirectory() as folder:
        reader, report = export(deck, Path(folder))
        assert len(PdfReader(Path(folder, "cards.pdf")).pages) == report.pages
        found = squeezed([page.extract_text() for page in reader.pages])
        wanted = Counter(
            squeezed([text for _, card in deck.cards() for text in front_fields(card)])
        )
        assert not wanted - Counter(found)
