"""How a file is written, so that what is added to it looks as if its own hands had written it."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from deckapp.deck.source import SourceDocument

from .scalars import Habits

_MOST_NODES = 5_000
"""Nodes that are looked at: a large deck shows its habits at the start."""
_LEAST_WIDTH, _MOST_WIDTH = 60, 120
_BLOCK_STYLES = ("|", ">")


def habits_of(source: SourceDocument) -> Habits:
    """The habits of a deck's file; where it shows none, those of the decks that deckapp writes."""
    usual = Habits()
    indents: Counter[int] = Counter()
    dashes: Counter[int] = Counter()
    quotes: Counter[str] = Counter()
    flows: Counter[str] = Counter()
    widest = 0
    for key, node in islice(_nodes(source.root), _MOST_NODES):
        if isinstance(node, ScalarNode):
            if node.style in ("'", '"'):
                quotes[node.style] += 1
            widest = max(widest, _widest(source.text, node))
        elif isinstance(node, CollectionNode) and key is not None and node.value:
            flows[key.value] += 1 if node.flow_style else -1
            if node.flow_style:
                continue
            flows[key.value] -= 1
            away = node.start_mark.column - key.start_mark.column
            (dashes if isinstance(node, SequenceNode) else indents)[away] += 1
    return Habits(
        newline=_newline(source.text),
        width=min(max(widest, _LEAST_WIDTH), _MOST_WIDTH) if widest else usual.width,
        quote=max(quotes, key=quotes.__getitem__, default=usual.quote),
        indent=max(indents, key=indents.__getitem__, default=usual.indent),
        dash_indent=max(dashes, key=dashes.__getitem__, default=usual.dash_indent),
        flow=frozenset(key for key in usual.flow | set(flows) if flows[key] > -(key in usual.flow)),
    )


def _nodes(root: Node | None) -> Iterator[tuple[Node | None, Node]]:
    """Every value in reading order, with its key where it has one; of aliases the first only."""
    waiting: list[tuple[Node | None, Node]] = [] if root is None else [(None, root)]
    seen: set[int] = set()
    while waiting:
        key, node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield key, node
        if isinstance(node, MappingNode):
            waiting += reversed(node.value)
        elif isinstance(node, SequenceNode):
            waiting += reversed([(None, item) for item in node.value])


def _widest(text: str, node: ScalarNode) -> int:
    """The length of the longest line over which a text was wrapped; 0 if it was not."""
    start, end = node.start_mark.index, node.end_mark.index
    lines = text[start:end].rstrip().splitlines()
    if node.style == "|" or len(lines) < 2 + (node.style in _BLOCK_STYLES):
        return 0
    first = 0 if node.style in _BLOCK_STYLES else node.start_mark.column + len(lines[0])
    return max(first, *map(len, lines[1:]))


def _newline(text: str) -> str:
    if "\n" not in text:
        return "\r" if "\r" in text else "\n"
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
