"""The command that prints: export."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from deckapp.deck import lint, read_deck_file

from .agenda import minutes_left
from .output import (
    CREATOR,
    DONE,
    HAS_ERRORS,
    CommandError,
    Commands,
    explained,
    one_line,
    print_json,
    say,
    today,
)

if TYPE_CHECKING:
    from deckapp.deck import SourceDocument
    from deckapp.printing import ExportReport, Finding, PrintOptions, Selection

_DENSITIES = ("full", "points", "keywords")
_EDGES = ("long", "short", "none")
_PAPERS = ("letter", "a4")


def add_export(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that writes a PDF."""
    export = commands.add_parser(
        "export",
        parents=[shared],
        help="write a deck's pocket cards as PDF",
        description="Write a deck's pocket cards as PDF. Print it at 100 % (actual size). Short "
        "names of every option will do as long as they are clear.",
    )
    export.add_argument("deck", type=Path, metavar="DECK", help="a deck file")
    export.add_argument("out", type=Path, metavar="OUT", help="the file to write, ending in .pdf")
    export.set_defaults(run=_export)
    _add_what_to_print(export.add_argument_group("what to print"))
    _add_how_to_print(export.add_argument_group("how to print"))


def _add_what_to_print(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--cards", type=_names, metavar="ID,…", help="only these cards")
    group.add_argument(
        "--issues", type=_names, metavar="ID,…", help="only (or, with --cards, also) these issues"
    )
    group.add_argument(
        "--audience",
        type=_names,
        metavar="NAME,…",
        help="only cards for these: private, public, press; a card that names none is private",
    )
    group.add_argument(
        "--priority",
        type=_names,
        metavar="NAME,…",
        help="only cards of issues that have one of these: must, should, could",
    )
    group.add_argument("--contingencies", action="store_true", help="only cards with a trigger")
    group.add_argument(
        "--changed-since",
        type=Path,
        metavar="PDF",
        help="only cards that are new or different since this earlier export",
    )
    group.add_argument(
        "--density",
        choices=_DENSITIES,
        help="how much of a card: full; points (position, counter, rebuttal); keywords (title and "
        "short form); conditions always stay",
    )


def _add_how_to_print(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--layout", default="index-3x5", metavar="ID", help="see `deckapp layouts`")
    group.add_argument("--paper", choices=_PAPERS, help="the paper of pages, such as the agenda")
    group.add_argument(
        "--minutes",
        type=minutes_left,
        metavar="N",
        help="cut the agenda to N minutes (see `deckapp agenda`)",
    )
    group.add_argument(
        "--duplex",
        choices=_EDGES,
        help="the edge over which the printer turns the sheet, if not the layout's; none prints "
        "backs on sheets of their own",
    )
    group.add_argument(
        "--side",
        choices=("both", "fronts", "backs"),
        default="both",
        help="only fronts or only backs, to turn the stack by hand in between",
    )
    group.add_argument(
        "--reversed", action="store_true", help="with --side backs: the last sheet's back first"
    )
    group.add_argument(
        "--start", type=int, default=1, metavar="K", help="begin at place K of a part-used sheet"
    )
    group.add_argument("--marks", choices=("none", "crop", "lines"), help="where to cut")
    group.add_argument("--printer", metavar="NAME", help="a profile that `deckapp calibrate` made")
    group.add_argument(
        "--font",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a static TrueType font for characters that ours lacks; may be repeated",
    )
    group.add_argument(
        "--passphrase",
        action="store_true",
        help="ask for a passphrase without which nobody can open the PDF (or read it from a pipe)",
    )
    group.add_argument("--json", action="store_true", help="print a report as JSON")


def _names(text: str) -> tuple[str, ...]:
    """Names from a list with commas."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:  # no names would mean all of them
        raise argparse.ArgumentTypeError("name at least one")
    return names


def _export(options: argparse.Namespace) -> int:
    from deckapp.printing import BadFileError, PreflightError, PrintError, export_pdf, layout_named

    document = read_deck_file(options.deck)
    if document.has_errors:
        if options.json:
            print_json({"written": False, "findings": _problems(document)})
        for problem in document.problems:
            print(one_line(f"{options.deck}:{problem}"), file=sys.stderr)
        say(f"{options.deck} has errors, so cards could be missing on paper. Mend them first.")
        return HAS_ERRORS
    try:
        from deckapp.paths import layout_folders

        layout = layout_named(options.layout, layout_folders())
        passphrase = _passphrase() if options.passphrase else ""
        report = export_pdf(
            document.deck,
            options.out,
            layout,
            revised=today(),
            selection=_selection(options, passphrase),
            options=_print_options(options, passphrase),
            problems=lint(document),
            source=options.deck,
            creator=CREATOR,
        )
    except PreflightError as error:
        if options.json:
            print_json({"written": False, "findings": _findings(error.findings)})
        else:
            _print_findings(options.deck, error.findings)
        say("The deck cannot be printed whole, so no file was written.")
        return HAS_ERRORS
    except BadFileError as error:
        raise CommandError(explained(error)) from None
    except PrintError as error:
        raise CommandError(str(error)) from None
    _tell(document, options, report)
    return DONE


def _tell(document: "SourceDocument", options: argparse.Namespace, report: "ExportReport") -> None:
    if options.json:
        cards = [asdict(card) | {"parts": card.parts} for card in report.cards]
        rows = {
            "written": True,
            "path": str(report.path),
            "layout": report.layout,
            "pages": report.pages,
            "sheets": report.sheets,
            "two_sided": report.two_sided,
            "cards": cards,
            "findings": _findings(report.findings),
        }
        print_json(rows)
        return
    _print_findings(document.path or options.deck, report.findings)
    say(f"{options.out}: {_what_was_printed(report)}. Print at 100 %, {_how(options, report)}.")


def _what_was_printed(report: "ExportReport") -> str:
    """Such as “25 cards on 9 sheets (18 pages)”."""
    sheets, pages = _counted(report.sheets, "sheet"), _counted(report.pages, "page")
    where = sheets if report.sheets == report.pages else f"{sheets} ({pages})"
    if report.content != "cards":
        return f"{report.content} on {where}"
    return f"{_counted(len(report.cards), 'card')} on {where}"


def _how(options: argparse.Namespace, report: "ExportReport") -> str:
    """How to print, after “Print at 100 %”."""
    if options.side != "both":
        return f"{options.side} only"
    return "double-sided" if report.two_sided else "one-sided"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _findings(findings: "tuple[Finding, ...]") -> list[dict[str, object]]:
    return [
        {
            "severity": "error" if finding.stops else "warning",
            "code": finding.code,
            "message": finding.message,
            "card": finding.card,
            "field": finding.field or None,
        }
        for finding in findings
    ]


def _problems(document: "SourceDocument") -> list[dict[str, object]]:
    """Problems of reading in the shape of findings."""
    return [
        {
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "card": problem.card,
            "field": problem.field,
        }
        for problem in document.problems
    ]


def _print_findings(deck: Path, findings: "tuple[Finding, ...]") -> None:
    for finding in findings:
        severity = "error" if finding.stops else "warning"
        print(one_line(f"{deck}: {severity}[{finding.code}] {finding}"), file=sys.stderr)


def _selection(options: argparse.Namespace, passphrase: str) -> "Selection":
    from deckapp.printing import Selection, printed_in

    earlier = options.changed_since
    return Selection(
        options.cards or (),
        options.issues or (),
        options.audience or (),
        options.priority or (),
        contingencies=options.contingencies,
        changed_since=None if earlier is None else printed_in(earlier, passphrase),
    )


def _print_options(options: argparse.Namespace, passphrase: str) -> "PrintOptions":
    from deckapp.paths import printer_folder
    from deckapp.printing import Density, Duplex, Marks, PrintOptions, Side, profile_named

    profile = None
    if options.printer is not None:
        profile = profile_named(options.printer, [printer_folder()])
    return PrintOptions(
        density=None if options.density is None else Density(options.density),
        duplex=None if options.duplex is None else Duplex(options.duplex),
        side=Side(options.side),
        reversed_backs=options.reversed,
        start=options.start,
        marks=None if options.marks is None else Marks(options.marks),
        paper=options.paper or "",
        minutes=options.minutes,
        profile=profile,
        fonts=tuple(options.font),
        passphrase=passphrase,
    )


def _passphrase() -> str:
    """A passphrase, typed twice, or the first line of what is piped in."""
    try:
        if sys.stdin is None or not sys.stdin.isatty():
            first = sys.stdin.readline().rstrip("\r\n") if sys.stdin else ""
            if not first:
                raise CommandError("There is no passphrase on the standard input. Pipe one in.")
            return first
        from getpass import getpass

        first, second = getpass("Passphrase: "), getpass("Once more: ")
    except (EOFError, OSError, UnicodeDecodeError):
        raise CommandError("No passphrase could be read. Type one in, or pipe one in.") from None
    if not first or first != second:
        raise CommandError("The two passphrases differ, or are empty. Try again.")
    return first
