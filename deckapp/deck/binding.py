"""From YAML nodes to the model: every section is bound to its dataclass, key by key.

Nothing is constructed by YAML. Each thing that does not fit is reported with its place, and
whatever does fit is kept, so that a deck with mistakes still opens.
"""

import re
from collections.abc import Iterable
from typing import Any, cast

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .characters import shortened
from .fields import section_name, specs
from .model import FORMAT, Card, Deck, FollowUp, is_newer
from .problems import Findings
from .reporting import Reporter
from .shapes import Kept, Shapes, is_empty
from .suggestions import suggest_key
from .values import SLUG

MAX_KEYS = 1000
"""Keys of one section that are looked at."""


def bind(root: Node, findings: Findings, left_out: Iterable[tuple[int, int]]) -> tuple[Deck, Kept]:
    """Bind a deck's root node, as far as it goes; of lists that lost items, say what was kept.

    `left_out` are the lines (from, to) that could not be read: a section around them is not blamed
    for what it lacks.
    """
    binding = _Binding(findings, left_out, Deck)
    if not isinstance(root, MappingNode):
        message = "The file is not a deck: it has no keys."
        binding.report("not-a-deck", message, root, _START)
        return Deck(), {}
    keys = {key.value for key, _ in root.value[:MAX_KEYS] if isinstance(key, ScalarNode)}
    if not keys & {"format", "issues", "meeting"}:
        binding.report("not-a-deck", "The file is YAML, but not a deck.", root, _START)
        return Deck(), {}
    deck = cast(Deck, binding.section(Deck, root))
    if deck.format not in ("", FORMAT):
        binding.wrong_format(root, deck.format)
    return deck, binding.kept


def bind_section(
    type_: type, root: Node, findings: Findings, left_out: Iterable[tuple[int, int]]
) -> object:
    """Bind the root node of a file that is not a deck to the dataclass of what it is."""
    return _Binding(findings, left_out, type_).section(type_, root)


_START = "A deck starts with 'format: deckapp/1'; `deckapp new` writes one to start from."


class _Binding(Reporter):
    """One pass over the nodes."""

    def __init__(self, findings: Findings, left_out: Iterable[tuple[int, int]], root: type) -> None:
        super().__init__(findings)
        self._root = root
        self._left_out = tuple(left_out)
        self._shapes = Shapes(self, self.section)
        self.kept = self._shapes.kept
        self._ids: dict[str, Node] = {}
        self._follow_up_ids: dict[str, Node] = {}

    def section(self, type_: type, node: Node) -> object:
        """One dataclass from a mapping node."""
        if not isinstance(node, MappingNode):
            if not is_empty(node):
                message, hint = "A section with keys belongs here.", "Write 'key: value' lines."
                self.report("wrong-type", message, node, hint)
            return type_()
        in_card = type_ is Card
        if in_card:
            self.card = _label(node)
            self._follow_up_ids = {}
        entries = self._entries(type_, node)
        values = self._values(type_, entries, in_card=in_card)
        for name, spec in specs(type_).items():
            if spec.required and not values.get(name):
                self._missing(type_, name, entries.get(name), node)
        if in_card:
            self.card = self.field = None
        return type_(**values)

    def _values(self, type_: type, entries: dict[str, Node], *, in_card: bool) -> dict[str, Any]:
        """The value of each field; within a card, problems are told which field they are in."""
        known = specs(type_)
        values = {}
        for name, value in entries.items():
            if in_card:
                self.field = name
            values[name] = self._shapes.bind(known[name], name, value)
            if name == "id":
                self._claim_id(type_, value, str(values[name]))
        return values

    def _entries(self, type_: type, node: MappingNode) -> dict[str, Node]:
        """The known keys of a section with their value nodes; the first of two wins."""
        known = specs(type_)
        entries: dict[str, Node] = {}
        places: dict[str, Node] = {}
        for key, value in node.value[:MAX_KEYS]:
            name = key.value
            if not isinstance(key, ScalarNode):
                message = "A list or section cannot be a key."
                self.report("unknown-key", message, key, "Put the text in quotes.")
            elif name in places:
                words = f"“{shortened(name)}” is used ", " as well."
                self.report_twice("duplicate-key", places[name], key, words)
            else:
                places[name] = key
                if name in known:
                    entries[name] = value
                else:
                    self._unknown(type_, key)
        if len(node.value) > MAX_KEYS:
            message, hint = "This section has too many keys.", "Check the indentation."
            self.report("too-large", message, node.value[MAX_KEYS][0], hint)
        return entries

    def _unknown(self, type_: type, key: ScalarNode) -> None:
        if key.value == "<<" and not key.style:
            message = "Merge keys (<<) are not used in decks."
            self.report("unsafe-yaml", message, key, "Write the keys out.")
        elif not self.findings.full("unknown-key"):
            name = shortened(key.value, 60)
            message = f"“{name}” is not a key of {_a(type_)}."
            self.report("unknown-key", message, key, suggest_key(name, type_, self._root))

    def _missing(self, type_: type, name: str, value: Node | None, node: Node) -> None:
        if value is not None and not _holds_nothing(value):
            return  # it is there, and what is wrong with it was said
        first, last = node.start_mark.line + 1, node.end_mark.line + 1
        if any(first <= end and start <= last for start, end in self._left_out):
            return  # it may be among the lines that could not be read
        if self.findings.full("missing-key"):
            return
        help_ = specs(type_)[name].help
        message = f"{_a(type_).capitalize()} needs “{name}”."
        hint = f"Add '{name}: …': {help_[0].lower()}{help_[1:]}"
        if value is not None:
            message, hint = f"“{name}” is empty.", f"Fill it in: {help_[0].lower()}{help_[1:]}"
        field = self.field
        if type_ is Card:
            self.field = name
        self.report("missing-key", message, value or node, hint)
        self.field = field

    def _claim_id(self, type_: type, node: Node, id_: str) -> None:
        """Ids of issues and cards are unique in the deck, those of follow-ups in their card."""
        if not id_:
            return
        ids = self._follow_up_ids if type_ is FollowUp else self._ids
        if id_ in ids:
            words = f"The id “{id_}” is used ", " as well."
            self.report_twice("duplicate-id", ids[id_], node, words)
        else:
            ids[id_] = node

    def wrong_format(self, root: MappingNode, written: str) -> None:
        """Report a format other than ours."""
        node = next(value for key, value in root.value if key.value == "format")
        hint = f"Write 'format: {FORMAT}'."
        if is_newer(written):
            hint = "A newer deckapp wrote this deck, which is only read here: update deckapp."
        message = f"“{shortened(written)}” is not a format that this deckapp reads."
        self.report("bad-value", message, node, hint)


def _label(card: MappingNode) -> str:
    """What a card is called in problems: its id, its title where it has none that is valid."""
    id_, title = (
        next((v.value for k, v in card.value if k.value == name and isinstance(v, ScalarNode)), "")
        for name in ("id", "title")
    )
    return id_ if re.fullmatch(SLUG, id_) else title


def _holds_nothing(node: Node) -> bool:
    if isinstance(node, SequenceNode):
        return all(is_empty(item) for item in node.value)
    return is_empty(node)


def _a(type_: type) -> str:
    """The section in words with its article: "a card", "an issue"."""
    name = section_name(type_)
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
