"""Reading pages for the staff back: one page, with nothing over its edges or over each other."""

from itertools import combinations

import pytest
from pypdf import PdfReader

from deckapp.printing.geometry import Size

from .extraction import Run, runs

SMALLEST = 7.0
_EDGE = 20


def whole_page(reader: PdfReader, paper: Size) -> list[Run]:
    """The strings of the page, which is the only one and has room for all of them."""
    (page,) = reader.pages
    size = [float(edge) for edge in page.mediabox[2:]]
    assert size == pytest.approx([paper.width, paper.height], abs=0.01)
    found = runs(page)
    for run in found:
        left, bottom, right, top = run.box
        assert _EDGE < left < right < paper.width - _EDGE, run
        assert _EDGE < bottom < top < paper.height - _EDGE, run
        assert run.size >= SMALLEST, run
    for one, other in combinations(found, 2):
        assert not _overlap(one, other), (one, other)
    return found


def _overlap(one: Run, other: Run) -> bool:
    left, bottom, right, top = one.box
    left_2, bottom_2, right_2, top_2 = other.box
    wide = min(right, right_2) - max(left, left_2)
    return wide > 0.1 and min(top, top_2) - max(bottom, bottom_2) > 0.1
