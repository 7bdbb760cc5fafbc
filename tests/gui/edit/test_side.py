"""Beside the form: the picture and the words for every card, and nothing of another card."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.edit.insight import agenda_time
from deckapp.gui.edit.side import SidePane
from deckapp.gui.jobs import JobRunner, ThreadExecutor
from deckapp.gui.theme import DARK, LIGHT
from deckapp.gui.widgets.wrapping_label import WrappingLabel
from tests.gui.helpers import ManualExecutor
from tests.printing.making import INDEX, LAYOUTS, card

from .test_insight import DECK


def pane_of(qtbot: QtBot, executor: ManualExecutor | ThreadExecutor) -> SidePane:
    runner = JobRunner(executor)
    pane = SidePane(LIGHT, runner, lambda: date(2017, 4, 10))
    runner.setParent(pane)
    pane.set_layouts(list(LAYOUTS.values()), INDEX.id)
    qtbot.addWidget(pane)
    pane.resize(QSize(320, 700))
    pane.show()
    return pane


@pytest.fixture
def pane(qtbot: QtBot) -> SidePane:
    return pane_of(qtbot, ThreadExecutor())


def is_red(label: WrappingLabel) -> bool:
    return label.palette().color(label.foregroundRole()).name() == LIGHT.red_line.lower()


def pages(pane: SidePane) -> int:
    return pane.pictures._pdf.pages


def test_that_a_card_that_goes_on_shows_its_faces(qtbot: QtBot, pane: SidePane) -> None:
    insight = pane.show_card(DECK, 0, 1)
    assert pane.on_paper.plain().startswith("Goes on: ")
    assert insight.fit is not None
    parts = insight.fit.parts
    qtbot.waitUntil(lambda: pages(pane) == 2 * parts)
    assert pane.pictures.heightForWidth(300) > pane.pictures._height(300) * min(6, 2 * parts)
    assert pane.pictures.accessibleDescription() == insight.on_paper()
    assert pane.to_say.plain().startswith("! ")
    assert is_red(pane.to_say)
    assert is_red(pane.agenda)
    assert not is_red(pane.on_paper)


def test_that_a_missing_character_is_said_and_stays_said_at_the_next_key(
    qtbot: QtBot, pane: SidePane
) -> None:
    pane.show_card(DECK, 1, 0)
    assert pane.on_paper.plain().startswith("One card")
    qtbot.waitUntil(lambda: "position" in pane.on_paper.plain())
    assert is_red(pane.on_paper)
    assert pages(pane) == 0
    pane.show_card(DECK, 1, 0)
    assert is_red(pane.on_paper)
    mended = replace(DECK.issues[1].cards[0], position="Words.")
    issues = (DECK.issues[0], replace(DECK.issues[1], cards=(mended,)))
    pane.show_card(replace(DECK, issues=issues), 1, 0)
    qtbot.waitUntil(lambda: pages(pane) == 2)
    assert pane.on_paper.plain().startswith("One card")
    assert not is_red(pane.on_paper)


def test_that_what_stops_one_card_is_not_said_of_another(qtbot: QtBot, pane: SidePane) -> None:
    pane.show_card(DECK, 1, 0)
    qtbot.waitUntil(lambda: is_red(pane.on_paper))
    pane.show_card(DECK, 0, 0)
    assert pane.on_paper.plain().startswith("One card")


def test_that_without_layouts_there_is_no_picture(qtbot: QtBot, pane: SidePane) -> None:
    pane.show_card(DECK, 0, 0)
    qtbot.waitUntil(lambda: pages(pane) == 2)
    pane.set_layouts([], "")
    pane.show_card(DECK, 0, 0)
    assert pane.on_paper.plain() == "! This cannot be printed."
    qtbot.waitUntil(lambda: pages(pane) == 0)


def test_that_the_layout_is_chosen_by_keyboard(qtbot: QtBot, pane: SidePane) -> None:
    chosen: list[str] = []
    pane.layout_chosen.connect(chosen.append)
    pane.show_card(DECK, 0, 0)
    qtbot.waitUntil(lambda: pages(pane) == 2)
    before = pane.pictures._pdf.size
    pane.layout_box.setFocus()
    QTest.keyClick(pane.layout_box, Qt.Key.Key_End)
    assert chosen == [pane.layout_box.currentData()]
    qtbot.waitUntil(lambda: pane.pictures._pdf.size != before)


def test_that_a_picture_of_a_card_does_not_come_late(qtbot: QtBot) -> None:
    executor = ManualExecutor()
    pane = pane_of(qtbot, executor)
    pane.show_card(DECK, 0, 0)
    qtbot.waitUntil(lambda: bool(executor.waiting))
    pane.show_agenda(DECK)
    executor.run_all()
    assert pages(pane) == 0
    assert pane.on_paper.plain() == pane.to_say.plain() == ""
    assert pane.agenda.plain().endswith(str(agenda_time(DECK)))
    assert pane.layout_box.isHidden()


def test_that_nothing_is_rendered_where_it_is_not_seen_and_at_once_where_it_is(
    qtbot: QtBot,
) -> None:
    pane = pane_of(qtbot, ThreadExecutor())
    pane.hide()
    pane.show_card(DECK, 0, 0)
    qtbot.waitUntil(lambda: not pane._pause.isActive())
    assert pages(pane) == 0
    pane.show()
    qtbot.waitUntil(lambda: pages(pane) == 2)


def test_that_other_colours_keep_the_card(qtbot: QtBot, pane: SidePane) -> None:
    pane.show_card(DECK, 0, 0)
    qtbot.waitUntil(lambda: pages(pane) == 2)
    pane.set_theme(DARK)
    colour = pane.agenda.palette().color(pane.agenda.foregroundRole()).name()
    assert colour == DARK.red_line.lower()
    assert pages(pane) == 2


def test_that_long_words_do_not_widen_the_pane(qtbot: QtBot, pane: SidePane) -> None:
    odd = card("odd", position="\U0001f600", title="x" * 500)
    deck = replace(DECK, issues=(replace(DECK.issues[0], cards=(odd,)),))
    pane.show_card(deck, 0, 0)
    qtbot.waitUntil(lambda: is_red(pane.on_paper))
    assert pane.minimumSizeHint().width() <= 320
    parts: list[QWidget] = [pane.on_paper, pane.to_say, pane.agenda]
    assert all(part.width() <= 320 for part in parts)
