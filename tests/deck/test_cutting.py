"""The cut plan: held against trying everything out, and what it promises whatever the deck."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import (
    Card,
    CutPlan,
    Deck,
    Form,
    Issue,
    Meeting,
    PlannedCard,
    PlannedIssue,
    cut_agenda,
    issue_seconds,
    read_deck_file,
    speaking_seconds,
    whole_agenda,
)
from deckapp.paths import reference_deck

TIERS = ("must", "should", "", "could")
CARDS = [
    Card(
        position="word " * position,
        short="word " * short,
        asks=("word " * asks,),
        red_lines=("word " * lines, "word " * lines),
        when=when,
        seconds=seconds,
    )
    for position, short, asks, lines, when, seconds in product(
        (0, 5, 11, 20), (0, 1, 2, 5), (0, 4), (0, 0, 2), ("", "", "If …"), (None, 1, 20, 61)
    )
]
ISSUES = st.builds(
    Issue,
    priority=st.sampled_from(TIERS),
    minutes=st.none() | st.integers(1, 2),
    cards=st.lists(st.sampled_from(CARDS), max_size=3).map(tuple),
)
DECKS = st.lists(ISSUES, max_size=4).map(lambda issues: Deck(issues=tuple(issues)))
BUDGETS = st.integers(0, 240)
FORMS = dict[Form, int]


def words(*texts: str) -> int:
    return len(" ".join(texts).split())


def forms_of(point: PlannedCard | PlannedIssue) -> FORMS:
    """The forms that a point may take, and the seconds of each, as the docs tell it."""
    whole = point.whole_seconds
    if isinstance(point, PlannedIssue):
        return {Form.DROPPED: 0, Form.FULL: whole}
    card, lines = point.card, words(*point.card.red_lines)
    full = words(card.position, *card.asks) + lines or 1
    forms = {Form.RED_LINES: ceil(whole * lines / full)} if lines else {Form.DROPPED: 0}
    short = ceil(whole * (words(card.short) + lines) / full)
    if words(card.short) and short < whole:
        forms[Form.SHORT] = short
    return {**forms, Form.FULL: whole}


def tiers_of(deck: Deck, plan: CutPlan) -> list[int]:
    return [TIERS.index(deck.issues[point.issue].priority) for point in plan.points]


def best_of_all(tiers: Sequence[int], times: Sequence[FORMS], budget: int) -> tuple[Form, ...]:
    """The best of all plans, each tried out; where none fits, the red lines alone."""
    least = [next(iter(each.values())) for each in times]
    shortest = [each.get(Form.SHORT, each[Form.FULL]) for each in times]

    def worth(forms: Sequence[Form]) -> tuple[object, ...]:
        stays = [form.stays for form in forms]
        full = [form is Form.FULL for form in forms]
        seconds = sum(each[form] for each, form in zip(times, forms, strict=True))
        in_short = sum(
            short if stay else low for short, low, stay in zip(shortest, least, stays, strict=True)
        )
        return in_tiers(stays), -in_short, stays, in_tiers(full), -seconds, full

    def in_tiers(marks: Sequence[bool]) -> list[int]:
        found = list(zip(tiers, marks, strict=True))
        return [found.count((tier, True)) for tier in range(len(TIERS))]

    def is_allowed(forms: Sequence[Form]) -> bool:
        staying = [tier for tier, form in zip(tiers, forms, strict=True) if form.stays]
        gone = [tier for tier, form in zip(tiers, forms, strict=True) if not form.stays]
        seconds = sum(each[form] for each, form in zip(times, forms, strict=True))
        return seconds <= budget and max(staying, default=0) <= min(gone, default=len(TIERS))

    plans = filter(is_allowed, product(*times))
    return max(plans, key=worth, default=tuple(next(iter(each)) for each in times))


@given(DECKS.filter(lambda deck: 1 < len(whole_agenda(deck).points) <= 6), st.integers(0, 100))
def test_that_no_other_plan_is_better(deck: Deck, percent: int) -> None:
    budget = whole_agenda(deck).seconds * percent // 100
    plan = cut_agenda(deck, budget)
    times = [forms_of(point) for point in plan.points]
    forms = tuple(point.form for point in plan.points)
    assert forms == best_of_all(tiers_of(deck, plan), times, budget)
    assert [point.seconds for point in plan.points] == [
        each[form] for each, form in zip(times, forms, strict=True)
    ]


@given(DECKS, BUDGETS)
def test_that_the_budget_is_kept_unless_the_red_lines_alone_exceed_it(
    deck: Deck, budget: int
) -> None:
    plan = cut_agenda(deck, budget)
    assert plan.excess == max(0, plan.red_lines_need - budget)
    assert plan.seconds == plan.red_lines_need if plan.excess else plan.seconds <= budget
    for each in plan.cards:
        assert not words(*each.card.red_lines) or each.form is not Form.DROPPED


@given(DECKS, BUDGETS)
def test_that_no_must_is_dropped_while_anything_else_stays(deck: Deck, budget: int) -> None:
    plan = cut_agenda(deck, budget)
    tiers = tiers_of(deck, plan)
    staying = [tier for tier, point in zip(tiers, plan.points, strict=True) if point.form.stays]
    gone = [tier for tier, point in zip(tiers, plan.points, strict=True) if not point.form.stays]
    assert max(staying, default=0) <= min(gone, default=len(TIERS))
    assert plan.fits is (0 not in gone and not plan.excess)


@given(DECKS, BUDGETS, st.integers(0, 60))
def test_that_what_stays_stays_with_more_time(deck: Deck, budget: int, more: int) -> None:
    less, greater = cut_agenda(deck, budget), cut_agenda(deck, budget + more)
    for before, after in zip(less.points, greater.points, strict=True):
        assert after.form.stays or not before.form.stays


@given(DECKS)
def test_that_nothing_is_cut_where_there_is_time(deck: Deck) -> None:
    plan = whole_agenda(deck)
    assert {point.form for point in plan.points} <= {Form.FULL}
    assert plan.seconds == plan.whole_seconds == plan.budget
    assert plan.whole_seconds == sum(issue_seconds(deck, issue)[0] for issue in deck.issues)
    assert cut_agenda(deck, 9999).points == plan.points


@given(DECKS, st.sets(st.integers(0, 12)))
def test_that_cards_that_were_said_take_no_part(deck: Deck, said: set[int]) -> None:
    plan, rest = whole_agenda(deck), whole_agenda(deck, said=said)
    assert rest.cards == tuple(each for each in plan.cards if each.number not in said)
    assert rest.ready == tuple(number for number in plan.ready if number not in said)
    assert rest.issues == plan.issues
    numbers = sorted([*plan.ready, *(each.number for each in plan.cards)])
    assert numbers == list(range(len(list(deck.cards()))))


def deck_of(*cards: Card, minutes: int | None = None, priority: str = "must") -> Deck:
    return Deck(issues=(Issue(title="Issue", priority=priority, minutes=minutes, cards=cards),))


def test_that_a_card_takes_its_share_of_the_minutes_of_its_issue() -> None:
    cards = [Card(position="word " * 26), Card(position="word " * 13, rebuttal="word " * 13)]
    held = Card(position="word " * 500, when="They walk out.")
    plan = whole_agenda(deck_of(*cards, held, Card(position="word " * 52), minutes=1))
    assert [each.seconds for each in plan.cards] == [15, 15, 30]
    assert [each.number for each in plan.cards] == [0, 1, 3]
    assert plan.ready == (2,)
    uneven = deck_of(*[Card(position="word")] * 7, minutes=1)
    shares = [each.seconds for each in whole_agenda(uneven).cards]
    assert (sum(shares), min(shares), max(shares)) == (60, 8, 9)


def test_that_a_card_without_a_word_has_its_share_where_none_has_one() -> None:
    plan = whole_agenda(deck_of(Card(), Card(), minutes=1))
    assert [each.seconds for each in plan.cards] == [30, 30]


def test_that_time_is_estimated_where_an_issue_has_no_minutes() -> None:
    deck = replace(
        deck_of(Card(seconds=40), Card(position="word " * 26)),
        meeting=Meeting(interpreted="consecutive"),
    )
    assert issue_seconds(deck, deck.issues[0]) == (40 + 24, True)
    assert issue_seconds(deck, Issue(minutes=5)) == (300, False)
    assert [each.seconds for each in whole_agenda(deck).cards] == [40, 24]
    assert speaking_seconds(deck.issues[0].cards[1], deck.meeting) == 24


@pytest.mark.parametrize("priority", TIERS)
def test_that_an_issue_without_cards_stays_whole_or_not_at_all(priority: str) -> None:
    lunch = Issue(title="Lunch", minutes=5, priority=priority)
    deck = Deck(issues=(*deck_of(Card(seconds=60)).issues, lunch))
    (card,), (issue,) = cut_agenda(deck, 300).cards, cut_agenda(deck, 300).issues
    if priority == "must":  # the shorter one stays where not both can
        assert not cut_agenda(deck, 300).fits
    assert (card.form, issue) == (Form.FULL, PlannedIssue(1, Form.DROPPED, 0, 300))
    assert cut_agenda(deck, 360).points == (card, PlannedIssue(1, Form.FULL, 300, 300))


CARD = Card(position="word " * 20, asks=("word " * 5,), short="word " * 5, seconds=60)
STERN = replace(CARD, red_lines=("word " * 5,))


def test_that_each_form_takes_the_part_of_its_words() -> None:
    for budget, form, seconds in (
        (60, Form.FULL, 60),
        (59, Form.SHORT, 20),
        (20, Form.SHORT, 20),
        (19, Form.RED_LINES, 10),
        (10, Form.RED_LINES, 10),
    ):
        (card,) = cut_agenda(deck_of(STERN), budget).cards
        assert card == PlannedCard(0, 0, STERN, form, seconds, 60)
    (card,) = cut_agenda(deck_of(CARD), 11).cards
    assert (card.form, card.seconds) == (Form.DROPPED, 0)


def test_that_red_lines_are_said_however_little_time_there_is() -> None:
    plan = cut_agenda(deck_of(STERN, CARD, STERN), 0)
    assert [each.form for each in plan.cards] == [Form.RED_LINES, Form.DROPPED, Form.RED_LINES]
    assert (plan.seconds, plan.excess, plan.red_lines_need, plan.fits) == (20, 20, 20, False)
    assert plan.musts_need == 20 + 12 + 20


def test_that_a_short_form_that_saves_nothing_is_not_said() -> None:
    wordy = replace(CARD, short="word " * 25)
    assert [each.form for each in cut_agenda(deck_of(wordy), 59).cards] == [Form.DROPPED]


def test_that_the_earlier_of_two_equals_stays_and_is_said_in_full() -> None:
    deck = deck_of(CARD, CARD, CARD)
    assert [each.form.stays for each in cut_agenda(deck, 24).cards] == [True, True, False]
    forms = [each.form for each in cut_agenda(deck, 36 + 48).cards]
    assert forms == [Form.FULL, Form.SHORT, Form.SHORT]


def test_that_a_lower_priority_is_said_in_full_only_with_what_the_higher_cannot_use() -> None:
    long = replace(CARD, seconds=600)
    could = deck_of(CARD, priority="could").issues
    deck = Deck(issues=deck_of(long).issues + could)
    assert [each.form for each in cut_agenda(deck, 300).cards] == [Form.SHORT, Form.FULL]
    assert [each.form for each in cut_agenda(deck, 613).cards] == [Form.FULL, Form.SHORT]


@pytest.mark.parametrize("deck", [Deck(), deck_of(), deck_of(replace(CARD, when="They leave."))])
@pytest.mark.parametrize("budget", [0, 600])
def test_that_a_deck_without_anything_to_say_takes_no_time(deck: Deck, budget: int) -> None:
    plan = cut_agenda(deck, budget)
    assert (plan.points, plan.seconds, plan.musts_need, plan.fits) == ((), 0, 0, True)
    assert len(plan.ready) == len(list(deck.cards()))


def test_that_the_reference_deck_keeps_its_musts_in_twenty_minutes() -> None:
    deck = read_deck_file(reference_deck()).deck
    plan = cut_agenda(deck, 20 * 60)
    assert plan.fits
    assert plan.whole_seconds == 60 * 60
    dropped = {each.card.id for each in plan.cards if not each.form.stays}
    assert dropped == {"deconfliction-channel", "deconfliction-tempo", "north-korea-leverage"}


def test_that_a_card_that_was_said_is_not_planned_again() -> None:
    deck = Deck(issues=(Issue(cards=(Card(position="one"), Card(position="two"))),))
    assert [card.number for card in whole_agenda(deck, said={0}).cards] == [1]
