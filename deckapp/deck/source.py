"""A deck as it lies in its file: the source text, its nodes and marks, the model, the problems."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from yaml.nodes import MappingNode, Node, SequenceNode

from .binding import bind
from .composing import compose
from .files import read_bytes
from .guard import clean, decode
from .model import FORMAT, Deck
from .problems import Problem, sort_key

Place = tuple[str | int, ...]
"""A place in the deck from the root: ("issues", 0, "cards", 2, "position")."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One deck with its source.

    `text` is what the file holds, line endings included, without a byte order mark (`bom` says
    whether it had one). `problems` are those of reading, in reading order; `deckapp.deck.lint`
    finds the others. `root` is None where nothing could be composed.
    """

    path: Path | None
    text: str
    bom: bool
    root: Node | None = field(repr=False)
    deck: Deck
    problems: tuple[Problem, ...]

    def node(self, place: Place) -> Node | None:
        """The node at a place, or None where the file has nothing there."""
        node = self.root
        for step in place:
            if isinstance(step, str) and isinstance(node, MappingNode):
                node = next((value for key, value in node.value if key.value == step), None)
            elif (
                isinstance(step, int) and isinstance(node, SequenceNode) and step < len(node.value)
            ):
                node = node.value[step]
            else:
                return None
        return node

    def line_and_column(self, place: Place) -> tuple[int, int]:
        """Line and column, from 1, of a place or of the nearest section around it."""
        for length in range(len(place), -1, -1):
            node = self.node(place[:length])
            if node is not None:
                return node.start_mark.line + 1, node.start_mark.column + 1
        return 1, 1

    @property
    def has_errors(self) -> bool:
        """Whether reading found an error: then parts of the file are not in `deck`."""
        return any(problem.severity.value == "error" for problem in self.problems)


def read_deck(data: bytes, path: Path | None = None) -> SourceDocument:
    """Read a deck from the bytes of a file. Never raises: what is wrong stands in `problems`."""
    with _no_garbage_collection():
        text, bom, problems = decode(data)
        cleaned, found = clean(text)
        problems += found
        deck, root = Deck(), None
        if text or not problems:
            composed = compose(cleaned)
            problems += composed.problems
            root = composed.root
        if root is not None:
            deck, found = bind(root)
            problems += found
            problems += _wrong_format(deck, root)
        elif not problems:
            hint = "Run `deckapp new PATH` for a starter deck."
            problems.append(Problem("not-a-deck", "The file is empty.", 1, 1, hint))
        return SourceDocument(path, text, bom, root, deck, tuple(sorted(problems, key=sort_key)))


def open_deck(path: Path | str) -> SourceDocument:
    """Read a deck file; raises UnreadableFileError when its bytes cannot be had."""
    return read_deck(read_bytes(Path(path)), Path(path))


def _wrong_format(deck: Deck, root: Node) -> list[Problem]:
    if deck.format in ("", FORMAT):
        return []
    node = next(value for key, value in root.value if key.value == "format")
    mark = node.start_mark
    if deck.format.startswith("deckapp/"):
        hint = "This deck was written for a newer deckapp: update deckapp."
    else:
        hint = f"Write 'format: {FORMAT}'."
    return [
        Problem(
            "bad-value",
            f"“{deck.format[:40]}” is not a format that this deckapp reads.",
            mark.line + 1,
            mark.column + 1,
            hint,
        )
    ]


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Reading makes no garbage, but a million nodes make the collector look a million times."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
