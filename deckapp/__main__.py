"""The way in: `deckapp`, `deckapp DECK` and `deckapp COMMAND …`."""

import gc
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from deckapp.commands import COMMANDS

_WITHOUT_QT = (
    "deckapp.deck",
    "deckapp.paths",
    "deckapp.gui.rehearse.faces",
    "deckapp.gui.rehearse.walk",
    "platformdirs",
)


def main() -> int:
    """Run the command, or open the window; return the exit status."""
    arguments = sys.argv[1:]
    if not _is_for_window(arguments):
        from deckapp.cli import run_command

        return run_command(arguments)
    if _has_no_display():
        from deckapp.cli import say_no_display

        return say_no_display()
    return load_window()(arguments)


def load_window() -> Callable[[list[str]], int]:
    """Import the window, in the order that is quickest; return what runs it."""
    # Importing makes no garbage worth collecting; the window switches it on when it stands.
    gc.disable()
    # Once PySide6 is there, its import hook reads the source of every module imported after it.
    for module in _WITHOUT_QT:
        import_module(module)
    from deckapp.gui.app import run

    return run


def _is_for_window(arguments: list[str]) -> bool:
    """Whether there is a deck to open, or nothing at all.

    What is neither a command nor looks like a file is a slip of the command line's.
    """
    if not arguments:
        return True
    words = [argument for argument in arguments if not argument.startswith("-")]
    if not words or words[0] in COMMANDS or {"-h", "--help"} & set(arguments):
        return False
    path = Path(words[0])
    return bool(path.suffix) or len(path.parts) > 1 or path.exists()


def _has_no_display() -> bool:
    """Whether Qt would find no screen; it would not say so but abort."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(map(os.environ.get, names))


if __name__ == "__main__":
    sys.exit(main())
