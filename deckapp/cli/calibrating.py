"""The command that mends a printer's backs: calibrate."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .output import CREATOR, DONE, CommandError, Commands, say, today

if TYPE_CHECKING:
    from deckapp.printing import Profile

_EDGES = ("long", "short")
_PAPERS = ("letter", "a4")


def add_calibrate(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that makes ruler sheets and printer profiles."""
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
        "--top",
        type=float,
        nargs=2,
        metavar=("RIGHT", "UP"),
        help="the upper ruler, in millimetres",
    )
    calibrate.add_argument(
        "--bottom",
        type=float,
        nargs=2,
        metavar=("RIGHT", "UP"),
        help="the lower ruler, in millimetres",
    )
    calibrate.add_argument("--margin", type=float, metavar="MM", help="the edge it cannot print on")
    calibrate.add_argument("--paper", choices=_PAPERS, default="letter", help="letter or a4")
    calibrate.add_argument(
        "--duplex", choices=_EDGES, default="long", help="the edge over which it turns the sheet"
    )
    calibrate.set_defaults(run=_calibrate)


def _calibrate(options: argparse.Namespace) -> int:
    from deckapp.printing import PAPERS, Duplex, PrintError, calibration_sheet, measured_profile

    paper, duplex = PAPERS[options.paper], Duplex(options.duplex)
    try:
        read = options.top or options.bottom or options.margin is not None
        if (options.out is None) == (options.save is None) or (read and options.out is not None):
            raise CommandError(
                "Either name the ruler sheet to write (OUT.pdf), or save what you read on it: "
                "--save NAME --top RIGHT UP --bottom RIGHT UP."
            )
        if options.save is None:
            calibration_sheet(options.out, paper, duplex, revised=today(), creator=CREATOR)
            say(f"{options.out}: print it at 100 %, double-sided, and do what it says.")
            return DONE
        if options.top is None or options.bottom is None:
            raise CommandError("Two readings are needed: --top RIGHT UP --bottom RIGHT UP.")
        profile = measured_profile(
            options.save, paper, duplex, options.top, options.bottom, options.margin or 0.0
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
