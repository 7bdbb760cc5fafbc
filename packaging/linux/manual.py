"""Writes the man page and the shells' completions: `python packaging/linux/manual.py FOLDER`.

Both come of the argument parser. Into FOLDER go `deckapp.1`, `deckapp.bash`, `deckapp.zsh` and
`deckapp.fish`.
"""

import argparse
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from deckapp import __version__
from deckapp.cli import command_parser

SHELLS = ("bash", "zsh", "fish")


def man_page(written: datetime) -> str:
    """The man page as roff, dated."""
    parser = command_parser()
    parser.man_short_description = "talking-points cards for diplomatic meetings"  # type: ignore[attr-defined]  # argparse-manpage asks for it
    page = Manpage(parser)
    page.date = f"{written:%Y-%m-%d}"
    page.source = f"deckapp {__version__}"
    page.manual = "User Commands"
    return str(page)


def completions(shell: str) -> str:
    """What completes the command line in a shell."""
    parser = command_parser()
    for action in _actions(parser):
        if action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # shtab asks for it
    return shtab.complete(parser, shell=shell)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """All arguments, those of commands, too."""
    for action in parser._actions:  # noqa: SLF001  argparse has no public list of them
        yield action
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                yield from _actions(command)


def main() -> None:
    """Write all of it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path, metavar="FOLDER")
    folder = arguments.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    written = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    (folder / "deckapp.1").write_text(man_page(written), encoding="utf-8")
    for shell in SHELLS:
        (folder / f"deckapp.{shell}").write_text(completions(shell), encoding="utf-8")


if __name__ == "__main__":
    main()
