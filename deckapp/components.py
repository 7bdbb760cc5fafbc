"""What ships with deckapp: names, versions, licences, and their texts. No Qt, and no network.

Python packages tell it of themselves in their metadata. What else is in a bundle (Python, Qt's and
the system's libraries) is listed in `components.json` of the folder `licences`, which the build
writes.
"""

import json
import platform
import re
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

LIST = "components.json"
UNSTATED = "see its text"

_ROOT = "deckapp"
_EXTRAS = frozenset(("passphrase", "spelling", "voice"))
_QT = "pyside6-essentials"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")
_SHORT = 60
"""Some packages have all of their licence where its name belongs."""

_USUAL_FILES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "COPYING")
"""What licences are called in packages that do not say."""

_NO_TEXT = "It came without the text of its licence, which is named above."
_NO_SUCH_TEXT = "This text is missing or damaged. Install deckapp again."
_RULE = "─" * 24

QT_NOTICE = """\
deckapp uses Qt, a library of The Qt Company and others, under the GNU Lesser General Public \
License, version 3.

Qt is not changed by deckapp. Its libraries are files of their own beside deckapp's: you may \
replace them by others of the same version that you have built yourself. Its source is at \
https://code.qt.io, its licences at https://doc.qt.io/qt-6/licensing.html."""


class Text(NamedTuple):
    """A licence's text, by the name of its file; `read` gets it, or None where it cannot."""

    name: str
    read: Callable[[], str | None]


class Component(NamedTuple):
    """One thing that ships with deckapp; `licence` is its licence's name."""

    name: str
    version: str
    licence: str
    texts: tuple[Text, ...] = ()

    def text(self) -> str:
        """Its licence in full, read now: each text, below its name where there are several."""
        several = len(self.texts) > 1
        return "\n\n".join(
            f"{_RULE} {text.name}\n\n{_read(text)}" if several else _read(text)
            for text in self.texts
        )


Find = Callable[[str], Distribution]


def components(folder: Path, find: Find = distribution) -> tuple[Component, ...]:
    """Everything that ships, by name. What the bundle's folder lists stands for what it names.

    `find` gets a Python package by its name, or raises PackageNotFoundError.
    """
    found = [*_packages(find), _python(), *_listed(folder)]
    by_name = {normalised(each.name): each for each in found}
    return tuple(sorted(by_name.values(), key=lambda each: each.name.casefold()))


def distribution_names(find: Find = distribution) -> tuple[str, ...]:
    """The Python packages among them, for what packs them; as `importlib.metadata` knows them."""
    return tuple(sorted(normalised(_first(each, "Name")) for each in _distributions(find)))


def normalised(name: str) -> str:
    """A package's name as everybody may write it: PyYAML, pyyaml; PySide6_Pdf, pyside6-pdf."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _read(text: Text) -> str:
    return (text.read() or _NO_SUCH_TEXT).strip("\n")


# Python packages


def _packages(find: Find) -> Iterator[Component]:
    for package in _distributions(find):
        component = _component(package)
        yield component
        if normalised(component.name) == _QT:
            notice = Text("Notice", lambda: QT_NOTICE)
            yield Component("Qt", component.version, "LGPL-3.0-only", (notice,))


def _distributions(find: Find) -> Iterator[Distribution]:
    """The package deckapp itself, and all that it needs and is installed."""
    waiting, met = [_ROOT], set[str]()
    while waiting:
        name = normalised(waiting.pop())
        if name in met:
            continue
        met.add(name)
        try:
            package = find(name)
        except PackageNotFoundError:  # an extra, or needed on other systems
            continue
        yield package
        waiting += _needed(package.requires or (), _EXTRAS if name == _ROOT else frozenset())


def _needed(requirements: Iterable[str], extras: frozenset[str]) -> Iterator[str]:
    """The names required, by no extra or one of those; other conditions show in what is there."""
    for requirement in requirements:
        what, _, condition = requirement.partition(";")
        wanted = set(_EXTRA.findall(condition))
        name = _NAME.match(what.strip())
        if name is not None and (not wanted or wanted & extras):
            yield name[0]


def _component(package: Distribution) -> Component:
    files = package.metadata.get_all("License-File", [])
    texts = [Text(file, partial(_text_of, package, file)) for file in files]
    texts = texts or [Text(file, partial(_text_of, package, file)) for file in _usual(package)]
    name, version = _first(package, "Name"), _first(package, "Version")
    return Component(name, version, _licence(package), tuple(texts) or _without(_NO_TEXT))


def _first(package: Distribution, field: str) -> str:
    return str(next(iter(package.metadata.get_all(field, [])), ""))


def _licence(package: Distribution) -> str:
    """What a package's metadata calls its licence."""
    fields = package.metadata
    stated = [each for each in fields.get_all("License", []) if _is_name(each)]
    for name in (*fields.get_all("License-Expression", []), *stated):
        return str(name).strip()
    for classifier in fields.get_all("Classifier", []):
        if classifier.startswith("License :: "):
            return str(classifier).rpartition(" :: ")[2]
    return UNSTATED


def _is_name(stated: str) -> bool:
    return stated.strip() not in ("", "UNKNOWN") and len(stated) <= _SHORT and "\n" not in stated


def _usual(package: Distribution) -> Iterator[str]:
    return (file for file in _USUAL_FILES if _text_of(package, file) is not None)


def _text_of(package: Distribution, file: str) -> str | None:
    """A text of a package: newer ones have a folder for licences."""
    try:
        text = package.read_text(f"licenses/{file}")
        return package.read_text(file) if text is None else text
    except (OSError, UnicodeDecodeError):
        return None


def _without(sentence: str) -> tuple[Text, ...]:
    return (Text("Notice", lambda: sentence),)


# What is no Python package


def _python() -> Component:
    file = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    texts = (Text(file.name, partial(_text_in, file)),) if file.is_file() else _without(_NO_TEXT)
    return Component("Python", platform.python_version(), "PSF-2.0", texts)


def _listed(folder: Path) -> Iterator[Component]:
    """What the bundle's list names; what of it cannot be read is told by an entry of its own."""
    file = folder / LIST
    if not file.is_file():
        return
    try:
        entries = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        entries = None
    listed = [_entry(each, folder) for each in entries] if isinstance(entries, list) else [None]
    yield from filter(None, listed)
    if None in listed:
        notice = _without(
            f"{LIST} is damaged, so not all libraries are shown. Install deckapp again."
        )
        yield Component("Other libraries", "", "not known: their list is damaged", notice)


def _entry(entry: object, folder: Path) -> Component | None:
    """A component as the list has it; None if it has not all that belongs to one."""
    match entry:
        case {
            "name": str(name),
            "version": str(version),
            "licence": str(licence),
            "texts": list(files),
        } if name and all(isinstance(each, str) for each in files):
            texts = [Text(each, partial(_text_in, folder / each)) for each in files]
            return Component(name, version, licence, tuple(texts) or _without(_NO_TEXT))
        case _:
            return None


def _text_in(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):  # a name with a NUL in it is a ValueError
        return None
