"""A user who rehearses."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import small_deck, written

from .drilling import Rehearser


@pytest.fixture
def user(qtbot: QtBot, window: MainWindow) -> Rehearser:
    """A user before the Moscow deck, four days before the meeting."""
    return Rehearser(qtbot, window)


@pytest.fixture
def small(qtbot: QtBot, make_window: WindowMaker, tmp_path: Path) -> Rehearser:
    """A user before a deck of two cards, without a meeting."""
    return Rehearser(qtbot, make_window(written(tmp_path / "small.yaml", small_deck(2))))
