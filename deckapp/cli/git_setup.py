"""The command that lets git merge decks: git-setup."""

import argparse
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from deckapp.deck.git import GitError, ask_git
from deckapp.deck.storage.durable import replacing

from .output import DONE, CommandError, Commands, say

_DRIVER = "merge.deckapp"
_ATTRIBUTE = " merge=deckapp"
_LOCKS = ".~lock.*#"


def add_git_setup(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that tells git about decks."""
    setup = commands.add_parser(
        "git-setup",
        parents=[shared],
        help="let git merge the decks of a repository by card and field",
        description="Tell the git repository around the current folder to merge YAML files with "
        "`deckapp merge`. Files that are not decks, and machines without deckapp, merge as "
        "before. Commit .gitattributes; in each clone, run this once.",
    )
    setup.add_argument(
        "patterns",
        nargs="*",
        default=["*.yaml"],
        metavar="PATTERN",
        help="which files, as .gitattributes names them, in quotes: '*.yaml', 'decks/*.yaml'",
    )
    setup.add_argument("--remove", action="store_true", help="undo it, for all files")
    setup.set_defaults(run=_git_setup)


def _git_setup(options: argparse.Namespace) -> int:
    top = Path(_asked("rev-parse", "--show-toplevel"))
    attributes = top / ".gitattributes"
    excluded = Path(_asked("rev-parse", "--git-path", "info/exclude"))
    if options.remove:
        _change(attributes, [], lambda line: line.endswith(_ATTRIBUTE))
        _change(excluded, [], lambda line: line == _LOCKS)
        with suppress(GitError):  # there is none
            ask_git("config", "--remove-section", _DRIVER)
        say(f"git merges the decks of {top} as text again. Commit .gitattributes if it changed.")
        return DONE
    lines = [_quoted(pattern) + _ATTRIBUTE for pattern in options.patterns]
    _asked("config", f"{_DRIVER}.name", "decks of talking points, by card and field")
    _asked("config", f"{_DRIVER}.driver", _driver())
    _change(attributes, lines, lambda _: False)
    _change(excluded, [_LOCKS], lambda _: False)
    names = " ".join(options.patterns)
    say(
        f"git merges {names} in {top} by card and field. Commit .gitattributes if it changed, and "
        "run this in every other clone, too."
    )
    return DONE


def _quoted(pattern: str) -> str:
    """A pattern as a line of .gitattributes begins with it."""
    if not pattern.isprintable() or not pattern.strip() or pattern.startswith(("!", "./", "../")):
        raise CommandError(f"“{pattern}”: name the files as '*.yaml' or 'decks/*.yaml', in quotes.")
    if " " not in pattern and not pattern.startswith(("#", '"')):
        return pattern
    escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _driver() -> str:
    """The shell command that git runs.

    Where deckapp is missing, cannot merge or is killed, git does so as it always did: else git
    would take our version alone for the conflict.
    """
    program = "deckapp"
    if shutil.which(program) is None:
        # -P: git runs this in the repository, and what lies there must not pass for a module.
        parts = [] if getattr(sys, "frozen", False) else ["-P", "-m", "deckapp"]
        program = shlex.join([sys.executable, *parts]).replace("%", "%%")
    return (
        f"{program} merge --marker-size=%L --name=%P %O %A %B; "
        "case $? in 0) exit 0;; 1) grep -q '^<\\{%L\\} ' %A && exit 1;; esac; "
        "git merge-file -L ours -L base -L theirs --marker-size=%L %A %O %B"
    )


def _asked(*arguments: str) -> str:
    """What git answers; raises CommandError."""
    try:
        return os.fsdecode(ask_git(*arguments)).rstrip("\r\n")
    except GitError as error:
        raise CommandError(f"Run this in the folder of a git repository. Here {error}.") from None


def _change(path: Path, added: Sequence[str], removed: Callable[[str], bool]) -> None:
    """Have these lines in a file and others not; what else stands there stays."""
    try:
        before = path.read_bytes() if path.exists() else b""
        lines = [(line, os.fsdecode(line).strip()) for line in before.splitlines(keepends=True)]
        after = b"".join(line for line, text in lines if not removed(text))
        newline = b"\r\n" if b"\r\n" in before else b"\n"
        for line in added:
            if line not in (text for _, text in lines):
                after += newline if after and not after.endswith((b"\n", b"\r")) else b""
                after += os.fsencode(line) + newline
        if after != before:
            path.parent.mkdir(exist_ok=True)
            with replacing(path) as file:
                file.write(after)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CommandError(f"{path}: it could not be changed ({reason}).") from None
