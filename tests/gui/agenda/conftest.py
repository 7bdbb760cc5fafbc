"""A small deck on the Edit screen, with nothing on the clipboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import WindowMaker
from tests.gui.helpers import written

from .outline import DECK, Edited, editing


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return written(tmp_path / "deck.yaml", DECK)


@pytest.fixture
def clear_clipboard(qapp: QApplication) -> Iterator[None]:
    """Nothing is on the clipboard, nor is anything left there."""
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def edit(clear_clipboard: None, qtbot: QtBot, make_window: WindowMaker, deck: Path) -> Edited:
    """That deck on the Edit screen."""
    return editing(qtbot, make_window, deck)
