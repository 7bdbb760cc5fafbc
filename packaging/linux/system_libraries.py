"""Which of the system's libraries go into the bundle for Linux, and whose they are."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from bundle import Entry
from ownership import Owned

from deckapp.components import UNSTATED

SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")

_LEFT_TO_THE_SYSTEM = (
    # What talks to the graphics driver, the session or the printer has to be the system's own;
    # every desktop has it, and the Debian package depends on it.
    *("libGL*", "libEGL*", "libOpenGL*", "libdrm*", "libgbm*", "libwayland-*", "libX*"),
    *("libxcb.so*", "libxcb-dri*", "libxcb-glx*", "libdbus-1*", "libsystemd*", "libudev*"),
    *("libcups*", "libfontconfig*", "libfreetype*", "libglib-2*", "libgio-2*", "libgobject-2*"),
    *("libgthread-2*", "libgmodule-2*", "libexpat*", "libz.so*", "libzstd.so*", "liblzma.so*"),
    *("libgssapi_krb5*", "libresolv.so*"),
    # Drivers are made with a C++ library that is as new as the system.
    *("libstdc++*", "libgcc_s*"),
)


def bundled(entries: Iterable[Entry]) -> list[Entry]:
    """Entries without libraries that stay the system's, and without what only those need."""
    entries = list(entries)
    of_system = {
        Path(source).name: (name, source, kind)
        for name, source, kind in entries
        if kind == "BINARY" and source.startswith(SYSTEM)
    }
    own = [entry for entry in entries if entry not in of_system.values()]
    reached: dict[str, Entry] = {}
    waiting = [source for _, source, kind in own if kind in {"BINARY", "EXTENSION"}]
    while waiting:
        for name in _needed(waiting.pop()):
            if name in of_system and name not in reached and not _is_left(name):
                reached[name] = of_system[name]
                waiting.append(of_system[name][1])
    return [*own, *reached.values()]


def _is_left(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in _LEFT_TO_THE_SYSTEM)


def _needed(library: str) -> list[str]:
    """The names of the libraries that one asks for itself."""
    told = _output("objdump", "-p", library)
    return re.findall(r"^ +NEEDED +(\S+)$", told, re.MULTILINE)


def owned(entries: Iterable[Entry]) -> Iterator[Owned]:
    """The Debian packages that the system's libraries among them come from."""
    packages = {_package(source) for _, source, _ in entries if source.startswith(SYSTEM)}
    for package in sorted(packages):
        text = Path("/usr/share/doc", package, "copyright").read_bytes()
        version = _output("dpkg-query", "--show", "--showformat=${Version}", package)
        yield Owned(package, version, UNSTATED, {f"{package}.txt": text})


def _package(library: str) -> str:
    """The Debian package that a library comes in, without its architecture."""
    # Where /lib is a link to /usr/lib, a package knows its files by one of the two names.
    names = {library, str(Path(library).resolve()), library.removeprefix("/usr")}
    for name in sorted(names):
        found = subprocess.run(
            ["dpkg-query", "--search", name], capture_output=True, text=True, check=False
        )
        if found.returncode == 0:
            return found.stdout.split(":")[0]
    raise LookupError(f"{library} comes with no Debian package, so that nobody knows its licence.")


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
