"""Saving changes what was changed and nothing else, whatever hand wrote the file."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from random import Random

import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from yaml.nodes import MappingNode, SequenceNode

from deckapp.deck import Deck, EditError, SourceDocument, read_deck
from deckapp.deck.editing.history import History
from deckapp.deck.editing.ids import with_ids
from deckapp.deck.fields import specs
from deckapp.deck.model import Card
from deckapp.deck.writing.chunks import chunks_of, column_of, content_end
from deckapp.deck.writing.splices import shifted
from deckapp.deck.writing.verified import UnsavableError, edited_source, encoded
from tests.deck.editing.at_random import edit_at_random
from tests.deck.writing.ragged import Ragged

SEEDS = st.integers(0, 2**32)
SWALLOWED = 454
"""A seed with a comment below a text, indented deeper, that a folded text would swallow."""
RENAMED = 2774050893
"""A seed with a card whose id another got after it was renamed."""
COMMAS = 14
"""A seed with a comma after the last entry in brackets, beside a comment."""


def written(
    random: Random, *, flow: float | None = None, anchors: float | None = None
) -> SourceDocument:
    """A deck as some hand wrote it, which likes brackets and anchors so much."""
    text = Ragged(random, flow=flow, anchors=anchors).deck()
    if random.random() < 0.3:
        text = text.replace("\n", "\r\n")
    source = read_deck(encoded(text, bom=random.random() < 0.2))
    assume(not source.has_errors)
    return source


def edited(source: SourceDocument, random: Random, *, deletes: bool) -> tuple[Deck, History]:
    """The deck with ids, and the history of some edits of it."""
    named = with_ids(source.deck)
    history = History(named)
    for _ in range(random.choice([1, 1, 2, 6, 12])):
        try:
            history.apply(edit_at_random(random, history.present.deck, deletes=deletes))
        except EditError:
            continue
        if random.random() < 0.1:
            history.undo()
    return named, history


def saved(source: SourceDocument, named: Deck, history: History) -> SourceDocument:
    """The source after a save; where an anchor forbids that, there is nothing to test."""
    present = history.present
    new = None
    with suppress(UnsavableError):
        new = edited_source(source, named, present.deck, present.renamed)
    assert new is not None or re.search(r"&a\d", source.text)
    assume(new is not None)
    assert new is not None
    return new


@settings(max_examples=150)
@given(seed=SEEDS)
@example(seed=SWALLOWED)
@example(seed=COMMAS)
def test_that_edits_are_saved_and_everybody_can_read_them(seed: int) -> None:
    random = Random(seed)
    source = written(random)
    named, history = edited(source, random, deletes=True)
    new = saved(source, named, history)  # which compares what it reads with the deck
    assert new.bom == source.bom
    loaded = yaml.safe_load(new.text)
    assert loaded["format"].strip() == "deckapp/1"
    assert len(loaded.get("issues") or ()) == len(history.present.deck.issues)


@settings(max_examples=75)
@given(seed=SEEDS)
def test_that_undoing_everything_gives_the_very_bytes(seed: int) -> None:
    random = Random(seed)
    source = written(random)
    named, history = edited(source, random, deletes=True)
    assume(named is source.deck)
    saved(source, named, history)
    history.go_to(0)
    assert saved(source, named, history).text == source.text


def cards_of(source: SourceDocument) -> Iterator[tuple[Card, str, MappingNode]]:
    """Each card of a block list with its chunk, its dash at the margin, and its node."""
    for at, issue in enumerate(source.deck.issues):
        siblings = source.node(("issues", at, "cards"))
        if issue.cards and isinstance(siblings, SequenceNode) and not siblings.flow_style:
            column = column_of(source.text, siblings)
            chunks = chunks_of(source.text, siblings)
            for card, chunk, node in zip(issue.cards, chunks, siblings.value, strict=True):
                lines = source.text[chunk.start : chunk.end].rstrip("\r\n")
                yield card, shifted(lines, -column), node


@settings(max_examples=100)
@given(seed=SEEDS)
def test_that_what_did_not_change_keeps_its_bytes(seed: int) -> None:
    random = Random(seed)
    source = written(random, anchors=0.0)
    named, history = edited(source, random, deletes=True)
    new = saved(source, named, history)
    assume(named is source.deck)  # ids would be added
    was = {id(card): (lines, node) for card, lines, node in cards_of(source)}
    by_id = {card.id: (card, node) for card, _, node in cards_of(source)}
    present = [card for _, card in history.present.deck.cards()]
    now = {card.id: (lines, node) for card, lines, node in cards_of(new)}
    for card in present:
        if card.id not in now:
            continue
        if id(card) in was:
            assert now[card.id][0] == was[id(card)][0]
            continue
        name = history.present.renamed.get(card.id, card.id)
        if name in by_id:
            old, node = by_id[name]
            kept = {field for field in specs(Card) if getattr(old, field) == getattr(card, field)}
            before = values(source.text, node, kept)
            assert values(new.text, now[card.id][1], kept) == before


def values(text: str, node: MappingNode, names: set[str]) -> dict[str, str]:
    """The keys of a section with what stands there for their values."""
    column = node.start_mark.column
    return {
        key.value: shifted(
            text[key.start_mark.index : content_end(text, value, key.end_mark.index)], -column
        )
        for key, value in node.value
        if key.value in names and not node.flow_style
    }


@settings(max_examples=100)
@given(seed=SEEDS)
@example(seed=RENAMED)
def test_that_no_comment_is_lost_where_nothing_is_taken_away(seed: int) -> None:
    random = Random(seed)
    source = written(random, flow=0.0, anchors=0.0)
    named, history = edited(source, random, deletes=False)
    new = saved(source, named, history)
    comments = Counter(re.findall(r"# \d+ (?:above|beside)|# top|# the end", source.text))
    assert Counter(re.findall(r"# \d+ (?:above|beside)|# top|# the end", new.text)) == comments


@settings(max_examples=40)
@given(seed=SEEDS)
def test_that_a_file_keeps_its_line_ends(seed: int) -> None:
    random = Random(seed)
    source = written(random, anchors=0.0)
    named, history = edited(source, random, deletes=True)
    ends = r"\r\n|\n|\r"
    assume(source.text.count("\n") > 1)
    assert set(re.findall(ends, saved(source, named, history).text)) <= set(
        re.findall(ends, source.text)
    )
