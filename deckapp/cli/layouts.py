"""The command that lists layouts."""

import argparse
import sys

from .output import DONE, HAS_ERRORS, CommandError, Commands, explained, say


def add_layouts(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that lists layouts."""
    layouts = commands.add_parser(
        "layouts",
        parents=[shared],
        help="list the layouts",
        description="List the layouts that `deckapp export --layout` takes, or show the file of "
        "one, to write your own after it (docs/layouts.md tells how).",
    )
    layouts.add_argument("id", nargs="?", metavar="ID", help="show this layout's file")
    layouts.set_defaults(run=_layouts)


def _layouts(options: argparse.Namespace) -> int:
    from deckapp.paths import layout_folders
    from deckapp.printing import PrintError, find_layouts, layout_named

    folders = layout_folders()
    if options.id is not None:
        try:
            layout_named(options.id, folders)
        except PrintError as error:
            raise CommandError(explained(error)) from None
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
        say(explained(broken))
    return HAS_ERRORS if errors else DONE


def _size(width: float, height: float) -> str:
    """In inches where these are round, else in millimetres."""
    inches = width / 72, height / 72
    if all(abs(edge * 8 - round(edge * 8)) < 0.001 for edge in inches):
        return f"{inches[0]:g} × {inches[1]:g} in"
    return f"{width * 25.4 / 72:.4g} × {height * 25.4 / 72:.4g} mm"
