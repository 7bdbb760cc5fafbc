"""Save PDF: the bytes of the command line, in words what became of it, progress and cancel."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QProgressBar
from pytestqt.qtbot import QtBot

from deckapp.cli import run_command
from deckapp.gui.jobs import ThreadExecutor
from deckapp.gui.main_window import MainWindow
from deckapp.paths import printer_folder, reference_deck
from deckapp.printing import Duplex, Profile, save_profile
from tests.benchmarks.decks import big_deck
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, small_deck, written

from .helpers import DAY, EPOCH, PATIENCE, Desk

BUT_SYRIA = (
    "deconfliction,election-interference,ukraine,north-korea,arms-control,civil-society,any-time"
)


@dataclass
class Asked:
    """A file dialog that answers at once."""

    answer: str = ""
    suggested: str = ""

    def __call__(
        self, _parent: object, _title: str, suggested: str, _filter: str
    ) -> tuple[str, str]:
        self.suggested = suggested
        return self.answer, ""


@pytest.fixture
def dialog(monkeypatch: pytest.MonkeyPatch) -> Asked:
    asked = Asked()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    return asked


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> Desk:
    return Desk(window, qtbot).go()


def _on_the_day(desk: Desk) -> None:
    desk.desk.rendering._today = lambda: DAY


class Opened(list[QUrl]):
    """What a desktop opened that has a program for everything."""

    def take(self, url: QUrl) -> bool:
        self.append(url)
        return True


def _save(desk: Desk) -> None:
    QTest.mouseClick(desk.screen.save, Qt.MouseButton.LeftButton)


def _by_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> bytes:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    out = tmp_path / "by-command.pdf"
    assert run_command(["export", str(reference_deck()), str(out), *options]) == 0
    return out.read_bytes()


def _choose_nothing(_desk: Desk) -> None:
    pass


def _choose_business(desk: Desk) -> None:
    desk.choose("letter-business-10")
    form = desk.screen.form
    desk.pick(form.combos["density"], "Points")
    desk.pick(form.combos["duplex"], "Short")
    desk.pick(form.combos["marks"], "Lines")
    QTest.keyClick(form.places, Qt.Key.Key_Right)
    QTest.keyClick(form.places, Qt.Key.Key_Right)


def _choose_pocket(desk: Desk) -> None:
    desk.choose("pocket-letter")
    desk.tick(0)
    desk.pick(desk.screen.form.combos["priorities"], "Must")


def _choose_backs(desk: Desk) -> None:
    save_profile(Profile("office", right=5.0, edge=Duplex.SHORT), printer_folder())
    desk.go()
    desk.pick(desk.screen.form.combos["side"], "Only backs")
    desk.screen.form.reversed.setChecked(True)
    desk.pick(desk.screen.form.printer, "office")


def _choose_page(desk: Desk) -> None:
    desk.choose("contingencies")
    desk.pick(desk.screen.form.combos["paper"], "A4")


@pytest.mark.parametrize(
    ("choose", "options"),
    [
        (_choose_nothing, ""),
        (
            _choose_business,
            "--layout letter-business-10 --density points --duplex short --marks lines --start 3",
        ),
        (
            _choose_pocket,
            f"--layout pocket-letter --priority must --issues {BUT_SYRIA}",
        ),
        (_choose_backs, "--side backs --reversed --printer office"),
        (_choose_page, "--layout contingencies --paper a4"),
    ],
    ids=["cards", "business", "pocket", "backs", "page"],
)
def test_that_the_file_is_that_of_the_command_line(
    choose: Callable[[Desk], None],
    options: str,
    desk: Desk,
    dialog: Asked,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _on_the_day(desk)
    choose(desk)
    out = tmp_path / "by-window.pdf"
    dialog.answer = str(out)
    _save(desk)
    desk.said("by-window.pdf: ")
    desk.settle()
    assert out.read_bytes() == _by_command(tmp_path, monkeypatch, *options.split())
    if choose is not _choose_nothing:  # which was rendered before it was that day
        assert out.read_bytes() == desk.rendered.data


def test_that_a_file_beside_the_deck_is_suggested_and_can_be_opened(
    desk: Desk, dialog: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.choose("wallet")
    out = tmp_path / "cards.pdf"
    dialog.answer = str(out)
    _save(desk)
    desk.said("cards.pdf: 27 sheets. Print at 100 %, double-sided.")
    assert dialog.suggested == str(reference_deck().with_name("moscow-2017-wallet.pdf"))
    opened = Opened()
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.take)
    desk.buttons()["Open"].click()
    desk.buttons()["Show folder"].click()
    assert opened == [QUrl.fromLocalFile(str(out)), QUrl.fromLocalFile(str(tmp_path))]


def test_that_one_sheet_is_said_to_be_one(desk: Desk, dialog: Asked, tmp_path: Path) -> None:
    desk.choose("agenda")
    dialog.answer = str(tmp_path / "agenda.pdf")
    _save(desk)
    desk.said("agenda.pdf: 1 sheet. Print at 100 %, one-sided.")


def test_that_giving_no_name_saves_nothing(desk: Desk, dialog: Asked) -> None:
    _save(desk)
    assert dialog.suggested
    assert not desk.window.runner._running
    assert not desk.messages.text()


def test_that_a_passphrase_closes_the_file(desk: Desk, dialog: Asked, tmp_path: Path) -> None:
    words = "correct horse battery"
    QTest.keyClicks(desk.screen.form.passphrase, words)
    out = tmp_path / "closed.pdf"
    dialog.answer = str(out)
    _save(desk)
    desk.said("closed.pdf: 25 sheets")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out)
    with pikepdf.open(out, password=words) as pdf:
        assert len(pdf.pages) == 50


@pytest.mark.parametrize(
    ("out", "words"),
    [("nowhere/cards.pdf", "nowhere"), ("folder.pdf", "folder.pdf"), ("cards.docx", "“.docx”")],
)
def test_that_what_cannot_be_written_is_said_and_leaves_no_file(
    out: str, words: str, desk: Desk, dialog: Asked, tmp_path: Path
) -> None:
    (tmp_path / "folder.pdf").mkdir()
    before = sorted(path for path in tmp_path.rglob("*") if path.name != "settings.ini")
    dialog.answer = str(tmp_path / out)
    _save(desk)
    desk.said(words)
    assert "Traceback" not in desk.messages.text()
    assert before == sorted(path for path in tmp_path.rglob("*") if path.name != "settings.ini")


def test_that_a_read_only_folder_is_said(
    desk: Desk, dialog: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_open = os.open

    def refuse(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied")
        return really_open(path, flags, mode)

    dialog.answer = str(tmp_path / "cards.pdf")
    monkeypatch.setattr(os, "open", refuse)  # root, who may write anywhere, runs tests, too
    _save(desk)
    desk.said("You may not write here")
    monkeypatch.undo()
    assert not (tmp_path / "cards.pdf").exists()


def test_that_the_deck_itself_is_never_overwritten(
    make_window: WindowMaker, dialog: Asked, tmp_path: Path, qtbot: QtBot
) -> None:
    path = written(tmp_path / "deck.pdf", small_deck())
    desk = Desk(make_window(path), qtbot).go()
    dialog.answer = str(path)
    _save(desk)
    desk.said("deck.pdf")
    assert path.read_text(encoding="utf-8") == small_deck()


def test_that_what_nobody_expected_is_not_swallowed(
    desk: Desk, dialog: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError

    dialog.answer = str(tmp_path / "cards.pdf")
    monkeypatch.setattr("deckapp.gui.print.rendering.export_pdf", fail)
    with desk.qtbot.captureExceptions() as raised:
        _save(desk)
        desk.qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_that_a_long_save_shows_how_far_it_is_and_can_be_cancelled(
    make_window: WindowMaker,
    dialog: Asked,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("deckapp.gui.print.desk._PATIENCE_MILLISECONDS", 20)
    path = written(tmp_path / "large.yaml", big_deck(3000))
    desk = Desk(make_window(path, executor=ThreadExecutor()), qtbot)
    chrome_of(desk.window).actions["go_print"].trigger()
    out = tmp_path / "cards.pdf"
    desk.qtbot.waitUntil(lambda: desk.screen.rendered is not None, timeout=PATIENCE)
    dialog.answer = str(out)
    _save(desk)
    desk.said("Writing cards.pdf")
    bar = desk.messages.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert bar.isVisible()
    qtbot.waitUntil(lambda: bar.maximum() == 3000 and bar.value() > 0, timeout=PATIENCE)
    desk.buttons()["Cancel"].click()
    assert not desk.messages.text()
    qtbot.waitUntil(lambda: not desk.window.runner._running, timeout=PATIENCE)
    assert not desk.messages.text()
    assert {each.name for each in tmp_path.iterdir()} <= {"large.yaml", "settings.ini"}
    desk.window.close()


def test_that_the_viewer_shows_a_file_that_is_gone_when_deckapp_ends(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened = Opened()
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.take)
    desk.choose("wallet")
    for _ in range(2):
        QTest.mouseClick(desk.screen.open, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not desk.window.runner._running)
    first, second = (Path(url.toLocalFile()) for url in opened)
    assert first == second
    assert first.name == "moscow-2017-wallet.pdf"
    assert first.read_bytes().startswith(b"%PDF")
    assert first.parent.stat().st_mode & 0o077 == 0
    assert not desk.messages.text()
    folder = desk.desk._folder
    assert folder is not None
    assert first.parent == folder


def test_that_there_is_nothing_to_view_where_nothing_can_be_printed(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    text = small_deck().replace("Position 2.", "Position \u4e2d.")
    desk = Desk(make_window(written(tmp_path / "deck.yaml", text)), qtbot).go()
    assert not desk.screen.open.isEnabled()
