"""Settings of a newer deckapp in the window: said politely, used, never written."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from deckapp.gui.settings import Settings

from .conftest import WindowMaker
from .helpers import chrome_of, open_and_wait, press, small_deck, written
from .saving_helpers import said

SETTINGS = "[General]\ntheme=dark\nunheard-of=1\nversion=2\nzoom=120\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "settings.ini", SETTINGS)


@pytest.fixture
def settings(path: Path) -> Settings:
    """What the windows of these tests share."""
    return Settings(path)


def test_that_they_are_used_for_a_session_and_stay_as_they_are(
    qtbot: QtBot, path: Path, make_window: WindowMaker, tmp_path: Path
) -> None:
    deck = written(tmp_path / "deck.yaml", small_deck(3))
    window = make_window(deck)
    chrome = chrome_of(window)
    assert said(window) == window.settings.notice
    assert "what you change of them is not kept" in said(window)
    assert chrome.actions["theme_dark"].isChecked()
    assert window.settings.zoom == 120
    for action in ("theme_light", "zoom_in", "be_still", "short_grades"):
        chrome.actions[action].trigger()
    press(window, Qt.Key.Key_Right, 2)
    open_and_wait(qtbot, window, written(tmp_path / "second.yaml", small_deck(2)))
    assert said(window) == ""
    open_and_wait(qtbot, window, deck)
    assert said(window) == ""
    assert (window.settings.theme, window.settings.zoom) == ("light", 130)
    assert window.rehearse.place.card == 2
    assert [each.name for each in window.settings.recent] == ["deck.yaml", "second.yaml"]
    window.resize(900, 700)
    window.close()
    assert not window.settings.bytes_of("window").isEmpty()
    window.settings._store.sync()
    assert path.read_text(encoding="utf-8") == SETTINGS


def test_that_they_and_a_newer_deck_are_both_told(
    path: Path, make_window: WindowMaker, tmp_path: Path
) -> None:
    newer = small_deck(1).replace("deckapp/1", "deckapp/2")
    window = make_window(written(tmp_path / "deck.yaml", newer))
    assert said(window).startswith("A newer deckapp wrote this deck (deckapp/2).")
    assert said(window).endswith(window.settings.notice)
    assert str(path) in said(window)


def test_that_they_are_told_though_the_deck_cannot_be_opened(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window(tmp_path / "missing.yaml", wait=False)
    qtbot.waitUntil(lambda: window.chrome is not None)
    assert said(window) == window.settings.notice
