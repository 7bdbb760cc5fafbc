"""Finding text: everywhere, in some fields, whole words; replacing some of what was found."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.deck import (
    AvoidPhrase,
    Batch,
    Card,
    Deck,
    EditError,
    Fact,
    FollowUp,
    Hit,
    Issue,
    ReplaceText,
    Search,
    hits,
    replacement_of,
)
from deckapp.deck.editing.paths import section_as_written, value_at
from tests.deck.editing.two_issues import DECK, GAS, card_in

_TEXT = st.text("ab -.жA\n", max_size=8)
_LIST = st.lists(_TEXT.filter(str.strip), max_size=3).map(tuple)
_IDS = st.sampled_from(["", "x", "1", "if-pressed"])
_CARDS = st.builds(
    Card,
    id=st.just("card"),
    title=_TEXT,
    rebuttal=_TEXT,
    notes=_TEXT,
    asks=_LIST,
    tags=_LIST,
    counter_in=st.dictionaries(st.sampled_from(["ru", "uk"]), _TEXT),
    facts=st.lists(st.builds(Fact, text=_TEXT, source=_TEXT), max_size=2).map(tuple),
    follow_ups=st.lists(
        st.builds(FollowUp, id=_IDS, counter=_TEXT, rebuttal=_TEXT), max_size=3
    ).map(tuple),
    avoid=st.lists(st.builds(AvoidPhrase, phrase=_TEXT, also=_LIST), max_size=2).map(tuple),
).map(section_as_written)
_SEARCHES = st.builds(
    Search,
    st.text("ab -.жA\n", min_size=1, max_size=3),
    st.sampled_from([(), ("rebuttal",), ("title", "asks"), ("follow_ups", "avoid")]),
    st.booleans(),
    st.booleans(),
)
_NEW = "XQX"
"""A word with nothing in it that is ever looked for."""


def deck_of(*cards: Card) -> Deck:
    return Deck(issues=(Issue(id="issue", title="Issue", cards=cards),))


def replace_all(search: Search, replacement: str) -> ReplaceText:
    return ReplaceText(search.find, replacement, search.fields, search.case, search.words)


def found(deck: Deck, search: Search) -> list[tuple[str, str]]:
    return [(hit.card, hit.path) for hit in hits(deck, search)]


@pytest.mark.parametrize(
    ("search", "places"),
    [
        (Search("we know"), [("gas", "rebuttal"), ("jets", "rebuttal")]),
        (Search("we know", case=True), []),
        (Search("kno", words=True), []),
        (Search("know", words=True), [("gas", "rebuttal"), ("jets", "rebuttal")]),
        (Search("answer", ("rebuttal",)), [("gas", "follow_ups.staged.rebuttal")]),
        (Search("answer", ("position",)), []),
        (Search("Нет", ("counter_in",)), [("gas", "counter_in.ru")]),
        (Search("help"), [("gas", "asks.1")]),
        (Search("l", ("asks",)), [("gas", "asks.0"), ("gas", "asks.0"), ("gas", "asks.1")]),
        (Search(""), []),
    ],
)
def test_that_text_is_found_where_it_is_looked_for(
    search: Search, places: list[tuple[str, str]]
) -> None:
    assert found(DECK, search) == places


def test_that_a_hit_says_where_it_is_in_words() -> None:
    card = replace(GAS, facts=(Fact("We say"),), avoid=(AvoidPhrase("a", also=("b", "we say")),))
    finds = ("доказ", "Answer", "Help", "stored", "Staged.", "Nerve")
    labels = {find: next(hits(deck_of(card), Search(find))).label for find in finds}
    assert labels == {
        "доказ": "Counter in their words (ru)",
        "Answer": "Follow-up 1, We answer",
        "Help": "Asks 2",
        "stored": "Rebuttal",
        "Staged.": "Follow-up 1, They press",
        "Nerve": "Title",
    }
    said = [(hit.path, hit.label) for hit in hits(deck_of(card), Search("we say"))]
    assert said == [("facts.0.text", "Fact 1, Fact"), ("avoid.0.also.1", "Avoid phrase 1, Also 2")]


def test_that_a_hit_has_the_whole_text_of_its_field() -> None:
    hit = next(hits(DECK, Search("what")))
    assert hit == Hit("gas", "rebuttal", 8, 12, GAS.rebuttal, "Nerve agent", "Rebuttal")


def test_that_only_the_given_hits_are_replaced() -> None:
    first, second, third = hits(DECK, Search("l", ("asks",)))
    edited = replacement_of(DECK, [second, third], "L").apply(DECK)
    assert card_in(edited.deck, "gas").asks == ("TelL us.", "HeLp.")
    assert edited.label == "replacement of “l”"
    edited = replacement_of(DECK, [first, second], "").apply(DECK)
    assert card_in(edited.deck, "gas").asks == ("Te us.", "Help.")


def test_that_what_is_emptied_goes_and_the_rest_is_still_found() -> None:
    deck = deck_of(Card(id="a", asks=("x", "x", "xy"), counter_in={"ru": "x", "uk": "xx"}))
    both = list(hits(deck, Search("x")))
    (_, card) = next(replacement_of(deck, both, "").apply(deck).deck.cards())
    assert (card.asks, card.counter_in) == (("y",), {})


def test_that_hits_of_an_older_deck_are_refused() -> None:
    old = list(hits(DECK, Search("Leave")))
    newer = ReplaceText("Leave", "Go").apply(DECK).deck
    with pytest.raises(EditError, match="“Minsk” has changed: search again"):
        replacement_of(newer, old, "Stay")
    without = replace(DECK, issues=DECK.issues[:1])
    with pytest.raises(EditError, match="no card with the id “minsk”"):
        replacement_of(without, old, "Stay")


def test_that_cards_that_cannot_be_told_apart_are_refused() -> None:
    for id_, message in (("", "no card with the id"), ("same", "Two cards have the id")):
        deck = deck_of(Card(id=id_, title="One"), Card(id=id_, title="One"))
        with pytest.raises(EditError, match=message):
            replacement_of(deck, list(hits(deck, Search("One"))), "Two")


def test_that_no_hits_are_nothing_to_replace() -> None:
    with pytest.raises(EditError, match="nothing to replace"):
        replacement_of(DECK, [], "x")


def test_that_text_of_anybodys_is_found_as_it_stands() -> None:
    odd = "<b>\x00\udc00 😀 (.*)\u202eабв"
    deck = deck_of(Card(id="a", notes=f"x{odd}x" * 3))
    assert [hit.text[hit.start : hit.end] for hit in hits(deck, Search(odd))] == [odd] * 3
    assert found(deck, Search("\udc00")) == [("a", "notes")] * 3


@given(_CARDS, _SEARCHES)
@settings(max_examples=300, deadline=None)
def test_that_exactly_the_hits_are_replaced(card: Card, search: Search) -> None:
    deck = deck_of(card)
    before = list(hits(deck, search))
    replaced = replace_all(search, _NEW).apply(deck).deck
    assert list(hits(replaced, search)) == []
    assert str(replaced).count(_NEW) == len(before)
    for hit in before:
        assert value_at(card, hit.path) == hit.text
        assert search.pattern().fullmatch(hit.text, hit.start, hit.end)


@given(_CARDS, _SEARCHES, st.sampled_from(["", _NEW, "\\1", "a\n"]))
@settings(max_examples=300, deadline=None)
def test_that_replacing_every_hit_is_replacing_the_text(
    card: Card, search: Search, replacement: str
) -> None:
    deck = deck_of(card)
    every = list(hits(deck, search))
    wanted = replace_all(search, replacement).apply(deck).deck
    edit = replacement_of(deck, every, replacement) if every else Batch((), "")
    assert edit.apply(deck).deck == wanted
