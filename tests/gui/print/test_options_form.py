"""The form: each option changes the wishes, and with them what is rendered."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from deckapp.gui.print.wishes import Wishes
from deckapp.paths import printer_folder
from deckapp.printing import Profile, save_profile
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import small_deck, written

from .helpers import Desk

NOTHING = Wishes()


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> Desk:
    return Desk(window, qtbot).go()


def _check(box: QCheckBox) -> None:
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def _text(desk: Desk) -> str:
    return " ".join(_pages(desk))


def _pages(desk: Desk) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(desk.rendered.data)).pages]


@pytest.mark.parametrize(
    ("name", "words", "wishes"),
    [
        ("audience", "Press", replace(NOTHING, audience=("press",))),
        ("audience", "Public", replace(NOTHING, audience=("public",))),
        ("priorities", "Must and", replace(NOTHING, priorities=("must", "should"))),
        ("priorities", "Must", replace(NOTHING, priorities=("must",))),
        ("density", "Keywords", replace(NOTHING, density="keywords")),
        ("density", "Points", replace(NOTHING, density="points")),
        ("duplex", "Long", replace(NOTHING, duplex="long")),
        ("duplex", "Backs", replace(NOTHING, duplex="none")),
        ("side", "Only fronts", replace(NOTHING, side="fronts")),
        ("side", "Only backs", replace(NOTHING, side="backs")),
    ],
)
def test_that_a_choice_is_a_wish_and_is_rendered(
    name: str, words: str, wishes: Wishes, desk: Desk
) -> None:
    before = desk.rendered
    form = desk.screen.form
    desk.pick(form.combos[name], words)
    assert desk.wishes == desk.rendered.wishes == wishes
    if words != "Must and":  # all of the Moscow deck is either
        assert desk.rendered.data != before.data
    desk.pick(form.combos[name], form.combos[name].itemText(0))
    assert desk.wishes == desk.rendered.wishes == NOTHING
    assert desk.rendered.report == before.report


def test_that_marks_are_drawn_between_cards(desk: Desk) -> None:
    desk.choose("letter-business-10")
    before = desk.rendered.data
    desk.pick(desk.screen.form.combos["marks"], "Lines")
    assert desk.rendered.wishes.marks == "lines"
    lines = desk.rendered.data
    desk.pick(desk.screen.form.combos["marks"], "None")
    assert len({before, lines, desk.rendered.data}) == 3


def test_that_pages_can_be_had_on_other_paper_and_cards_cannot(desk: Desk) -> None:
    paper = desk.screen.form.combos["paper"]
    assert not paper.isEnabled()
    desk.choose("agenda")
    assert paper.isEnabled()
    desk.pick(paper, "A4")
    size = desk.screen.paper.pdf.size
    assert (round(size.width()), round(size.height())) == (595, 842)
    desk.choose("index-3x5")
    assert desk.wishes.paper == ""
    assert desk.rendered.layout.paper.width == 360


def test_that_only_contingencies_are_printed_if_so_wished(desk: Desk) -> None:
    _check(desk.screen.form.contingencies)
    desk.settle()
    assert desk.wishes == replace(NOTHING, contingencies=True)
    assert len(desk.rendered.report.cards) == 5


def test_that_backs_can_be_had_in_reverse_and_nothing_else(desk: Desk) -> None:
    form = desk.screen.form
    desk.pick(form.combos["side"], "Only backs")
    straight = _pages(desk)
    _check(form.reversed)
    desk.settle()
    assert desk.wishes.is_reversed
    assert _pages(desk) == straight[::-1]
    desk.pick(form.combos["side"], "Both")
    assert desk.screen.rendered is not None
    assert desk.status == "25 sheets, double-sided. Print at 100 %."


def test_that_issues_are_unticked_and_ticked_again(desk: Desk) -> None:
    assert "normandy" in _text(desk).lower()
    desk.tick(3)
    issues = desk.wishes.issues
    assert len(issues) == 7
    assert "ukraine" not in issues
    assert len(desk.rendered.report.cards) == 20
    assert "normandy" not in _text(desk).lower()
    desk.tick(3)
    assert desk.wishes == NOTHING
    assert len(desk.rendered.report.cards) == 25


def test_that_nothing_ticked_is_said_and_cannot_be_printed(desk: Desk) -> None:
    rows = range(desk.screen.form.cards.topLevelItemCount())
    for row in rows:
        desk.tick(row)
    assert desk.wishes.is_nothing
    assert desk.status == "No card is ticked: tick what is to be printed."
    assert desk.screen.rendered is None
    assert not desk.screen.save.isEnabled()
    assert not desk.screen.print.isEnabled()
    assert desk.findings() == []
    desk.tick(rows[0])
    assert desk.wishes.issues == ("syria",)
    assert len(desk.rendered.report.cards) == 5
    assert desk.screen.save.isEnabled()
    assert desk.screen.print.isEnabled()


def test_that_what_leaves_no_card_is_said(desk: Desk) -> None:
    _check(desk.screen.form.contingencies)
    desk.pick(desk.screen.form.combos["audience"], "Press")
    assert desk.status.startswith("No card is left to print")
    assert not desk.screen.print.isEnabled()


def test_that_an_unticked_issue_stays_so_when_the_deck_is_read_again(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    other = small_deck(prefix="other").split("issues:\n")[1]
    path = written(tmp_path / "deck.yaml", small_deck() + other)
    desk = Desk(make_window(path), qtbot).go()
    desk.tick(0)
    assert desk.wishes.issues == ("other-issue",)
    written(path, path.read_text(encoding="utf-8").replace("Counter 1", "Changed 1"))
    qtbot.waitUntil(lambda: "Changed 1" in _text(desk), timeout=20_000)
    assert desk.wishes.issues == ("other-issue",)


def test_that_printing_starts_at_the_place_that_was_clicked(desk: Desk) -> None:
    places = desk.screen.form.places
    assert not places.isEnabled()
    desk.choose("letter-business-10")
    assert places.isEnabled()
    before = desk.rendered.report.cards[0].area
    third = places._box(places._places[2]).center().toPoint()
    QTest.mouseClick(places, Qt.MouseButton.LeftButton, pos=third)
    desk.settle()
    assert desk.rendered.wishes.start == 3
    after = desk.rendered.report.cards[0].area
    assert before is not None
    assert after is not None
    assert after[1] < before[1]  # a row below
    places.setFocus()
    QTest.keyClick(places, Qt.Key.Key_Right)
    desk.settle()
    assert desk.rendered.wishes.start == 4
    QTest.keyClick(places, Qt.Key.Key_Left)
    desk.settle()
    assert desk.rendered.report.cards[0].area == after


def test_that_a_click_on_the_places_of_a_fold_changes_nothing(desk: Desk) -> None:
    desk.choose("pocket-letter")
    places = desk.screen.form.places
    QTest.mouseClick(places, Qt.MouseButton.LeftButton, pos=QPoint(75, 65))
    assert desk.wishes.start == 1


def test_that_a_place_that_the_next_layout_lacks_is_let_go(desk: Desk) -> None:
    desk.choose("letter-business-10")
    places = desk.screen.form.places
    places.setFocus()
    for _ in range(9):
        QTest.keyClick(places, Qt.Key.Key_Right)
    desk.settle()
    assert desk.rendered.wishes.start == 10
    desk.choose("letter-3x5")
    assert desk.rendered.wishes.start == 3
    desk.choose("index-3x5")
    assert desk.rendered.wishes.start == 1


def test_that_a_printer_profile_is_offered_and_turns_backs(desk: Desk) -> None:
    printer = desk.screen.form.printer
    assert printer.count() == 1
    save_profile(Profile("office", right=9.0, up=-6.0), printer_folder())
    desk.go()
    before = desk.rendered.data
    assert [printer.itemText(index) for index in range(printer.count())] == ["Any", "office"]
    desk.pick(printer, "office")
    assert desk.rendered.wishes == replace(NOTHING, printer="office")
    assert desk.rendered.data != before
    desk.go()
    assert printer.currentText() == "office"
    for profile in printer_folder().iterdir():
        profile.unlink()
    desk.tick(0)
    assert desk.status.startswith("There is no printer profile “office”.")
    assert not desk.screen.save.isEnabled()
    desk.go()
    assert printer.currentText() == "Any"
    assert desk.screen.save.isEnabled()


def test_that_a_preview_needs_no_passphrase_and_none_is_readable(desk: Desk) -> None:
    field, words = desk.screen.form.passphrase, "correct horse battery"
    field.setFocus()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.settle()
    assert desk.wishes == replace(NOTHING, passphrase=words)
    assert field.displayText() == "●" * len(words)
    assert desk.screen.paper.pdf.pages == 50


def test_that_every_field_has_a_name_and_says_what_it_is_for(desk: Desk) -> None:
    form = desk.screen.form
    fields = [
        *(form.cards, form.contingencies, form.reversed, form.places, form.printer),
        *(form.passphrase, *form.combos.values()),
    ]
    assert len({field.accessibleName() for field in fields}) == len(fields)
    for field in fields:
        assert field.accessibleName()
        assert field.accessibleDescription()


def test_that_tab_leads_through_the_form(desk: Desk) -> None:
    form = desk.screen.form
    met = set()
    form.cards.setFocus()
    for _ in range(16):
        met.add(desk.window.focusWidget())
        QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Tab)
    assert {form.cards, form.contingencies, form.printer, form.passphrase} <= met
    assert {form.combos["audience"], form.combos["side"]} <= met


def test_that_an_agenda_is_cut_to_the_minutes_typed_and_nothing_else_is(desk: Desk) -> None:
    minutes = desk.screen.form.minutes
    assert not minutes.isEnabled()
    assert minutes.accessibleName() == "Time is cut to"
    desk.choose("agenda")
    assert (minutes.isEnabled(), minutes.text()) == (True, "Not cut")
    assert "WHEN TIME IS CUT" in _text(desk).upper()
    minutes.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(minutes, "10")
    desk.settle()
    assert (minutes.text(), desk.rendered.wishes.minutes) == ("10 min", 10)
    assert "Agenda, cut to 10 minutes" in _text(desk)
    desk.choose("index-3x5")
    assert desk.wishes.minutes is None
    desk.choose("agenda")
    QTest.keyClick(minutes, Qt.Key.Key_Down)
    desk.settle()
    assert desk.rendered.wishes.minutes == 9
