"""File → Export PDF: a real file, in words what became of it, progress and cancel."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from deckapp.deck import SourceDocument
from deckapp.gui.exporting import PdfExport
from deckapp.gui.jobs import ThreadExecutor
from deckapp.gui.main_window import MainWindow
from tests.benchmarks.decks import big_deck

from .conftest import WindowMaker
from .helpers import ManualExecutor, cards_of, chrome_of, small_deck, written


def _source(window: MainWindow) -> SourceDocument:
    assert window.document.source is not None
    return window.document.source


def _buttons(window: MainWindow) -> dict[str, QPushButton]:
    bar = chrome_of(window).messages
    return {button.text(): button for button in bar.findChildren(QPushButton)}


def test_that_the_moscow_deck_is_exported_whole_and_the_bar_says_so(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "moscow.pdf"
    messages = chrome_of(window).messages
    chrome_of(window).export.write(_source(window), out)
    qtbot.waitUntil(lambda: bool(messages.text()))
    pages = len(pypdf.PdfReader(out).pages)
    assert f"moscow.pdf: {len(cards_of(window))} cards on {pages} pages." in messages.text()
    assert messages.text().endswith("Print double-sided, at 100 %.")
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    _buttons(window)["Open"].click()
    _buttons(window)["Show folder"].click()
    assert opened == [QUrl.fromLocalFile(str(out)), QUrl.fromLocalFile(str(tmp_path))]
    _buttons(window)["Close"].click()
    assert not messages.text()


def test_that_the_same_day_gives_the_same_bytes(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    chrome = chrome_of(window)
    export = PdfExport(
        window,
        window.document,
        window.runner,
        chrome.messages,
        today=lambda: datetime.date(2017, 4, 11),
    )
    for name in ("one.pdf", "two.pdf"):
        chrome.messages.hide()
        export.write(_source(window), tmp_path / name)
        qtbot.waitUntil(lambda: bool(chrome.messages.text()))
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_that_a_deck_with_errors_is_not_printed_as_if_it_were_whole(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    text = small_deck().replace("title: Title 2", "titel: Title 2")
    window = make_window(written(tmp_path / "deck.yaml", text))
    out = tmp_path / "deck.pdf"
    chrome_of(window).export.write(_source(window), out)
    assert "Mend them first" in chrome_of(window).messages.text()
    assert not out.exists()


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("nowhere/cards.pdf", "nowhere"),
        ("folder.pdf", "folder.pdf"),
        ("cards.docx", "“.docx”"),
    ],
)
def test_that_what_cannot_be_written_is_said_and_leaves_no_file(
    out: str, words: str, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "folder.pdf").mkdir()
    path = written(tmp_path / "deck.yaml", small_deck())
    window = make_window(path)
    before = sorted(tmp_path.rglob("*"))
    messages = chrome_of(window).messages
    chrome_of(window).export.write(_source(window), tmp_path / out)
    qtbot.waitUntil(lambda: bool(messages.text()))
    assert words in messages.text()
    assert "Traceback" not in messages.text()
    assert sorted(tmp_path.rglob("*")) == before


def test_that_a_character_without_a_glyph_is_named_with_its_card(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    text = small_deck().replace("Position 2.", "Position \u4e2d.")
    window = make_window(written(tmp_path / "deck.yaml", text))
    messages = chrome_of(window).messages
    chrome_of(window).export.write(_source(window), tmp_path / "deck.pdf")
    qtbot.waitUntil(lambda: bool(messages.text()))
    assert "card-2" in messages.text() or "Title 2" in messages.text()
    assert "\u4e2d" in messages.text()
    assert not (tmp_path / "deck.pdf").exists()


Answer = Callable[..., tuple[str, str]]


@pytest.mark.parametrize(("answer", "written_name"), [("cards", "cards.pdf"), ("c.PDF", "c.PDF")])
def test_that_the_menu_asks_for_a_name_beside_the_deck(
    answer: str,
    written_name: str,
    make_window: WindowMaker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    window = make_window(written(tmp_path / "deck.yaml", small_deck()))
    asked: list[str] = []

    def choose(_parent: object, _title: str, suggested: str, _filter: str) -> tuple[str, str]:
        asked.append(suggested)
        return str(tmp_path / answer), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    chrome_of(window).actions["export_pdf"].trigger()
    qtbot.waitUntil((tmp_path / written_name).exists)
    assert asked == [str(tmp_path / "deck.pdf")]
    qtbot.waitUntil(lambda: bool(chrome_of(window).messages.text()))


def test_that_giving_no_name_exports_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: ("", ""))
    chrome_of(window).actions["export_pdf"].trigger()
    assert not chrome_of(window).messages.text()


def test_that_a_long_export_shows_how_far_it_is_and_can_be_cancelled(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(
        written(tmp_path / "large.yaml", big_deck(3000)), executor=ThreadExecutor()
    )
    out = tmp_path / "large.pdf"
    chrome = chrome_of(window)
    chrome.export.write(_source(window), out)
    qtbot.waitUntil(lambda: chrome.messages.text() == "Writing large.pdf")
    bar = chrome.messages.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert bar.isVisible()
    qtbot.waitUntil(lambda: bar.maximum() == 3000 and bar.value() > 0)
    _buttons(window)["Cancel"].click()
    assert not chrome.messages.text()
    running = window.runner._running
    qtbot.waitUntil(lambda: not running)
    assert not chrome.messages.text()
    assert {path.name for path in tmp_path.iterdir()} <= {"large.yaml", "settings.ini"}


def test_that_a_short_export_shows_no_progress(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    executor = ManualExecutor()
    window = make_window(
        written(tmp_path / "deck.yaml", small_deck()), executor=executor, wait=False
    )
    executor.run_all()
    window.furnish()
    chrome_of(window).export.write(_source(window), tmp_path / "deck.pdf")
    assert not chrome_of(window).messages.text()
    executor.run_all()
    assert "3 cards on 6 pages" in chrome_of(window).messages.text()


def test_that_an_error_nobody_expected_is_not_swallowed(
    make_window: WindowMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = make_window(written(tmp_path / "deck.yaml", small_deck()))

    def fail(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("deckapp.gui.exporting.export_pdf", fail)
    with qtbot.captureExceptions() as raised:
        chrome_of(window).export.write(_source(window), tmp_path / "deck.pdf")
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_that_a_file_whose_ending_was_added_is_not_overwritten_unasked(
    make_window: WindowMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = make_window(written(tmp_path / "deck.yaml", small_deck()))
    out = tmp_path / "cards.pdf"
    out.write_bytes(b"of last week")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_arguments: (str(tmp_path / "cards"), "")
    )
    chrome_of(window).actions["export_pdf"].trigger()
    bar = chrome_of(window).messages
    assert bar.text() == "cards.pdf exists already."
    assert out.read_bytes() == b"of last week"
    replace = next(b for b in bar.findChildren(QPushButton) if b.text() == "Replace it")
    replace.click()
    qtbot.waitUntil(lambda: out.read_bytes().startswith(b"%PDF"))
    qtbot.waitUntil(lambda: "3 cards on 6 pages" in bar.text())
