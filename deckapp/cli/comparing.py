"""The command that compares two versions of a deck: diff."""

import argparse
import os
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import groupby
from typing import Any

from deckapp.deck import Change, changes, word_changes
from deckapp.deck.editing.ids import with_ids

from .output import DONE, HAS_ERRORS, Commands, one_line, print_json, say
from .versions import NAMES, read_version

_SHOWN = 40
"""Characters of what stayed the same that are shown beside a change."""
_MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "same": ("", "")}
_NOTHING_SAID = "Both say the same; only comments, or how it is written, differ."
_COLOURS = {"removed": "\x1b[31m", "added": "\x1b[32m"}


def add_diff(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that compares."""
    diff = commands.add_parser(
        "diff",
        parents=[shared],
        help="tell what differs between two versions of a deck, card by card",
        description="Tell what differs, by card and field, word by word. "
        f"A and B are each {NAMES}. Exit status: 0 nothing differs, 1 something does.",
    )
    diff.add_argument("before", metavar="A", help="the earlier version")
    diff.add_argument("after", metavar="B", help="the later version")
    diff.add_argument("--json", action="store_true", help="print the changes as a JSON list")
    diff.set_defaults(run=_diff)


def _diff(options: argparse.Namespace) -> int:
    before, after = read_version(options.before), read_version(options.after)
    for name, version in ((options.before, before), (options.after, after)):
        if version.has_errors:
            say(f"{name}: it has errors, and what could not be read there seems to be missing.")
    found = changes(with_ids(before.deck), with_ids(after.deck))
    if options.json:
        print_json([_row(change) for change in found])
    elif found:
        _print(found)
    else:
        say("Nothing differs." if before.text == after.text else _NOTHING_SAID)
    return HAS_ERRORS if found else DONE


def _row(change: Change) -> dict[str, object]:
    row: dict[str, object] = {
        "kind": change.kind,
        "issue": change.issue,
        "card": change.card,
        "field": change.field,
        "title": change.title,
        "before": plain(change.before),
        "after": plain(change.after),
    }
    if isinstance(change.before, str) and isinstance(change.after, str):
        row["words"] = [piece._asdict() for piece in word_changes(change.before, change.after)]
    return row


def plain(value: Any) -> Any:
    """A value as JSON and the deck's file have it: sections by key, without what is empty."""
    if is_dataclass(value):
        held = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {name: each for name, each in held.items() if each not in ("", None, [], {})}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _print(found: tuple[Change, ...]) -> None:
    paint = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for (_, _, title), of_card in groupby(found, lambda each: (each.issue, each.card, each.title)):
        group = list(of_card)
        name = group[0].card or group[0].issue
        print(one_line(": ".join(filter(None, (name, title)))))
        for change in group:
            print("   ", _line(change, paint=paint))


def _line(change: Change, *, paint: bool) -> str:
    if not change.field or change.kind == "moved":
        return one_line(str(change))
    before, after = (_words(value) for value in (change.before, change.after))
    pieces = word_changes(before, after)
    last = len(pieces) - 1
    shown = [
        _piece(kind, text, starts=at == 0, ends=at == last, paint=paint)
        for at, (kind, text) in enumerate(pieces)
    ]
    return f"{one_line(change.field)}: {''.join(shown)}"


def _words(value: Any) -> str:
    """A value of a field in one text."""
    value = plain(value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_words(each)}" for key, each in value.items())
    if isinstance(value, list):
        return " / ".join(map(_words, value))
    return "" if value is None else str(value)


def _piece(kind: str, text: str, *, starts: bool, ends: bool, paint: bool) -> str:
    if kind == "same" and len(text) > 2 * _SHOWN:
        head = "" if starts else text[:_SHOWN].rpartition(" ")[0]
        tail = "" if ends else text[-_SHOWN:].partition(" ")[2]
        return f"{one_line(head)}{' ' * bool(head)}…{' ' * bool(tail)}{one_line(tail)}"
    opening, closing = _MARKS[kind]
    marked = f"{opening}{one_line(text)}{closing}"
    return f"{_COLOURS[kind]}{marked}\x1b[0m" if paint and kind in _COLOURS else marked
