from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from deckapp.gui.opened_files import OpenedFiles


def test_that_a_deck_that_the_system_hands_over_is_opened(qtbot: QtBot, tmp_path: Path) -> None:
    deck = tmp_path / "Москва, апрель.yaml"
    opened: list[Path] = []
    application = QObject()
    OpenedFiles(application, opened.append)
    assert QCoreApplication.sendEvent(application, QFileOpenEvent(str(deck)))
    assert opened == [deck]


def test_that_other_events_and_addresses_are_left_alone(qtbot: QtBot) -> None:
    opened: list[Path] = []
    application = QObject()
    OpenedFiles(application, opened.append)
    QCoreApplication.sendEvent(application, QFileOpenEvent(""))
    application.setObjectName("renamed")
    assert opened == []
