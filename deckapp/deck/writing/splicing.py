"""From a deck as it was read and as it is now to the splices that turn its file into the new one.

Whatever did not change is not touched: a section is looked into only where its deck differs.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from deckapp.deck.editing.ids import with_follow_up_ids
from deckapp.deck.fields import FieldSpec, Kind, specs
from deckapp.deck.model import Card, Deck, FollowUp, Issue
from deckapp.deck.source import SourceDocument

from .brackets import bracket_splices, spans_of
from .chunks import Chunk, chunks_of, column_of, content_end
from .habits import habits_of
from .lines import Addition, list_splices, section_splices, usual_gap
from .matching import matched, stationary
from .origins import Origins
from .rendering import COLLECTIONS, Rendering, filled_in
from .rewriting import is_swallowing, put, rewritten
from .splices import Splice, shifted, spliced

_LISTS = (Kind.TEXTS, Kind.CHOICES, Kind.RECORDS)
Instead = Callable[[Card | Issue], str | None]
_COLON = re.compile(r"[ \t\r\n]*:")


class Splicing:
    """How the file of a deck must change for the deck to be another.

    `named` is the deck of the source with ids for all that has none, from which `deck` was made;
    `renamed` has ids of `named` by those of `deck`. `instead` gives lines (with the dash at the
    margin) that a card or issue is to have, where these are not to be made from its own.
    """

    def __init__(
        self,
        source: SourceDocument,
        named: Deck,
        deck: Deck,
        renamed: Mapping[str, str],
        instead: Instead | None = None,
    ) -> None:
        self._text = source.text
        self._source = source
        self._deck = deck
        self._habits = habits_of(source)
        self._newline = self._habits.newline
        self._rendering = Rendering(self._habits, self._moved)
        self._origins = Origins(source.root, source.kept, source.deck, named, renamed)
        self._instead = instead
        self._has_aliases = "*" in source.text and "&" in source.text
        self._chunks: dict[int, list[Chunk]] = {}

    def text(self) -> str:
        """The text of the file for the deck."""
        root = self._source.root
        assert isinstance(root, MappingNode)
        return spliced(self._text, self._section(root, self._source.deck, self._deck))

    # Sections

    def _section(self, node: MappingNode, old: Any, new: Any) -> list[Splice]:
        """The splices in a section of the file."""
        flow = bool(node.flow_style)
        splices: list[Splice] = []
        removed: set[int] = set()
        added: list[Addition] = []
        last: int | None = None
        for name, spec in specs(type(new)).items():
            before, after = getattr(old, name), getattr(new, name)
            places = [index for index, (key, _) in enumerate(node.value) if key.value == name]
            if before is after or before == after:
                last = places[0] if places else last
            elif not places:
                added.append((last, self._entry(spec, name, after, node, flow=flow)))
            elif filled_in(spec, after) or self._stays(node, places[0]):
                last = places[0]
                key, value = node.value[last]
                splices += self._value(spec, name, key, value, before, after, flow=flow)
            else:
                removed.update(places)
        anew = partial(self._rendering.section, new)
        return splices + self._entries(node, removed, added, anew)

    def _entry(
        self, spec: FieldSpec, name: str, value: Any, node: MappingNode, *, flow: bool
    ) -> str:
        if flow:
            return f"{name}: {self._rendering.flow(spec, value)}"
        return self._rendering.entry(spec, name, value, column_of(self._text, node))

    def _entries(
        self,
        node: MappingNode,
        removed: set[int],
        added: Sequence[Addition],
        anew: Callable[[int], str],
    ) -> list[Splice]:
        """The splices that take keys out of a section and put others in.

        If none stays, it is written `anew`, at a column.
        """
        if not removed and not added:
            return []
        if node.flow_style:
            spans = spans_of(self._text, node)
            return bracket_splices(self._text, node, spans, removed, added)
        if len(removed) == len(node.value):
            start, column = node.start_mark.index, column_of(self._text, node)
            end = content_end(self._text, node, start)
            return [Splice(start, end, anew(column))]
        return section_splices(self._text, self._chunks_of(node), removed, added, self._newline)

    def _stays(self, node: MappingNode, index: int) -> bool:
        """Whether a list that becomes empty has comments that belong to none of its items."""
        items = node.value[index][1]
        if node.flow_style or not isinstance(items, SequenceNode) or not items.value:
            return False
        chunk = self._chunks_of(node)[index]
        if items.flow_style or items.start_mark.index < chunk.head:
            return False
        chunks = self._chunks_of(items)
        bounds = [chunk.start, *(index for item in chunks for index in item[::2]), chunk.end]
        return any(
            "#" in self._text[start:end]
            for start, end in zip(bounds[::2], bounds[1::2], strict=True)
        )

    # Values

    def _value(
        self,
        spec: FieldSpec,
        name: str,
        key: ScalarNode,
        node: Node,
        before: Any,
        after: Any,
        *,
        flow: bool,
    ) -> list[Splice]:
        """The splices in the value of a key."""
        colon = _COLON.match(self._text, key.end_mark.index)
        assert colon is not None
        is_alias = node.start_mark.index < colon.end()
        column = key.start_mark.column
        if not is_alias and node.value:
            if spec.kind is Kind.RECORD and isinstance(node, MappingNode):
                return self._section(node, before, after)
            if spec.kind is Kind.TRANSLATIONS and isinstance(node, MappingNode):
                return self._translations(node, before, after)
            if spec.kind in _LISTS and isinstance(node, SequenceNode):
                splices = self._list(spec, node, before, after)
                if not after and not node.flow_style:
                    splices.insert(0, Splice(colon.end(), colon.end(), " []"))
                return splices
            if spec.kind not in COLLECTIONS and isinstance(node, ScalarNode):
                return self._single(spec, node, after, column + self._habits.indent, flow=flow)
        end = content_end(self._text, node, colon.end())
        written = self._rendering.value(spec, name, after, column)
        if flow or is_swallowing(self._text, end, written, self._habits):
            written = f" {self._rendering.flow(spec, after)}"
        return put(self._text, colon.end(), end, written, self._habits)

    def _single(
        self, spec: FieldSpec, node: ScalarNode, value: Any, indent: int, *, flow: bool
    ) -> list[Splice]:
        if spec.kind in (Kind.NUMBER, Kind.DATE, Kind.PARTIAL_DATE):
            start, end = node.start_mark.index, content_end(self._text, node, node.start_mark.index)
            written = self._rendering.single(spec, value, 0, 0)
            return put(self._text, start, end, written, self._habits)
        return rewritten(self._text, node, str(value), self._habits, indent=indent, in_flow=flow)

    def _translations(
        self, node: MappingNode, before: Mapping[str, str], after: Mapping[str, str]
    ) -> list[Splice]:
        """The splices in a section of texts by language."""
        flow = bool(node.flow_style)
        places = {key.value: index for index, (key, _) in reversed([*enumerate(node.value)])}
        removed = {
            index
            for index, (key, _) in enumerate(node.value)
            if key.value in before and key.value not in after
        }
        splices: list[Splice] = []
        added: list[Addition] = []
        last = max(set(range(len(node.value))) - removed, default=None)
        spec = FieldSpec(Kind.TEXT, "", "")
        for tag, text in after.items():
            if tag not in places:
                column = column_of(self._text, node)
                entry = self._rendering.translation(tag, text, column)
                if flow:
                    entry = self._rendering.flow_translation(tag, text)
                added.append((last, entry))
            elif before.get(tag) != text:
                key, value = node.value[places[tag]]
                splices += self._value(spec, tag, key, value, before.get(tag), text, flow=flow)
        anew = partial(self._rendering.translations, after)
        return splices + self._entries(node, removed, added, anew)

    # Lists

    def _list(
        self, spec: FieldSpec, node: SequenceNode, before: Sequence[Any], after: Sequence[Any]
    ) -> list[Splice]:
        """The splices in a list."""
        items = self._origins.items(node)
        found = self._matched(node, before, after)
        stay = stationary(found)
        splices: list[Splice] = []
        added: list[Addition] = []
        last: int | None = None
        for entry, at in zip(after, found, strict=True):
            if at in stay and at is not None:
                last, item = items[at]
                splices += self._item(spec, node, last, item, before[at], entry)
            elif node.flow_style:
                added.append((last, self._rendering.flow_item(spec, entry)))
            else:
                origin = None if at is None else (*items[at], before[at])
                added.append((last, self._lines(spec, node, entry, origin)))
        removed = {items[at][0] for at in range(len(before)) if at not in stay}
        if not removed and not added:
            return splices
        if node.flow_style:
            spans = spans_of(self._text, node)
            return splices + bracket_splices(self._text, node, spans, removed, added)
        chunks = self._chunks_of(node)
        gap = usual_gap(self._text, self._chunks_of(self._like(spec, node)))
        return splices + list_splices(self._text, chunks, removed, added, gap, self._newline)

    def _like(self, spec: FieldSpec, node: SequenceNode) -> SequenceNode:
        """A list that shows how far apart its items stand: another issue's if it has one card."""
        if spec.record is Card and len(node.value) == 1:
            for at in range(len(self._source.deck.issues)):
                other = self._source.node(("issues", at, "cards"))
                if isinstance(other, SequenceNode) and other.value[1:] and not other.flow_style:
                    return other
        return node

    def _matched(
        self, node: SequenceNode, before: Sequence[Any], after: Sequence[Any]
    ) -> list[int | None]:
        """For each entry of a list its index in the list before, or None."""
        if not before:
            return [None] * len(after)
        if isinstance(before[0], FollowUp):
            before = with_follow_up_ids(Card(follow_ups=tuple(before))).follow_ups
        if not isinstance(before[0], (Card, Issue)):
            return matched(before, after)
        indexes = {index: at for at, (index, _) in enumerate(self._origins.items(node))}
        origins = [self._origins.of(section) for section in after]
        return [
            indexes[origin.place] if origin is not None and origin.siblings is node else None
            for origin in origins
        ]

    def _lines_instead(self, section: Any, column: int) -> str | None:
        if self._instead is None or not isinstance(section, (Card, Issue)):
            return None
        lines = self._instead(section)
        return None if lines is None else shifted(self._newline.join(lines.splitlines()), column)

    def _item(
        self, spec: FieldSpec, siblings: SequenceNode, index: int, node: Node, old: Any, new: Any
    ) -> list[Splice]:
        """The splices in an item of a list."""
        if old is new or old == new:
            return []
        flow = bool(siblings.flow_style)
        if not (self._has_aliases and self._is_alias(siblings, index, node)):
            if isinstance(node, MappingNode) and node.value:
                return self._section(node, old, new)
            if isinstance(node, ScalarNode):
                return self._single(spec, node, new, node.start_mark.column, flow=flow)
        if flow:
            start, end = spans_of(self._text, siblings)[index]
            return [Splice(start, end, self._rendering.flow_item(spec, new))]
        start = self._chunks_of(siblings)[index].head
        end = content_end(self._text, node, start)
        column = column_of(self._text, siblings)
        written = self._rendering.item(spec, new, column)[column:]
        if is_swallowing(self._text, end, written, self._habits):
            written = f"- {self._rendering.flow_item(spec, new)}"
        return put(self._text, start, end, written, self._habits)

    def _is_alias(self, siblings: SequenceNode, index: int, node: Node) -> bool:
        if siblings.flow_style:
            start = spans_of(self._text, siblings)[index][0]
        else:
            start = self._chunks_of(siblings)[index].head
        return bool(node.start_mark.index < start)

    def _lines(
        self,
        spec: FieldSpec,
        node: SequenceNode,
        entry: Any,
        origin: tuple[int, Node, Any] | None,
    ) -> str:
        """The lines of an item that comes to a list in block style, from within it or not."""
        column = column_of(self._text, node)
        if origin is not None:
            index, item, old = origin
            return self._moved_lines(spec, node, index, item, old, entry, column)
        return self._rendering.item(spec, entry, column, self._beside(node))

    def _beside(self, node: SequenceNode) -> int:
        """How far the content of a list's items stands from their dash."""
        head, item = self._chunks_of(node)[0].head, node.value[0]
        between = self._text[head + 1 : item.start_mark.index]
        return len(between) + 1 if between and not between.strip(" ") else 2

    def _moved(self, section: Any, column: int) -> str | None:
        """The lines that a card or issue has in the file, for a list whose dashes are there."""
        lines = self._lines_instead(section, column)
        if lines is not None:
            return lines
        origin = self._origins.of(section) if isinstance(section, (Card, Issue)) else None
        if origin is None or origin.siblings.flow_style:
            return None
        spec = specs(Deck if isinstance(section, Issue) else Issue)[
            "issues" if isinstance(section, Issue) else "cards"
        ]
        return self._moved_lines(
            spec, origin.siblings, origin.place, origin.node, origin.section, section, column
        )

    def _moved_lines(
        self,
        spec: FieldSpec,
        siblings: SequenceNode,
        index: int,
        node: Node,
        old: Any,
        new: Any,
        column: int,
    ) -> str:
        chunk = self._chunks_of(siblings)[index]
        splices = self._item(spec, siblings, index, node, old, new)
        lines = spliced(self._text, splices, chunk.start, chunk.end)
        lines = lines.removesuffix("\n").removesuffix("\r")
        return shifted(lines, column - column_of(self._text, siblings))

    def _chunks_of(self, node: CollectionNode) -> list[Chunk]:
        found = self._chunks.get(id(node))
        if found is None:
            found = self._chunks[id(node)] = chunks_of(self._text, node)
        return found
