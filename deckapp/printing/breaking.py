"""Line breaking: text is measured once, then broken at any size for the price of a few bisections.

Lines break at spaces, at soft hyphens (which then show a hyphen) and at zero-width spaces. A word
that is wider than a whole line is broken where it must be, after punctuation if there is any in
the last third of the line.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from .cleaning import NO_BREAK_SPACE, SOFT_HYPHEN, ZERO_WIDTH_SPACE
from .typeface import Typeface

_TOLERANCE = 1e-6
_FORLORN = 0.2
"""A last line shorter than this part of the measure is a widow."""
_NARROWER = (0.94, 0.88, 0.82, 0.76)
"""Breaking all lines this much earlier may give a widow company."""
_BALANCED = (0.52, 0.6, 0.68, 0.76, 0.84, 0.92)
_HINTS = re.compile(f"([{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}])")
_GOOD_ENDS = frozenset("-/.,_&?=:;–—+@")


@dataclass(slots=True, eq=False)
class Paragraph:
    """A cleaned paragraph measured in one typeface; all lengths are in ems.

    A piece is what stands between two places where a line may end, and its glue is what follows
    it inside a line: a space, nothing, or a soft hyphen, shown only at the end of a line. Where
    every glue is a space, `glues` is empty. The piece after the k-th begins at `nexts[k]`; a line
    that ends after it ends at `ends[k] - slack`. Ends never fall, so that they can be bisected.
    """

    typeface: Typeface
    pieces: Sequence[str]
    glues: Sequence[str]
    nexts: Sequence[float]
    ends: Sequence[float]
    slack: float
    widest: float

    def count(self, measure: float) -> int:
        """How many lines of that measure the paragraph takes."""
        return len(line_ends(narrowed(self, measure), measure))

    def lines(self, measure: float, *, balanced: bool = False) -> list[str]:
        """The lines, as many as `count` says; `balanced` makes them about equally long."""
        paragraph = narrowed(self, measure)
        ends = line_ends(paragraph, measure)
        forlorn = _FORLORN * measure
        if len(ends) > 1 and (balanced or _last_width(paragraph, ends) < forlorn):
            for factor in _BALANCED if balanced else _NARROWER:
                earlier = _line_ends_within(paragraph, factor * measure)
                if len(earlier) == len(ends) and _last_width(paragraph, earlier) >= forlorn:
                    ends = earlier
                    break
        starts = [0, *ends[:-1]]
        return [_line(paragraph, start, end) for start, end in zip(starts, ends, strict=True)]


def measured(text: str, typeface: Typeface) -> Paragraph:
    """Measure a cleaned paragraph."""
    if _HINTS.search(text):
        return _glued(*_split(text), typeface)
    words = text.split(" ")
    widths = list(map(typeface.widths.__getitem__, words))
    space = typeface.space
    nexts = list(accumulate([width + space for width in widths]))
    return Paragraph(typeface, words, (), nexts, nexts, space, max(widths))


def _glued(pieces: Sequence[str], glues: Sequence[str], typeface: Typeface) -> Paragraph:
    """Measure pieces with glues that differ."""
    widths = list(map(typeface.widths.__getitem__, pieces))
    hyphens = [typeface.hyphen if glue == SOFT_HYPHEN else 0.0 for glue in glues]
    spaces = [typeface.space if glue == " " else 0.0 for glue in glues]
    nexts = list(accumulate(map(float.__add__, widths, spaces)))
    ends = map(float.__add__, map(float.__sub__, nexts, spaces), hyphens)
    # A piece may be narrower than the hyphen before it: then its end is that hyphen's.
    rising = list(accumulate(ends, max))
    widest = max(map(float.__add__, widths, hyphens))
    return Paragraph(typeface, pieces, glues, nexts, rising, 0.0, widest)


def line_ends(paragraph: Paragraph, measure: float) -> list[int]:
    """The index after the last piece of each line of a paragraph narrowed to the measure."""
    ends, nexts = paragraph.ends, paragraph.nexts
    room = measure + paragraph.slack + _TOLERANCE
    count = len(ends)
    found = []
    end, start = 0, 0.0
    while end < count:
        last, end = end, bisect_right(ends, start + room, end)
        if end == last:
            end += 1
        found.append(end)
        start = nexts[end - 1]
    return found


def _line_ends_within(paragraph: Paragraph, measure: float) -> list[int]:
    """Line ends for a narrower measure, or nothing where a word would have to be taken apart."""
    return line_ends(paragraph, measure) if paragraph.widest <= measure else []


def narrowed(paragraph: Paragraph, measure: float) -> Paragraph:
    """The paragraph, or one with the words that are wider than the measure taken apart."""
    if paragraph.widest <= measure:
        return paragraph
    pieces: list[str] = []
    glues: list[str] = []
    old_glues = paragraph.glues or [" "] * len(paragraph.pieces)
    for piece, glue in zip(paragraph.pieces, old_glues, strict=True):
        chunks = _chunks(piece, measure - paragraph.typeface.hyphen, paragraph.typeface)
        pieces += chunks
        glues += [""] * (len(chunks) - 1) + [glue]
    return _glued(pieces, glues, paragraph.typeface)


def _last_width(paragraph: Paragraph, ends: Sequence[int]) -> float:
    return paragraph.ends[-1] - paragraph.slack - paragraph.nexts[ends[-2] - 1]


def _line(paragraph: Paragraph, start: int, end: int) -> str:
    """The text of a line; no-break spaces have done their work."""
    if not paragraph.glues:
        return " ".join(paragraph.pieces[start:end]).replace(NO_BREAK_SPACE, " ")
    glues = paragraph.glues[start:end]
    inner = [glue.replace(SOFT_HYPHEN, "") for glue in glues[:-1]]
    last = "-" if glues[-1] == SOFT_HYPHEN else ""
    pairs = zip(paragraph.pieces[start:end], [*inner, last], strict=True)
    return "".join([f"{piece}{glue}" for piece, glue in pairs]).replace(NO_BREAK_SPACE, " ")


def _split(text: str) -> tuple[list[str], list[str]]:
    """Pieces and their glues of a text with soft hyphens or zero-width spaces."""
    pieces: list[str] = []
    glues: list[str] = []
    for word in text.split(" "):
        parts = _HINTS.split(word)
        pieces += parts[::2]
        glues += [hint.replace(ZERO_WIDTH_SPACE, "") for hint in parts[1::2]] + [" "]
    return pieces, glues


def _chunks(word: str, measure: float, typeface: Typeface) -> list[str]:
    """A word cut into the longest chunks that fit, at least a character each."""
    ends = list(accumulate(typeface.widths[character] for character in word))
    chunks = []
    cut, start = 0, 0.0
    while cut < len(word) and ends[-1] - start > measure:
        fit = max(bisect_right(ends, start + measure, cut), cut + 1)
        earliest = cut + (fit - cut) * 2 // 3
        good = (end for end in range(fit, earliest, -1) if word[end - 1] in _GOOD_ENDS)
        previous, cut = cut, next(good, fit)
        chunks.append(word[previous:cut])
        start = ends[cut - 1]
    return [*chunks, word[cut:]] if cut < len(word) or not chunks else chunks
