"""The commands for decks: check, new."""

import argparse
from pathlib import Path

from deckapp.deck import (
    Problem,
    Severity,
    SourceDocument,
    UnreadableFileError,
    lint,
    read_deck_file,
)

from .output import (
    DONE,
    FAILED,
    HAS_ERRORS,
    CommandError,
    Commands,
    one_line,
    print_json,
    say,
)


def add_check(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that tells what is wrong with decks."""
    check = commands.add_parser(
        "check",
        parents=[shared],
        help="tell everything that is wrong with decks",
        description="Tell everything that is wrong with decks, one problem a line: "
        "PATH:LINE:COLUMN: SEVERITY[CODE] MESSAGE. The codes are explained in docs/deck-format.md.",
    )
    check.add_argument("decks", nargs="+", type=Path, metavar="DECK", help="a deck file")
    check.add_argument("--strict", action="store_true", help="exit with 1 on warnings, too")
    check.add_argument("--fix", action="store_true", help="add the ids that are missing")
    check.add_argument("--json", action="store_true", help="print the problems as a JSON list")
    check.set_defaults(run=_check)


def add_new(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that writes a starter deck."""
    new = commands.add_parser(
        "new",
        parents=[shared],
        help="write a starter deck",
        description="Write a commented starter deck; never over a file that exists.",
    )
    new.add_argument("path", type=Path, metavar="PATH", help="the deck file to write")
    new.set_defaults(run=_new)


def _check(options: argparse.Namespace) -> int:
    found: list[tuple[Path, Problem]] = []
    status = DONE
    for path in options.decks:
        try:
            if options.fix:
                from .editing import fix

                status = status if fix(path) else FAILED
            document = read_deck_file(path)
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
