"""The command that merges two versions of a deck: merge."""

import argparse
from pathlib import Path

from deckapp.deck import read_deck_file
from deckapp.deck.characters import shortened
from deckapp.deck.file_merging import merge_files
from deckapp.deck.storage.durable import replacing
from deckapp.deck.storage.errors import save_error
from deckapp.deck.writing.verified import UnsavableError, encoded

from .output import DONE, HAS_ERRORS, CommandError, Commands, say

_MARKER, _LONGEST_MARKER = 7, 1000


def add_merge(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that merges."""
    merge = commands.add_parser(
        "merge",
        parents=[shared],
        help="merge two versions of a deck by card and field",
        description="Merge what OURS and THEIRS made of BASE, and write it to OURS. Exit status: "
        "0 merged; 1 both changed the same: OURS has both versions of that between conflict "
        "markers, all else is merged; 2 no deck, or one with errors: nothing was written.",
    )
    merge.add_argument("base", type=Path, metavar="BASE", help="the deck from which both came")
    merge.add_argument("ours", type=Path, metavar="OURS", help="our version, and the result")
    merge.add_argument("theirs", type=Path, metavar="THEIRS", help="their version")
    merge.add_argument(
        "--marker-size",
        type=_size,
        default=_MARKER,
        metavar="N",
        help=f"length of conflict markers ({_MARKER})",
    )
    merge.add_argument("--name", metavar="NAME", help="what messages call the file")
    merge.set_defaults(run=_merge)


def _size(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:4]) <= _LONGEST_MARKER):
        raise argparse.ArgumentTypeError(f"“{text}” is no number from 1 to {_LONGEST_MARKER}")
    return int(text)


def _merge(options: argparse.Namespace) -> int:
    name = options.name or str(options.ours)
    paths = options.base, options.ours, options.theirs
    base, ours, theirs = map(read_deck_file, paths)
    if not (ours.deck.format and theirs.deck.format):
        raise CommandError(f"{name}: this is no deck on both sides. It can be merged as text.")
    for which, version in (("our", ours), ("their", theirs), ("the earlier", base)):
        if version.is_newer:
            raise CommandError(
                f"{name}: a newer deckapp wrote {which} version ({shortened(version.deck.format)}),"
                " and merges it by card and field. Here it can be merged as text."
            )
    if ours.has_errors or theirs.has_errors:
        which = "our version" if ours.has_errors else "their version"
        raise CommandError(
            f"{name}: {which} has errors, which `deckapp check` lists. It can be merged as text."
        )
    try:
        merged = merge_files(base, ours, theirs, marker_size=options.marker_size)
    except UnsavableError as error:
        raise CommandError(f"{name}: {error}") from None
    try:
        with replacing(options.ours) as file:
            file.write(encoded(merged.marked, bom=merged.bom))
    except OSError as error:
        raise CommandError(str(save_error(options.ours, error))) from None
    for conflict in merged.conflicts:
        say(f"{name}: {conflict}")
    for comment in merged.lost_comments:
        say(f"{name}: this comment found no place: {comment}")
    if merged.marked == merged.text:
        return DONE
    say(
        f"{name}: both versions of that stand there between conflict markers. Keep one of each "
        "and delete the markers; `deckapp check` finds what is left of them."
    )
    return HAS_ERRORS
