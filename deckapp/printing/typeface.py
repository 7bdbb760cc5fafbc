"""Typefaces: which characters can be drawn, by which font, and how wide words are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

from deckapp.deck import UnreadableFileError, read_bytes

from .errors import FontError
from .fonts import Weight, font_file

_MOST_BYTES = 64 * 1024 * 1024
_DRAWN_OTHERWISE = frozenset("\u00ad\u200b")
"""Soft hyphen and zero-width space: only line breaking sees them."""


class Font:
    """A static TrueType font: `advances` are in ems by character, `file` what ReportLab read."""

    def __init__(self, data: bytes) -> None:
        # As an open file: given a name, ReportLab would also look elsewhere for it, even online.
        self.file = TTFontFile(BytesIO(data))
        self.advances = {
            chr(code): self.file.charWidths[code] / 1000
            for code, glyph in self.file.charToGlyph.items()
            if glyph and not 0xD800 <= code < 0xE000 and code & 0xFFFE != 0xFFFE
        }


class Fallback(Font):
    """A font that somebody named for characters that deckapp's own lacks.

    Its character codes are numbers from 1 in the order in which characters are first drawn, so
    that characters outside the Basic Multilingual Plane have one too; `codes` has them.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        super().__init__(data)
        self.path = path
        self.codes: dict[str, int] = {}

    def encoded(self, text: str) -> bytes:
        """The codes of a text, two bytes each."""
        codes = [self.codes.setdefault(character, len(self.codes) + 1) for character in text]
        return b"".join([code.to_bytes(2, "big") for code in codes])


class Typeface:
    """One weight, with the fonts that fill its gaps.

    `widths` measures text in ems; `space` and `hyphen` are widths in ems too.
    """

    def __init__(self, font: Font, fallbacks: Sequence[Fallback] = ()) -> None:
        self.font = font
        self._fallbacks = fallbacks
        self.widths = _Widths(font.advances, fallbacks)
        self.space: float = font.advances[" "]
        self.hyphen: float = font.advances["-"]

    def missing(self, texts: Iterable[str]) -> set[str]:
        """The characters of the texts that cannot be drawn."""
        lacking = set().union(*texts) - self.font.advances.keys() - _DRAWN_OTHERWISE
        return lacking.difference(*(fallback.advances for fallback in self._fallbacks))

    def runs(self, text: str) -> Iterator[tuple[int, str]]:
        """The text in pieces of one font each: 0 is the typeface's own, the others follow."""
        for index, run in groupby(text, self._font_of):
            yield index, "".join(run)

    def _font_of(self, character: str) -> int:
        if character in self.font.advances:
            return 0
        fonts = enumerate(self._fallbacks, 1)
        return next((index for index, font in fonts if character in font.advances), 0)


class _Widths(dict[str, float]):
    """Widths of words in ems, measured when first asked for. Kerning is not applied."""

    def __init__(self, advances: dict[str, float], fallbacks: Sequence[Fallback]) -> None:
        super().__init__()
        self._advances = _Advances(advances)
        self._advances.fallbacks = fallbacks

    def __missing__(self, word: str) -> float:
        width = sum(map(self._advances.__getitem__, word), 0.0)
        self[word] = width
        return width


class _Advances(dict[str, float]):
    """Advances of single characters.

    A character that no font has is an error before anything is printed, but the editor wants a
    fit even so: it counts as one em.
    """

    fallbacks: Sequence[Fallback] = ()

    def __missing__(self, character: str) -> float:
        found = (font.advances[character] for font in self.fallbacks if character in font.advances)
        return next(found, 1.0)


class Typefaces:
    """All weights of the card's typeface, with the fonts that were named for other characters."""

    def __init__(self, fonts: Sequence[Path] = ()) -> None:
        self.fallbacks = tuple(map(open_font, fonts))
        self._weights: Mapping[Weight, Typeface] = {
            weight: Typeface(_own(weight), self.fallbacks) for weight in Weight
        }

    def __getitem__(self, weight: Weight) -> Typeface:
        return self._weights[weight]


@cache
def _own(weight: Weight) -> Font:
    """A font that ships, read once (about 10 ms)."""
    return Font(font_file(weight).read_bytes())


def open_font(path: Path) -> Fallback:
    """A font file from outside; raises FontError for what cannot be embedded."""
    try:
        data = read_bytes(path, _MOST_BYTES)
    except UnreadableFileError as error:
        raise FontError(f"{path}: {error.reason} {_REMEDY}") from None
    if len(data) > _MOST_BYTES:
        raise FontError(f"{path}: The font is larger than 64 MiB. Name a smaller one.")
    try:
        font = Fallback(path, data)
    except Exception:  # noqa: BLE001  whatever a broken font does to its reader
        kind = "This is not a TrueType font, or it is damaged."
        if data.startswith(b"OTTO"):
            kind = "The font has PostScript outlines (CFF)."
        raise FontError(f"{path}: {kind} {_REMEDY}") from None
    if "fvar" in font.file.table:
        raise FontError(f"{path}: The font is variable. {_REMEDY}")
    return font


_REMEDY = "Name a static TrueType font, such as DejaVuSans.ttf."
