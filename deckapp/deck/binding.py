"""From YAML nodes to the model: every value is bound to the field that its key names.

Nothing is constructed by YAML. Each thing that does not fit is reported with its place, and
whatever does fit is kept, so that a deck with mistakes still opens.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .fields import FieldSpec, Kind, specs
from .model import Card, Deck, FollowUp, Issue
from .problems import Problem
from .suggestions import suggest_key
from .values import BadValueError, language_tag, parse

Section = TypeVar("Section")
_Binder = Callable[["_Binding", FieldSpec, str, Node], object]


def bind(root: Node) -> tuple[Deck, list[Problem]]:
    """Bind a deck's root node; return what could be read and every problem found."""
    binding = _Binding()
    if not isinstance(root, MappingNode):
        binding.report(
            "not-a-deck", "The file is not a deck: it has no keys.", root, "See `deckapp new`."
        )
        return Deck(), binding.problems
    keys = {key.value for key, _ in root.value}
    if not keys & {"format", "issues", "meeting"}:
        hint = "A deck starts with 'format: deckapp/1'; see `deckapp new`."
        binding.report("not-a-deck", "The file is YAML, but not a deck.", root, hint)
        return Deck(), binding.problems
    return binding.section(Deck, root), binding.problems


@dataclass(frozen=True, slots=True)
class _Id:
    kind: str
    node: Node


class _Binding:
    """One pass over the nodes; remembers where it is, so that problems can say so."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._card: str | None = None
        self._field: str | None = None
        self._ids: dict[str, _Id] = {}

    def report(self, code: str, message: str, node: Node, hint: str = "") -> None:
        mark = node.start_mark
        self.problems.append(
            Problem(code, message, mark.line + 1, mark.column + 1, hint, self._card, self._field)
        )

    def section(self, type_: type[Section], node: Node) -> Section:
        """One dataclass from a mapping node."""
        if not isinstance(node, MappingNode):
            if not _is_empty(node):
                self.report(
                    "wrong-type",
                    "A section with keys belongs here.",
                    node,
                    "Write 'key: value' lines.",
                )
            return type_()
        entries = self._entries(type_, node)
        if type_ is Card:
            self._card = _scalar(entries.get("id")) or _scalar(entries.get("title"))
        values = self._values(type_, entries)
        for name, spec in specs(type_).items():
            if spec.required and not values.get(name):
                self._missing(type_, name, entries.get(name), node)
        if type_ in (Card, Issue):
            self._claim_id(type_, entries.get("id"), values.get("id", ""))
        if type_ is Card:
            self._card = None
        return type_(**values)

    def _values(self, type_: type, entries: dict[str, Node]) -> dict[str, Any]:
        """The value of each field; within a card, problems are told which field they are in."""
        known = specs(type_)
        values = {}
        for name, value in entries.items():
            if type_ is Card:
                self._field = name
            values[name] = _BINDERS[known[name].kind](self, known[name], name, value)
        if type_ is Card:
            self._field = None
        return values

    def _entries(self, type_: type, node: MappingNode) -> dict[str, Node]:
        """The known keys of a section with their value nodes; the first of two wins."""
        known = specs(type_)
        entries: dict[str, Node] = {}
        places: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.report(
                    "unknown-key",
                    "A list or section cannot be a key.",
                    key,
                    "Put the text in quotes.",
                )
            elif key.value in entries:
                first = places[key.value].start_mark
                message = f"“{key.value}” stands twice here; first on line {first.line + 1}."
                self.report("duplicate-key", message, key, "Delete one of them.")
                self.report_first(
                    places[key.value],
                    f"“{key.value}” stands twice here; again on line {key.start_mark.line + 1}.",
                )
            elif key.value in known:
                entries[key.value] = value
                places[key.value] = key
            elif key.value != "<<" or key.style:
                self.report(
                    "unknown-key",
                    f"“{key.value[:60]}” is not a key of {_a(type_)}.",
                    key,
                    suggest_key(key.value, type_),
                )
        return entries

    def report_first(self, node: Node, message: str, code: str = "duplicate-key") -> None:
        """Report the earlier of two places, once."""
        mark = node.start_mark
        place = mark.line + 1, mark.column + 1
        if not any(p.code == code and (p.line, p.column) == place for p in self.problems):
            self.report(code, message, node, "Delete one of them.")

    def _missing(self, type_: type, name: str, value: Node | None, node: Node) -> None:
        if value is not None and not _is_empty(value) and not _is_empty_list(value):
            return  # it is there, and what is wrong with it was said
        if value is None:
            message = f"{_a(type_).capitalize()} needs “{name}”."
        else:
            message = f"“{name}” is empty."
        self._field = name if self._card is not None else None
        self.report("missing-key", message, value or node, specs(type_)[name].help)
        self._field = None

    def _claim_id(self, type_: type, node: Node | None, id_: str) -> None:
        if node is None or not id_:
            return
        earlier = self._ids.get(id_)
        if earlier is None:
            self._ids[id_] = _Id(_a(type_), node)
            return
        self._field = "id"
        line = node.start_mark.line + 1
        first = earlier.node.start_mark.line + 1
        self.report(
            "duplicate-id",
            f"The id “{id_}” is taken by {earlier.kind} on line {first}.",
            node,
            "Choose another.",
        )
        self.report_first(
            earlier.node, f"The id “{id_}” is used again on line {line}.", "duplicate-id"
        )
        self._field = None

    def single(self, spec: FieldSpec, name: str, node: Node) -> object:
        """A text, a number, a date, an id."""
        if not isinstance(node, ScalarNode):
            self.report(
                "wrong-type", f"“{name}” takes one value, not a list or section.", node, spec.help
            )
            return _DEFAULTS.get(spec.kind, "")
        if not node.value.strip():
            return _DEFAULTS.get(spec.kind, "")
        try:
            return parse(spec, node.value)
        except BadValueError as error:
            self.report("bad-value", str(error), node, error.hint)
            return _DEFAULTS.get(
                spec.kind, node.value.rstrip("\n") if spec.kind is Kind.TEXT else ""
            )

    def several(self, spec: FieldSpec, name: str, node: Node) -> tuple[object, ...]:
        """A list of texts or of choices."""
        if isinstance(node, ScalarNode) and not _is_empty(node):
            hint = "Write '- ' before each item, or put the items in brackets."
            self.report("wrong-type", f"“{name}” is a list.", node, hint)
            return (self.single(spec, name, node),)
        items = [self.single(spec, name, item) for item in self._items(name, node)]
        return tuple(item for item in items if item != "")

    def translations(self, spec: FieldSpec, name: str, node: Node) -> dict[str, object]:
        """Texts by language tag."""
        if not isinstance(node, MappingNode):
            if not _is_empty(node):
                self.report(
                    "wrong-type", f"“{name}” names languages.", node, "Write 'ru: text' lines."
                )
            return {}
        texts: dict[str, object] = {}
        for key, value in node.value:
            try:
                tag = language_tag(_scalar(key))
            except BadValueError as error:
                self.report("bad-value", str(error), key, error.hint)
                continue
            if tag in texts:
                self.report(
                    "duplicate-key", f"“{tag}” stands twice here.", key, "Delete one of them."
                )
            else:
                texts[tag] = self.single(replace(spec, kind=Kind.TEXT), name, value)
        return texts

    def record(self, spec: FieldSpec, _name: str, node: Node) -> object:
        """One nested section."""
        return self.section(cast(type, spec.record), node)

    def records(self, spec: FieldSpec, name: str, node: Node) -> tuple[object, ...]:
        """A list of sections."""
        if not isinstance(node, SequenceNode):
            if not _is_empty(node):
                self.report(
                    "wrong-type",
                    f"“{name}” is a list of sections.",
                    node,
                    "Write '- ' before each.",
                )
            return ()
        type_ = cast(type, spec.record)
        sections: list[Any] = []
        for item in self._items(name, node):
            if isinstance(item, MappingNode):
                sections.append(self.section(type_, item))
            elif not _is_empty(item):
                self.report(
                    "wrong-type",
                    f"Each of “{name}” is a section with keys.",
                    item,
                    "Write 'key: value' lines.",
                )
        if type_ is FollowUp:
            self._follow_up_ids(node, sections)
        return tuple(sections)

    def _follow_up_ids(self, node: SequenceNode, follow_ups: list[FollowUp]) -> None:
        """Ids of follow-ups are unique within their card."""
        ids = [follow_up.id for follow_up in follow_ups if follow_up.id]
        if len(set(ids)) == len(ids):
            return
        seen: dict[str, Node] = {}
        for item in node.value:
            pairs = item.value if isinstance(item, MappingNode) else []
            for key, value in pairs:
                if key.value != "id" or not _scalar(value):
                    continue
                if value.value in seen:
                    message = f"The id “{value.value}” is taken by another follow-up of this card."
                    self.report("duplicate-id", message, value, "Choose another.")
                    self.report_first(seen[value.value], message, "duplicate-id")
                seen.setdefault(value.value, value)

    def _items(self, name: str, node: Node) -> list[Node]:
        if isinstance(node, SequenceNode):
            return cast(list[Node], node.value)
        if isinstance(node, MappingNode):
            self.report("wrong-type", f"“{name}” is a list.", node, "Write '- ' before each item.")
        return []


def _scalar(node: Node | None) -> str:
    return node.value if isinstance(node, ScalarNode) else ""


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.value.strip()


def _is_empty_list(node: Node) -> bool:
    return isinstance(node, SequenceNode) and not node.value


def section_name(type_: type) -> str:
    """The section in words: "card", "follow-up", "avoid phrase"."""
    names = {"AvoidPhrase": "avoid phrase", "FollowUp": "follow-up"}
    return names.get(type_.__name__, type_.__name__.lower())


def _a(type_: type) -> str:
    """The section in words with its article: "a card", "an issue"."""
    name = section_name(type_)
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


_DEFAULTS: dict[Kind, object] = {Kind.NUMBER: None, Kind.DATE: None}
_BINDERS: dict[Kind, _Binder] = {
    **dict.fromkeys(Kind, _Binding.single),
    Kind.TEXTS: _Binding.several,
    Kind.CHOICES: _Binding.several,
    Kind.TRANSLATIONS: _Binding.translations,
    Kind.RECORD: _Binding.record,
    Kind.RECORDS: _Binding.records,
}
