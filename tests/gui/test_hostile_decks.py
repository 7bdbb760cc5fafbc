"""Hostile decks in the window: each is shown or explained, none raises, none stops the window."""

import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from deckapp.gui.jobs import ThreadExecutor
from deckapp.gui.main_window import MainWindow
from tests.hostile.corpus import generated_file, small_files, unreadable_paths
from tests.hostile.generated import GENERATED

from .conftest import WindowMaker
from .helpers import chrome_of, open_and_wait, press, seen

_LONGEST_PAUSE = 10.0
"""Seconds without an answer that are a hang, and not a busy machine."""


@pytest.fixture
def threaded(make_window: WindowMaker) -> MainWindow:
    """A window that reads off its own thread, as the real one does."""
    return make_window(executor=ThreadExecutor())


class Pulse:
    """Beats in the event loop; `longest` is the longest time without a beat, in seconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer()
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(5)

    def _on_timeout(self) -> None:
        now = time.monotonic()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def _look_around(window: MainWindow) -> None:
    """Do what anybody would do with a deck that looks odd."""
    chrome = chrome_of(window)
    for _ in range(4):
        press(window, Qt.Key.Key_Space)
    for id_ in ("last_card", "show_problems", "show_problems", "change_language"):
        chrome.actions[id_].trigger()
    if window.screens.currentWidget() is window.rehearse:
        assert seen(window)
    else:
        assert chrome.page.text()
    if chrome.panel.isVisible() and chrome.panel.model.rowCount():
        last = chrome.panel.model.index(chrome.panel.model.rowCount() - 1)
        chrome.panel.list.setCurrentIndex(last)
    assert not window.grab().isNull()


def test_that_every_small_hostile_deck_opens_or_is_explained(
    threaded: MainWindow, qtbot: QtBot
) -> None:
    for name, path, expected in small_files():
        open_and_wait(qtbot, threaded, path)
        chrome = chrome_of(threaded)
        if any(code != "suspicious-character" for _, _, code in expected):
            assert chrome.panel.isVisible(), name
            assert chrome.panel.model.rowCount() >= len(expected)
        _look_around(threaded)


@pytest.mark.parametrize("name", GENERATED)
def test_that_a_huge_hostile_deck_does_not_stop_the_window(
    name: str, threaded: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path, _ = generated_file(name, tmp_path)
    pulse = Pulse()
    open_and_wait(qtbot, threaded, path)
    _look_around(threaded)
    threaded.close()
    path.unlink()
    assert pulse.longest < _LONGEST_PAUSE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_that_what_is_no_file_at_all_is_explained(
    threaded: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for name, path, reason in unreadable_paths(tmp_path):
        open_and_wait(qtbot, threaded, path)
        assert reason in chrome_of(threaded).page.text(), name
        _look_around(threaded)
