"""The Edit screen on a small deck."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deckapp.gui.edit.desk import EditDesk
from tests.gui.conftest import WindowMaker

from .filling import opened


@pytest.fixture
def desk(qtbot: QtBot, make_window: WindowMaker, tmp_path: Path) -> EditDesk:
    """The Edit screen at the card “gas”."""
    return opened(qtbot, make_window, tmp_path)
