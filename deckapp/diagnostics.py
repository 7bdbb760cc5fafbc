"""What staff tell their IT when something is wrong: versions, the machine, where data lies.

Nothing of a deck is in it but counts: no text, title, id or name of a file, and neither the user's
name nor a folder of the user's own choosing.
"""

import os
import platform
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from deckapp import __version__, paths
from deckapp.components import Component
from deckapp.deck import Deck, Problem
from deckapp.deck.storage.safekeeping import journals_folder, local_data

Rows = Sequence[tuple[str, str]]
"""What is told of something: a label and words, line by line."""

_EXTRAS = {
    "passphrase": ("pikepdf",),
    "spelling": ("hunspell", "spylls"),
    "voice": ("PySide6.QtTextToSpeech", "PySide6.QtMultimedia"),
}
"""The modules that each extra brings."""

_USER = ("USER", "LOGNAME", "USERNAME")
_SESSION = (
    "XDG_SESSION_TYPE",
    "XDG_CURRENT_DESKTOP",
    "QT_QPA_PLATFORM",
    "QT_QPA_PLATFORMTHEME",
    "QT_SCALE_FACTOR",
)
_DATA_FOLDERS = (
    (".config",),
    (".local", "share"),
    ("AppData", "Local"),
    ("Library", "Application Support"),
)
"""Where in the home folder platforms have data; other folders were named by somebody."""

_HIDDEN = Path("…")


# Where things lie


class Place(NamedTuple):
    """Where deckapp keeps something: a file or a folder, which need not be there yet."""

    name: str
    path: Path


class Kept(NamedTuple):
    """What is at a place: its size in bytes, None if nothing is there; whether one may write."""

    place: Place
    size: int | None
    is_writable: bool


def places() -> tuple[Place, ...]:
    """Everything that deckapp keeps for itself."""
    data = local_data()
    return (
        Place("Settings", paths.settings_file()),
        Place("Review log", paths.review_folder()),
        Place("Work not saved yet", journals_folder(data)),
        Place("Earlier versions of decks", data / "snapshots"),
        Place("Printers", paths.printer_folder()),
        Place("Layouts of your own", paths.layout_folders()[0]),
        Place("Words of your own", data / "words"),
        Place("Decks rescued from mistakes", data / "rescued"),
    )


def look_at(place: Place) -> Kept:
    """What is at a place now."""
    there = place.path.exists()
    nearest = next(each for each in (place.path, *place.path.parents) if each.exists())
    size = sum(map(_size, (place.path, *place.path.rglob("*")))) if there else None
    return Kept(place, size, os.access(nearest, os.W_OK))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:  # it has gone meanwhile
        return 0


# Decks, in numbers


class Counts(NamedTuple):
    """How much there is of a deck, and how many problems by code."""

    issues: int
    cards: int
    problems: Mapping[str, int]


def counts_of(deck: Deck, problems: Iterable[Problem]) -> Counts:
    """All that may be told of a deck."""
    cards = sum(1 for _ in deck.cards())
    return Counts(len(deck.issues), cards, Counter(problem.code for problem in problems))


# Leaving names out


class Discretion:
    """Leaves out what tells of a person: `environ` has the user's names, `home` the folder."""

    def __init__(self, environ: Mapping[str, str], home: Path) -> None:
        self._home = home
        named = {environ.get(name, "").strip() for name in _USER} | {home.name}
        alternatives = "|".join(re.escape(name) for name in sorted(filter(None, named)))
        self._names = re.compile(rf"(?<!\w)(?:{alternatives or '(?!)'})(?!\w)", re.IGNORECASE)

    def words(self, text: str) -> str:
        """Words of the machine's on one line, with ~ for the home folder and … for the user."""
        home = str(self._home)
        in_home = text.replace(home, "~") if len(home) > 1 else text
        return self._names.sub(str(_HIDDEN), " ".join(in_home.split()))

    def path(self, path: Path) -> str:
        """A path of `places()`, with … for folders above deckapp's that no platform names so."""
        parts = path.parts
        at = len(parts) - 1 - parts[::-1].index("deckapp")
        above, own = Path(*parts[:at]), Path(*parts[at:])
        if not above.is_relative_to(self._home):
            return str(_HIDDEN / own)
        below = above.relative_to(self._home)
        return str("~" / (below if below.parts in _DATA_FOLDERS else _HIDDEN) / own)


# The text


def diagnostic_text(
    display: Rows,
    components: Iterable[Component],
    kept: Iterable[Kept],
    deck: Counts,
    recent: int,
    *,
    environ: Mapping[str, str] = os.environ,
    home: Path | None = None,
) -> str:
    """Plain text for a message to IT.

    `display` is what only the window knows of its platform, screens and fonts; `recent` the number
    of decks opened lately.
    """
    discretion = Discretion(environ, home or Path.home())
    session = ((name, environ.get(name) or "not set") for name in _SESSION)
    sections: Iterable[tuple[str, Iterable[tuple[str, str]]]] = (
        (f"deckapp {__version__}", _installation(discretion)),
        ("Display", ((name, discretion.words(words)) for name, words in (*display, *session))),
        ("Data", ((each.place.name, _told(each, discretion)) for each in kept)),
        ("Deck", _numbers(deck, recent)),
        ("Components", ((each.name, f"{each.version} ({each.licence})") for each in components)),
    )
    return "\n\n".join(
        "\n".join((name, *(f"  {label}: {words}" for label, words in rows)))
        for name, rows in sections
    )


def installed_as() -> str:
    """How deckapp came onto the machine, in a word or two."""
    if getattr(sys, "frozen", False):
        return "bundle"
    return "Python package" if paths.resources().parent.name == "_data" else "source"


def _installation(discretion: Discretion) -> Iterator[tuple[str, str]]:
    yield "Installed as", installed_as()
    yield "Python", platform.python_version()
    yield "System", discretion.words(platform.platform())
    for extra, modules in _EXTRAS.items():
        yield f"Extra {extra}", "there" if all(map(find_spec, modules)) else "not installed"


def _told(kept: Kept, discretion: Discretion) -> str:
    size = "not there yet" if kept.size is None else f"{kept.size:,} bytes"
    writable = "can be written" if kept.is_writable else "cannot be written"
    return f"{discretion.path(kept.place.path)}, {size}, {writable}"


def _numbers(deck: Counts, recent: int) -> Iterator[tuple[str, str]]:
    yield "Issues", f"{deck.issues:,}"
    yield "Cards", f"{deck.cards:,}"
    codes = ", ".join(f"{code} {count:,}" for code, count in sorted(deck.problems.items()))
    yield "Problems", codes or "none"
    yield "Decks opened lately", str(recent)
