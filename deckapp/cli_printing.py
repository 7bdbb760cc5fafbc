"""The commands for paper: export, layouts, calibrate."""

import argparse
import os
import re
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from deckapp import __version__
from deckapp.cli_output import DONE, HAS_ERRORS, CommandError, one_line, print_json, say
from deckapp.deck import lint, open_deck

if TYPE_CHECKING:
    from deckapp.deck import SourceDocument
    from deckapp.printing import ExportReport, Finding, PrintOptions, Profile, Selection

_CREATOR = f"deckapp {__version__}"
_READING = re.compile(r"[+-]?\d+(?:\.\d+)?")
_DENSITIES = ("full", "points", "keywords")
_EDGES = ("long", "short")
_PAPERS = ("letter", "a4")


def add_printing_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    shared: argparse.ArgumentParser,
) -> None:
    """Add the commands to the parser; `shared` has the options that every command takes."""
    export = commands.add_parser(
        "export",
        parents=[shared],
        help="write a deck's pocket cards as PDF",
        description="Write a deck's pocket cards as PDF. Print it at 100 %% (actual size). Short "
        "names of every option will do as long as they are clear.",
    )
    export.add_argument("deck", type=Path, metavar="DECK", help="a deck file")
    export.add_argument("out", type=Path, metavar="OUT", help="the file to write, ending in .pdf")
    export.set_defaults(run=_export)
    _add_what_to_print(export.add_argument_group("what to print"))
    _add_how_to_print(export.add_argument_group("how to print"))

    layouts = commands.add_parser(
        "layouts",
        parents=[shared],
        help="list the layouts",
        description="List the layouts that `deckapp export --layout` takes, or show the file of "
        "one, to write your own after it (docs/layouts.md tells how).",
    )
    layouts.add_argument("id", nargs="?", metavar="ID", help="show this layout's file")
    layouts.set_defaults(run=_layouts)

    calibrate = commands.add_parser(
        "calibrate",
        parents=[shared],
        help="mend the backs of a printer",
        description="Write a ruler sheet to print on both sides (OUT), or turn what is read on it "
        "into a printer profile (--save), which `deckapp export --printer` then takes.",
    )
    calibrate.add_argument("out", nargs="?", type=Path, metavar="OUT", help="the ruler sheet: .pdf")
    calibrate.add_argument("--save", metavar="NAME", help="the name of the printer profile")
    calibrate.add_argument(
        "--top", type=_reading, metavar="RIGHT,UP", help="the upper ruler, in millimetres"
    )
    calibrate.add_argument(
        "--bottom", type=_reading, metavar="RIGHT,UP", help="the lower ruler, in millimetres"
    )
    calibrate.add_argument(
        "--margin", type=float, default=0.0, metavar="MM", help="the edge it cannot print on"
    )
    calibrate.add_argument("--paper", choices=_PAPERS, default="letter", help="letter or a4")
    calibrate.add_argument(
        "--duplex", choices=_EDGES, default="long", help="the edge over which it turns the sheet"
    )
    calibrate.set_defaults(run=_calibrate)


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
        "--duplex",
        choices=(*_EDGES, "none"),
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
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _reading(text: str) -> tuple[float, float]:
    """Two numbers with a comma between them."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(map(_READING.fullmatch, parts)):
        raise argparse.ArgumentTypeError(f"“{text}” is not two numbers, such as 0.5,-1.2")
    return float(parts[0]), float(parts[1])


def _export(options: argparse.Namespace) -> int:
    from deckapp.printing import BadFileError, PreflightError, PrintError, export_pdf, layout_named

    document = open_deck(options.deck)
    if document.has_errors:
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
            revised=_today(),
            selection=_selection(options, passphrase),
            options=_print_options(options, passphrase),
            problems=lint(document),
            source=options.deck,
            creator=_CREATOR,
        )
    except PreflightError as error:
        if options.json:
            print_json({"written": False, "findings": _findings(error.findings)})
        else:
            _print_findings(options.deck, error.findings)
        say("The deck cannot be printed whole, so no file was written.")
        return HAS_ERRORS
    except BadFileError as error:
        raise CommandError(_said_before(error)) from None
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
            "cards": cards,
            "findings": _findings(report.findings),
        }
        print_json(rows)
        return
    _print_findings(document.path or options.deck, report.findings)
    count = _counted(len(report.cards), "card" if options.layout not in _PAGES else "page")
    pages = _counted(report.pages, "page")
    say(f"{options.out}: {count} on {pages}. Print at 100 %{_how(report, options)}.")


_PAGES = ("agenda", "avoid", "contingencies")


def _how(report: "ExportReport", options: argparse.Namespace) -> str:
    """How to go on printing, after “Print at 100 %”."""
    if options.side != "both":
        return f": {options.side} only"
    return ", double-sided" if report.pages > report.sheets else ", one-sided"


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


def _print_findings(deck: Path, findings: "tuple[Finding, ...]") -> None:
    for finding in findings:
        severity = "error" if finding.stops else "warning"
        print(one_line(f"{deck}: {severity}[{finding.code}] {finding}"), file=sys.stderr)


def _said_before(error: Exception) -> str:
    """Print the problems of a layout or profile, all but the last sentence."""
    from deckapp.printing import BadFileError

    if not isinstance(error, BadFileError) or not error.problems:
        return str(error)
    for problem in error.problems:
        print(one_line(f"{error.path}:{problem}"), file=sys.stderr)
    return f"{error.path} cannot be used like this. Mend it, or choose another."


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
        profile=profile,
        fonts=tuple(options.font),
        passphrase=passphrase,
    )


def _passphrase() -> str:
    """A passphrase, typed twice, or the first line of what is piped in."""
    if not sys.stdin.isatty():
        first = sys.stdin.readline().rstrip("\r\n")
        if not first:
            raise CommandError("There is no passphrase on the standard input. Pipe one in.")
        return first
    from getpass import getpass

    first, second = getpass("Passphrase: "), getpass("Once more: ")
    if not first or first != second:
        raise CommandError("The two passphrases differ, or are empty. Try again.")
    return first


def _layouts(options: argparse.Namespace) -> int:
    from deckapp.paths import layout_folders
    from deckapp.printing import PrintError, find_layouts, layout_named

    folders = layout_folders()
    if options.id is not None:
        try:
            layout_named(options.id, folders)
        except PrintError as error:
            raise CommandError(_said_before(error)) from None
        path = next(path for folder in folders if (path := folder / f"{options.id}.yaml").is_file())
        sys.stdout.write(path.read_text(encoding="utf-8-sig"))
        return DONE
    found, errors = find_layouts(folders)
    group = ""
    for layout in found:
        if layout.group != group:
            print(f"{layout.group}:")
            group = layout.group
        size = _size(layout.face.width, layout.face.height)
        stock = f" ({layout.stock})" if layout.stock else ""
        print(f"  {layout.id:<20}{size:<17}{layout.title}{stock}")
    for broken in errors:
        say(_said_before(broken))
    return HAS_ERRORS if errors else DONE


def _size(width: float, height: float) -> str:
    """In inches where these are round, else in millimetres."""
    inches = width / 72, height / 72
    if all(abs(edge * 8 - round(edge * 8)) < 0.01 for edge in inches):
        return f"{inches[0]:g} × {inches[1]:g} in"
    return f"{width * 25.4 / 72:.4g} × {height * 25.4 / 72:.4g} mm"


def _calibrate(options: argparse.Namespace) -> int:
    from deckapp.printing import PAPERS, Duplex, PrintError, calibration_sheet, measured_profile

    paper, duplex = PAPERS[options.paper], Duplex(options.duplex)
    try:
        if options.save is None:
            if options.out is None or options.top or options.bottom:
                raise CommandError(
                    "Name the ruler sheet to write (OUT.pdf), or save what you read on it: "
                    "--save NAME --top RIGHT,UP --bottom RIGHT,UP."
                )
            calibration_sheet(options.out, paper, duplex, revised=_today(), creator=_CREATOR)
            say(f"{options.out}: print it at 100 %, double-sided, and do what it says.")
            return DONE
        if options.top is None or options.bottom is None:
            raise CommandError("Two readings are needed: --top RIGHT,UP --bottom RIGHT,UP.")
        profile = measured_profile(
            options.save, paper, duplex, options.top, options.bottom, options.margin
        )
        return _save_profile(profile)
    except PrintError as error:
        raise CommandError(str(error)) from None


def _save_profile(profile: "Profile") -> int:
    from deckapp.paths import printer_folder
    from deckapp.printing import profile_text, save_profile

    path = save_profile(profile, printer_folder())
    print(profile_text(profile), end="")
    say(f"{path}: saved. `deckapp export … --printer {profile.name}` mends the backs.")
    return DONE


def _today() -> date:
    """The date that prints carry: SOURCE_DATE_EPOCH where set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            raise CommandError(
                f"SOURCE_DATE_EPOCH is “{epoch}”, which is no time. Give it seconds since 1970."
            ) from None
    return date.today()  # noqa: DTZ011  the office's own calendar day is meant
