"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from .subsequences import alike, common


class WordChange(NamedTuple):
    """A piece of text that both texts have, or only the first, or only the second."""

    kind: Literal["same", "removed", "added"]
    text: str


_PUNCTUATION = (
    r"!-&(-/:-@\[-\^`{-~"  # all of ASCII's but the apostrophe and the underscore
    "\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u2010-\u2018\u201a-\u2027\u2030-\u205e"
    "\u060c\u061b\u061f\u0964\u0965\u3001-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20"
)
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # written without spaces
_WORD = rf"[^\s{_PUNCTUATION}{_IDEOGRAPHS}]+"
_TOKEN = re.compile(rf"\s+|{_WORD}(?:(?<=\d)[.,:](?=\d){_WORD})*|.")
_LONGEST_ISLAND = 20
"""Letters: what stays between two changes and is longer is always shown as the same."""


class _Run(NamedTuple):
    """A change: these tokens of the first text became these of the second."""

    start: int
    end: int
    other_start: int
    other_end: int


def word_changes(before: str, after: str) -> tuple[WordChange, ...]:
    """The pieces in order: the same and removed ones are `before`, the same and added `after`.

    A few words that stayed within a change are part of it, so that it can be read.
    """
    tokens, others = _TOKEN.findall(before), _TOKEN.findall(after)
    runs = _without_islands(_runs(tokens, others), tokens, others)
    pieces = []
    at = 0
    for run in [*runs, _Run(len(tokens), len(tokens), len(others), len(others))]:
        pieces += [
            WordChange("same", "".join(tokens[at : run.start])),
            WordChange("removed", "".join(tokens[run.start : run.end])),
            WordChange("added", "".join(others[run.other_start : run.other_end])),
        ]
        at = run.end
    return tuple([piece for piece in pieces if piece.text])


def _runs(tokens: Sequence[str], others: Sequence[str]) -> Iterator[_Run]:
    """What changed, as short as can be. Words are compared first, then the space around them."""
    words = [index for index, token in enumerate(tokens) if not token.isspace()]
    there = [index for index, token in enumerate(others) if not token.isspace()]
    matching = common([tokens[index] for index in words], [others[index] for index in there])
    pairs = [(words[one], there[other]) for one, other in matching]
    ends = [(-1, -1), *pairs, (len(tokens), len(others))]
    for (start, other_start), (end, other_end) in pairwise(ends):
        one, other = tokens[start + 1 : end], others[other_start + 1 : other_end]
        if one != other:
            first = alike(one, other)
            last = alike(one[first:][::-1], other[first:][::-1])
            yield _Run(start + 1 + first, end - last, other_start + 1 + first, other_end - last)


def _without_islands(
    runs: Iterator[_Run], tokens: Sequence[str], others: Sequence[str]
) -> list[_Run]:
    """The runs, those joined that have fewer letters between them than in each of them."""
    letters, other_letters = _letters(tokens), _letters(others)

    def size(run: _Run) -> int:
        removed = letters[run.end] - letters[run.start]
        return max(removed, other_letters[run.other_end] - other_letters[run.other_start])

    joined: list[_Run] = []
    for run in runs:
        while joined:
            last = joined[-1]
            between = letters[run.start] - letters[last.end]
            if between > min(size(last), size(run), _LONGEST_ISLAND):
                break
            run = _Run(last.start, run.end, last.other_start, run.other_end)
            joined.pop()
        joined.append(run)
    return joined


def _letters(tokens: Sequence[str]) -> list[int]:
    """How many letters stand before each token and, last, in all of them."""
    counts = (0 if token.isspace() else len(token) for token in tokens)
    return list(accumulate(counts, initial=0))
