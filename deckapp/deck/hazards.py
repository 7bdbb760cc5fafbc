"""YAML features that decks do not use: tags, and aliases without end."""

import re
from itertools import islice

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from .characters import shortened
from .places import Places
from .problems import Findings, Problem

MAX_ALIASES = 1000
MAX_REPEATED = 100_000
"""Entries that aliases may repeat, all together; twenty characters of text count as an entry."""

MAX_LIKE_ALIASES = 50_000

_ALIAS = r"\*(?<![^\s,\[{:?-]\*)([0-9A-Za-z_-]+)(?![^\s?:,\]}%@`])"
_ANCHOR = re.compile(r"&(?<![^\s,\[{:?-]&)([0-9A-Za-z_-]+)")
_TAG = re.compile(r"!(?<![^\s,\[{:?-]!)\S")


class RefusedError(Exception):
    """The file was refused; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def place_of(node: Node | None) -> tuple[int, int]:
    """Line and column, from 1, at which a node starts."""
    mark = node.start_mark if node is not None else None
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def refuse_many_aliases(text: str) -> None:
    """Count aliases before composing; raises RefusedError when there are too many.

    What looks like an alias but names no anchor (`*emphasis on words*`) counts only in heaps.
    """
    anchors = {match[1] for match in islice(_ANCHOR.finditer(text), MAX_ALIASES + 1)}
    if not anchors:
        return
    aliases = 0
    for number, match in enumerate(re.finditer(_ALIAS, text)):
        aliases += match[1] in anchors or len(anchors) > MAX_ALIASES
        if aliases > MAX_ALIASES or number > MAX_LIKE_ALIASES:
            message = f"The file has more than {MAX_ALIASES} aliases."
            place = Places(text).of(match.start())
            raise RefusedError(Problem("unsafe-yaml", message, *place, "Write the texts out."))


def report_hazards(root: Node | None, text: str, findings: Findings) -> None:
    """Report explicit tags; raises RefusedError for aliases that are endless or multiply."""
    if root is None or not (_TAG.search(text) or _ANCHOR.search(text)):
        return
    sizes: dict[int, int] = {}
    unfinished: set[int] = set()
    waiting: list[tuple[Node, bool]] = [(root, False)]
    once = 0
    while waiting:
        node, children_done = waiting.pop()
        key = id(node)
        if children_done:
            unfinished.discard(key)
            own = 1 + (len(node.value) // 20 if isinstance(node, ScalarNode) else 0)
            once += own
            sizes[key] = own + sum(sizes[id(child)] for child in children(node))
            if sizes[key] > once + MAX_REPEATED:
                raise _refused(node, "The aliases here multiply into a huge deck.")
        elif key in unfinished:
            raise _refused(node, "This section contains itself through an alias.")
        elif key not in sizes:
            unfinished.add(key)
            waiting.append((node, True))
            waiting += [(child, False) for child in reversed(children(node))]
            if node.tag:
                tag = node.tag.replace("tag:yaml.org,2002:", "!!")
                message = f"The tag {shortened(tag)} is not used in decks."
                problem = Problem("unsafe-yaml", message, *place_of(node), "Delete the tag.")
                findings.add(problem)


def _refused(node: Node, message: str) -> RefusedError:
    hint = "Write the text out instead."
    return RefusedError(Problem("unsafe-yaml", message, *place_of(node), hint))


def children(node: Node) -> list[Node]:
    """The nodes right below a node: keys and values of a section, items of a list."""
    if isinstance(node, MappingNode):
        return [child for pair in node.value for child in pair]
    return node.value if isinstance(node, CollectionNode) else []
