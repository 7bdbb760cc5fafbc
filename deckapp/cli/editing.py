"""The commands that change decks: set, and the mends of check --fix."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from deckapp.deck import DeckDocument, EditError, Problem, SaveError, SetField, open_deck
from deckapp.deck.editing.addressing import section_of
from deckapp.deck.files import MAX_BYTES

from .output import DONE, CommandError, Commands, say


def add_set(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that sets a field."""
    command = commands.add_parser(
        "set",
        parents=[shared],
        help="set a field of a card, an issue or the deck",
        description="Set a field, and change nothing else in the file. FIELD names what lies "
        "within a card or issue by its id, or within the deck: syria-nerve-agent.rebuttal, "
        "syria-nerve-agent.follow_ups.if-staged.counter, syria.minutes, meeting.place.",
    )
    command.add_argument("deck", type=Path, metavar="DECK", help="a deck file")
    command.add_argument("field", metavar="FIELD", help="what to set, see above")
    command.add_argument("text", metavar="TEXT", help="the text; '' empties the field, - reads it")
    command.set_defaults(run=_set)


def _set(options: argparse.Namespace) -> int:
    text = _read() if options.text == "-" else options.text
    with open_deck(options.deck) as document:
        step = document.history.present
        try:
            step = document.apply(_edit(document, options.field, text))
            document.save()
        except EditError as error:
            raise CommandError(f"{options.deck}: {error}") from None
        except SaveError as error:
            raise CommandError(str(error)) from None
        if step.label:
            say(f"{options.deck}: {step.label} is saved.")
        else:
            say(f"{options.deck}: {options.field} has that value already.")
    return DONE


def _edit(document: DeckDocument, field: str, text: str) -> SetField:
    """The edit that sets what `field` names; what is no id is a field of the deck."""
    target, _, rest = field.partition(".")
    try:
        section_of(document.deck, target)
    except EditError as error:
        if target in document.deck.__slots__:
            return SetField("", field, text)
        raise EditError(f"{error} A deck has no such field either.") from None
    if not rest:
        raise EditError(f"Name a field of it: {target}.title, for example.")
    return SetField(target, rest, text)


def _read() -> str:
    """The text on standard input, without the line break at its end."""
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise CommandError("The text is too long for a deck.")
    try:
        return data.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise CommandError("The text is not UTF-8: save it as such, or give it here.") from None


def fix(path: Path) -> None:
    """Mend what can be mended without asking: what lacks an id gets one."""
    with open_deck(path) as document:
        before = document.source
        try:
            document.save()
        except SaveError as error:
            raise CommandError(str(error)) from None
        count = _missing(before.problems) - _missing(document.problems)
    if count:
        ids = "1 id was" if count == 1 else f"{count} ids were"
        say(f"{path}: {ids} added.")


def _missing(problems: Sequence[Problem]) -> int:
    return sum(problem.code == "missing-id" for problem in problems)
