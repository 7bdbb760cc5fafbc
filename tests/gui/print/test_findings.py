"""What preflight found: listed, shown on the sheet, gone to in the agenda."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, small_deck, written

from .helpers import Desk

AVOID = "avoid:\n  - phrase: mutual respect\n    say: We came to speak plainly.\n"


def _deck() -> str:
    """Three cards: one goes on, one says what it must not, one was cleared before it changed."""
    text = small_deck().replace("issues:\n", AVOID + "issues:\n")
    text = text.replace("Rebuttal 1.", "We shall not hear the end of this for a long time. " * 60)
    text = text.replace("Position 2.", "We came with mutual respect.")
    cleared = "        clearance:\n          cleared:\n            - by: Legal\n"
    return text + cleared + "              on: 2017-04-01\n              covers: 0123456789ab\n"


@pytest.fixture
def desk(make_window: WindowMaker, tmp_path: Path, qtbot: QtBot) -> Desk:
    return Desk(make_window(written(tmp_path / "deck.yaml", _deck())), qtbot).go()


def test_that_everything_to_know_is_listed_and_stops_nothing(desk: Desk) -> None:
    goes_on, *rest = desk.findings()
    assert goes_on.startswith("• card-1: The back does not fit one card at 7 pt")
    assert any(line.startswith("• card-2, position: ") for line in rest)
    assert any("changed after Legal cleared it" in line for line in rest)
    assert len(rest) == 2
    assert desk.screen.print.isEnabled()


def _choose(desk: Desk, card: str) -> None:
    """Walk to the finding about a card with the arrow keys."""
    listed = desk.screen.findings
    listed.setFocus()
    while listed.currentRow() > 0:
        QTest.keyClick(listed, Qt.Key.Key_Up)
    for _ in range(listed.count()):
        if listed.currentItem() is None or card not in listed.currentItem().text():
            QTest.keyClick(listed, Qt.Key.Key_Down)
    assert card in listed.currentItem().text()


@pytest.mark.parametrize("layout", ["index-3x5", "letter-3x5"])
def test_that_choosing_a_finding_shows_its_card_on_the_sheet(layout: str, desk: Desk) -> None:
    desk.choose(layout)
    paper = desk.screen.paper
    for card in ("card-3", "card-1", "card-2"):
        _choose(desk, card)
        entry = next(entry for entry in desk.rendered.report.cards if entry.name == card)
        assert paper.sheet == (entry.page - 1) // 2
        assert paper._highlight is not None
        page, area = paper._highlight
        assert page == entry.page - 1
        if layout == "letter-3x5":
            assert entry.area is not None
            assert area is not None
            left, bottom, right, top = entry.area
            assert area.getCoords() == (left, 792 - top, right, 792 - bottom)
        desk.painted()
        image = paper.viewport().grab().toImage()
        middle = [image.pixelColor(x, y).name() for x, y in _grid(image.width(), image.height())]
        assert "#c77700" in middle


def _grid(width: int, height: int) -> list[tuple[int, int]]:
    return [(x, y) for x in range(width) for y in range(0, height, 3)]


def test_that_return_on_a_finding_goes_to_its_card_in_the_agenda(desk: Desk) -> None:
    for card in ("card-2", "card-3"):
        _choose(desk, card)
        QTest.keyClick(desk.screen.findings, Qt.Key.Key_Return)
        assert desk.window.screens.currentWidget() is desk.window.rehearse
        assert desk.window.rehearse.present_id() == card
        desk.go()


def test_that_return_on_nothing_goes_nowhere(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(written(tmp_path / "deck.yaml", small_deck()))
    desk = Desk(window, qtbot).go()
    assert desk.findings() == ["Nothing stands in the way."]
    desk.screen.findings.setFocus()
    QTest.keyClick(desk.screen.findings, Qt.Key.Key_Down)
    QTest.keyClick(desk.screen.findings, Qt.Key.Key_Return)
    assert window.screens.currentWidget() is desk.screen


def test_that_a_deck_without_a_marking_is_warned_of_though_no_card_is(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    text = small_deck().replace("marking: TLP:AMBER\n", "")
    desk = Desk(make_window(written(tmp_path / "deck.yaml", text)), qtbot).go()
    (finding,) = desk.findings()
    assert finding.startswith("• ")
    desk.screen.findings.setFocus()
    QTest.keyClick(desk.screen.findings, Qt.Key.Key_Down)
    QTest.keyClick(desk.screen.findings, Qt.Key.Key_Return)
    assert desk.window.screens.currentWidget() is desk.screen
    assert desk.screen.paper._highlight is None


@pytest.fixture
def lacking(make_window: WindowMaker, tmp_path: Path, qtbot: QtBot) -> Desk:
    text = small_deck().replace("Position 2.", "Position \u4e2d.")
    return Desk(make_window(written(tmp_path / "deck.yaml", text)), qtbot).go()


def test_that_a_missing_glyph_stops_printing_and_is_gone_to(lacking: Desk) -> None:
    assert lacking.status == "The deck cannot be printed whole."
    (finding,) = lacking.findings()
    assert finding.startswith("✕ card-2, position: ")
    assert "\u4e2d" in finding
    assert not lacking.screen.save.isEnabled()
    assert not lacking.screen.print.isEnabled()
    assert lacking.screen.rendered is None
    assert lacking.screen.paper.pdf.pages == 0
    lacking.desk.print_rendered()  # nothing to print: nothing happens
    assert not lacking.messages.text()
    _choose(lacking, "card-2")
    QTest.keyClick(lacking.screen.findings, Qt.Key.Key_Return)
    assert lacking.window.rehearse.present_id() == "card-2"


def test_that_a_mended_deck_can_be_printed_again(lacking: Desk, tmp_path: Path) -> None:
    written(tmp_path / "deck.yaml", small_deck())
    lacking.qtbot.waitUntil(lambda: lacking.screen.rendered is not None, timeout=20_000)
    assert lacking.findings() == ["Nothing stands in the way."]
    assert lacking.screen.print.isEnabled()


def test_that_a_card_without_an_id_is_gone_to_by_its_title(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    text = small_deck().replace("id: card-2\n        title:", "title:")
    text = text.replace("Rebuttal 2.", "This goes on and on. " * 200)
    desk = Desk(make_window(written(tmp_path / "deck.yaml", text)), qtbot).go()
    _choose(desk, "Title 2")
    QTest.keyClick(desk.screen.findings, Qt.Key.Key_Return)
    assert desk.window.rehearse.place.card == 1
    assert not chrome_of(desk.window).messages.text()
