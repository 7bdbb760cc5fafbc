"""What edits put into a deck is what reading its file would give back."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import (
    AddCard,
    AddEntry,
    AddIssue,
    AvoidPhrase,
    Card,
    EditError,
    FollowUp,
    Issue,
    MarkCleared,
    ReplaceText,
    SetField,
    TakeDeck,
)
from deckapp.deck.editing.ids import with_ids
from deckapp.deck.editing.paths import section_as_written
from deckapp.deck.model import Clearance
from tests.deck.editing.two_issues import DECK, GAS, card_in
from tests.deck.saying import Saying

RAGGED = Card(
    id="new",
    title="New\r\nline\n",
    position=" \n",
    asks=("", "One\n"),
    counter_in={"ru": "", "uk": "Ні\n"},
    follow_ups=(FollowUp(counter="And?\n"), FollowUp(counter="And?")),
    avoid=(AvoidPhrase("x\n", also=("", "y")),),
    seconds=40,
    clearance=Clearance(drafted_by="NEA\n"),
)


def test_that_a_new_card_is_as_its_file_will_have_it() -> None:
    card = card_in(AddCard("syria", RAGGED).apply(DECK).deck, "new")
    assert card == Card(
        id="new",
        title="New\nline",
        asks=("One",),
        counter_in={"uk": "Ні"},
        follow_ups=(FollowUp("and", "And?"), FollowUp("and-2", "And?")),
        avoid=(AvoidPhrase("x", also=("y",)),),
        seconds=40,
        clearance=Clearance(drafted_by="NEA"),
    )
    issue = AddIssue(Issue(title="J\n", cards=(RAGGED,))).apply(DECK).deck.issues[-1]
    assert issue == Issue(id="j", title="J", cards=(card,))


def test_that_a_new_entry_is_as_its_file_will_have_it() -> None:
    def added(counter: str) -> FollowUp:
        deck = AddEntry("gas", "follow_ups", FollowUp(counter=counter)).apply(DECK).deck
        return card_in(deck, "gas").follow_ups[-1]

    assert added("And so?\n") == FollowUp("and-so", "And so?")
    assert added("Staged.") == FollowUp("staged-2", "Staged.")


def test_that_a_replacement_leaves_no_empty_texts_and_no_line_breaks_at_ends() -> None:
    card = card_in(ReplaceText("Tell us.", "").apply(DECK).deck, "gas")
    assert card.asks == ("Help.",)
    assert card_in(ReplaceText("Help.", "x\n").apply(DECK).deck, "gas").asks == ("Tell us.", "x")
    card = card_in(ReplaceText("Нет доказательств.", " ").apply(DECK).deck, "gas")
    assert card.counter_in == {}


@pytest.mark.parametrize(
    "edit",
    [
        SetField("gas", "rebuttal", "half \ud83d of it"),
        AddCard("syria", replace(GAS, id="new", title="\udcff")),
        AddEntry("gas", "asks", "\ud800"),
        ReplaceText("a", "\ud800"),
    ],
)
def test_that_half_a_character_is_refused(edit: SetField) -> None:
    with pytest.raises(EditError, match="half a character"):
        edit.apply(DECK)


@pytest.mark.parametrize(
    ("field", "value"), [("position", 5), ("asks", 5), ("asks", [5]), ("counter_in.ru", 1.5)]
)
def test_that_what_is_no_text_is_refused(field: str, value: object) -> None:
    with pytest.raises(EditError, match=r"takes a (?:list of texts|text), not"):
        SetField("gas", field, value).apply(DECK)


def test_that_none_empties_a_field() -> None:
    assert card_in(SetField("gas", "rebuttal", None).apply(DECK).deck, "gas").rebuttal == ""
    assert card_in(SetField("gas", "seconds", None).apply(DECK).deck, "gas").seconds is None


def test_that_an_odd_id_is_refused() -> None:
    with pytest.raises(EditError, match="“Neu!” is not an id"):
        AddCard("syria", Card(id="Neu!", title="x", position="y")).apply(DECK)


def test_that_a_clearance_names_one_card() -> None:
    double = replace(DECK, issues=(replace(DECK.issues[0], cards=(GAS, GAS)),))
    with pytest.raises(EditError, match="Two cards have the id “gas”"):
        MarkCleared(("gas",), "L", None).apply(double)  # type: ignore[arg-type]
    with pytest.raises(EditError, match="no card with the id “gone”"):
        MarkCleared(("gone",), "L", None).apply(DECK)  # type: ignore[arg-type]


def test_that_a_whole_deck_can_be_taken_over() -> None:
    other = replace(DECK, title="Other", issues=(Issue(title="I"),))
    edited = TakeDeck(other, "recovery", {"i": "syria"}).apply(DECK)
    assert edited == (with_ids(other), "recovery", {"i": "syria"})
    assert TakeDeck(replace(DECK), "nothing").apply(DECK).deck is DECK


@given(st.integers(0, 2**32))
def test_that_what_was_written_is_as_written(seed: int) -> None:
    card = section_as_written(Saying(Random(seed)).card())
    assert section_as_written(card) == card
