"""Every layout of the Moscow deck is sound PDF, and two engines draw it alike."""

import subprocess
from itertools import product
from math import ceil
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from deckapp.deck import Deck, read_deck_file
from deckapp.paths import reference_deck
from deckapp.printing import Layout

from .making import LAYOUTS, export

DOTS_ACROSS = 1300
GRID = QSize(40, 40)
"""Pages are compared in so many patches, whose mean greys hardly depend on anti-aliasing."""
MOST_DIFFERENT = 20
"""Of 255."""

every_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.id)


@pytest.fixture(scope="module")
def moscow() -> Deck:
    return read_deck_file(reference_deck()).deck


@pytest.mark.unmeasured
@every_layout
def test_that_a_checker_finds_nothing_to_complain_about(
    layout: Layout, moscow: Deck, tmp_path: Path
) -> None:
    reader, report = export(moscow, tmp_path, layout=layout)
    assert len(reader.pages) == report.pages >= report.sheets > 0
    done = subprocess.run(
        ["qpdf", "--check", tmp_path / "cards.pdf"], capture_output=True, text=True, check=True
    )
    assert "WARNING" not in done.stdout + done.stderr


@pytest.mark.unmeasured
@every_layout
def test_that_two_engines_draw_the_same(
    layout: Layout, moscow: Deck, tmp_path: Path, qtbot: QtBot
) -> None:
    export(moscow, tmp_path, layout=layout)
    by_poppler = poppler(tmp_path / "cards.pdf", resolution(layout))
    by_pdfium = pdfium(tmp_path / "cards.pdf", len(by_poppler), resolution(layout))
    for one, other in zip(by_poppler, by_pdfium, strict=True):
        assert one.size() == other.size()
        differences = [abs(a - b) for a, b in zip(patches(one), patches(other), strict=True)]
        assert max(differences) <= MOST_DIFFERENT
        assert min(patches(one)) < 235, "the page is white"


def test_that_the_comparison_sees_a_missing_card(moscow: Deck, tmp_path: Path) -> None:
    export(moscow, tmp_path, layout=LAYOUTS["letter-3x5"])
    (page, *_) = poppler(tmp_path / "cards.pdf", resolution(LAYOUTS["letter-3x5"]))
    without = QImage(page)
    painter = QPainter(without)
    painter.fillRect(0, 0, page.width(), page.height() // 3, Qt.GlobalColor.white)
    painter.end()
    differences = [abs(a - b) for a, b in zip(patches(page), patches(without), strict=True)]
    assert max(differences) > MOST_DIFFERENT


def resolution(layout: Layout) -> int:
    """Dots per inch at which small pages are as many dots wide as large ones."""
    return round(DOTS_ACROSS * 72 / layout.paper.width)


def poppler(path: Path, dots: int) -> list[QImage]:
    """The first two pages."""
    name = path.with_suffix("")
    options = ["-r", str(dots), "-gray", "-png", "-l", "2"]
    subprocess.run(["pdftoppm", *options, path, name], check=True)
    return [QImage(str(page)) for page in sorted(path.parent.glob(f"{name.name}-*.png"))]


def pdfium(path: Path, pages: int, dots: int) -> list[QImage]:
    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    images = []
    for number in range(pages):
        box = PdfReader(path).pages[number].mediabox
        # poppler rounds a page up to whole dots
        size = QSize(*(ceil(float(edge) * dots / 72) for edge in (box.width, box.height)))
        page = QImage(size, QImage.Format.Format_RGB32)
        page.fill(Qt.GlobalColor.white)
        painter = QPainter(page)
        painter.drawImage(0, 0, document.render(number, size))
        painter.end()
        images.append(page)
    document.close()
    return images


def patches(page: QImage) -> list[int]:
    """The mean grey of each patch, from 0 for black."""
    small = page.convertToFormat(QImage.Format.Format_RGB32).scaled(
        GRID, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    places = product(range(GRID.width()), range(GRID.height()))
    return [small.pixelColor(x, y).lightness() for x, y in places]
