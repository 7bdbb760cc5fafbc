"""Line breaking: text is measured once, then broken at any size for the price of a few bisections.

Lines break at spaces, at soft hyphens (which then show a hyphen) and at zero-width spaces. A word
that is wider than a whole line is broken where it must be, after punctuation if there is any in
the last third of the line.
"""

import re
from bisect import bisect_right
from itertools import accumulate

from .cleaning import NO_BREAK_SPACE, SOFT_HYPHEN, ZERO_WIDTH_SPACE
from .typeface import Typeface

_TOLERANCE = 1e-6
_FORLORN = 0.2
"""A last line shorter than this part of the measure is a widow."""
_NARROWER = (0.94, 0.88)
"""Breaking all lines this much earlier may give a widow company."""
_BALANCED = (0.52, 0.6, 0.68, 0.76, 0.84, 0.92)
_HINTS = re.compile(f"([{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}])")
_GOOD_ENDS = frozenset("-/.,_&?=:;–—+@")


class Paragraph:
    """A cleaned paragraph measured in one typeface; measures of lines are in ems.

    A piece is what stands between two places where a line may end, and its glue is what follows
    it inside a line: a space or nothing, or a soft hyphen, shown only at the end of a line.
    """

    __slots__ = ("_ends", "_glues", "_nexts", "_pieces", "_slack", "_typeface", "_widest")

    def __init__(self, text: str, typeface: Typeface) -> None:
        self._typeface = typeface
        if _HINTS.search(text):
            self._set_glued(*_split(text))
        else:
            self._set_words(text.split(" "))

    def _set_words(self, words: list[str]) -> None:
        """The common case: a line that ends after word k ends one space before the next begins."""
        space = self._typeface.space
        widths = list(map(self._typeface.widths.__getitem__, words))
        self._pieces, self._glues = words, [" "]
        self._widest = max(widths)
        self._nexts = self._ends = list(accumulate([width + space for width in widths]))
        self._slack = space

    def _set_glued(self, pieces: list[str], glues: list[str]) -> None:
        """`_nexts[k]` is where the piece after k begins, `_ends[k]` where a line after k ends."""
        face = self._typeface
        widths = list(map(face.widths.__getitem__, pieces))
        hyphens = [face.hyphen if glue == SOFT_HYPHEN else 0.0 for glue in glues]
        spaces = [face.space if glue == " " else 0.0 for glue in glues]
        self._pieces, self._glues = pieces, glues
        self._widest = max(map(sum, zip(widths, hyphens, strict=True)))
        self._nexts = list(accumulate(map(sum, zip(widths, spaces, strict=True))))
        before = map(float.__sub__, self._nexts, spaces)
        # A piece may be narrower than the hyphen before it; bisection needs ends that never fall.
        self._ends = list(accumulate(map(float.__add__, before, hyphens), max))
        self._slack = 0.0

    def count(self, measure: float) -> int:
        """How many lines of that measure the paragraph takes."""
        return len(self._narrowed(measure)._line_ends(measure))

    def lines(self, measure: float, *, balanced: bool = False) -> list[str]:
        """The lines, as many as `count` says; `balanced` makes them about equally long."""
        narrowed = self._narrowed(measure)
        ends = narrowed._line_ends(measure)
        if len(ends) > 1 and (balanced or narrowed._last_width(ends) < _FORLORN * measure):
            for factor in _BALANCED if balanced else _NARROWER:
                if narrowed._widest <= factor * measure:
                    tighter = narrowed._line_ends(factor * measure)
                    if len(tighter) == len(ends):
                        ends = tighter
                        break
        return [narrowed._line(*bounds) for bounds in zip([0, *ends], ends, strict=False)]

    def _line_ends(self, measure: float) -> list[int]:
        """The index after the last piece of each line."""
        ends, nexts, count = self._ends, self._nexts, len(self._ends)
        room = measure + self._slack + _TOLERANCE
        found = []
        end, start = 0, 0.0
        while end < count:
            end = max(bisect_right(ends, start + room, end), end + 1)
            found.append(end)
            start = nexts[end - 1]
        return found

    def _last_width(self, ends: list[int]) -> float:
        return self._ends[-1] - self._slack - self._nexts[ends[-2] - 1]

    def _line(self, start: int, end: int) -> str:
        pieces, glues = self._pieces[start:end], self._glues[start:end]
        if self._slack:
            return " ".join(pieces).replace(NO_BREAK_SPACE, " ")
        inner = "".join(
            f"{piece}{' ' if glue == ' ' else ''}"
            for piece, glue in zip(pieces, glues, strict=True)
        )
        tail = "-" if glues[-1] == SOFT_HYPHEN else ""
        return f"{inner.rstrip(' ')}{tail}".replace(NO_BREAK_SPACE, " ")

    def _narrowed(self, measure: float) -> "Paragraph":
        """Itself, or one with the words that are wider than the measure taken apart."""
        if self._widest <= measure:
            return self
        glues = self._glues if not self._slack else [" "] * len(self._pieces)
        pieces: list[str] = []
        new_glues: list[str] = []
        for piece, glue in zip(self._pieces, glues, strict=True):
            chunks = _chunks(piece, measure - self._typeface.hyphen, self._typeface)
            pieces += chunks
            new_glues += [""] * (len(chunks) - 1) + [glue]
        narrowed = Paragraph.__new__(Paragraph)
        narrowed._typeface = self._typeface
        narrowed._set_glued(pieces, new_glues)
        return narrowed


def _split(text: str) -> tuple[list[str], list[str]]:
    """Pieces and their glues of a text with soft hyphens or zero-width spaces."""
    pieces: list[str] = []
    glues: list[str] = []
    for word in text.split(" "):
        *heads, last = (part for part in _HINTS.split(word))
        for piece, hint in zip(heads[::2], heads[1::2], strict=True):
            pieces.append(piece)
            glues.append(hint.replace(ZERO_WIDTH_SPACE, ""))
        pieces.append(last)
        glues.append(" ")
    return pieces, glues


def _chunks(word: str, measure: float, typeface: Typeface) -> list[str]:
    """A word cut into the longest chunks that fit."""
    chunks = []
    while word:
        ends = accumulate(typeface.widths[character] for character in word)
        fit = next((index for index, end in enumerate(ends) if end > measure), len(word))
        good = (
            index
            for index in range(fit, fit * 2 // 3, -1)
            if fit < len(word) and word[index - 1] in _GOOD_ENDS
        )
        cut = max(next(good, fit), 1)
        chunks.append(word[:cut])
        word = word[cut:]
    return chunks or [""]
