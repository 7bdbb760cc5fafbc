"""Lists of sections: added, moved and removed by keyboard, which stays where it was wanted."""

from PySide6.QtCore import Qt

from deckapp.gui.edit.desk import EditDesk
from deckapp.gui.edit.ladder import Ladder, Rung
from tests.gui.helpers import spin

from .filling import (
    CTRL,
    card_in,
    deck_in,
    enter_field,
    focused,
    note_of,
    press_key,
    retype,
    row_at,
    shown_in,
    type_text,
    undo,
)


def ladder(desk: EditDesk, name: str = "follow_ups") -> Ladder:
    found = desk.screen.form.groups[name]
    assert isinstance(found, Ladder)
    return found


def press_on(rung: Rung, button: str) -> None:
    getattr(rung, button).setFocus()
    press_key(Qt.Key.Key_Space)


def counters(desk: EditDesk) -> list[str]:
    return [each.counter for each in card_in(desk).follow_ups]


def test_that_a_follow_up_that_is_added_has_the_keyboard_and_is_seen(desk: EditDesk) -> None:
    before = deck_in(desk)
    ladder(desk).add.setFocus()
    press_key(Qt.Key.Key_Space)
    assert len(card_in(desk).follow_ups) == 3
    path = f"follow_ups.{card_in(desk).follow_ups[2].id}.counter"
    assert focused() is row_at(desk.screen, path).field
    assert note_of(desk.screen, path).startswith("Needed.")
    spin()
    assert not focused().visibleRegion().isEmpty()
    type_text("Prove it.")
    assert counters(desk)[2] == "Prove it."
    undo()
    undo()
    assert deck_in(desk) == before
    assert len(ladder(desk).rungs) == 2


def test_that_follow_ups_are_moved_and_the_keyboard_moves_along(desk: EditDesk) -> None:
    rungs = ladder(desk).rungs
    press_on(rungs[1], "up")
    assert counters(desk) == ["It was rebels.", "It was staged."]
    assert focused() is rungs[0].down  # up it goes no further, and Remove would be a trap
    press_key(Qt.Key.Key_Space)
    assert counters(desk) == ["It was staged.", "It was rebels."]
    assert focused() is rungs[1].up
    assert shown_in(desk.screen, "follow_ups.rebels.counter") == "It was rebels."


def test_that_a_follow_up_in_the_middle_keeps_its_button(desk: EditDesk) -> None:
    ladder(desk).add.click()
    rungs = ladder(desk).rungs
    press_on(rungs[2], "up")
    assert focused() is rungs[1].up
    press_on(rungs[0], "down")
    assert focused() is rungs[1].down


def test_that_after_a_removal_the_keyboard_is_at_the_next_one(desk: EditDesk) -> None:
    before = deck_in(desk)
    rungs = ladder(desk).rungs
    press_on(rungs[0], "remove")
    assert counters(desk) == ["It was rebels."]
    assert focused() is rungs[0].remove
    press_key(Qt.Key.Key_Space)
    assert counters(desk) == []
    assert focused() is ladder(desk).add
    undo()
    undo()
    assert deck_in(desk) == before


def test_that_a_rare_list_that_lost_its_last_entry_stays_while_the_keyboard_is_there(
    desk: EditDesk,
) -> None:
    desk.screen.form.more.click()
    ladder(desk, "facts").add.click()
    desk.screen.form.more.click()
    press_on(ladder(desk, "facts").rungs[0], "remove")
    assert card_in(desk).facts == ()
    assert focused() is ladder(desk, "facts").add
    assert ladder(desk, "facts").isVisible()


def test_that_tab_comes_to_an_added_entry_before_the_button_that_adds(desk: EditDesk) -> None:
    ladder(desk).add.click()
    rung = ladder(desk).rungs[2]
    rung.form.more.setFocus()
    press_key(Qt.Key.Key_Tab)
    assert focused() is ladder(desk).add
    press_key(Qt.Key.Key_Backtab)
    assert focused() is rung.form.more
    rung.up.setFocus()
    press_key(Qt.Key.Key_Backtab)
    assert focused() is ladder(desk).rungs[1].form.more


def test_that_every_button_says_of_which_entry_it_is(desk: EditDesk) -> None:
    first, second = ladder(desk).rungs
    assert first.remove.accessibleName() == "Remove follow-up 1"
    assert second.up.accessibleName() == "Move follow-up 2 up"
    assert not first.up.isEnabled()
    assert not second.down.isEnabled()
    assert ladder(desk).add.text() == "Add a follow-up"
    assert ladder(desk, "avoid").add.text() == "Add an avoid phrase"


def test_that_an_id_is_typed_through_that_of_another_without_harm(desk: EditDesk) -> None:
    form = ladder(desk).rungs[1].form
    form.more.click()
    enter_field(desk.screen, "follow_ups.rebels.id")
    field = focused()
    press_key(Qt.Key.Key_A, CTRL)
    type_text("staged")
    assert "is taken" in form.rows["id"].note.plain()
    assert len({each.id for each in card_in(desk).follow_ups}) == 2
    type_text("-2")
    assert focused() is field
    assert [each.id for each in card_in(desk).follow_ups] == ["staged", "staged-2"]
    assert counters(desk) == ["It was staged.", "It was rebels."]
    assert form.rows["id"].note.isHidden()


def test_that_texts_of_entries_merge_while_typing_and_keep_their_spaces(desk: EditDesk) -> None:
    before = deck_in(desk)
    retype(desk.screen, "follow_ups.rebels.rebuttal", "a b ")
    type_text("c")
    assert card_in(desk).follow_ups[1].rebuttal == "a b c"
    undo()
    assert deck_in(desk) == before


def test_that_partial_dates_of_facts_are_taken_and_bad_ones_said(desk: EditDesk) -> None:
    desk.screen.form.more.click()
    ladder(desk, "facts").add.click()
    retype(desk.screen, "facts.0.text", "So it was.")
    retype(desk.screen, "facts.0.date", "2013-13")
    assert "no such date" in note_of(desk.screen, "facts.0.date")
    retype(desk.screen, "facts.0.date", "2013-09")
    assert card_in(desk).facts[0].date == "2013-09"
    assert "no such date" not in note_of(desk.screen, "facts.0.date")
