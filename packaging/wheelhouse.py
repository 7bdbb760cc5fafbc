"""Collects what `pip install --no-index` wants on machines without a network, for a USB stick.

`python packaging/wheelhouse.py DIST [--extras NAMES]` makes `DIST/deckapp-VERSION-wheelhouse`:
the wheels of deckapp and of all that it needs, in the versions of `constraints.txt`, for each
system and Python below; how to install them; their SHA-256 sums; and what they are (CycloneDX).
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, PathDistribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import Path as ZipPath
from zipfile import ZipFile

import sbom

from deckapp import __version__
from deckapp.components import components, normalised

ROOT = Path(__file__).parent.parent
CONSTRAINTS = Path("packaging", "constraints.txt")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


class System(NamedTuple):
    """A system: what uv calls it, and the names that wheels for it may have, best first."""

    name: str
    tags: tuple[str, ...]


SYSTEMS = (
    System(
        "x86_64-manylinux_2_34",
        (
            *(f"manylinux_2_{minor}_x86_64" for minor in range(34, 4, -1)),
            *("manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"),
        ),
    ),
    System("x86_64-pc-windows-msvc", ("win_amd64",)),
    # pikepdf has no wheel for Intel's Macs.
    System("aarch64-apple-darwin", ("macosx_15_0_arm64",)),
)

INSTALL = """\
deckapp {version}, with all that it needs: no network is asked for.
For Linux (x86-64, glibc 2.34 or newer), Windows (64 bits) and macOS 15 or newer
(Apple silicon), with Python {pythons}.

In a terminal, in this folder (in the place of "deckapp-here", any folder that is to hold deckapp):

Linux and macOS
    python3 -m venv "$HOME/deckapp-here"
    "$HOME/deckapp-here/bin/pip" install --no-index --find-links . "deckapp{extras}"
    "$HOME/deckapp-here/bin/deckapp"

Windows
    py -m venv "%USERPROFILE%\\deckapp-here"
    "%USERPROFILE%\\deckapp-here\\Scripts\\pip" install --no-index --find-links . "deckapp{extras}"
    "%USERPROFILE%\\deckapp-here\\Scripts\\deckapp-window"

Before that, "sha256sum --check SHA256SUMS" (macOS: "shasum -a 256 -c SHA256SUMS") tells whether the
files are whole. To update, install from a newer folder with --upgrade. To remove deckapp, delete
the folder; decks, settings and the review log stay where they are.
"""


def collect(folder: Path, extras: str) -> None:
    """Fill an empty folder with the wheels; needs a network, uv and pip."""
    _run("-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), ".")
    with TemporaryDirectory() as work:
        pins = Path(work, "pins.txt")
        for system in SYSTEMS:
            for python in PYTHONS:
                print(f"{system.name}, Python {python}", flush=True)  # noqa: T201
                _pin(system, python, extras, pins)
                _download(system, python, pins, folder)


def _pin(system: System, python: str, extras: str, pins: Path) -> None:
    """Write which versions of what one system needs."""
    subprocess.run(
        [
            *(Path(sys.executable).with_name("uv"), "pip", "compile", "--quiet", "--no-header"),
            *("--no-annotate", "--no-emit-index-url", "--constraint", CONSTRAINTS),
            *("--python-platform", system.name, "--python-version", python),
            *(option for extra in extras.split(",") if extra for option in ("--extra", extra)),
            *("--output-file", pins, "pyproject.toml"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": "15.0"},
    )


def _download(system: System, python: str, pins: Path, folder: Path) -> None:
    platforms = (option for tag in system.tags for option in ("--platform", tag))
    _run(
        *("-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"),
        *("--implementation", "cp", "--python-version", python, *platforms),
        *("--requirement", str(pins), "--dest", str(folder)),
    )


def _run(*arguments: str) -> None:
    unasked = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, env=unasked)


def packages(folder: Path) -> Iterator[Distribution]:
    """What the wheels of a folder bring; each once, whatever systems it is there for."""
    met = set[str]()
    for wheel in sorted(folder.glob("*.whl")):
        name, version, *_ = wheel.name.split("-")
        if normalised(name) not in met:
            met.add(normalised(name))
            metadata = ZipPath(ZipFile(wheel), f"{name}-{version}.dist-info/")
            yield PathDistribution(metadata)  # type: ignore[arg-type]  # a zip's path is one, too


def bill(folder: Path) -> str:
    """What is in the folder, as CycloneDX."""
    found = {normalised(each.metadata["Name"]): each for each in packages(folder)}

    def find(name: str) -> Distribution:
        if name in found:
            return found[name]
        raise PackageNotFoundError(name)

    shipped = components(Path("none"), find)
    return sbom.bom((each for each in shipped if each.name != "Python"), found.values())


def sums(folder: Path) -> str:
    """The SHA-256 of each file, as `sha256sum` checks them."""
    return "".join(
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(folder.iterdir())
    )


def main() -> None:
    """Make the folder anew."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("dist", type=Path, metavar="DIST")
    arguments.add_argument("--extras", default="spelling,passphrase", metavar="NAMES")
    options = arguments.parse_args()
    if "SOURCE_DATE_EPOCH" not in os.environ:
        log = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        os.environ["SOURCE_DATE_EPOCH"] = subprocess.check_output(log, text=True).strip()
    folder = options.dist.absolute() / f"deckapp-{__version__}-wheelhouse"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    collect(folder, options.extras)
    shutil.copy(ROOT / CONSTRAINTS, folder)
    extras = f"[{options.extras}]" if options.extras else ""
    text = INSTALL.format(version=__version__, pythons=", ".join(PYTHONS), extras=extras)
    (folder / "INSTALL.txt").write_text(text, encoding="utf-8")
    (folder / "deckapp.cdx.json").write_text(bill(folder), encoding="utf-8")
    (folder / "SHA256SUMS").write_text(sums(folder), encoding="utf-8")
    size = sum(file.stat().st_size for file in folder.iterdir())
    print(f"{folder}: {len(list(folder.glob('*.whl')))} wheels, {size // 10**6} MB")  # noqa: T201


if __name__ == "__main__":
    main()
