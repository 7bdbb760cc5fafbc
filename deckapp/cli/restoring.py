"""The command that brings back earlier versions of a deck: restore."""

import argparse
import os
import shlex
from datetime import datetime
from functools import partial
from pathlib import Path

from deckapp.deck import (
    EditError,
    SaveError,
    SnapshotError,
    UnreadableFileError,
    open_deck,
    read_bytes,
    read_deck,
)
from deckapp.deck.files import MAX_BYTES
from deckapp.deck.saving import require_ours
from deckapp.deck.storage.durable import replacing
from deckapp.deck.storage.errors import read_only, save_error
from deckapp.deck.storage.safekeeping import digest

from .output import DONE, FAILED, CommandError, Commands, say
from .versions import snapshot_data, snapshots_of

_RENAME = "Give it another name, then bring the version back."


def add_restore(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that restores."""
    restore = commands.add_parser(
        "restore",
        parents=[shared],
        help="list earlier versions of a deck, or bring one back",
        description="List the earlier versions of a deck that deckapp kept when it was saved, or "
        "bring back one of them. What the file holds now is kept as a version itself.",
    )
    restore.add_argument("deck", type=Path, metavar="DECK", help="a deck file; it may be gone")
    restore.add_argument(
        "version", type=int, nargs="?", metavar="N", help="the version to bring back, as listed"
    )
    restore.add_argument(
        "--unsaved", action="store_true", help="bring back what was not saved when deckapp ended"
    )
    restore.set_defaults(run=_restore)


def _restore(options: argparse.Namespace) -> int:
    if options.unsaved and options.version is not None:
        raise CommandError("Give either N or --unsaved: unsaved work is no earlier version.")
    if options.unsaved:
        return _recover(options.deck)
    if options.version is None:
        return _list(options.deck)
    data = snapshot_data(options.deck, options.version)
    kept = _kept(options.deck)
    try:
        if kept:
            snapshots_of(options.deck).take(kept)
        with replacing(options.deck, partial(_require, options.deck, kept)) as file:
            file.write(data)
    except SnapshotError as error:
        raise CommandError(f"{options.deck}: {error} It was not touched.") from None
    except OSError as error:
        raise CommandError(str(save_error(options.deck, error))) from None
    before = " What stood there before is version 1 now." if kept else ""
    say(f"{options.deck}: version {options.version} is back.{before}")
    return DONE


def _kept(deck: Path) -> bytes:
    """What a file holds that is about to be replaced; raises CommandError if it must not be."""
    try:
        data = read_bytes(deck)
    except UnreadableFileError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return b""
        raise
    if len(data) > MAX_BYTES:
        raise CommandError(f"{deck}: This is too large for a deck. Choose a deck file.")
    if not os.access(deck, os.W_OK):
        raise CommandError(str(read_only(deck)))
    try:
        require_ours(read_deck(data, deck), deck)
    except SaveError as error:
        raise CommandError(f"{deck}: {error.reason} {_RENAME}") from None
    return data


def _require(deck: Path, kept: bytes) -> None:
    """Raise CommandError if a file no longer holds what was kept of it."""
    if _kept(deck) != kept:
        raise CommandError(f"{deck}: Somebody else changed this file just now. Try again.")


def _list(deck: Path) -> int:
    present = ""
    try:
        present = digest(read_bytes(deck))
    except UnreadableFileError as error:
        say(str(error))
    try:
        versions = snapshots_of(deck).versions()
    except SnapshotError as error:
        raise CommandError(str(error)) from None
    for number, version in enumerate(versions, start=1):
        same = "  as it is now" if version.digest == present else ""
        print(f"{number:>4}  {_moment(version.taken)}  {version.size:>9,} bytes{same}")
    if not versions:
        say(f"{deck}: deckapp has kept no earlier version. It does so whenever it saves a deck.")
        return DONE if present else FAILED
    name = shlex.quote(str(deck))
    say(f"`deckapp restore {name} N` brings one back.")
    if present:
        say(f"`deckapp diff {name}@N {name}` tells what has changed since.")
    return DONE


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"


def _recover(deck: Path) -> int:
    """Bring back unsaved work of sessions that ended, and save it."""
    try:
        document = open_deck(deck)
    except UnreadableFileError as error:
        raise CommandError(f"{error} `deckapp restore` may bring the file back first.") from None
    with document:
        found = document.recoveries()
        if not found:
            raise CommandError(f"{deck}: no unsaved work was left. {document.trouble}".rstrip())
        try:
            conflicts = [conflict for each in found for conflict in document.recover(each)]
            document.save()
        except EditError as error:
            raise CommandError(f"{deck}: {error} The unsaved work is still kept.") from None
        except SaveError as error:
            raise CommandError(str(error)) from None
    for conflict in conflicts:
        say(f"{deck}: {conflict} The recovered version stands in the file.")
    say(f"{deck}: unsaved work is back, and saved. `deckapp restore` lists what was there before.")
    return DONE
