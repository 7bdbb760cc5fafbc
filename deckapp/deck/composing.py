"""From text to YAML nodes, guarded: bounded depth, bounded size, nothing constructed.

libyaml's composer asks a resolver about every node as it goes. The resolver here never guesses a
type (every scalar stays text); it counts depth and nodes instead and stops a hostile file early.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import yaml
from yaml._yaml import CParser
from yaml.nodes import CollectionNode, MappingNode, Node

from .problems import Problem
from .recovery import Recovery
from .yaml_errors import explain

MAX_DEPTH = 32
MAX_ALIASES = 1000
MAX_NODES = 2_500_000
_FREE_NODES = 100_000
_CHARACTERS_PER_NODE = 8
_ALIAS = re.compile(r"(?:^|[\s,\[{:-])\*[^\s,\[\]{}*]", re.MULTILINE)
_UNUSUAL = re.compile(r"(?:^|[\s,\[{:-])(?:[!&]|<<\s*:)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Composed:
    """The root node (None where nothing could be read) and what was wrong on the way."""

    root: Node | None
    problems: tuple[Problem, ...]


class _RefusedError(Exception):
    """The file was refused; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _GuardedComposer(CParser):
    """Composes nodes with marks; a node with an explicit tag keeps it, all others have none."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0
        self._nodes = 0
        self._most = min(MAX_NODES, _FREE_NODES + len(text) // _CHARACTERS_PER_NODE)

    def descend_resolver(self, parent: Node | None, _index: object) -> None:
        self._depth += 1
        self._nodes += 1
        if self._depth > MAX_DEPTH:
            raise _RefusedError(
                _at(parent, "too-deep", f"Lists or sections are nested over {MAX_DEPTH} deep here.")
            )
        if self._nodes > self._most:
            raise _RefusedError(_at(parent, "too-large", "The file has too many tiny entries."))

    def ascend_resolver(self) -> None:
        self._depth -= 1

    def resolve(self, _kind: type[Node], _value: object, _implicit: object) -> str:
        return ""


def _at(node: Node | yaml.Event | None, code: str, message: str, hint: str = "") -> Problem:
    mark = node.start_mark if node is not None else None
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(code, message, line, column, hint)


def compose(text: str) -> Composed:
    """Compose a deck's text.

    A syntax error costs the list item around it and no more: the item is left out, said so, and
    the rest is composed. Hostile constructs cost the whole file.
    """
    problems: list[Problem] = []
    recovery = Recovery(text)
    root: Node | None = None
    try:
        _refuse_many_aliases(text)
        while True:
            try:
                root = _compose_once(recovery.text)
                break
            except yaml.MarkedYAMLError as error:
                left_out = recovery.leave_out(error)
                if not problems:
                    problems.append(explain(error, text, left_out))
                if left_out is None:
                    break
        if root is not None:
            problems += _refused_constructs(root, text)
    except _RefusedError as refused:
        return Composed(None, (*problems, refused.problem))
    return Composed(root, tuple(problems))


def _compose_once(text: str) -> Node | None:
    composer = _GuardedComposer(text)
    try:
        node: Node | None = composer.get_single_node()
        return node
    finally:
        composer.dispose()


def _refuse_many_aliases(text: str) -> None:
    """Count aliases before composing; what only looks like one (`*emphasis*`) is not counted."""
    if sum(1 for _ in _ALIAS.finditer(text)) <= MAX_ALIASES:
        return
    aliases = depth = 0
    for event in _events(text):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > MAX_DEPTH:
            return  # the composer stops there with the right words
        if aliases > MAX_ALIASES:
            message = f"The file has more than {MAX_ALIASES} aliases."
            raise _RefusedError(_at(event, "unsafe-yaml", message, "Write the texts out."))


def _events(text: str) -> Iterator[yaml.Event]:
    """Parsing events up to the first syntax error, which composing reports."""
    with suppress(yaml.MarkedYAMLError):
        yield from yaml.parse(text, yaml.CSafeLoader)


def _refused_constructs(root: Node, text: str) -> list[Problem]:
    """Explicit tags, merge keys, and aliases that blow up: each with its place.

    Raises _RefusedError for aliases that are endless or expand to more than twice what a file of
    this size may hold.
    """
    if not _UNUSUAL.search(text):
        return []
    problems: list[Problem] = []
    sizes: dict[int, int] = {}
    unfinished: set[int] = set()
    stack: list[tuple[Node, bool]] = [(root, False)]
    most = _FREE_NODES + len(text)
    while stack:
        node, children_done = stack.pop()
        key = id(node)
        if children_done:
            sizes[key] = 1 + sum(sizes[id(child)] for child in children(node))
            unfinished.discard(key)
            if sizes[key] > most:
                raise _RefusedError(
                    _at(
                        node,
                        "unsafe-yaml",
                        "The aliases here multiply into a huge deck.",
                        "Write the text out.",
                    )
                )
        elif key in unfinished:
            raise _RefusedError(
                _at(
                    node,
                    "unsafe-yaml",
                    "This section contains itself through an alias.",
                    "Delete the alias.",
                )
            )
        elif key not in sizes:
            unfinished.add(key)
            stack.append((node, True))
            stack += [(child, False) for child in children(node) if id(child) not in sizes]
            problems += _unusual(node)
    return problems


def children(node: Node) -> list[Node]:
    """The nodes right below a node: keys and values of a section, items of a list."""
    if isinstance(node, MappingNode):
        return [child for pair in node.value for child in pair]
    return node.value if isinstance(node, CollectionNode) else []


def _unusual(node: Node) -> Iterator[Problem]:
    if node.tag:
        yield _at(
            node, "unsafe-yaml", f"The tag {node.tag} is not used in decks.", "Delete the tag."
        )
    if isinstance(node, MappingNode):
        for key, _ in node.value:
            if key.value == "<<" and not key.style:
                yield _at(
                    key,
                    "unsafe-yaml",
                    "Merge keys (<<) are not used in decks.",
                    "Write the keys out.",
                )
