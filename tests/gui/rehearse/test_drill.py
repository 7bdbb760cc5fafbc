"""A drill, driven by real keys in a whole window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import SetField
from deckapp.gui.jobs import ThreadExecutor
from deckapp.rehearsal import Grade, LogError
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, small_deck, spin, written

from .drilling import EVENING, Rehearser

Key = Qt.Key
DATED = "meeting: {date: 2017-04-12}\n"


def test_that_f6_asks_what_the_plan_chooses_and_space_shows_the_answer(user: Rehearser) -> None:
    user.drill()
    assert "No further use" in user.card  # a red line, and a counter that is certain
    assert "We will not tolerate" not in user.card
    assert user.page.grades.reveal.isVisible()
    user.press(Key.Key_Space)
    assert "We will not tolerate" in user.card
    assert all(button.isVisible() for button in user.page.grades.grades.values())


@pytest.mark.parametrize(
    ("key", "grade"),
    [
        (Key.Key_1, Grade.AGAIN),
        (Key.Key_2, Grade.HARD),
        (Key.Key_3, Grade.GOOD),
        (Key.Key_4, Grade.EASY),
    ],
)
def test_that_a_key_grades_and_the_time_to_answer_is_kept(
    user: Rehearser, key: Qt.Key, grade: Grade
) -> None:
    user.drill()
    before = user.card
    user.answer(key, seconds=12.5)
    (review,) = user.reviews()
    assert (review.grade, review.seconds, review.practice) == (grade, 12.5, False)
    assert user.card != before
    assert not user.page.is_revealed


def test_that_nothing_is_graded_before_the_answer_is_seen(user: Rehearser) -> None:
    user.drill()
    user.press(Key.Key_3, Key.Key_1)
    assert user.reviews() == []


def test_that_a_click_on_a_grade_counts_and_the_keys_go_on_working(user: Rehearser) -> None:
    user.drill()
    user.page.grades.reveal.click()
    user.page.grades.grades[Grade.HARD].click()
    spin()
    user.answer()
    assert [review.grade for review in user.reviews()] == [Grade.HARD, Grade.GOOD]


def test_that_backspace_takes_back_without_limit(user: Rehearser) -> None:
    user.drill()
    cards = []
    for key in (Key.Key_1, Key.Key_4, Key.Key_2):
        cards.append(user.card)
        user.answer(key)
    cards.append(user.card)
    user.press(Key.Key_S)
    user.press(Key.Key_B)
    user.press(Key.Key_Backspace)
    for card in reversed(cards):
        user.press(Key.Key_Backspace)
        assert user.card == card
    assert user.reviews() == []
    user.press(Key.Key_Backspace)
    assert user.card == cards[0]


def test_that_it_goes_on_where_a_crash_left_it(
    user: Rehearser, make_window: WindowMaker, qtbot: QtBot
) -> None:
    user.drill()
    user.answer()
    user.answer()
    left = user.card
    assert user.window.document.path is not None
    again = Rehearser(qtbot, make_window(user.window.document.path))
    again.clock.go_on(600)
    again.drill()
    assert again.card == left
    assert "began at 20:00" in again.said
    again.answer()
    assert len(again.reviews()) == 3


def test_that_it_can_be_begun_anew_instead(
    user: Rehearser, make_window: WindowMaker, qtbot: QtBot
) -> None:
    user.drill()
    user.answer()
    assert user.window.document.path is not None
    again = Rehearser(qtbot, make_window(user.window.document.path))
    again.drill()
    again.choose("Begin anew")
    again.until(lambda: "Card 1 of" in again.page.card.accessibleName())
    assert not again.said
    assert len(again.reviews()) == 1


def test_that_two_windows_that_drill_one_deck_share_the_drill(
    small: Rehearser, make_window: WindowMaker, qtbot: QtBot
) -> None:
    small.drill()
    other = Rehearser(qtbot, make_window(small.window.document.path))
    other.drill()
    # Keys go to the window that is active, of which there is but one.
    for user in (small, other, other, small):
        user.trigger("reveal")
        user.trigger("grade_good")
    prompts = [review.prompt for review in small.reviews()]
    assert prompts == ["card-1/position", "card-1/rebuttal"]  # none of them twice
    assert small.card == other.card == "Title 2"


def test_that_the_end_tells_what_was_weak_and_how_the_number_moved(user: Rehearser) -> None:
    user.drill()
    for key in (Key.Key_1, Key.Key_3, Key.Key_2):
        user.answer(key)
    user.end()
    summary = user.desk.drill.summary
    lines = [summary.weak.item(row).text() for row in range(summary.weak.count())]
    assert lines[0] == "Missed:  No further use"
    assert lines[1].startswith("Hard:  ")
    assert len(lines) == 2
    assert "2 of 3" in summary.known.plain()
    assert summary.moved.plain().startswith("0\u00a0% → ")
    user.press(Key.Key_Space, Key.Key_3)  # from habit: nothing happens
    assert user.is_at(summary)
    assert summary.weak.hasFocus()


def test_that_what_was_weak_can_be_practised_outside_the_plan(user: Rehearser) -> None:
    user.drill()
    user.answer(Key.Key_1)
    user.answer(Key.Key_3)
    user.end()
    user.desk.drill.summary.again.click()
    user.until(lambda: user.is_at(user.page))
    assert "No further use" in user.card
    assert "practice" in user.page.about.plain()
    user.answer()
    user.until(lambda: user.is_at(user.desk.drill.summary))
    assert [review.practice for review in user.reviews()] == [False, False, True]
    assert "Practice done" in user.desk.drill.summary.title.plain()
    assert not user.desk.drill.summary.weak.isVisible()


def test_that_a_drill_ends_by_itself_after_the_last_prompt(small: Rehearser) -> None:
    small.drill()
    for _ in range(4):
        small.answer()
    small.until(lambda: small.is_at(small.desk.drill.summary))
    assert not small.desk.drill.is_under_way
    small.press(Key.Key_F6)
    small.until(lambda: "Nothing would gain" in small.said)


def test_that_a_drill_in_which_nothing_was_answered_leads_back_to_the_cards(
    user: Rehearser,
) -> None:
    user.drill()
    user.press(Key.Key_Escape)
    assert user.is_at(user.window.rehearse)
    assert not user.desk.drill.is_under_way
    user.drill()
    assert "began at" not in user.said


def test_that_the_agenda_makes_room_for_a_drill(user: Rehearser) -> None:
    agenda = chrome_of(user.window).agenda
    user.drill()
    assert not agenda.isVisible()
    user.press(Key.Key_1, with_=Qt.KeyboardModifier.ControlModifier)
    assert user.is_at(user.window.rehearse)
    assert agenda.isVisible()
    user.drill()
    assert not agenda.isVisible()


def test_that_e_edits_the_card_and_ctrl_1_goes_on_with_its_new_words(small: Rehearser) -> None:
    small.drill()
    small.press(Key.Key_E)
    chrome = chrome_of(small.window)
    small.until(lambda: chrome.screens.edit is not None and chrome.editor.session is not None)
    assert chrome.screens.edit is not None
    field = chrome.screens.edit.screen.form.rows["position"].field
    small.until(field.isVisible)
    field.setFocus()
    QTest.keyClicks(small.window.focusWidget(), "Indeed. ")
    small.press(Key.Key_1, with_=Qt.KeyboardModifier.ControlModifier)
    assert small.is_at(small.page)
    small.press(Key.Key_Space)
    assert "Indeed." in small.card


def test_that_an_edit_that_is_undone_is_seen_at_once(small: Rehearser) -> None:
    small.drill()
    small.press(Key.Key_E)
    chrome = chrome_of(small.window)
    small.until(lambda: chrome.editor.session is not None)
    chrome.editor.apply(SetField("card-1", "title", "Another title"))
    small.press(Key.Key_1, with_=Qt.KeyboardModifier.ControlModifier)
    assert small.card == "Another title"
    small.press(Key.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    assert small.card == "Title 1"


def test_that_words_that_were_changed_are_told_with_the_difference(
    small: Rehearser, make_window: WindowMaker, qtbot: QtBot
) -> None:
    small.drill()
    small.answer()
    small.end()
    path = small.window.document.path
    assert path is not None
    text = path.read_text()
    path.write_text(text.replace("position: Position 1.", "position: Another position 1."))
    again = Rehearser(qtbot, make_window(path))
    again.trigger("practise_card")
    again.until(lambda: again.is_at(again.page))
    assert "Changed" not in again.card
    again.press(Key.Key_Space)
    assert "Changed since you last rehearsed it: " in again.card
    assert "“Position” is now “Another position”" in again.card


def test_that_l_shows_the_counter_in_its_other_language(user: Rehearser) -> None:
    user.trigger("practise_card")
    user.until(lambda: user.is_at(user.page))
    user.answer()
    english = user.card
    user.press(Key.Key_L)
    assert "ru" in user.card
    user.press(Key.Key_L)
    assert user.card == english


def test_that_what_was_done_is_said(user: Rehearser) -> None:
    user.drill()
    assert "Skipped" not in user.page.about.plain()
    for key, note in (
        (Key.Key_S, "Skipped"),
        (Key.Key_B, "Put off until tomorrow"),
        (Key.Key_Backspace, "Taken back"),
    ):
        user.press(key)
        assert user.page.about.plain().startswith(note)
    user.answer()
    assert "Taken back" not in user.page.about.plain()


def test_that_the_keys_of_a_drill_are_there_in_a_drill_only(user: Rehearser) -> None:
    actions = chrome_of(user.window).actions
    names = ("grade_again", "skip_prompt", "edit_prompt", "end_rehearsal")
    assert not any(actions[name].isEnabled() for name in names)
    user.drill()
    assert all(actions[name].isEnabled() for name in names)
    user.press(Key.Key_Escape)
    assert not any(actions[name].isEnabled() for name in names)


def test_that_a_weak_line_leads_to_its_words(user: Rehearser) -> None:
    user.drill()
    user.answer(Key.Key_1)
    user.end()
    user.press(Key.Key_Return)
    screens = chrome_of(user.window).screens
    user.until(lambda: screens.edit is not None and user.is_at(screens.edit.screen))
    assert screens.edit is not None
    desk = screens.edit
    user.until(lambda: desk.screen.target.id == "syria-no-further-use")
    user.until(lambda: desk.screen.form.rows["position"].field.hasFocus())


def test_that_only_missed_and_got_it_can_be_offered(user: Rehearser) -> None:
    user.trigger("short_grades")
    user.drill()
    user.press(Key.Key_Space)
    shown = [each.text() for each in user.page.grades.grades.values() if each.isVisible()]
    assert shown == ["1  Missed", "2  Got it"]
    user.press(Key.Key_2)
    user.answer(Key.Key_4)
    user.answer(Key.Key_1)
    assert [each.grade for each in user.reviews()] == [Grade.GOOD, Grade.GOOD, Grade.AGAIN]
    assert user.window.settings.short_grades


def test_that_practice_of_an_issue_has_its_cards_only(user: Rehearser) -> None:
    user.trigger("practise_issue")
    user.until(lambda: user.is_at(user.page))
    ids = {card.id for card in user.window.document.deck.issues[0].cards}
    while user.desk.drill.is_under_way:
        user.answer()
    assert {review.prompt.partition("/")[0] for review in user.reviews()} == ids


def test_that_a_grade_that_cannot_be_kept_is_said_and_asked_again(
    small: Rehearser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    small.drill()
    card = small.card

    def fail(*_args: object) -> None:
        raise LogError(tmp_path, "The disk is full. Make room on it, then try again.")

    with monkeypatch.context() as full:
        full.setattr("deckapp.rehearsal.log.deck_log.DeckLog.record", fail)
        small.answer()
        assert "The disk is full." in small.said
        assert "grade it again" in small.said
        assert small.card.startswith(card)
    small.press(Key.Key_3)
    assert small.card != card
    assert len(small.reviews()) == 1


def test_that_a_log_that_cannot_be_opened_is_said(small: Rehearser, home: Path) -> None:
    from deckapp.paths import review_folder

    review_folder().parent.mkdir(parents=True)
    review_folder().write_text("in the way")
    small.press(Key.Key_F6)
    small.until(lambda: str(review_folder()) in small.said)
    assert small.is_at(small.window.rehearse)


def test_that_a_deck_without_anything_to_say_is_told_what_it_needs(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    bare = small_deck(1).replace("position: Position 1.", "position: ''")
    bare = bare.replace("counter: Counter 1.", "notes: none").replace("rebuttal: Rebuttal 1.", "")
    user = Rehearser(qtbot, make_window(written(tmp_path / "bare.yaml", bare)))
    for way in ("start_drill", "practise_card", "practise_issue", "practise_all"):
        user.trigger(way)
        assert "nothing to" in user.said


def test_that_a_deck_of_one_card_can_be_drilled(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    user = Rehearser(qtbot, make_window(written(tmp_path / "one.yaml", small_deck(1))))
    user.drill()
    user.answer()
    user.answer(Key.Key_1)
    user.until(lambda: user.is_at(user.desk.drill.summary))
    assert len(user.reviews()) == 2


def test_that_another_deck_leaves_the_drill_for_later(small: Rehearser, tmp_path: Path) -> None:
    small.drill()
    small.answer()
    first = small.window.document.path
    assert first is not None
    small.window.open_deck(written(tmp_path / "other.yaml", small_deck(1, prefix="other")))
    small.until(lambda: small.is_at(small.window.rehearse))
    assert not small.desk.drill.is_under_way
    small.window.open_deck(first)
    small.until(lambda: small.window.document.path == first)
    small.until(lambda: bool(small.window.document.deck.issues[0].id == "card-issue"))
    small.drill()
    assert "2 of 4" in small.page.card.accessibleName()


def test_that_starting_works_in_threads_and_a_window_that_closes_meanwhile_is_fine(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    path = written(tmp_path / "small.yaml", small_deck(2))
    user = Rehearser(qtbot, make_window(path, executor=ThreadExecutor()))
    user.drill()
    user.answer()
    user.end()
    user.press(Key.Key_F6)
    user.window.close()
    assert [review.at > EVENING for review in user.reviews()] == [True]
