"""Prompts: what is to be recalled, and that its name outlives edits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import (
    AddCard,
    AvoidPhrase,
    Card,
    Deck,
    DeleteCard,
    FollowUp,
    Issue,
    MoveCard,
    SetField,
    read_deck_file,
)
from deckapp.paths import reference_deck
from deckapp.rehearsal import Prompt, PromptKind, prompts_of

MOSCOW = read_deck_file(reference_deck()).deck
CARD = Card(
    id="c",
    title="Title",
    position="Position",
    counter="Counter",
    rebuttal="Rebuttal",
    follow_ups=(FollowUp(id="if-pressed", counter="Press", rebuttal="Answer"),),
)


def deck_of(*cards: Card, avoid: tuple[AvoidPhrase, ...] = (), priority: str = "") -> Deck:
    return Deck(avoid=avoid, issues=(Issue(id="i", priority=priority, cards=cards),))


def ids(deck: Deck) -> list[str]:
    return [prompt.id for prompt in prompts_of(deck)]


def test_that_everything_to_be_said_is_one_prompt() -> None:
    avoid = (AvoidPhrase("mutual respect", say="Plain speaking."), AvoidPhrase("reset"))
    found = prompts_of(deck_of(CARD, avoid=avoid))
    assert [(each.id, each.kind, each.card, each.cue, each.answer) for each in found] == [
        ("c/position", PromptKind.POSITION, "c", "Title", "Position"),
        ("c/rebuttal", PromptKind.REBUTTAL, "c", "Counter", "Rebuttal"),
        ("c/if-pressed", PromptKind.FOLLOW_UP, "c", "Press", "Answer"),
        ("avoid/mutual-respect", PromptKind.AVOID, "", "mutual respect", "Plain speaking."),
    ]


@pytest.mark.parametrize(
    ("card", "left"),
    [
        (replace(CARD, id=""), []),
        (replace(CARD, title=" "), ["c/rebuttal", "c/if-pressed"]),
        (replace(CARD, counter=""), ["c/position", "c/if-pressed"]),
        (replace(CARD, rebuttal="\n"), ["c/position", "c/if-pressed"]),
        (
            replace(CARD, follow_ups=(FollowUp(counter="Press", rebuttal="Answer"),)),
            ["c/position", "c/rebuttal"],
        ),
    ],
)
def test_that_what_has_no_id_or_nothing_to_say_is_no_prompt(card: Card, left: list[str]) -> None:
    assert ids(deck_of(card)) == left


def test_that_a_phrase_in_several_places_is_one_prompt() -> None:
    phrase = AvoidPhrase("Civil  War", say="The war that Moscow runs.")
    again = AvoidPhrase("civil war", say="Something else.")
    card = replace(CARD, avoid=(again,))
    found = [each for each in prompts_of(deck_of(card, avoid=(phrase,))) if "avoid" in each.id]
    assert [(each.id, each.answer) for each in found] == [("avoid/civil-war", phrase.say)]


@pytest.mark.parametrize("phrase", ["взаимное уважение", "уважение", "!?", "respect и мир"])
def test_that_phrases_in_other_scripts_have_names_of_their_own(phrase: str) -> None:
    avoid = (AvoidPhrase(phrase, say="x"), AvoidPhrase("другое", say="y"))
    first, second = ids(deck_of(avoid=avoid))
    assert first != second
    assert first == ids(deck_of(avoid=avoid[::-1]))[1]


def test_that_must_comes_before_red_lines_and_those_before_likelier_counters() -> None:
    plain = prompts_of(deck_of(CARD, priority="must"))[0]
    red = replace(CARD, red_lines=("No.",))
    ranks = [
        prompts_of(deck_of(replace(red, likelihood="certain"), priority="must"))[0].rank,
        prompts_of(deck_of(red, priority="must"))[0].rank,
        prompts_of(deck_of(replace(CARD, likelihood="certain"), priority="must"))[0].rank,
        plain.rank,
        prompts_of(deck_of(red, priority="should"))[0].rank,
        prompts_of(deck_of(red))[0].rank,
        prompts_of(deck_of(red, priority="could"))[0].rank,
    ]
    assert ranks == sorted(ranks)


def test_that_the_fingerprint_is_of_the_words_and_not_of_how_they_are_wrapped() -> None:
    prompt = prompts_of(deck_of(CARD))[0]
    assert len(prompt.fingerprint) == 12
    assert replace(prompt, answer=" Posi\u0301tion\nx ").fingerprint == (
        replace(prompt, answer="Posítion x").fingerprint
    )
    assert replace(prompt, answer="Another").fingerprint != prompt.fingerprint
    assert replace(prompt, cue="Another").fingerprint == prompt.fingerprint


def by_id(deck: Deck) -> dict[str, Prompt]:
    return {prompt.id: prompt for prompt in prompts_of(deck)}


CARDS = [card.id for _, card in MOSCOW.cards()]


@given(
    card=st.sampled_from(CARDS),
    issue=st.sampled_from([issue.id for issue in MOSCOW.issues]),
    text=st.text(min_size=1).filter(str.strip),
)
def test_that_prompts_outlive_edits(card: str, issue: str, text: str) -> None:
    deck = MOSCOW
    words = "".join(letter for letter in text if letter.isprintable()) or "x"
    for edit in (
        MoveCard(card, issue),
        SetField(card, "title", f"{words} x"),
        SetField(card, "position", f"{words} x"),
    ):
        deck = edit.apply(deck).deck
    before, after = by_id(MOSCOW), by_id(deck)
    assert before.keys() == after.keys()
    changed = {id_ for id_, prompt in after.items() if prompt.answer != before[id_].answer}
    assert changed <= {f"{card}/position"}
    assert all(after[id_].fingerprint != before[id_].fingerprint for id_ in changed)


def test_that_a_card_that_comes_back_has_its_prompts_again() -> None:
    card = next(card for _, card in MOSCOW.cards())
    without = DeleteCard(card.id).apply(MOSCOW).deck
    assert not any(prompt.card == card.id for prompt in prompts_of(without))
    back = AddCard(MOSCOW.issues[-1].id, card).apply(without).deck
    assert by_id(back).keys() == by_id(MOSCOW).keys()


def test_that_every_id_is_there_once_in_the_moscow_deck() -> None:
    found = ids(MOSCOW)
    assert len(found) == len(set(found)) == 69


def test_that_different_things_never_share_an_id() -> None:
    follow_ups = (
        FollowUp(id="position", counter="Why?", rebuttal="Because."),
        FollowUp(id="rebuttal", counter="Really?", rebuttal="Yes."),
    )
    avoid = (
        AvoidPhrase("C", say="One"),
        AvoidPhrase("C++", say="Two"),
        AvoidPhrase("c", say="Three"),
    )
    card = replace(CARD, follow_ups=follow_ups)
    deck = deck_of(card, avoid=avoid)
    found = prompts_of(deck)
    assert [prompt.answer for prompt in found] == [
        *("Position", "Rebuttal", "Because.", "Yes.", "One", "Two"),
    ]
    assert len(set(ids(deck))) == 6
    assert ids(deck)[:2] == ["c/position", "c/rebuttal"]
    assert ids(deck_of(replace(card, title="Retitled"), avoid=avoid[:2])) == ids(deck)


def test_that_a_card_whose_id_is_taken_has_no_prompts() -> None:
    assert ids(deck_of(CARD, replace(CARD, title="Another"))) == ids(deck_of(CARD))


def test_that_a_prompt_knows_where_its_answer_stands() -> None:
    found = prompts_of(deck_of(CARD, avoid=(AvoidPhrase("reset", say="Start."),)))
    assert [prompt.field for prompt in found] == [
        *("position", "rebuttal", "follow_ups.if-pressed.rebuttal", ""),
    ]
