"""One weight of a font: which characters it has and how wide words are in it."""

from collections.abc import Iterable
from functools import cache

from reportlab.pdfbase.ttfonts import TTFontFile

from .fonts import Weight, font_file


class Widths(dict[str, float]):
    """Widths of words in ems, measured when first asked for. Kerning is not applied."""

    def __init__(self, advances: dict[int, float]) -> None:
        super().__init__()
        self._advances = advances

    def __missing__(self, word: str) -> float:
        width = sum(map(self._advances.__getitem__, map(ord, word)), 0.0)
        self[word] = width
        return width


class Typeface:
    """A static TrueType font.

    `characters` are those it can draw. `widths` measures text made of them; `space` and `hyphen`
    are widths in ems too. `file` is what ReportLab read of the font.
    """

    def __init__(self, weight: Weight) -> None:
        # As an open file: given a name, ReportLab would also look elsewhere for it, even online.
        with font_file(weight).open("rb") as file:
            self.file = TTFontFile(file)
        advances = {
            code: self.file.charWidths[code] / 1000
            for code, glyph in self.file.charToGlyph.items()
            if glyph and code < 0xFFFE
        }
        self.characters = frozenset(map(chr, advances))
        # A character that the font lacks is an error before anything is printed, but the editor
        # wants a fit even so: it counts as one em.
        self.widths = Widths(_WithDefault(advances))
        self.space: float = advances[0x20]
        self.hyphen: float = advances[0x2D]

    def missing(self, texts: Iterable[str]) -> set[str]:
        """The characters of the texts that this font cannot draw."""
        return set().union(*texts) - self.characters - _DRAWN_OTHERWISE


class _WithDefault(dict[int, float]):
    def __missing__(self, code: int) -> float:
        return 0.0 if chr(code) in _DRAWN_OTHERWISE else 1.0


_DRAWN_OTHERWISE = frozenset("\u00ad\u200b")
"""Soft hyphen and zero-width space: only line breaking sees them."""


@cache
def typeface(weight: Weight) -> Typeface:
    """The typeface of a weight, read once (about 10 ms)."""
    return Typeface(weight)
