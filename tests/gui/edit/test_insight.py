"""What is known of a card at each key, and the words for it."""

from dataclasses import replace

from deckapp.deck import AvoidInForce, AvoidPhrase, Deck, Issue, Meeting
from deckapp.gui.edit.insight import Insight, agenda_time, insight_of
from deckapp.printing import CardReport
from tests.printing.making import INDEX, LAYOUTS, LONG, card

DECK = Deck(
    format="deckapp/1",
    title="Deck",
    marking="A",
    meeting=Meeting(minutes=20),
    avoid=(AvoidPhrase(phrase="mutual respect"),),
    issues=(
        Issue(
            id="syria",
            title="Syria",
            minutes=15,
            cards=(card("one", seconds=2), card("long", position=LONG * 40, seconds=10)),
        ),
        Issue(id="minsk", title="Minsk", minutes=6, cards=(card("odd", position="\U0001f600"),)),
    ),
)


def of(issue: int, card: int, deck: Deck = DECK) -> Insight:
    return insight_of(deck, issue, card, INDEX, AvoidInForce())


def test_that_a_card_that_fits_is_one() -> None:
    insight = of(0, 0)
    assert insight.on_paper() == f"One card, {INDEX.face.preferred:g} pt"
    assert insight.to_say() == "1 of 2 seconds to say"
    assert not insight.is_too_long


def test_that_the_interpreter_doubles_what_a_card_takes_to_say_and_is_named() -> None:
    deck = replace(DECK, meeting=Meeting(interpreted="consecutive"))
    assert of(0, 0, deck).to_say() == "1 of 2 seconds to say, with the interpreter"


def test_that_the_minutes_of_the_issues_stand_against_those_of_the_meeting() -> None:
    time = agenda_time(DECK)
    assert str(time) == "Agenda: 21 of 20 minutes"
    assert time.is_over


def test_that_a_card_that_goes_on_says_on_how_many_cards() -> None:
    insight = of(0, 1)
    assert insight.fit is not None
    assert insight.on_paper().startswith(f"Goes on: {insight.fit.parts} cards, ")
    assert insight.is_too_long
    assert "too-long-to-say" in [finding.code for finding in insight.findings]


def test_that_sizes_of_front_and_back_are_told_apart() -> None:
    fit = CardReport("one", 1, 1, 12.0, 9.5)
    assert of(0, 0)._replace(fit=fit).on_paper() == "One card, front 12 pt, back 9.5 pt"


def test_that_without_a_layout_it_is_said_that_nothing_is_printed() -> None:
    insight = insight_of(DECK, 0, 0, None, AvoidInForce())
    assert insight.on_paper() == "This cannot be printed."


def test_that_what_stops_printing_is_no_exception() -> None:
    tent = replace(next(each for each in LAYOUTS.values() if each.fold == "tent"))
    insight_of(DECK, 1, 0, tent, AvoidInForce())


def test_that_nothing_is_said_of_budgets_that_nobody_gave() -> None:
    deck = replace(DECK, meeting=Meeting(), issues=(Issue(id="i", title="I", cards=(card(),)),))
    insight = of(0, 0, deck)
    assert insight.to_say() == "1 second to say"
    assert str(agenda_time(deck)) == ""
    assert not agenda_time(deck).is_over
    timed = replace(deck, issues=(replace(deck.issues[0], minutes=1),))
    assert str(agenda_time(timed)) == "Agenda: 1 minute"


def test_that_interpreting_doubles_the_time() -> None:
    meeting = Meeting(interpreted="consecutive")
    assert of(0, 1, replace(DECK, meeting=meeting)).seconds >= 2 * of(0, 1).seconds - 1


def test_that_avoid_phrases_of_the_deck_are_found() -> None:
    its = card("one", position="In mutual respect.")
    deck = replace(DECK, issues=(replace(DECK.issues[0], cards=(its,)),))
    assert "avoid-phrase" in [finding.code for finding in of(0, 0, deck).findings]
