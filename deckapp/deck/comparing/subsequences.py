"""What stays in order between two sequences: longest increasing and longest common subsequences."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

_MOST_PAIRS = 2**26
"""Of words to compare exactly: 8,000 with 8,000 take some 20 ms and 8 MB."""


def increasing(numbers: Sequence[int]) -> list[int]:
    """The indexes of a longest increasing subsequence of distinct numbers."""
    lowest: list[int] = []  # the least number that ends a subsequence of each length
    ends: list[int] = []  # its index
    previous = []  # for each index, that of the number before it
    for index, number in enumerate(numbers):
        length = bisect_left(lowest, number)
        lowest[length : length + 1] = [number]
        ends[length : length + 1] = [index]
        previous.append(ends[length - 1] if length else -1)
    found = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(at)
        at = previous[at]
    return found[::-1]


def common(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of indexes of a longest common subsequence, in order.

    Where that would take too long, the words that occur once in both come first, and what lies
    between them has nothing in common if it is still too long. So time and memory are bounded.
    """
    start = alike(before, after)
    last = alike(before[start:][::-1], after[start:][::-1])
    end, other_end = len(before) - last, len(after) - last
    inner = _common(before[start:end], after[start:other_end])
    return [
        *((index, index) for index in range(start)),
        *((start + one, start + other) for one, other in inner),
        *((end + index, other_end + index) for index in range(last)),
    ]


def alike(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words both start with."""
    pairs = enumerate(zip(before, after, strict=False))
    shortest = min(len(before), len(after))
    return next((index for index, (one, other) in pairs if one != other), shortest)


def _common(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs between landmarks, and these; without landmarks if it can be done in one go."""
    if len(before) * len(after) <= _MOST_PAIRS:
        return _longest(before, after)
    found = []
    at, other_at = 0, 0
    for stop, other_stop in [*_landmarks(before, after), (len(before), len(after))]:
        between, there = before[at:stop], after[other_at:other_stop]
        if len(between) * len(there) <= _MOST_PAIRS:
            pairs = _longest(between, there)
            found += [(at + one, other_at + other) for one, other in pairs]
        found.append((stop, other_stop))
        at, other_at = stop + 1, other_stop + 1
    return found[:-1]


def _landmarks(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of indexes of words that occur once in both, as many as are in one order."""
    counts, others = Counter(before), Counter(after)
    there = {word: index for index, word in enumerate(after) if others[word] == 1}
    pairs = [
        (index, there[word])
        for index, word in enumerate(before)
        if counts[word] == 1 and word in there
    ]
    return [pairs[index] for index in increasing([other for _, other in pairs])]


def _longest(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of a longest common subsequence, many columns of its table at a time.

    After Hyyrö, “Bit-Parallel LCS-length Computation Revisited” (2004): each row of the table is a
    number, whose bit is unset in the columns where the subsequence grows.
    """
    where: dict[str, int] = defaultdict(int)
    for column, word in enumerate(after):
        where[word] |= 1 << column
    full = (1 << len(after)) - 1
    rows = [full]
    for word in before:
        above, matching = rows[-1], rows[-1] & where.get(word, 0)
        rows.append((above + matching | above - matching) & full)
    found = []
    at, column = len(before), len(after) - 1
    while at and column >= 0:
        if rows[at] >> column & 1:
            column -= 1
            continue
        at -= 1
        if rows[at] >> column & 1:
            found.append((at, column))
            column -= 1
    return found[::-1]
