"""A murder board, driven by real keys in a whole window."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import SetField
from deckapp.rehearsal import LogError
from deckapp.rehearsal.log.times import Timed, Times
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, small_deck, spin, written

from .attacking import Attacked
from .drilling import Key, Rehearser

ATTACKED = """
format: deckapp/1
title: Attacked
language: en
avoid:
  - {phrase: mutual respect, say: interests}
issues:
  - id: syria
    title: Syria
    cards:
      - {id: calm, title: Calm, position: We stay., counter: Why stay?, rebuttal: Because.,
         likelihood: unlikely}
      - id: gas
        title: Gas
        position: They did it.
        counter: Prove it.
        counter_in: {ru: Докажите.}
        rebuttal: We know what was stored there.
        likelihood: certain
        follow_ups:
          - {id: more, counter: That is no proof., rebuttal: It is.}
"""


@pytest.fixture
def attacked(qtbot: QtBot, make_window: WindowMaker, tmp_path: Path) -> Attacked:
    deck = written(tmp_path / "attacked.yaml", ATTACKED)
    return Attacked(Rehearser(qtbot, make_window(deck)))


@pytest.fixture
def moscow(user: Rehearser) -> Attacked:
    return Attacked(user)


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


def test_that_a_computer_that_slept_does_not_use_up_the_answer(attacked: Attacked) -> None:
    attacked.begin()
    attacked.wait(3)
    attacked.clock.now += timedelta(minutes=12)
    attacked.board.tick()
    assert attacked.page.ring.text() == "0:17 left"
    assert "slept for 12 minutes" in attacked.said
    attacked.clock.now -= timedelta(hours=1)
    attacked.board.tick()
    assert "set back" in attacked.said
    attacked.answer(4)
    assert attacked.times() == (Timed("gas/rebuttal", 7),)


def test_that_backspace_takes_an_answer_back(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer(5)
    attacked.press(Key.Key_Backspace)
    assert "Докажите." in attacked.card
    assert attacked.times() == ()
    attacked.answer(9)
    assert attacked.times() == (Timed("gas/rebuttal", 9),)


def test_that_it_goes_on_after_a_crash_at_the_same_question(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer(5)
    attacked.come_back()
    assert "That is no proof." in attacked.card
    assert "that you began at 20:00" in attacked.said
    attacked.answer_all()
    attacked.user.press(Key.Key_3)
    attacked.board.close()
    attacked.user.desk.drill.close()
    attacked.come_back()
    assert attacked.user.is_at(attacked.user.page)
    assert "It is." in attacked.user.card
    assert len(attacked.user.reviews()) == 1


def test_that_another_can_be_begun_instead_of_the_one_that_was_left(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer()
    attacked.come_back()
    attacked.choose("Begin another")
    attacked.user.until(lambda: attacked.user.is_at(attacked.board.start_page))
    attacked.press(Key.Key_Return)
    attacked.user.until(lambda: attacked.user.is_at(attacked.page))
    assert "Докажите." in attacked.card
    assert attacked.times() == ()


def test_that_escape_grades_what_was_answered_and_without_answers_leaves(
    attacked: Attacked,
) -> None:
    attacked.begin()
    attacked.press(Key.Key_Escape)
    assert attacked.user.is_at(attacked.window.rehearse)
    attacked.begin()
    attacked.answer()
    attacked.press(Key.Key_Escape)
    assert attacked.user.is_at(attacked.user.page)
    attacked.user.press(Key.Key_3)
    attacked.user.until(lambda: attacked.user.is_at(attacked.user.desk.drill.summary))


def test_that_escape_twice_leaves_the_answers_to_be_graded(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer(7)
    attacked.press(Key.Key_Escape, Key.Key_Escape)
    assert attacked.user.is_at(attacked.window.rehearse)
    assert "None of your answers is graded yet" in attacked.said
    attacked.press(Key.Key_F3)
    attacked.user.until(lambda: attacked.user.is_at(attacked.page))
    assert "That is no proof." in attacked.card
    attacked.press(Key.Key_Escape)
    assert "Your answer took: 0:07" in attacked.user.card


def test_that_the_clock_goes_on_after_a_look_at_another_page(attacked: Attacked) -> None:
    attacked.begin()
    attacked.wait(3)
    attacked.user.trigger("show_voice")
    attacked.clock.go_on(8)
    attacked.press(Key.Key_Escape)
    assert attacked.user.is_at(attacked.page)
    attacked.wait(2)
    assert attacked.page.ring.text() == "0:15 left"
    assert attacked.board._timer.isActive()


def test_that_a_key_held_down_answers_once(attacked: Attacked) -> None:
    attacked.begin()
    actions = chrome_of(attacked.window).actions
    once = [id_ for id_, action in actions.items() if not action.autoRepeat()]
    assert {"reveal", "step_back", "pause", "grade_good", "end_rehearsal"} <= set(once)
    assert "next_card" in once
    attacked.press(Key.Key_Escape)
    assert actions["next_card"].autoRepeat()


def test_that_a_board_whose_cards_are_gone_waits_for_them(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer()
    path = attacked.window.document.path
    assert path is not None
    path.write_text(small_deck(1), encoding="utf-8")
    attacked.user.trigger("reload_deck")
    attacked.user.until(lambda: "Nothing of this murder board is in the deck now" in attacked.said)
    assert attacked.user.is_at(attacked.window.rehearse)
    path.write_text(ATTACKED, encoding="utf-8")
    attacked.user.trigger("reload_deck")
    attacked.user.until(lambda: attacked.window.document.deck.title == "Attacked")
    attacked.press(Key.Key_F3)
    attacked.user.until(lambda: attacked.user.is_at(attacked.page))
    assert "That is no proof." in attacked.card


def test_that_an_edit_of_another_card_leaves_the_clock_alone(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer()
    attacked.wait(6)
    path = attacked.window.document.path
    assert path is not None
    path.write_text(ATTACKED.replace("Why stay?", "Why?").replace("Gas\n", "Gassed\n"))
    attacked.user.trigger("reload_deck")
    attacked.user.until(lambda: "Why?" in str(attacked.window.document.deck))
    attacked.wait(1)
    assert attacked.page.ring.text() == "0:13 left"


def test_that_a_colleague_cannot_answer_for_who_is_elsewhere(attacked: Attacked) -> None:
    attacked.begin()
    attacked.press(Key.Key_F12)
    presenter = attacked.board.presenting.presenter
    assert presenter is not None
    attacked.user.trigger("go_print")
    QTest.keyClick(presenter, Key.Key_Space)
    spin()
    assert attacked.times() == ()
    presenter.close()


def test_that_time_on_another_screen_does_not_count(attacked: Attacked) -> None:
    attacked.begin()
    attacked.wait(3)
    attacked.user.trigger("go_print")
    attacked.wait(8)
    attacked.user.trigger("go_rehearse")
    assert attacked.user.is_at(attacked.page)
    attacked.answer(2)
    assert attacked.times() == (Timed("gas/rebuttal", 5),)


def test_that_an_answer_that_cannot_be_kept_is_asked_again(
    attacked: Attacked, monkeypatch: pytest.MonkeyPatch
) -> None:
    attacked.begin()

    def fail(_times: Times, _timed: Timed) -> None:
        raise LogError(Path("reviews.db"), "The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Times, "add", fail)
        attacked.wait(4)
        attacked.press(Key.Key_Space)
        assert "The disk is full." in attacked.said
        assert "press Space again" in attacked.said
        assert "Докажите." in attacked.card
    attacked.answer(1)
    assert attacked.times() == (Timed("gas/rebuttal", 5),)


def test_that_words_edited_meanwhile_are_asked_as_they_are(attacked: Attacked) -> None:
    attacked.begin()
    attacked.answer()
    attacked.user.trigger("go_edit")
    editor = chrome_of(attacked.window).editor
    attacked.user.until(lambda: editor.session is not None)
    editor.apply(SetField("gas", "follow_ups.more.counter", "That proves nothing."))
    attacked.user.trigger("go_rehearse")
    assert "That proves nothing." in attacked.card
    editor.undo()


def test_that_a_deck_without_counters_says_what_is_missing(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    text = small_deck(1).replace("counter", "notes").replace("rebuttal", "origin")
    user = Rehearser(qtbot, make_window(written(tmp_path / "deck.yaml", text)))
    user.press(Key.Key_F3)
    user.until(lambda: "murder board asks counters" in user.said)
    assert user.is_at(user.window.rehearse)


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
