"""What a murder board asks on its card, what it reminds of, and what the colleague sees."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import AvoidPhrase, Card, Deck, FollowUp, Issue, Meeting
from deckapp.gui.rehearse.board_faces import (
    ANSWER,
    ASKED,
    presenter_face,
    question_face,
    reminder_face,
)
from deckapp.gui.theme import DARK, LIGHT
from deckapp.gui.widgets.blocks import Face, Mark, Voice
from deckapp.rehearsal import prompts_of
from deckapp.rehearsal.interrupting import Interruption
from deckapp.rehearsal.murder_board import Question

OURS = "OURS"
CARD = Card(
    id="gas",
    title=f"Title {OURS}",
    position=f"Civilians were gassed. {OURS}",
    short=OURS,
    counter="No proof.",
    counter_in={"ru": "Нет доказательств.", "fr": "Aucune preuve."},
    rebuttal=f"We know. {OURS}",
    likelihood="certain",
    follow_ups=(
        FollowUp(
            id="staged",
            counter="Staged.",
            counter_in={"ru": "Постановка."},
            rebuttal=f"By whom? {OURS}",
        ),
        FollowUp(id="open", counter="Nobody answers this."),
        FollowUp(id="sovereign", counter="It is their country.", rebuttal=f"It is not. {OURS}"),
    ),
    precondition=OURS,
    asks=(OURS,),
    red_lines=(OURS,),
    withhold=(OURS,),
    delivery=OURS,
    notes=OURS,
    avoid=(AvoidPhrase("alleged attack", say="The attack."),),
)
DECK = Deck(
    title="Moscow",
    language="en",
    meeting=Meeting(
        counterpart="Minister Lavrov",
        objectives=(OURS,),
        their_objectives=("Read us.", " ", "Save the\ndeal."),
    ),
    avoid=tuple(AvoidPhrase(f"deck {n}", say=f"say {n}") for n in range(4)),
    issues=(
        Issue(id="other", title="Other"),
        Issue(
            id="syria",
            title="Syria",
            avoid=(AvoidPhrase("regime change"), AvoidPhrase("Alleged Attack", say="Not this.")),
            cards=(CARD,),
        ),
    ),
)
THEIRS = ("rebuttal", "staged", "sovereign")


def question(name: str = "rebuttal", interruption: Interruption | None = None) -> Question:
    prompt = next(each for each in prompts_of(DECK) if each.id == f"gas/{name}")
    return Question(prompt, 3, name != "rebuttal", 30, interruption)


def face_of(
    name: str = "rebuttal", language: str = "", interrupted: str = "", *, hidden: bool = False
) -> Face:
    asked = question(name)
    return question_face(DECK, asked, "3 of 9", LIGHT, language, interrupted, hidden=hidden)


def texts(face: Face, side: int = 0, step: int = ASKED) -> list[tuple[str, str]]:
    return [(block.label, block.text) for block in face.sides[side] if block.step <= step]


# What is asked


def test_that_a_counter_has_a_side_of_its_own_and_the_answer_turns_it() -> None:
    face = face_of()
    assert texts(face) == [("They say · certain", "No proof.")]
    assert texts(face, 1, ANSWER) == [
        ("They say", "No proof."),
        ("We answer", f"We know. {OURS}"),
    ]
    assert texts(face, 1) == [("They say", "No proof.")]
    assert face.steps == [ASKED, ANSWER]
    assert (face.header, face.number) == ("Syria", "3 of 9")
    assert face.colour == LIGHT.issue_colour(1)


@pytest.mark.parametrize(
    ("name", "language", "asked"),
    [
        ("rebuttal", "ru", ("They say · certain · ru", "Нет доказательств.")),
        ("rebuttal", "fr", ("They say · certain · fr", "Aucune preuve.")),
        ("rebuttal", "de", ("They say · certain", "No proof.")),
        ("staged", "ru", ("They press · ru", "Постановка.")),
        ("sovereign", "ru", ("They press", "It is their country.")),
    ],
)
def test_that_a_counter_comes_in_its_language_if_it_has_one(
    name: str, language: str, asked: tuple[str, str]
) -> None:
    assert texts(face_of(name, language)) == [asked]


def test_that_an_interruption_comes_loud_after_the_counter() -> None:
    face = face_of(interrupted="Yes or no?")
    assert texts(face)[1:] == [("They interrupt", "Yes or no?")]
    assert face.sides[0][1].mark is Mark.TRIGGER
    assert "Yes or no?" not in str(face.sides[1])


def test_that_room_is_kept_for_an_interruption_so_that_the_counter_stays_in_its_place() -> None:
    due = Interruption(9.0, 6)
    before = question_face(DECK, question(interruption=due), "", LIGHT, "ru")
    said = due.text("ru")
    after = question_face(DECK, question(interruption=due), "", LIGHT, "ru", said)
    assert len(texts(before)) == 1
    assert said not in str(texts(before, 0, ANSWER))
    assert [block.text for block in before.sides[0]] == [block.text for block in after.sides[0]]
    in_english = question_face(DECK, question(interruption=due), "", LIGHT, "")
    assert in_english.sides[0][1].text == "Yes or no?"


def test_that_while_a_colleague_asks_one_listens() -> None:
    for name, language in (("rebuttal", "ru"), ("staged", "")):
        face = face_of(name, language, "Yes or no?", hidden=True)
        assert [text for _, text in texts(face)] == ["Listen."]
        assert OURS not in str(face.sides[0])
    assert texts(face_of(hidden=True), 1, ANSWER)[0] == ("They say", "No proof.")


@pytest.mark.parametrize("name", THEIRS)
def test_that_the_answer_is_not_given_away(name: str) -> None:
    for language in ("", "ru"):
        face = face_of(name, language)
        assert OURS not in str(face.sides[0])
        answer = question(name).prompt.answer
        assert [block.text for block in face.sides[1] if block.step == ANSWER] == [answer]


def test_that_a_card_which_was_deleted_is_still_asked() -> None:
    gone = replace(DECK, issues=())
    face = question_face(gone, question(), "3 of 9", DARK, "ru")
    assert texts(face) == [("They say", "No proof.")]
    assert face.colour == DARK.muted
    assert ("You press", "Staged.") in texts(presenter_face(gone, question("staged"), DARK))
    assert reminder_face(gone, question(), 1, 5, DARK) is not None


# Between rounds


def test_that_a_reminder_has_the_words_of_the_card_first_then_of_the_issue_then_of_the_deck() -> (
    None
):
    face = reminder_face(DECK, question(), 0, 5, LIGHT)
    assert face is not None
    assert texts(face) == [
        ("Do not say", "alleged attack"),
        ("Say instead", "The attack."),
        ("Do not say", "regime change"),
        ("Do not say", "deck 0"),
        ("Say instead", "say 0"),
    ]
    assert [block.group for block in face.sides[0]] == [1, 1, 2, 3, 3]
    assert (face.header, face.number) == ("Syria", "Round 0 of 5 done")


def test_that_the_words_of_the_deck_take_turns() -> None:
    seen = set()
    for done in range(4):
        face = reminder_face(DECK, question(), done, 5, LIGHT)
        assert face is not None
        seen.add(texts(face)[-2][1])
    assert seen == {"deck 0", "deck 1", "deck 2", "deck 3"}


def test_that_without_words_to_avoid_there_is_no_reminder() -> None:
    bare = replace(CARD, avoid=(AvoidPhrase(" "),))
    deck = Deck(issues=(Issue(id="syria", title="Syria", cards=(bare,)),))
    assert reminder_face(deck, question(), 1, 5, LIGHT) is None


# What the colleague sees


def test_that_the_colleague_sees_their_side() -> None:
    face = presenter_face(DECK, question(), LIGHT)
    assert texts(face) == [
        ("You say · certain · ru", "Нет доказательств."),
        ("Which means", "No proof."),
        ("Then press", "Постановка."),
        ("You want", "Read us.\nSave the deal."),
    ]
    assert face.sides[0][0].voice is Voice.THEIRS
    assert (face.header, face.number) == ("Minister Lavrov · Syria", "Round 3")


def test_that_the_colleague_may_take_another_language() -> None:
    face = presenter_face(DECK, question(), LIGHT, language="fr")
    assert texts(face)[:3] == [
        ("You say · certain · fr", "Aucune preuve."),
        ("Which means", "No proof."),
        ("Then press", "Staged."),
    ]


@pytest.mark.parametrize(
    ("name", "press"),
    [("rebuttal", "Постановка."), ("staged", "It is their country."), ("sovereign", "")],
)
def test_that_the_colleague_presses_on_with_what_will_be_asked_next(name: str, press: str) -> None:
    found = dict(texts(presenter_face(DECK, question(name), LIGHT)))
    assert found.get("Then press", "") == press


def test_that_an_interruption_stands_first_where_it_is_seen_on_any_screen() -> None:
    face = presenter_face(DECK, question(), LIGHT, "Да или нет?")
    assert texts(face)[0] == ("Interrupt now", "Да или нет?")
    assert face.sides[0][0].mark is Mark.TRIGGER
    assert "You want" not in dict(texts(face))


def test_that_a_bare_counter_is_all_there_is() -> None:
    face = presenter_face(replace(DECK, meeting=Meeting()), question("sovereign"), LIGHT)
    assert texts(face) == [("You press", "It is their country.")]
    assert face.header == "Syria"


@given(
    st.sampled_from(THEIRS), st.sampled_from(["", "ru", "fr", "de"]), st.sampled_from(["", "Yes?"])
)
def test_that_the_colleague_never_sees_ours(name: str, language: str, interrupted: str) -> None:
    assert OURS not in str(presenter_face(DECK, question(name), LIGHT, interrupted, language))
