"""A deck at work in a window, with answers to what boxes ask."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import written
from tests.gui.saving_helpers import TEXT, Answers, edit


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "decks").mkdir()
    return written(tmp_path / "decks" / "deck.yaml", TEXT)


@pytest.fixture
def at_work(make_window: WindowMaker, path: Path, qtbot: QtBot) -> MainWindow:
    """A window in which the first card is being edited."""
    window = make_window(path)
    edit(qtbot, window)
    return window


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    return Answers(monkeypatch)
