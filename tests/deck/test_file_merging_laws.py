"""What holds of merging files whatever two officers did to them."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import partial

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from deckapp.deck import Deck, EditError, SourceDocument, merge, read_deck
from deckapp.deck.comparing.conflicts import with_ours, with_theirs
from deckapp.deck.editing.ids import with_ids
from deckapp.deck.file_merging import MergedFile, merge_files
from deckapp.deck.writing.verified import encoded
from tests.deck.two_officers import Versions, versions
from tests.deck.writing.test_splicing import cards_of

SEEDS = st.integers(0, 2**32)
COMMENT = re.compile(r"# (?:\d+ (?:above|beside)|ours|theirs|top|the end)[^\r\n]*")


def comments(source: SourceDocument) -> Counter[str]:
    return Counter(COMMENT.findall(source.text))


def read(merged: MergedFile) -> SourceDocument:
    return read_deck(encoded(merged.text, bom=merged.bom))


def merged_deck(files: Versions) -> Deck:
    return merge(*(with_ids(source.deck) for source in files)).deck


def sides_of(marked: str, size: int = 7) -> tuple[str, str]:
    """Both texts in one with conflict markers."""
    sides: tuple[list[str], list[str]] = ([], [])
    now: Iterable[int] = (0, 1)
    for line in marked.splitlines(keepends=True):
        if line.startswith("<" * size + " ours"):
            now = (0,)
        elif line.rstrip("\r\n") == "=" * size:
            now = (1,)
        elif line.startswith(">" * size + " theirs"):
            now = (0, 1)
        else:
            for side in now:
                sides[side].append(line)
    assert now == (0, 1)
    return "".join(sides[0]), "".join(sides[1])


# Whatever two officers did


@settings(max_examples=12)
@given(seed=SEEDS)
def test_that_the_file_reads_as_the_merged_deck_and_everybody_can_read_it(seed: int) -> None:
    files = versions(seed)
    merged = merge_files(*files)
    source = read(merged)
    assert with_ids(source.deck) == merged_deck(files)
    assert not source.has_errors or not source.deck.issues  # each may have deleted the other's
    ids = [card.id for _, card in source.deck.cards() if card.id]
    assert len(ids) == len(set(ids))
    assert yaml.safe_load(merged.text)["format"].strip() == "deckapp/1"
    assert merged.conflicts or merged.marked == merged.text


@settings(max_examples=12)
@given(seed=SEEDS)
def test_that_what_one_side_or_both_did_alike_is_taken_over_byte_for_byte(seed: int) -> None:
    base, ours, theirs = versions(seed)
    for merged, only in (
        (merge_files(base, base, theirs), theirs),
        (merge_files(base, ours, base), ours),
        (merge_files(base, ours, ours), ours),
    ):
        assert merged == (only.text, only.text, only.bom, (), ())


@settings(max_examples=12)
@given(seed=SEEDS)
def test_that_cards_that_nobody_touched_keep_their_bytes(seed: int) -> None:
    files = versions(seed)
    was, mine, other, now = (
        {card.id: lines for card, lines, _ in cards_of(source)}
        for source in (*files, read(merge_files(*files)))
    )
    for id_ in was.keys() & mine.keys() & other.keys() & now.keys() - {""}:
        if was[id_] == mine[id_] == other[id_]:
            new = COMMENT.sub("", now[id_])  # one from elsewhere may have come beside it
            assert new.split() == COMMENT.sub("", was[id_]).split()
            assert was[id_] in now[id_] or "theirs" in now[id_]


@settings(max_examples=12)
@given(seed=SEEDS)
def test_that_no_comment_is_lost_in_silence(seed: int) -> None:
    files = versions(seed)
    merged = merge_files(*files)
    was, mine, other = map(comments, files)
    there = comments(read(merged)) + Counter(merged.lost_comments)
    assert not mine - (was - other) - there
    assert not other - was - there


@settings(max_examples=12)
@given(seed=SEEDS)
def test_that_all_comments_are_there_where_nothing_was_taken_away(seed: int) -> None:
    files = versions(seed, deletes=False, flow=0.0)
    merged = merge_files(*files)
    assume(not merged.conflicts)
    assert all("beside" in comment for comment in merged.lost_comments)  # there is room for one


@settings(max_examples=12)
@given(seed=SEEDS)
def test_that_line_ends_are_those_of_our_version(seed: int) -> None:
    files = versions(seed)
    ends = partial(re.findall, r"\r\n|\n|\r")
    assume(files.ours.text.count("\n") > 1)
    assert set(ends(merge_files(*files).text)) <= set(ends(files.ours.text))


@settings(max_examples=12)
@given(seed=SEEDS)
def test_that_both_sides_of_the_conflicts_can_be_taken(seed: int) -> None:
    files = versions(seed, clashing=True)
    merged = merge_files(*files)
    found = merge(*(with_ids(source.deck) for source in files))
    for text, take in zip(sides_of(merged.marked), (with_ours, with_theirs), strict=True):
        deck = found.deck
        for conflict in found.conflicts:
            try:
                deck = take(deck, conflict)
            except EditError:
                continue
        assert read_deck(text.encode()).deck == deck


@settings(max_examples=12)
@given(seed=SEEDS, cut=st.floats(0, 1))
def test_that_a_base_that_is_no_whole_deck_loses_nothing(seed: int, cut: float) -> None:
    base, ours, theirs = versions(seed)
    base = read_deck(base.text[: int(cut * len(base.text))].encode())
    assume(all(issue.title for issue in base.deck.issues))
    source = read(merge_files(base, ours, theirs))
    assert not source.has_errors or not source.deck.issues
    assert with_ids(source.deck) == merged_deck(Versions(base, ours, theirs))
