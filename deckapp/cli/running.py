"""The command line: everything that works without a display. Never imports Qt.

Exit status: 0 done, 1 the deck has errors (or cannot be printed whole), 2 a file could not be read
or the command was not understood. Results go to stdout, everything said to the person to stderr.
"""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

from deckapp import __version__
from deckapp.commands import COMMANDS
from deckapp.deck import UnreadableFileError

from .output import DONE, FAILED, CommandError, say

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
    parser = command_parser(arguments)
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


def command_parser(arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser of the command line: of the command that is asked for, or else of all."""
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

    asked = arguments[0] if arguments else ""
    for name in [asked] if asked in COMMANDS else COMMANDS:
        module = import_module(f"{__package__}.{COMMANDS[name]}")
        getattr(module, f"add_{name.replace('-', '_')}")(commands, shared)
    return parser
