"""The Print screen on the Moscow deck, and on a small deck that can be written anew."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import small_deck, written

from .helpers import Desk


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> Desk:
    """The Print screen on the Moscow deck."""
    return Desk(window, qtbot).go()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A deck of three cards."""
    return written(tmp_path / "deck.yaml", small_deck())


@pytest.fixture
def small(make_window: WindowMaker, path: Path, qtbot: QtBot) -> Desk:
    """The Print screen on that deck."""
    return Desk(make_window(path), qtbot).go()
