"""Quick fixes mend what they are offered for."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import (
    AvoidInForce,
    AvoidPhrase,
    Card,
    Deck,
    Edit,
    Fact,
    Finding,
    Fix,
    FollowUp,
    Issue,
    Meeting,
    card_findings,
    deck_findings,
    fixes,
)

from .saying import Saying

CARD = Card(
    id="card", title="Title", position="We say.", counter="They say.", rebuttal="We answer."
)


def deck_of(card: Card, *avoid: AvoidPhrase) -> Deck:
    return Deck(
        format="deckapp/1",
        title="Talks",
        meeting=Meeting(interpreted="consecutive"),
        avoid=avoid,
        issues=(Issue("issue", "Issue", cards=(card,)),),
    )


def findings(deck: Deck) -> list[Finding]:
    ((issue, card),) = deck.cards()
    avoid = AvoidInForce().at(deck, issue, card)
    return list(card_findings(card, deck.meeting, avoid))


def offered(card: Card, *avoid: AvoidPhrase) -> list[Fix]:
    return [fix for finding in findings(deck_of(card, *avoid)) for fix in fixes(finding, card)]


def mended(deck: Deck, edit: Edit) -> Card:
    ((_, card),) = edit.apply(deck).deck.cards()
    return card


@pytest.mark.parametrize(
    ("text", "say", "new"),
    [
        ("For mutual respect now.", "clear words", "For clear words now."),
        ("Mutual respect matters.", "clear words", "Clear words matters."),
        ("We offer MUTUAL\n RESPECT!", "clear words", "We offer Clear words!"),
        ("Mutual respect.", "We came to speak plainly.", "We came to speak plainly."),
        ("mutual respect", "We came to speak plainly.", "We came to speak plainly."),
    ],
)
def test_that_an_avoid_phrase_gives_way_to_its_substitute(text: str, say: str, new: str) -> None:
    phrase = AvoidPhrase("mutual respect", say=say)
    card = replace(CARD, asks=("Go.", text))
    (fix,) = offered(card, phrase)
    assert mended(deck_of(card, phrase), fix.edit).asks == ("Go.", new)


def test_that_a_fix_says_what_it_does() -> None:
    phrase = AvoidPhrase("we", say="our \x1bside")
    card = replace(CARD, notes="a\u200bb", origin="a\u2028b", seconds=1)
    assert [fix.label for fix in offered(card, phrase)] == [
        "Say “Our \ufffdside” instead",
        "Say “Our \ufffdside” instead",
        "Allow 4 seconds",
        "Put a space instead of the invisible character",
        "Delete the invisible character",
    ]


@pytest.mark.parametrize("say", ["", "no mutual respect", "Mutual  Respect"])
def test_that_nothing_is_offered_instead_that_says_the_same(say: str) -> None:
    card = replace(CARD, position="Mutual respect.")
    assert offered(card, AvoidPhrase("mutual respect", say=say)) == []


def test_that_a_card_that_takes_too_long_gets_the_time() -> None:
    card = replace(CARD, position="word " * 50, seconds=9)
    (fix,) = offered(card)
    assert fix.label == "Allow 48 seconds"
    assert mended(deck_of(card), fix.edit).seconds == 48
    assert offered(replace(card, position="word " * 5000)) == []


def test_that_a_follow_up_gets_an_id_of_its_own() -> None:
    taken = FollowUp("why", "Why?", rebuttal="So.")
    card = replace(CARD, follow_ups=(taken, FollowUp(counter="Why?", rebuttal="So.")))
    (fix,) = offered(card)
    assert fix.label == "Give it the id “why-2”"
    assert [each.id for each in mended(deck_of(card), fix.edit).follow_ups] == ["why", "why-2"]


def test_that_an_entry_is_mended_whose_index_is_the_id_of_another() -> None:
    hidden = FollowUp("hidden", "Why?", rebuttal="So\u200b.")
    numbered = FollowUp("1", "Why?", rebuttal="So.")
    card = replace(CARD, follow_ups=(numbered, hidden))
    (fix,) = offered(card)
    rebuttals = [each.rebuttal for each in mended(deck_of(card), fix.edit).follow_ups]
    assert rebuttals == ["So.", "So."]
    assert offered(replace(card, follow_ups=(numbered, replace(hidden, id="")))) == []


def test_that_a_deck_without_marking_is_marked() -> None:
    deck = deck_of(CARD)
    (finding,) = deck_findings(deck)
    (fix,) = fixes(finding)
    assert fix.label == "Mark the deck UNCLASSIFIED"
    assert fix.edit.apply(deck).deck.marking == "UNCLASSIFIED"


def test_that_most_findings_have_no_fix() -> None:
    card = replace(CARD, counter="", facts=(Fact("a"),))
    assert len(findings(deck_of(card))) == 3
    assert offered(card) == []
    over = replace(deck_of(card), marking="X", meeting=Meeting(minutes=1))
    over = replace(over, issues=(replace(over.issues[0], minutes=2),))
    (finding,) = deck_findings(over)
    assert fixes(finding) == ()


def test_that_a_card_without_id_has_no_fix() -> None:
    assert offered(replace(CARD, id="", notes="\u200b", seconds=1)) == []


HIDDEN = "ab \u200b\u202e\x00\u2028\x0b\ufeff\n"
SAY = st.sampled_from(["that", "That.", "it is so", "“that”", "нет", "x\u200by"])


@given(st.randoms(use_true_random=False), st.text(HIDDEN), SAY)
def test_that_a_fix_that_was_applied_is_not_offered_again(
    random: Random, text: str, say: str
) -> None:
    filled = Saying(random).card()
    avoid = tuple([AvoidPhrase(word, say=say) for word in ("we", "the", "expectations and")])
    card = replace(filled, id="card", notes=text, tags=(text,), counter_in={"ru": text}, seconds=1)
    deck = deck_of(replace(card, avoid=()), *avoid)
    ((_, card),) = deck.cards()
    before = findings(deck)
    for finding in before:
        for fix in fixes(finding, card):
            after = findings(fix.edit.apply(deck).deck)
            assert _alike(finding, after) < _alike(finding, before)


def _alike(finding: Finding, among: list[Finding]) -> int:
    """How many findings there are of its code in its text."""
    return sum((each.code, each.path) == (finding.code, finding.path) for each in among)
