"""Chunks: cutting one out takes the item with its own comments and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from deckapp.deck import Deck, SourceDocument, read_deck, read_deck_file
from deckapp.deck.writing.chunks import Chunk, chunks_of
from deckapp.paths import reference_deck

FILES = [reference_deck(), reference_deck().with_name("template.yaml")]
COMMENTED = """\
# head
format: deckapp/1
title: x  # beside the title

# above the issues
issues:

  # stray

  # above a
  # and again
  - id: a
    title: A
    cards:
      # about one
      - id: one
        title: One
        position: >-
          folded
          text

        # notes: out of use
      - id: two  # beside two
        title: "quoted
          text"
        position: x
        # rebuttal: out of use

      # stray at the end
  # above b
  - id: b
    title: B
# tail
"""


def blocks(root: Node | None) -> Iterator[CollectionNode]:
    """Every list and section in block style."""
    waiting = [root] if root else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, (MappingNode, SequenceNode)):
            if node.value and not node.flow_style:
                yield node
            for child in node.value:
                waiting += child if isinstance(child, tuple) else [child]


def node_at(source: SourceDocument, *place: str | int) -> CollectionNode:
    node = source.node(place)
    assert isinstance(node, CollectionNode)
    return node


def texts(text: str, chunks: list[Chunk]) -> list[str]:
    return [text[chunk.start : chunk.end] for chunk in chunks]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_that_chunks_follow_each_other_and_hold_what_they_are_of(file: Path, newline: str) -> None:
    text = file.read_text(encoding="utf-8").replace("\n", newline)
    source = read_deck(text.encode())
    for node in blocks(source.root):
        chunks = chunks_of(source.text, node)
        assert len(chunks) == len(node.value)
        before = 0
        for chunk, child in zip(chunks, node.value, strict=True):
            assert before <= chunk.start <= chunk.head < chunk.end
            first = child[0] if isinstance(child, tuple) else child
            assert chunk.head <= first.start_mark.index < chunk.end
            assert source.text[chunk.end - len(newline) : chunk.end] == newline
            before = chunk.end
        for earlier, later in pairwise(chunks):
            gap = source.text[earlier.end : later.start]
            assert re.fullmatch(r"(?:\s|#[^\r\n]*)*", gap)


def test_that_comments_go_with_what_they_belong_to() -> None:
    source = read_deck(COMMENTED.encode())
    assert not source.problems
    issues = texts(source.text, chunks_of(source.text, node_at(source, "issues")))
    assert issues[0].startswith("  # above a\n  # and again\n  - id: a\n")
    assert issues[0].endswith("        # rebuttal: out of use\n\n      # stray at the end\n")
    assert issues[1] == "  # above b\n  - id: b\n    title: B\n"
    cards = texts(source.text, chunks_of(source.text, node_at(source, "issues", 0, "cards")))
    assert cards[0].startswith("      # about one\n")
    assert cards[0].endswith("          text\n\n        # notes: out of use\n")
    assert cards[1].startswith("      - id: two  # beside two\n")
    assert cards[1].endswith("        # rebuttal: out of use\n")
    entries = texts(source.text, chunks_of(source.text, node_at(source)))
    assert entries[0] == "# head\nformat: deckapp/1\n"
    assert entries[1] == "title: x  # beside the title\n"
    assert entries[2].startswith("# above the issues\nissues:\n")
    of_card = texts(source.text, chunks_of(source.text, node_at(source, "issues", 0, "cards", 0)))
    assert of_card[0] == "id: one\n"
    assert of_card[2] == "        position: >-\n          folded\n          text\n"


ODD = [
    (("issues",), "issues:\n", ["- &a\n  id: a\n", "- *a\n", "- id: c\n"]),
    ((), "", ["title: &t x\n", "marking: *t  # beside\n", "language: en\n"]),
    (("issues",), "issues:\n", ["-\n  id: a\n", "-\n", "- id: c"]),
    ((), "", ["title:\n", "marking: |+\n  x\n", "language: en\n"]),
    ((), "", ["title: {a: b,\n  c: d}\n", "marking: [x,\n y]  # z\n"]),
    (("issues",), "issues:\n", ["  - cards: []\n", "  - cards:\n"]),
    (("issues",), "issues:\n", ["- id: a\n  # in\n"]),
    (("issues",), "issues:\n", ["- id: a\n  # in"]),
]


@pytest.mark.parametrize(("place", "before", "expected"), ODD)
def test_that_odd_items_have_their_chunks(
    place: tuple[str, ...], before: str, expected: list[str]
) -> None:
    source = read_deck((before + "".join(expected)).encode())
    assert texts(source.text, chunks_of(source.text, node_at(source, *place))) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_that_a_card_that_is_cut_out_takes_its_comments_and_no_others(newline: str) -> None:
    text = reference_deck().read_text(encoding="utf-8").replace("\n", newline)
    source = read_deck(text.encode())
    cut = 0
    for number, issue in enumerate(source.deck.issues):
        if len(issue.cards) < 2:
            continue
        node = node_at(source, "issues", number, "cards")
        for index, chunk in enumerate(chunks_of(source.text, node)):
            left = source.text[: chunk.start] + source.text[chunk.end :]
            reread = read_deck(left.encode())
            cards = issue.cards[:index] + issue.cards[index + 1 :]
            issues = list(source.deck.issues)
            issues[number] = replace(issue, cards=cards)
            assert reread.deck == replace(source.deck, issues=tuple(issues))
            assert not [problem for problem in reread.problems if problem.code == "yaml-syntax"]
            cut += 1
    assert cut > 15


def test_that_an_entry_that_is_cut_out_leaves_the_others() -> None:
    source = read_deck_file(reference_deck())
    for number, issue in enumerate(source.deck.issues):
        for index, card in enumerate(issue.cards):
            node = node_at(source, "issues", number, "cards", index)
            for chunk, (key, _) in zip(chunks_of(source.text, node), node.value, strict=True):
                if chunk.start == chunk.head:
                    continue  # after the dash
                left = source.text[: chunk.start] + source.text[chunk.end :]
                found: Deck = read_deck(left.encode()).deck
                emptied = found.issues[number].cards[index]
                assert getattr(emptied, key.value) != getattr(card, key.value)
                assert replace(emptied, **{key.value: getattr(card, key.value)}) == card
