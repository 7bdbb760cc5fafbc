"""Looking up cards and issues while somebody types."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.deck import Card, Deck, FollowUp, Issue
from deckapp.deck.lookup import Lookup, folded, standing_of

CARDS = (
    Card(id="gas", title="Nerve agent in Syria", position="Élan. It’s ours."),
    Card(id="agent-orange", title="Old wars", notes="Ещё нет"),
    Card(id="reagent", title="Reagents", counter="No nerve."),
    Card(id="four", title="Agents abroad", follow_ups=(FollowUp(id="a", counter="Straße"),)),
    Card(id="five", title="Nothing", rebuttal="An agent."),
    Card(title="Agent without an id"),
)
DECK = Deck(
    issues=(
        Issue(id="syria", title="Syria", cards=CARDS),
        Issue(id="arms", title="Arms: agents"),
    )
)


def lookup_of(deck: Deck) -> Lookup:
    lookup = Lookup(deck)
    while lookup.read_on(2):
        pass
    return lookup


def ids(lookup: Lookup, query: str, most: int = 200) -> list[str]:
    return [entry.section.id for entry in lookup.find(query, most)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("agent", ["four", "gas", "arms", "agent-orange", "reagent", "five"]),
        ("syria nerve", ["gas", "reagent"]),
        ("nerve", ["gas", "reagent"]),
        ("ELAN it's", ["gas"]),
        ("еще", ["agent-orange"]),
        ("STRASSE", ["four"]),
        ("old wars", ["agent-orange"]),
        ("wars old", ["agent-orange"]),
        ("perhaps", []),
        ("", ["syria", "gas", "agent-orange", "reagent", "four", "five", "arms"]),
    ],
)
def test_that_the_best_come_first(query: str, found: list[str]) -> None:
    assert ids(lookup_of(DECK), query) == found


def test_that_no_more_are_found_than_wanted() -> None:
    lookup = lookup_of(DECK)
    assert ids(lookup, "agent", 2) == ["four", "gas"]
    assert ids(lookup, "nerve", 2) == ["gas", "reagent"]
    assert ids(lookup, "", 3) == ["syria", "gas", "agent-orange"]


def test_that_titles_are_known_before_texts_are_read() -> None:
    lookup = Lookup(DECK)
    assert ids(lookup, "nerve") == ["gas"]
    lookup.read_on(100)
    assert ids(lookup, "nerve") == ["gas", "reagent"]


def test_that_a_deck_of_nothing_has_nothing() -> None:
    lookup = Lookup(Deck())
    assert not lookup.read_on(1)
    assert not lookup.find("x")


@pytest.mark.parametrize(
    ("query", "label", "words"),
    [
        ("old ещё", "Notes", "Ещё"),
        ("elan", "Position", "Élan"),
        ("strasse", "Follow-up 1, They press", "Straße"),
        ("rasse", "Follow-up 1, They press", "raße"),
        ("no", "Counter", "No"),
    ],
)
def test_that_it_is_told_where_the_words_stand(query: str, label: str, words: str) -> None:
    lookup = lookup_of(DECK)
    (standing,) = [s for entry in lookup.find(query) if (s := standing_of(entry, query))][:1]
    assert standing.label == label
    assert standing.text[standing.start : standing.end] == words


def test_that_words_of_the_title_stand_nowhere_else() -> None:
    lookup = lookup_of(DECK)
    assert standing_of(lookup.find("nerve agent")[0], "nerve agent") is None
    assert standing_of(lookup.find("nerve agent")[0], "") is None


def test_that_words_of_the_issue_alone_stand_in_no_text() -> None:
    deck = replace(DECK, issues=(replace(DECK.issues[0], title="Damascus"),))
    entry = lookup_of(deck).find("damascus old")[0]
    assert entry.section.id == "agent-orange"
    assert standing_of(entry, "damascus") is None


@settings(deadline=None)
@given(st.text(min_size=1), st.data())
def test_that_a_folded_text_is_its_folded_letters(text: str, data: st.DataObject) -> None:
    assert "".join(map(folded, text)) == folded(text)
    part = data.draw(st.sampled_from([*folded(text).split(), ""]))
    lookup = lookup_of(Deck(issues=(Issue(id="x", cards=(Card(id="card", notes=text),)),)))
    assert "card" in ids(lookup, part)
    assert not part or standing_of(lookup.find(part)[0], part)
