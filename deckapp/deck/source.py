"""A deck as it lies in its file: the source text, its nodes and marks, the model, the problems."""

from dataclasses import dataclass, field
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .binding import bind
from .characters import shortened
from .composing import compose
from .files import read_bytes
from .garbage import no_garbage_collection
from .guard import clean, decode
from .model import Deck, is_newer
from .problems import Findings, Problem, Severity
from .shapes import Kept

Place = tuple[str | int, ...]
"""A place in the deck from the root: ("issues", 0, "cards", 2, "position")."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One deck with its source.

    `text` is what the file holds, line endings included, without a byte order mark (`bom` says
    whether it had one). `problems` are those of reading, in reading order; `deckapp.deck.lint`
    finds the others. `root` is None where nothing could be composed. `kept` has the items of
    lists that lost some to errors, so that places count as the deck does.
    """

    path: Path | None
    text: str
    bom: bool
    root: Node | None = field(repr=False, compare=False)
    deck: Deck
    problems: tuple[Problem, ...]
    kept: Kept = field(default_factory=dict, repr=False, compare=False)

    def node(self, place: Place) -> Node | None:
        """The node at a place, or None where the file has nothing there."""
        return _node(self.root, self.kept, place)

    def line_and_column(self, place: Place) -> tuple[int, int]:
        """Line and column, from 1, of a place or of the nearest section around it."""
        return line_and_column(self.root, self.kept, place)

    @property
    def has_errors(self) -> bool:
        """Whether reading found an error: then parts of the file are not in `deck`."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def is_newer(self) -> bool:
        """Whether a newer deckapp wrote the file, which is then read here but never written."""
        return is_newer(self.deck.format)

    @property
    def why_read_only(self) -> str:
        """Why the file is never written, in sentences; empty if it may be."""
        if not self.is_newer:
            return ""
        return (
            f"A newer deckapp wrote this deck ({shortened(self.deck.format)}). It can be read here "
            "as far as this one understands it, but not edited or saved: the rest would be lost."
        )


def _node(root: Node | None, kept: Kept, place: Place) -> Node | None:
    node = root
    for step in place:
        if isinstance(step, str) and isinstance(node, MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(step, int) and isinstance(node, SequenceNode):
            items: list[Node] = kept.get(id(node), node.value or [])
            node = items[step] if step < len(items) else None
        elif step != 0 or not isinstance(node, ScalarNode):
            return None  # a single value will do as a list of one
    return node


def line_and_column(root: Node | None, kept: Kept, place: Place) -> tuple[int, int]:
    """Line and column, from 1, of a place or of the nearest section around it."""
    for length in range(len(place), -1, -1):
        node = _node(root, kept, place[:length])
        if node is not None:
            return node.start_mark.line + 1, node.start_mark.column + 1
    return 1, 1


def read_deck(data: bytes, path: Path | None = None) -> SourceDocument:
    """Read a deck from the bytes of a file. Never raises: what is wrong stands in `problems`."""
    findings = Findings()
    with no_garbage_collection():
        text, bom = decode(data, findings)
        root, left_out = compose(clean(text, findings), findings)
        deck, kept = (Deck(), {}) if root is None else bind(root, findings, left_out)
        if root is None and not findings.any_error:
            hint = "`deckapp new` writes a deck to start from."
            findings.add(Problem("not-a-deck", "The file is empty.", 1, 1, hint))
        return SourceDocument(path, text, bom, root, deck, findings.in_reading_order(), kept)


def read_deck_file(path: Path | str) -> SourceDocument:
    """Read a deck file; raises UnreadableFileError when its bytes cannot be had."""
    return read_deck(read_bytes(Path(path)), Path(path))
