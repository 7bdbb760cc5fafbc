"""Whose things in a bundle are that are no Python packages, and under which licence.

`deckapp.components` reads the list that is written here. A spec is run by PyInstaller in the
environment that it packs, with this folder on `sys.path`.
"""

import json
import platform
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution, version
from pathlib import Path
from typing import NamedTuple

from deckapp.components import LIST, QT_NOTICE

TEXTS = Path(__file__).parent / "licences"

_QT_PACKAGES = ("PySide6_Essentials", "PySide6_Pdf", "shiboken6")
"""Their wheels bring no licence's text."""


class Owned(NamedTuple):
    """One thing in a bundle; `texts` are its licence's, by the name of a file."""

    name: str
    version: str
    licence: str
    texts: dict[str, bytes]


def common() -> Iterator[Owned]:
    """What every bundle brings: Qt, Python, and what starts the two."""
    lgpl = {name: (TEXTS / name).read_bytes() for name in ("LGPL-3.txt", "GPL-3.txt")}
    for package in _QT_PACKAGES:
        yield Owned(package, version(package), "LGPL-3.0-only", lgpl)
    notice = {"Notice": QT_NOTICE.encode()}
    yield Owned("Qt", version("PySide6_Essentials"), "LGPL-3.0-only", {**notice, **lgpl})
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    yield Owned("Python", platform.python_version(), "PSF-2.0", {"Python.txt": python.read_bytes()})
    bootloader = "GPL-2.0-or-later WITH Bootloader-exception"
    text = distribution("pyinstaller").read_text("licenses/COPYING.txt")
    if text is None:
        raise LookupError("PyInstaller came without its COPYING.txt: install it again, with pip.")
    yield Owned(
        "PyInstaller", version("pyinstaller"), bootloader, {"PyInstaller.txt": text.encode()}
    )


def write(owned: Iterable[Owned], folder: Path) -> list[tuple[str, str, str]]:
    """Write list and texts into a folder; where they go in the bundle, as PyInstaller has it."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for each in owned:
        for name, text in each.texts.items():
            (folder / name).write_bytes(text)
        entries.append({**each._asdict(), "texts": list(each.texts)})
    (folder / LIST).write_text(json.dumps(entries, indent=1), encoding="utf-8")
    return [
        (f"deckapp/_data/licences/{file.name}", str(file), "DATA")
        for file in sorted(folder.iterdir())
    ]
