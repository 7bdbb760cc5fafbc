"""What a drill asks on its card, what it adds with the answer, and how a change is told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import AvoidPhrase, Card, Deck, FollowUp, Issue
from deckapp.gui.rehearse.drill_faces import (
    ANSWER,
    CUE,
    drill_face,
    languages_of_prompt,
    told,
    with_change,
)
from deckapp.gui.theme import LIGHT
from deckapp.gui.widgets.blocks import Face, Mark, Voice
from deckapp.rehearsal import prompts_of

CARD = Card(
    id="gas",
    title="Nerve agent",
    position="Civilians were gassed.",
    counter="No proof.",
    counter_in={"ru": "Нет доказательств."},
    rebuttal="We know.",
    follow_ups=(
        FollowUp(
            id="staged", counter="Staged.", counter_in={"ru": "Постановка."}, rebuttal="By whom?"
        ),
    ),
    when="They deny it.",
    precondition="The press has left.",
    addressee="The minister",
    asks=("Hand it over.", " "),
    red_lines=("No more.",),
    withhold=("The source.",),
    delivery="Calm.",
    short="Gassed.",
    notes="For staff only.",
)
PHRASE = AvoidPhrase("mutual respect", say="Plain speaking.")
DECK = Deck(
    avoid=(PHRASE,),
    issues=(Issue(id="syria", title="Syria", cards=(replace(CARD, id="other"), CARD)),),
)


def face_of(name: str, language: str = "") -> Face:
    prompt = next(each for each in prompts_of(DECK) if each.id == name)
    return drill_face(DECK, prompt, "1 of 9", LIGHT, language)


def texts(face: Face, step: int) -> list[tuple[str, str]]:
    (side,) = face.sides
    return [(block.label, block.text) for block in side if block.step == step]


def test_that_a_position_is_asked_by_its_title() -> None:
    face = face_of("gas/position")
    assert texts(face, CUE) == [
        ("When", "They deny it."),
        ("Only if", "The press has left."),
        ("To", "The minister"),
        ("", "Nerve agent"),
    ]
    assert texts(face, ANSWER) == [
        ("Position", "Civilians were gassed."),
        ("Ask", "Hand it over."),
        ("Red line", "No more."),
        ("Do not reveal", "The source."),
        ("Delivery", "Calm."),
    ]
    marks = [block.mark for block in face.sides[0] if block.mark is not Mark.NONE]
    assert marks == [Mark.TRIGGER, Mark.ONLY_IF, Mark.ASK, Mark.RED_LINE, Mark.WITHHOLD]
    assert (face.header, face.number, face.colour) == ("Syria", "1 of 9", LIGHT.issue_colour(0))


def test_that_a_rebuttal_is_asked_by_the_counter_alone() -> None:
    face = face_of("gas/rebuttal")
    assert texts(face, CUE) == [("They say", "No proof.")]
    assert texts(face, ANSWER) == [("We answer", "We know.")]
    assert [block.voice for block in face.sides[0]] == [Voice.THEIRS, Voice.OURS]


def test_that_a_follow_up_says_on_what_they_press() -> None:
    face = face_of("gas/staged")
    assert texts(face, CUE) == [("On", "Nerve agent"), ("They press", "Staged.")]
    assert texts(face, ANSWER) == [("We answer", "By whom?")]


def test_that_a_phrase_to_avoid_asks_what_to_say_instead() -> None:
    face = face_of("avoid/mutual-respect")
    assert texts(face, CUE) == [("Do not say", "mutual respect")]
    assert texts(face, ANSWER) == [("Say instead", "Plain speaking.")]
    assert (face.header, face.colour) == ("Words to avoid", LIGHT.muted)


def test_that_a_phrase_of_a_card_stands_with_its_issue() -> None:
    card = replace(CARD, avoid=(AvoidPhrase("a reset", say="A start."),))
    deck = Deck(issues=(Issue(id="syria", title="Syria", cards=(card,)),))
    prompt = prompts_of(deck)[-1]
    face = drill_face(deck, prompt, "", LIGHT)
    assert (face.header, texts(face, CUE)) == ("Syria", [("Do not say", "a reset")])
    assert languages_of_prompt(deck, prompt) == []


@pytest.mark.parametrize(
    ("name", "counter"),
    [
        ("gas/rebuttal", "They say · ru: Нет доказательств."),
        ("gas/staged", "They press · ru: Постановка."),
    ],
)
def test_that_a_counter_is_shown_in_its_other_language(name: str, counter: str) -> None:
    label, text = texts(face_of(name, "ru"), CUE)[-1]
    assert f"{label}: {text}" == counter
    assert texts(face_of(name, "fr"), CUE) == texts(face_of(name), CUE)


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("gas/position", []),
        ("gas/rebuttal", ["ru"]),
        ("gas/staged", ["ru"]),
        ("avoid/mutual-respect", []),
    ],
)
def test_that_the_languages_of_a_prompt_are_those_of_its_counter(
    name: str, languages: list[str]
) -> None:
    prompt = next(each for each in prompts_of(DECK) if each.id == name)
    assert languages_of_prompt(DECK, prompt) == languages


@pytest.mark.parametrize("name", [prompt.id for prompt in prompts_of(DECK)])
def test_that_the_answer_and_notes_for_staff_are_not_given_away(name: str) -> None:
    prompt = next(each for each in prompts_of(DECK) if each.id == name)
    face = face_of(name)
    assert prompt.answer not in str(texts(face, CUE))
    assert "staff" not in str(face)


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        ("We know it.", "We saw it.", "“know” is now “saw”"),
        ("We know it.", "We know it well.", "new: “well”"),
        ("We really know it.", "We know it.", "gone: “really”"),
        ("We  know\nit.", "We know it.", "Only its spaces or line breaks."),
        ("", "We know it.", "What it was before is no longer known."),
    ],
)
def test_that_a_change_is_told(before: str, now: str, change: str) -> None:
    assert told(before, now) == change


@given(st.text(), st.text())
def test_that_any_change_can_be_told(before: str, now: str) -> None:
    assert told(before, now)


def test_that_a_change_stands_with_the_answer() -> None:
    changed = with_change(face_of("gas/rebuttal"), "We saw.")
    assert texts(changed, CUE) == texts(face_of("gas/rebuttal"), CUE)
    assert texts(changed, ANSWER)[-1] == (
        "Changed since you last rehearsed it",
        "“saw” is now “know”",
    )
