"""The command line: everything that works without a display. Never imports Qt.

Exit status: 0 done, 1 the deck has errors (or cannot be printed whole), 2 a file could not be read
or the command was not understood. Results go to stdout, everything said to the person to stderr.
"""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from deckapp import __version__
from deckapp.deck import Problem, Severity, SourceDocument, UnreadableFileError, lint, open_deck

DONE, HAS_ERRORS, FAILED = 0, 1, 2

_DESCRIPTION = "Talking-points cards for diplomatic meetings."
_EPILOG = """\
deckapp            opens the window on the deck of last time (the Moscow deck at first)
deckapp DECK       opens the window on a deck file
deckapp COMMAND -h tells about a command

Exit status: 0 done; 1 the deck has errors; 2 a file could not be read, or the command is not clear.
"""


class _CommandError(Exception):
    """Something went wrong; `str()` is the sentence for the person."""


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
        _say("Stopped.")
        return 130
    except BrokenPipeError:
        _drop_output()  # whoever read it has seen enough
    except Exception as error:  # noqa: BLE001  the last resort: a sentence, never a traceback
        _say(_explained(error, debug=options.debug))
    else:
        return status
    return FAILED


def _explained(error: Exception, *, debug: bool) -> str:
    """The sentence for the person."""
    if isinstance(error, (_CommandError, UnreadableFileError)):
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
    _say(
        "There is no display for the window. Without one, `deckapp export DECK OUT.pdf` prints "
        "the cards and `deckapp check DECK` tells what is wrong with a deck."
    )
    return FAILED


def _say(sentence: str) -> None:
    print(f"deckapp: {_one_line(sentence)}", file=sys.stderr)


def _one_line(text: str) -> str:
    """A file name may hold anything; a message is one printable line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


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

    export = commands.add_parser(
        "export",
        parents=[shared],
        help="write a deck's pocket cards as PDF",
        description="Write a deck's pocket cards as PDF, two sides a card. Print it at 100 %% "
        "(actual size), double-sided.",
    )
    export.add_argument("deck", type=Path, metavar="DECK", help="a deck file")
    export.add_argument("out", type=Path, metavar="OUT", help="the file to write, ending in .pdf")
    export.add_argument("--layout", default="index-3x5", metavar="ID", help="see `deckapp layouts`")
    export.add_argument("--cards", type=_names, metavar="ID,…", help="only these cards")
    export.add_argument(
        "--issues", type=_names, metavar="ID,…", help="only (or, with --cards, also) these issues"
    )
    export.add_argument(
        "--audience",
        type=_names,
        metavar="NAME,…",
        help="only cards for these: private, public, press; a card that names none is private",
    )
    export.set_defaults(run=_export)

    layouts = commands.add_parser(
        "layouts",
        parents=[shared],
        help="list the layouts",
        description="List the layouts that `deckapp export --layout` takes.",
    )
    layouts.set_defaults(run=_layouts)

    new = commands.add_parser(
        "new",
        parents=[shared],
        help="write a starter deck",
        description="Write a commented starter deck; never over a file that exists.",
    )
    new.add_argument("path", type=Path, metavar="PATH", help="the deck file to write")
    new.set_defaults(run=_new)
    return parser


def _names(text: str) -> tuple[str, ...]:
    """Names from a list with commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _check(options: argparse.Namespace) -> int:
    found: list[tuple[Path, Problem]] = []
    status = DONE
    for path in options.decks:
        try:
            document = open_deck(path)
        except UnreadableFileError as error:
            _say(str(error))
            status = FAILED
        else:
            found += [(path, problem) for problem in _problems(document)]
    if options.json:
        _print_json(found)
    else:
        for path, problem in found:
            print(_one_line(f"{path}:{problem}"))
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
    import json

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
    # Where the terminal lacks a character, JSON's own escapes stand for it, not Python's.
    in_utf8 = sys.stdout is not None and sys.stdout.encoding.lower() == "utf-8"
    print(json.dumps(rows, ensure_ascii=not in_utf8, indent=2))


def _export(options: argparse.Namespace) -> int:
    from deckapp.printing import PreflightError, PrintError, Selection, export_pdf

    document = open_deck(options.deck)
    if document.has_errors:
        for problem in document.problems:
            print(_one_line(f"{options.deck}:{problem}"), file=sys.stderr)
        _say(f"{options.deck} has errors, so cards could be missing on paper. Mend them first.")
        return HAS_ERRORS
    try:
        report = export_pdf(
            document.deck,
            options.out,
            options.layout,
            revised=_today(),
            selection=Selection(options.cards or (), options.issues or (), options.audience or ()),
            source=options.deck,
            creator=f"deckapp {__version__}",
        )
    except PreflightError as error:
        for finding in error.findings:
            print(_one_line(f"{options.deck}: {finding}"), file=sys.stderr)
        _say("The deck cannot be printed whole, so no file was written.")
        return HAS_ERRORS
    except PrintError as error:
        raise _CommandError(str(error)) from None
    for card in report.continued:
        _say(f"{card.name} does not fit one card and goes on: {card.parts} cards.")
    cards = "1 card" if len(report.cards) == 1 else f"{len(report.cards)} cards"
    _say(f"{options.out}: {cards} on {report.pages} pages. Print double-sided, at 100 %.")
    return DONE


def _layouts(_options: argparse.Namespace) -> int:
    from deckapp.printing import LAYOUTS

    for layout in LAYOUTS:
        size = f"{layout.width / 72:g} × {layout.height / 72:g} in"
        print(f"{layout.id:<16} {size:<12} {layout.title}")
    return DONE


def _new(options: argparse.Namespace) -> int:
    from deckapp.paths import template_deck

    try:
        with options.path.open("xb") as file:
            file.write(template_deck().read_bytes())
    except FileExistsError:
        raise _CommandError(f"{options.path}: it exists already. Choose another name.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise _CommandError(
            f"{options.path}: it could not be written ({reason}). Choose another folder."
        ) from None
    _say(f"{options.path} is a deck to start from; `deckapp {options.path}` opens it.")
    return DONE


def _today() -> date:
    """The date that prints carry: SOURCE_DATE_EPOCH where set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            raise _CommandError(
                f"SOURCE_DATE_EPOCH is “{epoch}”, which is no time. Give it seconds since 1970."
            ) from None
    return date.today()  # noqa: DTZ011  the office's own calendar day is meant
