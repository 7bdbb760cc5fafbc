"""What came of a run-through: planned, actual, difference, earlier runs, and what to do next."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from deckapp.gui.theme import DARK
from deckapp.gui.widgets.warning_sign import Level
from deckapp.rehearsal import LogError
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import spin, written

from .running import AGENDA, Runner


@pytest.fixture
def user(qtbot: QtBot, make_window: WindowMaker, tmp_path: Path) -> Runner:
    """A user before a deck of two issues: six minutes and four, ten for the whole."""
    return Runner(qtbot, make_window(written(tmp_path / "agenda.yaml", AGENDA)))


def run_through(user: Runner, gas: float, visas: float) -> None:
    """Run through both issues, so many seconds each."""
    user.start()
    user.speak(gas)
    user.run.next()
    user.run.next()
    user.speak(visas)
    user.run.next()
    user.finish()


def table(user: Runner) -> list[list[str]]:
    rows = user.run.summary.table.facts().rows
    return [[cell.text.replace("\u00a0", " ") for cell in row] for row in rows]


def test_that_it_tells_planned_actual_and_difference(user: Runner) -> None:
    run_through(user, 370, 200)
    assert user.run.summary.outcome.plain() == "0:30 under"
    assert user.run.summary.told.plain().startswith("9:30 spoken, 10:00 planned.")
    assert table(user) == [
        ["Gas", "6:00", "6:10", "+0:10 over"],
        ["Visas", "4:00", "3:20", "−0:40"],
        ["In all", "10:00", "9:30", "−0:30"],
    ]


def test_that_it_tells_where_it_was_ended_early(user: Runner) -> None:
    user.start()
    user.speak(100)
    user.run.next()
    user.finish()
    assert user.run.summary.outcome.plain() == "Ended at point 2 of 4"
    assert "with 2 points still to be said" in user.run.summary.told.plain()
    run_through(user, 370, 200)
    assert user.run.summary.outcome.plain() == "0:30 under"
    assert "An earlier run was ended early:" in user.run.summary.told.plain()


def test_that_it_tells_of_questions_interpreter_and_cut(user: Runner) -> None:
    user.start()
    user.speak(40)
    user.run.toggle_pause()
    user.speak(65)
    user.run.toggle_interpreter()
    user.run.cut_to(1)
    user.run.next()
    user.speak(100)
    user.finish()
    told = user.run.summary.told.plain()
    assert "It was cut to 1 minute" in told
    assert "1 question took 1:05 besides." in told
    assert "by the clock counted twice, as it will be interpreted" in told
    assert user.run.summary.outcome.plain() == "2:10 over at point 1 of 4"
    assert user.run.summary.view is not None
    assert user.run.summary.view.level is Level.OVER


def test_that_what_took_its_time_is_on_time(user: Runner) -> None:
    run_through(user, 360, 240)
    assert user.run.summary.outcome.plain() == "On time"
    assert [row[-1] for row in table(user)] == ["0:00"] * 3


def test_that_it_is_compared_with_three_earlier_runs(user: Runner) -> None:
    for seconds in (100, 200, 300, 400, 500):
        run_through(user, seconds, 60)
        user.clock.go_on(3600)
    user.window.resize(1600, 900)
    spin()
    facts = user.run.summary.table.facts()
    assert len(facts.columns) == 7
    assert facts.columns[4] == "8 Apr 23:13"
    assert table(user)[0] == ["Gas", "6:00", "8:20", "+2:20 over", "6:40", "5:00", "3:20"]
    assert table(user)[2][4:] == ["7:40", "6:00", "4:20"]


def test_that_in_a_narrow_window_earlier_runs_stand_below(user: Runner) -> None:
    run_through(user, 100, 60)
    user.clock.go_on(3600)
    run_through(user, 200, 60)
    summary = user.run.summary
    letter = summary.fontMetrics().averageCharWidth()
    for letters, columns, below in (
        (90, 4, "earlier 1:40"),
        (60, 3, "planned 6:00; earlier 1:40"),
    ):
        summary.setParent(None)
        summary.resize(letters * letter, 500)
        summary.show()
        spin()
        facts = summary.table.facts()
        assert len(facts.columns) == columns
        assert facts.rows[0][0].below == below
    summary.close()


def test_that_run_it_again_and_back_to_the_cards_do_so(user: Runner) -> None:
    run_through(user, 30, 30)
    user.run.summary.again.click()
    user.until(lambda: user.is_at(user.sheet))
    assert user.time == "This issue: 6:00 left; The whole: 10:00 left"
    user.speak(30)
    user.finish()
    user.run.summary.back.click()
    assert user.is_at(user.window.rehearse)
    assert len(user.runs()) == 2


def test_that_looks_and_sizes_change_with_the_window(user: Runner) -> None:
    run_through(user, 30, 30)
    summary = user.run.summary
    before = summary.grab().toImage()
    summary.set_theme(DARK)
    assert summary.grab().toImage() != before
    small = summary.outcome.font().pointSizeF()
    summary.setFont(QFont(summary.font().family(), 20))
    assert summary.outcome.font().pointSizeF() > small


# What cannot be kept


def test_that_an_end_that_cannot_be_kept_leaves_the_run_as_it_is(
    user: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise LogError(Path("log"), "The disk is full. Make room on it, then try again.")

    user.start()
    user.speak(30)
    with monkeypatch.context() as full:
        full.setattr("deckapp.rehearsal.log.run_log.Runs.end", fail)
        user.run.finish()
        user.until(lambda: "The disk is full." in user.said)
    assert user.is_at(user.sheet)
    user.speak(10)
    user.finish()
    assert [run.actual for run in user.runs()] == [40.0]


def test_that_a_second_copy_that_fails_is_told(
    user: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise LogError(Path("log"), "The disk is full. Make room on it, then try again.")

    monkeypatch.setattr("deckapp.rehearsal.log.review_log.ReviewLog.keep_snapshot", fail)
    run_through(user, 30, 30)
    assert "The run is kept" in user.said


# PDF


def chosen(monkeypatch: pytest.MonkeyPatch, out: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))


def test_that_it_is_written_as_pdf(
    user: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_through(user, 370, 200)
    chosen(monkeypatch, tmp_path / "run")
    user.run.summary.pdf.click()
    user.until(lambda: "run.pdf is written." in user.said)
    assert (tmp_path / "run.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_page_that_cannot_be_written_is_told(
    user: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_through(user, 370, 200)
    chosen(monkeypatch, tmp_path / "agenda.yaml.pdf" / "run.pdf")
    user.run.summary.pdf.click()
    user.until(lambda: bool(user.said))
    assert "is written" not in user.said
    user.run.outcome.write(user.window.document.path or tmp_path)
    user.until(lambda: "agenda.yaml" in user.said)
    assert (tmp_path / "agenda.yaml").read_text() == AGENDA
