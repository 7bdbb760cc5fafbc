"""The commands for working in git: merge, git-setup."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from deckapp.deck import read_deck_file
from deckapp.deck.file_merging import merge_files
from deckapp.deck.storage.durable import replacing
from deckapp.deck.storage.errors import save_error
from deckapp.deck.writing.verified import UnsavableError, encoded

from .output import DONE, FAILED, HAS_ERRORS, CommandError, Commands, one_line, say

_MARKER = 7
_DRIVER = "merge.deckapp"
_LOCKS = ".~lock.*#"


def add_merge(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that merges."""
    merge = commands.add_parser(
        "merge",
        parents=[shared],
        help="merge two versions of a deck by card and field",
        description="Merge what OURS and THEIRS made of BASE, and write it to OURS. Exit status: "
        "0 merged; 1 both changed the same: OURS has both versions of that between conflict "
        "markers, all else is merged; 2 not a deck, nothing was written.",
    )
    merge.add_argument("base", type=Path, metavar="BASE", help="the deck from which both came")
    merge.add_argument("ours", type=Path, metavar="OURS", help="our version, and the result")
    merge.add_argument("theirs", type=Path, metavar="THEIRS", help="their version")
    merge.add_argument(
        "--marker-size", type=int, default=_MARKER, metavar="N", help="length of conflict markers"
    )
    merge.add_argument("--name", metavar="NAME", help="what messages call the file")
    merge.set_defaults(run=_merge)


def add_git_setup(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that tells git about decks."""
    setup = commands.add_parser(
        "git-setup",
        parents=[shared],
        help="let git merge the decks of a repository by card and field",
        description="Tell the git repository around the current folder to merge YAML files with "
        "`deckapp merge`. Files that are not decks, and machines without deckapp, merge as "
        "before. Each clone is told by itself; .gitattributes is to be committed.",
    )
    setup.add_argument(
        "patterns", nargs="*", default=["*.yaml"], metavar="PATTERN", help="which files (*.yaml)"
    )
    setup.add_argument("--remove", action="store_true", help="undo it")
    setup.set_defaults(run=_git_setup)


def _merge(options: argparse.Namespace) -> int:
    name = options.name or str(options.ours)
    paths = options.base, options.ours, options.theirs
    base, ours, theirs = map(read_deck_file, paths)
    if not (ours.deck.format and theirs.deck.format):
        raise CommandError(f"{name}: these are not two versions of a deck. Merge them as texts.")
    if ours.has_errors or theirs.has_errors:
        raise CommandError(f"{name}: a version has errors; `deckapp check` lists them. Mend them.")
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
        say(f"{name}: this comment of theirs found no place: {comment}")
    return HAS_ERRORS if merged.conflicts else DONE


def _git_setup(options: argparse.Namespace) -> int:
    top = Path(_git("rev-parse", "--show-toplevel"))
    attributes = top / ".gitattributes"
    excluded = Path(_git("rev-parse", "--git-path", "info/exclude"))
    lines = [f"{pattern} merge=deckapp" for pattern in options.patterns]
    if options.remove:
        ours = [line for line in _lines(attributes) if line.endswith(" merge=deckapp")]
        _with_lines(attributes, [], ours)
        _with_lines(excluded, [], [_LOCKS])
        _git("config", "--remove-section", _DRIVER, missing_is_fine=True)
        say(f"git merges the decks of {top} as text again.")
        return DONE
    _git("config", f"{_DRIVER}.name", "decks of talking points, by card and field")
    _git("config", f"{_DRIVER}.driver", _driver())
    _with_lines(attributes, lines, [])
    _with_lines(excluded, [_LOCKS], [])
    names = " ".join(options.patterns)
    say(f"git merges {names} in {top} by card and field. Commit .gitattributes.")
    return DONE


def _driver() -> str:
    """The shell command that git runs. Where deckapp cannot merge, git does so as it always did."""
    program = "deckapp"
    if shutil.which(program) is None:
        program = shlex.join([sys.executable, "-m", "deckapp"])
    return (
        f"{program} merge --marker-size=%L --name=%P %O %A %B; status=$?; "
        f'if test "$status" -ge {FAILED}; then git merge-file --marker-size=%L %A %O %B; '
        'else exit "$status"; fi'
    )


def _git(*arguments: str, missing_is_fine: bool = False) -> str:
    """What git answers."""
    try:
        found = subprocess.run(  # noqa: S603  git itself, with arguments of our own
            ["git", *arguments],  # noqa: S607
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise CommandError("git is not installed here, or cannot be run.") from None
    if found.returncode and not missing_is_fine:
        said = found.stderr.decode(errors="replace").strip().splitlines() or ["no reason"]
        raise CommandError(f"git says: {one_line(said[-1])}")
    return os.fsdecode(found.stdout).rstrip("\n")


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except FileNotFoundError:
        return []


def _with_lines(path: Path, added: list[str], removed: list[str]) -> None:
    """Have these lines in a file and those not; what else stands there stays."""
    before = _lines(path)
    lines = [line for line in before if line not in removed]
    lines += [line for line in added if line not in lines]
    if lines == before:
        return
    path.parent.mkdir(exist_ok=True)
    with replacing(path) as file:
        file.write("".join(f"{line}\n" for line in lines).encode(errors="surrogateescape"))
