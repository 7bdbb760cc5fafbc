"""What the window remembers between sessions."""

import json
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QByteArray, QSettings

Stored = TypeVar("Stored", list[str], dict[str, list[object]])
MOST_RECENT = 10
_MOST_PLACES = 100


class Settings:
    """Typed access to one settings file; a value that makes no sense reads as its default."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """Either "light", "dark" or "system"."""
        value = self._text("theme")
        return value if value in ("light", "dark") else "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self._store.setValue("theme", value)

    @property
    def zoom(self) -> int:
        """Text zoom in percent."""
        value = self._text("zoom")
        return min(200, max(70, int(value))) if value.isdigit() else 100

    @zoom.setter
    def zoom(self, value: int) -> None:
        self._store.setValue("zoom", str(value))

    @property
    def still(self) -> bool:
        """Whether the user switched animations off, whatever the system says."""
        return self._text("still") == "yes"

    @still.setter
    def still(self, value: bool) -> None:
        self._store.setValue("still", "yes" if value else "no")

    @property
    def recent(self) -> list[Path]:
        """The decks opened last, newest first."""
        return [Path(text) for text in self._json("recent", list[str]()) if isinstance(text, str)]

    def add_recent(self, path: Path) -> None:
        """Put a deck at the head of the recent ones."""
        paths = [str(path), *(str(p) for p in self.recent if p != path)]
        self._store.setValue("recent", json.dumps(paths[:MOST_RECENT]))

    def place(self, deck: Path) -> tuple[str, int]:
        """The card (its id) and the step at which a deck was left; ("", 0) at first."""
        value = self._json("places", dict[str, list[object]]()).get(str(deck))
        match value:
            case [str() as card, int() as step]:
                return card, step
        return "", 0

    def set_place(self, deck: Path, card: str, step: int) -> None:
        """Remember where a deck was left."""
        places = self._json("places", dict[str, list[object]]())
        places.pop(str(deck), None)
        places[str(deck)] = [card, step]
        newest = dict(list(places.items())[-_MOST_PLACES:])
        self._store.setValue("places", json.dumps(newest))

    def bytes_of(self, key: str) -> QByteArray:
        """A window's or splitter's saved state; empty at first."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_bytes(self, key: str, value: QByteArray) -> None:
        """Save a window's or splitter's state."""
        self._store.setValue(key, value)

    def _text(self, key: str) -> str:
        value = self._store.value(key, "")
        return value if isinstance(value, str) else ""

    def _json(self, key: str, default: Stored) -> Stored:
        try:
            value = json.loads(self._text(key))
        except ValueError:
            return default
        return cast(Stored, value) if isinstance(value, type(default)) else default
