"""The reference deck holds everything that the brief asks of it."""

import pytest

from deckapp.deck import Card, Deck, Issue, lint, read_deck_file
from deckapp.paths import reference_deck, template_deck

# Each row of the brief with the fields in which it stands; of fields joined by | one will do.
BRIEF = {
    "s1": "asks",
    "s2": "position facts",
    "s3": "red_lines precondition",
    "s4": "counter rebuttal likelihood",
    "s5": "follow_ups|when",
    "s6": "rebuttal",
    "d1": "position",
    "d2": "notes facts",
    "d3": "red_lines",
    "d4": "facts rebuttal",
    "d5": "when",
    "e1": "position audience",
    "e2": "red_lines",
    "u1": "position",
    "u2": "red_lines",
    "u3": "asks",
    "u4": "position delivery",
    "u5": "counter rebuttal follow_ups",
    "u6": "delivery",
    "u7": "notes",
    "u8": "when",
    "n1": "counter rebuttal",
    "n2": "asks position",
    "a1": "position facts",
    "a2": "red_lines",
    "a3": "withhold",
    "a4": "asks",
    "c1": "facts",
    "c2": "counter rebuttal",
    "x1": "",  # in the avoid phrases of the deck
    "x2": "delivery",
    "x3": "delivery",
    "x4": "delivery",
    "x5": "audience",
    "x6": "counter rebuttal",
    "x7": "when",
}
PRIORITIES = {"s": "must", "e": "must", "u": "must", "a": "must", "c": "must"}


@pytest.fixture(scope="module")
def deck() -> Deck:
    return read_deck_file(reference_deck()).deck


def tagged(deck: Deck, tag: str) -> list[tuple[Issue, Card]]:
    return [(issue, card) for issue, card in deck.cards() if tag in card.tags]


@pytest.mark.parametrize("tag", BRIEF)
def test_that_each_point_of_the_brief_is_on_a_card(deck: Deck, tag: str) -> None:
    cards = tagged(deck, tag)
    assert cards, f"no card has the tag {tag}"
    for fields in BRIEF[tag].split():
        names = fields.split("|")
        assert any(getattr(card, name) for _, card in cards for name in names), fields


@pytest.mark.parametrize(("letter", "priority"), PRIORITIES.items())
def test_that_what_may_not_be_skipped_is_a_must(deck: Deck, letter: str, priority: str) -> None:
    tags = [tag for tag in BRIEF if tag.startswith(letter)]
    assert {issue.priority for tag in tags for issue, _ in tagged(deck, tag)} == {priority}


def test_that_the_reference_deck_has_no_error() -> None:
    document = read_deck_file(reference_deck())
    assert document.problems == ()
    assert {problem.code for problem in lint(document)} == {"undated-fact"}


def test_that_the_refrain_and_needing_russia_are_avoided(deck: Deck) -> None:
    phrases = {phrase.phrase for phrase in deck.avoid}
    assert phrases >= {"equality", "mutual respect", "indivisible security", "need Russia"}


def test_that_particulars_of_the_brief_are_kept(deck: Deck) -> None:
    ((_, card),) = tagged(deck, "s4")
    assert card.likelihood == "certain"
    assert any(fact.date.startswith("2013") for _, c in tagged(deck, "s2") for fact in c.facts)
    assert any("press" in card.audience for _, card in tagged(deck, "x5"))
    assert all(issue.minutes for issue, _ in tagged(deck, "u1"))
    assert any(card.short for _, card in tagged(deck, "a1"))
    assert any("equally" in card.position for _, card in tagged(deck, "d1"))


def test_that_the_meeting_is_the_one_of_the_article(deck: Deck) -> None:
    meeting = deck.meeting
    assert str(meeting.date) == "2017-04-12"
    assert (meeting.place, meeting.interpreted) == ("Moscow", "consecutive")
    assert "Tillerson" in meeting.principal
    assert "Lavrov" in meeting.counterpart
    assert meeting.objectives
    assert meeting.their_objectives


def test_that_every_counter_is_there_in_russian(deck: Deck) -> None:
    for _, card in deck.cards():
        assert not card.counter or card.counter_in["ru"], card.id
        assert all(follow_up.counter_in["ru"] for follow_up in card.follow_ups), card.id


def test_that_every_card_names_its_origin(deck: Deck) -> None:
    assert all(card.origin for _, card in deck.cards())


def test_that_the_template_has_nothing_to_complain_about() -> None:
    document = read_deck_file(template_deck())
    assert (document.problems, lint(document)) == ((), ())
