"""Undo and redo: every step back and forth, typing as one step, the clean state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import Card, Deck, DeleteCard, EditError, Issue, MoveCard, SetField
from deckapp.deck.editing.history import History

DECK = Deck(
    title="Moscow",
    issues=(
        Issue(id="syria", title="Syria", cards=(Card(id="gas", title="Gas"),)),
        Issue(id="ukraine", title="Ukraine", cards=(Card(id="minsk", title="Minsk"),)),
    ),
)


def typed(history: History, *texts: str, field: str = "notes") -> None:
    for text in texts:
        history.apply(SetField("gas", field, text), merging=True)


@given(st.lists(st.one_of(st.text(max_size=3), st.sampled_from(["undo", "redo"])), max_size=20))
def test_that_undoing_everything_gives_the_very_deck_back(steps: list[str]) -> None:
    history = History(DECK)
    for step in steps:
        if step == "undo":
            history.undo()
        elif step == "redo":
            history.redo()
        else:
            history.apply(SetField("gas", "notes", step))
    last = history.present
    while history.undo_label:
        history.undo()
    assert history.present.deck is DECK
    assert history.is_clean
    while history.redo_label:
        history.redo()
    assert history.present is history._steps[-1]
    assert last in history._steps


def test_that_labels_say_what_would_be_undone_and_done_again() -> None:
    history = History(DECK)
    assert (history.undo_label, history.redo_label) == ("", "")
    history.apply(MoveCard("gas", "ukraine"))
    assert (history.undo_label, history.redo_label) == ("move of “Gas”", "")
    history.undo()
    assert (history.undo_label, history.redo_label) == ("", "move of “Gas”")
    assert history.undo().deck is DECK
    history.redo()
    assert history.redo() is history._steps[1]


def test_that_typing_in_one_field_is_one_step() -> None:
    history = History(DECK)
    typed(history, "a", "ab", "abc")
    assert len(history.labels) == 2
    assert history.present.deck.issues[0].cards[0].notes == "abc"
    typed(history, "T", field="title")
    typed(history, "abcd")
    assert len(history.labels) == 4
    history.apply(SetField("gas", "notes", "set"))
    typed(history, "typed")
    assert len(history.labels) == 6
    history.undo()
    typed(history, "typed anew")
    assert len(history.labels) == 6
    history.apply(MoveCard("gas", "ukraine"), merging=True)
    assert len(history.labels) == 7


def test_that_typing_back_what_was_there_is_a_step_that_can_be_undone() -> None:
    history = History(DECK)
    typed(history, "a", "")
    assert history.present.deck == DECK
    assert history.undo().deck is DECK


def test_that_what_is_typed_after_saving_is_not_clean() -> None:
    history = History(DECK)
    clean = [history.is_clean]
    typed(history, "a")
    clean.append(history.is_clean)
    history.mark_clean()
    clean.append(history.is_clean)
    typed(history, "ab")
    clean.append(history.is_clean)
    for _ in range(2):
        history.undo()
        clean.append(history.is_clean)
    assert clean == [True, False, True, False, True, False]


def test_that_the_step_that_was_saved_is_known_until_it_is_forgotten() -> None:
    history = History(DECK)
    assert history.saved_at == 0
    typed(history, "a")
    history.mark_clean()
    assert history.saved_at == history.at == 1
    history.undo()
    assert (history.saved_at, history.at) == (1, 0)
    history.apply(DeleteCard("minsk"))
    assert history.saved_at is None


def test_that_another_edit_forgets_what_was_undone() -> None:
    history = History(DECK)
    history.apply(DeleteCard("gas"))
    history.undo()
    history.apply(DeleteCard("minsk"))
    assert history.labels == ["", "deletion of “Minsk”"]


def test_that_an_edit_that_changes_nothing_or_cannot_be_is_no_step() -> None:
    history = History(DECK)
    history.apply(DeleteCard("gas"))
    history.undo()
    history.apply(SetField("gas", "title", "Gas"))
    with pytest.raises(EditError):
        history.apply(DeleteCard("nothing"))
    assert history.redo_label == "deletion of “Gas”"
    assert history.present.deck is DECK


def test_that_renamed_cards_lead_back_to_the_opened_deck() -> None:
    history = History(DECK)
    history.apply(SetField("gas", "id", "agent"))
    history.apply(SetField("agent", "id", "nerve-agent"))
    assert history.present.renamed == {"nerve-agent": "gas"}
    assert history.undo().renamed == {"agent": "gas"}
    assert history.undo().renamed == {}


def test_that_a_step_is_gone_to_by_its_index() -> None:
    history = History(DECK)
    for text in ("a", "b", "c"):
        history.apply(SetField("gas", "notes", text))
    assert history.go_to(1).deck.issues[0].cards[0].notes == "a"
    assert history.go_to(9) is history._steps[1]
    assert history.go_to(-1) is history._steps[1]
