"""Renders the icon of deckapp for every system: `python packaging/icons.py FOLDER`.

Into FOLDER go `hicolor/` (PNGs and the drawing, as Linux desktops want them), `deckapp.ico` and
`deckapp.icns`. The same drawings give the same bytes.
"""

import argparse
import shutil
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = Path(__file__).parent.parent / "resources" / "icons"
LINUX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 24, 32, 48, 64, 128, 256)
MACOS = (32, 64, 128, 256, 512, 1024)
"""Edges in pixels."""

_SMALL = 32
"""Up to this edge, the lines of the full drawing would run together."""


def render(edge: int) -> Image.Image:
    """The icon as a square of so many pixels, with transparent corners."""
    name = "deckapp-small.svg" if edge <= _SMALL else "deckapp.svg"
    canvas = QImage(edge, edge, QImage.Format.Format_RGBA8888)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    QSvgRenderer(str(DRAWINGS / name)).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (edge, edge), bytes(canvas.constBits()))


def write_linux(folder: Path) -> None:
    """Write what belongs into /usr/share/icons: the folder `hicolor`."""
    for edge in LINUX:
        path = folder / "hicolor" / f"{edge}x{edge}" / "apps" / "deckapp.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        render(edge).save(path, optimize=True)
    scalable = folder / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(DRAWINGS / "deckapp.svg", scalable / "deckapp.svg")


def write_windows(folder: Path) -> Path:
    """Write `deckapp.ico` and return its path."""
    return _write_all(folder / "deckapp.ico", WINDOWS)


def write_macos(folder: Path) -> Path:
    """Write `deckapp.icns` and return its path."""
    return _write_all(folder / "deckapp.icns", MACOS)


def _write_all(path: Path, edges: tuple[int, ...]) -> Path:
    """One file with the icon in all these sizes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    *smaller, largest = map(render, edges)
    largest.save(path, sizes=[(edge, edge) for edge in edges], append_images=smaller)
    return path


def main() -> None:
    """Write the icons for all systems."""
    parser = argparse.ArgumentParser(description="Renders the icon of deckapp for every system.")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    folder = parser.parse_args().folder
    write_linux(folder)
    write_windows(folder)
    write_macos(folder)


if __name__ == "__main__":
    main()
