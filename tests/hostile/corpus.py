"""The hostile decks: files in this folder, and those that are generated.

Beside `NAME.yaml` stands `NAME.expected`: a line `LINE:COLUMN CODE` for each problem that reading
must find, in reading order. `.gitattributes` keeps git from mending any of them.
"""

import os
from pathlib import Path

from .generated import GENERATED, Expected

FOLDER = Path(__file__).parent


def small_files() -> list[tuple[str, Path, Expected]]:
    """Name, path and expected problems of the decks in this folder."""
    return [(path.stem, path, _expected(path)) for path in sorted(FOLDER.glob("*.yaml"))]


def _expected(path: Path) -> Expected:
    expected: Expected = []
    for line in path.with_suffix(".expected").read_text(encoding="utf-8").splitlines():
        place, code = line.split()
        number, column = place.split(":")
        expected.append((int(number), int(column), code))
    return expected


def generated_file(name: str, tmp_path: Path) -> tuple[Path, Expected]:
    """Write one of the generated decks into a folder; its path and expected problems."""
    data, expected = GENERATED[name]()
    path = tmp_path / f"{name}.yaml"
    path.write_bytes(data)
    return path, expected


def hostile_files(tmp_path: Path) -> list[tuple[str, Path, Expected]]:
    """Name, path and expected problems of all hostile decks; makes about 800 MB in `tmp_path`."""
    made = [(name, *generated_file(name, tmp_path)) for name in GENERATED]
    return [*small_files(), *made]


def unreadable_paths(tmp_path: Path) -> list[tuple[str, Path, str]]:
    """Name, path, and the reason that must be given, of what is no readable file at all."""
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    dangling = tmp_path / "dangling.yaml"
    dangling.symlink_to(tmp_path / "gone.yaml")
    endless = tmp_path / "endless.yaml"
    endless.symlink_to(endless)
    return [
        ("folder", folder, "This is a folder."),
        ("pipe", pipe, "This is not a regular file."),
        ("device", Path("/dev/zero"), "This is not a regular file."),
        ("dangling-link", dangling, "This link points to a file that is not there."),
        ("endless-link", endless, "The file could not be read"),
        ("missing", tmp_path / "missing.yaml", "There is no such file."),
        ("missing-with-line-break", tmp_path / "mis\nsing.yaml", "There is no such file."),
        ("below-a-file", folder / ".." / "pipe.yaml" / "deck.yaml", "The file could not be read"),
        ("nul-in-name", tmp_path / "a\0b.yaml", "This is not a file name."),
        ("name-too-long", tmp_path / ("x" * 5000), "The file could not be read"),
    ]
