"""What a new user stumbled over on the Print screen, each once."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.jobs import ThreadExecutor
from deckapp.gui.print.calibration import CalibrationDialog
from deckapp.gui.widgets.focus_ring import FocusRing
from deckapp.gui.widgets.paper_view import Look
from deckapp.paths import layout_folders, resources
from deckapp.printing import PrintError
from tests.benchmarks.decks import big_deck
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, small_deck, spin, written

from .helpers import PATIENCE, Desk

LONG = small_deck().replace("Rebuttal 2.", "This goes on and on. " * 200)


def _wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  not inverted; Qt takes no name
    )
    QApplication.sendEvent(widget, event)


# Options


def test_that_the_wheel_changes_no_option_that_it_passes(desk: Desk) -> None:
    for combo in desk.screen.form.findChildren(QComboBox):
        desk.screen.picker.setFocus()
        before = combo.currentIndex()
        _wheel(combo)
        assert combo.currentIndex() == before
    combo = desk.screen.form.combos["density"]
    combo.setFocus()
    _wheel(combo)
    assert combo.currentIndex() == 1


def test_that_keywords_have_no_backs_whatever_was_looked_at_between(desk: Desk) -> None:
    form = desk.screen.form
    desk.pick(form.combos["side"], "Only backs")
    desk.pick(form.combos["density"], "Keywords")
    desk.choose("agenda")
    desk.choose("index-4x6")
    assert not form.combos["side"].isEnabled()
    assert not form.combos["duplex"].isEnabled()
    assert desk.status.startswith("25 sheets, one-sided")


# Findings


def test_that_findings_are_as_high_as_they_need(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    text = small_deck().replace("Position 2.", "Position \u4e2d.")
    desk = Desk(make_window(written(tmp_path / "deck.yaml", text)), qtbot).go()
    listed = desk.screen.findings
    line = listed.fontMetrics().height() * 1.5

    def height() -> int:
        return listed.visualItemRect(listed.item(0)).height()

    qtbot.waitUntil(lambda: listed.viewport().height() >= height() > line)  # it wraps
    desk.window.resize(2400, 800)
    qtbot.waitUntil(lambda: height() <= listed.viewport().height() < line)


def test_that_a_finding_about_the_back_marks_the_back(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    text = small_deck().replace("marking:", "avoid:\n  - phrase: never again\nmarking:")
    text = text.replace("Rebuttal 2.", "Never again.").replace("Position 3.", "Never again.")
    desk = Desk(make_window(written(tmp_path / "deck.yaml", text)), qtbot).go()
    desk.choose("letter-3x5")
    listed = desk.screen.findings
    marked = []
    for row in range(listed.count()):
        listed.setCurrentRow(row)
        assert desk.screen.paper._highlight is not None
        marked.append(desk.screen.paper._highlight[0])
    assert sorted(marked) == [0, 1]


def test_that_a_finding_is_shown_again_when_it_is_clicked_again(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(make_window(written(tmp_path / "deck.yaml", LONG)), qtbot).go()
    listed, paper = desk.screen.findings, desk.screen.paper
    place = listed.visualItemRect(listed.item(0)).center()
    for _ in range(2):
        paper.show_sheet(0)
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert paper.sheet == 1


@pytest.mark.parametrize("look", Look)
def test_that_a_finding_is_scrolled_into_sight(
    look: Look, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    text = small_deck().replace("Rebuttal 3.", "This goes on and on. " * 200)
    desk = Desk(make_window(written(tmp_path / "deck.yaml", text)), qtbot).go()
    desk.choose("pocket-letter" if look is Look.FOLDED else "letter-3x5")
    desk.screen.look.setCurrentIndex(list(Look).index(look))
    desk.screen.zoom.setCurrentIndex(3)
    paper = desk.screen.paper
    desk.screen.findings.setCurrentRow(0)
    spin()
    scale = paper._scale()
    boxes = [box for _, box in paper._highlights(paper._boxes(scale), scale)]
    assert boxes
    assert paper.viewport().rect().toRectF().adjusted(0, 0, 1, 1).contains(boxes[0].topLeft())


def test_that_the_folded_view_begins_at_the_cover(desk: Desk) -> None:
    desk.choose("pocket-a4")
    desk.screen.look.setCurrentIndex(2)
    desk.screen.zoom.setCurrentIndex(3)
    desk.painted()
    image = desk.screen.paper.viewport().grab().toImage()
    assert image.pixelColor(image.width() // 2, 60).name() == "#ffffff"


# While something is under way


def test_that_print_waits_for_what_is_being_rendered(desk: Desk, qtbot: QtBot) -> None:
    printed = []
    desk.screen.print_wanted.connect(lambda: printed.append(desk.rendered.wishes.layout))
    desk.screen.picker.choose("wallet")
    desk.screen.picker.chosen.emit("wallet")
    desk.screen.print.click()
    assert printed == []
    qtbot.waitUntil(lambda: bool(printed))
    assert printed == ["wallet"]


def test_that_print_is_forgotten_where_nothing_can_be_printed(small: Desk) -> None:
    printed = []
    small.screen.print_wanted.connect(lambda: printed.append(1))
    small.screen.form.cards._unticked = {"card-1", "card-2", "card-3"}
    small.screen.form.cards.changed.emit()
    small.screen.print.click()
    small.settle()
    assert small.status.startswith("No card is ticked")
    small.screen.form.cards.tick_all()
    small.screen.form.cards.changed.emit()
    small.settle()
    assert printed == []


def test_that_a_long_preview_shows_how_far_it_is_and_can_be_stopped(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    path = written(tmp_path / "large.yaml", big_deck(2_000))
    window = make_window(path, executor=ThreadExecutor())
    qtbot.waitUntil(lambda: window.document.examination is not None, timeout=PATIENCE)
    chrome_of(window).actions["go_print"].trigger()
    desk = Desk(window, qtbot)
    row = desk.screen.status
    assert row.stop.isHidden()
    row._patience.timeout.emit()
    assert not row.stop.isHidden()
    qtbot.waitUntil(lambda: row.progress.value() > 0, timeout=PATIENCE)
    row.stop.click()
    assert desk.status.startswith("The preview was stopped.")
    assert row.stop.isHidden()
    assert desk.screen.save.isEnabled()
    assert not desk.screen.print.isEnabled()
    qtbot.waitUntil(lambda: not window.runner._running, timeout=PATIENCE)
    assert desk.screen.rendered is None


def test_that_the_screen_comes_back_with_the_cards(small: Desk, path: Path) -> None:
    small.window.rehearse.go_to(2)
    small.screen.setFocus()
    small.reload(path, "format: deckapp/1\ntitle: Empty\nissues: []\n")
    assert small.window.screens.currentWidget() is chrome_of(small.window).page
    small.reload(path, small_deck())
    assert small.window.screens.currentWidget() is small.screen


def test_that_a_layout_that_changed_on_disk_is_noticed_on_return(desk: Desk) -> None:
    folder = layout_folders()[0]
    folder.mkdir(parents=True)
    mine = folder / "mine.yaml"
    text = (resources() / "layouts" / "wallet.yaml").read_text(encoding="utf-8")
    mine.write_text(text, encoding="utf-8")
    desk.screen.look_again()
    desk.settle()
    desk.choose("mine")
    before = desk.rendered
    mine.write_text(text.replace("85 mm", "80 mm"), encoding="utf-8")
    os.utime(mine, (1, 1))
    desk.screen.look_again()
    desk.settle()
    assert desk.rendered is not before
    assert desk.rendered.layout.paper.width < before.layout.paper.width
    before = desk.rendered
    desk.screen.look_again()
    desk.settle()
    assert desk.rendered is before


# Saving


def test_that_a_number_after_a_point_is_no_ending(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "moscow 12.4"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    desk.screen.save.click()
    desk.said("moscow 12.4.pdf")
    assert (tmp_path / "moscow 12.4.pdf").exists()


def test_that_a_desktop_without_a_viewer_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", asked.append)
    desk.screen.open.click()
    desk.said("This desktop has no program that opens moscow-2017-index-3x5.pdf.")
    assert "Save PDF…" in desk.buttons()


def test_that_an_error_of_many_lines_takes_one(desk: Desk, tmp_path: Path) -> None:
    folder = layout_folders()[0]
    folder.mkdir(parents=True)
    mine = folder / "mine.yaml"
    mine.write_bytes((resources() / "layouts" / "wallet.yaml").read_bytes())
    desk.screen.refresh()
    desk.choose("mine")
    desk.screen._seen = None
    mine.write_text("format: deckapp-layout/1\nfoo: 1\nbar: 2\n", encoding="utf-8")
    wishes = desk.wishes
    desk.desk._on_error(_error_of(desk, wishes.layout))
    assert "more)" in desk.messages.text()
    assert "\n" not in desk.messages.text()


def _error_of(desk: Desk, layout: str) -> Exception:
    with pytest.raises(PrintError) as raised:
        desk.desk.rendering._look_up(type(desk.wishes)(layout=layout))
    return raised.value


# Calibrating


def test_that_a_profile_is_replaced_only_when_asked_twice(desk: Desk) -> None:
    for reading in (1.0, 2.0):
        desk.screen.calibrate.click()
        (dialog,) = desk.window.findChildren(CalibrationDialog)
        dialog.name.setText("Office")
        dialog.readings[0].setValue(reading)
        dialog._save()
        if reading == 2.0:
            assert dialog.correction.text().startswith("“Office” is calibrated already.")
            assert dialog.profile is None
            dialog._save()
        assert dialog.profile is not None
        spin()


def test_that_a_ruler_sheet_without_an_ending_gets_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "rulers"), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    desk.screen.calibrate.click()
    (dialog,) = desk.window.findChildren(CalibrationDialog)
    dialog.sheet.click()
    assert (tmp_path / "rulers.pdf").exists()


# The keyboard


def test_that_what_has_the_keyboard_has_a_ring(desk: Desk) -> None:
    screen = desk.screen
    for widget in (screen.paper, screen.findings, screen.picker, screen.form.cards):
        widget.setFocus()
        (ring,) = widget.findChildren(FocusRing)
        assert ring.isVisible()
        assert ring.size() == widget.size()
        widget.resize(widget.width() - 10, widget.height())
        assert ring.size() == widget.size()
        screen.save.setFocus()
        assert not ring.isVisible()


def test_that_tab_meets_nothing_without_a_name(desk: Desk) -> None:
    desk.screen.picker.setFocus()
    met = set()
    for _ in range(40):
        widget = desk.window.focusWidget()
        met.add(widget)
        assert widget.accessibleName() or widget.property("text")
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert {desk.screen.paper, desk.screen.findings, desk.screen.print} <= met


def test_that_the_keyboard_returns_when_the_bar_goes(desk: Desk) -> None:
    desk.screen.picker.setFocus()
    desk.messages.show_message("Something happened.")
    close = desk.buttons()["Close"]
    close.setFocus()
    close.click()
    assert desk.window.focusWidget() is desk.screen.picker
