"""Cutting a run-through: what is asked, what is shown as minutes are typed, what follows."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from deckapp.gui.rehearse.run_cut import CutPanel, CutView
from deckapp.gui.theme import LIGHT
from deckapp.gui.widgets.fact_delegate import Cell
from deckapp.gui.widgets.fact_table import Facts
from deckapp.rehearsal import LogError
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, spin, written

from .running import AGENDA, Runner

VIEW = CutView(
    "1 of 2 points stays in 5 minutes.",
    Facts(("What stays", "Time"), ((Cell("Gas", "in full"), Cell("4:20")),)),
    ("Visas", "Journalists"),
)


@pytest.fixture
def user(qtbot: QtBot, make_window: WindowMaker, tmp_path: Path) -> Runner:
    """A user who has begun to speak of the first of two issues."""
    user = Runner(qtbot, make_window(written(tmp_path / "agenda.yaml", AGENDA)))
    user.start()
    user.speak(60)
    return user


def rows(user: Runner) -> list[tuple[str, str, str]]:
    """What would stay: issue, form, time."""
    facts = user.sheet.cut.stays.facts()
    return [(row[0].text, row[0].below, row[1].text) for row in facts.rows]


def test_that_it_begins_with_half_of_what_is_left(user: Runner) -> None:
    user.run.cut()
    assert user.sheet.cut.minutes.value() == 4  # of nine, which are left
    spin()
    assert user.sheet.cut.headline.plain().startswith("3 of 4 points stay in 4 minutes")
    assert not user.sheet.cut.take_back.isVisible()


def test_that_what_stays_and_what_goes_is_seen_as_minutes_are_typed(user: Runner) -> None:
    user.run.cut()
    user.sheet.cut.minutes.setValue(1)
    spin()
    forms = {title: form for title, form, _ in rows(user)}
    assert list(forms) == ["Gas", "Visas"]
    assert "red lines only" in forms["Visas"]
    assert "dropped" in forms["Visas"]
    assert "Journalists" in user.sheet.cut.drop.plain()
    user.sheet.cut.minutes.setValue(30)
    spin()
    assert [form for _, form, _ in rows(user)] == ["in full", "in full"]
    assert not user.sheet.cut.drop.isVisible()
    assert user.time == "This issue: 5:00 left; The whole: 9:00 left"


def test_that_bars_and_cards_follow_a_cut(user: Runner) -> None:
    user.run.cut_to(3)
    assert user.said.startswith("2 of 4 points stay in 3 minutes")
    assert user.point.splitlines()[1:] == [
        "In one breath: Open the pipeline.",
        "Red line: No sale to one alone.",
    ]
    assert user.time == "This issue: 1:36 left; Cut to 3 min: 3:00 left"
    assert [bar.told for bar in user.bars] == ["1:00 of 2:36", "0:00 of 0:32"]
    user.run.next()
    assert not user.said
    user.run.next()
    assert user.point == "Students\nRed line alone: No lists of names."
    user.run.next()
    assert "last point" in user.sheet.about.plain()


def test_that_a_cut_can_be_taken_back(user: Runner) -> None:
    user.run.cut_to(1)
    user.choose("Take the cut back")
    assert not user.said
    assert user.time == "This issue: 5:00 left; The whole: 9:00 left"
    assert "We want the pipeline" in user.point
    user.run.cut_to(1)
    user.run.cut()
    assert user.sheet.cut.take_back.isVisible()
    user.sheet.cut.take_back.click()
    spin()
    assert not user.sheet.is_cutting
    assert "The cut is taken back" in user.sheet.about.plain()


def test_that_what_is_spoken_of_can_be_dropped(user: Runner) -> None:
    for _ in range(3):
        user.run.next()
    user.run.cut_to(1)
    assert user.point == "Journalists\nDropped by the cut: leave it, and go on."


def test_that_an_issue_that_is_dropped_is_marked(user: Runner, tmp_path: Path) -> None:
    text = AGENDA.replace("        red_lines: [No lists of names.]\n", "")
    user.window.open_deck(written(tmp_path / "other.yaml", text.replace("Two", "2")))
    user.until(lambda: user.window.document.deck.title == "2 issues")
    user.start()
    user.run.cut_to(1)
    assert [(bar.dropped, bar.remark) for bar in user.bars] == [(False, ""), (True, "dropped")]
    assert user.sheet.bars.budgets()[1].told == "0:00 of 0:00"


def seen(user: Runner) -> list[bool]:
    """Whether the card is seen, the bars, what is asked of the cut, and the clock."""
    sheet = user.sheet
    parts = (sheet.card, sheet.bars, sheet.cut.minutes, sheet.issue_clock)
    return [part.isVisible() for part in parts]


def test_that_the_card_makes_room_where_there_is_little(user: Runner) -> None:
    user.window.resize(640, 400)
    for part in (user.sheet, user.sheet.cut):
        font = part.font()
        font.setPointSizeF(2 * font.pointSizeF())
        part.setFont(font)
    spin()
    assert seen(user) == [True, False, False, True]
    user.run.cut()
    spin()
    assert seen(user) == [False, False, True, True]
    user.run.cut()
    spin()
    assert seen(user) == [True, False, False, True]


def test_that_escape_on_the_page_leaves_the_cut_first(user: Runner) -> None:
    user.run.cut()
    user.sheet.card.setFocus()
    user.run.finish()
    assert not user.sheet.is_cutting
    assert user.run.is_under_way


def test_that_a_cut_that_cannot_be_kept_is_not_made(
    user: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise LogError(Path("log"), "The disk is full. Make room on it, then try again.")

    user.run.cut()
    with monkeypatch.context() as full:
        full.setattr("deckapp.rehearsal.log.run_log.Runs.keep", fail)
        user.sheet.cut.apply.click()
        assert "The disk is full." in user.said
        assert user.sheet.cut.isVisible()
    chrome_of(user.window).messages.hide()
    user.sheet.cut.apply.click()
    assert not user.sheet.cut.isVisible()
    assert "Take the cut back" in [
        button.text() for button in chrome_of(user.window).messages.findChildren(QPushButton)
    ]


# The panel alone


def test_that_the_panel_tells_and_asks(qtbot: QtBot) -> None:
    panel = CutPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    panel.show_cut(VIEW)
    panel.ask(5, is_cut=False)
    typed: list[int] = []
    applied: list[int] = []
    left: list[bool] = []
    panel.minutes_changed.connect(typed.append)
    panel.applied.connect(applied.append)
    panel.left.connect(lambda: left.append(True))
    assert panel.headline.plain() == panel.minutes.accessibleDescription() == VIEW.headline
    assert "Journalists" in panel.drop.plain()
    QTest.keyClicks(panel.minutes, "12")
    QTest.keyClick(panel.minutes, Qt.Key.Key_Return)
    assert (typed[-1], applied) == (12, [12])
    QTest.keyClick(panel.minutes, Qt.Key.Key_Escape)
    assert left == [True]


def test_that_what_is_asked_of_the_cut_goes_with_its_deck_and_its_screen(
    user: Runner, tmp_path: Path
) -> None:
    user.run.cut()
    user.go_elsewhere()
    assert not user.sheet.is_cutting
    user.start()
    user.run.cut()
    user.window.open_deck(written(tmp_path / "other.yaml", AGENDA.replace("Two", "2")))
    user.until(lambda: user.window.document.deck.title == "2 issues")
    assert not user.sheet.is_cutting


def test_that_what_would_stay_follows_an_edit(user: Runner) -> None:
    user.run.cut()
    path = user.window.document.path
    assert path is not None
    path.write_text(AGENDA[: AGENDA.index("  - id: visas")], encoding="utf-8")
    chrome_of(user.window).actions["reload_deck"].trigger()
    user.until(lambda: len(user.window.document.deck.issues) == 1)
    spin()
    assert user.sheet.is_cutting
    assert user.sheet.cut.headline.plain().startswith("All 2 points stay in 4 minutes")
