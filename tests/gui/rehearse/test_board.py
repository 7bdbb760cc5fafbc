"""A murder board, driven by real keys in a whole window."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from deckapp.rehearsal.log.times import Timed
from tests.gui.helpers import chrome_of, spin

from .attacking import Attacked
from .drilling import Key, Rehearser


def test_that_f3_and_enter_begin_with_the_nastiest_counter(moscow: Attacked) -> None:
    moscow.ask_for()
    moscow.press(Key.Key_Return)
    moscow.user.until(lambda: moscow.user.is_at(moscow.page))
    assert "They say · certain" in moscow.card
    assert "We answer" not in moscow.card


def test_that_the_counter_comes_in_its_own_language_and_l_changes_it(attacked: Attacked) -> None:
    attacked.begin()
    assert "Докажите." in attacked.card
    assert "Prove it." not in attacked.card
    attacked.press(Key.Key_L)
    assert "Prove it." in attacked.card
    attacked.press(Key.Key_L)
    assert "Докажите." in attacked.card


def test_that_each_answer_is_in_the_log_before_the_next_question(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer(12)
    assert attacked.times() == (Timed("gas/rebuttal", 12),)
    assert "They press: That is no proof." in attacked.card
    attacked.answer(7)
    assert attacked.times()[1:] == (Timed("gas/more", 7),)
    assert "Why stay?" in attacked.card


def test_that_the_ring_counts_down_and_beyond(attacked: Attacked) -> None:
    attacked.begin()
    attacked.wait(12)
    assert attacked.page.ring.text() == "0:08 left"
    attacked.wait(15)
    assert "0:07" in attacked.page.ring.text()
    assert "over" in attacked.page.ring.accessibleDescription()


def test_that_between_rounds_there_is_a_reminder_of_what_not_to_say(attacked: Attacked) -> None:
    attacked.begin()
    attacked.wait(5)
    attacked.press(Key.Key_Space)
    assert "mutual respect" not in attacked.card
    attacked.press(Key.Key_Space)
    assert "Do not say: mutual respect" in attacked.card
    assert not attacked.page.ring.isVisible()
    attacked.press(Key.Key_Space)
    assert "Why stay?" in attacked.card
    assert attacked.page.ring.isVisible()


def test_that_a_reminder_gives_way_by_itself_and_costs_no_time(attacked: Attacked) -> None:
    attacked.begin()
    attacked.wait(1)
    attacked.press(Key.Key_Space, Key.Key_Space)
    attacked.wait(6)
    assert "mutual respect" in attacked.card
    attacked.wait(2)
    assert "Why stay?" in attacked.card
    attacked.wait(4)
    attacked.press(Key.Key_Space)
    assert attacked.user.is_at(attacked.user.page)
    assert attacked.times()[-1] == Timed("calm/rebuttal", 4)


def interrupted_at(attacked: Attacked) -> dict[str, int]:
    """When answers are interrupted, in seconds, by what was said then."""
    found = {}
    while attacked.board.is_under_way:
        for second in range(1, 20):
            attacked.wait(1)
            said = re.search("They interrupt: (.+)", attacked.card)
            if said:
                found[attacked.card.partition("\n")[0] + said[1]] = second
                break
        attacked.answer(0)
    return found


def test_that_interruptions_come_at_the_moments_of_the_seed(moscow: Attacked) -> None:
    moscow.begin(interruptions=True)
    first = interrupted_at(moscow)
    assert len(first) > 5
    assert all(3 < second < 16 for second in first.values())
    moscow.board.close()
    moscow.user.desk.drill.close()
    moscow.clock.now = moscow.clock.now.replace(hour=20, minute=0, second=0)
    moscow.press(Key.Key_F3)
    moscow.user.until(lambda: moscow.user.is_at(moscow.user.page))  # it is to be graded first
    moscow.choose("Begin another")
    moscow.begin(interruptions=True)
    assert interrupted_at(moscow) == first


def test_that_nothing_is_interrupted_unless_it_is_wished_for(moscow: Attacked) -> None:
    moscow.begin()
    assert interrupted_at(moscow) == {}


@pytest.mark.parametrize("counts", [False, True])
def test_that_at_the_end_each_answer_is_graded_beside_its_time(
    attacked: Attacked, *, counts: bool
) -> None:
    attacked.begin(counts=counts)
    attacked.answer(12)
    attacked.answer(26)
    attacked.answer(3)
    user = attacked.user
    assert user.is_at(user.page)
    assert "We know what was stored there." in user.card
    assert "Your answer took: 0:12 of 0:20" in user.card
    user.press(Key.Key_3)
    assert "Your answer took: 0:26 of 0:20: 0:06 over" in user.card
    user.press(Key.Key_1, Key.Key_2)
    user.until(lambda: user.is_at(user.desk.drill.summary))
    assert "Murder board done" in user.desk.drill.summary.title.text()
    told = [(each.prompt, each.grade, each.seconds, each.practice) for each in user.reviews()]
    assert told == [
        ("gas/rebuttal", 3, 12, not counts),
        ("gas/more", 1, 26, not counts),
        ("calm/rebuttal", 2, 3, not counts),
    ]


def test_that_a_shows_the_answer_and_that_is_told_in_the_end(attacked: Attacked) -> None:
    attacked.begin()
    attacked.wait(2)
    attacked.press(Key.Key_A)
    assert "We know what was stored there." in attacked.card
    attacked.answer(3)
    assert attacked.times() == (Timed("gas/rebuttal", 5, looked=True),)
    attacked.press(Key.Key_Escape)
    assert "You looked at the words" in attacked.user.card


def test_that_h_hides_the_counter_for_a_colleague_who_asks(attacked: Attacked) -> None:
    attacked.begin()
    attacked.press(Key.Key_H)
    assert "Докажите." not in attacked.card
    assert "Listen" in attacked.card
    attacked.press(Key.Key_H)
    assert "Докажите." in attacked.card


def test_that_p_stops_the_clock(attacked: Attacked) -> None:
    attacked.begin()
    attacked.wait(3)
    attacked.press(Key.Key_P)
    attacked.wait(20)
    assert attacked.page.ring.text() == "0:17 left"
    assert "Paused" in attacked.page.about.text()
    attacked.press(Key.Key_P)
    attacked.wait(2)
    assert attacked.page.ring.text() == "0:15 left"
    attacked.answer(0)
    attacked.press(Key.Key_P, Key.Key_Backspace)
    assert "Paused" not in attacked.page.about.text()


def test_that_backspace_takes_an_answer_back(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer(5)
    attacked.press(Key.Key_Backspace)
    assert "Докажите." in attacked.card
    assert attacked.times() == ()
    attacked.answer(9)
    assert attacked.times() == (Timed("gas/rebuttal", 9),)


def test_that_a_key_held_down_answers_once(attacked: Attacked) -> None:
    attacked.begin()
    actions = chrome_of(attacked.window).actions
    once = [id_ for id_, action in actions.items() if not action.autoRepeat()]
    assert {"reveal", "step_back", "pause", "grade_good", "end_rehearsal"} <= set(once)
    assert "next_card" in once
    attacked.press(Key.Key_Escape)
    assert actions["next_card"].autoRepeat()


def test_that_contingencies_are_asked_by_their_triggers(moscow: Attacked) -> None:
    user = moscow.user
    user.press(Key.Key_F6, with_=Qt.KeyboardModifier.ShiftModifier)
    user.until(lambda: user.is_at(user.page))
    assert user.card.startswith("When: ")
    assert "Position" not in user.card
    user.press(Key.Key_Space)
    assert "Position" in user.card
    user.press(Key.Key_3)
    (review,) = user.reviews()
    assert (review.practice, review.prompt.endswith("/position")) == (True, True)
    user.desk.drill.close()
    user.press(Key.Key_F6, with_=Qt.KeyboardModifier.ShiftModifier)
    user.until(lambda: "contingencies that you began at" in user.said)
    user.end()
    assert "Contingencies done" in user.desk.drill.summary.title.text()


def test_that_a_deck_without_contingencies_says_what_one_is(small: Rehearser) -> None:
    small.trigger("start_shuffle")
    small.until(lambda: "has a trigger" in small.said)


def test_that_a_colleague_sees_their_side_and_can_go_on(attacked: Attacked) -> None:
    attacked.begin()
    attacked.press(Key.Key_F12)
    presenter = attacked.board.presenting.presenter
    assert presenter is not None
    shown = presenter.page.card.revealed_text()
    assert "Докажите." in shown
    assert "Prove it." in shown
    assert "That is no proof." in shown
    assert "We know what was stored there." not in shown
    QTest.keyClick(presenter, Key.Key_Space)
    spin()
    assert "That is no proof." in attacked.card
    presenter.close()
    spin()
    assert attacked.board.presenting.presenter is None
