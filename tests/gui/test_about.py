"""The About page: what ships, where data lies, and a text for IT without a word of the deck."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from deckapp import __version__
from deckapp.components import Component, Text
from deckapp.diagnostics import Kept, Place
from deckapp.gui.about.about_dialog import AboutDialog, Found
from deckapp.gui.about.licences_page import LicencesPage
from deckapp.gui.theme import LIGHT
from deckapp.paths import settings_file

from .conftest import WindowMaker
from .helpers import ManualExecutor, chrome_of, small_deck, spin, written


class Reader:
    """A licence that notes how often it is read."""

    def __init__(self, text: str) -> None:
        self.times = 0
        self._text = text

    def __call__(self) -> str:
        self.times += 1
        return self._text


class Folders:
    """Stands in for what opens folders."""

    def __init__(self, *, works: bool = True) -> None:
        self.opened: list[Path] = []
        self._works = works

    def __call__(self, url: QUrl) -> bool:
        self.opened.append(Path(url.toLocalFile()))
        return self._works


@pytest.fixture
def readers() -> list[Reader]:
    return [Reader("Ours."), Reader("Theirs. " * 20_000)]


@pytest.fixture
def dialog(qtbot: QtBot, readers: list[Reader], tmp_path: Path) -> AboutDialog:
    """The page with two components, a file, a folder, and a place where nothing is yet."""
    ours, theirs = ((Text("LICENSE", reader),) for reader in readers)
    (tmp_path / "settings.ini").touch()
    dialog = AboutDialog(lambda found: f"{len(found.kept)} places", LIGHT, QApplication.font())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.show_found(
        Found(
            (Component("Alpha", "2", "OFL-1.1", theirs), Component("deckapp", "1", "MIT", ours)),
            (
                Kept(Place("Settings", tmp_path / "settings.ini"), 10, is_writable=True),
                Kept(Place("Review log", tmp_path), 10, is_writable=True),
                Kept(Place("Printers", tmp_path / "printers"), None, is_writable=True),
            ),
        )
    )
    return dialog


def about(window: object) -> AboutDialog:
    (dialog,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, AboutDialog)]
    assert dialog.parent() is window
    return dialog


def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    return said


def test_that_the_menu_shows_version_promise_licences_and_places(
    make_window: WindowMaker, qtbot: QtBot
) -> None:
    window = make_window()
    chrome_of(window).actions["show_about"].trigger()
    dialog = about(window)
    qtbot.waitUntil(dialog.copy.isEnabled)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"deckapp {__version__}" in said
    assert "no network" in said
    rows = [dialog.licences.list.item(at).text() for at in range(dialog.licences.list.count())]
    assert any(row.startswith("PyYAML ") and row.endswith("\nMIT") for row in rows)
    assert str(settings_file()) in [path.text() for path in dialog.places.paths]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_that_closing_before_all_is_known_is_no_trouble(
    make_window: WindowMaker, qtbot: QtBot
) -> None:
    window = make_window()
    waiting = ManualExecutor()
    window.runner._executor = waiting
    chrome_of(window).actions["show_about"].trigger()
    dialog = about(window)
    assert not dialog.copy.isEnabled()
    assert dialog.focusWidget() is dialog.done_button
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    waiting.run_all()
    spin()


def test_that_the_text_is_as_large_as_the_windows(make_window: WindowMaker, qtbot: QtBot) -> None:
    window = make_window()
    window.settings.zoom = 200
    chrome_of(window).actions["show_about"].trigger()
    dialog = about(window)
    assert dialog.font().pointSizeF() == 2 * window.font().pointSizeF()
    assert dialog.minimumSizeHint().width() <= 800
    assert dialog.minimumSizeHint().height() <= 500
    assert dialog.licences.heading.font().pointSizeF() == dialog.font().pointSizeF()
    dialog.close()


# Licences


def test_that_a_licence_is_read_when_it_is_chosen(
    dialog: AboutDialog, readers: list[Reader]
) -> None:
    page = dialog.licences
    assert page.heading.plain() == "deckapp 1"
    assert page.text.toPlainText() == "Ours."
    assert [reader.times for reader in readers] == [1, 0]
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    assert page.licence.plain() == "Licence: OFL-1.1"
    assert page.text.toPlainText().startswith("Theirs. Theirs.")
    assert page.text.accessibleName() == "Licence of Alpha 2"


def test_that_a_licence_can_be_copied_by_keyboard_and_not_changed(dialog: AboutDialog) -> None:
    text = dialog.licences.text
    QTest.keyClicks(text, "x")
    QTest.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Ours."


def test_that_without_deckapps_own_licence_the_first_is_chosen(qtbot: QtBot) -> None:
    page = LicencesPage()
    qtbot.addWidget(page)
    page.set_components([Component("Python", "3", "PSF-2.0")])
    assert page.heading.plain() == "Python 3"


# Where data lies


def test_that_each_folder_opens_and_what_is_not_there_cannot_be(
    dialog: AboutDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = Folders()
    monkeypatch.setattr(QDesktopServices, "openUrl", folders)
    dialog.pages.setCurrentWidget(dialog.places)
    for button in dialog.places.buttons:
        button.click()
    assert folders.opened == [tmp_path, tmp_path]
    assert [button.isEnabled() for button in dialog.places.buttons] == [True, True, False]
    assert dialog.places.paths[2].accessibleName() == "Printers: not there yet"
    assert dialog.note.plain() == ""


def test_that_a_folder_that_cannot_be_opened_is_told_aloud(
    dialog: AboutDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", Folders(works=False))
    said = announced(monkeypatch)
    dialog.places.buttons[0].click()
    assert "Copy its path" in dialog.note.plain()
    assert said == [dialog.note.plain()]


def test_that_a_path_can_be_copied_by_keyboard_and_not_changed(
    dialog: AboutDialog, tmp_path: Path
) -> None:
    dialog.pages.setCurrentWidget(dialog.places)
    path = dialog.places.paths[0]
    QTest.keyClicks(path, "x")
    QTest.keyClick(path, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(path, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == str(tmp_path / "settings.ini")


# The text for IT


def test_that_copying_is_confirmed_aloud_and_moves_nothing(
    dialog: AboutDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    said = announced(monkeypatch)
    dialog.activateWindow()
    spin()
    before = dialog.pages.geometry()
    QTest.keyClick(dialog, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(dialog.note.plain()))
    assert QGuiApplication.clipboard().text() == "3 places"
    assert said == ["Copied. Nothing that a deck says is in it."]
    assert dialog.note.plain() == said[0]
    assert dialog.pages.geometry() == before


BROKEN = "format: deckapp/1\ntitle: жщюя\nжщюя: [\n"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (small_deck(2).replace("Counter 2", "жщюя").replace("Title 1", "жщюя"), "Cards: 2"),
        (small_deck(2).replace("title: Title 1", "titel: жщюя"), "unknown-key 1"),
        (BROKEN, "yaml-syntax 1"),
        ("жщюя", "not-a-deck 1"),
    ],
)
def test_that_nothing_of_the_deck_its_place_or_of_recent_decks_is_copied(
    text: str,
    numbers: str,
    make_window: WindowMaker,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("USER", "жщюя")
    folder = tmp_path / "жщюя"
    folder.mkdir()
    window = make_window(written(folder / "жщюя.yaml", text))
    window.settings.add_recent(folder / "жщюя earlier.yaml")
    chrome_of(window).actions["show_about"].trigger()
    dialog = about(window)
    qtbot.waitUntil(dialog.copy.isEnabled)
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert numbers in copied
    assert "Qt platform: offscreen" in copied
    assert "Font of the cards: Fira Sans Condensed" in copied
    assert f"Decks opened lately: {len(window.settings.recent)}" in copied
    assert "жщюя" not in copied
    assert str(tmp_path) not in copied
    dialog.close()
