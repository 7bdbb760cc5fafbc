"""A user who rehearses."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import small_deck, written

from .attacking import ATTACKED, Attacked
from .drilling import Rehearser


@pytest.fixture
def user(qtbot: QtBot, window: MainWindow) -> Rehearser:
    """A user before the Moscow deck, four days before the meeting."""
    return Rehearser(qtbot, window)


@pytest.fixture
def small(qtbot: QtBot, make_window: WindowMaker, tmp_path: Path) -> Rehearser:
    """A user before a deck of two cards, without a meeting."""
    return Rehearser(qtbot, make_window(written(tmp_path / "small.yaml", small_deck(2))))


@pytest.fixture
def attacked(qtbot: QtBot, make_window: WindowMaker, tmp_path: Path) -> Attacked:
    """A principal before a murder board of two cards, one of which presses on."""
    deck = written(tmp_path / "attacked.yaml", ATTACKED)
    return Attacked(Rehearser(qtbot, make_window(deck)))


@pytest.fixture
def moscow(user: Rehearser) -> Attacked:
    """A principal before one of the Moscow deck."""
    return Attacked(user)
