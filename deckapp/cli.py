"""The command line: everything that works without a display. Never imports Qt.

Exit status: 0 done, 1 the deck has errors (or cannot be printed whole), 2 a file could not be read
or the command was not understood. Results go to stdout, everything said to the person to stderr.
"""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from deckapp import __version__
from deckapp.cli_output import (
    DONE,
    FAILED,
    HAS_ERRORS,
    CommandError,
    one_line,
    print_json,
    say,
)
from deckapp.cli_printing import add_printing_commands
from deckapp.deck import Problem, Severity, SourceDocument, UnreadableFileError, lint, open_deck

_DESCRIPTION = "Talking-points cards for diplomatic meetings."
_EPILOG = """\
deckapp            opens the window on the deck of last time (the Moscow deck at first)
deckapp DECK       opens the window on a deck file
deckapp COMMAND -h tells about a command

Exit status: 0 done; 1 the deck has errors; 2 a file could not be read, or the command is not clear.
"""


def run_command(arguments: Sequence[str]) -> int:
    """Run one command; return its exit status. No exception leaves it, unless with --debug."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return DONE
    try:
        status: int = options.run(options)
        if sys.stdout is not None:  # a caller may have closed it
            sys.stdout.flush()
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    except BrokenPipeError:
        _drop_output()  # whoever read it has seen enough
    except Exception as error:  # noqa: BLE001  the last resort: a sentence, never a traceback
        say(_explained(error, debug=options.debug))
    else:
        return status
    return FAILED


def _explained(error: Exception, *, debug: bool) -> str:
    """The sentence for the person."""
    if isinstance(error, (CommandError, UnreadableFileError)):
        return str(error)
    if isinstance(error, OSError) and error.filename is None:
        _drop_output()
        return f"The output could not be written ({error.strerror}). Make room, or write elsewhere."
    if debug:
        traceback.print_exc()
    name = type(error).__name__
    return f"deckapp failed unexpectedly ({name}: {error}). With --debug it shows where."


def _drop_output() -> None:
    """Let Python not fail again when it closes an output that cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_no_display() -> int:
    """Say that the window needs a screen, and what works without; return the exit status."""
    say(
        "There is no display for the window. Without one, `deckapp export DECK OUT.pdf` prints "
        "the cards and `deckapp check DECK` tells what is wrong with a deck."
    )
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "deckapp",
        usage="deckapp [DECK] | deckapp COMMAND …",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"deckapp {__version__}")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--debug", action="store_true", help="show where deckapp itself failed")
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", prog="deckapp"
    )

    check = commands.add_parser(
        "check",
        parents=[shared],
        help="tell everything that is wrong with decks",
        description="Tell everything that is wrong with decks, one problem a line: "
        "PATH:LINE:COLUMN: SEVERITY[CODE] MESSAGE. The codes are explained in docs/deck-format.md.",
    )
    check.add_argument("decks", nargs="+", type=Path, metavar="DECK", help="a deck file")
    check.add_argument("--strict", action="store_true", help="exit with 1 on warnings, too")
    check.add_argument("--json", action="store_true", help="print the problems as a JSON list")
    check.set_defaults(run=_check)

    add_printing_commands(commands, shared)

    new = commands.add_parser(
        "new",
        parents=[shared],
        help="write a starter deck",
        description="Write a commented starter deck; never over a file that exists.",
    )
    new.add_argument("path", type=Path, metavar="PATH", help="the deck file to write")
    new.set_defaults(run=_new)
    return parser


def _check(options: argparse.Namespace) -> int:
    found: list[tuple[Path, Problem]] = []
    status = DONE
    for path in options.decks:
        try:
            document = open_deck(path)
        except UnreadableFileError as error:
            say(str(error))
            status = FAILED
        else:
            found += [(path, problem) for problem in _problems(document)]
    if options.json:
        _print_json(found)
    else:
        for path, problem in found:
            print(one_line(f"{path}:{problem}"))
    if status == DONE and any(_counts(problem, strict=options.strict) for _, problem in found):
        return HAS_ERRORS
    return status


def _problems(document: SourceDocument) -> list[Problem]:
    """All problems of a deck, those of reading and those of lint, in reading order."""
    found = [*document.problems, *lint(document)]
    return sorted(found, key=lambda problem: (problem.line, problem.column))


def _counts(problem: Problem, *, strict: bool) -> bool:
    return strict or problem.severity is Severity.ERROR


def _print_json(found: list[tuple[Path, Problem]]) -> None:
    rows = [
        {
            "path": str(path),
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
            "card": problem.card,
            "field": problem.field,
        }
        for path, problem in found
    ]
    print_json(rows)


def _new(options: argparse.Namespace) -> int:
    from deckapp.paths import template_deck

    try:
        with options.path.open("xb") as file:
            file.write(template_deck().read_bytes())
    except FileExistsError:
        raise CommandError(f"{options.path}: it exists already. Choose another name.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise CommandError(
            f"{options.path}: it could not be written ({reason}). Choose another folder."
        ) from None
    say(f"{options.path} is a deck to start from; `deckapp {options.path}` opens it.")
    return DONE
