"""From the node of a value to the value of a field: each kind of field has its shape."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .fields import FieldSpec, Kind
from .reporting import Reporter
from .values import BadValueError, language_tag, parse

_NULLS = {"~", "null", "Null", "NULL"}
_EMPTY: dict[Kind, object] = dict.fromkeys(
    (Kind.NUMBER, Kind.LENGTH, Kind.DEGREES, Kind.DATE), None
)

BindSection = Callable[[type, Node], object]
Kept = dict[int, list[Node]]
"""By the `id()` of the node of a list: its items that are in the model, where some are not."""


class Shapes:
    """Binds values; what does not fit is reported, and empty or as near as possible instead."""

    def __init__(self, reporter: Reporter, section: BindSection) -> None:
        self._reporter = reporter
        self._section = section
        self.kept: Kept = {}
        self._binders: dict[Kind, Callable[[FieldSpec, str, Node], object]] = {
            **dict.fromkeys(Kind, self._single),
            Kind.TEXTS: self._several,
            Kind.CHOICES: self._several,
            Kind.TRANSLATIONS: self._translations,
            Kind.RECORD: self._record,
            Kind.RECORDS: self._records,
        }

    def bind(self, spec: FieldSpec, name: str, node: Node) -> object:
        """The value of a field from the node after its key."""
        return self._binders[spec.kind](spec, name, node)

    def _single(self, spec: FieldSpec, name: str, node: Node) -> object:
        """A text, a number, a date, an id; alone, or as an item of a list."""
        value = node.value
        if not isinstance(node, ScalarNode):
            message = f"In “{name}” a single value belongs here, not a list or section."
            hint = "Write the value itself; put a text that has brackets in quotes."
            self._reporter.report("wrong-type", message, node, hint)
        elif value.strip():
            try:
                return parse(spec, value)
            except BadValueError as error:
                if not is_empty(node):
                    self._reporter.report("bad-value", str(error), node, error.hint)
                if error.instead is not None:
                    return error.instead
        return _EMPTY.get(spec.kind, "")

    def _several(self, spec: FieldSpec, name: str, node: Node) -> tuple[object, ...]:
        """A list of texts or of choices; one of them alone will do, but is said to be wrong."""
        items = [node]
        if isinstance(node, SequenceNode):
            items = node.value
        elif is_empty(node):
            return ()
        else:
            hint = "Write '- ' before each item, or put the items in brackets."
            self._reporter.report("wrong-type", f"“{name}” is a list.", node, hint)
            if isinstance(node, MappingNode):
                return ()
        values = [self._single(spec, name, item) for item in items]
        if "" in values:
            self.kept[id(node)] = [
                item for item, value in zip(items, values, strict=True) if value != ""
            ]
        return tuple(value for value in values if value != "")

    def _translations(self, spec: FieldSpec, name: str, node: Node) -> dict[str, object]:
        """Texts by language tag; the first of two wins."""
        if not isinstance(node, MappingNode):
            if not is_empty(node):
                message = f"“{name}” is a section of languages."
                self._reporter.report("wrong-type", message, node, "Write 'ru: text' lines.")
            return {}
        texts: dict[str, object] = {}
        keys: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                message = "A list or section cannot be a language."
                self._reporter.report("wrong-type", message, key, "Write 'ru: text' lines.")
                continue
            try:
                tag = language_tag(key.value)
            except BadValueError as error:
                self._reporter.report("bad-value", str(error), key, error.hint)
                continue
            if tag in keys:
                words = f"“{tag}” is used ", " as well."
                self._reporter.report_twice("duplicate-key", keys[tag], key, words)
            else:
                keys[tag] = key
                texts[tag] = self._single(replace(spec, kind=Kind.TEXT), name, value)
        return texts

    def _record(self, spec: FieldSpec, _name: str, node: Node) -> object:
        """One nested section."""
        return self._section(cast(type, spec.record), node)

    def _records(self, spec: FieldSpec, name: str, node: Node) -> tuple[object, ...]:
        """A list of sections."""
        if not isinstance(node, SequenceNode):
            if not is_empty(node):
                message = f"“{name}” is a list of sections."
                self._reporter.report("wrong-type", message, node, "Write '- ' before each.")
            return ()
        kept = [item for item in node.value if isinstance(item, MappingNode)]
        if len(kept) < len(node.value):
            self.kept[id(node)] = cast(list[Node], kept)
            for item in node.value:
                if not isinstance(item, MappingNode) and not is_empty(item):
                    message = f"Each of “{name}” is a section with keys."
                    self._reporter.report("wrong-type", message, item, "Write 'key: value' lines.")
        type_ = cast(type, spec.record)
        return tuple([self._section(type_, item) for item in kept])


def is_empty(node: Node) -> bool:
    """Whether a node holds nothing: no character, or YAML's null."""
    return isinstance(node, ScalarNode) and (
        not node.value.strip() or (not node.style and node.value in _NULLS)
    )
