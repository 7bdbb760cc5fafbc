"""The Print screen: a test for each bug that was found and mended."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from deckapp.gui.print.calibration import CalibrationDialog
from deckapp.gui.theme import LIGHT
from deckapp.gui.widgets.page_renderer import PageRenderer, Pdf
from deckapp.gui.widgets.paper_view import PaperView
from deckapp.paths import layout_folders, resources
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import ManualExecutor, chrome_of, small_deck, spin, written
from tests.gui.print.helpers import Desk
from tests.gui.widgets.test_paper_view import BLUE, ONE_SIDED, RED, box_of, pdf

BROKEN = small_deck().replace("title: Title 2", "titel: Title 2")


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> Desk:
    return Desk(window, qtbot).go()


def test_that_a_page_of_an_earlier_pdf_never_stands_for_one_of_the_next(
    renderer: PageRenderer, qtbot: QtBot
) -> None:
    view = PaperView(LIGHT, renderer)
    qtbot.addWidget(view)
    view.resize(600, 400)
    with qtbot.waitExposed(view):
        view.show()
    view.set_pdf(pdf(RED), ONE_SIDED)
    view.viewport().repaint()  # asks for the page
    view.set_pdf(pdf(BLUE), ONE_SIDED)
    view.viewport().repaint()
    qtbot.waitUntil(view.is_complete)
    assert not box_of(view.viewport().grab().toImage(), BLUE).isEmpty()


def test_that_an_earlier_rendering_does_not_come_back_over_a_refusal(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    executor = ManualExecutor()
    path = written(tmp_path / "deck.yaml", small_deck())
    window = make_window(path, executor=executor, wait=False)
    executor.run_all()
    window.furnish()
    executor.run_all()
    chrome_of(window).actions["go_print"].trigger()
    rendering = list(executor.waiting)
    executor.waiting.clear()
    written(path, BROKEN)
    chrome_of(window).actions["reload_deck"].trigger()
    executor.run_all()
    desk = Desk(window, qtbot)
    assert desk.status.startswith("The deck has errors")
    for work in rendering:
        work()
    assert desk.status.startswith("The deck has errors")
    assert not desk.screen.save.isEnabled()


def test_that_page_keys_turn_sheets_while_the_paper_has_the_keyboard(desk: Desk) -> None:
    desk.screen.paper.setFocus()
    QTest.keyClick(desk.screen.paper, Qt.Key.Key_PageDown)
    assert desk.screen.paper.sheet == 1


def test_that_a_refusal_leaves_no_sheets_to_go_through(desk: Desk) -> None:
    QTest.mouseClick(desk.screen.forth, Qt.MouseButton.LeftButton)
    for row in range(desk.screen.form.cards.topLevelItemCount()):
        desk.tick(row)
    assert "2 of" not in desk.screen.where.text()
    assert not desk.screen.back.isEnabled()


def test_that_calibrating_leaves_no_dialog_behind(desk: Desk) -> None:
    for _ in range(3):
        desk.screen.calibrate.click()
        dialog = desk.window.findChildren(CalibrationDialog)[-1]
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        spin()
    assert not desk.window.findChildren(CalibrationDialog)


def test_that_a_correction_follows_the_paper(desk: Desk) -> None:
    desk.screen.calibrate.click()
    (dialog,) = desk.window.findChildren(CalibrationDialog)
    dialog.readings[0].setValue(-5)
    dialog.readings[2].setValue(5)
    letter = dialog.correction.text()
    dialog.paper.setCurrentIndex(1)
    assert dialog.correction.text() != letter


def test_that_the_text_of_anybody_is_no_markup(desk: Desk) -> None:
    desk.screen.calibrate.click()
    (dialog,) = desk.window.findChildren(CalibrationDialog)
    assert dialog.correction.textFormat() is Qt.TextFormat.PlainText


def test_that_a_broken_layout_does_not_vanish_in_silence(desk: Desk) -> None:
    folder = layout_folders()[0]
    folder.mkdir(parents=True)
    mine = folder / "mine.yaml"
    mine.write_text((resources() / "layouts" / "wallet.yaml").read_text(), encoding="utf-8")
    desk.go()
    desk.choose("mine")
    mine.write_text("title: [", encoding="utf-8")
    desk.go()
    desk.settle()
    assert "mine.yaml" in desk.status + desk.messages.text() + " ".join(desk.findings())


def test_that_a_name_without_an_ending_gets_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "cards"), ""))
    desk.screen.save.click()
    desk.said("cards")
    assert (tmp_path / "cards.pdf").exists()


def test_that_home_goes_to_the_first_layout(desk: Desk) -> None:
    desk.choose("letter-3x5")
    QTest.keyClick(desk.screen.picker, Qt.Key.Key_Home)
    assert desk.screen.picker.currentRow() == 1


def test_that_backs_on_sheets_of_their_own_are_counted_as_sheets(desk: Desk) -> None:
    desk.pick(desk.screen.form.combos["duplex"], "Backs")
    assert desk.status.startswith("50 sheets, one-sided")
    assert desk.screen.where.text() == "Sheet 1 of 50"


@pytest.mark.parametrize(
    ("layout", "names"),
    [
        ("index-3x5", ["reversed", "marks", "paper"]),
        ("letter-3x5", ["reversed", "paper"]),
        ("agenda", ["reversed", "density", "duplex", "side", "marks"]),
        ("pocket-letter", ["reversed", "paper", "duplex", "side", "marks"]),
        ("booklet-a5", ["reversed", "paper", "marks"]),
    ],
)
def test_that_options_that_do_not_apply_cannot_be_chosen(
    layout: str, names: list[str], desk: Desk
) -> None:
    desk.choose(layout)
    form = desk.screen.form
    fields = {"reversed": form.reversed, **form.combos}
    assert {name for name, field in fields.items() if not field.isEnabled()} == set(names)


def test_that_a_choice_that_no_longer_applies_is_not_made(desk: Desk) -> None:
    form = desk.screen.form
    desk.pick(form.combos["side"], "Only backs")
    form.reversed.click()
    desk.settle()
    assert (desk.wishes.side, desk.wishes.is_reversed) == ("backs", True)
    desk.choose("agenda")
    assert (desk.wishes.side, desk.wishes.is_reversed) == ("both", False)
    assert desk.rendered.report.pages == 1
    desk.choose("wallet")
    assert (desk.wishes.side, desk.wishes.is_reversed) == ("backs", True)
    desk.pick(form.combos["side"], "Only fronts")
    assert not form.reversed.isEnabled()
    assert not desk.wishes.is_reversed


def test_that_the_help_of_the_places_is_read_out(desk: Desk) -> None:
    desk.choose("letter-business-10")
    places = desk.screen.form.places
    assert "used in part" in places.accessibleDescription()
    assert places.accessibleName() == "First free place: 1 of 10"
    QTest.keyClick(places, Qt.Key.Key_Down)
    assert places.start == 3


def test_that_a_finding_leads_to_a_back_where_only_backs_are_printed(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    text = small_deck().replace("Rebuttal 2.", "This goes on and on. " * 200)
    desk = Desk(make_window(written(tmp_path / "deck.yaml", text)), qtbot).go()
    desk.pick(desk.screen.form.combos["side"], "Only backs")
    desk.screen.findings.setCurrentRow(0)
    assert desk.screen.paper.sheet == 1
    assert desk.screen.paper._highlight is not None


def test_that_a_passphrase_renders_nothing_anew(desk: Desk) -> None:
    before = desk.rendered
    desk.screen.form.passphrase.setFocus()
    words = "correct horse"
    QTest.keyClicks(desk.screen.form.passphrase, words)
    QTest.keyClick(desk.screen.form.passphrase, Qt.Key.Key_Return)
    desk.settle()
    assert desk.rendered is before
    assert desk.wishes.passphrase == words


def test_that_pages_that_cannot_be_drawn_are_not_just_white(desk: Desk) -> None:
    desk.screen.paper.set_pdf(Pdf(b"no PDF", 1, QSizeF(360, 216)), ONE_SIDED)
    desk.screen.paper.viewport().repaint()
    desk.qtbot.waitUntil(lambda: desk.status.startswith("Pages cannot be shown"))
    assert "Save the PDF" in desk.status
