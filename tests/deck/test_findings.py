"""What there is to say about the cards of a deck as a value, and where within them."""

import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import (
    AvoidInForce,
    AvoidPhrase,
    Card,
    Clearance,
    Cleared,
    Deck,
    Fact,
    Finding,
    FollowUp,
    Issue,
    Meeting,
    card_findings,
    deck_findings,
    fingerprint,
    issue_findings,
    lint,
    read_deck,
)
from deckapp.deck.characters import shown

from .saying import Saying

CARD = Card(
    id="card",
    title="Title",
    position="What we say.",
    counter="What they say.",
    rebuttal="What we answer.",
)
RESPECT = AvoidPhrase("mutual respect", why="It is theirs.", say="interests")


def findings(card: Card, *avoid: AvoidPhrase, meeting: Meeting | None = None) -> list[Finding]:
    deck = Deck(meeting=meeting or Meeting(), avoid=avoid)
    return list(card_findings(card, deck.meeting, AvoidInForce().at(deck, Issue(), card)))


def only(card: Card, *avoid: AvoidPhrase, meeting: Meeting | None = None) -> Finding:
    (finding,) = findings(card, *avoid, meeting=meeting)
    return finding


def codes(card: Card, *avoid: AvoidPhrase) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(finding.code, finding.path) for finding in findings(card, *avoid)]


def test_that_a_good_card_has_no_finding() -> None:
    assert findings(CARD, RESPECT) == []


def test_that_what_is_missing_is_told_where_it_belongs() -> None:
    card = Card(follow_ups=(FollowUp(counter="Why?"),), facts=(Fact("a"),))
    assert codes(card) == [
        ("missing-id", ()),
        ("missing-id", ("follow_ups", 0)),
        ("no-counter", ()),
        ("no-rebuttal", ("follow_ups", 0, "counter")),
        ("undated-fact", ("facts", 0)),
        ("unsourced-fact", ("facts", 0)),
    ]
    assert codes(replace(CARD, rebuttal=" ")) == [("no-rebuttal", ("counter",))]
    assert codes(replace(CARD, counter="", when="They leave.")) == []


def test_that_an_avoid_phrase_has_the_span_of_its_words() -> None:
    text = "We want mutual\n respect, and Mutual Respect."
    first, second = findings(replace(CARD, asks=("Go.", text)), RESPECT)
    assert (first.code, first.path, first.instead) == ("avoid-phrase", ("asks", 1), "interests")
    assert text[first.start : first.end] == "mutual\n respect"
    assert text[second.start : second.end] == "Mutual Respect"
    assert first.message == "Our side must not say “mutual respect”: It is theirs."
    assert first.hint == "Say instead: interests"
    card = replace(CARD, follow_ups=(FollowUp("f", "Why?", rebuttal="Equal partners."),))
    plain = only(card, AvoidPhrase("equal partners"))
    assert (plain.path, plain.start, plain.end) == (("follow_ups", 0, "rebuttal"), 0, 14)
    assert plain.message == "Our side must not say “Equal partners”."
    assert (plain.hint, plain.instead) == ("Say it another way.", "")


def test_that_a_card_that_takes_too_long_says_how_long_it_takes() -> None:
    card = replace(CARD, position="word " * 28, rebuttal="", counter="", when="Now.", seconds=15)
    assert findings(card) == []
    finding = only(card, meeting=Meeting(interpreted="consecutive"))
    assert (finding.code, finding.path, finding.instead) == ("too-long-to-say", ("seconds",), "26")


def test_that_clearances_of_other_texts_are_told() -> None:
    good = Cleared("L", date(2017, 4, 1), fingerprint(CARD))
    old, bare = replace(good, covers="0" * 12), replace(good, by="\x1b[1mEUR", covers="")
    card = replace(CARD, clearance=Clearance(cleared=(good, old, bare)))
    changed, unclear, _escape = findings(card)
    assert (changed.code, changed.path) == ("stale-clearance", ("clearance", "cleared", 1))
    assert "was changed after L cleared it" in changed.message
    assert unclear.path == ("clearance", "cleared", 2)
    assert "by \ufffd[1mEUR does not say which text" in unclear.message


@pytest.mark.parametrize(
    ("card", "path", "start"),
    [
        (replace(CARD, notes="a\u200b"), ("notes",), 1),
        (replace(CARD, tags=("a", "bc\u202e")), ("tags", 1), 2),
        (replace(CARD, counter_in={"ru": "\x00нет"}), ("counter_in", "ru"), 0),
        (replace(CARD, clearance=Clearance("\u2060")), ("clearance", "drafted_by"), 0),
        (replace(CARD, avoid=(AvoidPhrase("a", also=("\ufeff",)),)), ("avoid", 0, "also", 0), 0),
    ],
)
def test_that_invisible_characters_are_found_in_any_text(
    card: Card, path: tuple[str | int, ...], start: int
) -> None:
    finding = only(card)
    assert (finding.code, finding.path) == ("suspicious-character", path)
    assert (finding.start, finding.end) == (start, start + 1)
    assert finding.message.startswith("The invisible character U+")


def test_that_a_text_has_no_more_findings_than_people_read() -> None:
    assert len(findings(replace(CARD, notes="\u200b" * 3000))) == 1000
    assert len(findings(replace(CARD, position="mutual respect " * 3000), RESPECT)) == 1001


def test_that_a_deck_needs_a_marking_and_enough_minutes() -> None:
    issues = (Issue("a", "A", minutes=25), Issue("b", "B"), Issue("c", "C", minutes=16))
    deck = Deck(issues=issues, meeting=Meeting(minutes=40))
    marking, budget = deck_findings(deck)
    assert (marking.code, marking.path) == ("no-marking", ("marking",))
    assert (budget.code, budget.path) == ("over-budget", ("meeting", "minutes"))
    assert budget.message == "The issues need 41 minutes; the meeting has 40."
    assert list(deck_findings(Deck(marking="TLP:RED", issues=issues))) == []


def test_that_an_issue_needs_an_id() -> None:
    (finding,) = issue_findings(Issue(title="Syria"))
    assert (finding.code, finding.path) == ("missing-id", ())
    assert list(issue_findings(Issue("syria"))) == []


def test_that_avoid_phrases_hold_where_they_stand() -> None:
    card = replace(CARD, avoid=(AvoidPhrase("three"),))
    issue = Issue("i", avoid=(AvoidPhrase("two"),))
    deck = Deck(avoid=(AvoidPhrase("one"),))
    text = "one two three"
    in_force = AvoidInForce()
    for where, count in (
        ((deck, issue, card), 3),
        ((deck, issue, CARD), 2),
        ((deck, Issue(), card), 2),
        ((Deck(), issue, CARD), 1),
        ((Deck(), Issue(), CARD), 0),
        ((deck, issue, card), 3),
    ):
        assert len(list(in_force.at(*where).find(text))) == count


def test_that_avoid_phrases_are_made_ready_once_for_many_keystrokes() -> None:
    deck, issue = Deck(avoid=(RESPECT,)), Issue("i", avoid=(AvoidPhrase("two"),))
    in_force = AvoidInForce()
    phrases = in_force.at(deck, issue, CARD)
    typed = replace(deck, title="Talks"), replace(issue, title="Syria"), replace(CARD, notes="a")
    assert in_force.at(*typed) is phrases
    assert in_force.at(replace(deck, avoid=(RESPECT, RESPECT)), issue, CARD) is not phrases


@given(st.randoms(use_true_random=False), st.text("we \u200b\x00\u2028No😀é\n"))
def test_that_spans_lie_within_their_texts_and_messages_can_be_seen(
    random: Random, text: str
) -> None:
    card = replace(Saying(random).card(), position=text, asks=(text,))
    for finding in findings(card, AvoidPhrase("we", why=text, say=text), AvoidPhrase("no")):
        assert shown(finding.message) == finding.message
        assert shown(finding.hint) == finding.hint
        if finding.end:
            value: object = card
            for step in finding.path:
                value = value[step] if isinstance(step, int) else _within(value, step)  # type: ignore[index]
            assert isinstance(value, str)
            assert 0 <= finding.start < finding.end <= len(value)


def _within(value: object, step: str) -> object:
    return value[step] if isinstance(value, dict) else getattr(value, step)


def test_that_lint_and_the_editor_say_the_same_about_a_card() -> None:
    text = (
        "format: deckapp/1\ntitle: T\navoid: [{phrase: mutual respect}]\nissues:\n"
        "  - title: I\n    cards:\n      - {title: t, position: mutual respect, seconds: 1,"
        " facts: [{text: f}], follow_ups: [{counter: c}]}\n"
    )
    document = read_deck(text.encode())
    deck = document.deck
    ((issue, card),) = deck.cards()
    avoid = AvoidInForce().at(deck, issue, card)
    mine = [*deck_findings(deck), *issue_findings(issue), *card_findings(card, deck.meeting, avoid)]
    told = {(problem.code, problem.message, problem.hint) for problem in lint(document)}
    assert {(finding.code, finding.message, finding.hint) for finding in mine} == told


def test_that_lint_lists_a_thousand_of_a_kind_and_says_that_there_are_more() -> None:
    cards = "".join(f"  - {{id: c{n}, title: t, position: p}}\n" for n in range(1100))
    text = (
        f"format: deckapp/1\ntitle: T\nmarking: X\nissues:\n- id: i\n  title: I\n  cards:\n{cards}"
    )
    told = lint(read_deck(text.encode()))
    assert [problem.code for problem in told] == ["no-counter"] * 1001
    assert told[-1].message == "There are more problems of this kind than these 1,000."


def test_that_a_card_of_two_thousand_words_is_checked_between_two_keystrokes() -> None:
    words = "The proof was handed over on Friday, and nobody denied it. " * 182
    card = replace(CARD, position=words, seconds=9, clearance=Clearance(cleared=(Cleared("L"),)))
    deck = Deck(avoid=(RESPECT, *[AvoidPhrase(f"proof {n}") for n in range(20)]))
    in_force, issue = AvoidInForce(), Issue()
    times = []
    for _ in range(10):
        began = time.process_time()
        list(card_findings(card, deck.meeting, in_force.at(deck, issue, card)))
        times.append(time.process_time() - began)
    assert min(times) < 0.05  # all that a keystroke may take


def test_that_reading_a_deck_loads_no_checks() -> None:
    program = (
        "import sys, deckapp.deck\ndeckapp.deck.read_deck(b'format: deckapp/1')\n"
        "print([name for name in sys.modules if name.endswith(('findings', 'fixing', 'linting'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert done.stdout.strip() == b"[]"
