"""Decks that macOS hands over: there, a double click is an event and no argument."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

from .overriding import override


class OpenedFiles(QObject):
    """Watches an application's events for files to open; belongs to the application."""

    def __init__(self, application: QObject, open_deck: Callable[[Path], None]) -> None:
        super().__init__(application)
        self._open_deck = open_deck
        application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._open_deck(Path(event.file()))
            return True
        return super().eventFilter(watched, event)
