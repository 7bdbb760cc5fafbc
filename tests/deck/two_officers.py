"""What two officers make of one file: one edits in the window, each also with a text editor."""

import re
from contextlib import suppress
from random import Random
from typing import NamedTuple

from hypothesis import assume

from deckapp.deck import DeleteCard, EditError, SetField, SourceDocument, read_deck
from deckapp.deck.editing.history import History
from deckapp.deck.editing.ids import with_ids
from deckapp.deck.writing.verified import edited_source, encoded
from tests.deck.editing.at_random import edit_at_random
from tests.deck.writing.ragged import Ragged


class Versions(NamedTuple):
    """A file and what two officers made of it."""

    base: SourceDocument
    ours: SourceDocument
    theirs: SourceDocument


def versions(
    seed: int, *, deletes: bool = True, clashing: bool = False, flow: float | None = None
) -> Versions:
    """A file of any style and what two officers made of it; none has errors."""
    random = Random(seed)
    text = Ragged(random, anchors=0.0, flow=flow).deck()
    if random.random() < 0.3:
        text = re.sub(r"\r?\n", "\r\n", text)
    base = _read(text, bom=random.random() < 0.2)
    cards = [card.id for _, card in with_ids(base.deck).cards()]
    same = random.choice(cards) if clashing and cards else ""
    sides = [version(random, base, name, same, deletes=deletes) for name in ("ours", "theirs")]
    return Versions(base, *sides)


def version(
    random: Random, base: SourceDocument, name: str, card: str, *, deletes: bool
) -> SourceDocument:
    """The file after some edits, with comments that were added, deleted and worded anew."""
    history = History(with_ids(base.deck))
    named = history.present.deck
    if card:
        delete = deletes and random.random() < 0.3
        history.apply(DeleteCard(card) if delete else SetField(card, "position", f"As {name}."))
    for _ in range(random.choice([0, 1, 1, 2, 6])):
        with suppress(EditError):
            history.apply(edit_at_random(random, history.present.deck, deletes=deletes))
    step = history.present
    source = edited_source(base, named, step.deck, step.renamed)
    assume(not source.has_errors)
    return commented(random, source, name, deletes=deletes)


def commented(
    random: Random, source: SourceDocument, name: str, *, deletes: bool = True
) -> SourceDocument:
    """The file with some comments changed; what it says stays."""
    for number in range(random.choice([0, 0, 1, 2, 4])):
        lines = source.text.splitlines(keepends=True)
        at = random.randrange(len(lines))
        lines[at : at + 1] = _changed(random, lines[at], f"# {name} {number}", deletes=deletes)
        new = read_deck(encoded("".join(lines), bom=source.bom))
        if new.deck == source.deck and not new.has_errors:
            source = new
    return source


def _changed(random: Random, line: str, comment: str, *, deletes: bool) -> list[str]:
    """A line with a comment above or beside it; one that is a comment goes or says more."""
    body = line.rstrip("\r\n")
    end = line[len(body) :]
    match random.choice(["above", "beside", "delete", "word"]):
        case "above":
            margin = body[: len(body) - len(body.lstrip(" "))]
            return [f"{margin}{comment} above{end or chr(10)}", line]
        case "beside" if body.strip() and "#" not in body:
            return [f"{body}  {comment} beside{end}"]
        case "delete" if deletes and re.fullmatch(r" *# \d+ above", body):
            return []
        case "word" if re.search(r"# \d+ (above|beside)$", body):
            return [f"{body}, {comment[2:]}{end}"]
    return [line]


def _read(text: str, *, bom: bool) -> SourceDocument:
    source = read_deck(encoded(text, bom=bom))
    assume(not source.has_errors)
    return source
