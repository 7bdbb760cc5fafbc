"""The cut plan in words."""

from dataclasses import replace

import pytest

from deckapp.cutting_texts import (
    NOTHING_TO_SAY,
    by_issue,
    clock,
    condition_of,
    headline,
    ready_cards,
    red_lines_of,
    short_of,
    time_in_words,
    title_of,
    to_drop,
    trigger_and_title,
    warning,
    whole_headline,
    whole_time,
)
from deckapp.deck import Card, Deck, Form, Issue, cut_agenda, whole_agenda

SAID = "word " * 20


def card(title: str, *, red_line: str = "", short: str = "word " * 5, when: str = "") -> Card:
    """A card of a minute; in one breath it takes 15 seconds."""
    return Card(
        title=title, position=SAID, short=short, red_lines=(red_line,), seconds=60, when=when
    )


MUST = Issue(title="Syria", priority="must", cards=(card("One"), card("Two\n lines")))
COULD = Issue(title="Trade", priority="could", cards=(card("Three"), card("Four")))
DECK = Deck(issues=(MUST, COULD, Issue(title="Lunch", priority="could", minutes=9)))


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (1800, "All 5 points stay in 30 minutes, in full."),
        (720, "All 5 points stay in 12 minutes: 3 in full, 2 in one breath."),
        (120, "4 of 5 points stay in 2 minutes: 1 in full, 3 in one breath; 1 is dropped."),
        (45, "3 of 5 points stay in 45 seconds: 3 in one breath; 2 are dropped."),
        (15, "1 of 5 points stays in 15 seconds: 1 in one breath; 4 are dropped."),
        (1, "No point stays in 1 second; 5 are dropped."),
    ],
)
def test_that_the_headline_counts_what_stays(seconds: int, sentence: str) -> None:
    assert headline(cut_agenda(DECK, seconds)) == sentence


def test_that_the_headline_of_a_deck_with_one_card_or_none_reads_well() -> None:
    one = Deck(issues=(Issue(cards=(card("One", red_line="No."),)),))
    assert headline(whole_agenda(one)) == "The only point stays in 1 minute, in full."
    assert headline(cut_agenda(one, 30)) == "The only point stays in 30 seconds: 1 in one breath."
    assert headline(cut_agenda(one, 5)) == (
        "No point stays in 5 seconds; of 1 only the red lines are said."
    )
    held = Deck(issues=(Issue(cards=(card("One", when="They leave."),)),))
    assert headline(cut_agenda(held, 60)) == headline(cut_agenda(Deck(), 60)) == NOTHING_TO_SAY


def test_that_too_little_time_for_the_musts_is_told() -> None:
    assert not warning(DECK, cut_agenda(DECK, 30))
    assert warning(DECK, cut_agenda(DECK, 29)) == (
        "The musts alone take 1 minute in their shortest form; in 29 seconds 1 of 2 stays."
    )
    lined = Deck(issues=(MUST, Issue(cards=(card("Three", red_line="No talks."),))))
    assert warning(lined, cut_agenda(lined, 35)) == (
        "The musts in their shortest form, with all red lines, take 1 minute; "
        "in 35 seconds 1 of 2 stays."
    )
    assert warning(lined, cut_agenda(lined, 0)) == (
        "The red lines alone take 1 minute, more than 0 seconds; all of them are said even so."
    )


def test_that_the_plan_is_told_by_issue() -> None:
    plan = cut_agenda(DECK, 90)
    syria, trade, lunch = by_issue(DECK, plan)
    assert (syria.place, syria.title, syria.priority) == (0, "Syria", "must")
    assert (syria.seconds, syria.whole_seconds) == (30, 120)
    assert (trade.seconds, trade.whole_seconds) == (30, 120)
    assert [title_of(DECK, point) for point in (*syria.points, *lunch.points)] == [
        *("One", "Two lines"),
        "Lunch",
    ]
    assert [len(item.said) for item in (syria, trade, lunch)] == [2, 2, 0]
    assert [point.form for point in lunch.points] == [Form.DROPPED]
    assert (len(syria.cards), len(lunch.cards)) == (2, 0)


def test_that_what_is_said_of_a_card_is_told() -> None:
    held = card("Held", when="They\n leave.")
    lined = replace(card("One", red_line="No\n talks."), precondition="They\n agree.")
    deck = Deck(issues=(Issue(title="A", cards=(lined, held)), Issue(title="Lunch", minutes=9)))
    said = [cut_agenda(deck, seconds).points for seconds in (60, 40, 0)]
    assert [short_of(one) for one, _ in said] == ["", " ".join(["word"] * 5), ""]
    assert {(*red_lines_of(one), condition_of(one)) for one, _ in said} == {
        ("No talks.", "They agree.")
    }
    assert {(short_of(lunch), red_lines_of(lunch), condition_of(lunch)) for _, lunch in said} == {
        ("", (), "")
    }
    (ready,) = ready_cards(deck, cut_agenda(deck, 0))
    assert trigger_and_title(ready) == "They leave → Held"


def test_that_time_without_minutes_is_called_an_estimate() -> None:
    plan = whole_agenda(DECK)
    assert whole_headline(DECK, plan) == "The whole agenda: 5 points in about 13 minutes."
    syria, _, lunch = by_issue(DECK, plan)
    assert (whole_time(DECK, syria), whole_time(DECK, lunch)) == ("about 2:00", "9:00")
    lunch_alone = Deck(issues=DECK.issues[2:])
    assert whole_headline(lunch_alone, whole_agenda(lunch_alone)) == (
        "The whole agenda: 1 point in 9 minutes."
    )
    assert whole_headline(Deck(), whole_agenda(Deck())) == NOTHING_TO_SAY


def test_that_what_to_drop_names_whole_issues_and_single_cards() -> None:
    assert to_drop(DECK, whole_agenda(DECK)) == ()
    assert to_drop(DECK, cut_agenda(DECK, 45)) == ("Four", "Lunch")
    assert to_drop(DECK, cut_agenda(DECK, 30)) == ("Trade", "Lunch")


@pytest.mark.parametrize(
    ("seconds", "words", "on_watch"),
    [
        (0, "0 seconds", "0:00"),
        (1, "1 second", "0:01"),
        (60, "1 minute", "1:00"),
        (90, "1 minute 30 seconds", "1:30"),
        (86400, "1,440 minutes", "1,440:00"),
    ],
)
def test_that_times_read_well(seconds: int, words: str, on_watch: str) -> None:
    assert (time_in_words(seconds), clock(seconds)) == (words, on_watch)
