"""The commands that change decks: set, and the mends of check --fix."""

import argparse
import sys
from pathlib import Path
from typing import Any

from deckapp.deck import (
    Card,
    Deck,
    EditError,
    Issue,
    SaveError,
    SetField,
    SourceDocument,
    lint,
    open_deck,
)
from deckapp.deck.editing.addressing import section_of
from deckapp.deck.editing.ids import ids_of
from deckapp.deck.editing.paths import changed
from deckapp.deck.fields import FieldSpec, Kind, specs
from deckapp.deck.files import MAX_BYTES
from deckapp.printing.suggestions import did_you_mean

from .output import DONE, CommandError, Commands, say

_LISTS = (Kind.TEXTS, Kind.CHOICES)


def add_set(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that sets a field."""
    command = commands.add_parser(
        "set",
        parents=[shared],
        help="set a field of a card, an issue or the deck",
        description="Set a field, and change nothing else in the file. FIELD names what lies "
        "within a card or issue by its id, or within the deck: syria-nerve-agent.rebuttal, "
        "syria-nerve-agent.follow_ups.if-staged.counter, syria-nerve-agent.asks.0, "
        "syria.minutes, meeting.place. `deckapp restore DECK` brings back what was there before.",
    )
    command.add_argument("deck", type=Path, metavar="DECK", help="a deck file")
    command.add_argument("field", metavar="FIELD", help="what to set, see above")
    command.add_argument(
        "text",
        metavar="TEXT",
        help="the text, of a list one entry a line; '' empties the field; - reads the text from "
        "standard input; -- goes before a text that begins with a hyphen",
    )
    command.set_defaults(run=_set)


def _set(options: argparse.Namespace) -> int:
    text = _read() if options.text == "-" else options.text
    with open_deck(options.deck) as document:
        if not _is_text_of_a_deck(document.source):
            raise CommandError(
                f"{options.deck}: this is no deck in UTF-8; `deckapp check` tells why not."
            )
        try:
            edit = _edit(document.deck, options.field, text)
            step = document.apply(edit)
            if step.label:
                document.save()
        except EditError as error:
            raise CommandError(f"{options.deck}: {error}") from None
        except SaveError as error:
            document.undo()  # whoever has typed the text need not recover it
            raise CommandError(str(error)) from None
        if step.label:
            say(f"{options.deck}: {step.label} is saved.")
        else:
            say(f"{options.deck}: {options.field} has that value already.")
        for note in (document.holder, document.trouble):
            if note:
                say(f"{options.deck}: {note}")
    return DONE


def _edit(deck: Deck, field: str, text: str) -> SetField:
    """The edit that sets what `field` names; what is no id is a field of the deck."""
    target, _, path = field.partition(".")
    if target not in ids_of(deck) or (not path and target in specs(Deck)):
        if target not in specs(Deck):
            raise EditError(_unknown(deck, target))
        target, path = "", field
    if not path:
        raise EditError(f"“{target}” is a card or issue. Name a field of it: {target}.title.")
    return SetField(target, path, _value(deck, target, path, text))


def _unknown(deck: Deck, name: str) -> str:
    known = [*sorted(ids_of(deck) - {""}), *specs(Deck)]
    return f"No card, issue or field of the deck is called “{name}”. {did_you_mean(name, known)}"


def _value(deck: Deck, target: str, path: str, text: str) -> Any:
    """What a text is for a field: a list for a list."""
    found: list[tuple[FieldSpec, Any]] = []

    def look(spec: FieldSpec, old: Any) -> Any:
        found.append((spec, old))
        return old

    section = section_of(deck, target)
    name, known = path.partition(".")[0], specs(type(section))
    if name not in known:
        kind = "A card" if isinstance(section, Card) else "An issue"
        raise EditError(f"{kind} has no field “{name}”. {did_you_mean(name, list(known))}")
    changed(section, path, look)
    spec, old = found[0]
    is_blank = not text.strip()
    if is_blank and spec.required and isinstance(old, str):
        raise EditError(f"“{spec.label}” must be there: give it a text.")
    if path == "format":
        raise EditError("The format is a matter between deckapp and the file: leave it as it is.")
    if spec.record in (Card, Issue):
        raise EditError(f"“{spec.label}” is too much for one text: name a field of one of them.")
    if isinstance(old, tuple) and (is_blank or spec.kind in _LISTS):
        return tuple(line for line in text.splitlines() if line.strip())
    if spec.kind is Kind.TRANSLATIONS and not isinstance(old, str):
        if is_blank:
            return {}
        raise EditError(f"“{spec.label}” has a text for each language: name one, as in {path}.ru.")
    if spec.kind is Kind.RECORD:
        raise EditError(f"“{spec.label}” has fields of its own: name one of them.")
    return text


def _read() -> str:
    """The text on standard input, without the line break at its end."""
    if sys.stdin is None:  # a caller has closed it
        raise CommandError("There is nothing on standard input. Give the text instead of -.")
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise CommandError("The text is too long for a deck.")
    try:
        return data.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise CommandError("The text is not UTF-8. Save it as UTF-8 and try again.") from None


def fix(path: Path) -> bool:
    """Mend what can be mended without asking: what lacks an id gets one. Whether that was saved."""
    with open_deck(path) as document:
        missing = _missing_ids(document.source)
        if not missing or not _is_text_of_a_deck(document.source):
            return True
        try:
            document.save()
        except SaveError as error:
            say(str(error))
            return False
        count = missing - _missing_ids(document.source)
    say(f"{path}: {'1 id was' if count == 1 else f'{count} ids were'} added.")
    return True


def _is_text_of_a_deck(source: SourceDocument) -> bool:
    """Whether a file is what it seems to be; else it would be saved without what was not read."""
    return bool(source.deck.format) and all(
        problem.code not in ("encoding", "not-a-deck") for problem in source.problems
    )


def _missing_ids(source: SourceDocument) -> int:
    found = (*source.problems, *lint(source))
    return sum(problem.code == "missing-id" for problem in found)
