"""The way in: `deckapp`, `deckapp DECK` and `deckapp COMMAND …`."""

import gc
import sys

_COMMANDS = {"check", "export", "layouts", "new"}


def main() -> int:
    """Run the command, or open the window; return the exit status."""
    arguments = sys.argv[1:]
    if _is_for_window(arguments):
        # Importing makes no garbage worth collecting; the window switches it on when it stands.
        gc.disable()
        from deckapp.gui.app import run

        return run(arguments)
    from deckapp.cli import run_command

    return run_command(arguments)


def _is_for_window(arguments: list[str]) -> bool:
    """Whether there is a deck to open, or nothing at all; options alone are the command line's."""
    if not arguments:
        return True
    words = [argument for argument in arguments if argument == "-" or not argument.startswith("-")]
    return bool(words) and words[0] not in _COMMANDS and not {"-h", "--help"} & set(arguments)


if __name__ == "__main__":
    sys.exit(main())
