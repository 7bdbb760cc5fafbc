"""What the window remembers between sessions."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PySide6.QtCore import QByteArray, QSettings

from deckapp.deck.characters import shown

from .overriding import override

MOST_RECENT = 10
VERSION = 1


class Settings:
    """Typed access to one settings file; a value that makes no sense reads as its default.

    One of a newer deckapp is never written: what is set is remembered until the end. `notice` is
    the sentence that says so, empty for our own.
    """

    def __init__(self, path: Path) -> None:
        self._store = _Store(path)
        self.notice = ""
        if self._store.is_newer:
            self.notice = (
                f"The settings ({shown(str(path))}) were written by a newer deckapp. They are used "
                "as far as this one understands them; what you change of them is not kept."
            )

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
        return min(200, max(70, _number(self._text("zoom"), 100)))

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
    def drill_minutes(self) -> int:
        """How long a session of rehearsal is."""
        return min(120, max(5, _number(self._text("drill-minutes"), 20)))

    @drill_minutes.setter
    def drill_minutes(self, value: int) -> None:
        self._store.setValue("drill-minutes", str(value))

    @property
    def short_grades(self) -> bool:
        """Whether there are but two grades: missed, and got it."""
        return self._text("short-grades") == "yes"

    @short_grades.setter
    def short_grades(self, value: bool) -> None:
        self._store.setValue("short-grades", "yes" if value else "no")

    @property
    def recent(self) -> list[Path]:
        """The decks opened last, newest first."""
        value = self._store.value("recent", [])
        names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [Path(name) for name in names if isinstance(name, str) and name]

    def add_recent(self, path: Path) -> None:
        """Put a deck at the head of the recent ones; the place in one that falls off is dropped."""
        paths = [path, *(other for other in self.recent if other != path)]
        self._store.setValue("recent", [str(each) for each in paths[:MOST_RECENT]])
        for forgotten in paths[MOST_RECENT:]:
            self._store.remove(_place_key(forgotten))

    def place(self, deck: Path) -> tuple[str, int]:
        """The card (its id) and the step at which a deck was left; ("", 0) at first."""
        card, _, step = self._text(_place_key(deck)).partition(" ")
        return card, _number(step, 0)

    def set_place(self, deck: Path, card: str, step: int) -> None:
        """Remember where a deck was left."""
        self._store.setValue(_place_key(deck), f"{card} {step}")

    def move(self, old: Path, new: Path) -> None:
        """Know a deck by another file from now on."""
        recent = [new, *(each for each in self.recent if each not in (old, new))]
        self._store.setValue("recent", [str(each) for each in recent[:MOST_RECENT]])
        for old_key, new_key in (
            (_place_key(old), _place_key(new)),
            (_print_key(old), _print_key(new)),
        ):
            if value := self._text(old_key):
                self._store.setValue(new_key, value)
            self._store.remove(old_key)

    @property
    def favourites(self) -> list[str]:
        """The layouts that the user likes best, by id."""
        return self._text("favourites").split()

    @favourites.setter
    def favourites(self, ids: list[str]) -> None:
        self._store.setValue("favourites", " ".join(ids))

    def print_layout(self, deck: Path) -> str:
        """The layout in which a deck was printed last, by id; empty at first."""
        return self._text(_print_key(deck))

    def set_print_layout(self, deck: Path, id_: str) -> None:
        """Remember the layout of a deck."""
        self._store.setValue(_print_key(deck), id_)

    @property
    def muted(self) -> bool:
        """Whether nothing is read aloud."""
        return self._text("voice-muted") == "yes"

    @muted.setter
    def muted(self, value: bool) -> None:
        self._store.setValue("voice-muted", "yes" if value else "no")

    @property
    def records(self) -> bool:
        """Whether spoken answers are recorded, in memory."""
        return self._text("voice-records") == "yes"

    @records.setter
    def records(self, value: bool) -> None:
        self._store.setValue("voice-records", "yes" if value else "no")

    def voice(self, language: str) -> str:
        """The name of the voice chosen for a language, by its tag; empty for the usual one."""
        return self._text(f"voices/{_tag_key(language)}")

    def set_voice(self, language: str, name: str) -> None:
        """Remember the voice of a language."""
        self._store.setValue(f"voices/{_tag_key(language)}", name)

    def voice_rate(self, language: str) -> float:
        """How fast a language is spoken, from -1 to 1; 0 is usual."""
        text = self._text(f"voice-rates/{_tag_key(language)}")
        percent = int(text) if re.fullmatch("-?[0-9]{1,3}", text, re.ASCII) else 0
        return min(100, max(-100, percent)) / 100

    def set_voice_rate(self, language: str, rate: float) -> None:
        """Remember how fast a language is spoken."""
        self._store.setValue(f"voice-rates/{_tag_key(language)}", str(round(rate * 100)))

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


class _Store(QSettings):
    """The file, with the version of its form; a newer one stays as it is, changes lie over it."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), QSettings.Format.IniFormat)
        version = super().value("version", "")
        self.is_newer = isinstance(version, str) and _number(version, VERSION) > VERSION
        self._changes: dict[str, Any] = {}

    @override
    def value(self, key: str, default: Any = None) -> Any:  # type: ignore[override]
        return self._changes[key] if key in self._changes else super().value(key, default)

    @override
    def setValue(self, key: str, value: Any) -> None:
        if self.is_newer:
            self._changes[key] = value
            return
        if super().value("version") != str(VERSION):
            super().setValue("version", str(VERSION))
        super().setValue(key, value)

    @override
    def remove(self, key: str) -> None:
        if self.is_newer:
            self._changes[key] = None
        else:
            super().remove(key)


def _number(text: str, default: int) -> int:
    """A number of a few digits; the default for anything else."""
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else default


def _place_key(deck: Path) -> str:
    return f"places/{_file_key(deck)}"


def _print_key(deck: Path) -> str:
    return f"print/{_file_key(deck)}"


def _tag_key(language: str) -> str:
    return quote(language.lower(), safe="") or "-"


def _file_key(deck: Path) -> str:
    """A file's name without slashes, which would nest it."""
    return quote(str(deck), safe="")
