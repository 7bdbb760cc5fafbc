"""Taking entries out of a list or section in flow style ([…], {…}), and putting others in."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from yaml.nodes import CollectionNode, MappingNode

from .chunks import content_end
from .lines import Addition
from .splices import Splice

Span = tuple[int, int]
_COMMA = re.compile(r"\s*,")
_ALIAS = re.compile(r"[\s,]*(\*[^\s,\]}]+)")


def spans_of(text: str, node: CollectionNode) -> list[Span]:
    """Where each entry of a list or section in brackets starts and ends."""
    spans: list[Span] = []
    at = node.start_mark.index
    for child in node.value:
        key, value = child if isinstance(node, MappingNode) else (child, child)
        alias = _ALIAS.match(text, at) if key.start_mark.index < at else None
        start, end = alias.span(1) if alias else (key.start_mark.index, key.end_mark.index)
        at = end if alias or value is key else content_end(text, value, end)
        spans.append((start, at))
    return spans


def bracket_splices(
    text: str,
    node: CollectionNode,
    spans: Sequence[Span],
    removed: Collection[int],
    added: Sequence[Addition],
) -> list[Splice]:
    """The splices that take entries out of brackets and put others in."""
    kept = [index for index in range(len(spans)) if index not in removed]
    if not kept:
        opening = re.compile(r"[\[{]").search(text, node.start_mark.index)
        assert opening is not None
        inner = ", ".join(entry for _, entry in added)
        return [Splice(opening.end(), node.end_mark.index - 1, inner)]
    splices = _removals(text, spans, removed)
    comma = _usual_comma(text, spans)
    for before, entry in added:
        if before is None:
            start = spans[kept[0]][0]
            splices.append(Splice(start, start, entry + comma))
        else:
            end = spans[before][1]
            splices.append(Splice(end, end, comma + entry))
    return splices


def _removals(text: str, spans: Sequence[Span], removed: Collection[int]) -> list[Splice]:
    """Entries out, each row of them with one comma and the comment that stands beside it."""
    splices = []
    first = 0
    for index, (start, end) in enumerate(spans):
        if index not in removed:
            first = index + 1
            continue
        if index + 1 in removed:
            continue
        start = spans[first][0]
        if index + 1 < len(spans):
            after = text[end : spans[index + 1][0]]
            end += len(after) if "#" not in after else len(re.split(r"[\r\n]", after)[0])
        elif "#" not in text[spans[first - 1][1] : start]:
            start = spans[first - 1][1]
        elif comma := _COMMA.match(text, end):
            end = comma.end()
        splices.append(Splice(start, end, ""))
    return splices


def _usual_comma(text: str, spans: Sequence[Span]) -> str:
    commas = [text[above[1] : below[0]] for above, below in pairwise(spans)]
    return next((comma for comma in commas if "#" not in comma and "\n" in comma), ", ")
