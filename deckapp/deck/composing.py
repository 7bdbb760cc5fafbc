"""From text to YAML nodes, guarded: bounded depth, bounded size, nothing constructed.

libyaml's composer asks a resolver about every node as it goes. The resolver here never guesses a
type (every scalar stays text); it counts depth and nodes instead and stops a hostile file early.
"""

from typing import TYPE_CHECKING

import yaml
from yaml._yaml import CParser
from yaml.nodes import CollectionNode, Node, ScalarNode

from .hazards import RefusedError, place_of, refuse_many_aliases, report_hazards
from .problems import Findings, Problem

if TYPE_CHECKING:
    from .recovery import Recovery

MAX_DEPTH = 32
MAX_NODES = 2_000_000
MAX_ITEMS = 10_000
FREE_NODES = 40_000
_CHARACTERS_PER_NODE = 10
_NODES_BETWEEN_LOOKS = 10_000


class _GuardedComposer(CParser):
    """Composes nodes with marks; a node with an explicit tag keeps it, all others have none."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0
        self._nodes = 0
        self._next_look = FREE_NODES

    def descend_resolver(self, parent: Node | None, _index: object) -> None:
        self._depth += 1
        self._nodes += 1
        if self._depth > MAX_DEPTH:
            message = f"Lists or sections are nested over {MAX_DEPTH} deep here."
            hint = "A deck needs no more than ten: check brackets and dashes."
            raise RefusedError(Problem("too-deep", message, *place_of(parent), hint))
        if self._nodes > self._next_look and isinstance(parent, CollectionNode):
            self._look(parent)

    def ascend_resolver(self) -> None:
        self._depth -= 1

    def resolve(self, _kind: type[Node], _value: object, _implicit: object) -> str:
        return ""

    def _look(self, parent: CollectionNode) -> None:
        """Refuse what no deck is like; a real one has about 25 characters to a node."""
        self._next_look += _NODES_BETWEEN_LOOKS
        last = parent.value[-1] if parent.value else parent
        reached = (last[1] if isinstance(last, tuple) else last).end_mark or parent.start_mark
        if (
            self._nodes > MAX_NODES
            or self._nodes > FREE_NODES + reached.index // _CHARACTERS_PER_NODE
            or len(parent.value) > MAX_ITEMS
        ):
            message = "There are more entries up to here than any deck needs."
            place = reached.line + 1, reached.column + 1
            raise RefusedError(Problem("too-large", message, *place, "Split the deck."))


def compose(text: str, findings: Findings) -> tuple[Node | None, list[tuple[int, int]]]:
    """Compose a deck's text: its root node, and the lines (from, to) that were left out for that.

    A syntax error costs the entry around it, or the list item, and no more: it is left out, said
    so, and the rest is composed. Hostile constructs cost the whole file. The root is None where
    nothing could be composed.
    """
    recovery: Recovery | None = None
    while True:
        readable = text if recovery is None else recovery.text
        left_out = [] if recovery is None else recovery.left_out
        try:
            refuse_many_aliases(readable)
            root = _compose_once(readable)
            report_hazards(root, text, findings)
        except RefusedError as refused:
            findings.add(refused.problem)
            return None, left_out
        except yaml.YAMLError as error:
            recovery, lines = _read_on(error, text, recovery, findings)
            if lines is None:
                return None, recovery.left_out
        else:
            return (None if _is_blank(root) else root), left_out


def _read_on(
    error: yaml.YAMLError, text: str, recovery: "Recovery | None", findings: Findings
) -> "tuple[Recovery, tuple[int, int] | None]":
    """Report a syntax error, and leave out the lines around it; None when nothing is left.

    What that needs is loaded here: most decks have no syntax error.
    """
    from . import recovery as recovering
    from .yaml_errors import blame, explain

    recovery = recovery or recovering.Recovery(text)
    found = blame(error, recovery.text)
    lines = recovery.leave_out(found)
    findings.add(explain(found, lines))
    return recovery, lines


def _is_blank(root: Node | None) -> bool:
    """Whether a document was opened (`---`) and nothing stands in it."""
    return isinstance(root, ScalarNode) and not root.value and not root.style


def _compose_once(text: str) -> Node | None:
    composer = _GuardedComposer(text)
    try:
        node: Node | None = composer.get_single_node()
        return node
    finally:
        composer.dispose()
