"""A run through the agenda in a whole window: points, clock, questions, coming back to it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deckapp.deck import SetField
from deckapp.gui.widgets.warning_sign import Level
from deckapp.rehearsal import LogError
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, small_deck, spin, written

from .running import AGENDA, Runner

KEEP = "deckapp.rehearsal.log.run_log.Runs.keep"


@pytest.fixture
def user(qtbot: QtBot, make_window: WindowMaker, tmp_path: Path) -> Runner:
    """A user before a deck of two issues: six minutes and four, ten for the whole."""
    return Runner(qtbot, make_window(written(tmp_path / "agenda.yaml", AGENDA)))


def fail(*_args: object) -> None:
    raise LogError(Path("log"), "The disk is full. Make room on it, then try again.")


# Going through it


def test_that_each_point_is_seen_in_full_and_contingencies_are_left_out(user: Runner) -> None:
    user.start()
    for words in ("We want the pipeline", "Open it by May", "No sale to one alone"):
        assert words in user.point
    titles = []
    for _ in range(5):
        titles.append(user.point.splitlines()[0])
        user.run.next()
    assert titles == ["The pipeline", "The price", "Students", "Journalists", "Journalists"]
    assert "This is the last point: Esc ends" in user.sheet.about.plain()
    user.run.back()
    assert user.point.startswith("Students")


def test_that_time_counts_to_the_issue_that_is_spoken_of(user: Runner) -> None:
    user.start()
    assert user.time == "This issue: 6:00 left; The whole: 10:00 left"
    user.speak(90)
    user.run.next()
    user.speak(30)
    assert user.time == "This issue: 4:00 left; The whole: 8:00 left"
    user.run.next()
    user.speak(15)
    assert user.time == "This issue: 3:45 left; The whole: 7:45 left"
    assert [bar.told for bar in user.bars] == ["2:00 of 6:00", "0:15 of 4:00"]
    assert user.sheet.bars.present() == 1


def test_that_it_warns_near_the_budget_and_beyond_it(user: Runner) -> None:
    user.start()
    user.speak(280)
    assert user.bars[0].level is Level.WITHIN
    user.speak(10)
    assert (user.bars[0].level, user.bars[0].remark) == (Level.NEAR, "1:10 left")
    user.speak(150)
    assert (user.bars[0].level, user.bars[0].remark) == (Level.OVER, "1:20 over")
    assert user.time == "This issue: +1:20 over; The whole: 2:40 left"
    user.run.next()
    user.run.next()
    user.speak(1)
    assert [bar.level for bar in user.bars] == [Level.OVER, Level.WITHIN]


def test_that_a_question_takes_no_issues_time(user: Runner) -> None:
    user.start()
    user.speak(20)
    user.run.toggle_pause()
    user.speak(65)
    assert user.time == "Paused for a question: 5:40 left; The whole: 9:40 left"
    assert user.sheet.issue_clock.reading().is_still
    assert "1 question, 1:05" in user.sheet.about.plain()
    user.run.toggle_pause()
    user.speak(10)
    assert user.time == "This issue: 5:30 left; The whole: 9:30 left"


def test_that_space_goes_on_after_a_question(user: Runner) -> None:
    user.start()
    user.run.toggle_pause()
    user.speak(5)
    user.run.next()
    assert user.point.startswith("The pipeline")
    user.speak(10)
    assert user.time.startswith("This issue: 5:50 left")


def test_that_an_interpreter_makes_time_count_twice_from_then_on(user: Runner) -> None:
    user.start()
    user.speak(10)
    user.run.toggle_interpreter()
    assert "time counts twice" in user.sheet.about.plain()
    user.speak(10)
    user.run.toggle_interpreter()
    user.speak(10)
    assert user.time == "This issue: 5:20 left; The whole: 9:20 left"


def test_that_a_long_card_is_shown_part_by_part(user: Runner) -> None:
    user.start()
    user.window.resize(640, 400)
    user.sheet.card.set_zoom(3)
    spin()
    parts = user.sheet.card.parts(0)
    assert parts > 2
    first = user.point
    for _ in range(parts - 1):
        user.run.next()
    assert "No sale to one alone" in user.point
    for _ in range(parts - 1):
        user.run.back()
    assert user.point == first
    for _ in range(parts):
        user.run.next()
    assert user.point.startswith("The price")


def test_that_the_clock_ticks_by_itself(user: Runner) -> None:
    user.start()
    user.clock.go_on(3)
    user.until(lambda: user.time.startswith("This issue: 5:57"))
    user.go_elsewhere()
    user.start()
    user.choose("Close")
    user.run.next()
    user.clock.go_on(3)
    user.until(lambda: user.time.startswith("This issue: 5:54"))
    user.run.close()
    user.start()
    user.choose("Begin anew")
    user.until(lambda: user.time.startswith("This issue: 6:00"))
    user.clock.go_on(3)
    user.until(lambda: user.time.startswith("This issue: 5:57"))


# Sleep, and what cannot be kept


def test_that_sleep_and_a_clock_set_back_do_not_count_and_are_told(user: Runner) -> None:
    user.start()
    user.speak(10)
    user.clock.go_on(12 * 60)
    user.run.tick()
    assert user.said == "The computer slept for 12 minutes; that does not count."
    user.clock.go_on(-3600)
    user.run.tick()
    assert "was set back by 60 minutes; that does not count" in user.said
    assert user.time.startswith("This issue: 5:50 left")


def test_that_a_full_disk_is_told_once_and_loses_no_time(
    user: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.start()
    with monkeypatch.context() as full:
        full.setattr(KEEP, fail)
        user.speak(10)
        assert "The disk is full." in user.said
        assert "The time is counted nevertheless." in user.said
        chrome_of(user.window).messages.hide()
        user.speak(10)
        assert not user.said
        user.run.next()
        assert "The disk is full." in user.said
        assert user.point.startswith("The pipeline")
    user.speak(10)
    assert user.time.startswith("This issue: 5:30 left")
    user.run.next()
    assert user.point.startswith("The price")


# Leaving and coming back


def test_that_it_stands_still_while_another_screen_is_seen(user: Runner) -> None:
    user.start()
    user.speak(10)
    user.go_elsewhere()
    user.clock.go_on(300)
    user.run.tick()
    user.start()
    assert user.said == "The run-through stood still while you were away. Space goes on with it."
    user.speak(30)
    assert user.time == "Stands still: 5:50 left; The whole: 9:50 left"
    user.run.next()
    assert not user.said
    assert user.point.startswith("The pipeline")
    user.speak(10)
    assert user.time.startswith("This issue: 5:40 left")


def test_that_it_goes_on_where_a_crash_left_it(
    user: Runner, make_window: WindowMaker, qtbot: QtBot
) -> None:
    user.start()
    user.speak(30)
    user.run.next()
    user.run.toggle_pause()
    assert user.window.document.path is not None
    again = Runner(qtbot, make_window(user.window.document.path))
    again.clock.go_on(600)
    again.start()
    assert again.said == "This is the run-through that you began at 20:00. Space goes on with it."
    assert again.point.startswith("The price")
    again.speak(20)
    again.run.toggle_pause()
    again.speak(10)
    assert again.time == "This issue: 5:20 left; The whole: 9:20 left"
    assert not again.said


def test_that_it_can_be_begun_anew_and_the_first_is_kept(
    user: Runner, make_window: WindowMaker, qtbot: QtBot
) -> None:
    user.start()
    user.speak(30)
    user.run.next()
    assert user.window.document.path is not None
    again = Runner(qtbot, make_window(user.window.document.path))
    again.start()
    again.choose("Begin anew")
    again.until(lambda: again.point.startswith("The pipeline"))
    assert not again.said
    again.speak(10)
    assert again.time.startswith("This issue: 5:50 left")
    assert [run.actual for run in again.runs()] == [30.0]


def test_that_the_window_can_be_closed_in_the_middle(user: Runner) -> None:
    user.start()
    user.speak(12)
    user.run.close()
    assert not user.run.is_under_way
    user.run.tick()
    user.start()
    assert "began at 20:00" in user.said
    assert user.time.startswith("Stands still: 5:48 left")


# Decks


def test_that_an_edited_deck_is_gone_on_with(user: Runner) -> None:
    user.start()
    user.speak(10)
    user.run.next()
    chrome = chrome_of(user.window)
    chrome.actions["go_edit"].trigger()
    user.until(lambda: chrome.editor.session is not None)
    chrome.editor.apply(SetField("gas", "minutes", 8))
    chrome.editor.apply(SetField("price", "title", "Another title"))
    user.start()
    assert user.point.startswith("Another title")
    assert user.time == "Stands still: 7:50 left; The whole: 9:50 left"
    chrome.actions["undo"].trigger()
    spin()
    assert user.point.startswith("The price")


def test_that_another_deck_ends_nothing(user: Runner, tmp_path: Path) -> None:
    user.start()
    user.speak(10)
    first = user.window.document.path
    user.window.open_deck(written(tmp_path / "small.yaml", small_deck(1)))
    user.until(lambda: not user.run.is_under_way)
    user.until(lambda: user.window.document.deck.title == "Small deck")
    user.start()
    assert user.point.startswith("Title 1")
    assert "about" in user.bars[0].told
    user.run.next()
    assert "last point" in user.sheet.about.plain()
    assert first is not None
    user.window.open_deck(first)
    user.until(lambda: user.window.document.deck.title == "Two issues")
    user.start()
    assert "began at 20:00" in user.said


def test_that_a_deck_without_points_says_what_to_do(user: Runner, tmp_path: Path) -> None:
    text = "format: deckapp/1\ntitle: Bare\nissues:\n  - {id: a, title: A, cards: []}\n"
    user.window.open_deck(written(tmp_path / "bare.yaml", text))
    user.until(lambda: user.window.document.deck.title == "Bare")
    user.run.start()
    user.until(lambda: "There is nothing to run through yet" in user.said)
    assert not user.run.is_under_way


def test_that_an_issue_without_cards_is_a_point(user: Runner, tmp_path: Path) -> None:
    text = (
        "format: deckapp/1\ntitle: Bare\nissues:\n  - {id: a, title: Talk, minutes: 5, cards: []}\n"
    )
    user.window.open_deck(written(tmp_path / "bare.yaml", text))
    user.until(lambda: user.window.document.deck.title == "Bare")
    user.start()
    assert user.point == "Talk\nThis issue has no card: say what it needs."
    assert user.time.startswith("This issue: 5:00 left")


def test_that_without_a_deck_there_is_nothing_to_run_through(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window(tmp_path / "missing.yaml", wait=False)
    qtbot.waitUntil(lambda: window.chrome is not None)
    user = Runner(qtbot, window)
    user.run.start()
    assert user.said == "There is no deck to run through. Open one first."
    for deed in (user.run.next, user.run.back, user.run.toggle_pause, user.run.cut):
        deed()
    user.run.finish()
    assert not user.run.is_under_way
